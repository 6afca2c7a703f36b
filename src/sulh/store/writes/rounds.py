"""
Rounds: made, opened, paused, closed, opened again.

    draft ──open──▶ open ◀──resume/pause──▶ paused
                     └────────close──────────┴──▶ closed ──reopen──▶ open, with new epochs

A joint round and a caucus never run at the same time in one dialogue; caucuses of different sides may. A round whose
last epoch is over is closed, even before the machine has noted it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Q, QuerySet

from sulh.access import CHANGE, Principal, Refused
from sulh.store import asking, clock
from sulh.store.errors import Conflict, Incomplete, Invalid
from sulh.store.models import Dialogue, Round, RoundStatement
from sulh.store.reads.put_text import latest_put
from sulh.store.reads.readiness import gaps, ready_statements
from sulh.store.writes import log
from sulh.store.writes.epochs import add_epochs, check_ends, current, end_now


@transaction.atomic
def make(
    principal: Principal, dialogue_id: UUID, side: UUID | None, statements: Collection[UUID], ends: Sequence[datetime]
) -> UUID:
    """
    Make a round that is not open yet; the same one sent twice is made once.

    Args:
        principal: Who makes it.
        dialogue_id: In which dialogue.
        side: The one side of a caucus; None for a joint round.
        statements: Which are put.
        ends: When its epochs end, rising.

    Raises:
        Refused: If they may not, or the side takes no part.
        Invalid: `statements` or `ends`.
    """
    dialogue = asking.get(principal, "round", CHANGE, Dialogue, dialogue_id, lock=True)
    if side is not None and not dialogue.sides.filter(side=side).exists():
        raise Refused
    drafts = dialogue.rounds.filter(side=side, state="draft", sounding=False)
    same = next((row for row in drafts if _is(row, statements, ends)), None)
    if same is not None:
        return same.id
    last = dialogue.rounds.aggregate(last=Max("number"))["last"] or 0
    made = Round.objects.create(dialogue=dialogue, number=last + 1, side_id=side)
    _fill(made, statements, ends)
    log.enter(dialogue.process_id, "round-made", principal, **refs(made))
    return made.id


@transaction.atomic
def change(principal: Principal, round_id: UUID, statements: Collection[UUID], ends: Sequence[datetime]) -> None:
    """
    Choose statements and ends of a round anew, as long as it was never opened.

    Raises:
        Refused: If they may not, or it is a sounding, which is dropped and made anew.
        Invalid: `statements` or `ends`.
        Conflict: `round-was-opened`.
    """
    round_ = _of(principal, round_id)
    if round_.sounding:
        raise Refused
    if round_.state != "draft":
        raise Conflict("round-was-opened")
    round_.put.all().delete()
    round_.epochs.all().delete()
    _fill(round_, statements, ends)
    log.enter(round_.dialogue.process_id, "round-changed", principal, **refs(round_))


@transaction.atomic
def drop(principal: Principal, round_id: UUID) -> None:
    """
    Delete a round that was never opened.

    Raises:
        Refused: If they may not.
        Conflict: `round-was-opened`.
    """
    round_ = _of(principal, round_id)
    if round_.state != "draft":
        raise Conflict("round-was-opened")
    log.enter(round_.dialogue.process_id, "round-dropped", principal, **refs(round_))
    round_.delete()


@transaction.atomic
def open_(principal: Principal, round_id: UUID) -> None:
    """
    Open a round.

    Raises:
        Refused: If they may not.
        Incomplete: With what has to be there first: the codes of `gaps`, and `text-missing` for a statement.
        Conflict: `epochs-over`, `another-round`, `text-not-put` for a sounding of a version that is put no longer, or
            `somebody-was-quicker`.
    """
    round_ = _of(principal, round_id)
    _look_before_opening(principal, round_)
    if current(round_, clock.now()) is None or round_.epochs.filter(ends__lte=clock.now()).exists():
        raise Conflict("epochs-over")
    _move(principal, round_, "round-opened", ("draft",), "open")


@transaction.atomic
def pause(principal: Principal, round_id: UUID) -> None:
    """
    Let nobody answer for a while; epochs end when they were to end.

    Raises:
        Refused: If they may not.
        Conflict: `round-closed`, or `somebody-was-quicker`.
    """
    _move(principal, _running(principal, round_id), "round-paused", ("open",), "paused")


def pause_all(principal: Principal, dialogue: Dialogue) -> None:
    """Pause every round of a dialogue that takes answers now; called in a transaction that holds the dialogue."""
    open_now = dialogue.rounds.filter(state="open", epochs__ends__gt=clock.now()).distinct()
    for round_ in open_now.order_by("number"):
        _move(principal, round_, "round-paused", ("open",), "paused")


@transaction.atomic
def resume(principal: Principal, round_id: UUID) -> None:
    """
    Let people answer again, if all is still there that was needed to open: a harm check may have said no-go meanwhile.

    Raises:
        Refused: If they may not.
        Incomplete: With what has to be there first.
        Conflict: `round-closed`, or `somebody-was-quicker`.
    """
    round_ = _running(principal, round_id)
    _look_for_gaps(principal, round_)
    _move(principal, round_, "round-resumed", ("paused",), "open")


@transaction.atomic
def close(principal: Principal, round_id: UUID) -> None:
    """
    Close a round now: its current epoch ends with it.

    Raises:
        Refused: If they may not.
        Conflict: `round-closed`, or `somebody-was-quicker`.
    """
    round_ = _of(principal, round_id)
    end_now(round_)
    _move(principal, round_, "round-closed", ("open", "paused"), "closed")


@transaction.atomic
def reopen(principal: Principal, round_id: UUID, ends: Sequence[datetime]) -> None:
    """
    Open a closed round again, with new epochs after those that are over.

    Raises:
        Refused: If they may not.
        Invalid: `ends`.
        Incomplete: With what has to be there first.
        Conflict: `another-round`, `somebody-was-quicker`, or `sounding-once`: clauses are put anew in a sounding anew.
    """
    round_ = _of(principal, round_id)
    if round_.sounding:
        raise Conflict("sounding-once")
    check_ends(ends)
    _look_before_opening(principal, round_)
    if round_.state == "draft" or current(round_, clock.now()) is not None:
        raise Conflict("somebody-was-quicker")
    add_epochs(round_, ends, after=round_.epochs.aggregate(last=Max("number"))["last"] or 0)
    # A round whose last epoch is over is closed, whether or not that was noted already.
    _move(principal, round_, "round-reopened", ("open", "paused", "closed"), "open")


def _of(principal: Principal, round_id: UUID) -> Round:
    """Return a round to change, alone: all changes of rounds of one dialogue wait for each other."""
    round_ = asking.get(principal, "round", CHANGE, Round, round_id)
    Dialogue.objects.select_for_update().get(pk=round_.dialogue_id)
    round_.refresh_from_db()
    return round_


def _running(principal: Principal, round_id: UUID) -> Round:
    round_ = _of(principal, round_id)
    if current(round_, clock.now()) is None:
        raise Conflict("round-closed")
    return round_


def _is(round_: Round, statements: Collection[UUID], ends: Sequence[datetime]) -> bool:
    """Whether a round puts these statements and ends at these times."""
    put = set(round_.put.values_list("statement_id", flat=True))
    return put == set(statements) and list(round_.epochs.order_by("number").values_list("ends", flat=True)) == [*ends]


def _fill(round_: Round, statements: Collection[UUID], ends: Sequence[datetime]) -> None:
    check_ends(ends)
    ready = {row.id: row.number for row in ready_statements(round_.dialogue, round_.side_id, sounding=round_.sounding)}
    if not statements or not set(statements) <= ready.keys():
        raise Invalid({"statements": "no-choice" if statements else "no-statements"})
    ordered = sorted(set(statements), key=ready.__getitem__)
    RoundStatement.objects.bulk_create(
        [RoundStatement(round=round_, statement_id=chosen, place=place) for place, chosen in enumerate(ordered, 1)]
    )
    add_epochs(round_, ends)


def _look_before_opening(principal: Principal, round_: Round) -> None:
    _look_for_gaps(principal, round_)
    if _others(round_).exists():
        raise Conflict("another-round")


def _look_for_gaps(principal: Principal, round_: Round) -> None:
    missing = list(gaps(principal, round_.dialogue_id, round_.side_id, sounding=round_.sounding))
    put = set(round_.put.filter(statement__state="accepted").values_list("statement_id", flat=True))
    ready = {row.id for row in ready_statements(round_.dialogue, round_.side_id, sounding=round_.sounding)}
    if not put and "no-statements" not in missing:
        missing.append("no-statements")
    if not put <= ready:
        missing.append("text-missing")
    if missing:
        raise Incomplete(missing)
    if round_.sounding and not _is_put(round_):
        raise Conflict("text-not-put")


def _is_put(round_: Round) -> bool:
    """Whether the clauses of a sounding still are those of the version that is put."""
    version = latest_put(round_.dialogue_id)
    if version is None or version.text.state != "put":
        return False
    return not round_.put.exclude(statement__wording__version=version).exists()


def _others(round_: Round) -> QuerySet[Round]:
    """Return the rounds that cannot run beside this one, and do."""
    running = Q(state__in=("open", "paused"), epochs__ends__gt=clock.now())
    beside = Q() if round_.side_id is None else Q(side=None) | Q(side=round_.side_id)
    return Round.objects.filter(running, beside, dialogue=round_.dialogue_id).exclude(pk=round_.pk)


def _move(principal: Principal, round_: Round, act: str, before: Collection[str], after: str) -> None:
    if Round.objects.filter(pk=round_.pk, state__in=before).update(state=after) != 1:
        raise Conflict("somebody-was-quicker")
    log.enter(round_.dialogue.process_id, act, principal, **refs(round_))


def refs(round_: Round) -> dict[str, str | int]:
    """Return what a record of the log says of a round."""
    return {
        "round": str(round_.id),
        "number": round_.number,
        "scope": "joint" if round_.side_id is None else "caucus",
        "statements": round_.put.count(),
        "epochs": round_.epochs.count(),
    }
