"""In which order findings stand: what has a near day, what touches owners, what nobody comes near."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace

from sulh.coordination.detect import detect
from sulh.coordination.findings import Finding, FindingKind
from sulh.coordination.partners import MOST, partners
from sulh.coordination.track_one import link_to_track_one
from sulh.model.actors import Confidence, Name, Place, Tie
from sulh.model.initiatives import Card, Moment, Offer
from sulh.model.picture import Item, OfficialRound, Picture

TODAY = date(2026, 11, 27)
NAME = (Name("A name"),)
PLACES = (
    Place("land", "country", NAME),
    *(Place(key, "region", NAME, "land") for key in ("hill", "port", "valley")),
)
WATER = Card("a", issues=("water",), places=("hill",), owner="miller")
HERE = Picture(TODAY, places=PLACES, desks={"desk": {}})


def told(kind: FindingKind, *cards: Card, **more: object) -> list[Finding]:
    """Return the findings of one kind, in their order."""
    return [one for one in detect(replace(HERE, cards=cards, **more)) if one.kind == kind]


def test_a_stall_presses_while_it_is_new_or_its_day_is_near() -> None:
    """What stopped last week comes before what stopped last year, and a day that is near comes before both."""
    stalls = {"old": TODAY - timedelta(days=400), "new": TODAY - timedelta(days=6), "wanted": date(2025, 1, 1)}
    items = [Item(key, number, "stalled", {}, since=day) for number, (key, day) in enumerate(stalls.items())]
    items[-1] = replace(items[-1], wanted_by=TODAY + timedelta(days=5))
    found = told("opening", items=tuple(items))

    assert ["old"] == [one.about[0].id for one in found][2:]
    assert found[0].pressing == found[1].pressing > found[2].pressing


def test_what_goes_on_already_presses_as_what_begins_today() -> None:
    """Days that collide since spring, and still do, come before those that will in two months."""
    moments = {
        "since spring": Moment("session", TODAY - timedelta(days=200), TODAY + timedelta(days=50)),
        "in two months": Moment("session", TODAY + timedelta(days=60), TODAY + timedelta(days=61)),
    }
    cards = [Card(f"{key} {n}", actors=(key,), moments=(one,)) for key, one in moments.items() for n in (1, 2)]
    found = told("clash", *cards)

    assert ["since spring", "in two months"] == [one.about[0].id for one in found]
    assert found[0].pressing > found[1].pressing


def test_one_stall_is_told_once() -> None:
    """A round that stands still comes after all else where a point stands still too, however near its day is."""
    talks = (OfficialRound("r", 1, None, None, TODAY, "A newspaper"),)
    card = replace(WATER, items=("i",), levels=("top",), sides=("north",))
    here = replace(HERE, cards=(card,), rounds=talks, sides={"north": {}, "south": {}}, issues={"roads": {}})
    places = {}
    for state in ("stalled", "open"):
        found = detect(replace(here, items=(Item("i", 1, state, {}, since=TODAY - timedelta(days=200)),)))
        places[state] = [one.about[0].kind for one in found if one.kind == "opening"], found[-1].about[0].kind

    assert (["item", "round"], "round") == places["stalled"]
    assert ["round"] == places["open"][0]
    assert "round" != places["open"][1]


def test_a_clash_that_goes_on_presses_like_one_of_today() -> None:
    """Days that began long ago and are not over collide now."""
    pressing = []
    for start in (TODAY, TODAY - timedelta(days=200)):
        days = (Moment("session", start, TODAY + timedelta(days=1)),)
        pair = [Card(key, actors=("elder",), owner=key, moments=days) for key in "ab"]
        pressing += [one.pressing for one in told("clash", *pair)]

    assert [pressing[0]] * 2 == pressing


def test_a_gap_that_somebody_may_fill_presses_less() -> None:
    """A region within a country in which somebody works comes after one of which nobody tells anything."""
    apart = replace(HERE, places=(*PLACES, Place("isle", "region", NAME)))
    cards = (WATER, replace(WATER, id="b", places=("land",)))
    found = [one for one in detect(replace(apart, cards=cards)) if one.kind == "gap" and one.about[0].kind == "place"]
    presses = {one.about[0].id: one.pressing for one in found}

    assert {"isle", "port", "valley"} == presses.keys()
    assert presses["isle"] > presses["port"] == presses["valley"]


def test_distrust_of_owners_presses_most_and_of_an_unsure_source_least() -> None:
    """Those who answer for two initiatives come before those whom they engage; what may be comes last."""

    def presses(other: str, confidence: Confidence) -> int:
        theirs = replace(WATER, id="b", owner="fisher", actors=("boatman",))
        (found,) = told("distrust", WATER, theirs, ties=(Tie("t", "miller", other, "distrusts", confidence),))
        return found.pressing

    assert presses("fisher", "high") > presses("boatman", "high") > presses("boatman", "low")


def test_what_the_whole_process_rests_on_comes_before_what_one_side_does() -> None:
    """All work in one track is more than all work with one side in it."""
    cards = [Card(key, sectors=("religion",), sides=("north",)) for key in "abc"]
    found = told("one_track", *cards, sides={"north": {}, "south": {}})

    assert [1, 2] == [len(one.about) for one in found]
    assert found[0].pressing > found[1].pressing


def test_at_most_ten_partners_are_proposed() -> None:
    """A longer list is one that nobody reads."""
    own = replace(WATER, sectors=("religion",))
    others = [Card(f"c{n}", sectors=("business",), issues=("water",), owner=f"o{n}") for n in range(MOST + 2)]

    assert MOST == len(partners(replace(HERE, cards=(own, *others)), "a"))


def test_the_mode_that_is_proposed_is_what_the_reasons_carry() -> None:
    """Where leverage alone joins a card and a desk, borrowing it is proposed; with anything else, sharing."""
    lends = {key: Offer(key, "desk", "offer", key, ("hill",)) for key in ("leverage", "place")}
    needs = tuple(Offer(f"need of {key}", "a", "need", key, ("hill",)) for key in ("leverage", "place"))
    picture = replace(HERE, cards=(replace(WATER, offers=needs),), offers=(lends["leverage"],))

    assert ["borrowed_leverage"] == [one.mode for one in link_to_track_one(picture, "a")]
    both = replace(picture, offers=tuple(lends.values()))
    assert ["shared_resources"] == [one.mode for one in link_to_track_one(both, "a")]
