"""Sessions and how many were present: who may write them down, when, and what the label is derived from."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from sulh.access import Refused
from sulh.model.tracks import MeetingLabel
from sulh.store.errors import Conflict, Incomplete, Invalid
from sulh.store.models import Acceptance, AgreedText, HarmCheck, LogRecord, Presence, Session
from sulh.store.reads.meetings import session_page, sessions_page
from sulh.store.writes import meetings
from tests.cast import Cast
from tests.store.held import OUTSIDERS, TODAY, day, fixed, held, logged, noted, promised

MIXED = MeetingLabel("one_and_a_half", "mixed")


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    fixed(monkeypatch)


def _count(cast: Cast, session: Session, counts: dict[str, int], *, who: str = "facilitator") -> None:
    """Count by the names of the fields, on a page opened now."""
    seen = session_page(cast.principal("facilitator"), session.id, "en").stamp
    places = {
        place: counts[meetings.field_of(place)] for place in meetings.PLACES if meetings.field_of(place) in counts
    }
    meetings.count(cast.principal(who), session.id, places, seen=seen)


def test_a_session_has_the_next_number_and_the_phase_of_its_dialogue(cast: Cast) -> None:
    """The first session is number one, in the phase that the dialogue is in; the log says number and phase."""
    session = held(cast)

    assert (1, TODAY, 1) == (session.number, session.on, session.phase)
    assert [("session-held", {"number": 1, "phase": 1})] == logged()


def test_a_dialogue_without_phases_holds_sessions_without_one(cast: Cast) -> None:
    """A consultation has no phase: neither has its session, nor its record in the log."""
    cast.dialogue.kind, cast.dialogue.phase = "consultation", None
    cast.dialogue.save()
    HarmCheck.objects.update(phase=None)

    assert held(cast).phase is None
    assert [("session-held", {"number": 1})] == logged()


@pytest.mark.parametrize("who", OUTSIDERS)
def test_only_facilitators_hold_see_and_count(cast: Cast, who: str) -> None:
    """Nobody else writes down a session, sees one, or counts who was there."""
    session, person = held(cast), cast.principal(who)
    with pytest.raises(Refused):
        meetings.hold(person, cast.dialogue.id, day(), number=2)
    with pytest.raises(Refused):
        sessions_page(person, cast.dialogue.id, "en")
    with pytest.raises(Refused):
        session_page(person, session.id, "en")
    with pytest.raises(Refused):
        _count(cast, session, {"party_official": 1}, who=who)
    assert (1, 0) == (Session.objects.count(), Presence.objects.count())


def test_another_process_and_no_session_are_the_same(both: Cast) -> None:
    """A facilitator of another process finds no session here, and none that does not exist, in the same words."""
    assert both.other is not None
    session, told = held(both), []
    for found in (session.id, uuid4()):
        with pytest.raises(Refused) as refusal:
            session_page(both.other.principal("facilitator"), found, "en")
        told.append(str(refusal.value))

    assert told[0] == told[1]


def test_without_ground_rules_there_is_no_session(cast: Cast) -> None:
    """Before ground rules are there in every language nobody writes down a session."""
    Acceptance.objects.all().delete()
    AgreedText.objects.filter(kind="rules").delete()
    with pytest.raises(Incomplete) as refusal:
        held(cast)

    assert ("ground-rules:ar", "ground-rules:en", "ground-rules:fr") == refusal.value.missing
    assert refusal.value.missing == sessions_page(cast.principal("facilitator"), cast.dialogue.id, "en").missing
    assert not Session.objects.exists()


@pytest.mark.parametrize("change", [{"go": False}, {"phase": 0}])
def test_without_a_harm_check_that_says_go_there_is_no_session(cast: Cast, change: dict[str, int]) -> None:
    """A check that says no, or one of another phase, opens no session; what else is missing does not matter."""
    HarmCheck.objects.update(**change)
    cast.dialogue.statements.all().delete()
    with pytest.raises(Incomplete) as refusal:
        held(cast)

    assert ("harm-check",) == refusal.value.missing


def test_of_two_who_write_down_the_same_session_one_is_told(cast: Cast) -> None:
    """Two pages that show the same next number make one session."""
    held(cast)
    with pytest.raises(Conflict) as refusal:
        meetings.hold(cast.principal("cofacilitator"), cast.dialogue.id, day(), number=1)

    assert "session-made-meanwhile" == refusal.value.code
    assert 1 == Session.objects.count()


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (None, "no-day"),
        (TODAY + timedelta(days=2), "in-the-future"),
        (date(1, 1, 1), "too-long-ago"),
        (date(9999, 12, 31), "in-the-future"),
    ],
)
def test_a_day_that_cannot_be_meant_is_told(cast: Cast, on: date | None, code: str) -> None:
    """A session is of a day that has begun somewhere on earth, and of living memory."""
    with pytest.raises(Invalid) as refusal:
        meetings.hold(cast.principal("facilitator"), cast.dialogue.id, on, number=1)

    assert {"on": code} == refusal.value.faults
    assert meetings.hold(cast.principal("facilitator"), cast.dialogue.id, TODAY + timedelta(days=1), number=1)


def test_the_label_follows_from_capacities_alone(cast: Cast) -> None:
    """The label says the same for one official as for nine, changes with a capacity, and is kept nowhere."""
    session, facilitator = held(cast), cast.principal("facilitator")
    labels = []
    for counts in (
        {"party_nonofficial": 9},
        {"party_nonofficial": 1, "third_official": 3},
        {"party_nonofficial": 9, "party_official_personal": 1},
        {"party_official": 2},
        {"party_official": 2, "third_nonofficial": 1},
        {},
    ):
        _count(cast, session, counts)
        labels.append(session_page(facilitator, session.id, "en").label)

    two = MeetingLabel("two")
    sponsored = MeetingLabel("one_and_a_half", "nonofficial_third_party")
    assert [two, two, MIXED, MeetingLabel("one"), sponsored, MeetingLabel(waiting="nobody")] == labels


def test_with_somebody_undeclared_there_is_no_label_yet(cast: Cast) -> None:
    """As long as one person has not said in which capacity they came, a session has no label."""
    session, facilitator = held(cast), cast.principal("facilitator")
    _count(cast, session, {"party_nonofficial": 11, "party_undeclared": 1})
    assert MeetingLabel(waiting="undeclared") == session_page(facilitator, session.id, "en").label

    _count(cast, session, {"party_nonofficial": 12})
    assert MeetingLabel("two") == sessions_page(facilitator, cast.dialogue.id, "en").sessions[0].label


def test_counting_anew_replaces_what_was_counted_and_enters_no_log(cast: Cast) -> None:
    """Counts are replaced as a whole, a zero is no row, and who was there in which capacity is in no log."""
    session = held(cast)
    _count(cast, session, {"party_official": 2, "third_official": 1})
    _count(cast, session, {"party_official": 0, "party_nonofficial": 4})

    assert [("nonofficial", False, 4)] == list(Presence.objects.values_list("capacity", "third_party", "count"))
    assert ["session-held"] == [act for act, _ in logged()]


def test_of_two_who_count_the_second_is_told(cast: Cast) -> None:
    """Whoever counts on a page that shows older counts is told, and the newer ones stay."""
    session = held(cast)
    seen = session_page(cast.principal("facilitator"), session.id, "en").stamp
    meetings.count(cast.principal("facilitator"), session.id, {("official", False): 3}, seen=seen)
    with pytest.raises(Conflict) as refusal:
        meetings.count(cast.principal("cofacilitator"), session.id, {("official", False): 4}, seen=seen)

    assert "changed-meanwhile" == refusal.value.code
    assert 3 == Presence.objects.get().count


@pytest.mark.parametrize(
    ("place", "number", "code"),
    [
        (("official", False), -1, "count"),
        (("official", True), 1_001, "count"),
        (("minister", False), 1, "no-choice"),
        (("undeclared", True), 1, "no-choice"),
    ],
)
def test_what_cannot_be_counted_is_told(cast: Cast, place: meetings.Place, number: int, code: str) -> None:
    """A number below nobody or beyond a hall, and a capacity that there is not, are kept nowhere."""
    session = held(cast)
    seen = session_page(cast.principal("facilitator"), session.id, "en").stamp
    with pytest.raises(Invalid) as refusal:
        meetings.count(cast.principal("facilitator"), session.id, {place: number}, seen=seen)

    assert {meetings.field_of(place): code} == refusal.value.faults
    assert not Presence.objects.exists()


def test_the_newest_session_comes_first(cast: Cast) -> None:
    """The list begins with the last session and counts the notes of each."""
    first, second = held(cast, 9), held(cast, 2)
    noted(cast, first)
    assert second.number == 1 + first.number
    lines = sessions_page(cast.principal("cofacilitator"), cast.dialogue.id, "en").sessions

    assert [(2, 0), (1, 1)] == [(line.number, line.notes) for line in lines]


def test_many_sessions_cost_as_many_queries_as_one(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """A page of twenty sessions and their commitments asks the database as often as a page of one."""
    for number in range(20):
        session = held(cast, 20 - number)
        noted(cast, session)
        promised(cast, session)
    person = cast.principal("facilitator")
    with django_assert_max_num_queries(16):
        assert 20 == len(sessions_page(person, cast.dialogue.id, "en").open)
    with django_assert_max_num_queries(9):
        assert 19 == len(session_page(person, session.id, "en").earlier)


def test_the_log_of_a_session_holds_no_words(cast: Cast) -> None:
    """What was noted, promised and counted is in no record of the log."""
    session = held(cast)
    noted(cast, session, "Sheepfold")
    promised(cast, session, "Open the sheepfold")
    bodies = " ".join(record.body for record in LogRecord.objects.all()).lower()

    assert ("session-held" in bodies, "sheepfold" in bodies) == (True, False)
