"""
The timeline by track: what goes on when, with the official process on top.

                    2025        2026   ¦ today
    Official process  ██████   ▒▒▒▒▒▒▒▒¦        a round; then "stalled since": an opening
    3 Business          ▇▇▇▇▇▇▇▇▇▇▇▇░░░¦░       an end that nobody said fades
    7 Religion            ▇▇▇▇●▇▇◆     ¦        sessions, public events and delicate days below the bar

An initiative stands in the lane of each of its sector tracks. From `MANY` bars on a lane shows how many were at work in
each part of the time instead. What has no time for the reader is named in a note. Which bars stand in which lane,
`lanes` says; the rows of the table stand in `tracks_table`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sulh.figures.days import Days
from sulh.figures.drawn import Drawn, Labels
from sulh.figures.fluid import PHONE, Fluid, breadth
from sulh.figures.lanes import Bar, Lane, at_work, days_in, lanes_of
from sulh.figures.tracks_table import notes, table, title_of
from sulh.model.initiatives import OCCASIONS, Moment, Occasion
from sulh.model.picture import Picture
from sulh.words.language import Language, language, mark
from sulh.words.text import isolate, shorten, wrap

MANY = 60  # bars; with more, lanes show counts
KEY = "tl"
TOP, HEAD, ROW, COUNTS, FOOT = 40, 30, 40, 34, 30  # pixels: the axis, a lane's name, its rows, what is below
LETTERS = 38  # of a label on a telephone
APART = 10 / PHONE  # between two bars of a row
THIN = 0.012  # the shortest bar
YEAR = 12  # months; with longer steps an axis names years alone
ASIDE, LAST = 0.9, 0.93  # where a word centred on its place, or one that begins there, has no room any more
OCCASION_WORDS: dict[Occasion, str] = {
    "session": mark("session"),
    "public_event": mark("public event"),
    "delicate": mark("delicate days"),
}
SHAPES = (
    f'<g id="{KEY}-session"><circle r="3.2"/></g><g id="{KEY}-public_event"><path d="M0-4.6L4.6 0L0 4.6L-4.6 0z"/></g>'
    f'<g id="{KEY}-delicate"><path d="M-4.5-3.2H4.5V-.8H-4.5zM-4.5 .8H4.5V3.2H-4.5z"/></g>'
    f'<pattern id="{KEY}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path d="M0 0V6" stroke="currentColor" stroke-width="2.4"/></pattern>'
)


@dataclass(frozen=True)
class Label:
    """The words of a bar: from edge to edge on a telephone, and from which edge on a broader page."""

    text: str
    start: float
    end: float
    from_start: bool


def timeline(picture: Picture, words: Language, labels: Labels) -> Drawn:
    """
    Draw what goes on when, track by track.

    Args:
        picture: What the reader sees.
        words: The reader's language.
        labels: Of the sector tracks.
    """
    words = language(words.tag)
    lanes = lanes_of(picture, words, labels)
    title = title_of(picture, words)
    beside = table(picture, words, labels), notes(picture, words)
    if not lanes:
        return Drawn(title, title, "", *beside)
    days = Days.round(days_in(lanes), picture.today)
    said = [title, *(_told(lane, words) for lane in lanes), words.say("The table beside it says the same in words.")]
    return Drawn(title, " ".join(said), _drawing(lanes, days, picture.today, words, (title, " ".join(said))), *beside)


def _told(lane: Lane, words: Language) -> str:
    if lane.official:
        return words.say("{lane}: {bars}.", lane=lane.name, bars=words.listing([bar.label for bar in lane.bars]))
    return words.count("{lane}: {n} initiative.", "{lane}: {n} initiatives.", len(lane.bars), lane=lane.name)


def _drawing(lanes: Sequence[Lane], days: Days, today: date, words: Language, said: tuple[str, str]) -> str:
    figure = Fluid(words, KEY)
    crowded = sum(len(lane.bars) for lane in lanes if not lane.official) > MANY
    y = float(TOP)
    for lane in lanes:
        y = _lane(figure, lane, (days, today), y, counts=crowded and not lane.official)
    below = Fluid(words, KEY)
    _grid(below, days, today, y)
    figure.parts[:0] = below.parts
    y = _legend(figure, lanes, y + FOOT, crowded=crowded)
    return figure.finish(y, title=said[0], alternative=said[1], shared=(SHAPES, _fades(words)))


def _fades(words: Language) -> str:
    """Return the two ways in which a bar fades: after what is known, and before it."""
    made = []
    for name, forward in (("after", not words.leftward), ("before", words.leftward)):
        first, last = (".6", "0") if forward else ("0", ".6")
        stops = "".join(
            f'<stop offset="{place}" stop-color="currentColor" stop-opacity="{look}"/>'
            for place, look in ((0, first), (1, last))
        )
        made.append(f'<linearGradient id="{KEY}-{name}">{stops}</linearGradient>')
    return "".join(made)


def _grid(figure: Fluid, days: Days, today: date, y: float) -> None:
    """Draw the marks of the axis and today's line through all lanes."""
    words, short, said = figure.words, days.step < YEAR, None
    here = days.at(today)
    for tick in days.ticks:
        share = days.at(tick)
        figure.line(share, share, (TOP - 6, y), 'stroke-opacity=".18"')
        name = words.month(tick) if short else words.year(tick)
        if share < LAST:
            figure.write(share, TOP - 10, name, size=13, more=' fill-opacity=".8"', shift=1)
            if short and said != tick.year:
                figure.write(share, TOP - 25, words.year(tick), size=13, more=' fill-opacity=".8"', shift=1)
                said = tick.year
    figure.line(here, here, (TOP - 6, y + 6), 'stroke-width="1.5" stroke-dasharray="2 3"')
    figure.write(here, y + 20, words.say("Today"), size=13, anchor="middle" if 1 - ASIDE < here < ASIDE else "end")


