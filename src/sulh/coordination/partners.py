"""
Who could complement an initiative: work on the same issue or point of the agenda that brings what it lacks.

    card, other ─┬─ name one issue or point          else no partner
                 ├─ brings a sector track, level, side or part of the RPP matrix that the card does not have
                 └─ their people trust, or distrust, one another      told both ways; distrust comes last

Only what both tell counts. A partner is a proposal to look at, never advice that working together helps.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from sulh.coordination.findings import Evidence, Ref, RefKind
from sulh.coordination.same_matter import UNFRIENDLY
from sulh.coordination.world import World, themes, time
from sulh.model.actors import Tie
from sulh.model.findings import Value
from sulh.model.initiatives import Card
from sulh.model.picture import Picture

MOST: Final = 10  # that are proposed at once: a rule of the project
FRIENDLY: Final = ("trusts", "works_with", "allied", "talks_with")
BRINGS: Final[dict[RefKind, str]] = {
    "sector": "brings-sector",
    "level": "brings-level",
    "side": "brings-side",
    "quadrant": "brings-quadrant",
}
WEIGHTS: Final = {"brings-sector": 3, "brings-level": 2, "brings-side": 2, "both-name-item": 2, "people-distrust": -9}


class Partner(Value, frozen=True):
    """A card that could complement another, with the reasons; `fit` orders a list and is shown to nobody."""

    card: str
    reasons: tuple[Evidence, ...]
    fit: int


def partners(picture: Picture, card: str) -> tuple[Partner, ...]:
    """Return at most `MOST` complementary partners of a card at work, most fitting first."""
    world = World(picture)
    own = world.working.get(card)
    if own is None:
        return ()
    mine = world.engaged[card]
    ties = [tie for tie in picture.ties if (tie.one in mine or tie.other in mine) and tie.holds(world.today)]
    near = {other for theme in themes(own) for other in world.on[theme]} - {card}
    found = [partner for other in near if (partner := _partner(world, own, world.working[other], ties)) is not None]
    return tuple(sorted(found, key=lambda one: (-one.fit, one.card))[:MOST])


def _partner(world: World, own: Card, other: Card, ties: Sequence[Tie]) -> Partner | None:
    joined = world.links.get(frozenset((own.id, other.id))) == "accepted"
    known = own.owner is not None and own.owner == other.owner
    brings = tuple(_brings(own, other))
    if joined or known or not brings or time(own, other) == "no":
        return None
    reasons = (*_shared(own, other), *brings, *_people(world, own, other, ties))
    return Partner(other.id, reasons, sum(WEIGHTS.get(one.code, 1) for one in reasons))


def _shared(own: Card, other: Card) -> Iterator[Evidence]:
    both = (own.id, other.id)
    if issues := sorted(set(own.issues).intersection(other.issues)):
        yield Evidence("both-name-issue", both, tuple(Ref("issue", one) for one in issues))
    if items := sorted(set(own.items).intersection(other.items)):
        yield Evidence("both-name-item", both, tuple(Ref("item", one) for one in items))


def _brings(own: Card, other: Card) -> Iterator[Evidence]:
    """Give what the other has and the card has not, where the card tells what it has."""
    for kind, code in BRINGS.items():
        mine, theirs = set(_named(own, kind)), set(_named(other, kind))
        if mine and theirs - mine:
            yield Evidence(code, (other.id,), tuple(Ref(kind, one) for one in sorted(theirs - mine)))


def _named(card: Card, kind: RefKind) -> tuple[str, ...]:
    of_kind: dict[RefKind, tuple[str, ...]] = {
        "sector": card.sectors,
        "level": card.levels,
        "side": card.sides,
        "quadrant": card.quadrants,
    }
    return of_kind[kind]


def _people(world: World, own: Card, other: Card, ties: Sequence[Tie]) -> Iterator[Evidence]:
    mine, theirs = world.engaged[own.id], world.engaged[other.id]
    between = [tie for tie in ties if _joins(tie, mine, theirs) or _joins(tie, theirs, mine)]
    for code, kinds in (("people-trust", FRIENDLY), ("people-distrust", UNFRIENDLY)):
        people = {one for tie in between if tie.kind in kinds for one in (tie.one, tie.other)}
        if people:
            yield Evidence(code, (own.id, other.id), tuple(Ref("actor", one) for one in sorted(people)))


def _joins(tie: Tie, mine: frozenset[str], theirs: frozenset[str]) -> bool:
    return tie.one in mine and tie.other in theirs
