"""
The map of places: how many initiatives work where, on the outlines of the earth, as far as owners let it be seen.

    ◉ Aleppo (4)        a ring as large as the count; its place, then how many
    ◌ Raqqa             no work is shown

The map is the same in every language but for its words: east is never on the left. Names stand beside the marks where
there is room, all of them in the table. A place without coordinates is named in a note. Places near one another are
drawn from near: outlines are too rough for that, and a grid says how far it is from one to the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from sulh.figures.beside import Box, Named, written
from sulh.figures.canvas import text_line
from sulh.figures.drawn import Drawn, Table, name_in, shown, told
from sulh.figures.earth import Window
from sulh.figures.fluid import PHONE, breadth
from sulh.model.actors import Place
from sulh.model.outlines import Outlines, Point
from sulh.words.language import Language, language
from sulh.words.text import isolate, shorten

DESK = 828  # pixels; `PHONE` is the other size
MOST = 150  # marks; places with work come before others
EMPTY, BASE, GROWS, LARGEST = 3.5, 4.0, 3.0, 20.0  # radius of a mark: without work, and for the root of a count
LETTERS = 26  # of a name
SMALL, CORNER = 12, 12  # pixels: letters of a length, and how far it stands from the corner
Counts = Mapping[str, int | None]


@dataclass(frozen=True)
class Entry:
    """A place with its name, what may be drawn of its count, and what is said of it."""

    place: Place
    name: str
    count: int
    said: str


@dataclass(frozen=True)
class Spot(Named):
    """A place on the map: its words, where its middle lies, how large its ring is, and whether somebody works there."""

    work: bool


def places_map(
    places: Sequence[Place],
    counts: Counts,
    words: Language,
    outlines: Outlines,
    *,
    width: int = PHONE,
    floor: bool = False,
    key: str = "pl",
) -> Drawn:
    """
    Draw how many initiatives work where.

    Args:
        places: As the reader may see them.
        counts: Of initiatives, by id of the place; None where a count is too small to be told.
        words: The reader's language.
        outlines: From `sulh.formats.outlines`.
        width: In pixels: `PHONE` or `DESK`.
        floor: Whether counts are told as "so many or more".
        key: Begins every id, so that two sizes can stand on one page.
    """
    words = language(words.tag)
    entries = _entries(places, counts, words, floor=floor)
    placed = [(entry, point) for entry in entries if (point := _point(entry.place)) is not None][:MOST]
    title, table = _title(entries, words), _table(entries, words)
    if not placed:
        return Drawn(title, title, "", table, tuple(_notes(entries, 0, words)))
    window = Window.round([point for _, point in placed], width)
    beside = table, (*_notes(entries, len(placed), words), _of_window(window, words))
    spots = [_spot(entry, window.at(point)) for entry, point in placed]
    listed = words.listing([isolate(spot.name) for spot in spots if spot.work] or [words.say("no work")])
    alternative = words.together([title, words.say("On the map: {places}.", places=listed)])
    return Drawn(title, alternative, _drawing(window, spots, outlines, words, (key, title, alternative)), *beside)


def _entries(places: Sequence[Place], counts: Counts, words: Language, *, floor: bool) -> list[Entry]:
    """Return all places, those with most work first."""
    entries = []
    for place in places:
        count = counts.get(place.id, 0)
        entries.append(Entry(place, name_in(place.names, words.tag), shown(count), told(count, words, floor=floor)))
    return sorted(entries, key=lambda entry: (-entry.count, entry.place.id))


def _point(place: Place) -> Point | None:
    if place.latitude is None or place.longitude is None:
        return None
    return place.longitude, place.latitude


def _spot(entry: Entry, at: Point) -> Spot:
    name = shorten(entry.name, LETTERS)
    if not entry.count:
        return Spot(name, at, EMPTY, work=False)
    return Spot(f"{name} ({entry.said})", at, min(BASE + GROWS * sqrt(entry.count), LARGEST), work=True)


def _title(entries: Sequence[Entry], words: Language) -> str:
    if not entries:
        return words.say("No place is shown to you so far.")
    used = words.number(sum(entry.count > 0 for entry in entries))
    return words.count(
        "Work is shown in {used} of {n} place.", "Work is shown in {used} of {n} places.", len(entries), used=used
    )


def _table(entries: Sequence[Entry], words: Language) -> Table:
    names = {entry.place.id: entry.name for entry in entries}
    headings = words.say("Place"), words.say("Lies in"), words.say("Initiatives")
    return Table(headings, tuple((one.name, names.get(one.place.within or "", ""), one.said) for one in entries))


def _notes(entries: Sequence[Entry], drawn: int, words: Language) -> list[str]:
    """Return which places with work are not on the map, and how many others are not."""
    without = [words.name(entry.name) for entry in entries if entry.count and _point(entry.place) is None]
    notes = [words.say("Not on the map: {places}.", places=words.listing(without))] if without else []
    more = sum(_point(entry.place) is not None for entry in entries) - drawn
    if more:
        notes.append(
            words.count("{n} more place stands in the table alone.", "{n} more places stand in the table alone.", more)
        )
    return notes


def _of_window(window: Window, words: Language) -> str:
    """Return whose the outlines are; where none are drawn, why."""
    if window.close:
        return words.say("So near, no outlines are drawn: they would be too rough.")
    return words.say("Outlines: Natural Earth. The borders it draws settle nothing.")


def _drawing(
    window: Window, spots: Sequence[Spot], outlines: Outlines, words: Language, said: tuple[str, str, str]
) -> str:
    (key, title, alternative), wide, tall = said, window.width, window.height
    frame = f'width="{wide}" height="{tall}"'
    ground, kept = _grid(window, words) if window.close else (_outlines(window, outlines), [])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {tall}" width="{wide}" lang="{words.tag}" '
        f'direction="{words.direction}" fill="currentColor" role="img" aria-labelledby="{key}-title {key}-all">'
        f'<title id="{key}-title">{text_line(title)}</title><desc id="{key}-all">{text_line(alternative)}</desc>'
        f'<svg {frame} overflow="hidden">{ground}</svg>'
        f'<rect {frame} fill="none" stroke="currentColor" stroke-opacity=".4"/>'
        f"{''.join(map(_ring, spots))}{''.join(written(spots, (wide, tall), words, kept=kept))}</svg>\n"
    )


def _outlines(window: Window, outlines: Outlines) -> str:
    return (
        f'<path d="{window.land(outlines)}" fill-opacity=".09"/>'
        f'<path d="{window.borders(outlines)}" fill="none" stroke="currentColor" stroke-opacity=".35"/>'
    )


def _grid(window: Window, words: Language) -> tuple[str, list[Box]]:
    """Return a grid of whole kilometres with the length of a square, and the room that this takes from names."""
    step, wide, tall = window.pixels(window.step), window.width, window.height
    ways = [f"M{x:.0f} 0V{tall}" for x in _lines(wide, step)]
    ways += [f"M0 {tall - y:.0f}H{wide}" for y in _lines(tall, step)]
    said = words.say("{n} km", n=words.number(window.step))
    left, right, foot = CORNER, round(CORNER + step), tall - CORNER
    middle, half = (left + right) / 2, max(right - left, breadth(said, SMALL)) / 2
    ground = (
        f'<path d="{"".join(ways)}" fill="none" stroke="currentColor" stroke-opacity=".12"/>'
        f'<path d="M{left} {foot - 5}v5H{right}v-5" fill="none" stroke="currentColor" stroke-width="1.5"/>'
        f'<text x="{middle:.0f}" y="{foot - 7}" text-anchor="middle" font-size="{SMALL}">{text_line(said)}</text>'
    )
    return ground, [(middle - half, foot - 8.0 - SMALL, middle + half, float(foot))]


def _lines(size: int, step: float) -> list[float]:
    """Return where lines stand that are so far apart, from the corner on."""
    return [CORNER + number * step for number in range(int((size - CORNER) / step) + 1)]


def _ring(spot: Spot) -> str:
    (x, y), r = spot.at, spot.radius
    place = f'cx="{x:.0f}" cy="{y:.0f}"'
    if not spot.work:
        return f'<circle {place} r="{r:g}" fill="none" stroke="currentColor" stroke-dasharray="2 2"/>'
    ring = f'<circle {place} r="{r:.1f}" fill-opacity=".2" stroke="currentColor" stroke-width="1.5"/>'
    return f'{ring}<circle {place} r="2"/>'
