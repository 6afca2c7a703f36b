"""
A process as its staff see it.

    ProcessPage ─┬─ SideShown          names, mark, in how many dialogues
                 └─ InitiativeShown ── DialogueLine
    Working      who works in a process, in which role
    LogPage      what was entered in its log, and the newest checkpoint

A translator sees name, profile, sides and the titles of dialogues; what is planned is for facilitators.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sulh.access import CHANGE, SEE, Principal, Refused, Role, Thing, ask, may
from sulh.store import asking
from sulh.store.models import Dialogue, Initiative, KeptCheckpoint, LogRecord, Membership, Process, Side, Staff
from sulh.store.reads.declared import declared_in
from sulh.store.sealing import INSTALLATION, Sealer, in_language, sealer
from sulh.store.texts import seen
from sulh.vault.log import Record, read_checkpoint, read_log, short_code


@dataclass(frozen=True)
class SideShown:
    """A side: `dialogues` counts those in which it takes part."""

    id: str
    name: str
    names: dict[str, str]
    mark: int
    dialogues: int
    stamp: str


@dataclass(frozen=True)
class DialogueLine:
    """A dialogue in a list."""

    id: str
    title: str
    kind: str
    phase: int | None
    began: str


@dataclass(frozen=True)
class InitiativeShown:
    """An initiative with its dialogues. `title` is in the reader's language, `titles` in all."""

    id: str
    process_id: str
    title: str
    titles: dict[str, str]
    aim: str
    agenda_item: str
    tracks: tuple[str, ...]
    levels: tuple[str, ...]
    stamp: str
    dialogues: tuple[DialogueLine, ...] = ()


@dataclass(frozen=True)
class ProcessPage:
    """
    A process.

    Attributes:
        changes: Whether the principal may change it.
        runs: Whether they run it, closed or not.
        declared: Names of those who coordinate and facilitate here at once, which everybody is told.
        closed, ends: The day on which it was closed, and the day on which it is deleted; empty while it goes on.
    """

    id: str
    name: str
    profile: str
    began: str
    stamp: str
    changes: bool
    runs: bool
    closed: str
    ends: str
    sides: tuple[SideShown, ...]
    initiatives: tuple[InitiativeShown, ...]
    dialogues: tuple[DialogueLine, ...]
    facilitators: int
    declared: tuple[str, ...]


@dataclass(frozen=True)
class Working:
    """Somebody who works in a process. `own` says that it is the one who looks."""

    id: str
    account: str
    name: str
    role: str
    own: bool


@dataclass(frozen=True)
class LogLine:
    """One record of the log: `who` is a name where the account still exists, empty for what happens by itself."""

    number: int
    act: str
    at: str
    who: str
    refs: dict[str, str | int]


@dataclass(frozen=True)
class CheckpointShown:
    """A checkpoint as a reader of a side keeps it."""

    size: int
    on: str
    code: str
    text: str


@dataclass(frozen=True)
class LogPage:
    """A part of the log, newest first, and the newest checkpoint. `total` counts all records."""

    lines: tuple[LogLine, ...]
    total: int
    checkpoint: CheckpointShown | None


def changing(principal: Principal, process_id: UUID) -> None:
    """
    Let pass whoever may change a process, before a page offers it.

    Raises:
        Refused: For everybody else.
    """
    asking.get(principal, "process", CHANGE, Process, process_id)


def process_page(principal: Principal, process_id: UUID, tag: str) -> ProcessPage:
    """
    Return a process, in a language.

    Raises:
        Refused: If it is not theirs to see.
    """
    row = asking.get(principal, "process", SEE, Process, process_id)
    opener = sealer(row.id)
    thing = asking.thing_of(row)
    dialogues = list(row.dialogues.order_by("began", "id"))
    plans = list(row.initiatives.filter(ownership=None)) if may(principal, "initiative", SEE, thing) else []
    return ProcessPage(
        id=str(row.id),
        name=opener.text(row, "name"),
        profile=row.profile,
        began=row.began.isoformat(),
        stamp=seen(row, "name"),
        changes=may(principal, "process", CHANGE, thing),
        runs=may(principal, "purge", CHANGE, thing),
        closed=row.closed.isoformat() if row.closed else "",
        ends=row.ends.isoformat() if row.ends else "",
        sides=_sides(row, opener, tag),
        initiatives=_by_title([_initiative(plan, opener, tag, dialogues) for plan in plans]),
        dialogues=tuple(_line(dialogue, opener, tag) for dialogue in dialogues),
        facilitators=row.memberships.filter(role=Role.FACILITATOR, ended=None).count(),
        declared=declared_in(row.id),
    )


def side(principal: Principal, side_id: UUID, tag: str) -> tuple[UUID, SideShown]:
    """
    Return a side and the process it is of.

    Raises:
        Refused: If it is not theirs to change.
    """
    row = asking.get(principal, "process", CHANGE, Side, side_id)
    return row.process_id, _side(row, sealer(row.process_id), tag, row.dialogues.count())


def initiative(principal: Principal, initiative_id: UUID, tag: str) -> InitiativeShown:
    """
    Return an initiative.

    Raises:
        Refused: If it is not theirs to see.
    """
    row = asking.get(principal, "initiative", SEE, Initiative, initiative_id)
    return _initiative(row, sealer(row.process_id), tag, list(row.dialogues.order_by("began", "id")))


