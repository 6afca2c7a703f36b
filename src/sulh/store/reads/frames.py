"""
What stands around every page of staff: who is signed in, which process and dialogue they are in.

    StaffFrame ── name, language, administrator, processes (those they hold a role in)
    DialogueFrame ── process and dialogue by name, profile, kind, phase, the sides in a neutral order
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sulh.access import SEE, Principal, Refused, Role
from sulh.store import asking
from sulh.store.models import Dialogue, Process, Side, Staff
from sulh.store.sealing import INSTALLATION, Sealer, in_language, sealer


@dataclass(frozen=True)
class NamedSide:
    """A side as pages show it: `mark` is its place in the list of shapes and colours."""

    id: str
    name: str
    mark: int


@dataclass(frozen=True)
class StaffFrame:
    """Somebody with an account. `processes`: id -> name, of those where they hold a role, by name."""

    id: str
    account: str
    name: str
    administrator: bool
    processes: dict[str, str]


@dataclass(frozen=True)
class ProcessFrame:
    """A process: `sides` by their own name, never by size."""

    process_id: str
    process: str
    profile: str
    sides: tuple[NamedSide, ...]


@dataclass(frozen=True)
class DialogueFrame:
    """A dialogue in its process; `sides` are those that take part."""

    process_id: str
    process: str
    profile: str
    dialogue_id: str
    dialogue: str
    kind: str
    population: str
    phase: int | None
    languages: tuple[str, ...]
    k: int
    level: float
    sides: tuple[NamedSide, ...]


def staff_frame(principal: Principal) -> StaffFrame:
    """
    Return who an account is.

    Raises:
        Refused: For a stranger or a seat.
    """
    staff = Staff.objects.filter(pk=principal.id).first() if principal.id else None
    if staff is None:
        raise Refused
    # A desk is no part of a process: what one is called is not for it to see.
    ids = sorted({grant.process for grant in principal.grants if grant.process and grant.role != Role.DESK})
    rows = Process.objects.filter(pk__in=ids)
    names = {str(row.id): sealer(row.id).text(row, "name") for row in rows}
    processes = dict(sorted(names.items(), key=lambda item: (item[1], item[0])))
    shown = sealer(INSTALLATION).text(staff, "name") or staff.account
    return StaffFrame(str(staff.id), staff.account, shown, principal.holds(Role.ADMINISTRATOR), processes)


def process_frame(principal: Principal, process_id: UUID, tag: str) -> ProcessFrame:
    """
    Return what stands around the pages of a process, in a language.

    Raises:
        Refused: If it is not theirs to see.
    """
    row = asking.get(principal, "process", SEE, Process, process_id)
    opener = sealer(row.id)
    sides = named_sides(row.sides.all(), opener, tag)
    return ProcessFrame(str(row.id), opener.text(row, "name"), row.profile, sides)


def dialogue_frame(principal: Principal, dialogue_id: UUID, tag: str) -> DialogueFrame:
    """
    Return what stands around the pages of a dialogue, in a language.

    Raises:
        Refused: If it is not theirs to see.
    """
    row = asking.get(principal, "process", SEE, Dialogue, dialogue_id)
    opener = sealer(row.process_id)
    return DialogueFrame(
        process_id=str(row.process_id),
        process=opener.text(row.process, "name"),
        profile=row.process.profile,
        dialogue_id=str(row.id),
        dialogue=in_language(opener.texts(row, "titles"), tag),
        kind=row.kind,
        population=row.population,
        phase=row.phase,
        languages=tuple(row.tags),
        k=row.k,
        level=row.level,
        sides=sides_of(row, opener, tag),
    )


def sides_of(dialogue: Dialogue, opener: Sealer, tag: str) -> tuple[NamedSide, ...]:
    """Return the sides that take part, by their own name."""
    return named_sides((taking.side for taking in dialogue.sides.select_related("side")), opener, tag)


def named_sides(rows: Iterable[Side], opener: Sealer, tag: str) -> tuple[NamedSide, ...]:
    """Return sides as pages show them, in a neutral order: by their own name in the reader's language."""
    named = [NamedSide(str(row.id), in_language(opener.texts(row, "names"), tag), row.mark) for row in rows]
    return tuple(sorted(named, key=lambda side: (side.name, side.mark)))
