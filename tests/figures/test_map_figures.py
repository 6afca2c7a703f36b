"""All figures of the map, over whatever a picture may hold: well-formed, within bounds, never a fault."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.figures.days import MOST, Days
from sulh.figures.drawn import Drawn
from sulh.figures.network import network
from sulh.figures.places import places_map
from sulh.figures.tracks import timeline
from sulh.formats.outlines import outlines
from sulh.model.actors import ACTOR_KINDS, TIE_KINDS, Actor, Name, Place, Tie
from sulh.model.initiatives import OCCASIONS, Card, Moment
from sulh.model.picture import OfficialRound, Picture
from sulh.model.tracks import LEVELS, SECTOR_TRACKS
from sulh.words.language import language
from tests.figures.drawing import parsed
from tests.figures.test_network import LABELS as OF_NETWORK
from tests.figures.test_network import SIDES
from tests.figures.test_tracks import LABELS as OF_TRACKS

DAYS = st.dates()
MAYBE = st.none() | DAYS
TEXTS = st.text(max_size=60)
IDS = st.sampled_from("abcdef")
NAMES = st.builds(lambda text: (Name(text),), TEXTS)
MOMENTS = st.lists(st.builds(Moment, st.sampled_from(OCCASIONS), DAYS, DAYS), max_size=2).map(tuple)
SECTORS = st.lists(st.sampled_from([one.key for one in SECTOR_TRACKS]), max_size=2, unique=True).map(tuple)
CARDS = st.builds(
    Card,
    IDS,
    titles=st.dictionaries(st.sampled_from(["en", "ar"]), TEXTS, max_size=2),
    sectors=SECTORS,
    quarter=st.sampled_from([None, "2026-Q4", "0000-Q1", "9999-Q4", "soon"]),
    start=MAYBE,
    end=MAYBE,
    moments=MOMENTS,
)
ROUNDS = st.builds(OfficialRound, IDS, st.integers(1, 9), MAYBE, MAYBE, MAYBE, st.just("a source"))
ACTORS = st.builds(
    Actor,
    IDS,
    st.sampled_from(ACTOR_KINDS),
    NAMES,
    level=st.none() | st.sampled_from(LEVELS),
    side=st.sampled_from(["n", "s", "elsewhere", None]),
    abroad=st.booleans(),
)
TIES = st.builds(Tie, TEXTS, IDS, IDS, st.sampled_from(TIE_KINDS), st.just("low"), start=MAYBE, end=MAYBE, source=TEXTS)
PLACES = st.builds(
    Place,
    IDS,
    st.just("site"),
    NAMES,
    within=st.none() | IDS,
    latitude=st.none() | st.floats(-90, 90),
    longitude=st.none() | st.floats(-180, 180),
)
PICTURES = st.builds(
    Picture,
    DAYS,
    cards=st.lists(CARDS, max_size=5).map(tuple),
    rounds=st.lists(ROUNDS, max_size=2).map(tuple),
    actors=st.lists(ACTORS, max_size=6, unique_by=lambda one: one.id).map(tuple),
    ties=st.lists(TIES, max_size=9).map(tuple),
    places=st.lists(PLACES, max_size=4, unique_by=lambda one: one.id).map(tuple),
    sides=st.just(SIDES),
)


def figures(picture: Picture, tag: str) -> list[Drawn]:
    """Every figure of a picture."""
    words = language(tag)
    counts = {place.id: len(place.id) for place in picture.places[:2]}
    return [
        timeline(picture, words, OF_TRACKS),
        network(picture, words, OF_NETWORK),
        places_map(picture.places, counts, words, outlines()),
    ]


@given(PICTURES, st.sampled_from(["en", "ar", "fr"]))
@settings(max_examples=60)
def test_every_picture_can_be_drawn(picture: Picture, tag: str) -> None:
    """Whatever days, names and places there are, each figure is well-formed and each row as long as its headings."""
    for figure in figures(picture, tag):
        if figure.svg:
            parsed(figure.svg)
        assert figure.title
        assert not any(bad in figure.svg for bad in ("nan", "inf%", "style=", "<script"))
        assert {len(figure.table.headings)} >= {len(row) for row in figure.table.rows}


@given(st.lists(DAYS, max_size=4), DAYS)
def test_an_axis_holds_its_days_and_few_marks(found: list[date], today: date) -> None:
    """Every day lies on the axis, later ones not before earlier ones, with a handful of marks along it."""
    days = Days.round(found, today)
    places = [days.at(day) for day in sorted([*found, today])]

    assert places == sorted(places)
    assert 0 <= places[0] <= places[-1] <= 1
    assert days.first <= min([*found, today]) <= max([*found, today]) <= days.last
    assert len(days.ticks) <= MOST + 1
