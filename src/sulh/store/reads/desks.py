"""
The official table: as facilitators keep it, and as a desk that signs in sees it.

    table(process)     ─▶ Table: desks, items of the agenda, questions, packages, each with its age and who is next
    own_desk(account)  ─▶ OwnDesk: the items, packages and questions of that desk, and nothing else
    item, desk_package ─▶ one item to print on A4; one package that was sent

A desk sees a package from the moment it was sent until it is recalled, and nothing of how the sides came to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sulh.access import CHANGE, SEE, Principal, Refused, Role, ask
from sulh.negotiation.package import read, short_code
from sulh.store import asking
from sulh.store.models import AgendaItem, Desk, Handover, Process, TransferPackage
from sulh.store.reads.approving import content_of
from sulh.store.reads.table_lines import (
    SENT,
    Answer,
    ItemLine,
    Line,
    desk_answers_of,
    items_of,
    numbers_of,
    packages_of,
    questions_of,
)
from sulh.store.sealing import Sealer, in_language, sealer
from sulh.store.texts import seen

LIVE = ("composed", "confirmed", "asked", "approved", "sent", "opened")


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
    """What a desk sees when it signs in. `others`: further desks that the same account signs in for, by id and name."""

    id: str
    name: str
    others: tuple[tuple[str, str], ...]
    items: tuple[ItemLine, ...]
    packages: tuple[Line, ...]
    questions: tuple[Line, ...]


@dataclass(frozen=True)
class ItemSheet:
    """
    One item: what is wanted by when, what was released on it, what was answered, what is missing.

    `own`: that a desk looks, at an item of its own.
    """

    line: ItemLine
    packages: tuple[tuple[Line, tuple[Answer, ...]], ...]
    questions: tuple[Line, ...]
    own: bool


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
    lines = [*packages_of(packages, tag), *questions_of(questions, opener, tag)]
    return Table(
        desks=tuple(sorted((_desk(row, opener, tag) for row in desks), key=lambda one: one.name)),
        items=items_of(process.agenda_items.all(), opener, tag),
        lines=tuple(sorted(lines, key=lambda one: (not one.stale, -one.days, one.sort, one.number))),
    )


def own_desk(principal: Principal, tag: str, desk_id: UUID | None = None) -> OwnDesk:
    """
    Return what an account of a desk sees, in a language: of the desk named, else of the first by its name.

    Raises:
        Refused: For whoever signs in for no desk, or not for this one.
    """
    own = {row: in_language(sealer(row.process_id).texts(row, "names"), tag) for row in _own(principal)}
    ordered = sorted(own, key=lambda row: (own[row], str(row.id)))
    desk = next((row for row in ordered if desk_id in {None, row.pk}), None)
    if desk is None:
        raise Refused
    opener = sealer(desk.process_id)
    sent = desk.packages.filter(state__in=SENT).select_related("dialogue")
    return OwnDesk(
        id=str(desk.id),
        name=own[desk],
        others=tuple((str(row.id), own[row]) for row in ordered if row != desk),
        items=items_of(desk.agenda_items.all(), opener, tag, of=desk.pk),
        packages=tuple(packages_of(sent.order_by("-sent", "-number"), tag, of=desk.pk)),
        questions=tuple(questions_of(desk.questions.order_by("-number"), opener, tag)),
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
    own = None if principal.facilitates(row.process_id) else row.desk_id
    if own is not None:
        packages = [one for one in packages if one.desk_id == own]
        questions = questions.filter(desk=own)
    lines = packages_of(packages, tag, of=own)
    answers = [desk_answers_of(one.answers.all(), opener) for one in packages]
    return ItemSheet(
        line=items_of([row], opener, tag, of=own)[0],
        packages=tuple(zip(lines, answers, strict=True)),
        questions=tuple(questions_of(questions, opener, tag)),
        own=own is not None,
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
    (line,) = packages_of([row], tag, of=row.desk_id)
    answers = desk_answers_of(row.answers.all(), opener)
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
        tuple((one.kind, opener.text(one, "words"), one.on) for one in rows),
        desk_answers_of(row.answers.all(), opener),
        desk,
    )


def answerable(principal: Principal, package_id: UUID, tag: str) -> Answerable:
    """
    Return a package that the principal may answer.

    Raises:
        Refused: If it is not theirs.
    """
    row = asking.get(principal, "desk-answer", CHANGE, TransferPackage, package_id)
    title = in_language(dict(read(content_of(row)).title), tag) if row.state == "opened" else ""
    own = not principal.facilitates(row.dialogue.process_id)
    number = numbers_of(row.desk_id)[row.pk] if own and row.desk_id else row.number
    return Answerable(number, title, own)


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


def _own(principal: Principal) -> list[Desk]:
    """Return the desks of an account, in one query however many it has."""
    held = [UUID(grant.desk) for grant in principal.grants if grant.role == Role.DESK and grant.desk]
    rows = list(Desk.objects.filter(pk__in=[*held, UUID(int=0)]))
    for row in rows:
        ask(principal, "own-desk", SEE, asking.thing_of(row))
    return rows


def _desk(row: Desk, opener: Sealer, tag: str) -> DeskLine:
    accounts = [held.staff.account for held in row.accounts.all() if held.ended is None]
    return DeskLine(str(row.id), in_language(opener.texts(row, "names"), tag), tuple(sorted(accounts)))
