"""
Coverage: which track works at which level, a small grid for each side or each region; and what nobody covers.

    Upper Valley     Top      Middle range   Grassroots
    3 Business        2           few          no work     "few": a count too small to be shown

What is not covered has the outline of any other field, dashed, and is named in a sentence. Nothing is added up over
fields: no count that is held back can be found from others. An initiative stands in each field of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sulh.figures.drawn import Drawn, Labels, Table, name_in, text_in
from sulh.figures.fluid import Fluid
from sulh.model.initiatives import Card
from sulh.model.picture import Picture
from sulh.model.tracks import LEVELS, SECTOR_TRACKS, Level, SectorKey
from sulh.words.language import Language, language
from sulh.words.text import wrap

By = Literal["sides", "regions"]
Field = tuple[SectorKey, Level]
NAMES, COLUMN = 0.34, 0.22  # shares of the breadth
HEAD, ROW, TALL, LEADING = 52, 44, 36, 14  # pixels
LETTERS = {"name": 14, "head": 12}  # that fit one line on a telephone
NUMBER = 14  # pixels that the number of a track takes before its name
LINES = 3
FIELDS: list[Field] = [(sector.key, level) for sector in SECTOR_TRACKS for level in LEVELS]
NAMED = 3  # tracks that lack a level, named one by one
FULL = 4  # the count that fills a field, at least
PALE, DEEP = 0.1, 0.24  # how deep a field is filled: one that is covered, and what the largest count adds


@dataclass(frozen=True)
class Coverage:
    """
    The grids.

    Attributes:
        title: What they find together.
        panels: One a side or region, in the order of the picture; each with its table, and what it lacks as a note.
        notes: What stands in no grid.
    """

    title: str
    panels: tuple[Drawn, ...]
    notes: tuple[str, ...]


def coverage(picture: Picture, words: Language, labels: Labels, *, by: By = "sides", least: int = 0) -> Coverage:
    """
    Draw which track works at which level, by side or by region.

    Args:
        picture: What the reader sees.
        words: The reader's language.
        labels: Of sector tracks and levels.
        by: What a grid is of: a side, or an outermost place.
        least: The smallest count that is shown; smaller ones are "few".
    """
    words = language(words.tag)
    names = _sides(picture, words) if by == "sides" else _regions(picture, words)
    homes = {card.id: card.sides if by == "sides" else _homes(card, picture) for card in picture.cards}
    counts = {one: _counts(card for card in picture.cards if one in homes[card.id]) for one in names}
    panels = [
        _panel(name, counts[one], (words, labels), key=f"co-{number}", least=least)
        for number, (one, name) in enumerate(names.items())
    ]
    covered = [{sector for sector, _ in fields} for fields in counts.values()]
    title = _title(len(set[SectorKey].intersection(*covered)) if covered else None, words, by)
    return Coverage(title, tuple(panels), _left_out(picture.cards, homes, words))


def _sides(picture: Picture, words: Language) -> dict[str, str]:
    return {side: text_in(texts, words.tag) for side, texts in picture.sides.items()}


def _regions(picture: Picture, words: Language) -> dict[str, str]:
    named = {place.id: name_in(place.names, words.tag) for place in picture.places if place.within is None}
    used = {one for card in picture.cards for one in _homes(card, picture)}
    return {place: name for place, name in named.items() if place in used}


def _homes(card: Card, picture: Picture) -> tuple[str, ...]:
    """Return the outermost places of a card: those round its places, and those that it names itself."""
    around = {place.id: place.within for place in picture.places}
    return tuple(dict.fromkeys([*card.regions, *(_outermost(place, around) for place in card.places)]))


def _outermost(place: str, around: Mapping[str, str | None]) -> str:
    seen = [place]
    while (outer := around.get(seen[-1])) is not None and outer not in seen:
        seen.append(outer)
    return seen[-1]


def _counts(cards: Iterable[Card]) -> Counter[Field]:
    return Counter((sector, level) for card in cards for sector in card.sectors for level in card.levels)


def _title(everywhere: int | None, words: Language, by: By) -> str:
    if everywhere is None:
        return words.say("There is nothing yet to compare.")
    n = words.number(everywhere)
    if by == "sides":
        return words.say("Work with every side is shown on {n} of the nine tracks.", n=n)
    return words.say("Work in every region is shown on {n} of the nine tracks.", n=n)


def _left_out(cards: Sequence[Card], homes: Mapping[str, Sequence[str]], words: Language) -> tuple[str, ...]:
    """Say how many initiatives stand in no grid, since the reader is not shown where they belong."""
    absent = sum(not (card.sectors and card.levels and homes[card.id]) for card in cards)
    if not absent:
        return ()
    return (
        words.count(
            "{n} initiative stands in no grid: where it belongs is not shown, or nobody said.",
            "{n} initiatives stand in no grid: where they belong is not shown, or nobody said.",
            absent,
        ),
    )


def _panel(name: str, counts: Counter[Field], speech: tuple[Language, Labels], *, key: str, least: int) -> Drawn:
    words, labels = speech
    tracks = words.number(len({sector for sector, _ in counts}))
    title = words.say("{name}: work on {n} of the nine tracks", name=words.name(name), n=tracks)
    lacks = _lacks(counts, words, labels)
    told = {one: _told(counts[one], words, least) for one in FIELDS}
    rows = tuple(
        (labels.sectors[sector.key], *(told[sector.key, level] for level in LEVELS)) for sector in SECTOR_TRACKS
    )
    figure = Fluid(words, key)
    _heads(figure, labels)
    for number, sector in enumerate(SECTOR_TRACKS):
        y = HEAD + ROW * number
        figure.write(0, y + TALL / 2 + 5, words.number(sector.number), size=12)
        _name(figure, labels.sectors[sector.key], y)
        for column, level in enumerate(LEVELS):
            count = counts[sector.key, level]
            shown = count if count >= least else min(count, 1)
            _field(figure, column, y, told[sector.key, level], shown / max(*counts.values(), least, FULL))
    svg = figure.finish(HEAD + ROW * len(SECTOR_TRACKS), title=title, alternative=f"{title}. {lacks}")
    headings = (words.say("Sector track"), *(labels.levels[level] for level in LEVELS))
    return Drawn(title, f"{title}. {lacks}", svg, Table(headings, rows), (lacks,))


def _told(count: int, words: Language, least: int) -> str:
    """Return what stands in a field: a count, "few" or "no work"."""
    if not count:
        return words.say("no work")
    return words.number(count) if count >= least else words.say("few")


def _lacks(counts: Counter[Field], words: Language, labels: Labels) -> str:
    """Name in one sentence what is not covered: whole tracks first, then levels of others."""
    absent = {sector.key: [level for level in LEVELS if not counts[sector.key, level]] for sector in SECTOR_TRACKS}
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


def _field(figure: Fluid, column: int, y: float, told: str, share: float) -> None:
    """Draw a field: how much of the largest count, and its word."""
    start = NAMES + COLUMN * column + 0.008
    look = (
        f'fill-opacity="{PALE + DEEP * share:.2f}"'
        if share
        else 'fill="none" stroke="currentColor" stroke-dasharray="3 3" stroke-opacity=".55"'
    )
    figure.box(start, start + COLUMN - 0.016, (y, y + TALL), f'rx="4" {look}')
    heavy = ' font-weight="600"' if share else ' fill-opacity=".85"'
    figure.write(_middle(column), y + TALL / 2 + 5, told, anchor="middle", size=15 if share else 13, more=heavy)
