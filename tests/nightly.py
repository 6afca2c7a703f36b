"""How much is drawn: a gate's worth, or all of it where SULH_HYPOTHESIS=nightly asks for that."""

from __future__ import annotations

from typing import TypeVar

from hypothesis import settings

NIGHTLY = settings.get_current_profile_name() == "nightly"

T = TypeVar("T")


def drawn(gate: T, nightly: T) -> T:
    """
    Return how many are drawn on the gate, or on a night.

    >>> drawn(3, 3)
    3
    """
    return nightly if NIGHTLY else gate
