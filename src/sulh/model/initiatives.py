"""
A piece of peace work as others see it: its card, and how much of it is shown to whom.

    Card ─┬─ Moment      a session, a public event, a delicate time
          ├─ Message     what it says in public on an issue
          └─ Offer       what it can lend others, or lacks
    Link                 what two initiatives, or one and a desk, do together, and in which mode

    TIERS       none < existence < theme_area < actors < timing < detail       each shows what the one before shows
    AUDIENCES   to each of them the owner gives a tier; what nobody was given is "none"

A field that a tier does not show is empty, as if nothing had been written: who reads a card computes with what it says
and can learn nothing else (`sulh.coordination.tiers`). Sector track, level and capacity are three things; the label
"Track One" or "Two" belongs to meetings and is derived (`sulh.model.tracks`), and a card has none. Nothing is computed
here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, get_args

import msgspec

from sulh.model.findings import Value
from sulh.model.tracks import Level, SectorKey

Tier = Literal["none", "existence", "theme_area", "actors", "timing", "detail"]
Audience = Literal["coordinators", "facilitators", "owners", "desks", "funders", "public"]
Quadrant = Literal["more_personal", "key_personal", "more_sociopolitical", "key_sociopolitical"]
Change = Literal["attitudes", "structures", "political_legal"]
WorkPhase = Literal["planned", "running", "paused", "ended"]
Occasion = Literal["session", "public_event", "delicate"]
Stance = Literal["for", "against"]
Resource = Literal["access", "trust", "place", "language", "expertise", "leverage", "money", "time", "deniability"]
Direction = Literal["offer", "need"]
Mode = Literal[
    "information",
    "joint_analysis",
    "joint_planning",
    "shared_resources",
    "coordinated_action",
    "hand_off",
    "borrowed_leverage",
]

TIERS: tuple[Tier, ...] = get_args(Tier)
AUDIENCES: tuple[Audience, ...] = get_args(Audience)
QUADRANTS: tuple[Quadrant, ...] = get_args(Quadrant)
CHANGES: tuple[Change, ...] = get_args(Change)
WORK_PHASES: tuple[WorkPhase, ...] = get_args(WorkPhase)
OCCASIONS: tuple[Occasion, ...] = get_args(Occasion)
STANCES: tuple[Stance, ...] = get_args(Stance)
RESOURCES: tuple[Resource, ...] = get_args(Resource)
DIRECTIONS: tuple[Direction, ...] = get_args(Direction)
MODES: tuple[Mode, ...] = get_args(Mode)


class Moment(Value, frozen=True):
    """A day, or days from `start` to `end`, on which something takes place or nothing should disturb."""

    occasion: Occasion
    start: date
    end: date


class Message(Value, frozen=True):
    """What an initiative says in public on an issue, by the issue's id."""

    issue: str
    stance: Stance


class Offer(Value, frozen=True):
    """
    What a card or a desk can lend others, or lacks.

    Attributes:
        id: Its own.
        holder: The card or the desk that it is of.
        direction: Whether it is offered or needed.
        resource: One of nine kinds.
        about: Access to whom, trust of whom, which place: ids of actors, sides or places; none where it was not said
            or is not shown.
        words: In one text, for people; empty where it is not shown.
    """

    id: str
    holder: str
    direction: Direction
    resource: Resource
    about: tuple[str, ...] = ()
    words: str = ""


class Link(Value, frozen=True):
    """
    What two do together: light modes are not lesser ones, and no link is a legitimate state too.

    Attributes:
        one, other: Two cards, or a card and a desk.
        state: As in `sulh.coordination.link_states`.
    """

    id: str
    one: str
    other: str
    mode: Mode
    state: str


class Card(Value, frozen=True):
    """
    An initiative as one reader sees it, by the lowest tier that shows a field.

    Attributes:
        id: Its own.
        tier: At which it is seen; its owner sees it at "detail".
        sectors, regions, quarter: existence. Sector tracks; outermost places; the quarter it began in, as "2026-Q4".
        titles, issues, places, sides, levels, quadrants, changes, items: theme_area. Titles by language; ids of issues,
            places, sides and items of the official agenda; levels of society, cells of the RPP matrix, kinds of change.
        owner, actors, funders: actors. Ids on the map: who is responsible, who is engaged, who pays.
        start, end, phase, moments: timing.
        aim, messages, depends_on, independent: detail. One text; on issues; ids of cards that it cannot go on without;
            why it is better without a link to Track One, in one text.
        offers: theme_area shows which kinds, actors what about, detail the words.
        confirmed: When its owner last said that it holds; None while nobody has.
    """

    id: str
    tier: Tier = "detail"
    sectors: tuple[SectorKey, ...] = ()
    regions: tuple[str, ...] = ()
    quarter: str | None = None
    titles: Mapping[str, str] = msgspec.field(default_factory=dict)
    issues: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    quadrants: tuple[Quadrant, ...] = ()
    changes: tuple[Change, ...] = ()
    items: tuple[str, ...] = ()
    owner: str | None = None
    actors: tuple[str, ...] = ()
    funders: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    phase: WorkPhase | None = None
    moments: tuple[Moment, ...] = ()
    aim: str = ""
    messages: tuple[Message, ...] = ()
    depends_on: tuple[str, ...] = ()
    independent: str = ""
    offers: tuple[Offer, ...] = ()
    confirmed: date | None = None
