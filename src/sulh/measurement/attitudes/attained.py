"""
At which level an interval really is that was found by going through all ways to deal few groups out.

    groups on either end ──level_of──▶ 0.971 where four can be dealt out beside four; None where it is what was asked
    a result and an estimate of it ──attained──▶ the same

Few groups can be dealt out in few ways, and of few ways not exactly one in twenty can be refused. How that is put into
words is not here.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import comb
from typing import Final

from sulh.measurement.attitudes.drawing import MOST_LISTED
from sulh.measurement.attitudes.findings import Estimate, How, Result, Said

WORTH_TELLING: Final = 0.005  # above the level that was asked for
_SAME: Final = 1e-9


def level_of(method: How, ends: Sequence[int], asked: float) -> float | None:
    """
    Return the level of an interval, 0 to 1; None where it is as asked, was drawn, or came about in another way.

    Args:
        method: How it came about: "signs" and "randomisation" go through all ways.
        ends: How many groups there are on either end of a comparison; of a change, on its one end.
        asked: The level that was asked for.

    >>> round(level_of("randomisation", (4, 4), 0.95), 4)
    0.9714
    >>> level_of("robust", (40, 40), 0.95)
    """
    if method == "signs":
        ways, unit = 2 ** sum(ends), 2
    elif method == "randomisation" and len(ends) == len(("participants", "compared")):
        ways, unit = comb(sum(ends), ends[0]), 2 if ends[0] == ends[1] else 1
    else:
        return None
    if ways > MOST_LISTED:
        return None
    refused = int((1 - asked) * ways / unit + _SAME) * unit
    level = 1 - refused / ways
    return level if level > asked + WORTH_TELLING else None


def attained(one: Result, found: Said, *, side: str | None = None, group: str = "") -> float | None:
    """
    Return the level of an interval of a result; None as `level_of`, and where nothing could be said.

    Args:
        one: The result, which says how many groups there are on either end of a comparison.
        found: The estimate.
        side: Of one side alone.
        group: Of which group a change is; empty for what compares two.
    """
    if not isinstance(found, Estimate):
        return None
    changes = [each.found.clusters for each in one.changes if each.side == side]
    ends = [found.clusters] if group or one.kind == "change" else changes
    return level_of(found.method, ends, found.level) if sum(ends) == found.clusters else None
