"""
What stands in the lists of the official table: one line an item, a package, a question or an answer.

    items_of, packages_of, questions_of, desk_answers_of     rows ─▶ lines, in a language

With a desk, lines are as that desk may see them. Who may see which rows is asked by `sulh.store.reads.desks` and
`sulh.store.reads.questions`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sulh.negotiation.channel import next_actor, stale
from sulh.negotiation.package import read
from sulh.store import clock
from sulh.store.models import AgendaItem, Desk, DeskAnswer, Question, TransferPackage
from sulh.store.reads.approving import content_of, state_of
from sulh.store.sealing import Sealer, in_language

SENT = ("sent", "opened")


@dataclass(frozen=True)
class Answer:
    """What a desk said, or what was understood of it."""

    answer: str
    reasons: str
    acceptable: str
    understood: bool
    on: date


@dataclass(frozen=True)
class Line:
    """
    A package or a question in a list.

    Attributes:
        sort: "package" or "question".
        state: As it may be seen; "answered" for a package that was opened and answered.
        days: Since its last move.
        actor: Who is next. `stale`: whether they have been for too long.
        refusal: Of a question that was declined: why, in words for its desk.
    """

    sort: str
    id: str
    number: int
    title: str
    state: str
    days: int
    actor: str
    stale: bool
    kind: str = ""
    refusal: str = ""


@dataclass(frozen=True)
class ItemLine:
    """An item of the official agenda. `stamp` stands for its texts; whoever changes them names it."""

    id: str
    number: int
    title: str
    wanted: str
    wanted_by: date | None
    state: str
    since: date | None
    source: str
    desk: str
    released: int
    open_questions: int


def items_of(rows: Iterable[AgendaItem], opener: Sealer, tag: str, *, of: UUID | None = None) -> tuple[ItemLine, ...]:
    """
    Return items by number, with what was released on each, in three queries however many there are.

    With a desk only what is between it and the dialogues counts: a number would tell that there is more.
    """
    kept = list(rows)
    ids = [row.pk for row in kept]
    sent = TransferPackage.objects.filter(agenda_item__in=ids, state__in=SENT)
    waiting = Question.objects.filter(agenda_item__in=ids, desk__isnull=False).exclude(state__in=("answered", "closed"))
    if of is not None:
        sent, waiting = sent.filter(desk=of), waiting.filter(desk=of)
    released = _counted(sent.values_list("agenda_item", flat=True))
    asked = _counted(waiting.values_list("agenda_item", flat=True))
    desks = {row.pk: row for row in Desk.objects.filter(pk__in={row.desk_id for row in kept if row.desk_id})}
    return tuple(
        ItemLine(
            id=str(row.id),
            number=row.number,
            title=in_language(opener.texts(row, "titles"), tag),
            wanted=in_language(opener.texts(row, "wanted"), tag),
            wanted_by=row.wanted_by,
            state=row.state,
            since=row.since,
            source=opener.text(row, "source"),
            desk=in_language(opener.texts(desks[row.desk_id], "names"), tag) if row.desk_id in desks else "",
            released=released.get(row.pk, 0),
            open_questions=asked.get(row.pk, 0),
        )
        for row in sorted(kept, key=lambda one: one.number)
    )


def _counted(keys: Iterable[UUID | None]) -> dict[UUID, int]:
    counted: dict[UUID, int] = {}
    for key in keys:
        if key is not None:
            counted[key] = counted.get(key, 0) + 1
    return counted


def packages_of(rows: Iterable[TransferPackage], tag: str, *, of: UUID | None = None) -> list[Line]:
    """
    Return packages as lines.

    A desk counts what was sent to it. In the dialogue's own numbers it would see gaps where something was not released.
    """
    kept = list(rows)
    numbers = {row.pk: row.number for row in kept} if of is None else numbers_of(of)
    answered = set(DeskAnswer.objects.filter(package__in=kept).values_list("package", flat=True))
    lines = []
    for row in kept:
        state = "answered" if row.state == "opened" and row.pk in answered else state_of(row)
        days = (clock.today() - (row.opened or row.sent or row.since or row.on)).days
        lines.append(
            Line(
                sort="package",
                id=str(row.id),
                number=numbers[row.pk],
                title=in_language(dict(read(content_of(row)).title), tag),
                state=state,
                days=max(0, days),
                actor=next_actor("package", state),
                stale=of is None and stale("package", state, days),
            )
        )
    return lines


def numbers_of(desk_id: UUID) -> dict[UUID, int]:
    """Return package -> its number among all that was ever sent to a desk."""
    ever = TransferPackage.objects.filter(desk=desk_id, sent__isnull=False).order_by("sent", "dialogue", "number")
    return {package: number for number, package in enumerate(ever.values_list("pk", flat=True), 1)}


def questions_of(rows: Iterable[Question], opener: Sealer, tag: str) -> list[Line]:
    """Return questions as lines."""
    return [
        Line(
            sort="question",
            id=str(row.id),
            number=row.number,
            title=in_language(opener.texts(row, "texts"), tag),
            state=row.state,
            days=max(0, (clock.today() - row.since).days),
            actor=next_actor("question", row.state),
            stale=stale("question", row.state, (clock.today() - row.since).days),
            kind=row.kind,
            refusal=opener.text(row, "refusal"),
        )
        for row in rows
    ]


def desk_answers_of(rows: Iterable[DeskAnswer], opener: Sealer) -> tuple[Answer, ...]:
    """Return answers in the order in which they were given."""
    ordered = sorted(rows, key=lambda row: row.number)
    return tuple(
        Answer(row.answer, opener.text(row, "reasons"), opener.text(row, "acceptable"), row.understood, row.on)
        for row in ordered
    )
