from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from sulh.access import STRANGER
from sulh.errors import TooBusy
from sulh.store.models import Acceptance, AgreedText, Process, Seat
from sulh.store.writes import entry
from sulh.vault.codes import CodeHasher
from sulh.web.limits import LIMITS
from tests.cast import DAY, Cast
from tests.web.people import enter, sign_in

UNKNOWN = "9999 9999 9999 9999"


def _type_code(client: Client, code: str) -> Any:
    return client.post("/", {"code": code})


@pytest.mark.parametrize("zero", [0x30, 0x660, 0x6F0])
def test_a_code_lets_its_seat_in(client: Client, cast: Cast, zero: int) -> None:
    """Western, Arabic or Persian digits: the code of the slip opens the seat and leads to its first page."""
    digits = {ord("0") + n: zero + n for n in range(10)}
    answer = _type_code(client, cast.codes["hill"].translate(digits))
    assert (302, "/home") == (answer.status_code, answer["Location"])
    assert str(cast.seats["hill"].id) == client.session["seat"]
    assert "/answer" == client.get("/home")["Location"]


@pytest.mark.parametrize(("profile", "cleared"), [("standard", None), ("high", '"storage"')])
def test_what_a_telephone_kept_before_goes_in_the_high_profile(
    client: Client, cast: Cast, profile: str, cleared: str | None
) -> None:
    """Answers that waited on a telephone when the profile was raised do not stay there to be found."""
    Process.objects.filter(pk=cast.process.id).update(profile=profile)

    assert cleared == _type_code(client, cast.codes["hill"]).headers.get("Clear-Site-Data")


@pytest.mark.parametrize("typed", [UNKNOWN, "0712 0001", "", "x" * 5000, "0712\x000001", "ع", "<script>"])
def test_every_wrong_code_is_answered_alike(client: Client, cast: Cast, typed: str) -> None:
    """Unknown, short, empty, long or strange: status, size and words of the answer are one and the same."""
    del cast
    expected, found = _type_code(client, UNKNOWN), _type_code(client, typed)
    assert (403, 4096) == (expected.status_code, len(expected.content))
    assert (expected.status_code, len(expected.content)) == (found.status_code, len(found.content))
    assert "seat" not in client.session
    assert "<script" not in found.content.decode()


def test_a_withdrawn_code_is_answered_like_an_unknown_one(client: Client, cast: Cast) -> None:
    """The code of a seat that was left opens nothing, in the same words and size."""
    Seat.objects.filter(pk=cast.seats["hill"].id).update(left=True)
    unknown, withdrawn = _type_code(client, UNKNOWN), _type_code(client, cast.codes["hill"])
    assert (unknown.status_code, len(unknown.content)) == (withdrawn.status_code, len(withdrawn.content))
    assert "seat" not in client.session


@pytest.mark.parametrize("code", ["hill", None, "short"])
def test_one_hash_and_one_query_whatever_was_typed(
    cast: Cast,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: DjangoAssertNumQueries,
    code: str | None,
) -> None:
    """A code that exists, one that does not and one that is none cost the same work."""
    hashed: list[str] = []
    digest = CodeHasher.digest

    def counted(self: CodeHasher, typed: str) -> bytes:
        hashed.append(typed)
        return digest(self, typed)

    monkeypatch.setattr(CodeHasher, "digest", counted)
    typed = cast.codes.get(str(code), UNKNOWN if code is None else code)
    with django_assert_num_queries(1):
        entry.enter(STRANGER, typed)
    assert 1 == len(hashed)


