"""Who could help whom: offers and needs, links to the official process, partners, blind matches, and who is reached."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec
import pytest
from msgspec.structs import replace

from sulh.coordination.blind import BlindMatch, blind_matches
from sulh.coordination.coverage import coverage
from sulh.coordination.findings import Evidence, Ref
from sulh.coordination.offers import Match, matches, matches_of
from sulh.coordination.partners import partners
from sulh.coordination.track_one import link_to_track_one
from sulh.model.actors import Actor, Name, Place, Tie
from sulh.model.initiatives import Card, Link, Moment, Offer
from sulh.model.picture import Item, Picture
from tests.coordination.drawn import drawn

TODAY = date(2026, 11, 27)
NAME = (Name("A name"),)
MAP = Picture(
    TODAY,
    actors=(Actor("elder", "person", NAME, side="north"), Actor("mayor", "person", NAME)),
    places=(Place("hill", "region", NAME), Place("mill", "site", NAME, "hill"), Place("port", "region", NAME)),
    sides={"north": {}, "south": {}},
    desks={"desk": {}, "office": {}},
    items=(Item("i", 1, "open", {}, desk="desk"), Item("j", 2, "agreed", {}, desk="desk")),
)


def need(holder: str, *about: str) -> Offer:
    """Return a need of access."""
    return Offer(f"{holder} needs", holder, "need", "access", about)


def offer(holder: str, *about: str) -> Offer:
    """Return an offer of access."""
    return Offer(f"{holder} offers", holder, "offer", "access", about)


def found(*cards: Card, desks: tuple[Offer, ...] = ()) -> tuple[Match, ...]:
    """Return the matches of these cards and offers of desks."""
    return matches(replace(MAP, cards=cards, offers=desks))


def codes(reasons: tuple[Evidence, ...]) -> list[str]:
    """Return the codes of reasons."""
    return [one.code for one in reasons]


@pytest.mark.parametrize(
    ("wanted", "given", "about"),
    [
        ("elder", "elder", [Ref("actor", "elder")]),
        ("north", "elder", [Ref("side", "north")]),
        ("elder", "north", [Ref("side", "north")]),
        ("hill", "mill", [Ref("place", "hill")]),
        ("mill", "hill", [Ref("place", "hill")]),
        ("mill", "port", None),
        ("south", "elder", None),
    ],
)
def test_an_offer_meets_a_need_about_the_same(wanted: str, given: str, about: list[Ref] | None) -> None:
    """One actor, place or side, or one within the other; about something else there is no match."""
    mine, theirs = Card("a", offers=(need("a", wanted),)), Card("b", offers=(offer("b", given),))
    assert [about] * (about is not None) == [list(one.reasons[0].refs) for one in found(mine, theirs)]

    near = [replace(one, issues=("water",)) for one in (mine, theirs)]
    assert (about is not None) == bool(found(*near))  # common work makes nothing fit that is about something else


def test_where_nothing_is_said_about_what_common_work_makes_a_match() -> None:
    """An offer without a subject is put beside a need on the same issue, and not beside one with nothing in common."""
    theirs = Card("b", issues=("water",), sectors=("business",), offers=(offer("b"),))
    near = Card("a", issues=("water",), sectors=("religion",), offers=(need("a", "elder"),))

    assert [["both-name-issue", "other-sector"]] == [codes(one.reasons) for one in found(near, theirs)]
    assert () == found(replace(near, issues=("roads",)), theirs)


def test_another_sector_track_comes_first() -> None:
    """Of two that fit alike, the offer from another part of society stands first; about the same stands before both."""
    cards = [
        Card("a", sectors=("religion",), issues=("water",), offers=(need("a", "elder"),)),
        Card("b", sectors=("religion",), issues=("water",), offers=(offer("b"),)),
        Card("c", sectors=("business",), issues=("water",), offers=(offer("c"),)),
        Card("d", sectors=("religion",), issues=("roads",), offers=(offer("d", "elder"),)),
    ]
    assert ["d", "c", "b"] == [one.offer.holder for one in found(*cards)]


@pytest.mark.parametrize(
    "other", [{"phase": "ended"}, {"phase": "paused"}, {"end": date(2026, 1, 1)}, {"tier": "none"}]
)
def test_who_is_not_at_work_offers_nothing(other: Mapping[str, object]) -> None:
    """What has ended or is paused can lend nothing now."""
    theirs = Card("b", offers=(offer("b", "elder"),))
    mine = Card("a", offers=(need("a", "elder"),))

    assert 1 == len(found(mine, theirs))
    assert () == found(mine, replace(theirs, **other))


def test_a_desk_takes_part_and_two_desks_are_not_matched() -> None:
    """A desk's need is met by an initiative; nobody's need is met by themselves, nor a desk's by a desk."""
    card = Card("a", offers=(offer("a", "elder"), need("a", "elder")))
    told = found(card, desks=(need("desk", "elder"), offer("office", "elder")))

    assert {("desk", "a"), ("a", "office")} == {(one.need.holder, one.offer.holder) for one in told}


