"""
Statements that facilitators write: seeds. What participants propose comes in elsewhere and waits for a decision.

A seed asks for an experience, a need or an idea. Position and constraint are for those who hold them: the third party
takes no position.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from sulh.access import CHANGE, Principal
from sulh.store import asking, clock
from sulh.store.errors import Conflict, Invalid
from sulh.store.models import Dialogue, Side, Statement, StatementText
from sulh.store.models.statements import ASKS
from sulh.store.sealing import sealer
from sulh.store.texts import Reading
from sulh.store.wording import worded
from sulh.store.writes import log

SEEDS = ("experience", "need", "idea")  # in the order in which a page asks for them


@transaction.atomic
def seed(
    principal: Principal, dialogue_id: UUID, asks: str, texts: Mapping[str, str], *, side_id: UUID | None = None
) -> UUID:
    """
    Write a statement of the facilitators, in one language or in several; the same one sent twice is kept once.

    Args:
        principal: A facilitator.
        dialogue_id: Of which dialogue.
        asks: "experience", "need" or "idea".
        texts: Language -> text; languages left empty are for the translators.
        side_id: The one side that may hear it; None for all.

    Raises:
        Conflict: `third-party`, if it is a position or a constraint.
        Invalid: If a text cannot be kept, or none is there.
    """
    dialogue = asking.get(principal, "moderation", CHANGE, Dialogue, dialogue_id, lock=True)
    if asks in ASKS and asks not in SEEDS:
        raise Conflict("third-party")
    reading = Reading()
    reading.choice("asks", asks, SEEDS)
    read = {tag: worded(reading, f"text_{tag}", texts[tag]) for tag in dialogue.tags if texts.get(tag, "").strip()}
    if not read:
        reading.faults.setdefault(f"text_{dialogue.tags[0]}", "one-language")
    reading.done()
    side = _side(dialogue, side_id)
    same = _same(dialogue, asks, read, side)
    if same is not None:
        return same
    made = _keep(dialogue, asks, read, side)
    log.enter(dialogue.process_id, "statement-seeded", principal, dialogue=str(dialogue.id), statement=made.number)
    return made.id


def _same(dialogue: Dialogue, asks: str, read: Mapping[str, str], side: Side | None) -> UUID | None:
    """Return the statement of the third party that says the same to the same people, if there is one."""
    opener, wanted = sealer(dialogue.process_id), _origin(read)
    seeds = dialogue.statements.filter(source__in=("design", "seed"), state="accepted", asks=asks, side=side)
    return next((row.id for row in seeds if opener.get(row, "origin") == wanted), None)


def _keep(dialogue: Dialogue, asks: str, read: Mapping[str, str], side: Side | None) -> Statement:
    made = Statement(
        dialogue=dialogue,
        number=next_number(dialogue),
        source="seed",
        asks=asks,
        state="accepted",
        side=side,
        on=clock.today(),
    )
    sealed = sealer(dialogue.process_id)
    sealed.put(made, origin=_origin(read))
    made.save()
    for tag, text in read.items():
        row = StatementText(statement=made, language=tag)
        sealed.put(row, text=text)
        row.save()
    return made


def _origin(read: Mapping[str, str]) -> dict[str, str]:
    """Return a text as it came: its first language, which a seed is translated from."""
    first = next(iter(read))
    return {"language": first, "text": read[first]}


def next_number(dialogue: Dialogue) -> int:
    """Return the number of the next statement; called while the dialogue is locked."""
    last = dialogue.statements.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _side(dialogue: Dialogue, side_id: UUID | None) -> Side | None:
    if side_id is None:
        return None
    taking = dialogue.sides.filter(side=side_id).select_related("side").first()
    if taking is None:
        raise Invalid({"side": "no-choice"})
    return taking.side
