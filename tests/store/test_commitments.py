"""Commitments of sides, never of persons: who writes them down, when they are done, and that they return."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from uuid import UUID

import pytest

from sulh.access import Refused
from sulh.store.errors import Conflict, Invalid
from sulh.store.models import Commitment
from sulh.store.reads.meetings import commitment_of, session_page, sessions_page
from sulh.store.writes import commitments
from tests.cast import Cast
from tests.store.held import OUTSIDERS, TODAY, called, day, fixed, held, logged, promised

LATE = "Send the list of wells"


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    fixed(monkeypatch)


def _verbs(cast: Cast, who: str, one: UUID) -> dict[str, Callable[[], object]]:
    person, session = cast.principal(who), Commitment.objects.get(pk=one).session_id
    return {
        "make": partial(commitments.make, person, session, "Close it", [cast.sides["hill"].id]),
        "finish": partial(commitments.finish, person, one, day()),
        "reopen": partial(commitments.reopen, person, one),
        "see": partial(commitment_of, person, one, "en"),
    }


@pytest.mark.parametrize("verb", ["make", "finish", "reopen", "see"])
@pytest.mark.parametrize("who", OUTSIDERS)
def test_only_facilitators_keep_commitments(cast: Cast, verb: str, who: str) -> None:
    """Nobody else writes one down, sees it, or says that it is done or not."""
    one = promised(cast, held(cast))
    with pytest.raises(Refused):
        _verbs(cast, who, one)[verb]()
    assert [None] == list(Commitment.objects.values_list("done", flat=True))


@pytest.mark.parametrize("verb", ["finish", "reopen", "see"])
def test_facilitators_of_elsewhere_find_no_commitment_here(both: Cast, verb: str) -> None:
    """A facilitator of another process does nothing with a commitment of this one."""
    assert both.other is not None
    one = promised(both, held(both))
    with pytest.raises(Refused):
        _verbs(both.other, "facilitator", one)[verb]()


def test_a_commitment_is_of_a_side_or_of_two_together(cast: Cast) -> None:
    """It lies sealed, names its sides in the reader's language, and enters the log as a code."""
    session, person = held(cast), cast.principal("facilitator")
    alone = promised(cast, session, LATE, "river", due=day(-3))
    together = promised(cast, session, "Meet at the mill", "river", "hill")
    shown = {one.id: one for one in session_page(person, session.id, "fr").commitments}

    assert ["Rivière"] == [side.name for side in shown[str(alone)].sides]
    assert ["Colline", "Rivière"] == [side.name for side in shown[str(together)].sides]
    assert (LATE, day(-3), None, 0) == commitment_line(cast, alone)
    assert b"wells" not in bytes(Commitment.objects.get(pk=alone).what)
    assert [("commitment-made", {"session": 1})] * 2 == logged()[1:]


def commitment_line(cast: Cast, one: UUID) -> tuple[str, date | None, date | None, int]:
    """Return what a page shows of a commitment."""
    _, shown = commitment_of(cast.principal("facilitator"), one, "en")
    return shown.what, shown.due, shown.done, shown.late


def test_no_column_of_a_commitment_leads_to_a_person(cast: Cast) -> None:
    """A commitment has a session and sides: there is no seat and no account in its row."""
    assert cast
    fields = {one.name for one in Commitment._meta.get_fields()}

    assert {"id", "session", "what", "side", "with_side", "due", "done"} == fields


def test_a_commitment_that_names_a_participant_is_refused(cast: Cast) -> None:
    """A promise is a side's: one that says what stands on a slip is kept nowhere."""
    session = held(cast)
    called(cast, "hill", "Amina")
    with pytest.raises(Invalid) as refusal:
        promised(cast, session, "Amina opens the gate")

    assert {"what": "names-somebody"} == refusal.value.faults
    assert not Commitment.objects.exists()


@pytest.mark.parametrize(
    ("what", "code"),
    [("", "empty"), ("x" * 241, "too-long"), ("a\x00", "control"), ("\u202e", "direction")],
)
def test_a_commitment_that_cannot_be_kept_is_told(cast: Cast, what: str, code: str) -> None:
    """A promise is one sentence that a page can show."""
    session = held(cast)
    with pytest.raises(Invalid) as refusal:
        promised(cast, session, what)

    assert {"what": code} == refusal.value.faults


def test_no_side_three_sides_and_foreign_sides_promise_nothing(both: Cast) -> None:
    """A commitment has one side or two, and both take part."""
    assert both.other is not None
    session, person = held(both), both.principal("facilitator")
    here, foreign = [side.id for side in both.sides.values()], both.other.sides["hill"].id
    for sides in ([], [foreign], [*here, foreign], [here[0], foreign]):
        with pytest.raises(Invalid) as refusal:
            commitments.make(person, session.id, "Open the gate", sides)
        assert {"sides": "one-or-two-sides"} == refusal.value.faults
    assert commitments.make(person, session.id, "Open the gate", here)


