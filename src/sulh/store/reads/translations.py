"""
What lacks a language, for whoever translates.

    Task ─┬─ given     the accepted statement in the languages in which it is there, in an order that tells nothing
          └─ missing   the languages in which it is not

A translator sees no author, no side, no source, no day, and not which language it was written in first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from sulh.access import CHANGE, SEE, Principal, Refused
from sulh.store import asking
from sulh.store.errors import Conflict
from sulh.store.models import Dialogue, Statement, StatementText
from sulh.store.reads.statements import WAS_PUT, was_put
from sulh.store.sealing import Sealer, sealer
from sulh.store.texts import seen


@dataclass(frozen=True)
class Task:
    """
    One accepted statement.

    Attributes:
        given: Language -> text, in the order of the dialogue's languages.
        missing: Languages in which it is not there yet.
        changeable: Languages of translations that this person may still change.
    """

    id: str
    number: int
    given: dict[str, str]
    missing: tuple[str, ...]
    changeable: tuple[str, ...]


@dataclass(frozen=True)
class Work:
    """
    One statement in one language, to be written or changed.

    Attributes:
        given: The texts in the other languages.
        backs: Languages of the dialogue into which it may be translated back; those that are given first.
        text, back, back_language: What is there already.
        stamp: Stands for what is there; whoever changes it names it.
    """

    id: str
    number: int
    dialogue_id: str
    language: str
    given: dict[str, str]
    backs: tuple[str, ...]
    text: str
    back: str
    back_language: str
    stamp: str


def tasks(principal: Principal, dialogue_id: UUID) -> list[Task]:
    """
    Return the accepted statements that lack a language, then those with a translation that may still be changed.

    Raises:
        Refused: If it is not theirs to translate.
    """
    dialogue = asking.get(principal, "translation", SEE, Dialogue, dialogue_id)
    opener = sealer(dialogue.process_id)
    accepted = Statement.objects.filter(dialogue=dialogue, state="accepted", wording=None)
    rows = accepted.prefetch_related("texts")
    counted = rows.annotate(put=Count("rounds", filter=WAS_PUT, distinct=True)).order_by("number")
    found = [_task(principal, row, dialogue, opener) for row in counted]
    open_ones = [task for task in found if task.missing or task.changeable]
    return sorted(open_ones, key=lambda task: (not task.missing, task.number))


def work(principal: Principal, statement_id: UUID, language: str) -> Work:
    """
    Return what is needed to write or change one text.

    Raises:
        Refused: If it is not theirs to translate, is not accepted, or not of this dialogue's languages.
        Conflict: If what is there was put already: its answers belong to it.
    """
    row = asking.get(principal, "translation", CHANGE, Statement, statement_id)
    tags = row.dialogue.tags
    if row.state != "accepted" or language not in tags:
        raise Refused
    opener = sealer(row.dialogue.process_id)
    texts = {text.language: text for text in row.texts.all()}
    own = texts.pop(language, None)
    if own is not None and not may_change(principal, own, row.dialogue.process_id):
        raise Refused  # somebody else's, or no translation at all: the answer tells not which
    if own is not None and was_put(row):
        raise Conflict("statement-was-put")
    back = opener.texts(own, "back") if own is not None else {}
    given = {tag: opener.text(texts[tag], "text") for tag in tags if tag in texts}
    others = [tag for tag in tags if tag != language]
    return Work(
        id=str(row.id),
        number=row.number,
        dialogue_id=str(row.dialogue_id),
        language=language,
        given=given,
        backs=tuple(sorted(others, key=lambda tag: tag not in given)),
        text="" if own is None else opener.text(own, "text"),
        back=next(iter(back.values()), ""),
        back_language=next(iter(back), ""),
        stamp="" if own is None else seen(own, "text", "back"),
    )


def may_change(principal: Principal, text: StatementText, process_id: UUID) -> bool:
    """Whether a translation is one's own, or one runs the process."""
    return bool(text.back) and (principal.facilitates(process_id) or str(text.by_id) == principal.id)


def _task(principal: Principal, row: Statement, dialogue: Dialogue, opener: Sealer) -> Task:
    texts = {text.language: text for text in row.texts.all()}
    return Task(
        id=str(row.id),
        number=row.number,
        given={tag: opener.text(texts[tag], "text") for tag in dialogue.tags if tag in texts},
        missing=tuple(tag for tag in dialogue.tags if tag not in texts),
        changeable=tuple(_changeable(principal, row, dialogue)),
    )


def _changeable(principal: Principal, row: Statement, dialogue: Dialogue) -> Iterator[str]:
    if vars(row)["put"]:
        return
    for text in sorted(row.texts.all(), key=lambda one: one.language):
        if may_change(principal, text, dialogue.process_id):
            yield text.language
