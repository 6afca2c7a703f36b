"""
The official table: as facilitators keep it, and as a desk that signs in sees it.

    table(process)     ─▶ Table: desks, items of the agenda, questions, packages, each with its age and who is next
    own_desk(account)  ─▶ OwnDesk: the items, packages and questions of that desk, and nothing else
    item, desk_package ─▶ one item to print on A4; one package that was sent

A desk sees a package from the moment it was sent until it is recalled, and nothing of how the sides came to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sulh.access import CHANGE, SEE, Principal, Refused, Role, ask
from sulh.negotiation.channel import next_actor, stale
from sulh.negotiation.package import read, short_code
from sulh.negotiation.question_states import QUESTION
from sulh.store import asking, clock
from sulh.store.models import AgendaItem, Desk, DeskAnswer, Dialogue, Handover, Process, Question, TransferPackage
from sulh.store.reads.approving import content_of, state_of
from sulh.store.sealing import Sealer, in_language, sealer
from sulh.store.texts import seen

SENT = ("sent", "opened")
LIVE = ("composed", "confirmed", "asked", "approved", "sent", "opened")


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


@dataclass(frozen=True)
class DeskLine:
    """A desk; `accounts` sign in for it: none for one that is only a name."""

    id: str
    name: str
    accounts: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Everything of the official table that a process knows."""

    desks: tuple[DeskLine, ...]
    items: tuple[ItemLine, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class OwnDesk:
    """What a desk sees when it signs in; `waiting` for items that have a package or a question of theirs open."""

    id: str
    name: str
    items: tuple[ItemLine, ...]
    packages: tuple[Line, ...]
    questions: tuple[Line, ...]


@dataclass(frozen=True)
class ItemSheet:
    """One item: what is wanted by when, what was released on it, what was answered, what is missing."""

    line: ItemLine
    packages: tuple[tuple[Line, tuple[Answer, ...]], ...]
    questions: tuple[Line, ...]


@dataclass(frozen=True)
class DeskPackage:
    """A package that was sent; before it is opened its content is empty."""

    line: Line
    content: bytes
    code: str
    mark: str
    answers: tuple[Answer, ...]
    desk_id: str


@dataclass(frozen=True)
class Carried:
    """What a facilitator recorded of a package: how it was carried or told, and what was answered."""

    handovers: tuple[tuple[str, str, date], ...]
    answers: tuple[Answer, ...]
    desk: str


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


@dataclass(frozen=True)
class Answerable:
    """A package that may be answered: `own` by an account of its desk, or by a facilitator as understood."""

    number: int
    title: str
    own: bool


@dataclass(frozen=True)
class ItemEdit:
    """An item as a form holds it."""

    titles: dict[str, str]
    wanted: dict[str, str]
    source: str
    state: str
    since: date | None
    wanted_by: date | None
    desk: str
    stamp: str
    process_id: str


def table(principal: Principal, process_id: UUID, tag: str) -> Table:
    """
    Return the official table of a process for its facilitators, in a language.

    Raises:
        Refused: If it is not theirs.
    """
    process = asking.get(principal, "desk", CHANGE, Process, process_id)
    opener = sealer(process.id)
    desks = list(process.desks.prefetch_related("accounts__staff"))
    packages = TransferPackage.objects.filter(dialogue__process=process, state__in=LIVE).select_related("dialogue")
    questions = process.questions.exclude(state="closed")
    lines = [*_packages(packages, tag), *_questions(questions, opener, tag)]
    return Table(
        desks=tuple(sorted((_desk(row, opener, tag) for row in desks), key=lambda one: one.name)),
        items=_items(process.agenda_items.all(), opener, tag),
        lines=tuple(sorted(lines, key=lambda one: (not one.stale, -one.days, one.sort, one.number))),
    )


def own_desk(principal: Principal, tag: str) -> OwnDesk:
    """
    Return what an account of a desk sees, in a language.

    Raises:
        Refused: For whoever signs in for no desk.
    """
    desk = _own(principal)
    opener = sealer(desk.process_id)
    sent = desk.packages.filter(state__in=SENT).select_related("dialogue")
    return OwnDesk(
        id=str(desk.id),
        name=in_language(opener.texts(desk, "names"), tag),
        items=_items(desk.agenda_items.all(), opener, tag, of=desk.pk),
        packages=tuple(_packages(sent.order_by("-sent", "-number"), tag, of=desk.pk)),
        questions=tuple(_questions(desk.questions.order_by("-number"), opener, tag)),
    )


def item(principal: Principal, item_id: UUID, tag: str) -> ItemSheet:
    """
    Return one item of the official agenda: to a desk its own, to a facilitator each of the process.

    Raises:
        Refused: If it is not theirs.
    """
    row = asking.get(principal, "agenda", SEE, AgendaItem, item_id)
    opener = sealer(row.process_id)
    packages = list(row.packages.filter(state__in=SENT).select_related("dialogue").prefetch_related("answers"))
    questions = row.questions.exclude(state="closed")
    own = None if facilitates(principal, row.process_id) else row.desk_id
    if own is not None:
        packages = [one for one in packages if one.desk_id == own]
        questions = questions.filter(desk=own)
    lines = _packages(packages, tag, of=own)
    answers = [_answers(one.answers.all(), opener) for one in packages]
    return ItemSheet(
        line=_items([row], opener, tag, of=own)[0],
        packages=tuple(zip(lines, answers, strict=True)),
        questions=tuple(_questions(questions, opener, tag)),
    )


def item_to_change(principal: Principal, item_id: UUID) -> ItemEdit:
    """
    Return an item as a form holds it.

    Raises:
        Refused: If it is not theirs to change.
    """
    row = asking.get(principal, "agenda", CHANGE, AgendaItem, item_id)
    opener = sealer(row.process_id)
    return ItemEdit(
        titles=opener.texts(row, "titles"),
        wanted=opener.texts(row, "wanted"),
        source=opener.text(row, "source"),
        state=row.state,
        since=row.since,
        wanted_by=row.wanted_by,
        desk="" if row.desk_id is None else str(row.desk_id),
        stamp=seen(row, "titles", "wanted", "source"),
        process_id=str(row.process_id),
    )


def desk_package(principal: Principal, package_id: UUID, tag: str) -> DeskPackage:
    """
    Return a package that was sent to the principal's desk; its content once it was opened.

    Raises:
        Refused: If it is not addressed to them, or was recalled.
    """
    row = asking.get(principal, "desk-package", SEE, TransferPackage, package_id)
    opener = sealer(row.dialogue.process_id)
    content = content_of(row) if row.state == "opened" else b""
    (line,) = _packages([row], tag, of=row.desk_id)
    answers = _answers(row.answers.all(), opener)
    return DeskPackage(line, content, short_code(content_of(row)), row.mark, answers, str(row.desk_id))


def carried(principal: Principal, package_id: UUID, tag: str) -> Carried:
    """
    Return what became of a package after it was sent.

    Raises:
        Refused: If it is not theirs to see.
    """
    row = asking.get(principal, "package", SEE, TransferPackage, package_id)
    opener = sealer(row.dialogue.process_id)
    rows = Handover.objects.filter(package=row).order_by("on", "id")
    desk = "" if row.desk is None else in_language(opener.texts(row.desk, "names"), tag)
    return Carried(
        tuple((one.kind, opener.text(one, "words"), one.on) for one in rows), _answers(row.answers.all(), opener), desk
    )


def question(principal: Principal, question_id: UUID, tag: str) -> QuestionSheet:
    """
    Return one question for a facilitator.

    Raises:
        Refused: If it is not theirs.
    """
    row = asking.get(principal, "question-answer", CHANGE, Question, question_id)
    opener = sealer(row.process_id)
    (line,) = _questions([row], opener, tag)
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
    keeps = facilitates(principal, desk.process_id)
    items = AgendaItem.objects.filter(process=desk.process_id).order_by("number")
    items = items if keeps else items.filter(desk=desk)
    shown = tuple((str(row.id), in_language(opener.texts(row, "titles"), tag)) for row in items)
    return Asked(shown, not keeps, str(desk.process_id))


def answerable(principal: Principal, package_id: UUID, tag: str) -> Answerable:
    """
    Return a package that the principal may answer.

    Raises:
        Refused: If it is not theirs.
    """
    row = asking.get(principal, "desk-answer", CHANGE, TransferPackage, package_id)
    title = in_language(dict(read(content_of(row)).title), tag) if row.state == "opened" else ""
    own = not facilitates(principal, row.dialogue.process_id)
    number = _numbers_of(row.desk_id)[row.pk] if own and row.desk_id else row.number
    return Answerable(number, title, own)


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


def may_keep(principal: Principal, process_id: UUID) -> None:
    """
    Let pass whoever keeps the official table of a process.

    Raises:
        Refused: If it is not theirs.
    """
    asking.get(principal, "desk", CHANGE, Process, process_id)


def process_of_desk(principal: Principal, desk_id: UUID) -> UUID:
    """
    Return the process of a desk that a facilitator keeps.

    Raises:
        Refused: If it is not theirs.
    """
    return asking.get(principal, "desk", CHANGE, Desk, desk_id).process_id


def _own(principal: Principal) -> Desk:
    """Return the desk of an account, in one query whether it has one or not."""
    held = next((grant for grant in principal.grants if grant.role == Role.DESK and grant.desk), None)
    row = Desk.objects.filter(pk=UUID(held.desk) if held and held.desk else UUID(int=0)).first()
    if row is None:
        raise Refused
    ask(principal, "own-desk", SEE, asking.thing_of(row))
    return row


def facilitates(principal: Principal, process_id: UUID) -> bool:
    """Whether somebody works in a process as a facilitator."""
    return any(grant.role == Role.FACILITATOR and grant.process == str(process_id) for grant in principal.grants)


def _desk(row: Desk, opener: Sealer, tag: str) -> DeskLine:
    accounts = [held.staff.account for held in row.accounts.all() if held.ended is None]
    return DeskLine(str(row.id), in_language(opener.texts(row, "names"), tag), tuple(sorted(accounts)))


def _items(rows: Iterable[AgendaItem], opener: Sealer, tag: str, *, of: UUID | None = None) -> tuple[ItemLine, ...]:
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


def _packages(rows: Iterable[TransferPackage], tag: str, *, of: UUID | None = None) -> list[Line]:
    """
    Return packages as lines.

    A desk counts what was sent to it. In the dialogue's own numbers it would see gaps where something was not released.
    """
    kept = list(rows)
    numbers = {row.pk: row.number for row in kept} if of is None else _numbers_of(of)
    answered = set(DeskAnswer.objects.filter(package__in=kept).values_list("package", flat=True))
    lines = []
    for row in kept:
        state = "answered" if row.state == "opened" and row.pk in answered else state_of(row)
        days = (clock.today() - (row.opened or row.sent or row.on)).days
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


def _numbers_of(desk_id: UUID) -> dict[UUID, int]:
    ever = TransferPackage.objects.filter(desk=desk_id, sent__isnull=False).order_by("sent", "dialogue", "number")
    return {package: number for number, package in enumerate(ever.values_list("pk", flat=True), 1)}


def _questions(rows: Iterable[Question], opener: Sealer, tag: str) -> list[Line]:
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
        )
        for row in rows
    ]


def _answers(rows: Iterable[DeskAnswer], opener: Sealer) -> tuple[Answer, ...]:
    ordered = sorted(rows, key=lambda row: (row.on, row.id))
    return tuple(
        Answer(row.answer, opener.text(row, "reasons"), opener.text(row, "acceptable"), row.understood, row.on)
        for row in ordered
    )
