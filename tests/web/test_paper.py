"""Pages off the screen: ballots printed, entered by hand, taken in from files; each refusal beside its permission."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import msgspec
import openpyxl
import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from sulh.opinion.analyse import analyse
from sulh.store.models import Acceptance, Dialogue, LogRecord, Round, Seat, Sitting, Vote
from sulh.store.reads.answers_of import answers_of
from sulh.store.writes import paper
from sulh.store.writes.paper import Batch
from tests.cast import TEXTS, Cast, accept
from tests.web.people import enter, sign_in

NUMBERS = re.compile(r'<b dir="ltr">(\d{4} \d{4})</b>')
MOST_QUERIES = 30
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


def text(answer: Any) -> str:
    """Return a page as text."""
    return str(answer.content.decode())


def hidden(answer: Any) -> dict[str, str]:
    """Return the hidden fields of a page but the token."""
    return {name: value for name, value in HIDDEN.findall(text(answer)) if name not in ("csrfmiddlewaretoken", "back")}


def made(cast: Cast, round_: Round, side: str = "hill", count: int = 1, language: str = "en") -> tuple[str, ...]:
    """Return the numbers of new ballots."""
    seen = Seat.objects.filter(channel="paper", dialogue=cast.dialogue).count()
    batch = Batch(cast.sides[side].id, language, count)
    return paper.make(cast.principal("facilitator"), round_.id, batch, seen=seen)


def kept(number: str) -> dict[int, int]:
    """Return what is kept under a ballot: number of the statement -> vote."""
    return dict(Vote.objects.filter(seat__ballot=number).values_list("statement__number", "value"))


def upload(client: Client, round_: Round, data: bytes, name: str = "b.csv", **fields: Any) -> Any:
    """Send a file."""
    file = io.BytesIO(data)
    file.name = name
    return client.post(f"/w/r/{round_.id}/table", {"kind": "table", "file": file, **fields})


@pytest.fixture
def desk(client: Client, cast: Cast) -> Client:
    """A facilitator who has signed in."""
    return sign_in(client, cast, "facilitator")


def test_ballots_are_printed_entered_and_become_votes(desk: Client, cast: Cast) -> None:
    """From the page of paper to a saved ballot: printed with its number, typed back in, marked, saved, next one."""
    round_ = cast.round()
    assert "Print new ballots" in text(desk.get(f"/w/d/{cast.dialogue.id}/paper"))
    wanted = {"side": str(cast.sides["hill"].id), "language": "en", "count": 2, "seen": 0}

    sheets = desk.post(f"/w/r/{round_.id}/ballots", wanted)

    number, other = NUMBERS.findall(text(sheets))
    assert all(texts[1] in text(sheets) for texts in TEXTS)
    ballot = desk.post(f"/w/r/{round_.id}/entry", {"ballot": number})
    marks = {**hidden(ballot), "a1": "agree", "a2": "", "a3": "disagree"}
    saved = desk.post(f"/w/r/{round_.id}/entry/ballot", marks)
    assert (302, f"/w/r/{round_.id}/entry?saved=1") == (saved.status_code, saved["Location"])
    assert "Saved." in text(desk.get(saved["Location"]))
    assert {1: 1, 3: -1} == kept(number.replace(" ", ""))
    assert {} == kept(other.replace(" ", ""))


SPOKEN = (
    "48210937",
    "\u0664\u0668\u0662\u0661 \u0660\u0669\u0663\u0667",
    "\u06f4\u06f8\u06f2\u06f1-\u06f0\u06f9\u06f3\u06f7",
)


@pytest.mark.parametrize("typed", SPOKEN)
def test_a_number_is_typed_in_any_digits(desk: Client, cast: Cast, typed: str) -> None:
    """Western, Arabic-Indic and Persian digits, with what people put between them, name the same ballot."""
    round_ = cast.round()
    made(cast, round_)
    Seat.objects.filter(channel="paper").update(ballot="48210937")

    ballot = desk.post(f"/w/r/{round_.id}/entry", {"ballot": typed})

    assert 200 == ballot.status_code
    assert "48210937" == hidden(ballot)["ballot"]


@pytest.mark.parametrize("typed", ["", "1", "48210938", "x" * 40, "9" * 400, "48210937\x00", "\u202e48210937", "<b>"])
def test_a_number_of_no_ballot_is_told(desk: Client, cast: Cast, typed: str) -> None:
    """What names no ballot leads back to the field with a plain sentence, and nothing is opened."""
    round_ = cast.round()
    made(cast, round_)

    told = desk.post(f"/w/r/{round_.id}/entry", {"ballot": typed})

    assert 422 == told.status_code
    assert "This was not saved yet" in text(told)
    assert "<b>" not in text(told).split("<main")[1]


def test_a_saved_ballot_is_not_shown_back(desk: Client, cast: Cast) -> None:
    """The same number once more opens an empty ballot, which says that it takes the place of the one before."""
    round_ = cast.round()
    (number,) = made(cast, round_)
    first = desk.post(f"/w/r/{round_.id}/entry", {"ballot": number})
    desk.post(f"/w/r/{round_.id}/entry/ballot", {**hidden(first), "a1": "agree", "a2": "agree"})

    again = desk.post(f"/w/r/{round_.id}/entry", {"ballot": number})

    assert "entered already" in text(again)
    assert ["", "", ""] == re.findall(r'value="([^"]*)"[^>]*checked', text(again))
    desk.post(f"/w/r/{round_.id}/entry/ballot", {**hidden(again), "a1": "disagree"})
    assert {1: -1} == kept(number)


def test_an_empty_ballot_is_asked_about(desk: Client, cast: Cast) -> None:
    """Enter pressed by mistake clears nothing; a paper that came back empty is said to be so."""
    round_ = cast.round()
    (number,) = made(cast, round_)
    ballot = desk.post(f"/w/r/{round_.id}/entry", {"ballot": number})
    desk.post(f"/w/r/{round_.id}/entry/ballot", {**hidden(ballot), "a1": "agree"})
    again = hidden(desk.post(f"/w/r/{round_.id}/entry", {"ballot": number}))

    asked = desk.post(f"/w/r/{round_.id}/entry/ballot", again)
    assert (422, {1: 1}) == (asked.status_code, kept(number))
    assert 302 == desk.post(f"/w/r/{round_.id}/entry/ballot", {**hidden(asked), "blank": "1"}).status_code
    assert {} == kept(number)


def test_two_facilitators_with_one_ballot(desk: Client, cast: Cast) -> None:
    """Both have it open; the first to save is kept, the second is told and can still take its place."""
    round_ = cast.round()
    (number,) = made(cast, round_)
    other = sign_in(Client(), cast, "cofacilitator")
    mine, theirs = (hidden(one.post(f"/w/r/{round_.id}/entry", {"ballot": number})) for one in (desk, other))

    assert 302 == desk.post(f"/w/r/{round_.id}/entry/ballot", {**mine, "a1": "agree"}).status_code
    late = other.post(f"/w/r/{round_.id}/entry/ballot", {**theirs, "a1": "disagree"})

    assert (409, {1: 1}) == (late.status_code, kept(number))
    assert "Somebody else has entered this ballot meanwhile" in text(late)


@pytest.mark.parametrize(
    ("state", "words"), [("closed", "closed"), ("paused", "paused"), ("draft", "No round is open")]
)
def test_outside_an_open_round_the_pages_say_so(desk: Client, cast: Cast, state: str, words: str) -> None:
    """Number, ballot, file and form all say plainly why nothing can be entered now."""
    round_ = cast.round()
    (number,) = made(cast, round_)
    Round.objects.update(state=state)

    told = [
        desk.get(f"/w/r/{round_.id}/entry"),
        desk.post(f"/w/r/{round_.id}/entry/ballot", {"ballot": number, "a1": "agree"}),
        upload(desk, round_, f"ballot,1\n{number},agree\n".encode()),
        desk.get(f"/w/r/{round_.id}/form"),
    ]

    assert [409] * 4 == [answer.status_code for answer in told]
    assert all(words in text(answer) for answer in told)
    assert {} == kept(number)


def test_an_old_tab_after_the_end_enters_nothing(desk: Client, cast: Cast, at: Callable[..., None]) -> None:
    """A ballot that was opened before the last epoch ended is not saved after it."""
    round_ = cast.round(hours=0.2)
    (number,) = made(cast, round_)
    ballot = hidden(desk.post(f"/w/r/{round_.id}/entry", {"ballot": number}))
    at(hours=0.3)

    late = desk.post(f"/w/r/{round_.id}/entry/ballot", {**ballot, "a1": "agree"})

    assert (409, {}) == (late.status_code, kept(number))


@pytest.mark.parametrize("who", ["hill", "hill-reader", "assistant", "translator", "nobody", "other"])
def test_whoever_is_no_facilitator_here_finds_nothing(client: Client, both: Cast, who: str) -> None:
    """Every page of paper is absent for participants, other staff, and facilitators of another process."""
    round_ = both.round()
    (number,) = made(both, round_)
    assert both.other is not None
    if who == "other":
        sign_in(client, both.other, "facilitator")
    else:
        (enter if who in both.seats else sign_in)(client, both, who)
    pages = [f"/w/d/{both.dialogue.id}/paper", *(f"/w/r/{round_.id}/{end}" for end in ("entry", "table", "form"))]
    forms = [f"/w/r/{round_.id}/{end}" for end in ("ballots", "ballots/again", "entry", "entry/ballot", "table")]

    statuses = {client.get(page).status_code for page in pages} | {
        client.post(form, {"ballot": number, "a1": "agree", "side": str(both.sides["hill"].id)}).status_code
        for form in forms
    }

    assert {404} == statuses
    assert {} == kept(number)


def test_a_ballot_of_another_dialogue_is_no_ballot(desk: Client, both: Cast) -> None:
    """Its number names nothing here, by hand or in a file."""
    assert both.other is not None
    round_, elsewhere = both.round(), both.other.round()
    made(both, round_)
    (number,) = made(both.other, elsewhere)

    assert 422 == desk.post(f"/w/r/{round_.id}/entry", {"ballot": number}).status_code
    assert 422 == upload(desk, round_, f"ballot,1\n{number},agree\n".encode()).status_code
    assert {} == kept(number)


def test_a_clear_file_is_entered_at_once(desk: Client, cast: Cast) -> None:
    """All ballots of a file without faults are entered together, and the log counts them."""
    round_ = cast.round()
    first, second = made(cast, round_, count=2)
    table = f"ballot;1;2;3\n{first};agree;-1;\n{second};;pass;1\n"

    sent = upload(desk, round_, table.encode())

    assert (302, f"/w/d/{cast.dialogue.id}/paper?entered=2") == (sent.status_code, sent["Location"])
    assert ({1: 1, 2: -1}, {2: 0, 3: 1}) == (kept(first), kept(second))
    assert '"count":2' in LogRecord.objects.order_by("-number")[0].body
    assert "2 ballots are entered." in text(desk.get(sent["Location"]))


def test_a_file_with_faults_enters_nothing(desk: Client, cast: Cast) -> None:
    """Every fault is told by its line, no vote is shown, and nothing is stored until that same file is confirmed."""
    round_ = cast.round()
    first, second = made(cast, round_, count=2)
    table = f"ballot,1,2\n{first},agree,perhaps\n00000000,agree,agree\n{second},pass,\n".encode()

    shown = upload(desk, round_, table)

    assert 422 == shown.status_code
    assert "2 places in this file are not clear" in text(shown)
    assert "perhaps" not in text(shown)
    assert {} == kept(first)
    digest = hidden(shown)["digest"]
    other = upload(desk, round_, table + b"\n", leave_out="on", digest=digest)
    assert (422, {}) == (other.status_code, kept(first))
    assert 302 == upload(desk, round_, table, leave_out="on", digest=digest).status_code
    assert ({1: 1}, {1: 0}) == (kept(first), kept(second))


def test_a_withdrawn_statement_in_a_file_is_a_fault(desk: Client, cast: Cast) -> None:
    """Others keep their numbers; answers to it are told, in a table as in the export of a form."""
    round_ = cast.round()
    (number,) = made(cast, round_)
    cast.statements[1].state = "withdrawn"
    cast.statements[1].save()

    for kind, data in (("table", f"ballot,2,3\n{number},1,1\n"), ("form", f"number,q2,q3\n{number},agree,agree\n")):
        shown = upload(desk, round_, data.encode(), kind=kind)
        assert 422 == shown.status_code
        assert (
            302
            == upload(
                desk, round_, data.encode(), kind=kind, leave_out="on", digest=hidden(shown)["digest"]
            ).status_code
        )
        assert {3: 1} == kept(number)


@pytest.mark.parametrize("size", [2_900_001, 3_200_000])
def test_a_large_file_is_not_read(desk: Client, cast: Cast, size: int) -> None:
    """What is larger than a table needs to be is told as that, whether the server let it in or not."""
    told = upload(desk, cast.round(), b"x" * size)

    assert 422 == told.status_code
    assert "at most 2.9 MB" in text(told)


HEADS = st.sampled_from([b"", b"ballot,1,2\n", b"ballot;statement;vote\n", b"PK\x03\x04", b"\xff\xfe", b"number,q1\n"])
HOSTILE = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@HOSTILE
@given(
    head=HEADS, rest=st.binary(max_size=300), name=st.text(max_size=30), kind=st.sampled_from(["table", "form", "x"])
)
def test_no_bytes_do_harm(desk: Client, cast: Cast, head: bytes, rest: bytes, name: str, kind: str) -> None:
    """Whatever a file holds, the answer is a plain page, and nothing is stored."""
    round_ = Round.objects.filter(dialogue=cast.dialogue).first() or cast.round()

    told = upload(desk, round_, head + rest, name or "x", kind=kind)

    assert told.status_code in (400, 422)
    assert not Vote.objects.exists()


@HOSTILE
@given(
    values=st.dictionaries(
        st.sampled_from(
            ["ballot", "a1", "a2", "a9", "replaces", "blank", "side", "language", "count", "seen", "number"]
        ),
        st.text(max_size=60),
    ),
    end=st.sampled_from(["ballots", "ballots/again", "entry", "entry/ballot"]),
)
def test_no_form_does_harm(desk: Client, cast: Cast, values: dict[str, str], end: str) -> None:
    """Whatever a form holds, the answer is a plain page, and nothing is stored."""
    round_ = Round.objects.filter(dialogue=cast.dialogue).first() or cast.round()

    told = desk.post(f"/w/r/{round_.id}/{end}", values)

    assert told.status_code in (400, 404, 409, 422)
    assert not Vote.objects.exists()
    assert not Seat.objects.filter(channel="paper").exists()


def test_ballots_speak_their_own_language(desk: Client, cast: Cast) -> None:
    """Arabic ballots are in Arabic for a reader of English, name no side and no process, and give three equal words."""
    round_ = cast.round()
    wanted = {"side": str(cast.sides["hill"].id), "language": "ar", "count": 1, "seen": 0}

    sheets = text(desk.post(f"/w/r/{round_.id}/ballots", wanted))

    printed = sheets[sheets.index('<section class="sheet"') :]
    assert 'lang="ar" dir="rtl"' in printed
    assert all(texts[0] in printed and texts[1] not in printed for texts in TEXTS)
    assert len(TEXTS) == printed.count("لا أوافق")
    assert "consent ar one" in printed
    assert not any(word in printed for word in ("Hill", "التل", "Valley"))


def test_one_spoilt_ballot_is_printed_again(desk: Client, cast: Cast) -> None:
    """By its number alone it is printed once more, and one of another side is not."""
    round_ = cast.round()
    first, _ = made(cast, round_, count=2)
    (river,) = made(cast, round_, "river")
    wanted = {"side": str(cast.sides["hill"].id), "language": "en"}

    assert [f"{first[:4]} {first[4:]}"] == NUMBERS.findall(
        text(desk.post(f"/w/r/{round_.id}/ballots/again", {**wanted, "number": first}))
    )
    assert 2 == len(NUMBERS.findall(text(desk.post(f"/w/r/{round_.id}/ballots/again", wanted))))
    assert 422 == desk.post(f"/w/r/{round_.id}/ballots/again", {**wanted, "number": river}).status_code


def test_a_paper_is_taken_back_when_it_is_meant(desk: Client, cast: Cast) -> None:
    """Without the mark nothing is erased; with it everything under the number is."""
    round_ = cast.round()
    (number,) = made(cast, round_)
    upload(desk, round_, f"ballot,1\n{number},agree\n".encode())
    back = f"/w/d/{cast.dialogue.id}/paper/back"

    assert (422, {1: 1}) == (desk.post(back, {"ballot": number}).status_code, kept(number))
    done = desk.post(back, {"ballot": number, "sure": "on"})
    assert "Everything under this number is erased." in text(desk.get(done["Location"]))
    assert not Vote.objects.exists()


def test_no_number_is_part_of_an_address(desk: Client, cast: Cast) -> None:
    """Neither where a form leads nor where its answer leads names a ballot."""
    round_ = cast.round()
    (number,) = made(cast, round_)
    ballot = desk.post(f"/w/r/{round_.id}/entry", {"ballot": number})
    saved = desk.post(f"/w/r/{round_.id}/entry/ballot", {**hidden(ballot), "a1": "agree"})

    addresses = [*re.findall(r'(?:href|action)="([^"]*)"', text(ballot)), saved["Location"]]
    assert not any(number in address for address in addresses)


def test_pages_of_paper_cost_the_same_however_many_ballots(
    desk: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """Page, entry, saving and printing stay below a fixed number of queries with forty ballots."""
    round_ = cast.round()
    number = made(cast, round_, count=40)[0]
    wanted = {"side": str(cast.sides["hill"].id), "language": "en"}

    with django_assert_max_num_queries(MOST_QUERIES):
        desk.get(f"/w/d/{cast.dialogue.id}/paper")
    with django_assert_max_num_queries(MOST_QUERIES):
        ballot = desk.post(f"/w/r/{round_.id}/entry", {"ballot": number})
    with django_assert_max_num_queries(MOST_QUERIES + 10):
        desk.post(f"/w/r/{round_.id}/entry/ballot", {**hidden(ballot), "a1": "agree"})
    with django_assert_max_num_queries(MOST_QUERIES):
        desk.post(f"/w/r/{round_.id}/ballots/again", wanted)


# The same answers, by every way

ANSWERS: tuple[tuple[int | None, ...], ...] = (
    (1, 1, -1),
    (1, 0, None),
    (1, -1, 1),
    (-1, 1, 0),
    (0, 1, 1),
    (1, None, -1),
)
WORDS = {1: "agree", -1: "disagree", 0: "pass"}
Given = dict[str, tuple[int | None, ...]]


def _on_screen(desk: Client, cast: Cast, round_: Round, answers: Given) -> None:
    del desk
    for number, line in answers.items():
        seat = Seat.objects.get(ballot=number)
        Acceptance.objects.filter(seat=seat).delete()
        accept(Dialogue.objects.get(pk=cast.dialogue.pk), seat)
        cast.seats[number] = seat
        browser = enter(Client(), cast, number)
        for statement, value in zip(cast.statements, line, strict=True):
            if value is not None:
                sent = {"round": str(round_.id), "statement": str(statement.id), "answer": WORDS[value]}
                assert 200 == browser.post("/answer", sent).status_code
        browser.post("/answer", {"round": str(round_.id), "statement": str(cast.statements[0].id), "answer": "done"})


def _by_hand(desk: Client, cast: Cast, round_: Round, answers: Given) -> None:
    del cast
    for number, line in answers.items():
        ballot = desk.post(f"/w/r/{round_.id}/entry", {"ballot": number})
        marks = {f"a{place}": "" if value is None else WORDS[value] for place, value in enumerate(line, 1)}
        assert 302 == desk.post(f"/w/r/{round_.id}/entry/ballot", {**hidden(ballot), **marks}).status_code


def _by_csv(desk: Client, cast: Cast, round_: Round, answers: Given) -> None:
    del cast
    rows = [",".join([number, *("" if one is None else str(one) for one in line)]) for number, line in answers.items()]
    assert 302 == upload(desk, round_, "\n".join(["ballot,1,2,3", *rows]).encode()).status_code


def _by_form(desk: Client, cast: Cast, round_: Round, answers: Given) -> None:
    del cast
    form = desk.get(f"/w/r/{round_.id}/form")
    survey = openpyxl.load_workbook(io.BytesIO(form.content))["survey"]
    names = [str(row[1]) for row in survey.iter_rows(min_row=2, max_row=5, values_only=True)]
    rows = [
        ";".join(["2026-11-26", number, *("" if one is None else WORDS[one] for one in line)])
        for number, line in answers.items()
    ]
    export = "\n".join([";".join(["SubmissionDate", *names]), *rows]).encode()
    assert 302 == upload(desk, round_, export, "export.csv", kind="form").status_code


def test_every_way_gives_the_same_bytes(desk: Client, cast: Cast, at: Callable[..., None]) -> None:
    """On screen, by hand, by table and through a form: rows and findings are the same to the last byte."""
    at(seconds=0)
    round_ = cast.round(hours=0.4)
    numbers = [*made(cast, round_, "hill", 3), *made(cast, round_, "river", 3)]
    answers = dict(zip(numbers, ANSWERS, strict=True))
    told = []
    for way in (_on_screen, _by_hand, _by_csv, _by_form):
        at(seconds=1)
        way(desk, cast, round_, answers)
        at(hours=0.5)
        rows = sorted(Vote.objects.values_list("seat_id", "statement_id", "epoch_id", "value"))
        sittings = sorted(Sitting.objects.values_list("seat_id", "began", "finished"))
        findings = msgspec.json.encode(analyse(answers_of(round_.epochs.get())))
        told.append((rows, sittings, findings))
        Vote.objects.all().delete()
        Sitting.objects.all().delete()

    assert 16 == len(told[0][0])
    assert [told[0]] * 4 == told