def test_at_most_five_offers_stand_beside_a_need() -> None:
    """A long list helps nobody; whoever offers still sees whom they could help."""
    givers = [Card(f"g{n}", offers=(offer(f"g{n}", "elder"),)) for n in range(8)]
    picture = replace(MAP, cards=(Card("a", offers=(need("a", "elder"),)), *givers))

    assert [f"g{n}" for n in range(5)] == [one.offer.holder for one in matches(picture)]
    assert ["a"] == [one.need.holder for one in matches_of(picture, "g7")]


@pytest.mark.parametrize("seed", range(10))
def test_the_matches_of_a_holder_are_among_all_that_could_be(seed: int) -> None:
    """A match joins two holders over one resource with a reason, and a holder's own needs are told alike."""
    picture = drawn(seed)
    every = matches(picture)
    for one in every:
        assert one.need.resource == one.offer.resource
        assert one.need.holder != one.offer.holder
        assert one.reasons
        assert one in matches_of(picture, one.need.holder)


def test_a_link_to_track_one_is_proposed_with_reasons() -> None:
    """A point the desk looks after, a need it has, and somebody who is engaged in both: each is a reason."""
    card = Card("a", items=("i",), actors=("elder",), offers=(offer("a", "elder"),))
    there = Card("b", actors=("elder",))
    link = Link("l", "desk", "b", "information", "accepted")
    picture = replace(MAP, cards=(card, there), links=(link,), offers=(need("desk", "elder"),))
    told = link_to_track_one(picture, "a")

    assert ["works-on-desk-item", "meets-need-of-desk", "engaged-in-both"] == codes(told[0].reasons)
    assert ("desk", "shared_resources") == (told[0].desk, told[0].mode)
    assert "information" == link_to_track_one(replace(picture, offers=()), "a")[0].mode

    only_proposed = replace(picture, links=(replace(link, state="proposed"),))
    assert ["works-on-desk-item", "meets-need-of-desk"] == codes(link_to_track_one(only_proposed, "a")[0].reasons)


@pytest.mark.parametrize(
    "other",
    [{"items": ("j",)}, {"items": ()}, {"independent": "Officials would frighten them away."}, {"phase": "ended"}],
)
def test_no_link_is_proposed_without_a_reason_or_against_one(other: Mapping[str, object]) -> None:
    """A point that is agreed is no reason; a recorded reason for independence is respected."""
    card = Card("a", items=("i",))
    assert 1 == len(link_to_track_one(replace(MAP, cards=(card,)), "a"))
    assert () == link_to_track_one(replace(MAP, cards=(replace(card, **other),)), "a")


def test_what_is_linked_is_not_proposed_again() -> None:
    """Neither a proposed nor an accepted link is proposed once more; one that was declined may be."""
    picture = replace(MAP, cards=(Card("a", items=("i",)),))
    told = {
        state: len(link_to_track_one(replace(picture, links=(Link("l", "a", "desk", "information", state),)), "a"))
        for state in ("proposed", "accepted", "declined")
    }
    assert {"proposed": 0, "accepted": 0, "declined": 1} == told


OWN = Card(
    "a",
    sectors=("religion",),
    levels=("top",),
    sides=("north",),
    issues=("water",),
    owner="elder",
    end=date(2027, 1, 1),
)
OTHER = Card("b", sectors=("business",), levels=("top",), sides=("south",), issues=("water",), owner="mayor")


def test_a_partner_brings_what_is_lacking() -> None:
    """Another part of society and another side on the same issue, and nothing that is there already."""
    told = partners(replace(MAP, cards=(OWN, OTHER)), "a")
    assert ["both-name-issue", "brings-sector", "brings-side"] == codes(told[0].reasons)
    assert (Ref("sector", "business"),) == told[0].reasons[1].refs
    assert () == partners(
        replace(MAP, cards=(Card("a", issues=("water",)), OTHER)), "a"
    )  # who tells nothing lacks nothing


