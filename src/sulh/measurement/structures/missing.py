"""
Missing ties are the rule: what the index could be if a share of all ties were not known.

    external, internal, share m ──bounds──▶ Missing
        all unknown ties inside a side    index·(1 − m) − m
        all unknown ties across           index·(1 − m) + m
        missing at random                 the middle 95 in 100 of what the unknown ones could be

The two worst cases hold whatever hides ties. The range at random takes the unknown ties for ones like the known ones
and, before any is known, every mix of the two for as likely; ties are whole, and their number is rounded up.
Whether a worst case is possible, with so few pairs left to tie, is not asked: the bounds are rather wide than wrong.
"""

from __future__ import annotations

from math import ceil
from typing import Final

import numpy as np
from scipy.special import betaln, gammaln

from sulh.model.structures import DECIMALS, Missing

SHARES: Final = (0.0, 0.1, 0.2, 0.3)
USUAL: Final = np.array((0.025, 0.975))


def bounds(external: int, internal: int, share: float) -> Missing:
    """
    Bound the index with a share of ties missing.

    Args:
        external: Known ties across, and
        internal: inside; together at least one.
        share: Of all ties, known and unknown; 0 <= share < 1.

    >>> bounds(2, 3, 0.2)
    Missing(share=0.2, all_internal=-0.36, all_external=0.04, random_low=-0.36, random_high=0.04)
    """
    ties = external + internal
    index = (external - internal) / ties
    least, most = index * (1 - share) - share, index * (1 - share) + share
    unknown = ceil(ties * share / (1 - share) - 1e-9)
    across = external + _usual(external, internal, unknown)
    low, high = np.clip((2 * across - ties - unknown) / (ties + unknown), least, most)
    told = [round(float(one), DECIMALS) for one in (least, most, low, high)]
    return Missing(share, *told)


def _usual(external: int, internal: int, unknown: int) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """Return the ends of the middle 95 in 100 of how many of the unknown ties go across."""
    across = np.arange(unknown + 1)
    ways = gammaln(unknown + 1) - gammaln(across + 1) - gammaln(unknown - across + 1)
    chance = ways + betaln(across + external + 1, unknown - across + internal + 1) - betaln(external + 1, internal + 1)
    return np.searchsorted(np.exp(chance).cumsum(), USUAL).clip(max=unknown)


def turns_at(index: float, low: float, high: float) -> float:
    """
    Return the smallest share of missing ties with which the index could lie where chance puts it.

    Args:
        index: What was found.
        low: Where the range of chance begins, and
        high: where it ends: 95 in 100 of the ways to deal the sides lie between. It is taken to stay as it is.

    >>> turns_at(-0.6, -0.2, 0.6), turns_at(-0.2, -0.2, 0.6)
    (0.25, 0.0)
    """
    apart = max(low - index, index - high, 0.0)
    room = 1 + index if index > high else 1 - index
    return round(apart / room, DECIMALS) if apart else 0.0
