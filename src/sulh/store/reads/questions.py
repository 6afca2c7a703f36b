"""
One question of a desk, for whoever asks and for whoever answers it.

    asking_desk ─▶ Asked: what a question may bear on
    question    ─▶ QuestionSheet: what a facilitator can do with it

Whose question it is stands nowhere if its desk wished so: see `sulh.store.writes.questions`.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sulh.access import CHANGE, Principal, Refused
from sulh.negotiation.question_states import QUESTION
from sulh.store import asking
from sulh.store.models import AgendaItem, Desk, Dialogue, Question
from sulh.store.reads.table_lines import Line, questions_of
from sulh.store.sealing import in_language, sealer


@dataclass(frozen=True)
class QuestionSheet:
    """One question; `texts` by language, `desk` empty where its origin is recorded nowhere."""

    line: Line
    process_id: str
    texts: dict[str, str]
    desk: str
    item: str
    refusal: str
    dialogue_id: str
    statements: tuple[int, ...]
    can: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """For whoever asks: the items it may bear on; `own` if an account of the desk asks, and not a facilitator."""

    items: tuple[tuple[str, str], ...]
    own: bool
    process_id: str


def question(principal: Principal, question_id: UUID, tag: str) -> QuestionSheet:
    """
    Return one question for a facilitator.

    Raises:
        Refused: If it is not theirs.
    """
    row = asking.get(principal, "question-answer", CHANGE, Question, question_id)
    opener = sealer(row.process_id)
    (line,) = questions_of([row], opener, tag)
    return QuestionSheet(
        line=line,
        process_id=str(row.process_id),
        texts=opener.texts(row, "texts"),
        desk="" if row.desk is None else in_language(opener.texts(row.desk, "names"), tag),
        item="" if row.agenda_item is None else in_language(opener.texts(row.agenda_item, "titles"), tag),
        refusal=opener.text(row, "refusal"),
        dialogue_id="" if row.dialogue_id is None else str(row.dialogue_id),
        statements=tuple(row.statements.order_by("number").values_list("number", flat=True)),
        can=QUESTION.possible(row.state),
    )


def asking_desk(principal: Principal, desk_id: UUID, tag: str) -> Asked:
    """
    Return what a question of a desk may bear on: to the desk its own items, to a facilitator all.

    Raises:
        Refused: If the desk is not theirs.
    """
    desk = asking.get(principal, "question", CHANGE, Desk, desk_id)
    opener = sealer(desk.process_id)
    keeps = principal.facilitates(desk.process_id)
    items = AgendaItem.objects.filter(process=desk.process_id).order_by("number")
    items = items if keeps else items.filter(desk=desk)
    shown = tuple((str(row.id), in_language(opener.texts(row, "titles"), tag)) for row in items)
    return Asked(shown, not keeps, str(desk.process_id))


def dialogues_for(principal: Principal, question_id: UUID, tag: str) -> tuple[tuple[str, str], ...]:
    """
    Return the dialogues into which a question may be taken.

    Raises:
        Refused: If it is not theirs.
    """
    row = asking.get(principal, "question-answer", CHANGE, Question, question_id)
    opener = sealer(row.process_id)
    rows = Dialogue.objects.filter(process=row.process_id).order_by("began", "id")
    return tuple((str(one.id), in_language(opener.texts(one, "titles"), tag)) for one in rows)


def languages_for(principal: Principal, question_id: UUID) -> tuple[str, ...]:
    """
    Return the languages in which a statement that comes of a question is written.

    Raises:
        Refused: If it is not theirs, or was taken into no dialogue.
    """
    row = asking.get(principal, "question-answer", CHANGE, Question, question_id)
    if row.dialogue is None:
        raise Refused
    return tuple(row.dialogue.tags)
