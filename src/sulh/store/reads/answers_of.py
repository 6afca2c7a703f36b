"""
The answers of one closed epoch, as the arrays that `sulh.opinion` works on.

    Vote rows (seat, statement, epoch, value) ─▶ each seat's last answer up to this epoch ─▶ Dialogue
        participants  seats that answered and have not left, by their random id
        statements    str(number), of those put in this round that are still accepted
        sides         the ids of sides: no name and no language enters, so that the ledger's past is found again

This is the machine's own reading: no page calls it. An epoch that has not ended is refused, whoever asks; that is why
nobody ever sees a live tally. Texts and names are put in where findings are shown (`sulh.store.reads.naming`).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from sulh.model.dialogue import Dialogue, Int8s, Int64s, Sides, StatementNumbers, Votes
from sulh.store import clock
from sulh.store.errors import Conflict
from sulh.store.models import DialogueSide, Epoch, RoundStatement, Seat, Sitting, Vote

Row = tuple[UUID, int, int, int]  # seat, number of the statement, number of the epoch, value
NEVER = -1  # stands for the time of somebody without a sitting


def answers_of(epoch: Epoch) -> Dialogue:
    """
    Return the answers of an epoch, with five queries however many there are.

    Raises:
        Conflict: `epoch-open`, if it has not ended.
    """
    if clock.now() < epoch.ends:
        raise Conflict("epoch-open")
    invited = _invited_by_side(epoch)
    side_of = _sides_of_seats(epoch, invited)
    numbers = _put(epoch)
    last = _last_answers(_rows(epoch), side_of, numbers)
    names = tuple(sorted(invited))
    of = np.array([names.index(side_of[seat]) for seat in last.seats], dtype=np.int16)
    votes = Votes(
        participants=[str(seat) for seat in last.seats],
        statements=[str(number) for number in numbers],
        start=_starts(last.seat, len(last.seats)),
        statement=last.statement,
        vote=last.value,
        began=_began(epoch, last.seats),
    )
    sides = Sides(names, of)
    return Dialogue(votes, sides, invited=_of_a_room(epoch, invited, sides))


@dataclass(frozen=True, eq=False)
class _Last:
    """Each seat's last answers, by seat and then by statement; `seat` and `statement` count from zero."""

    seats: list[UUID]
    seat: Int64s
    statement: StatementNumbers
    value: Int8s


def _last_answers(rows: list[Row], side_of: dict[UUID, str], numbers: list[int]) -> _Last:
    rows = [row for row in rows if row[0] in side_of]
    seats = sorted({row[0] for row in rows})
    place, count = {seat: number for number, seat in enumerate(seats)}, len(rows)
    seat = np.fromiter((place[row[0]] for row in rows), np.int64, count)
    asked = np.fromiter((row[1] for row in rows), np.int64, count)
    moment = np.fromiter((row[2] for row in rows), np.int64, count)
    value = np.fromiter((row[3] for row in rows), np.int8, count)
    order = np.lexsort((moment, asked, seat))
    seat, asked, value = seat[order], asked[order], value[order]
    last = np.ones(count, dtype=np.bool_)
    last[:-1] = (seat[1:] != seat[:-1]) | (asked[1:] != asked[:-1])
    statement = np.searchsorted(np.array(numbers, dtype=np.int64), asked[last])
    return _Last(seats, seat[last], statement.astype(np.uint16), value[last])


def _put(epoch: Epoch) -> list[int]:
    put = RoundStatement.objects.filter(round=epoch.round_id, statement__state="accepted")
    return sorted(put.values_list("statement__number", flat=True))


def _rows(epoch: Epoch) -> list[Row]:
    votes = Vote.objects.filter(
        epoch__round=epoch.round_id,
        epoch__number__lte=epoch.number,
        statement__state="accepted",
        statement__rounds__round=epoch.round_id,
    )
    return list(votes.values_list("seat_id", "statement__number", "epoch__number", "value"))


def _invited_by_side(epoch: Epoch) -> dict[str, int | None]:
    """Return the sides that answer in this round, each with how many were invited."""
    taking = DialogueSide.objects.filter(dialogue=epoch.round.dialogue_id)
    if epoch.round.side_id is not None:
        taking = taking.filter(side=epoch.round.side_id)
    return {str(side): invited for side, invited in taking.values_list("side_id", "invited")}


def _sides_of_seats(epoch: Epoch, taking: Collection[str]) -> dict[UUID, str]:
    seats = Seat.objects.filter(dialogue=epoch.round.dialogue_id, left=False).values_list("id", "side_id")
    return {seat: str(side) for seat, side in seats if str(side) in taking}


def _of_a_room(epoch: Epoch, invited: dict[str, int | None], sides: Sides) -> dict[str, int] | None:
    """
    Return the numbers invited, which make a room; None for a consultation.

    Nobody answers uninvited: where more came than were invited, so many count as invited.
    """
    known = {side: number for side, number in invited.items() if number is not None}
    if epoch.round.dialogue.population != "room" or len(known) < len(invited):
        return None
    came = dict(zip(sides.names, sides.members().tolist(), strict=True))
    return {side: max(number, came[side]) for side, number in known.items()}


def _began(epoch: Epoch, seats: list[UUID]) -> Int64s:
    """
    Return the second in which each of these seats began.

    Of paper nobody knows it: what was noted there is when somebody typed a pile of ballots, which is no rush of people.
    """
    sittings = Sitting.objects.filter(round=epoch.round_id, seat__channel="screen")
    begun = dict(sittings.values_list("seat_id", "began"))
    return np.array([begun.get(seat, NEVER) for seat in seats], dtype=np.int64)


def _starts(seat: Int64s, seats: int) -> Int64s:
    """
    Return where the answers of each seat begin, and the end.

    >>> _starts(np.array([0, 0, 2]), 3).tolist()
    [0, 2, 2, 3]
    """
    counted = np.bincount(seat, minlength=seats)
    return np.concatenate([[0], np.cumsum(counted)]).astype(np.int64)
