"""
Epochs: when they end is set beforehand, and a round ends with its last one.

What was answered is looked at when an epoch has ended, and never before: see `sulh.store.writes.papers`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from sulh.store import clock
from sulh.store.errors import Conflict, Invalid
from sulh.store.models import Epoch, Round

MOST_EPOCHS = 20
LONGEST = timedelta(days=400)


def check_ends(ends: Sequence[datetime]) -> None:
    """
    Refuse ends that cannot be.

    Raises:
        Invalid: `ends`: `no-epochs`, `too-many-epochs`, `not-rising`, `in-the-past` or `too-far`.
    """
    now = clock.now()
    faults = (
        ("no-epochs", not ends),
        ("too-many-epochs", len(ends) > MOST_EPOCHS),
        ("not-rising", any(later <= earlier for earlier, later in pairwise(ends))),
        ("in-the-past", any(end <= now for end in ends)),
        ("too-far", any(end > now + LONGEST for end in ends)),
    )
    for code, holds in faults:
        if holds:
            raise Invalid({"ends": code})


def add_epochs(round_: Round, ends: Sequence[datetime], *, after: int = 0) -> None:
    """Add epochs with these ends, counted on from `after`."""
    Epoch.objects.bulk_create(
        [Epoch(round=round_, number=number, ends=end) for number, end in enumerate(ends, after + 1)]
    )


def current(round_: Round, now: datetime) -> Epoch | None:
    """Return the epoch that answers belong to now; None if all are over."""
    return round_.epochs.filter(ends__gt=now).order_by("number").first()


def end_now(round_: Round) -> None:
    """
    End the epoch that runs now, and drop those that would have followed.

    Raises:
        Conflict: `round-closed`, if its last epoch is over already.
    """
    now = clock.now()
    running = current(round_, now)
    if running is None or Epoch.objects.filter(pk=running.pk, ended=False, ends__gt=now).update(ends=now) != 1:
        raise Conflict("round-closed")
    round_.epochs.filter(number__gt=running.number).delete()