def _lane(figure: Fluid, lane: Lane, when: tuple[Days, date], y: float, *, counts: bool) -> float:
    """Draw a lane; return where the next may begin."""
    figure.line(0, 1, (y, y), 'stroke-opacity=".3"')
    figure.write(0, y + 19, lane.name, more=' font-weight="600"')
    y += HEAD
    if counts:
        _counts(figure, lane, when[0], y)
        return y + COUNTS
    rows = _rows(lane.bars, when[0])
    for number, row in enumerate(rows):
        for bar in row:
            _draw(figure, bar, when, y + ROW * number, official=lane.official)
    return y + ROW * len(rows) + 4


def _rows(bars: Sequence[Bar], days: Days) -> list[list[Bar]]:
    """Put bars that do not meet, their labels included, on one row: each goes to the first with room."""
    rows: list[list[Bar]] = []
    taken: list[list[tuple[float, float]]] = []
    for bar in bars:
        start, end = _extent(bar, days)
        free = (all(end + APART < low or high + APART < start for low, high in row) for row in taken)
        number = next((number for number, room in enumerate(free) if room), len(rows))
        if number == len(rows):
            rows.append([])
            taken.append([])
        rows[number].append(bar)
        taken[number].append((start, end))
    return rows


def _span(bar: Bar, days: Days) -> tuple[float, float]:
    start = days.at(bar.start) if bar.start is not None else 0.0
    end = days.at(bar.end) if bar.end is not None else 1.0
    return min(start, 1 - THIN), max(end, start + THIN)


def _label(bar: Bar, days: Days) -> Label:
    """Return where the words of a bar stand: from its start on or up to its end, whichever is nearer to it."""
    text = bar.label if bar.stalled else shorten(bar.label, LETTERS)  # that it is an opening is never cut off
    long = min(breadth(text) / PHONE, 1.0)
    start, end = _span(bar, days)
    if start - (1 - long) <= max(long - end, 0):
        first = min(start, 1 - long)
        return Label(text, first, first + long, from_start=True)
    return Label(text, max(end - long, 0), max(end, long), from_start=False)


def _extent(bar: Bar, days: Days) -> tuple[float, float]:
    start, end = _span(bar, days)
    label = _label(bar, days)
    marks = [days.at(day) for moment in bar.moments for day in (moment.start, moment.end)]
    return min(start, label.start, *marks), max(end, label.end, *marks)


def _draw(figure: Fluid, bar: Bar, when: tuple[Days, date], y: float, *, official: bool) -> None:
    days, today = when
    label = _label(bar, days)
    start, end = _span(bar, days)
    height = (y + 17, y + (27 if official else 25))
    anchor, place = ("start", label.start) if label.from_start else ("end", label.end)
    figure.write(place, y + 12, isolate(label.text), anchor=anchor)
    if bar.stalled:
        figure.box(start, end, height, f'fill="url(#{KEY}-hatch)" stroke="currentColor"')
        return
    known = end if bar.end is not None else max(start, min(days.at(today), end))
    look = 'fill-opacity=".85" rx="2"' if official else 'fill-opacity=".6" rx="2"'
    if bar.start is None:
        figure.box(start, known, height, f'fill="url(#{KEY}-before)"')
    elif known > start:
        figure.box(start, known, height, look)
    if bar.end is None:
        figure.box(known, end, height, f'fill="url(#{KEY}-after)"')
    for moment in bar.moments:
        _moment(figure, moment, days, y + 31)


def _moment(figure: Fluid, moment: Moment, days: Days, y: float) -> None:
    start, end = days.at(moment.start), days.at(moment.end)
    if end - start > THIN:
        figure.line(start, end, (y, y), 'stroke-width="1.5"')
    figure.mark(moment.occasion, (start + end) / 2, y)


def _counts(figure: Fluid, lane: Lane, days: Days, y: float) -> None:
    """Draw how many were at work in each part of the time."""
    parts = 8
    length = (days.last - days.first) / parts
    numbers = [at_work(lane, days.first + length * part, days.first + length * (part + 1)) for part in range(parts)]
    for part, number in enumerate(numbers):
        if number:
            deep = 0.1 + 0.25 * number / max(numbers)
            figure.box(part / parts, (part + 1) / parts - 0.006, (y, y + 24), f'fill-opacity="{deep:.2f}" rx="2"')
            figure.write((part + 0.5) / parts, y + 17, figure.words.number(number), anchor="middle")


def _legend(figure: Fluid, lanes: Sequence[Lane], y: float, *, crowded: bool) -> float:
    """Say what the marks mean, as far as they stand in the figure; return its end."""
    words = figure.words
    shown = {moment.occasion for lane in lanes for bar in lane.bars for moment in bar.moments} if not crowded else set()
    for occasion in (one for one in OCCASIONS if one in shown):
        y += 22
        figure.mark(occasion, 0, y - 4, shift=6)
        figure.write(0, y, words.say(OCCASION_WORDS[occasion]), size=13, shift=18)
    told = []
    if crowded:
        told.append(words.say("Numbers: how many were at work in that part of the time."))
    elif any(bar.start is None or bar.end is None for lane in lanes for bar in lane.bars):
        told.append(words.say("A bar that fades: its end is open, or not shown."))
    for line in (line for sentence in told for line in wrap(sentence, LETTERS)):
        y += 20
        figure.write(0, y, line, size=13)
    return y + 10
