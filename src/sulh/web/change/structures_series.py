"""
The index of ties over time, for figures: a mark a quarter with what missing ties could make of it, beside chance.

    series(words, days, sides)   the index, what chance gives with its usual range, the index of each side
    lines_of(words, found)       the same of what is read over time
    by_day(words, found)         the same as a table, a row a day
    by_numbers(words, found)     the same as numbers, a row a day of a series
    moved(days, what)            by how much each of them rose, at least and at most
    over_time(words, days)       series and moves for the page on which three families stand beside one another

Between two days it moved for certain if their bounds at one missing tie in five do not meet: what the figure shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from sulh.figures.panels import Dot, Series
from sulh.formats.report_head import ENDS
from sulh.measurement.beside import Moved
from sulh.model.structures import Index, OnDay
from sulh.papers.page import PageLanguage
from sulh.store.reads.structures import OverTime
from sulh.web.change.structures_telling import LIKELY, bounds, chance, names_in
from sulh.words.language import mark

INDEX: Final = mark("E–I index of ties")
CHANCE: Final = mark("What chance gives")
LINE: Final = mark(
    "The line at a mark is what one missing tie in five could make of it: marks whose lines meet do not tell of a "
    "change."
)
BESIDE_CHANCE: Final = mark(
    "Beside the index of ties stands what chance gives, with the range in which 95 of 100 ways to deal the sides anew "
    "lie: an index inside it may be chance alone, and one beyond it does not say why."
)
DRAWN: Final = 4  # sides in a figure at most


def series(words: PageLanguage, days: Sequence[OnDay], sides: Sequence[tuple[str, str, int]] = ()) -> list[Series]:
    """
    Return the index of the network, what chance gives, and the index of these sides (id, name, mark), as far as told.

    Args:
        words: The reader's.
        days: The earliest first.
        sides: Which sides, too.
    """
    ends = (words.say("all inside one side").striptags(), words.say("all across").striptags())

    def drawn(name: str, dots: Iterable[Dot | None], mark_: int | None = None) -> Series:
        return Series(name, tuple(dot for dot in dots if dot is not None), (-1.0, 1.0), ends, mark_)

    found = [drawn(words.say(INDEX).striptags(), (_dot(words, one, one.index) for one in days))]
    found.append(drawn(words.say(CHANCE).striptags(), (_chance(words, one) for one in days)))
    for side, name, mark_ in sides[:DRAWN]:
        own = ((one, index) for one in days for index in one.sides if index.of == side)
        found.append(drawn(name, (_dot(words, one, index) for one, index in own), mark_))
    return [one for one in found if one.dots]


def lines_of(words: PageLanguage, found: OverTime) -> list[Series]:
    """Return the index over time, of each side too."""
    names = names_in(words, found.sides)
    return series(words, found.days, [(side.id, names[side.id], side.mark) for side in found.sides])


def by_day(words: PageLanguage, found: Sequence[Series]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the table beside the figure: the head, and a row for each day with what every series says of it."""
    told = [{dot.on: dot.told for dot in one.dots} for one in found]
    days = sorted(set[date]().union(*told))
    rows = [(words.when(day.isoformat()), *(one.get(day, "–") for one in told)) for day in days]
    return (words.say("Day"), *(words.name(one.name) for one in found)), rows


def by_numbers(words: PageLanguage, found: Sequence[Series]) -> list[tuple[str | float | None, ...]]:
    """Return what lies behind the figure: the head, and a row for each mark with the ends of its line."""
    head = (words.say("What was measured"), words.say("Day"), *(words.say(one) for one in ENDS))
    rows = [
        (words.name(one.name), dot.on.isoformat(), dot.low, dot.middle, dot.high, dot.told)
        for one in found
        for dot in one.dots
    ]
    return [(*head, words.say("What was found")), *rows]


def _dot(words: PageLanguage, one: OnDay, index: Index) -> Dot | None:
    """Return an index as a mark with what one missing tie in five could make of it."""
    if index.value is None:
        return None
    missing = index.missing[LIKELY]
    told = words.say("{value} (between {low} and {high} if one tie in five is not known)", **bounds(words, index))
    return Dot(one.day, missing.all_internal, missing.all_external, index.value, told.striptags())


def _chance(words: PageLanguage, one: OnDay) -> Dot | None:
    """Return what chance gives as a mark with the range in which 95 of 100 ways to deal the sides lie."""
    found = one.index.chance
    if found is None:
        return None
    return Dot(one.day, found.low, found.high, found.expected, chance(words, found).striptags())


def over_time(words: PageLanguage, days: Sequence[OnDay]) -> tuple[list[Series], list[Moved]]:
    """Return the index of the network beside what chance gives, and by how much it and those of the sides rose."""
    return series(words, days), moved(days, words.say(INDEX).striptags())


def moved(days: Sequence[OnDay], what: str) -> list[Moved]:
    """
    Return by how much the index rose from the first day with one to the last, whatever one missing tie in five was.

    Args:
        days: The earliest first.
        what: What the index is called.
    """
    sides = dict.fromkeys(index.of for one in days for index in one.sides)
    of_sides = (_rise([index for one in days for index in one.sides if index.of == side], what, side) for side in sides)
    found = (_rise([one.index for one in days], what, None), *of_sides)
    return [one for one in found if one is not None]


def _rise(indexes: Iterable[Index], what: str, side: str | None) -> Moved | None:
    known = [one.missing[LIKELY] for one in indexes if one.value is not None]
    if len(known) <= 1:
        return None
    first, last = known[0], known[-1]
    low, high = last.all_internal - first.all_external, last.all_external - first.all_internal
    return Moved("structures", what, low, high, side)
