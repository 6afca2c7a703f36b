"""
The lanes of the timeline: which bars stand in which, from the earliest on. `sulh.figures.tracks` draws them.

    lanes_of(picture) ── Lane ── Bar(label, start, end, moments)      the official process first, then the nine tracks
    days_in(lanes)       every day that is told in them
    at_work(lane, ...)   how many bars of a lane touch a part of the time

What names no track has a lane of its own, the last; a card of which the reader is shown no time has no bar.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sulh.figures.days import quarter
from sulh.figures.drawn import Labels
from sulh.figures.tracks_table import name_of
from sulh.model.initiatives import Card, Moment
from sulh.model.picture import OfficialRound, Picture
from sulh.model.tracks import SECTOR_TRACKS
from sulh.words.language import Language


@dataclass(frozen=True)
class Bar:
    """
    One bar of a lane.

    Attributes:
        start, end: None where nobody said, or where it is not shown.
        stalled: Whether it is hatched: a round that stands still.
    """

    label: str
    start: date | None
    end: date | None
    moments: tuple[Moment, ...] = ()
    stalled: bool = False


@dataclass(frozen=True)
class Lane:
    """One track, or the official process, with its bars from the earliest on."""

    name: str
    bars: tuple[Bar, ...]
    official: bool = False


def lanes_of(picture: Picture, words: Language, labels: Labels) -> list[Lane]:
    """Return the lanes in use: the official process, then those of the sector tracks."""
    return [*_official(picture, words), *_of_tracks(picture, words, labels)]


def _official(picture: Picture, words: Language) -> list[Lane]:
    bars = [bar for one in sorted(picture.rounds, key=lambda one: one.number) for bar in _round(one, picture, words)]
    return [Lane(words.say("Official process"), tuple(bars), official=True)] if bars else []


def _round(one: OfficialRound, picture: Picture, words: Language) -> Iterator[Bar]:
    """Yield the bar of a round, and of the time since which it stands still."""
    name = words.say("Round {number}", number=words.number(one.number))
    if one.start is not None or (one.end is not None and one.stalled_since is None):
        yield Bar(name, one.start, one.end or one.stalled_since)
    if one.stalled_since is not None:
        since = words.when(one.stalled_since.isoformat())
        label = words.say("Stalled since {day}: an opening", day=since)
        resumed = one.end is not None and one.end > one.stalled_since
        until = one.end if resumed else max(picture.today, one.stalled_since)
        yield Bar(label, one.stalled_since, until, stalled=True)


def _of_tracks(picture: Picture, words: Language, labels: Labels) -> list[Lane]:
    """Return the lanes in use in the order of the nine tracks; last, what names no track."""
    timed = [(bar, card) for card in picture.cards if (bar := _bar(card, words)) is not None]
    timed.sort(key=lambda pair: (pair[0].start or date.min, pair[0].end or date.max, pair[1].id))
    lanes = [
        Lane(
            f"{words.number(sector.number)} {labels.sectors[sector.key]}",
            tuple(bar for bar, card in timed if sector.key in card.sectors),
        )
        for sector in SECTOR_TRACKS
        if any(sector.key in card.sectors for card in picture.cards)
    ]
    unsaid = tuple(bar for bar, card in timed if not card.sectors)
    return [*(lane for lane in lanes if lane.bars), *([Lane(words.say("No track named"), unsaid)] if unsaid else [])]


def _bar(card: Card, words: Language) -> Bar | None:
    """Return the bar of a card; None where the reader is shown no time."""
    start = card.start
    if start is None and card.end is None:
        began = quarter(card.quarter or "")
        if began is None:
            return None
        start = began[0]
    return Bar(name_of(card, words), start, card.end, card.moments)


def days_in(lanes: Sequence[Lane]) -> Iterator[date]:
    """Yield every day that is told in lanes."""
    for lane in lanes:
        for bar in lane.bars:
            ends = [day for moment in bar.moments for day in (moment.start, moment.end)]
            yield from (day for day in (bar.start, bar.end, *ends) if day is not None)


def at_work(lane: Lane, start: date, end: date) -> int:
    """Return how many bars of a lane touch the time from a day to before another; an open end is no end."""
    return sum((bar.start or date.min) < end and (bar.end or date.max) >= start for bar in lane.bars)