def working(principal: Principal, process_id: UUID) -> tuple[Working, ...]:
    """
    Return who works in a process: facilitators first, then by name.

    Raises:
        Refused: If it is not theirs to see.
    """
    asking.get(principal, "staff", SEE, Process, process_id)
    opener = sealer(INSTALLATION)
    held = Membership.objects.filter(process_id=process_id, ended=None).select_related("staff")
    shown = [_working(principal, one, opener) for one in held]
    return tuple(sorted(shown, key=lambda one: (one.role, one.name, one.account)))


def one_working(principal: Principal, process_id: UUID, membership_id: UUID) -> Working:
    """
    Return one of those who work in a process.

    Raises:
        Refused: If the role has ended, is of another process, or is not theirs to see.
    """
    found = [one for one in working(principal, process_id) if one.id == str(membership_id)]
    if not found:
        raise Refused
    return found[0]


def log_page(principal: Principal, process_id: UUID, *, before: int | None = None, most: int = 100) -> LogPage:
    """
    Return a part of the log of a process, newest first.

    Args:
        principal: A facilitator, or the administrator.
        process_id: Whose log.
        before: Only records with a smaller number.
        most: How many at most.

    Raises:
        Refused: If it is not theirs to see.
    """
    _log_of(principal, process_id)
    rows = LogRecord.objects.filter(process_id=process_id)
    part = rows if before is None else rows.filter(number__lt=before)
    bodies = part.order_by("-number").values_list("body", flat=True)[:most]
    records = [record for body in bodies for record in records_in(body)]
    kept = KeptCheckpoint.objects.filter(process_id=process_id).order_by("-size").first()
    names = _names_of({record.staff for record in records if record.staff})
    lines = tuple(
        LogLine(one.number, one.act, one.at, names.get(one.staff or "", ""), dict(one.refs)) for one in records
    )
    return LogPage(lines, rows.count(), None if kept is None else checkpoint_shown(kept))


def log_file(principal: Principal, process_id: UUID) -> bytes:
    """
    Return the whole log as the lines that the offline verifier reads.

    Raises:
        Refused: If it is not theirs to see.
    """
    _log_of(principal, process_id)
    bodies = LogRecord.objects.filter(process_id=process_id).order_by("number").values_list("body", flat=True)
    return "".join(f"{body}\n" for body in bodies).encode()


def _log_of(principal: Principal, process_id: UUID) -> None:
    """Let pass whoever may read a log. It outlives its process; then it is the administrator's alone, to verify."""
    if principal.holds(Role.ADMINISTRATOR) and not Process.objects.filter(pk=process_id).exists():
        if not LogRecord.objects.filter(process_id=process_id).exists():
            raise Refused
        ask(principal, "log", SEE, Thing(process=str(process_id)))
    else:
        asking.get(principal, "log", SEE, Process, process_id)


def _sides(process: Process, opener: Sealer, tag: str) -> tuple[SideShown, ...]:
    counted = {row.id: 0 for row in process.sides.all()}
    for side_id in process.sides.filter(dialogues__isnull=False).values_list("id", flat=True):
        counted[side_id] += 1
    shown = [_side(row, opener, tag, counted.get(row.id, 0)) for row in process.sides.all()]
    return tuple(sorted(shown, key=lambda one: (one.name, one.mark)))


def _side(row: Side, opener: Sealer, tag: str, dialogues: int) -> SideShown:
    names = opener.texts(row, "names")
    return SideShown(str(row.id), in_language(names, tag), names, row.mark, dialogues, seen(row, "names"))


def _initiative(row: Initiative, opener: Sealer, tag: str, dialogues: list[Dialogue]) -> InitiativeShown:
    titles = opener.texts(row, "titles")
    return InitiativeShown(
        id=str(row.id),
        process_id=str(row.process_id),
        title=in_language(titles, tag),
        titles=titles,
        aim=opener.text(row, "aim"),
        agenda_item=opener.text(row, "agenda_item"),
        tracks=tuple(track for track in row.sector_tracks.split(",") if track),
        levels=tuple(level for level in row.levels.split(",") if level),
        stamp=seen(row, "titles", "aim", "agenda_item"),
        dialogues=tuple(_line(one, opener, tag) for one in dialogues if one.initiative_id == row.id),
    )


def _line(row: Dialogue, opener: Sealer, tag: str) -> DialogueLine:
    title = in_language(opener.texts(row, "titles"), tag)
    return DialogueLine(str(row.id), title, row.kind, row.phase, row.began.isoformat())


def _by_title(plans: list[InitiativeShown]) -> tuple[InitiativeShown, ...]:
    return tuple(sorted(plans, key=lambda plan: (plan.title, plan.id)))


def _working(principal: Principal, held: Membership, opener: Sealer) -> Working:
    name = opener.text(held.staff, "name") or held.staff.account
    return Working(str(held.id), held.staff.account, name, held.role, own=str(held.staff_id) == principal.id)


def records_in(body: str) -> list[Record]:
    """Return the record that is kept as one line."""
    records, _ = read_log(f"{body}\n".encode())
    return records


def _names_of(ids: set[str]) -> dict[str, str]:
    opener = sealer(INSTALLATION)
    return {str(row.id): opener.text(row, "name") or row.account for row in Staff.objects.filter(pk__in=ids)}


def checkpoint_shown(row: KeptCheckpoint) -> CheckpointShown:
    """Return a checkpoint as somebody keeps it."""
    made, _ = read_checkpoint(row.body)
    return CheckpointShown(row.size, row.on.isoformat(), short_code(made), row.body)
