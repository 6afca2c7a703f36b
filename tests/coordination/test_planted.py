"""A whole process in which it is known what there is to find."""

from __future__ import annotations

from msgspec.structs import replace

from sulh.coordination.codes import CODES
from sulh.coordination.detect import detect, touched_by
from sulh.coordination.findings import Finding
from sulh.coordination.offers import matches
from sulh.coordination.tiers import seen_at
from tests.coordination.planted import clean, planted


def told(found: tuple[Finding, ...]) -> list[tuple[str, tuple[str, ...]]]:
    """Return the kind of each finding with its cards, or with what it is about if it concerns none."""
    return [(one.kind, one.cards or tuple(ref.id for ref in one.about)) for one in found]


def test_a_clean_set_is_silent() -> None:
    """Nothing is found among 400 initiatives that keep out of one another's way, however close they come."""
    picture = clean()
    assert (400, 3_000, 20_000) == (len(picture.cards), len(picture.actors), len(picture.ties))
    assert () == detect(picture)
    assert () == matches(picture)


def test_every_planted_finding_is_found_and_nothing_else() -> None:
    """Each of the planted findings once, no other, and each reason has its sentence."""
    picture, expected = planted()
    found = detect(picture)

    assert 400 == len(picture.cards)
    assert expected == set(told(found))
    assert len(expected) == len(found)
    assert {evidence.code for one in found for evidence in one.evidence} <= set(CODES)
    assert [("desk", "n1")] == [(one.need.holder, one.offer.holder) for one in matches(picture)]


def test_one_card_of_many_is_touched_by_its_own() -> None:
    """Looking from one card finds what was planted for it, and nothing where nothing was."""
    picture, expected = planted()
    for card in ("m1", "m5", "d4", "b2", "k3", "e2", "h3", "n1", "o1", "c017"):
        assert {one for one in expected if card in one[1]} == set(told(touched_by(picture, card)))


def test_who_sees_only_that_something_exists_is_told_of_no_initiative() -> None:
    """At the lowest tier what remains is what concerns the official process itself."""
    picture, _ = planted()
    bare = tuple(cut for card in picture.cards if (cut := seen_at(card, "existence")) is not None)
    found = detect(replace(picture, cards=bare))

    assert {("opening", ("stalled point",)), ("opening", ("round 3",))} == set(told(found))
    assert not any(evidence.cards for one in found for evidence in one.evidence)
