"""
How the intervals of a result came about: by which method each, and at which level those of few groups really are.

    rows, each with its estimate ──came_about──▶ one sentence for all of them, or one for each method
    groups on either end ──attained──▶ 0.971 where four can be dealt out beside four; None where it is what was asked
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from math import comb
from typing import Final, NamedTuple

from markupsafe import Markup

from sulh.measurement.attitudes import words as codes
from sulh.measurement.attitudes.drawing import MOST_LISTED
from sulh.measurement.attitudes.findings import Estimate, Result, Said
from sulh.papers.page import PageLanguage
from sulh.words.language import mark

WORTH_TELLING: Final = 0.005  # above the level that was asked for
_SAME: Final = 1e-9
WIDER: Final = mark(
    "So few groups leave few ways to reckon with: this interval is one at {n}%, and wider than {level} asks for."
)


class Made(NamedTuple):
    """Of whom a figure is, the figure, and at which level its interval really is; None where it is as asked for."""

    who: Markup
    found: Estimate
    level: float | None


def came_about(words: PageLanguage, rows: Sequence[Made]) -> Iterator[Markup]:
    """Yield by which method intervals came about, of whom where there are several, and which are wider than asked."""
    methods = {row.found.method: words.say(codes.METHODS[row.found.method]) for row in rows}
    for method, text in methods.items():
        whose = _names(row.who for row in rows if row.found.method == method)
        yield text if len(methods) == 1 else words.say("{name}: {text}", name=whose, text=text)
    for level in dict.fromkeys(row.level for row in rows if row.level is not None):
        some = [row for row in rows if row.level == level]
        text = wider(words, some[0].found, level)
        yield words.say("{name}: {text}", name=_names(row.who for row in some), text=text)


def wider(words: PageLanguage, found: Estimate, level: float) -> Markup:
    """Say that an interval is one at a higher level than was asked for."""
    told = Decimal(f"{100 * level:.1f}")
    return words.say(WIDER, n=words.number(told), level=words.share(found.level))


def attained(one: Result, found: Said, *, side: str | None = None, group: str = "") -> float | None:
    """
    Return at which level an interval really is that was found by going through all ways; None where it is as asked.

    Args:
        one: The result, which says how many groups there are on either end of a comparison.
        found: The estimate.
        side: Of one side alone.
        group: Of which group a change is; empty for what compares two.
    """
    if not isinstance(found, Estimate):
        return None
    ends = [found.clusters] if group or one.kind == "change" else _ends(one, side)
    if sum(ends) != found.clusters:
        return None
    if found.method == "signs":
        ways, unit = 2**found.clusters, 2
    elif found.method == "randomisation" and len(ends) == len(("participants", "compared")):
        ways, unit = comb(sum(ends), ends[0]), 2 if ends[0] == ends[1] else 1
    else:
        return None
    if ways > MOST_LISTED:
        return None
    refused = int((1 - found.level) * ways / unit + _SAME) * unit
    level = 1 - refused / ways
    return level if level > found.level + WORTH_TELLING else None


def _ends(one: Result, side: str | None) -> list[int]:
    """Return how many groups there are among those who took part, and among those they are compared with."""
    return [each.found.clusters for each in one.changes if each.side == side]


def _names(whose: Iterable[Markup]) -> Markup:
    return Markup(" · ").join(whose)
