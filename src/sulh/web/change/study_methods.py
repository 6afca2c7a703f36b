"""
How the intervals of a result came about: by which method each, and which are wider than was asked for.

    rows, each with its estimate ──came_about──▶ one sentence for all of them, or one for each method
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from markupsafe import Markup

from sulh.measurement.attitudes import words as codes
from sulh.measurement.attitudes.findings import Estimate
from sulh.papers.page import PageLanguage
from sulh.words.language import mark

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


def _names(whose: Iterable[Markup]) -> Markup:
    return Markup(" · ").join(whose)
