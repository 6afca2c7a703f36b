"""
What has to be there before a round may open.

    gaps ── harm-check           the latest check of the current phase, decided "go"
         ├─ consent-text:TAG     the newest consent text, in every language of the dialogue
         ├─ ground-rules:TAG     the newest ground rules, the same way
         ├─ open-place:TAG       a place in one of them that still waits for the facilitators' own words
         ├─ who-is-asked:FIELD   who is asked, how they are chosen, who is missing
         ├─ no-statements        one statement accepted and there in every language
         └─ no-sides             two sides; one for a caucus

Which words stand for a code is decided by the pages. Nothing is changed here.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from sulh.access import SEE, Principal
from sulh.designs.dialogues import unfilled
from sulh.store import asking
from sulh.store.models import AgreedText, Dialogue, HarmCheck, Statement
from sulh.store.sealing import Sealer, sealer

TEXTS = (("consent", "consent-text"), ("rules", "ground-rules"))
WHO = ("asked", "chosen", "missing")


def gaps(
    principal: Principal, dialogue_id: UUID, side: UUID | None = None, *, sounding: bool = False
) -> tuple[str, ...]:
    """
    Return the codes of what is missing before a round may open; none when it may.

    Args:
        principal: Who asks.
        dialogue_id: Of which dialogue.
        side: The one side of a caucus round; None for a joint round.
        sounding: Whether clauses are put in it.

    Raises:
        Refused: If the dialogue is not theirs to see.
    """
    dialogue = asking.get(principal, "dialogue", SEE, Dialogue, dialogue_id)
    return tuple(_gaps(dialogue, side, sounding=sounding))


def ready_statements(dialogue: Dialogue, side: UUID | None, *, sounding: bool = False) -> QuerySet[Statement]:
    """
    Return the statements that may be put: accepted, there in every language, and for these people.

    Args:
        dialogue: Whose statements.
        side: The one side of a caucus, which also hears what only it may; None for all sides together.
        sounding: Whether clauses are put; nothing else is put beside them.
    """
    heard = Q(side=None) if side is None else Q(side=None) | Q(side=side)
    there = Count("texts", filter=Q(texts__language__in=dialogue.tags) & ~Q(texts__text=b""), distinct=True)
    accepted = Statement.objects.filter(heard, dialogue=dialogue, state="accepted", wording__isnull=not sounding)
    return accepted.annotate(there=there).filter(there=len(dialogue.tags)).order_by("number")


def _gaps(dialogue: Dialogue, side: UUID | None, *, sounding: bool) -> Iterator[str]:
    opener = sealer(dialogue.process_id)
    if not _go(dialogue):
        yield "harm-check"
    yield from _missing_texts(dialogue, opener)
    for field in WHO:
        if not any(opener.texts(dialogue, field).values()):
            yield f"who-is-asked:{field}"
    if not ready_statements(dialogue, side, sounding=sounding).exists():
        yield "no-statements"
    taking_part = [taking.side_id for taking in dialogue.sides.all()]
    alone = side is not None or dialogue.kind == "caucus"
    if len(taking_part) < (1 if alone else 2) or (side is not None and side not in taking_part):
        yield "no-sides"


def _go(dialogue: Dialogue) -> bool:
    latest = HarmCheck.objects.filter(dialogue=dialogue, phase=dialogue.phase).order_by("-number").first()
    return latest is not None and latest.go


def _missing_texts(dialogue: Dialogue, opener: Sealer) -> Iterator[str]:
    newest: dict[str, AgreedText] = {}
    for text in dialogue.agreed_texts.order_by("version"):
        newest[text.kind] = text
    for kind, code in TEXTS:
        written = opener.get(newest[kind], "paragraphs") or {} if kind in newest else {}
        yield from (f"{code}:{tag}" for tag in dialogue.tags if not any(written.get(tag, ())))
        yield from (f"open-place:{tag}" for tag in dialogue.tags if any(map(unfilled, written.get(tag, ()))))
