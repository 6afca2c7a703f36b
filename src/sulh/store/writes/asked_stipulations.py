"""
Whether a stipulation was carried out, asked of the sides themselves: as a statement of a dialogue, like any other.

    ask ─▶ Statement "Carried out: ..." (a seed) ── StipulationStatement ── Stipulation

From there on it is translated, put in rounds, answered and published by the verbs that do it for every statement; no
answer is kept here. What may be told of it afterwards: `sulh.store.reads.asked_stipulations`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final
from uuid import UUID

from django.db import transaction

from sulh.access import CHANGE, Principal, Refused
from sulh.designs.hints import LONGEST
from sulh.store import asking
from sulh.store.errors import Invalid
from sulh.store.models import Agreement, Dialogue, Stipulation, StipulationStatement
from sulh.store.reads.asked_stipulations import SIDES, asked
from sulh.store.sealing import sealer
from sulh.store.wording import sentence
from sulh.store.writes.statements import seed
from sulh.words.language import language, mark

MOST_AT_ONCE: Final = 40  # more than anybody answers in a round
ASKED: Final = mark("Carried out: {words}")


@transaction.atomic
def ask(
    principal: Principal, agreement_id: UUID, dialogue_id: UUID, stipulations: Collection[UUID], *, tag: str
) -> int:
    """
    Make a statement of each stipulation in a dialogue; one that is there already is not made again.

    Args:
        principal: A facilitator.
        agreement_id: Whose stipulations.
        dialogue_id: A dialogue of the same process, of two sides or more.
        stipulations: Which ones.
        tag: The language in which their words are written down; the other languages are for whoever translates.

    Returns:
        How many were made.

    Raises:
        Refused: If the agreement or the dialogue is not theirs.
        Invalid: `dialogue`, `language` or `stipulations`; with `number` for the first that is too long for a statement
            (`too-long`), or was answered in this dialogue and then taken back (`taken-back`).
    """
    agreement = asking.get(principal, "asked-stipulation", CHANGE, Agreement, agreement_id)
    dialogue = asking.get(principal, "asked-stipulation", CHANGE, Dialogue, dialogue_id, lock=True)
    if dialogue.process_id != agreement.process_id:
        raise Refused
    chosen = list(agreement.stipulations.filter(pk__in=stipulations).order_by("number"))
    _look(dialogue, tag, chosen, len(set(stipulations)))
    there = asked(StipulationStatement.objects.filter(stipulation__in=chosen, statement__dialogue=dialogue))
    states = dict(there.values_list("stipulation_id", "statement__state"))
    texts = {one: _text(one, agreement, tag) for one in chosen if one.id not in states}
    _tell("too-long", (one for one, text in texts.items() if len(text) > LONGEST))
    _tell("taken-back", (one for one in chosen if states.get(one.id) == "withdrawn"))
    for one, text in texts.items():
        made = seed(principal, dialogue.id, "experience", {tag: text})
        StipulationStatement.objects.create(stipulation=one, statement_id=made)
    return len(texts)


def _look(dialogue: Dialogue, tag: str, chosen: Collection[Stipulation], wanted: int) -> None:
    """Tell everything at once that cannot be so."""
    faults = {}
    if dialogue.sides.count() < SIDES:
        faults["dialogue"] = "no-choice"
    if tag not in dialogue.tags:
        faults["language"] = "no-choice"
    if not chosen or len(chosen) != wanted:
        faults["stipulations"] = "no-choice"
    elif wanted > MOST_AT_ONCE:
        faults["stipulations"] = "too-many"
    if faults:
        raise Invalid(faults)


def _tell(code: str, at_fault: Iterator[Stipulation]) -> None:
    first = next(at_fault, None)
    if first is not None:
        raise Invalid({"stipulations": code, "number": str(first.number)})


def _text(row: Stipulation, agreement: Agreement, tag: str) -> str:
    words = sealer(agreement.process_id).text(row, "words")
    return sentence(language(tag).say(ASKED, words=words))
