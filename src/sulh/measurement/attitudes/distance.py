"""
Social distance: whether closeness builds on closeness, asked before anything is summed.

    answers (people, items) ──accepts──▶ 1 = accepts    an item for which lower is better is turned round
                            ──reproducibility──▶ beside what chance alone gives
    a scale of a study      ──cumulative──▶ Cumulative        where it holds least

Who would marry one of them should also live beside one: then the number of acceptances says which they are, and may
be summed. Reproducibility is the share of answers that this number foretells; below .90 the sum means nothing, and
only the items are told.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

import numpy as np

from sulh.measurement.attitudes.findings import Cumulative
from sulh.measurement.attitudes.joining import Panel
from sulh.model.dialogue import Floats
from sulh.model.findings import DECIMALS
from sulh.model.studies import Item

ENOUGH = 0.90
FEWEST = 10  # complete answers, of one side or of all: fewer would show chance, and what a few people answered


def accepts(items: Sequence[Item], columns: Sequence[Floats]) -> Floats:
    """
    Turn answers into acceptances: 1 at the accepting end of an item's scale, else 0.

    Args:
        items: Of one scale.
        columns: Each item's answers, of one shape (...).

    Returns:
        Shape (..., items). NaN for what was not answered.
    """
    turned = [
        item.low + item.high - column if item.better == "lower" else column
        for item, column in zip(items, columns, strict=True)
    ]
    accepted = [
        np.where(np.isnan(column), np.nan, column > (item.low + item.high) / 2)
        for item, column in zip(items, turned, strict=True)
    ]
    return np.stack(accepted, axis=-1).astype(float)


def reproducibility(accepted: Floats) -> tuple[float, float, int]:
    """
    Return the share of answers that numbers of acceptances foretell, what chance gives, and of how many people.

    An error is an answer that differs from what the person's number of acceptances foretells when items are put in
    the order of how often they are accepted (ties in the order of the instrument).

    Args:
        accepted: Shape (people, items). NaN for what was not answered; people who did not answer all are left out.

    Returns:
        Two shares, NaN where nobody answered all items, and a number of people.

    Source:
        Guttman (1944), with errors as Goodenough and Edwards count them; by chance: Edwards (1957), the mean share of
        each item's more frequent answer.

    >>> whole = np.array([[1, 1, 1], [1, 1, 0], [1, 0, 0], [0, 0, 0], [0, 1, 0]], dtype=float)
    >>> reproducibility(whole)  # two of 15 answers are out of place: those of the last person
    (0.866667, 0.666667, 5)
    """
    whole = accepted[~np.isnan(accepted).any(axis=1)]
    if not len(whole):
        return np.nan, np.nan, 0
    order = np.argsort(-whole.mean(axis=0), kind="stable")
    foretold = np.arange(whole.shape[1]) < whole.sum(axis=1)[:, None]
    often = whole.mean(axis=0)
    chance = float(np.maximum(often, 1 - often).mean())
    return round(float((whole[:, order] == foretold).mean()), DECIMALS), round(chance, DECIMALS), len(whole)


def cumulative(scale: str, items: Sequence[Item], panel: Panel) -> Cumulative:
    """
    Judge whether a scale may be summed: in every wave, of all people and of each side of whom enough answered.

    What decides is where it holds least: a sum that means something on one side and nothing on the other compares
    nothing.
    """
    accepted = accepts(items, [panel.values[item.key] for item in items])
    judged = []
    for column, wave in enumerate(panel.waves):
        for at, side in [(-1, None), *enumerate(panel.sides)]:
            mine = accepted[(panel.side == at) | (at < 0), column]
            found, chance, n = reproducibility(mine)
            if n >= FEWEST:
                judged.append((found, n, wave, side, chance))
    if not judged:
        return Cumulative(scale, panel.waves[0], None, None, None, 0, summed=False)
    found, n, wave, side, chance = min(judged, key=itemgetter(0))
    return Cumulative(scale, wave, side, found, chance, n, summed=found >= ENOUGH)
