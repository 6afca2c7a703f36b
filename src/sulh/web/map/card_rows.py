"""
What is written of an initiative, in words: as terms and values on its page, and as a line in a list.

    rows_of(words, telling, card)      what it shows, with how it is called; what it does not show does not stand there
    line_of                            beside its name in a list
    offer_said, days_in_words          parts of it that also stand elsewhere

As much as the card holds: how much that is for its reader was decided before (`sulh.coordination.tiers`).
"""

from __future__ import annotations

from datetime import date

from markupsafe import Markup, escape

from sulh.coordination.tiers import shows
from sulh.figures.days import quarter
from sulh.formats.meeting_words import LEVEL_WORDS, SECTOR_WORDS
from sulh.formats.track_words import CHANGE_WORDS, OCCASION_WORDS, PHASE_WORDS, QUADRANT_WORDS, RESOURCE_WORDS
from sulh.model.initiatives import Card, Direction, Occasion, Offer
from sulh.model.tracks import SECTOR_TRACKS
from sulh.papers.page import PageLanguage
from sulh.web.map.telling import Telling

Row = tuple[Markup, Markup]
NUMBERS = {track.key: track.number for track in SECTOR_TRACKS}


def rows_of(words: PageLanguage, telling: Telling, card: Card) -> list[Row]:
    """Return what a card says, as terms and values; what it does not show does not stand there."""
    listing = words.listing
    tracks = [f"{words.number(NUMBERS[one])}. {words.say(SECTOR_WORDS[one])}" for one in card.sectors]
    apart = words.say("Better without a link to the official process, because")
    rows = [
        (words.say("Sector tracks"), listing(tracks)),
        (words.say("Region"), telling.listed("place", card.regions)),
        (words.say("Began in"), _began(words, card.quarter) if card.quarter and card.start is None else Markup()),
        (words.say("Issues"), telling.listed("issue", card.issues)),
        (words.say("Places"), telling.listed("place", card.places)),
        (words.say("Sides it works with"), telling.listed("side", card.sides)),
        (words.say("Level"), listing([words.say(LEVEL_WORDS[one]) for one in card.levels])),
        (words.say("Kind of change"), listing([words.say(CHANGE_WORDS[one]) for one in card.changes])),
        (words.say("With whom"), listing([words.say(QUADRANT_WORDS[one]) for one in card.quadrants])),
        (words.say("Bears on"), telling.listed("item", card.items)),
        (words.say("Answers for it"), telling.listed("actor", (card.owner,) if card.owner else ())),
        (words.say("Engaged"), telling.listed("actor", card.actors)),
        (words.say("Paid for by"), telling.listed("actor", card.funders)),
        (words.say("When"), _time(words, card)),
        (words.say("Days"), listing([days_in_words(words, one.occasion, one.start, one.end) for one in card.moments])),
        (words.say("Aim"), words.name(card.aim) if card.aim else Markup()),
        (words.say("Cannot go on without"), telling.listed("card", card.depends_on)),
        (apart, words.name(card.independent) if card.independent else Markup()),
        (words.say("Offers"), _offers(words, telling, card, "offer")),
        (words.say("Needs"), _offers(words, telling, card, "need")),
    ]
    if shows(card.tier, "theme_area"):  # below that, not even its age is told
        told = words.when(card.confirmed.isoformat()) if card.confirmed else words.say("Nobody has confirmed it yet.")
        rows.append((words.say("Last confirmed"), Markup("{}").format(told)))
    return [(term, value) for term, value in rows if value]


def line_of(words: PageLanguage, telling: Telling, card: Card) -> Markup:
    """Return what stands beside a card in a list: its tracks, its issues, how it stands."""
    tracks = [words.say(SECTOR_WORDS[one]) for one in card.sectors]
    parts = [words.listing(tracks), telling.listed("issue", card.issues)]
    if card.phase is not None:
        parts.append(words.say(PHASE_WORDS[card.phase]))
    return Markup(" · ").join(part for part in parts if part)


def _began(words: PageLanguage, told: str) -> Markup:
    found = quarter(told)
    return words.name(told) if found is None else Markup("{}").format(words.when(f"{found[0]:%Y-%m}/{found[1]:%Y-%m}"))


def _time(words: PageLanguage, card: Card) -> Markup:
    if card.start is None and card.phase is None:
        return Markup()
    begins = words.say("since {day}", day=words.when(card.start.isoformat())) if card.start else Markup()
    ends = words.say("until {day}", day=words.when(card.end.isoformat())) if card.end else Markup()
    stands = words.say(PHASE_WORDS[card.phase]) if card.phase else Markup()
    return Markup(" · ").join(part for part in (stands, begins, ends) if part)


def days_in_words(words: PageLanguage, occasion: Occasion, start: date, end: date) -> Markup:
    """Return what takes place on which days."""
    first, last = words.when(start.isoformat()), words.when(end.isoformat())
    days = first if first == last else words.say("{first} to {last}", first=first, last=last)
    return words.say("{what}: {when}", what=words.say(OCCASION_WORDS[occasion]), when=days)


def offer_said(words: PageLanguage, telling: Telling, offer: Offer) -> Markup:
    """Return what is offered or needed, about whom, and in which words, as far as the reader sees it."""
    about = words.listing([telling.any_name(key) for key in offer.about])
    parts = [words.say(RESOURCE_WORDS[offer.resource]), about, words.name(offer.words) if offer.words else Markup()]
    return Markup(" · ").join(part for part in parts if part)


def _offers(words: PageLanguage, telling: Telling, card: Card, direction: Direction) -> Markup:
    said = (offer_said(words, telling, one) for one in card.offers if one.direction == direction)
    return escape(words.semicolon).join(said)
