"""
What changed beside what changed, on one axis of days: panels below one another, each with scales of its own.

                     2025            2026
    Attitudes      ├──●──┤        ├──●──┤          an interval at each day on which something was measured
    Structures        ▪               ▪
    Agreements      ┃             ┃                a band that coders leave open, without a mark in it
    ────────────────┼───────┼───────────
    What went on      ◆ round    ▲ release         signs of what happened meanwhile

No two scales are joined, nothing is summed across panels, and no line leads from one panel to another: that two things
moved at the same time says nothing about why. A series without a measurement says so in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sulh.figures import marks
from sulh.figures.canvas import wrapped
from sulh.figures.days import Days
from sulh.figures.drawn import Drawn, Table
from sulh.figures.fluid import LETTER, PHONE, Fluid, breadth
from sulh.words.language import Language, language
from sulh.words.text import wrap

KEY = "pn"
TOP, NAME, TALL, APART, SIGN = 40, 26, 64, 20, 36  # pixels: the axis, a name, a scale, between two, a row of signs
LETTERS = 40  # of a line on a telephone
LINES, LEADING = 3, 18  # of a name at most, and pixels between them; the table beside has all of it
LEAST = 20  # letters of a line, whatever stands beside it
NEAR = 0.93  # where a word that begins there has no room any more
YEAR = 12  # months; with longer steps an axis names years alone


@dataclass(frozen=True)
class Dot:
    """
    What was found on a day.

    Attributes:
        low, high: The ends of its interval or band, on the scale of its series.
        middle: The estimate in it; None where there is a band alone.
        told: The same in words, for the table.
    """

    on: date
    low: float
    high: float
    middle: float | None
    told: str


@dataclass(frozen=True)
class Series:
    """
    One thing that is measured again and again.

    Attributes:
        side: Number of the side's mark; None for what is of no side.
        scale: The lowest and the highest value, and what each means in words.
    """

    name: str
    dots: tuple[Dot, ...]
    scale: tuple[float, float]
    ends: tuple[str, str]
    side: int | None = None


@dataclass(frozen=True)
class Panel:
    """A family of changes; where it has no series, `empty` says what is missing."""

    name: str
    series: tuple[Series, ...]
    empty: str


@dataclass(frozen=True)
class Sign:
    """Something that went on, from a day to a day."""

    name: str
    start: date
    end: date


def panels(found: Sequence[Panel], signs: Sequence[Sign], today: date, words: Language, title: str) -> Drawn:
    """
    Draw panels below one another.

    Args:
        found: The panels, in their order.
        signs: What went on meanwhile, one a row.
        today: The last day that is certain to be on the axis.
        words: The reader's language.
        title: What stands above the figure.
    """
    words = language(words.tag)
    days = Days.round(_days(found, signs), today)
    alternative = " ".join([f"{title}.", *(_told(panel, words) for panel in found)])
    figure = Fluid(words, KEY)
    y = float(TOP)
    for panel in found:
        y = _panel(figure, panel, days, y)
    y = _signs(figure, signs, days, y)
    below = Fluid(words, KEY)
    _axis(below, days, y)
    figure.parts[:0] = below.parts
    svg = figure.finish(y + 8, title=title, alternative=alternative, shared=(_shapes(),))
    return Drawn(title, alternative, svg, _table(found, words))


def _days(found: Iterable[Panel], signs: Iterable[Sign]) -> list[date]:
    measured = [dot.on for panel in found for series in panel.series for dot in series.dots]
    return [*measured, *(day for sign in signs for day in (sign.start, sign.end))]


def _told(panel: Panel, words: Language) -> str:
    if not panel.series:
        return words.say("{name}: {text}", name=panel.name, text=panel.empty)
    last = [words.say("{name}: {text}", name=one.name, text=one.dots[-1].told) for one in panel.series if one.dots]
    return words.say("{name}: {text}", name=panel.name, text=words.listing(last)) + "."


def _shapes() -> str:
    """Return the marks of the sides, and one for what is of no side."""
    outlines = "".join(f'<path id="{KEY}-{number}" d="{path}"/>' for number, path in enumerate(marks.OUTLINES))
    return outlines + f'<g id="{KEY}-none"><circle r="4.5"/></g>'


def _axis(figure: Fluid, days: Days, y: float) -> None:
    words, short, said = figure.words, days.step < YEAR, None
    for tick in days.ticks:
        share = days.at(tick)
        figure.line(share, share, (TOP - 6, y), 'stroke-opacity=".18"')
        if share < NEAR:
            name = words.month(tick) if short else words.year(tick)
            figure.write(share, TOP - 10, name, size=13, more=' fill-opacity=".8"', shift=1)
            if short and said != tick.year:
                figure.write(share, TOP - 25, words.year(tick), size=13, more=' fill-opacity=".8"', shift=1)
                said = tick.year


def _panel(figure: Fluid, panel: Panel, days: Days, y: float) -> float:
    """Draw a panel; return where the next may begin."""
    figure.line(0, 1, (y, y), 'stroke-opacity=".5" stroke-width="1.5"')
    y = _name(figure, panel.name, y + 20, size=16, more=' font-weight="600"') + NAME - 20
    if not panel.series:
        for line in wrap(panel.empty, LETTERS):
            y += 19
            figure.write(0, y, line, size=13)
        return y + APART
    for series in panel.series:
        y = _series(figure, series, days, y)
    return y + APART / 2


def _series(figure: Fluid, series: Series, days: Days, y: float) -> float:
    beside = breadth(series.ends[1], 12) + 12  # the end of the scale stands beside the last line
    y = _name(figure, series.name, y + 18, room=PHONE - beside) + NAME - 18
    for place, end in ((y, series.ends[1]), (y + TALL, series.ends[0])):
        figure.line(0, 1, (place, place), 'stroke-opacity=".25" stroke-dasharray="2 3"')
        figure.write(1, place - 3, end, size=12, anchor="end", more=' fill-opacity=".8"')
    if series.scale[0] < 0 < series.scale[1]:  # whether an interval reaches nothing is what a reader looks for
        nothing = _height(0.0, series) * TALL + y
        figure.line(0, 1, (nothing, nothing), 'stroke-opacity=".5"')
        figure.write(1, nothing - 3, figure.words.number(0), size=12, anchor="end", more=' fill-opacity=".8"')
    kind = "" if series.side is None else marks.kind(series.side)
    figure.parts.append(f'<g class="{kind}">' if kind else "<g>")
    for dot in series.dots:
        _dot(figure, dot, series, days, y)
    figure.parts.append("</g>")
    return y + TALL + APART


def _name(
    figure: Fluid,
    name: str,
    y: float,
    *,
    share: float = 0,
    anchor: str = "start",
    room: float = PHONE,
    size: int = 14,
    more: str = "",
) -> float:
    """Write a name in lines that have room on a telephone, three at most; return where the last of them stands."""
    lines = wrapped(name, max(int(room * 14 / (LETTER * size)), LEAST), lines=LINES)
    for number, line in enumerate(lines):
        figure.write(share, y + LEADING * number, line, size=size, anchor=anchor, more=more)
    return y + LEADING * (len(lines) - 1)


def _dot(figure: Fluid, dot: Dot, series: Series, days: Days, y: float) -> None:
    """Draw an interval as a line with its estimate on it, or a band without one as a broad line."""
    along = days.at(dot.on)
    low, high = (_height(value, series) * TALL + y for value in (dot.low, dot.high))
    if dot.middle is None:
        figure.line(along, along, (high - 1.5, low + 1.5), 'stroke-width="9" stroke-opacity=".55"')
        return
    figure.line(along, along, (high - 0.5, low + 0.5), 'stroke-width="2.5" stroke-linecap="round"')
    name = "none" if series.side is None else str(series.side % marks.OPEN_FROM)
    figure.mark(name, along, _height(dot.middle, series) * TALL + y)


def _height(value: float, series: Series) -> float:
    """Return how far below the top of its scale a value lies, from 0 to 1."""
    low, high = series.scale
    return 1 - min(max((value - low) / (high - low), 0.0), 1.0)


def _signs(figure: Fluid, signs: Sequence[Sign], days: Days, y: float) -> float:
    if not signs:
        return y
    figure.line(0, 1, (y, y), 'stroke-opacity=".5" stroke-width="1.5"')
    figure.write(0, y + 20, figure.words.say("What went on meanwhile"), size=16, more=' font-weight="600"')
    y += NAME + 6
    for sign in signs:
        start, end = days.at(sign.start), days.at(sign.end)
        figure.box(start, max(end, start + 0.01), (y + 4, y + 10), 'fill-opacity=".7"')
        begins, ends = start, max(end, start + 0.01)
        anchor, share, room = ("start", begins, 1 - begins) if 1 - begins >= ends else ("end", ends, ends)
        y = _name(figure, sign.name, y + 26, share=share, anchor=anchor, room=room * PHONE, size=13) + SIGN - 26
    return y + 4


def _table(found: Iterable[Panel], words: Language) -> Table:
    heads = (words.say("What was measured"), words.say("Day"), words.say("What was found"))
    rows = [
        (words.say("{name}: {text}", name=panel.name, text=series.name), words.when(dot.on.isoformat()), dot.told)
        for panel in found
        for series in panel.series
        for dot in series.dots
    ]
    return Table(heads, tuple(rows))
