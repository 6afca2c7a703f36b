"""
Work on the same matter, and pairs of such work whose people distrust one another.

    World ─▶ pairs ─▶ Pair(one, other, issues, items, places?, time?) ─┬─▶ same_matter   each pair that has no link yet
                                                                     └─▶ distrust      each pair joined by such a tie

Two initiatives at work are on the same matter when they name one issue or one point of the official agenda, unless
their places lie apart or one ends before the other begins. A place or a time that is not told is "may be". Of these
only what is close is told (`close`). Two of one owner are left out: their owner knows both. It is no fault and no
repetition: most often it is a reason to talk.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from msgspec.structs import replace

from sulh.coordination.findings import Evidence, Finding, Ref
from sulh.coordination.pressing import finding
from sulh.coordination.world import Answer, Theme, World, refs, themes, time
from sulh.model.actors import Tie
from sulh.model.findings import Value
from sulh.model.initiatives import Card

UNFRIENDLY: Final = ("distrusts", "hostile")
Keys = defaultdict[tuple[Theme, str], list[str]]


class Pair(Value, frozen=True):
    """Two cards, in order of their ids, on the same matter: what they share, and what is not told."""

    one: str
    other: str
    issues: frozenset[str]
    items: frozenset[str]
    place: Answer
    time: Answer


class _Near:
    """Which cards at work share a theme with a card and do not tell a place apart from it."""

    def __init__(self, world: World) -> None:
        """Index the cards by theme and place: at a place, and at or within it."""
        self._world = world
        self._at: Keys = defaultdict(list)
        self._within: Keys = defaultdict(list)
        self._anywhere: defaultdict[Theme, list[str]] = defaultdict(list)
        for key, card in world.working.items():
            for theme in themes(card):
                self._place(key, card, theme)

    def _place(self, key: str, card: Card, theme: Theme) -> None:
        if not card.places:
            self._anywhere[theme].append(key)
        for place in card.places:
            self._at[theme, place].append(key)
            for around in self._world.around[place]:
                self._within[theme, around].append(key)

    def __call__(self, key: str) -> set[str]:
        """Return them, the card itself among them."""
        card, found = self._world.working[key], set[str]()
        for theme in themes(card):
            found.update(self._world.on[theme] if not card.places else self._anywhere.get(theme, ()))
            for place in card.places:
                found.update(self._within.get((theme, place), ()))
                for around in self._world.around[place][1:]:
                    found.update(self._at.get((theme, around), ()))
        return found


def pairs(world: World) -> tuple[Pair, ...]:
    """Return every two cards at work on the same matter, in order; of a world with a focus those of that card."""
    near = _Near(world)
    found = []
    for key in world.leading:
        for other in near(key):
            if other != key and (world.focus or key < other):
                pair = pair_of(world, *sorted((key, other)))
                found += [pair] if pair else []
    return tuple(sorted(found, key=lambda pair: (pair.one, pair.other)))


def pair_of(world: World, one: str, other: str) -> Pair | None:
    """Return what two cards at work share, None if it is not the same matter."""
    first, second = world.working[one], world.working[other]
    issues = frozenset(first.issues).intersection(second.issues)
    items = frozenset(first.items).intersection(second.items)
    if not (issues or items) or (first.owner is not None and first.owner == second.owner):
        return None
    where, when = world.place(first, second), time(first, second)
    if "no" in (where, when):
        return None
    return Pair(one, other, issues, items, where, when)


def same_matter(world: World, found: Iterable[Pair]) -> Iterator[Finding]:
    """
    Give a finding for each close pair that works together in no accepted link yet.

    Where all work somewhere in one country on one issue, every two do; that is told of the issue, not of each pair.
    """
    for pair in found:
        state = world.links.get(frozenset((pair.one, pair.other)))
        if state != "accepted" and close(world, pair):
            about = (*refs("issue", set(pair.issues)), *refs("item", set(pair.items)))
            yield finding("same_matter", (pair.one, pair.other), about, _evidence(world, pair), more=_more(world, pair))


def close(world: World, pair: Pair) -> bool:
    """Whether two engage one actor, name one place narrower than the widest, or do not tell where they work."""
    if pair.place != "yes" or not world.engaged[pair.one].isdisjoint(world.engaged[pair.other]):
        return True
    one, other = (
        replace(card, places=tuple(place for place in card.places if place not in world.widest))
        for card in (world.working[pair.one], world.working[pair.other])
    )
    return any(True for _ in world.shared_places(one, other))


def distrust(world: World, found: Iterable[Pair]) -> Iterator[Finding]:
    """
    Give a finding for each pair whose owners or engaged actors are joined by distrust or hostility that holds today.

    A tie between actors of two different sides is the conflict itself, and is left out.
    """
    ties = _unfriendly(world)
    foes: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in ties:
        foes[one].add(other)
        foes[other].add(one)
    against = {
        key: set().union(*(foes[one] for one in engaged if one in foes)) for key, engaged in world.engaged.items()
    }
    for pair in found:
        if not against[pair.one].isdisjoint(world.engaged[pair.other]):
            yield _distrustful(world, pair, ties)


def _evidence(world: World, pair: Pair) -> Iterator[Evidence]:
    both, one, other = (pair.one, pair.other), world.working[pair.one], world.working[pair.other]
    if pair.issues:
        yield Evidence("both-name-issue", both, refs("issue", set(pair.issues)))
    if pair.items:
        yield Evidence("both-name-item", both, refs("item", set(pair.items)))
    if pair.place == "yes":
        yield Evidence("same-place", both, refs("place", world.shared_places(one, other)))
    else:
        yield Evidence("place-not-told", tuple(card.id for card in (one, other) if not card.places))
    if pair.time == "yes":
        yield Evidence("same-time", both)
    else:
        yield Evidence("time-not-told", tuple(card.id for card in (one, other) if card.start is None))
    if shared := world.engaged[pair.one] & world.engaged[pair.other]:
        yield Evidence("both-engage", both, refs("actor", set(shared)))
    if sides := set(one.sides).intersection(other.sides):
        yield Evidence("same-side", both, refs("side", sides))
    if frozenset(both) in world.links:
        yield Evidence("link-proposed", both)


def _more(world: World, pair: Pair) -> int:
    both_engage = not world.engaged[pair.one].isdisjoint(world.engaged[pair.other])
    told = (pair.place == "yes", pair.time == "yes", bool(pair.items), both_engage)
    return 10 * sum(told) - 15 * (frozenset((pair.one, pair.other)) in world.links)


def _unfriendly(world: World) -> Mapping[tuple[str, str], Tie]:
    """Return (who, towards whom) -> the tie of that kind which is surest, among those that hold today."""
    sides = {actor.id: actor.side for actor in world.picture.actors if actor.side is not None}
    found: dict[tuple[str, str], Tie] = {}
    for tie in world.picture.ties:
        if tie.kind in UNFRIENDLY and tie.holds(world.today):
            mine, theirs = sides.get(tie.one), sides.get(tie.other)
            if mine is None or theirs is None or mine == theirs:
                before = found.get((tie.one, tie.other))
                found[tie.one, tie.other] = min((before, tie), key=_sureness) if before else tie
    return found


def _sureness(tie: Tie) -> tuple[int, str, str]:
    return (("high", "medium", "low").index(tie.confidence), tie.kind, tie.id)


def _distrustful(world: World, pair: Pair, ties: Mapping[tuple[str, str], Tie]) -> Finding:
    one, other = world.engaged[pair.one], world.engaged[pair.other]
    between = sorted((x, y) for a in one for b in other for x, y in ((a, b), (b, a)) if (x, y) in ties)
    owners = {world.working[pair.one].owner, world.working[pair.other].owner}
    evidence = [_tie_evidence(ties[both], pair) for both in dict.fromkeys(between)]
    more = 10 * any(set(both) <= owners for both in between)
    more -= 20 * all(ties[both].confidence == "low" for both in between)
    people = refs("actor", {actor for both in between for actor in both})
    return finding("distrust", (pair.one, pair.other), people, evidence, more=more)


def _tie_evidence(tie: Tie, pair: Pair) -> Evidence:
    code = "is-hostile-to" if tie.kind == "hostile" else "distrusts"
    code = f"{code}-unsure" if tie.confidence == "low" else code
    days = (tie.start,) if tie.start else ()
    return Evidence(code, (pair.one, pair.other), (Ref("actor", tie.one), Ref("actor", tie.other)), days)
