"""What funders are told of two initiatives: what was agreed for both, and of nobody's word before that."""

from __future__ import annotations

import random

import pytest
from msgspec.structs import replace

from sulh.coordination.audiences import findings_for
from sulh.coordination.detect import detect
from sulh.coordination.findings import FINDING_KINDS, Finding
from sulh.coordination.tiers import unnamed
from sulh.coordination.to_funders import KINDS, Said, agreed, can_be_told, key_for_funders, persons_in, stands
from tests.coordination.drawn import drawn


def said_of(luck: random.Random, found: tuple[Finding, ...]) -> set[Said]:
    """Return for some initiatives of some findings that funders may be told."""
    return {(card, one.key) for one in found for card in one.cards if luck.random() > 0.5}


@pytest.mark.parametrize("seed", range(40))
def test_funders_are_told_of_two_initiatives_exactly_if_it_was_agreed_for_both(seed: int) -> None:
    """Neither one word nor that of a third is enough, nobody else hears of it, and no finding of another kind is."""
    found = detect(drawn(seed))
    said = said_of(random.Random(seed), found)
    told = {one.key for one in findings_for(["funders"], found, (), agreed=agreed(said)) if one.kind != "gap"}

    both = {one.key for one in found if one.kind in KINDS and all((card, one.key) in said for card in one.cards)}
    assert both == told
    for audience in ("desks", "public", "owners"):
        assert findings_for([audience], found, ()) == findings_for([audience], found, (), agreed=agreed(said))


@pytest.mark.parametrize("seed", range(40))
def test_a_finding_has_one_key_for_owners_and_for_funders_who_read_of_no_person(seed: int) -> None:
    """What two owners agree to is what a funder may read, though the owners read of a person in it; no day is lost."""
    whole = drawn(seed)
    persons = persons_in(whole)
    cards = tuple(unnamed(card, persons) for card in whole.cards)
    actors = tuple(one for one in whole.actors if one.id not in persons)
    outside = {(one.kind, one.cards): one.key for one in detect(replace(whole, cards=cards, actors=actors, ties=()))}
    inside = {(one.kind, one.cards): key_for_funders(one, persons) for one in detect(whole) if can_be_told(one)}

    assert {pair: key for pair, key in outside.items() if pair in inside} == {
        pair: key for pair, key in inside.items() if pair in outside
    }
    clashes = {pair for pair, key in inside.items() if pair[0] == "clash" and key is not None}
    assert clashes == {pair for pair in outside if pair[0] == "clash"}


@pytest.mark.parametrize("seed", range(40))
def test_an_owner_reads_of_the_other_only_after_their_own_word(seed: int) -> None:
    """Where an owner said nothing, what the other said changes nothing; where they said it, both read the same."""
    found = tuple(one for one in detect(drawn(seed)) if can_be_told(one))
    said = said_of(random.Random(seed), found)
    for one, other in {one.cards for one in found}:
        mine = {(card, key) for card, key in said if card == one}
        unsaid = {(card, key) for card, key in said if card != other or (one, key) in mine}
        assert stands(unsaid, {one}) == stands(said, {one})
        assert dict.fromkeys((key for _, key in mine), "waits") == stands(mine, {one})


def test_what_is_of_third_persons_is_not_for_two_owners_to_pass_on() -> None:
    """Of work on the same matter and of days that collide two can let others be told, and of a crowd nobody can."""
    pairs = [Finding(kind, "k", ("a", "b"), (), (), 50) for kind in FINDING_KINDS]

    assert ["same_matter", "clash"] == [one.kind for one in pairs if can_be_told(one)]
    assert not can_be_told(Finding("same_matter", "k", ("a", "b", "c"), (), (), 50))
