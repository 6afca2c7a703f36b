"""
The timeline in words: its title, its table, and what has no time for the reader.

Rounds of the official process come first, then initiatives from the earliest on. "Not shown" is a time that the owner
has not given this reader, "not known" one that nobody wrote down. Nothing is drawn here (see `sulh.figures.tracks`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sulh.figures.days import quarter
from sulh.figures.drawn import Labels, Table, text_in
from sulh.model.initiatives import TIERS, Card, Moment, Occasion
from sulh.model.picture import OfficialRound, Picture
from sulh.model.tracks import SECTOR_TRACKS
from sulh.words.language import Language, mark

ON: dict[Occasion, str] = {
    "session": mark("session: {day}"),
    "public_event": mark("public event: {day}"),
    "delicate": mark("delicate days: {day}"),
}


def name_of(card: Card, words: Language) -> str:
    """Return what a card is called, or that it is not named for this reader."""
    return text_in(card.titles, words.tag) or words.say("An initiative, not named")


def title_of(picture: Picture, words: Language) -> str:
    """Return what the timeline finds, in one or two sentences."""
    stalled = [one.stalled_since for one in picture.rounds if one.stalled_since is not None and one.end is None]
    said = []
    if picture.cards:
        tracks = words.number(len({sector for card in picture.cards for sector in card.sectors}))
        said.append(
            words.count(
                "{n} initiative, on {tracks} of the nine tracks.",
                "{n} initiatives, on {tracks} of the nine tracks.",
                len(picture.cards),
                tracks=tracks,
            )
        )
    elif picture.rounds:
        said.append(words.say("No initiative is shown to you so far."))
    if stalled:
        day = words.when(max(stalled).isoformat())
        said.append(words.say("The official process has been stalled since {day}: an opening.", day=day))
    return words.together(said) or words.say("No initiative and no official round is shown to you so far.")


def table(picture: Picture, words: Language, labels: Labels) -> Table:
    """Return the rows: what, on which tracks, from when, to when, and what takes place on which days."""
    headings = (
        words.say("What"),
        words.say("Sector tracks"),
        words.say("Begins"),
        words.say("Ends"),
        words.say("On which days"),
    )
    rounds = [_round(one, words) for one in sorted(picture.rounds, key=lambda one: one.number)]
    cards = sorted(picture.cards, key=lambda card: (_start(card) or date.max, card.end or date.max, card.id))
    return Table(headings, (*rounds, *(_card(card, words, labels) for card in cards)))


def notes(picture: Picture, words: Language) -> tuple[str, ...]:
    """Return which initiatives and rounds stand in the table alone, since no time of theirs is shown."""
    names = [name_of(card, words) for card in picture.cards if _start(card) is None and card.end is None]
    rounds = [one.number for one in picture.rounds if one.start is one.end is one.stalled_since is None]
    names += [words.say("Round {number}", number=words.number(number)) for number in sorted(rounds)]
    if not names:
        return ()
    return (words.say("Time not shown: {names}.", names=words.listing([words.name(name) for name in names])),)


def _start(card: Card) -> date | None:
    began = quarter(card.quarter or "")
    return card.start or (began[0] if began and card.end is None else None)


def _round(one: OfficialRound, words: Language) -> tuple[str, ...]:
    unknown = words.say("not known")
    days = ""
    if one.stalled_since is not None:
        days = words.say("Stalled since {day}: an opening", day=words.when(one.stalled_since.isoformat()))
    ends = [words.when(day.isoformat()) if day else unknown for day in (one.start, one.end)]
    name = words.say("Official process, round {n}", n=words.number(one.number))
    return (name, "", *ends, days)


def _card(card: Card, words: Language, labels: Labels) -> tuple[str, ...]:
    shown = TIERS.index(card.tier) >= TIERS.index("timing")
    unsaid = words.say("not known") if shown else words.say("not shown")
    began = quarter(card.quarter or "")
    start, end = unsaid, unsaid if card.end is None else words.when(card.end.isoformat())
    if card.start is not None:
        start = words.when(card.start.isoformat())
    elif began is not None:
        start = words.when(f"{began[0]:%Y-%m}/{began[1]:%Y-%m}")
    sectors = [labels.sectors[sector.key] for sector in SECTOR_TRACKS if sector.key in card.sectors]
    return name_of(card, words), words.listing(sectors), start, end, _moments(card.moments, words)


def _moments(moments: Sequence[Moment], words: Language) -> str:
    said = []
    for moment in sorted(moments, key=lambda moment: (moment.start, moment.end, moment.occasion)):
        ends = {moment.start.isoformat(): None, moment.end.isoformat(): None}
        said.append(words.say(ON[moment.occasion], day=words.when("/".join(ends))))
    return words.semicolon.join(said)
