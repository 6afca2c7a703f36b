"""
What became of it: whose concern a part of a package carries, whether it got through, and what contributed to what.

    say_of_parts ─▶ PackagePart(side, through)              for the balance between the sides
    link         ─▶ Contribution(earlier, later, confidence, source)   one link, as somebody judged it

A link has a confidence in words and a source, or it is refused. It says "contributed to" and never how much.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from sulh.access import CHANGE, Principal, Refused
from sulh.store import asking, clock
from sulh.store.errors import Conflict, Invalid
from sulh.store.models import Clause, Contribution, Dialogue, Statement, TransferPackage
from sulh.store.models.chain import CONFIDENCES
from sulh.store.models.release import THROUGH
from sulh.store.passages import LEFT
from sulh.store.sealing import sealer
from sulh.store.texts import SENTENCE, Reading
from sulh.store.writes import log

EVERY = ""  # stands for every side in a form


@dataclass(frozen=True)
class PartSaid:
    """What is said of one part: the side whose concern it carries (empty for every side), and what became of it."""

    side: str
    through: str


@transaction.atomic
def say_of_parts(principal: Principal, package_id: UUID, said: Mapping[UUID, PartSaid]) -> None:
    """
    Say whose concern the parts of a package carry, and what became of each at the official table.

    Args:
        principal: A facilitator.
        package_id: One that was sent.
        said: Of some of its parts, by id.

    Raises:
        Refused: If they may not, or a part is of another package.
        Invalid: For a side or an outcome that is not there, by the id of the part.
        Conflict: `not-sent`.
    """
    row = asking.get(principal, "chain", CHANGE, TransferPackage, package_id, lock=True)
    if row.state not in LEFT:
        raise Conflict("not-sent")
    parts = {part.id: part for part in row.parts.all()}
    if not set(said) <= parts.keys():
        raise Refused
    sides = {str(taking.side_id) for taking in row.dialogue.sides.all()} | {EVERY}
    faults = {
        str(part): "no-choice" for part, one in said.items() if one.side not in sides or one.through not in THROUGH
    }
    if faults:
        raise Invalid(faults)
    for part, one in said.items():
        row.parts.filter(pk=part).update(side=UUID(one.side) if one.side else None, through=one.through)
    log.enter(row.dialogue.process_id, "parts-judged", principal, number=row.number, package=row.digest)


@transaction.atomic
def link(principal: Principal, statement_id: UUID, clause_id: UUID, *, confidence: str, source: str) -> UUID:
    """
    Note that a statement contributed to a clause of the text.

    Args:
        principal: A facilitator.
        statement_id: One of the same dialogue, accepted.
        clause_id: A clause of the dialogue's text.
        confidence: "low", "medium" or "high".
        source: Why it is thought so.

    Returns:
        The id of the link; the same pair is linked once, as it was judged last.

    Raises:
        Refused: If they may not, or the two are of different dialogues.
        Invalid: `confidence` or `source`.
    """
    clause = asking.get(principal, "chain", CHANGE, Clause, clause_id)
    statement = asking.get(principal, "chain", CHANGE, Statement, statement_id)
    if statement.dialogue_id != clause.text.dialogue_id or statement.state != "accepted":
        raise Refused
    reading = Reading()
    chosen = reading.choice("confidence", confidence, CONFIDENCES)
    kept = reading.text("source", source, most=SENTENCE)
    reading.done()
    process = clause.text.dialogue.process_id
    Dialogue.objects.select_for_update().get(pk=statement.dialogue_id)
    row = Contribution.objects.filter(earlier=statement_id, later=clause_id).first() or Contribution(
        process_id=process, earlier_kind="statement", earlier=statement_id, later_kind="clause", later=clause_id
    )
    row.confidence, row.by_id, row.on = chosen, UUID(principal.id), clock.today()
    sealer(process).put(row, source=kept)
    row.save()
    log.enter(process, "contribution-noted", principal, statement=statement.number, to=chosen)
    return row.id


@transaction.atomic
def unlink(principal: Principal, contribution_id: UUID) -> UUID:
    """
    Take a link back.

    Returns:
        The id of the dialogue whose text it is of.

    Raises:
        Refused: If they may not.
    """
    row = asking.get(principal, "chain", CHANGE, Contribution, contribution_id, lock=True)
    clause = Clause.objects.select_related("text").filter(pk=row.later).first()
    if clause is None:
        raise Refused
    row.delete()
    log.enter(row.process_id, "contribution-withdrawn", principal)
    return clause.text.dialogue_id
