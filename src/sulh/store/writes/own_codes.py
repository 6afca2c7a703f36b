"""
The codes of an owner's seat, made by that owner alone: whoever made one could read what is hidden from them.

    new_spare ──▶ Made      a second code of the same seat; the spare before it is out
    new_first ──▶ Made      in place of the first code, which somebody saw or found

                            came in with the first      came in with the spare
    new_spare ends          the spare before            the spare before
    new_first ends          the first, and the spare    the first

Whoever saw the first code may have made a spare with it: so only the spare with which the owner is inside outlives a
new first code. What is out lets nobody in, and the sessions that began with it are over at once. Nothing is entered in
the process log: its readers may not know that there is such an owner.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import transaction

from sulh.access import Principal, Refused
from sulh.store import clock
from sulh.store.errors import Conflict
from sulh.store.models import Seat
from sulh.store.reads.own_codes import own_seat, stamp_of
from sulh.store.sealing import keyring
from sulh.vault.codes import new_code


@dataclass(frozen=True)
class Made:
    """A code in the one moment in which it exists, and its number among those of its kind."""

    generation: int
    code: str = field(repr=False)


def new_spare(principal: Principal, *, stamp: str, generation: int | None = None, by_spare: bool = False) -> Made:
    """
    Make a spare code for one's own seat; the one before it, and whoever came in with that, is out.

    Args:
        principal: An owner.
        stamp: Of the page that was opened: a form sent twice makes one code.
        generation: Number, among those of its kind, of the code that they came in with; None for any. Whoever asks in
            the moment in which that one ends makes no code that outlives it.
        by_spare: Whether that is the spare code.

    Raises:
        Refused: For everybody but an owner, and once the code that they came in with is out.
        Conflict: `own-code-made`, if a code was made meanwhile, perhaps by the same form.
        TooBusy: If the machine is testing too many codes at this moment; nothing was made.
    """
    row = _inside(principal, generation, by_spare=by_spare)
    code, digest = _drawn()
    number = row.spare_generation + 1
    _put(row, stamp, spare=digest, spare_generation=number, spare_on=clock.today())
    return Made(number, code)


def new_first(principal: Principal, *, stamp: str, by_spare: bool, generation: int | None = None) -> Made:
    """
    Make a new first code for one's own seat; the one before it, and whoever came in with that, is out.

    Args:
        principal: An owner.
        stamp: Of the page that was opened: a form sent twice makes one code.
        by_spare: Whether they came in with the spare code, which then goes on; else it is out as well.
        generation: Number, among those of its kind, of the code that they came in with; None for any.

    Raises:
        Refused: For everybody but an owner, and once the code that they came in with is out.
        Conflict: `own-code-made`, if a code was made meanwhile, perhaps by the same form.
        TooBusy: If the machine is testing too many codes at this moment; nothing was made.
    """
    row = _inside(principal, generation, by_spare=by_spare)
    code, digest = _drawn()
    number = row.generation + 1
    ended = {} if by_spare else {"spare": None, "spare_generation": row.spare_generation + 1, "spare_on": None}
    _put(row, stamp, code=digest, generation=number, **ended)
    return Made(number, code)


def _inside(principal: Principal, generation: int | None, *, by_spare: bool) -> Seat:
    """Return the seat of an owner while the code holds that they came in with; `_put` looks whether it does still."""
    row = own_seat(principal)
    if generation not in {None, row.spare_generation if by_spare else row.generation}:
        raise Refused
    return row


def _drawn() -> tuple[str, bytes]:
    """Return a code and its hash, which is made before any lock is held."""
    code = new_code(clock.random_bytes)
    return code, keyring().codes(cheap=settings.CHEAP_CODES).digest(code)


@transaction.atomic
def _put(row: Seat, stamp: str, **values: Any) -> None:
    """Keep a code if both are still as they were on the page and when they were read."""
    same = {"generation": row.generation, "spare_generation": row.spare_generation}
    if stamp != stamp_of(row) or Seat.objects.filter(pk=row.pk, left=False, **same).update(**values) != 1:
        raise Conflict("own-code-made")