@pytest.mark.parametrize(("due", "code"), [(TODAY + timedelta(days=4_000), "too-far"), (date(1, 1, 1), "too-early")])
def test_a_day_that_cannot_be_meant_is_told(cast: Cast, due: date, code: str) -> None:
    """It is due after its session and within ten years."""
    session = held(cast)
    with pytest.raises(Invalid) as refusal:
        promised(cast, session, due=due)

    assert {"due": code} == refusal.value.faults


def test_the_same_commitment_sent_twice_is_kept_once(cast: Cast) -> None:
    """Pressing twice leaves one; the same words of the other side, or for another day, are another promise."""
    session = held(cast)
    assert promised(cast, session) == promised(cast, session)
    promised(cast, session, "Open the gate", "river")
    promised(cast, session, due=day(-1))

    assert 3 == Commitment.objects.count()


def test_what_is_open_returns_at_the_next_session(cast: Cast) -> None:
    """The next session begins with what earlier ones left open; what was done before it does not return."""
    first = held(cast, 10)
    old, done = promised(cast, first, LATE), promised(cast, first, "Open the gate")
    commitments.finish(cast.principal("facilitator"), done, day(5))
    second = held(cast, 2)
    own, person = promised(cast, second, "Mend the bridge"), cast.principal("cofacilitator")
    page = session_page(person, second.id, "en")

    assert ([str(old)], [str(own)]) == ([one.id for one in page.earlier], [one.id for one in page.commitments])
    assert [(str(old), 1), (str(own), 2)] == [
        (one.id, one.session) for one in sessions_page(person, cast.dialogue.id, "en").open
    ]
    assert () == session_page(person, first.id, "en").earlier


def test_what_a_session_finds_done_is_still_told_there(cast: Cast) -> None:
    """A promise that was found done at a session stands in that session as done, and is open no more."""
    old = promised(cast, held(cast, 10), LATE)
    second, person = held(cast), cast.principal("facilitator")
    commitments.finish(person, old, day())

    assert [(str(old), TODAY)] == [(one.id, one.done) for one in session_page(person, second.id, "en").earlier]
    assert () == sessions_page(person, cast.dialogue.id, "en").open


def test_a_commitment_past_its_day_has_an_age_until_it_is_done(cast: Cast) -> None:
    """It says by how many days its day has passed; on that day itself, and once done, by none."""
    session = held(cast, 20)
    past, today = promised(cast, session, LATE, due=day(12)), promised(cast, session, due=day())

    assert (12, 0) == (commitment_line(cast, past)[3], commitment_line(cast, today)[3])
    commitments.finish(cast.principal("facilitator"), past, day())
    assert (LATE, day(12), TODAY, 0) == commitment_line(cast, past)


def test_done_and_not_done_after_all_are_told_to_the_second_who_says_it(cast: Cast) -> None:
    """Of two who say the same one is told; each change of state enters the log once."""
    one = promised(cast, held(cast, 3))
    for verb, act in (("finish", "commitment-done"), ("reopen", "commitment-reopened")):
        _verbs(cast, "facilitator", one)[verb]()
        with pytest.raises(Conflict) as refusal:
            _verbs(cast, "cofacilitator", one)[verb]()
        assert "somebody-was-quicker" == refusal.value.code
        assert (act, {"session": 1}) == logged()[-1]
    assert 4 == len(logged())


@pytest.mark.parametrize(
    ("on", "code"),
    [(None, "no-day"), (TODAY + timedelta(days=2), "in-the-future"), (TODAY - timedelta(days=400), "too-early")],
)
def test_a_commitment_is_not_done_before_it_was_made(cast: Cast, on: date | None, code: str) -> None:
    """The day on which it was done lies between its session and today."""
    one = promised(cast, held(cast))
    with pytest.raises(Invalid) as refusal:
        commitments.finish(cast.principal("facilitator"), one, on)

    assert {"on": code} == refusal.value.faults
    assert Commitment.objects.get().done is None


def test_what_is_due_first_comes_first(cast: Cast) -> None:
    """Commitments of a session stand in the order of their days, those without a day last, on every database."""
    session = held(cast, 3)
    for what, due in (("Third", None), ("Second", day(-9)), ("First", day(1))):
        promised(cast, session, what, due=due)
    shown = session_page(cast.principal("facilitator"), session.id, "en").commitments

    assert ["First", "Second", "Third"] == [one.what for one in shown]