def test_too_many_at_the_door_are_asked_to_come_back(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While too many codes are being tested nobody is told that theirs is wrong."""

    def busy(*_: object) -> bytes:
        raise TooBusy

    monkeypatch.setattr(CodeHasher, "digest", busy)
    assert 503 == _type_code(client, cast.codes["hill"]).status_code


def test_staff_do_not_answer(client: Client, cast: Cast) -> None:
    """Whoever is signed in with an account is refused at the entrance even with a valid code."""
    sign_in(client, cast, "facilitator")
    assert 409 == _type_code(client, cast.codes["hill"]).status_code
    assert "seat" not in client.session


def test_a_session_without_second_factor_is_staff_as_well(client: Client, cast: Cast) -> None:
    """An account in the middle of signing in takes no seat either."""
    client.force_login(cast.staff["facilitator"], backend="django.contrib.auth.backends.ModelBackend")
    assert 409 == _type_code(client, cast.codes["hill"]).status_code


def test_a_replaced_code_ends_what_began_with_it(client: Client, cast: Cast) -> None:
    """A lost slip: once the seat has another code, the old session is a stranger's, and a new one begins with it."""
    _type_code(client, cast.codes["hill"])
    Seat.objects.filter(pk=cast.seats["hill"].id).update(generation=1)
    assert "/" == client.get("/home")["Location"]
    _type_code(client, cast.codes["hill"])
    assert "/answer" == client.get("/home")["Location"]


def test_the_key_of_the_session_changes(client: Client, cast: Cast) -> None:
    """A session that somebody planted before the entrance is not the one that is inside."""
    client.post("/language", {"language": "fr"})
    planted = client.cookies["s"].value
    _type_code(client, cast.codes["hill"])
    assert planted != client.cookies["s"].value
    assert 1 == Session.objects.count()


@pytest.mark.parametrize(("profile", "minutes"), [("standard", 30), ("high", 10)])
def test_a_stay_ends_when_it_was_idle(
    client: Client, cast: Cast, at: Callable[..., None], profile: str, minutes: int
) -> None:
    """One minute before the limit of the profile somebody is still inside, one minute behind it no longer."""
    type(cast.process).objects.update(profile=profile)
    _type_code(client, cast.codes["hill"])
    at(minutes=minutes - 1)
    assert "/answer" == client.get("/home")["Location"]
    at(minutes=2 * minutes)
    assert "/" == client.get("/home")["Location"]


@pytest.mark.parametrize(("profile", "hours"), [("standard", 12), ("high", 2)])
def test_a_stay_ends_when_it_is_too_old(
    client: Client, cast: Cast, at: Callable[..., None], profile: str, hours: int
) -> None:
    """However busy somebody is, a session lasts no longer than its profile says."""
    type(cast.process).objects.update(profile=profile)
    _type_code(client, cast.codes["hill"])
    idle = LIMITS[profile][0] - 1
    for seconds in range(idle, hours * 3600, idle):
        at(seconds=seconds)
        assert "/answer" == client.get("/home")["Location"]
    at(hours=hours, seconds=5)
    assert "/" == client.get("/home")["Location"]


def test_a_seat_without_a_language_is_asked_for_it(client: Client, cast: Cast) -> None:
    """The choice comes first, is kept on the seat, and decides the language of the next stay."""
    Seat.objects.filter(pk=cast.seats["hill"].id).update(language="")
    assert "/language" == _type_code(client, cast.codes["hill"])["Location"]
    assert "العربية" in client.get("/language").content.decode()
    assert "/home" == client.post("/language", {"language": "ar", "back": "/home"})["Location"]
    assert "ar" == Seat.objects.get(pk=cast.seats["hill"].id).language
    later = Client()
    assert "/home" == _type_code(later, cast.codes["hill"])["Location"]
    assert 'lang="ar"' in later.get("/agree").content.decode()


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_a_choice_of_language_leads_nowhere_else(client: Client, cast: Cast, back: str) -> None:
    """An address of somewhere else in the form ends at the entrance."""
    del cast
    assert "/" == client.post("/language", {"language": "fr", "back": back})["Location"]


def test_a_language_that_is_none_is_not_kept(client: Client, cast: Cast) -> None:
    """A made-up language changes neither the seat nor the session."""
    enter(client, cast, "hill")
    client.post("/language", {"language": "xx"})
    assert ("en", "en") == (Seat.objects.get(pk=cast.seats["hill"].id).language, client.session["language"])


def test_nothing_comes_before_the_texts_are_accepted(client: Client, cast: Cast) -> None:
    """Without acceptance the questions lead to the texts, and an answer sent all the same is not kept."""
    Acceptance.objects.all().delete()
    opened = cast.round()
    enter(client, cast, "hill")
    assert "/agree" == client.get("/answer")["Location"]
    form = {"round": opened.id, "statement": cast.statements[0].id, "answer": "agree"}
    assert "/agree" == client.post("/answer", form)["Location"]
    assert not cast.seats["hill"].votes.exists()


def test_both_texts_are_accepted_and_kept_with_the_day(client: Client, cast: Cast) -> None:
    """One mark is not enough; with both the way is open."""
    Acceptance.objects.all().delete()
    enter(client, cast, "hill")
    shown = client.get("/agree").content.decode()
    assert "consent en one" in shown
    assert "rules en two" in shown
    ids = list(AgreedText.objects.values_list("id", flat=True))
    assert 422 == client.post("/agree", {"accept": ids[:1]}).status_code
    assert not Acceptance.objects.exists()
    assert "/home" == client.post("/agree", {"accept": ids})["Location"]
    assert {(cast.seats["hill"].id, one) for one in ids} == set(Acceptance.objects.values_list("seat_id", "text_id"))


def test_a_new_version_is_asked_for_again(client: Client, cast: Cast) -> None:
    """Who accepted the first version reads the second before the next question; the old one no longer counts."""
    cast.round()
    enter(client, cast, "hill")
    assert 200 == client.get("/answer").status_code
    old = list(AgreedText.objects.values_list("id", flat=True))
    text = AgreedText(dialogue=cast.dialogue, kind="rules", version=2, on=DAY)
    cast.sealer.put(text, paragraphs={"en": ["a rule that is new"]})
    text.save()
    assert "/agree" == client.get("/answer")["Location"]
    shown = client.get("/agree").content.decode()
    assert "a rule that is new" in shown
    assert "has changed" in shown
    assert 409 == client.post("/agree", {"accept": old}).status_code
    consent = AgreedText.objects.get(dialogue=cast.dialogue, kind="consent")
    client.post("/agree", {"accept": [consent.id, text.id]})
    assert 200 == client.get("/answer").status_code


def test_whoever_comes_first_to_a_second_version_reads_of_no_change(client: Client, cast: Cast) -> None:
    """Nobody is told that a text has changed of which they have accepted no version."""
    Acceptance.objects.all().delete()
    text = AgreedText(dialogue=cast.dialogue, kind="rules", version=2, on=DAY)
    cast.sealer.put(text, paragraphs={"en": ["a rule that is new"]})
    text.save()
    enter(client, cast, "hill")
    shown = client.get("/agree").content.decode()
    assert "a rule that is new" in shown
    assert "has changed" not in shown


def test_a_text_of_another_dialogue_is_nothing_here(client: Client, both: Cast) -> None:
    """Ids from elsewhere, and what is no id at all, are refused, and nothing is kept."""
    Acceptance.objects.all().delete()
    enter(client, both, "hill")
    assert both.other is not None
    foreign = list(both.other.dialogue.agreed_texts.values_list("id", flat=True))
    assert 404 == client.post("/agree", {"accept": foreign}).status_code
    assert 404 == client.post("/agree", {"accept": ["x\x00", "1"]}).status_code
    assert not Acceptance.objects.exists()


def test_a_no_is_taken_politely_and_keeps_nothing(client: Client, cast: Cast) -> None:
    """Who does not want to is told that it is all right; nothing is stored."""
    Acceptance.objects.all().delete()
    enter(client, cast, "hill")
    assert "all right" in client.post("/agree", {"answer": "no"}).content.decode()
    assert not Acceptance.objects.exists()


def test_the_quick_exit_ends_the_session_and_tells_nothing(client: Client, cast: Cast) -> None:
    """One press: the session is gone from the database, the browser forgets, the page names nothing of ours."""
    _type_code(client, cast.codes["hill"])
    left = client.post("/away")
    assert '"cache", "cookies", "storage"' == left["Clear-Site-Data"]
    assert 0 == Session.objects.count()
    shown = left.content.decode()
    assert not [word for word in ("Notes", "Valley", "Hill", "<form", "<a ") if word in shown]
    assert "/" == client.get("/home")["Location"]


def test_strangers_reach_the_entrance_only(client: Client, cast: Cast) -> None:
    """Without a code the pages behind the entrance are not there."""
    del cast
    assert {404} == {client.get(address).status_code for address in ("/answer", "/agree")}
