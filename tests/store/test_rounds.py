"""Rounds: what may be put, when they may open, who may open them, and how they end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest

from sulh.access import Refused
from sulh.store import clock
from sulh.store.errors import Conflict, Incomplete, Invalid
from sulh.store.models import HarmCheck, LogRecord, Round, Sitting, Statement, StatementText
from sulh.store.reads.rounds import candidates, round_of, rounds
from sulh.store.writes import moderation
from sulh.store.writes import rounds as verbs
from tests.cast import Cast

At = Callable[..., None]
Verb = Callable[[Cast, UUID, Any], object]


def ends(*hours: float) -> list[datetime]:
    """Return moments so many hours from now."""
    return [clock.now() + timedelta(hours=hour) for hour in hours]


def all_of(cast: Cast) -> list[UUID]:
    """Return every statement of the cast."""
    return [statement.id for statement in cast.statements]


def made(cast: Cast, side: str | None = None, *hours: float) -> UUID:
    """Return a round of the facilitator that is not open yet."""
    of = None if side is None else cast.sides[side].id
    return verbs.make(cast.principal("facilitator"), cast.dialogue.id, of, all_of(cast), ends(*(hours or (24,))))


def state(cast: Cast, round_id: UUID) -> str:
    """Return the state of a round as its page tells it."""
    return round_of(cast.principal("facilitator"), round_id, "en").state


def acts() -> list[str]:
    """Return the acts in the log."""
    return [msgspec.json.decode(record.body)["act"] for record in LogRecord.objects.order_by("number")]


def test_a_round_goes_from_draft_to_closed_and_each_step_is_in_the_log(cast: Cast) -> None:
    """A round is made, opened, paused, resumed and closed; every step is seen and logged."""
    facilitator, round_id = cast.principal("facilitator"), made(cast)
    seen = [state(cast, round_id)]
    for verb in (verbs.open_, verbs.pause, verbs.resume, verbs.close):
        verb(facilitator, round_id)
        seen.append(state(cast, round_id))

    assert ["draft", "open", "paused", "open", "closed"] == seen
    assert ["round-made", "round-opened", "round-paused", "round-resumed", "round-closed"] == acts()


def test_a_round_is_over_with_its_last_epoch_before_anybody_notes_it(cast: Cast, at: At) -> None:
    """At the end of its last epoch a round is closed by the clock: it cannot be paused, resumed or closed."""
    facilitator, round_id = cast.principal("facilitator"), made(cast, None, 1, 2)
    verbs.open_(facilitator, round_id)
    at(hours=1.5)
    found = round_of(facilitator, round_id, "en")
    assert found.current is not None
    assert (2, [True, False]) == (found.current.number, [epoch.over for epoch in found.epochs])
    at(hours=3)

    assert "closed" == state(cast, round_id)
    for verb in (verbs.pause, verbs.resume, verbs.close):
        with pytest.raises(Conflict, match="round-closed"):
            verb(facilitator, round_id)


def test_closing_ends_the_epoch_that_runs_and_drops_those_to_come(cast: Cast, at: At) -> None:
    """A round closed by hand ends now, whatever was planned after."""
    facilitator, round_id = cast.principal("facilitator"), made(cast, None, 1, 2, 3)
    verbs.open_(facilitator, round_id)
    at(hours=1.5)
    verbs.close(facilitator, round_id)

    epochs = round_of(facilitator, round_id, "en").epochs
    assert [1, 2] == [epoch.number for epoch in epochs]
    assert clock.now() == epochs[-1].ends


def test_a_closed_round_opens_again_with_new_epochs(cast: Cast) -> None:
    """Reopening counts the epochs on; the one that is over stays as it was."""
    facilitator, round_id = cast.principal("facilitator"), made(cast)
    verbs.open_(facilitator, round_id)
    verbs.close(facilitator, round_id)
    verbs.reopen(facilitator, round_id, ends(5, 6))

    found = round_of(facilitator, round_id, "en")
    assert ("open", [1, 2, 3]) == (found.state, [epoch.number for epoch in found.epochs])
    assert [True, False, False] == [epoch.over for epoch in found.epochs]
    with pytest.raises(Conflict):
        verbs.reopen(facilitator, round_id, ends(7))


@pytest.mark.parametrize(
    ("hours", "code"),
    [
        ((), "no-epochs"),
        ((2, 1), "not-rising"),
        ((1, 1), "not-rising"),
        ((-1, 1), "in-the-past"),
        ((24 * 500,), "too-far"),
        (tuple(range(1, 22)), "too-many-epochs"),
    ],
)
def test_ends_that_cannot_be_are_refused(cast: Cast, hours: tuple[float, ...], code: str) -> None:
    """Epochs rise, lie ahead, and are between one and twenty."""
    now = clock.now()
    given = [now + timedelta(hours=hour) for hour in hours]

    with pytest.raises(Invalid) as refusal:
        verbs.make(cast.principal("facilitator"), cast.dialogue.id, None, all_of(cast), given)

    assert {"ends": code} == refusal.value.faults
    assert not Round.objects.exists()


def test_only_what_exists_in_every_language_may_be_put(cast: Cast) -> None:
    """A statement without one of its languages is not offered and is refused."""
    StatementText.objects.filter(statement=cast.statements[0], language="ar").delete()
    facilitator = cast.principal("facilitator")

    assert [2, 3] == [one.number for one in candidates(facilitator, cast.dialogue.id, None, "en")]
    with pytest.raises(Invalid, match="statements"):
        made(cast)


def test_what_one_side_alone_may_hear_is_put_in_its_caucus_only(cast: Cast) -> None:
    """A statement of a caucus is offered to its own side and nowhere else."""
    Statement.objects.filter(pk=cast.statements[0].pk).update(side=cast.sides["hill"])
    facilitator = cast.principal("facilitator")
    offered = {
        name: [one.number for one in candidates(facilitator, cast.dialogue.id, side, "en")]
        for name, side in ((None, None), ("hill", cast.sides["hill"].id), ("river", cast.sides["river"].id))
    }

    assert {None: [2, 3], "hill": [1, 2, 3], "river": [2, 3]} == offered


def test_nothing_opens_while_something_is_missing(cast: Cast) -> None:
    """A no-go of the harm check, or a statement that lost a language, keeps a round closed."""
    facilitator, round_id = cast.principal("facilitator"), made(cast)
    HarmCheck.objects.filter(dialogue=cast.dialogue).update(go=False)
    StatementText.objects.filter(statement=cast.statements[0], language="ar").delete()

    with pytest.raises(Incomplete) as refusal:
        verbs.open_(facilitator, round_id)

    assert ("harm-check", "text-missing") == refusal.value.missing
    assert "draft" == state(cast, round_id)


def test_a_round_whose_first_end_is_past_does_not_open(cast: Cast, at: At) -> None:
    """Ends are set beforehand: a plan that time has passed is made anew first."""
    facilitator, round_id = cast.principal("facilitator"), made(cast, None, 1, 5)
    at(hours=2)

    with pytest.raises(Conflict, match="epochs-over"):
        verbs.open_(facilitator, round_id)
    verbs.change(facilitator, round_id, all_of(cast)[:1], ends(1))
    verbs.open_(facilitator, round_id)
    assert [1] == [one.number for one in round_of(facilitator, round_id, "en").put]


def test_caucuses_run_side_by_side_and_never_beside_a_joint_round(cast: Cast, at: At) -> None:
    """Two sides may answer apart at once; a joint round waits for both, and a second of one side for the first."""
    facilitator = cast.principal("facilitator")
    hill, river = made(cast, "hill", 2), made(cast, "river", 4)
    verbs.open_(facilitator, hill)
    verbs.open_(facilitator, river)
    for waiting in (made(cast), made(cast, "hill")):
        with pytest.raises(Conflict, match="another-round"):
            verbs.open_(facilitator, waiting)
    joint = made(cast, None, 100)
    verbs.close(facilitator, river)
    at(hours=3)  # the end of the other's last epoch is enough

    verbs.open_(facilitator, joint)
    with pytest.raises(Conflict, match="another-round"):
        verbs.reopen(facilitator, river, ends(9))


def test_only_a_round_that_was_never_opened_is_changed_or_dropped(cast: Cast) -> None:
    """What people have seen stays as it is."""
    facilitator, kept, dropped = cast.principal("facilitator"), made(cast), made(cast)
    verbs.open_(facilitator, kept)
    verbs.drop(facilitator, dropped)

    assert [UUID(found.id) for found in rounds(facilitator, cast.dialogue.id, "en")] == [kept]
    with pytest.raises(Conflict, match="round-was-opened"):
        verbs.drop(facilitator, kept)
    with pytest.raises(Conflict, match="round-was-opened"):
        verbs.change(facilitator, kept, all_of(cast), ends(1))


def test_a_facilitator_sees_how_many_have_finished_and_nothing_else(cast: Cast) -> None:
    """Of an open round a facilitator sees finished seats a side; who began, or what was answered, is not told."""
    round_ = cast.round()
    for name, finished in (("hill", True), ("river", False)):
        Sitting.objects.create(seat=cast.seats[name], round=round_, began=1, finished=finished)
    cast.vote(cast.seats["river"], cast.statements[0], 1, round_.epochs.get())
    found = round_of(cast.principal("facilitator"), round_.id, "en")

    assert [("Hill", 1, 1), ("River", 0, 1)] == [(one.side.name, one.finished, one.seats) for one in found.finished]


def test_whoever_had_only_a_withdrawn_statement_left_has_finished(cast: Cast) -> None:
    """What is put to nobody any more keeps nobody from having finished; what still is put does."""
    round_, facilitator = cast.round(), cast.principal("facilitator")
    first, second, third = cast.statements
    for name, answered in (("hill", (first, second)), ("river", (first, third))):
        Sitting.objects.create(seat=cast.seats[name], round=round_, began=1)
        for statement in answered:
            cast.vote(cast.seats[name], statement, 1, round_.epochs.get())

    def finished() -> list[int]:
        return [one.finished for one in round_of(facilitator, round_.id, "en").finished]

    assert [0, 0] == finished()
    moderation.withdraw(facilitator, third.id, "It names somebody", seen=0)
    assert [1, 0] == finished()
    moderation.merge(facilitator, second.id, first.id, seen=0)
    assert [1, 1] == finished()


VERBS: dict[str, Verb] = {
    "make": lambda cast, _, who: verbs.make(who, cast.dialogue.id, None, all_of(cast), ends(1)),
    "change": lambda cast, round_id, who: verbs.change(who, round_id, all_of(cast), ends(1)),
    "drop": lambda _, round_id, who: verbs.drop(who, round_id),
    "open": lambda _, round_id, who: verbs.open_(who, round_id),
    "pause": lambda _, round_id, who: verbs.pause(who, round_id),
    "resume": lambda _, round_id, who: verbs.resume(who, round_id),
    "close": lambda _, round_id, who: verbs.close(who, round_id),
    "reopen": lambda _, round_id, who: verbs.reopen(who, round_id, ends(1)),
    "see": lambda _, round_id, who: round_of(who, round_id, "en"),
    "list": lambda cast, _, who: rounds(who, cast.dialogue.id, "en"),
    "candidates": lambda cast, _, who: candidates(who, cast.dialogue.id, None, "en"),
}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("who", ["translator", "administrator", "nobody", "hill", "river-reader", "assistant", "owner"])
def test_nobody_else_touches_a_round(both: Cast, verb: str, who: str) -> None:
    """Rounds belong to the facilitators of their process; for everybody else there is nothing there."""
    round_id = made(both)
    assert both.other is not None

    for principal in (both.principal(who), both.other.principal("facilitator")):
        with pytest.raises(Refused):
            VERBS[verb](both, round_id, principal)


def test_a_cofacilitator_does_what_a_facilitator_does(cast: Cast) -> None:
    """Two run a process together: either may open what the other made."""
    round_id = made(cast)
    verbs.open_(cast.principal("cofacilitator"), round_id)

    assert "open" == state(cast, round_id)


def test_a_side_that_takes_no_part_has_no_caucus(both: Cast) -> None:
    """A side of another process is not there, for making a round and for its statements."""
    assert both.other is not None
    foreign, facilitator = both.other.sides["hill"].id, both.principal("facilitator")

    with pytest.raises(Refused):
        verbs.make(facilitator, both.dialogue.id, foreign, all_of(both), ends(1))
    with pytest.raises(Refused):
        candidates(facilitator, both.dialogue.id, foreign, "en")


def test_many_rounds_cost_no_more_queries(cast: Cast, django_assert_max_num_queries: Callable[[int], Any]) -> None:
    """The list of rounds costs the same for one round and for six."""
    facilitator = cast.principal("facilitator")
    for _ in range(6):
        made(cast)

    with django_assert_max_num_queries(9):
        assert 6 == len(rounds(facilitator, cast.dialogue.id, "en"))
