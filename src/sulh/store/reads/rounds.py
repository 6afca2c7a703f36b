"""
Rounds as a facilitator sees them: what is put, when epochs end, and how many of each side have finished.

    rounds, round_of ── RoundFacts ─┬─ epochs     when each ends, and whether it is over
                                    ├─ put        the statements, in the reader's language
                                    └─ finished   a side: so many of so many seats have finished
    candidates ── Candidate                       statements that may be put

How many have finished is all that is told of a round before an epoch ends. No vote is read here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Prefetch, QuerySet

from sulh.access import SEE, Principal, Refused, Role, ask
from sulh.store import asking, clock
from sulh.store.models import Dialogue, Epoch, Round, RoundStatement, Seat, Sitting, Statement
from sulh.store.reads.frames import NamedSide, sides_of
from sulh.store.reads.readiness import ready_statements
from sulh.store.sealing import Sealer, in_language, sealer


@dataclass(frozen=True)
class EpochFacts:
    """One epoch. `made`: whether its working paper is there."""

    id: str
    number: int
    ends: datetime
    over: bool
    made: bool


@dataclass(frozen=True)
class Candidate:
    """A statement that is put or may be put, in the reader's language; `came`: with the kind of dialogue."""

    id: str
    number: int
    text: str
    came: bool


@dataclass(frozen=True)
class Finished:
    """How many seats of a side have finished a round, of how many there are."""

    side: NamedSide
    finished: int
    seats: int


@dataclass(frozen=True)
class RoundFacts:
    """
    One round.

    Attributes:
        side: The one side of a caucus; None for a joint round.
        state: "draft", "open", "paused" or "closed"; a round whose last epoch is over is closed.
        current: The epoch that answers belong to now, if the round was opened.
        sounding: Whether clauses of the text are put: support, can live with, cannot live with.
        k: How many answers of a side are needed before anything of them is told.
    """

    id: str
    dialogue_id: str
    number: int
    side: NamedSide | None
    state: str
    epochs: tuple[EpochFacts, ...]
    current: EpochFacts | None
    put: tuple[Candidate, ...]
    finished: tuple[Finished, ...]
    sounding: bool
    k: int


def rounds(principal: Principal, dialogue_id: UUID, tag: str) -> tuple[RoundFacts, ...]:
    """
    Return the rounds of a dialogue, newest first.

    Raises:
        Refused: If they are not theirs to see.
    """
    dialogue = asking.get(principal, "round", SEE, Dialogue, dialogue_id)
    ask(principal, "finished", SEE, asking.thing_of(dialogue))
    return _facts(dialogue, _rows().filter(dialogue=dialogue), tag)


def round_of(principal: Principal, round_id: UUID, tag: str) -> RoundFacts:
    """
    Return one round.

    Raises:
        Refused: If it is not theirs to see.
    """
    found = asking.get(principal, "round", SEE, Round, round_id)
    ask(principal, "finished", SEE, asking.thing_of(found))
    return _facts(found.dialogue, _rows().filter(pk=found.pk), tag)[0]


def candidates(principal: Principal, dialogue_id: UUID, side: UUID | None, tag: str) -> tuple[Candidate, ...]:
    """
    Return the statements that may be put to these people.

    Raises:
        Refused: If they are not theirs to see, or the side takes no part.
    """
    dialogue = asking.get(principal, "round", SEE, Dialogue, dialogue_id)
    if side is not None and not dialogue.sides.filter(side=side).exists():
        raise Refused
    ready = ready_statements(dialogue, side).prefetch_related("texts")
    return _candidates(ready, sealer(dialogue.process_id), tag)


def _rows() -> QuerySet[Round]:
    put = RoundStatement.objects.filter(statement__state="accepted").select_related("statement").order_by("place")
    return (
        Round.objects.select_related("dialogue")
        .order_by("-number")
        .prefetch_related(
            Prefetch("epochs", Epoch.objects.order_by("number")),
            Prefetch("put", put.prefetch_related("statement__texts")),
        )
    )


def _facts(dialogue: Dialogue, rows: Iterable[Round], tag: str) -> tuple[RoundFacts, ...]:
    opener = sealer(dialogue.process_id)
    sides = sides_of(dialogue, opener, tag)
    taken = list(rows)
    done = _finished(taken)
    seats = _seats(dialogue)
    return tuple(_round(row, opener, tag, sides, _of_sides(row, sides, done, seats)) for row in taken)


def _round(
    row: Round, opener: Sealer, tag: str, sides: tuple[NamedSide, ...], finished: tuple[Finished, ...]
) -> RoundFacts:
    now = clock.now()
    epochs = tuple(
        EpochFacts(str(one.id), one.number, one.ends, one.ends <= now, one.ended) for one in row.epochs.all()
    )
    running = next((epoch for epoch in epochs if not epoch.over), None)
    state = "closed" if row.state in ("open", "paused") and running is None else row.state
    return RoundFacts(
        id=str(row.id),
        dialogue_id=str(row.dialogue_id),
        number=row.number,
        side=next((side for side in sides if side.id == str(row.side_id)), None),
        state=state,
        epochs=epochs,
        current=running if state in ("open", "paused") else None,
        put=_candidates((put.statement for put in row.put.all()), opener, tag),
        finished=finished,
        sounding=row.sounding,
        k=row.dialogue.k,
    )


def _candidates(rows: Iterable[Statement], opener: Sealer, tag: str) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(
            str(row.id),
            row.number,
            in_language({text.language: opener.text(text, "text") for text in row.texts.all()}, tag),
            row.source == "design",
        )
        for row in rows
    )


def _finished(rows: list[Round]) -> dict[tuple[UUID, UUID | None], int]:
    """Return by round and side how many have finished."""
    done = Sitting.objects.filter(round__in=rows, finished=True, seat__left=False)
    counted = done.values_list("round_id", "seat__side_id").annotate(people=Count("id"))
    return {(round_id, side): people for round_id, side, people in counted}


def _seats(dialogue: Dialogue) -> dict[UUID | None, int]:
    """Return by side how many seats there are."""
    seats = Seat.objects.filter(dialogue=dialogue, role=Role.PARTICIPANT, left=False)
    return dict(seats.values_list("side_id").annotate(people=Count("id")))


def _of_sides(
    row: Round,
    sides: tuple[NamedSide, ...],
    done: dict[tuple[UUID, UUID | None], int],
    seats: dict[UUID | None, int],
) -> tuple[Finished, ...]:
    answering = [side for side in sides if row.side_id is None or side.id == str(row.side_id)]
    return tuple(
        Finished(side, done.get((row.id, UUID(side.id)), 0), seats.get(UUID(side.id), 0)) for side in answering
    )
