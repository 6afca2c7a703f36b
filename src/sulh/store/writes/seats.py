"""
Seats and their codes: made for a side, replaced when a slip is lost, withdrawn when nobody needs it.

    make ──▶ Slip(label, code), ...     the one moment in which the codes exist; the database keeps their hashes
    replace ──▶ Slip                    the old code and the sessions that began with it are dead at once
    withdraw                            the same without a new code; the seat and what was answered on it stay

Codes are hashed before the transaction begins: six hundred take most of a minute, in which nobody else has to wait for
the database. The log tells role, side and count, never a label.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction

from sulh.access import CHANGE, Principal, Refused, Role, ask
from sulh.store import asking, clock
from sulh.store.errors import Conflict, Invalid
from sulh.store.models import Dialogue, Seat
from sulh.store.reads.seats import Line, find, of_side, stamp, visible
from sulh.store.sealing import keyring
from sulh.store.writes import log
from sulh.vault.codes import new_code

MOST_AT_ONCE: Final = 600
MOST_READERS: Final = 3  # of a side
MOST_SEATS: Final = 12_000  # of a dialogue
SEATS_MADE = (Role.PARTICIPANT, Role.READER, Role.ASSISTANT)
LETTERS: Final = "CDFHJKMNPRTVWXY34679"  # none that is taken for another, no vowel: they make no word
LABEL: Final = 5
_FAIR: Final = 256 - 256 % len(LETTERS)  # a byte below this gives each letter equally often


@dataclass(frozen=True)
class Slip:
    """What is printed for one seat, once."""

    label: str
    code: str = field(repr=False)


@dataclass(frozen=True)
class Whom:
    """For whom seats are made; `side` is None for assistants."""

    role: Role
    side: UUID | None = None


def make(principal: Principal, dialogue_id: UUID, whom: Whom, count: int, *, seen: str) -> tuple[Slip, ...]:
    """
    Make seats; their codes are in what is returned and nowhere else.

    Args:
        principal: A facilitator.
        dialogue_id: Where they will sit.
        whom: Role and side.
        count: How many, up to 600.
        seen: The stamp of the page that was opened: a form sent twice makes seats once.

    Raises:
        Refused: If the dialogue or the side is not theirs.
        Invalid: If so many cannot be made at once.
        Conflict: `seats-made-meanwhile`; `too-many-readers`; `too-many-seats`.
        TooBusy: If the machine is testing too many codes at this moment; nothing was made.
    """
    if not 1 <= count <= MOST_AT_ONCE:
        raise Invalid({"count": "number"})
    _room(principal, dialogue_id, whom, count, seen=seen)
    codes = [new_code(clock.random_bytes) for _ in range(count)]
    digests = _hashes(codes)
    with transaction.atomic():
        dialogue = _room(principal, dialogue_id, whom, count, seen=seen, lock=True)
        labels = new_labels(set(dialogue.seats.values_list("label", flat=True)), count, clock.random_bytes)
        Seat.objects.bulk_create(
            _seat(dialogue, whom, label, digest) for label, digest in zip(labels, digests, strict=True)
        )
        _enter_made(principal, dialogue, whom, count)
    return tuple(Slip(label, code) for label, code in zip(labels, codes, strict=True))


def replace(principal: Principal, dialogue_id: UUID, label: str, *, generation: int) -> Slip:
    """
    Give a seat a new code; the old one, and every session that began with it, is dead at once.

    Args:
        principal: A facilitator.
        dialogue_id: Of the seat.
        label: As it stands on the slip.
        generation: Number of the code that was valid when the page was opened.

    Raises:
        Refused: If the dialogue is not theirs.
        Invalid: `no-such-label`.
        Conflict: `code-replaced` if it was replaced meanwhile, perhaps by the same form.
    """
    seat = find(principal, dialogue_id, label, "en")
    code = new_code(clock.random_bytes)
    (digest,) = _hashes([code])
    with transaction.atomic():
        current = Seat.objects.filter(pk=seat.id, generation=generation, left=False)
        if current.update(code=digest, generation=generation + 1) != 1:
            raise Conflict("code-replaced")
        row = Seat.objects.get(pk=seat.id)
        log.enter(row.process_id, "code-replaced", principal, **_refs(seat.role, row.side_id, 1))
    return Slip(seat.label, code)


@transaction.atomic
def withdraw(principal: Principal, dialogue_id: UUID, label: str) -> None:
    """
    Let the code of a slip, and every session that began with it, be dead at once; a second time does nothing.

    It is the same whether anybody has ever come in with it: what is done, told and entered shows nobody who has come.
    The seat stays with all that was answered on it, for no facilitator may erase an answer or a reader's no. With
    `replace` it gets a new code, with which the person it belongs to can come in again, and leave.

    Raises:
        Refused: If the dialogue is not theirs.
        Invalid: `no-such-label`.
    """
    found = find(principal, dialogue_id, label, "en")
    current = Seat.objects.filter(pk=found.id, generation=found.generation, left=False).exclude(code=None)
    if current.update(code=None, generation=found.generation + 1) == 1:
        row = Seat.objects.get(pk=found.id)
        log.enter(row.process_id, "seat-withdrawn", principal, **_refs(found.role, row.side_id, 1))


def new_labels(taken: Collection[str], count: int, random: Callable[[int], bytes]) -> list[str]:
    """
    Draw labels that nobody in the dialogue has: letters and digits that are not taken for one another.

    >>> new_labels({"CDFHJ"}, 1, lambda size: bytes(range(size)))
    ['KMNPR']
    """
    known, made = set(taken), list[str]()
    letters = ""
    while len(made) < count:
        letters += "".join(LETTERS[byte % len(LETTERS)] for byte in random(2 * LABEL) if byte < _FAIR)
        label, letters = letters[:LABEL], letters[LABEL:]
        if len(label) == LABEL and label not in known:
            known.add(label)
            made.append(label)
    return made


def _room(
    principal: Principal, dialogue_id: UUID, whom: Whom, count: int, *, seen: str, lock: bool = False
) -> Dialogue:
    """Return the dialogue if so many seats may be made in it."""
    dialogue = asking.get(principal, "seats", CHANGE, Dialogue, dialogue_id, lock=lock)
    _asked(principal, dialogue, whom)
    lines = visible(principal, dialogue)
    if stamp(lines) != seen:
        raise Conflict("seats-made-meanwhile")
    if whom.role == Role.READER and _readers(lines, whom.side) + count > MOST_READERS:
        raise Conflict("too-many-readers")
    if dialogue.seats.count() + count > MOST_SEATS:
        raise Conflict("too-many-seats")
    return dialogue


def _asked(principal: Principal, dialogue: Dialogue, whom: Whom) -> None:
    """Let pass seats for a side that takes part, and for assistants, who have none."""
    if whom.role not in SEATS_MADE or (whom.side is None) != (whom.role == Role.ASSISTANT):
        raise Refused
    if whom.side is not None and not dialogue.sides.filter(side_id=whom.side).exists():
        raise Refused
    ask(principal, "seats", CHANGE, of_side(dialogue, None if whom.side is None else str(whom.side)))


def _readers(lines: Sequence[Line], side: UUID | None) -> int:
    return sum(line.role == Role.READER and line.side == side and not line.left for line in lines)


def _hashes(codes: Sequence[str]) -> list[bytes]:
    hasher = keyring().codes(cheap=settings.CHEAP_CODES)
    return [hasher.digest(code) for code in codes]


def _seat(dialogue: Dialogue, whom: Whom, label: str, digest: bytes) -> Seat:
    return Seat(
        role=whom.role,
        process_id=dialogue.process_id,
        dialogue=dialogue,
        side_id=whom.side,
        label=label,
        code=digest,
    )


def _enter_made(principal: Principal, dialogue: Dialogue, whom: Whom, count: int) -> None:
    """Enter what was made; each reader by their number on the side."""
    log.enter(dialogue.process_id, "seats-made", principal, **_refs(whom.role, whom.side, count))
    if whom.side is not None and whom.role == Role.READER:
        now = dialogue.seats.filter(role=whom.role, side_id=whom.side).count()
        for number in range(now - count + 1, now + 1):
            refs: dict[str, str | int] = {"dialogue": str(dialogue.id), "side": str(whom.side), "number": number}
            log.enter(dialogue.process_id, "reader-appointed", principal, **refs)


def _refs(role: Role, side: UUID | None, count: int) -> dict[str, str | int]:
    of_role: dict[str, str | int] = {"role": role.value, "count": count}
    return of_role if side is None else of_role | {"side": str(side)}
