"""
Answers: one row a seat, epoch and statement, written so that "saved" is true.

    answer ─▶ Answer ─▶ committer ─▶ _write(many)   rounds and seats are looked at again under lock, then the rows
    finish ─┘
    replace ─▶ whole ballots from paper, the same rows under the same locks (`sulh.store.writes.paper`)
    put_no_more ─▶ who had only one statement left has finished, once it is put to nobody any more

What was open when the page was read may have closed since. So the transaction asks once more: does the round take
answers, has its epoch not ended, has the seat not been left. Whoever closes, pauses or leaves waits for the same rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef

from sulh.access import CHANGE, Principal, Refused, Thing, ask
from sulh.errors import SulhError
from sulh.store import clock
from sulh.store.errors import Conflict, Invalid
from sulh.store.models import Criticism, Delivery, Epoch, Round, RoundStatement, Seat, Sitting, Vote
from sulh.store.reads.circulating import At, seat_of
from sulh.store.writes.committer import Committer
from sulh.store.writes.objections import Objected, objection, write_objections

VALUES = (-1, 0, 1)


@dataclass(frozen=True, slots=True)
class Answer:
    """
    What one request writes.

    Attributes:
        statement: What it is about; None where only the sitting ends.
        first: Whether no answer of this seat to this round was there.
        last: Whether the sitting is finished with it.
        token: Random id of an answer that was kept on a phone.
        objected: In a sounding: the wording that is answered, and the need that it fails where nobody can live with it.
    """

    seat: UUID
    round: UUID
    epoch: UUID
    statement: UUID | None
    value: int = 0
    first: bool = False
    last: bool = False
    token: UUID | None = None
    objected: Objected | None = None


def answer(
    principal: Principal,
    at: At,
    statement_id: UUID,
    value: int,
    *,
    token: UUID | None = None,
    need: tuple[str, str] | None = None,
) -> At:
    """
    Keep an answer; it may be changed while the round is open.

    Args:
        principal: A participant.
        at: The round it was asked in, as it was read for this request.
        statement_id: What was asked.
        value: 1 agree, -1 disagree, 0 pass; in a sounding 1 support, 0 can live with it, -1 cannot live with it.
        token: Random id under which a phone kept the answer; it counts once, however often it is delivered.
        need: In a sounding: the need or concern that the clause fails and its language, with -1 and never without.

    Returns:
        The round with this answer.

    Raises:
        Refused: If it is not theirs to answer, or the statement is not put in this round; in a sounding also for what
            waited on a phone.
        Invalid: If the value is none of the three; `need` or `language`.
        Conflict: If the round has closed or paused meanwhile.
        NotSaved: If the database did not take it.
    """
    _may(principal)
    if not at.holds(statement_id):
        raise Refused
    if value not in VALUES:
        raise Invalid({"answer": "unknown"})
    if at.term.sounding and token is not None:
        raise Refused
    objected = objection(at, statement_id, value, need) if at.term.sounding else None
    after = at.with_answer(statement_id, value)
    _committer.save(
        Answer(
            seat=UUID(principal.id),
            round=at.term.round_id,
            epoch=_running(at),
            statement=statement_id,
            value=value,
            first=at.answered == 0,
            last=after.answered == len(after.puts),
            token=token,
            objected=objected,
        )
    )
    return after


def finish(principal: Principal, at: At) -> None:
    """
    Note that somebody is done for now; who has not answered anything has not begun, and nothing is noted.

    Raises:
        Refused: If it is not theirs.
        Conflict: If the round has closed or paused meanwhile.
        NotSaved: If the database did not take it.
    """
    _may(principal)
    if at.answered:
        _committer.save(Answer(UUID(principal.id), at.term.round_id, _running(at), None, last=True))


def put_no_more(statement_id: UUID) -> None:
    """
    Note that everybody who had only this statement left has finished: it is put no more in rounds that go on.

    The caller asks for permission, in the transaction that takes the statement out of circulation.
    """
    rounds = Round.objects.filter(put__statement=statement_id, state__in=("open", "paused"))
    answered = Vote.objects.filter(
        seat=OuterRef(OuterRef("seat")), statement=OuterRef("statement"), epoch__round=OuterRef("round")
    )
    put = RoundStatement.objects.filter(round=OuterRef("round"), statement__state="accepted")
    waiting = Sitting.objects.filter(round__in=rounds, finished=False)
    waiting.filter(~Exists(put.filter(~Exists(answered)))).update(finished=True)


def replace(items: Sequence[Answer]) -> None:
    """
    Put whole ballots in the place of all that their seats answered in the same epoch, in the caller's transaction.

    The caller asks for permission. What these seats answered in earlier epochs stays: it was found already.

    Raises:
        Refused: If a seat was left.
        Conflict: If the round has closed or paused, or the epoch has ended.
    """
    for refusal in _refusals(items):
        if refusal is not None:
            raise refusal
    whose = {"seat__in": {item.seat for item in items}, "epoch__in": {item.epoch for item in items}}
    Vote.objects.filter(**whose).delete()
    Criticism.objects.filter(**whose, objection=True).delete()
    _write_votes(items)
    write_objections(items)
    _write_sittings(items)


def _may(principal: Principal) -> None:
    grant = seat_of(principal)
    ask(principal, "answers", CHANGE, Thing(grant.process, grant.dialogue, frozenset(), principal.id))


def _running(at: At) -> UUID:
    if at.term.epoch_id is None:
        raise Conflict("round-closed")
    return at.term.epoch_id


def _write(items: Sequence[Answer]) -> list[SulhError | None]:
    """Write many answers inside a transaction; return why one was not written."""
    refusals = _refusals(items)
    known = _delivered(items)
    kept = [
        item
        for item, refusal in zip(items, refusals, strict=True)
        if refusal is None and (item.token is None or item.token not in known)
    ]
    _write_votes(kept)
    write_objections(kept)
    _write_sittings(kept)
    tokens = {item.token: item for item in kept if item.token is not None}
    Delivery.objects.bulk_create(
        [Delivery(token=token, seat_id=item.seat, round_id=item.round) for token, item in tokens.items()]
    )
    return refusals


def _refusals(items: Sequence[Answer]) -> list[SulhError | None]:
    wanted = {item.epoch for item in items}
    rows = Epoch.objects.filter(pk__in=wanted).select_related("round").order_by("round_id")
    locked = rows.select_for_update(of=("self", "round"), no_key=True)
    epochs = {row.pk: row for row in locked.only("ends", "round__state")}
    seats = Seat.objects.filter(pk__in={item.seat for item in items}, left=False).order_by("pk")
    present = set(seats.select_for_update(no_key=True).values_list("pk", flat=True))
    return [_refusal(item, epochs.get(item.epoch), present) for item in items]


def _refusal(item: Answer, epoch: Epoch | None, present: set[UUID]) -> SulhError | None:
    if epoch is None or item.seat not in present:
        return Refused()
    if epoch.round.state != "open":
        return Conflict(f"round-{epoch.round.state}")
    return None if clock.now() < epoch.ends else Conflict("epoch-over")


def _delivered(items: Sequence[Answer]) -> set[UUID]:
    tokens = [item.token for item in items if item.token is not None]
    return set(Delivery.objects.filter(token__in=tokens).values_list("token", flat=True)) if tokens else set()


def _write_votes(items: Sequence[Answer]) -> None:
    """Write the answers in one statement; of two to the same question in one batch the later one holds."""
    rows = {
        (item.seat, item.epoch, item.statement): Vote(
            seat_id=item.seat, epoch_id=item.epoch, statement_id=item.statement, value=item.value
        )
        for item in items
        if item.statement is not None
    }
    Vote.objects.bulk_create(
        rows.values(), update_conflicts=True, unique_fields=["seat", "epoch", "statement"], update_fields=["value"]
    )


def _write_sittings(items: Sequence[Answer]) -> None:
    began = int(clock.now().timestamp())
    rows: dict[tuple[UUID, UUID], Sitting] = {}
    for item in items:
        if item.first or item.last:
            row = rows.setdefault((item.seat, item.round), Sitting(seat_id=item.seat, round_id=item.round, began=began))
            row.finished = row.finished or item.last
    finished = [row for row in rows.values() if row.finished]
    Sitting.objects.bulk_create([row for row in rows.values() if not row.finished], ignore_conflicts=True)
    Sitting.objects.bulk_create(
        finished, update_conflicts=True, unique_fields=["seat", "round"], update_fields=["finished"]
    )


_committer: Committer[Answer] = Committer(_write)
