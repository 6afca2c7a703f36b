"""
How far the coders of closed codings agree, from scores as values.

    kappa     the two coders of one day        alpha     all coders of all days
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import numpy as np

from sulh.measurement.implementation.reliability import Reliability, weighted_kappa
from sulh.measurement.implementation.reliability import alpha as krippendorff_alpha
from sulh.model.implementation import Score
from sulh.store.coders import APART

SEED: Final = 2026  # of the resampling, so that a page that is loaded again says the same


def kappa(scores: Sequence[Score], day: date) -> Reliability:
    """Return how far the two coders of a day agree; what one of them cannot tell is no pair."""
    said: dict[str, dict[str, int]] = {}
    for one in scores:
        if one.on == day and one.value is not None and not one.settles:
            said.setdefault(one.stipulation, {})[one.coder] = one.value
    pairs = [(held["1"], held["2"]) for held in said.values() if len(held) == len(APART)]
    return weighted_kappa(pairs, seed=SEED)


def alpha(scores: Sequence[Score]) -> Reliability:
    """Return how far the coders of all days agree; the days of one stipulation are drawn together."""
    units: dict[tuple[str, date], list[float]] = {}
    for one in scores:
        if not one.settles:
            held = units.setdefault((one.stipulation, one.on), [np.nan] * len(APART))
            held[int(one.coder) - 1] = np.nan if one.value is None else one.value
    of = [stipulation for stipulation, _ in units]
    return krippendorff_alpha(np.array(list(units.values()), dtype=float), of=of, seed=SEED)
