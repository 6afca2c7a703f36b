"""What a wrong number is answered with, in which languages people read inside, and what is left when they go."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from sulh.store.models import Dialogue
from tests.cast import LANGUAGES, Cast
from tests.web.people import enter

KNOWN_NOWHERE = "No entry number like this is known here."
BLOCK = 4096


def at_the_door(typed: str, tag: str = "en") -> tuple[str, int]:
    """Type something at the entrance; return the page and its size."""
    client = Client(headers={"accept-language": tag})
    response = client.post("/", {"code": typed})
    return response.content.decode(), len(response.content)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("0712 0001", "You typed 8 digits. A number has 16."),
        ("7", "You typed one digit. A number has 16."),
        ("9" * 17, "You typed 17 digits. A number has 16."),
        ("٠٧١٢", "You typed 4 digits. A number has 16."),
        ("no digits", "You typed 0 digits. A number has 16."),
    ],
)
def test_how_many_digits_are_missing_is_told(cast: Cast, typed: str, told: str) -> None:
    """A wrong length is said, and that the field is empty again; what was typed does not come back."""
    del cast
    shown, _ = at_the_door(typed)

    assert told in shown
    assert "The field is empty again." in shown
    assert KNOWN_NOWHERE not in shown
    assert typed not in re.sub(r"<[^>]*>", "", shown) or len(typed) == 1
    assert not re.search(r'<input id="code"[^>]* value=', shown)


def test_of_sixteen_digits_nothing_is_told_but_that_they_are_none(cast: Cast) -> None:
    """One wrong digit and sixteen of nowhere give the same page."""
    near = "9" + cast.codes["hill"][1:]
    pages = {re.sub(r'value="[^"]*"', "", at_the_door(typed)[0]) for typed in (near, "9999 8888 7777 6666")}

    assert 1 == len(pages)
    assert KNOWN_NOWHERE in pages.pop()


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_refusal_is_of_one_size(cast: Cast, tag: str) -> None:
    """In each language wrong, short, long and empty numbers are answered with as many bytes."""
    del cast
    assert {BLOCK} == {at_the_door(typed, tag)[1] for typed in ("9999 8888 7777 6666", "", "1", "12", "9" * 199)}


def test_inside_only_the_languages_of_the_dialogue_are_offered(client: Client, cast: Cast) -> None:
    """Before an entry number all three; behind it those in which the statements are there."""
    Dialogue.objects.filter(pk=cast.dialogue.pk).update(languages="en,fr")
    assert 'lang="ar"' in client.get("/").content.decode()

    client.post("/", {"code": cast.codes["hill"]})
    client.post("/language", {"language": "fr"})
    for address in ("/answer", "/own", "/propose", "/leave", "/agree", "/shared"):
        shown = client.get(address).content.decode()
        assert 'value="en" lang="en"' in shown, address
        assert 'value="ar"' not in shown, address


def test_a_dialogue_of_one_language_offers_no_other(client: Client, cast: Cast) -> None:
    """Where there is nothing to choose no choice is shown."""
    Dialogue.objects.filter(pk=cast.dialogue.pk).update(languages="en")
    client.post("/", {"code": cast.codes["hill"]})
    client.post("/language", {"language": "en"})

    assert 'class="languages"' not in client.get("/answer").content.decode()


def test_after_the_quick_exit_there_is_nothing(client: Client, cast: Cast) -> None:
    """An empty page under a title without a visible sign, the same whether a form or a script led there."""
    enter(client, cast, "hill")
    left = client.post("/away").content.decode()

    assert "" == re.sub(r"<[^>]*>|&#8203;|\s", "", left)
    assert "<title>&#8203;</title>" in left
    assert left == client.get("/away").content.decode()
