"""
What the map rests on, written anew: names and ends that became known, rounds that were written down wrongly.

    change_actor         names, kind, side and all else of an actor; of two who change it, the second is told
    end_tie, drop_tie    a tie that has ended; one that was written down by mistake
    change_round, drop_round

What is first written down stands in `sulh.store.writes.ground`; the same rules hold here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from sulh.access import CHANGE, Principal, Refused
from sulh.store import asking
from sulh.store.errors import Invalid
from sulh.store.models import OfficialRound, Process, Tie
from sulh.store.reads.sources import ACTOR_TEXTS
from sulh.store.sealing import sealer
from sulh.store.texts import Reading, as_seen
from sulh.store.writes import log
from sulh.store.writes.ground import ActorText, read_round, write_actor


@dataclass(frozen=True)
class RoundText:
    """A round of the official process as somebody writes it."""

    source: str
    start: date | None = None
    end: date | None = None
    stalled_since: date | None = None


@transaction.atomic
def change_actor(principal: Principal, process_id: UUID, actor_id: UUID, given: ActorText, *, stamp: str) -> None:
    """
    Write an actor anew.

    Raises:
        Refused: If they do not keep this map, or it is not listed on it.
        Invalid: If a value cannot be kept.
        Conflict: `changed-meanwhile`.
    """
    process = asking.get(principal, "map", CHANGE, Process, process_id, lock=True)
    row = process.actors.select_for_update().filter(pk=actor_id, listed=True).first()
    if row is None:
        raise Refused
    as_seen(row, stamp, *ACTOR_TEXTS)
    if (row.kind == "person") != (given.kind == "person") and row.duplicates.exists():
        raise Invalid({"kind": "no-choice"})
    write_actor(process, row, given)


@transaction.atomic
def end_tie(principal: Principal, process_id: UUID, tie_id: UUID, end: date | None) -> None:
    """
    Write down when a tie ended; None where that is not known any more.

    Raises:
        Refused: If they do not keep this map, or it is not on it.
        Invalid: `end`, if it lies before the beginning.
    """
    row = _tie(principal, process_id, tie_id)
    reading = Reading()
    if end is not None and row.start is not None and end < row.start:
        reading.faults["end"] = "end-before-start"
    reading.done()
    Tie.objects.filter(pk=row.pk).update(end=end, batch=None)


@transaction.atomic
def drop_tie(principal: Principal, process_id: UUID, tie_id: UUID) -> None:
    """
    Take back a tie that was written down by mistake; what has only ended is ended.

    Raises:
        Refused: If they do not keep this map, or it is not on it.
    """
    _tie(principal, process_id, tie_id).delete()


@transaction.atomic
def change_round(principal: Principal, round_id: UUID, given: RoundText, *, stamp: str) -> None:
    """
    Write a round anew.

    Raises:
        Refused: For whoever neither keeps this map nor signs in for a desk.
        Invalid: As for a new round.
        Conflict: `changed-meanwhile`.
    """
    row = asking.get(principal, "official-round", CHANGE, OfficialRound, round_id, lock=True)
    as_seen(row, stamp, "source")
    source = read_round(given.source, start=given.start, end=given.end, stalled_since=given.stalled_since)
    row.start, row.end, row.stalled_since, row.batch = given.start, given.end, given.stalled_since, None
    sealer(row.process_id).put(row, source=source)
    row.save()
    log.enter(row.process_id, "official-round-changed", principal, number=row.number)


@transaction.atomic
def drop_round(principal: Principal, round_id: UUID) -> None:
    """
    Take back a round that was written down by mistake; the numbers of the others stay.

    Raises:
        Refused: For whoever neither keeps this map nor signs in for a desk.
    """
    row = asking.get(principal, "official-round", CHANGE, OfficialRound, round_id, lock=True)
    number, process_id = row.number, row.process_id
    row.delete()
    log.enter(process_id, "official-round-dropped", principal, number=number)


def _tie(principal: Principal, process_id: UUID, tie_id: UUID) -> Tie:
    process = asking.get(principal, "map", CHANGE, Process, process_id, lock=True)
    both = Tie.objects.filter(one__processes=process, one__listed=True, other__processes=process, other__listed=True)
    row = both.filter(pk=tie_id).first()
    if row is None:
        raise Refused
    return row