@pytest.mark.parametrize(
    "other",
    [
        {"issues": ("roads",)},
        {"sectors": ("religion",), "sides": ("north",)},
        {"owner": "elder"},
        {"phase": "ended"},
        {"sectors": (), "levels": (), "sides": ()},
        {"start": date(2028, 1, 1)},
    ],
)
def test_who_brings_nothing_is_no_partner(other: Mapping[str, object]) -> None:
    """Another issue, the same part of society, the same owner, work that is over or much later, or nothing told."""
    assert () == partners(replace(MAP, cards=(OWN, replace(OTHER, **other))), "a")


def test_trust_and_distrust_between_their_people_are_both_told() -> None:
    """Who is on good terms stands first, who is not stands last; neither is left out."""
    cards = (OWN, *(replace(OTHER, id=key, owner=key) for key in "bcd"))
    ties = (Tie("t1", "c", "elder", "trusts", "high"), Tie("t2", "elder", "b", "distrusts", "high"))
    told = partners(replace(MAP, cards=cards, ties=ties), "a")

    assert ["c", "d", "b"] == [one.card for one in told]
    assert ["people-trust", "people-distrust"] == [codes(told[0].reasons)[-1], codes(told[2].reasons)[-1]]


def test_who_works_together_already_is_not_proposed() -> None:
    """An accepted link needs no proposal."""
    link = Link("l", "b", "a", "information", "accepted")
    assert () == partners(replace(MAP, cards=(OWN, OTHER), links=(link,)), "a")


def test_a_blind_match_needs_both_and_says_nothing_else() -> None:
    """Two who agreed learn that there is something; with one of them it never happened, and days alone make none."""
    day = Moment("session", TODAY, TODAY)
    cards = [Card(key, issues=("water",), actors=("elder",), owner=key, moments=(day,)) for key in "abc"]
    everything = replace(MAP, cards=tuple(cards))

    assert (BlindMatch("a", "c"),) == blind_matches(everything, {"a", "c"})
    assert () == blind_matches(everything, {"a"})
    apart = replace(everything, cards=tuple(replace(card, issues=()) for card in cards))
    assert () == blind_matches(apart, {"a", "c"})
    assert {"one", "other"} == set(BlindMatch.__struct_fields__)


def test_who_did_not_agree_changes_no_blind_match() -> None:
    """With and without the cards of those who did not agree, the others learn the same."""
    picture = drawn(3)
    agreed = {card.id for card in picture.cards[::2]}
    alone = replace(picture, cards=picture.cards[::2])
    assert blind_matches(picture, agreed) == blind_matches(alone, agreed)
    assert blind_matches(picture, agreed)


def test_coverage_counts_each_card_in_every_cell_it_names() -> None:
    """Where a card does not tell, it stands under nothing told; voices that nobody names are named."""
    cards = (
        Card("a", sectors=("religion",), levels=("top",), sides=("north",), places=("mill",)),
        Card("b", sectors=("religion", "media"), levels=("grassroots",), sides=("south",)),
        Card("c", levels=("top",), phase="ended"),
    )
    told = coverage(replace(MAP, cards=cards), ("level", "place"))
    assert [(Ref("level", "top"), Ref("place", "hill")), (Ref("level", "grassroots"), None)] == [
        c.refs for c in told.cells
    ]
    assert [("a",), ("b",)] == [cell.cards for cell in told.cells]
    assert (Ref("level", "middle_range"), Ref("place", "port")) == told.absent

    pairs = coverage(replace(MAP, cards=cards)).pairs
    assert ((Ref("side", "north"), Ref("level", "grassroots")), (Ref("side", "south"), Ref("level", "top"))) == pairs


@pytest.mark.parametrize("seed", range(10))
def test_coverage_reconciles_with_the_register(seed: int) -> None:
    """All cards at work stand in some cell, and the count of a cell is that of its cards."""
    picture = drawn(seed)
    told = coverage(picture)
    working = {card for cell in told.cells for card in cell.cards}

    assert told.number == len(working)
    assert working <= {card.id for card in picture.cards if card.phase not in ("ended", "paused")}
    assert all(cell.number == len(cell.cards) for cell in told.cells)


def test_small_counts_are_held_and_differences_tell_nothing() -> None:
    """Under k no number and no card; others are told as at least a multiple of k."""
    cards = tuple(Card(f"c{n}", levels=("top",) if n < 7 else ("grassroots",)) for n in range(9))
    told = coverage(replace(MAP, cards=cards), ("level",), k=5)

    assert [5, None] == [cell.number for cell in told.cells]
    assert 5 == told.number
    assert b"c8" not in msgspec.json.encode(told)
