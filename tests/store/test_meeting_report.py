"""What the report of one session holds, and what it never holds."""

from __future__ import annotations

import msgspec
import pytest
from pytest_django import DjangoAssertNumQueries

from sulh.access import Refused
from sulh.model.sessions import CommitmentLine, DrawnStatement, SessionNote
from sulh.model.tracks import Capacities
from sulh.store.reads.meeting_report import report
from sulh.store.reads.meetings import session_page
from sulh.store.writes import commitments, meetings, moderation, notes
from sulh.store.writes.relationships import describe
from tests.cast import Cast
from tests.store.held import OUTSIDERS, SAID, called, day, fixed, held, noted, promised

FRENCH = "Nous manquons d’eau"


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    fixed(monkeypatch)


def _describe(cast: Cast, ago: int, text: str) -> None:
    pair = cast.sides["river"].id, cast.sides["hill"].id
    describe(cast.principal("facilitator"), cast.dialogue.id, pair, {"power": text}, on=day(ago))


@pytest.mark.parametrize("who", OUTSIDERS)
def test_only_facilitators_have_a_report(cast: Cast, who: str) -> None:
    """Nobody else takes a report along."""
    session = held(cast)
    with pytest.raises(Refused):
        report(cast.principal(who), session.id, "en")
    assert 1 == report(cast.principal("cofacilitator"), session.id, "en").number


def test_another_process_and_another_language_have_no_report(both: Cast) -> None:
    """There is a report for facilitators of the process, in the languages of the dialogue."""
    assert both.other is not None
    session = held(both)
    with pytest.raises(Refused):
        report(both.other.principal("facilitator"), session.id, "en")
    for tag in ("de", "", "EN"):
        with pytest.raises(Refused):
            report(both.principal("facilitator"), session.id, tag)


def test_a_report_holds_all_that_was_written_down(cast: Cast) -> None:
    """Title, counts, notes, statements drawn, and commitments that returned before those of the day."""
    first, person = held(cast, 9), cast.principal("facilitator")
    promised(cast, first, "Open the gate", due=day(3))
    session = held(cast)
    seen = session_page(person, session.id, "en").stamp
    meetings.count(person, session.id, {("official", False): 2, ("nonofficial", True): 1}, seen=seen)
    note = noted(cast, session)
    notes.draw(person, note.id, "need", FRENCH, language="fr")
    commitments.finish(person, promised(cast, session, "Mend the pump", "hill", "river"), day())
    found = report(person, session.id, "ar")

    assert ("حديث الماء", 2, 1, "workshop") == (found.dialogue, found.number, found.phase, found.kind)
    assert Capacities({"official": 2}, {"nonofficial": 1}) == found.capacities
    assert [SessionNote(1, SAID)] == found.notes
    assert [DrawnStatement(4, FRENCH, 1)] == found.statements
    assert (["Shepherds"], ["facilitators"]) == (found.missing, found.may_hold)
    assert [
        CommitmentLine("Open the gate", ["التل"], day(3)),
        CommitmentLine("Mend the pump", ["التل", "النهر"], None, day()),
    ] == found.commitments


def test_a_rejected_statement_is_in_no_report(cast: Cast) -> None:
    """What was drawn and rejected is gone from the report as from every page."""
    session, person = held(cast), cast.principal("facilitator")
    drawn = notes.draw(person, noted(cast, session).id, "need", FRENCH, language="fr")
    moderation.reject(person, drawn, "It says two things", seen=0)

    assert [] == report(person, session.id, "fr").statements


def test_a_relationship_is_in_the_report_of_its_session(cast: Cast) -> None:
    """What was described since the session before, beside how it was; what comes after is in no earlier report."""
    _describe(cast, 30, "Silence")
    first = held(cast, 20)
    _describe(cast, 12, "Letters")
    second = held(cast, 10)
    third = held(cast, 1)
    _describe(cast, 0, "Visits")
    person = cast.principal("facilitator")
    found = [report(person, one.id, "en").relationships for one in (first, second, third)]

    assert [1, 1, 0] == [len(pairs) for pairs in found]
    power = {one.element: one for one in found[1][0].elements}["power"]
    assert (("Hill", "River"), "Letters", "Silence") == (found[1][0].sides, power.now, power.before)
    assert (day(12), day(30)) == (found[1][0].on, found[1][0].before)


def test_two_sessions_of_one_day_both_tell_what_was_described_on_it(cast: Cast) -> None:
    """A morning and an afternoon share the description of their day."""
    morning, afternoon = held(cast), held(cast)
    _describe(cast, 0, "Visits")
    person = cast.principal("facilitator")

    assert [1, 1] == [len(report(person, one.id, "en").relationships) for one in (morning, afternoon)]


def test_no_participant_is_in_a_report(cast: Cast) -> None:
    """Neither a label nor the id of a seat or an account is anywhere in it."""
    session, person = held(cast), cast.principal("facilitator")
    noted(cast, session)
    promised(cast, session)
    called(cast, "hill", "Amina")
    words = msgspec.json.encode(report(person, session.id, "en")).decode()
    secrets = [str(one.pk) for one in (*cast.seats.values(), *cast.staff.values())]

    assert [] == [secret for secret in [*secrets, "Amina"] if secret in words]


def test_a_long_session_costs_as_many_queries_as_a_short_one(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """Forty notes with a statement each and twenty commitments ask the database as often as none."""
    session, person = held(cast), cast.principal("facilitator")
    for number in range(40):
        note = noted(cast, session, f"Note {number}")
        notes.draw(person, note.id, "need", f"Need {number}", language="en")
        promised(cast, session, f"Promise {number}")
    with django_assert_max_num_queries(13):
        found = report(person, session.id, "en")

    assert (40, 40, 40) == (len(found.notes), len(found.statements), len(found.commitments))
