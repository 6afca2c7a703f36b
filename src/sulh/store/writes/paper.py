"""
Ballots on paper: made, and entered when they come back.

    make ──▶ numbers                      seats of channel "paper", without an entry code
    enter(Ballot, ...) ─▶ votes.replace   the same rows as on screen, under the same rule of epochs; all or none
    erase ──▶ leaving.leave               whoever noted the number takes everything back, as on screen

One ballot is always entered whole: what it leaves empty is empty afterwards. Entering a ballot says for its seat what
a mark on screen says: that it accepts the newest texts, which were read out. The log tells round, side and counts,
never the number of a ballot.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from django.db import transaction

from sulh.access import CHANGE, Principal, Refused, Role
from sulh.store import asking, clock
from sulh.store.errors import Conflict, Invalid
from sulh.store.models import Acceptance, Dialogue, Round, Seat, Sitting, Vote
from sulh.store.reads.consent import newest
from sulh.store.reads.paper import as_number, ballots_in, ballots_of
from sulh.store.reads.principals import of_seat
from sulh.store.texts import Reading
from sulh.store.writes import leaving, log, votes
from sulh.store.writes.criticisms import NEED
from sulh.store.writes.epochs import current
from sulh.store.writes.objections import CANNOT, Objected
from sulh.store.writes.seats import MOST_SEATS
from sulh.store.writes.votes import VALUES, Answer

MOST_AT_ONCE: Final = 600
LOWEST, HIGHEST = 10_000_000, 99_999_999  # no number begins with a zero that a spreadsheet would drop
_DRAWN: Final = 4  # bytes of one number
_FAIR: Final = 2**32 - 2**32 % (HIGHEST - LOWEST + 1)  # below this every number is equally likely


@dataclass(frozen=True)
class Batch:
    """For whom ballots are made, and in which language they are printed."""

    side: UUID
    language: str
    count: int


@dataclass(frozen=True)
class Ballot:
    """
    A ballot as it came back: statement -> 1 agree, -1 disagree, 0 pass; what is empty is left out.

    Of a sounding: statement -> 1 support, 0 can live with it, -1 cannot; and `needs`, statement -> what it fails.
    """

    number: str
    answers: Mapping[UUID, int] = field(repr=False)
    needs: Mapping[UUID, str] = field(default_factory=dict, repr=False)


@transaction.atomic
def make(principal: Principal, round_id: UUID, batch: Batch, *, seen: int) -> tuple[str, ...]:
    """
    Make ballots of a side.

    Args:
        principal: A facilitator.
        round_id: In which round they are made; they are of use in the rounds after it, too.
        batch: Side, language and count.
        seen: How many ballots there were when the page was opened: a form sent twice makes ballots once.

    Returns:
        Their numbers, rising.

    Raises:
        Refused: If the round is not theirs, or the side does not answer in it.
        Invalid: `count` or `language`.
        Conflict: `round-closed`, `ballots-made-meanwhile` or `too-many-seats`.
    """
    round_ = asking.get(principal, "paper-ballots", CHANGE, Round, round_id)
    dialogue = Dialogue.objects.select_for_update().get(pk=round_.dialogue_id)
    _may_be_made(round_, dialogue, batch)
    if ballots_of(dialogue).count() != seen:
        raise Conflict("ballots-made-meanwhile")
    if dialogue.seats.count() + batch.count > MOST_SEATS:
        raise Conflict("too-many-seats")
    numbers = _new_numbers(dialogue, batch.count)
    Seat.objects.bulk_create(_seat(dialogue, batch, number) for number in numbers)
    log.enter(
        dialogue.process_id,
        "paper-ballots-made",
        principal,
        side=str(batch.side),
        round=str(round_id),
        count=batch.count,
    )
    return tuple(sorted(numbers))


@transaction.atomic
def enter(principal: Principal, round_id: UUID, ballots: Sequence[Ballot], *, fresh: bool = False) -> int:
    """
    Enter ballots, all or none; a ballot that was entered before is replaced.

    Args:
        principal: A facilitator.
        round_id: The round they were handed out in.
        ballots: Each number once.
        fresh: Whether nothing may have been entered under these numbers yet in this round.

    Returns:
        How many were entered.

    Raises:
        Refused: If the round is not theirs.
        Invalid: `ballot` for a number of no ballot of those who answer in this round; `statement` for one that is not
            put any more; `answer` for a value that is none; `need` where somebody cannot live with a clause and no need
            stands beside it.
        Conflict: `round-closed`, `round-paused` or `epoch-over`; `ballot-entered-meanwhile`.
    """
    round_ = asking.get(principal, "paper-ballots", CHANGE, Round, round_id)
    epoch = current(round_, clock.now())
    if round_.state != "open" or epoch is None:
        raise Conflict("round-paused" if epoch is not None and round_.state == "paused" else "round-closed")
    seats = _seats(round_, ballots)
    _check(round_, ballots)
    if fresh and Vote.objects.filter(seat__in=seats.values(), epoch__round=round_).exists():
        raise Conflict("ballot-entered-meanwhile")
    said = _objections(round_, ballots) if round_.sounding else {}
    items = [
        Answer(seats[one.number], round_id, epoch.id, statement, value, objected=said.get((one.number, statement)))
        for one in ballots
        for statement, value in one.answers.items()
    ]
    votes.replace([*items, *(Answer(seat, round_id, epoch.id, None, last=True) for seat in seats.values())])
    _settle(round_, list(seats.values()))
    log.enter(round_.dialogue.process_id, "paper-entered", principal, round=str(round_id), count=len(seats))
    return len(seats)


@transaction.atomic
def erase(principal: Principal, dialogue_id: UUID, typed: str) -> None:
    """
    Erase everything under the number of a ballot, for somebody who takes their answers back.

    Raises:
        Refused: If the dialogue is not theirs.
        Invalid: `ballot` if no ballot of the dialogue has the number.
    """
    dialogue = asking.get(principal, "paper-ballots", CHANGE, Dialogue, dialogue_id)
    seat = ballots_of(dialogue).filter(ballot=as_number(typed)).first()
    if seat is None:
        raise Invalid({"ballot": "no-such-ballot"})
    leaving.leave(of_seat(seat.id))
    log.enter(dialogue.process_id, "paper-erased", principal, count=1)


def _may_be_made(round_: Round, dialogue: Dialogue, batch: Batch) -> None:
    if not dialogue.sides.filter(side=batch.side).exists() or round_.side_id not in {None, batch.side}:
        raise Refused
    if round_.state not in ("open", "paused") or current(round_, clock.now()) is None:
        raise Conflict("round-closed" if round_.state != "draft" else "no-open-round")
    if not 1 <= batch.count <= MOST_AT_ONCE:
        raise Invalid({"count": "number"})
    if batch.language not in dialogue.tags:
        raise Invalid({"language": "no-choice"})


def _new_numbers(dialogue: Dialogue, count: int) -> list[str]:
    taken = set(dialogue.seats.values_list("ballot", flat=True)) | set(dialogue.seats.values_list("label", flat=True))
    made: list[str] = []
    while len(made) < count:
        drawn = int.from_bytes(clock.random_bytes(_DRAWN), "big")
        number = str(LOWEST + drawn % (HIGHEST - LOWEST + 1))
        if drawn < _FAIR and number not in taken:
            taken.add(number)
            made.append(number)
    return made


def _seat(dialogue: Dialogue, batch: Batch, number: str) -> Seat:
    """Return a seat without a code; its number stands where others have the label of their slip."""
    return Seat(
        role=Role.PARTICIPANT,
        process_id=dialogue.process_id,
        dialogue=dialogue,
        side_id=batch.side,
        label=number,
        ballot=number,
        channel="paper",
        language=batch.language,
    )


def _seats(round_: Round, ballots: Sequence[Ballot]) -> dict[str, UUID]:
    """Return the seats of these ballots by number, held until the transaction ends."""
    wanted = {one.number for one in ballots}
    rows = ballots_in(round_).filter(ballot__in=wanted).order_by("pk").select_for_update(of=("self",), no_key=True)
    found = {row.ballot: row.id for row in rows}
    if not wanted or len(wanted) < len(ballots) or wanted - found.keys():
        raise Invalid({"ballot": "no-such-ballot"})
    return found


def _check(round_: Round, ballots: Sequence[Ballot]) -> None:
    put = set(round_.put.filter(statement__state="accepted").values_list("statement_id", flat=True))
    if any(one.answers.keys() - put for one in ballots):
        raise Invalid({"statement": "not-put"})
    if any(value not in VALUES for one in ballots for value in one.answers.values()):
        raise Invalid({"answer": "unknown"})


def _objections(round_: Round, ballots: Sequence[Ballot]) -> dict[tuple[str, UUID], Objected]:
    """Return by ballot and statement what is said of each clause, in the language of the ballot."""
    wordings = dict(round_.put.values_list("statement_id", "statement__wording_id"))
    spoken = dict(ballots_in(round_).values_list("ballot", "language"))
    process = round_.dialogue.process_id
    said = {}
    for one in ballots:
        for statement, value in one.answers.items():
            need = None
            if value == CANNOT:
                reading = Reading()
                text = reading.text("need", one.needs.get(statement, ""), most=NEED)
                reading.done()
                need = {"language": spoken[one.number], "text": text}
            said[one.number, statement] = Objected(process, wordings[statement], need)
    return said


def _settle(round_: Round, seats: list[UUID]) -> None:
    """Note what these seats accept by handing in; a ballot without any answer has not begun."""
    answered = set(Vote.objects.filter(seat__in=seats, epoch__round=round_).values_list("seat_id", flat=True))
    Sitting.objects.filter(seat__in=set(seats) - answered, round=round_).delete()
    texts, today = newest(round_.dialogue), clock.today()
    rows = [Acceptance(seat_id=seat, text=text, on=today) for seat in seats for text in texts]
    Acceptance.objects.bulk_create(rows, ignore_conflicts=True)
