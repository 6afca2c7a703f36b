"""Values of a map, drawn and written by hand, for the tests of what goes in and out. No test lives here."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
from hypothesis import strategies as st

from sulh.coordination.tiers import quarter_of
from sulh.formats.guards import settled
from sulh.model.actors import ACTOR_KINDS, CONFIDENCES, INTENSITIES, PLACE_KINDS, TIE_KINDS, Actor, Name, Place, Tie
from sulh.model.initiatives import (
    CHANGES,
    DIRECTIONS,
    MODES,
    OCCASIONS,
    QUADRANTS,
    RESOURCES,
    STANCES,
    WORK_PHASES,
    Card,
    Message,
    Moment,
    Offer,
)
from sulh.model.picture import OfficialRound
from sulh.model.tracks import LEVELS, SECTOR_TRACKS

ASSOCIATION = Actor("a1", "organisation", (Name("Water board", "en"), Name("مجلس المياه", "ar")), keys={"paax": "77"})
ARMED = Actor("a2", "armed_group", (Name("Front"),), side="north", abroad=True, keys={"ucdp": "118", "x": "y"})
COUNCIL = Actor("a3", "religious", (Name("Council of elders"),), sectors=("religion", "citizen"), level="grassroots")
FUND = Actor("a4", "international", (Name("Fund"),), keys={"iati": "XM-DAC-41114"})
ACTORS = (ASSOCIATION, ARMED, COUNCIL, FUND)
TIES = (
    Tie("t1", "a4", "a1", "funds", "high", date(2025, 1, 1), None, "Yearly report"),
    Tie("t2", "a4", "a1", "funds", "low", None, date(2024, 5, 1), "A newspaper; page 2"),
    Tie("t3", "a1", "a2", "talks_with", "medium"),
)
REGION = Place("p1", "region", (Name("North"),), country="XX")
DISTRICT = Place("p2", "district", (Name("Valley", "en"), Name("الوادي", "ar")), "p1", 33.5, 36.25, "XX")
SITE = Place("p3", "site", (Name("Mill"),), "p2", 33.51, 36.2)
PLACES = (REGION, DISTRICT, SITE)
ISSUES = {"water": {"en": "Water", "ar": "المياه"}, "roads": {"en": "Roads"}}
SIDES = {"north": {"en": "North"}, "south": {"en": "South"}}
CARD = Card(
    "c1",
    sectors=("religion", "business"),
    regions=("p1",),
    quarter="2026-Q2",
    titles={"en": "Wells for two valleys", "ar": "آبار لواديين"},
    issues=("water",),
    places=("p2", "p3"),
    sides=("north", "south"),
    levels=("middle_range",),
    quadrants=("key_sociopolitical",),
    changes=("attitudes", "structures"),
    items=("i1",),
    owner="a1",
    actors=("a3",),
    funders=("a4",),
    start=date(2026, 5, 1),
    end=date(2027, 4, 30),
    phase="running",
    moments=(
        Moment("session", date(2026, 6, 1), date(2026, 6, 3)),
        Moment("delicate", date(2026, 7, 1), date(2026, 7, 9)),
        Moment("public_event", date(2026, 8, 5), date(2026, 8, 5)),
    ),
    aim="=Elders of both valleys agree on wells; -and on whose turn it is.",
    messages=(Message("water", "for"), Message("roads", "against")),
    depends_on=("c2",),
    independent="Officials would be asked to disown it.",
    offers=(Offer("o1", "c1", "offer", "access", ("a2",), "We know; them well"), Offer("o2", "c1", "need", "place")),
    confirmed=date(2026, 11, 20),
)
SECOND = Card("c2", titles={"en": "Roads"}, owner="a4", start=date(2026, 1, 10), phase="planned", sectors=("funding",))
CARDS = (CARD, SECOND)
ROUND = OfficialRound("r1", 1, date(2026, 3, 2), date(2026, 3, 6), None, "Joint statement")

assert MODES  # every vocabulary of the map is looked at here, so that a new one is seen

SIGNS = st.sampled_from(";[]\\='-, \n\"@")  # what cells of tables and lists in them are made of
texts = st.text(st.characters(exclude_categories=["Cs"]) | SIGNS, max_size=20).map(settled)
filled = texts.filter(bool)
ids = st.text("abcdefghij0123456789-", min_size=1, max_size=6)
several_ids = st.lists(ids, max_size=3, unique=True).map(tuple)
days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
later = st.integers(0, 400).map(lambda number: timedelta(days=number))
tags = st.sampled_from(("en", "fr", "ar", "pt-BR"))
names = st.builds(Name, filled, tags | st.just(""))


def some(choices: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    """Draw a few of these words, each once."""
    return st.lists(st.sampled_from(choices), max_size=3, unique=True).map(tuple)


def _spans(kinds: tuple[str, ...]) -> st.SearchStrategy[Moment]:
    return st.builds(
        lambda kind, day, more: msgspec.convert({"occasion": kind, "start": day, "end": day + more}, Moment),
        st.sampled_from(kinds),
        days,
        later,
    )


@st.composite
def cards(draw: st.DrawFn) -> Card:
    """Draw a card; its end is never before its start."""
    start = draw(st.none() | days)
    fields: dict[str, object] = {
        "id": draw(ids),
        "sectors": draw(some(tuple(one.key for one in SECTOR_TRACKS))),
        "regions": draw(several_ids),
        "quarter": quarter_of(start) if start else None,
        "titles": draw(st.dictionaries(tags, filled, max_size=2)),
        **{name: draw(several_ids) for name in ("issues", "places", "sides", "items", "actors", "funders")},
        "levels": draw(some(LEVELS)),
        "quadrants": draw(some(QUADRANTS)),
        "changes": draw(some(CHANGES)),
        "owner": draw(st.none() | ids),
        "start": start,
        "end": start + draw(later) if start and draw(st.booleans()) else None,
        "phase": draw(st.none() | st.sampled_from(WORK_PHASES)),
        "moments": tuple(draw(st.lists(_spans(OCCASIONS), max_size=2))),
        "aim": draw(texts),
        "messages": [{"issue": draw(ids), "stance": draw(st.sampled_from(STANCES))}],
        "depends_on": draw(several_ids),
        "independent": draw(texts),
        "confirmed": draw(st.none() | days),
    }
    return msgspec.convert(fields, Card)


@st.composite
def actors(draw: st.DrawFn) -> Actor:
    """Draw an actor of one to three names."""
    fields: dict[str, object] = {
        "id": draw(ids),
        "kind": draw(st.sampled_from(ACTOR_KINDS)),
        "names": tuple(draw(st.lists(names, min_size=1, max_size=3))),
        "sectors": draw(some(tuple(one.key for one in SECTOR_TRACKS))),
        "level": draw(st.none() | st.sampled_from(LEVELS)),
        "side": draw(st.none() | ids),
        "places": draw(several_ids),
        "abroad": draw(st.booleans()),
        "keys": draw(st.dictionaries(st.sampled_from(("ucdp", "iso3", "paax", "other")), ids)),
        "source": draw(texts),
    }
    return msgspec.convert(fields, Actor)


@st.composite
def ties(draw: st.DrawFn) -> Tie:
    """Draw a tie between two."""
    one, other = draw(st.lists(ids, min_size=2, max_size=2, unique=True))
    start = draw(st.none() | days)
    fields: dict[str, object] = {
        "id": draw(ids),
        "one": one,
        "other": other,
        "kind": draw(st.sampled_from(TIE_KINDS)),
        "confidence": draw(st.sampled_from(CONFIDENCES)),
        "start": start,
        "end": start + draw(later) if start and draw(st.booleans()) else None,
        "source": draw(texts),
        "about": draw(texts),
        "intensity": draw(st.none() | st.sampled_from(INTENSITIES)),
    }
    return msgspec.convert(fields, Tie)


places = st.builds(
    Place,
    ids,
    st.sampled_from(PLACE_KINDS),
    st.lists(names, min_size=1, max_size=3).map(tuple),
    st.none() | ids,
    st.floats(-90, 90),
    st.floats(-180, 180),
    texts,
)
offers = st.builds(Offer, ids, ids, st.sampled_from(DIRECTIONS), st.sampled_from(RESOURCES), several_ids, texts)
