"""
Coverage: which track works at which level, a small grid for each side or each region; and what nobody covers.

    Upper Valley     Top      Middle range   Grassroots
    3 Business        2           few          no work     "few": a count too small to be shown

What is not covered has the size of any other field, its outline dashed, and is named in a sentence. Nothing is added up
over fields: no count that is held back can be found from others. Nothing is counted here: see `sulh.coordination`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sulh.figures.drawn import Drawn, Labels, Table, shown, told
from sulh.figures.fluid import Fluid
from sulh.model.tracks import LEVELS, SECTOR_TRACKS, Level, SectorKey
from sulh.words.language import Language, language
from sulh.words.text import wrap

By = Literal["sides", "regions"]
Field = tuple[SectorKey, Level]
Counts = Mapping[Field, int | None]
NAMES, COLUMN = 0.34, 0.22  # shares of the breadth
HEAD, ROW, TALL, LEADING = 52, 44, 36, 14  # pixels
LETTERS = {"name": 16, "head": 13}  # that fit one line on a telephone
NUMBER = 14  # pixels that the number of a track takes before its name
LINES = 3
FIELDS: list[Field] = [(sector.key, level) for sector in SECTOR_TRACKS for level in LEVELS]
NAMED = 3  # tracks that lack a level, named one by one
FULL = 4  # the count that fills a field, at least
PALE, DEEP = 0.1, 0.24  # how deep a field is filled: one that is covered, and what the largest count adds


@dataclass(frozen=True)
class Panel:
    """What a grid is of, and how many initiatives work in each field; None where a count is too small to be told."""

    name: str
    counts: Counts


@dataclass(frozen=True)
class Coverage:
    """
    The grids.

    Attributes:
        title: What they find together.
        panels: One a side or region; each with its table, and what it lacks as a note.
    """

    title: str
    panels: tuple[Drawn, ...]


def grids(
    panels: Sequence[Panel], words: Language, labels: Labels, *, by: By = "sides", floor: bool = False
) -> Coverage:
    """
    Draw which track works at which level, by side or by region.

    Args:
        panels: In neutral order.
        words: The reader's language.
        labels: Of sector tracks and levels.
        by: What a panel is of.
        floor: Whether counts are told as "so many or more".
    """
    words = language(words.tag)
    drawn = [_panel(panel, (words, labels), key=f"co-{number}", floor=floor) for number, panel in enumerate(panels)]
    covered = [{sector for (sector, _), count in panel.counts.items() if count != 0} for panel in panels]
    title = _title(len(set[SectorKey].intersection(*covered)) if covered else None, words, by)
    return Coverage(title, tuple(drawn))


def _title(everywhere: int | None, words: Language, by: By) -> str:
    if everywhere is None:
        return words.say("There is nothing yet to compare.")
    n = words.number(everywhere)
    if by == "sides":
        return words.say("Work with every side is shown on {n} of the nine tracks.", n=n)
    return words.say("Work in every region is shown on {n} of the nine tracks.", n=n)


def _panel(panel: Panel, speech: tuple[Language, Labels], *, key: str, floor: bool) -> Drawn:
    (words, labels), counts = speech, {one: panel.counts.get(one, 0) for one in FIELDS}
    tracks = words.number(len({sector for (sector, _), count in counts.items() if count != 0}))
    title = words.say("{name}: work on {n} of the nine tracks", name=words.name(panel.name), n=tracks)
    lacks = _lacks(counts, words, labels)
    said = {one: told(counts[one], words, floor=floor) for one in FIELDS}
    rows = tuple(
        (labels.sectors[sector.key], *(said[sector.key, level] for level in LEVELS)) for sector in SECTOR_TRACKS
    )
    figure = Fluid(words, key)
    _heads(figure, labels)
    _fields(figure, labels, counts, said)
    svg = figure.finish(HEAD + ROW * len(SECTOR_TRACKS), title=title, alternative=f"{title}. {lacks}")
    headings = (words.say("Sector track"), *(labels.levels[level] for level in LEVELS))
    return Drawn(title, f"{title}. {lacks}", svg, Table(headings, rows), (lacks,))


def _fields(figure: Fluid, labels: Labels, counts: Counts, said: Mapping[Field, str]) -> None:
    largest = max(*(shown(count) for count in counts.values()), FULL)
    for number, sector in enumerate(SECTOR_TRACKS):
        y = HEAD + ROW * number
        figure.write(0, y + TALL / 2 + 5, figure.words.number(sector.number), size=12)
        _name(figure, labels.sectors[sector.key], y)
        for column, level in enumerate(LEVELS):
            one = (sector.key, level)
            _field(figure, column, y, said[one], shown(counts[one]) / largest)


def _lacks(counts: Counts, words: Language, labels: Labels) -> str:
    """Name in one sentence what is not covered: whole tracks first, then levels of others."""
    absent = {sector.key: [level for level in LEVELS if counts[sector.key, level] == 0] for sector in SECTOR_TRACKS}
    whole = [labels.sectors[sector] for sector, levels in absent.items() if len(levels) == len(LEVELS)]
    parts = [
        words.say("{track} ({levels})", track=labels.sectors[one], levels=_levels(levels, words, labels))
        for one, levels in absent.items()
        if 0 < len(levels) < len(LEVELS)
    ]
    said = []
    if whole:
        said.append(words.say("Not covered at any level: {tracks}.", tracks=words.listing(whole)))
    if 0 < len(parts) <= NAMED:
        said.append(words.say("Not covered in part: {tracks}.", tracks=words.listing(parts)))
    elif parts:
        n = len(parts)
        said.append(words.count("{n} track is covered in part.", "{n} tracks are covered in part.", n))
    return words.together(said or [words.say("Every track is covered at every level.")])


def _levels(levels: Sequence[Level], words: Language, labels: Labels) -> str:
    return words.listing([labels.levels[level] for level in levels])


def _heads(figure: Fluid, labels: Labels) -> None:
    for column, level in enumerate(LEVELS):
        lines = wrap(labels.levels[level], LETTERS["head"])[:LINES]
        for number, line in enumerate(lines):
            y = HEAD - 10 - LEADING * (len(lines) - 1 - number)
            figure.write(_middle(column), y, line, size=12, anchor="middle")


def _name(figure: Fluid, name: str, y: float) -> None:
    lines = wrap(name.replace("/", "/ "), LETTERS["name"])[:LINES]
    for number, line in enumerate(lines):
        figure.write(0, y + TALL / 2 + 5 - LEADING * ((len(lines) - 1) / 2 - number), line, size=12, shift=NUMBER)


def _middle(column: int) -> float:
    return NAMES + COLUMN * (column + 0.5)


def _field(figure: Fluid, column: int, y: float, word: str, share: float) -> None:
    """Draw a field: how much of the largest count, and its word."""
    start = NAMES + COLUMN * column + 0.008
    look = (
        f'fill-opacity="{PALE + DEEP * share:.2f}"'
        if share
        else 'fill="none" stroke="currentColor" stroke-dasharray="3 3" stroke-opacity=".55"'
    )
    figure.box(start, start + COLUMN - 0.016, (y, y + TALL), f'rx="4" {look}')
    heavy = ' font-weight="600"' if share else ' fill-opacity=".85"'
    figure.write(_middle(column), y + TALL / 2 + 5, word, anchor="middle", size=15 if share else 13, more=heavy)
