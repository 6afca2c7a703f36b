"""The pages of translation: all that a translator sees."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from sulh.store.models import Statement
from tests.cast import Cast
from tests.store.moderated import SAID, propose, texts
from tests.web.people import sign_in

FRENCH, BACK = "Nous avons attendu quatre nuits", "We waited for four nights"


def _accepted(cast: Cast, text: str = SAID) -> Statement:
    statement = propose(cast, text, side="hill")
    Statement.objects.filter(pk=statement.pk).update(state="accepted")
    return statement


def _list(cast: Cast) -> str:
    return f"/w/d/{cast.dialogue.id}/translations"


def test_a_translator_sees_texts_and_the_way_to_these_pages_only(client: Client, cast: Cast) -> None:
    """Navigation leads to translations alone; neither side nor source is told."""
    statement = _accepted(cast)
    sign_in(client, cast, "translator")
    for address in (_list(cast), f"/w/statements/{statement.id}/in/fr"):
        page = re.sub(r'value="\w{64}"', "", client.get(address).content.decode())  # tokens, drawn from all letters
        assert SAID in page
        for secret in ("Hill", "roposed", f"/w/d/{cast.dialogue.id}/statements", cast.seats["hill"].label):
            assert secret not in re.sub(r"<bdi[^>]*>We waited.*?</bdi>", "", page)


def test_a_translation_that_lacks_its_way_back_comes_back(client: Client, cast: Cast) -> None:
    """Both fields are needed; what was written stays in the form."""
    statement = _accepted(cast)
    form = {"text": FRENCH, "back": "", "back_language": "en"}
    page = sign_in(client, cast, "translator").post(f"/w/statements/{statement.id}/in/fr", form)

    assert (422, True) == (page.status_code, FRENCH in page.content.decode())
    assert {"en": SAID} == texts(cast, statement)


def test_what_one_has_written_can_be_changed_and_says_until_when(client: Client, cast: Cast) -> None:
    """One's own translation is offered for change with what it holds, until the statement is put."""
    statement = _accepted(cast)
    sign_in(client, cast, "translator")
    address = f"/w/statements/{statement.id}/in/fr"
    client.post(address, {"text": FRENCH, "back": BACK, "back_language": "en"})
    page = client.get(address).content.decode()
    assert BACK in page
    (stamp,) = re.findall(r'name="stamp" value="(\w+)"', page)
    form = {"text": "Autrement dit", "back": BACK, "back_language": "en"}
    assert 409 == client.post(address, form).status_code
    assert 302 == client.post(address, form | {"stamp": stamp}).status_code
    assert "Autrement dit" == texts(cast, statement)["fr"]

    cast.statements.append(statement)
    cast.round()
    refused = client.get(address)
    assert (409, True) == (refused.status_code, "Its answers belong to its text" in refused.content.decode())


@pytest.mark.parametrize("tag", ["de", "en", "x-y", "1"])
def test_other_languages_are_not_there(client: Client, cast: Cast, tag: str) -> None:
    """A language that the dialogue does not speak, and one that is there first, are nothing to translate into."""
    statement = _accepted(cast)

    assert 404 == sign_in(client, cast, "translator").get(f"/w/statements/{statement.id}/in/{tag}").status_code


def test_a_long_list_costs_the_same(
    client: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """A hundred statements without a language cost no more than one."""
    for number in range(100):
        _accepted(cast, f"{number:03}" + "ض" * 237)
    sign_in(client, cast, "translator")
    with django_assert_max_num_queries(20):
        page = client.get(_list(cast))
    assert 100 == page.content.decode().count("/in/fr")


def test_nothing_to_translate_says_so(client: Client, cast: Cast) -> None:
    """Where every statement is complete the page says so."""
    page = sign_in(client, cast, "translator").get(_list(cast)).content.decode()

    assert "Every accepted statement exists in every language." in page
