"""
Work on the same matter, and pairs of such work whose people distrust one another.

    World, Masks ─┬─▶ same_matter   each close pair that has no link yet, by how much it presses: put together when read
                  └─▶ distrust      each pair on the same matter that is joined by such a tie

Two initiatives at work are on the same matter when they name one issue or one point of the official agenda, unless
their places lie apart or one ends before the other begins. A place or a time that is not told is "may be"; where
neither is told of the two, nothing is said, unless they engage one actor and name one issue. Of these
only what is close is told: where all work somewhere in one country on one issue, every two do, and that is told of the
issue, not of each pair. Two of one owner are left out: their owner knows both. It is no fault and no repetition: most
often it is a reason to talk. Which two meet is found in `sulh.coordination.masks`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate, islice
from typing import Final

from sulh.coordination.findings import Evidence, Finding, Ref
from sulh.coordination.masks import Masks, Rows, ones, together
from sulh.coordination.pressing import finding, pressing
from sulh.coordination.ranked import Run
from sulh.coordination.world import Answer, World, refs, time
from sulh.model.actors import Tie
from sulh.model.findings import Value

UNFRIENDLY: Final = ("distrusts", "hostile")
ALIKE, PROPOSED = 10, -15  # what each thing that both tell adds, and a proposed link


class Pair(Value, frozen=True):
    """Two cards, in order of their ids, on the same matter: what they share, and what is not told."""

    one: str
    other: str
    issues: frozenset[str]
    items: frozenset[str]
    place: Answer
    time: Answer


def _pair(world: World, one: str, other: str) -> Pair:
    first, second = world.working[one], world.working[other]
    issues = frozenset(first.issues).intersection(second.issues)
    items = frozenset(first.items).intersection(second.items)
    return Pair(one, other, issues, items, world.place(first, second), time(first, second))


def same_matter(world: World, masks: Masks, leading: Iterable[str]) -> Iterator[Run]:
    """
    Give the close pairs that work together in no accepted link yet, those that press alike in a run.

    Args:
        world: Whose cards.
        masks: Of that world.
        leading: Ids of cards: of each pair, one is among them.
    """
    by_pressing = together(masks, frozenset(leading), lambda at: _by_pressing(masks, at))
    for pressing_, rows in by_pressing.items():
        yield _Pairs(world, masks.keys, rows).run(pressing_)


def _by_pressing(masks: Masks, at: int) -> dict[int, int]:
    """Return the others by how much each pair presses: by how much both tell alike."""
    told = [masks.matter(at) & masks.close(at) & ~masks.accepted(at)]
    for mask in (masks.placed(at), masks.timed(at), masks.on_items(at), masks.engaged(at)):
        rest, more = [one & ~mask for one in told], [one & mask for one in told]
        told = [one | other for one, other in zip([*rest, 0], [0, *more], strict=True)]
    proposed, found = masks.proposed(at), defaultdict[int, int](int)
    for number, others in enumerate(told):
        found[pressing("same_matter", ALIKE * number)] |= others & ~proposed
        found[pressing("same_matter", ALIKE * number + PROPOSED)] |= others & proposed
    return found


class _Pairs:
    """Pairs that press alike, each put together when it is asked for."""

    def __init__(self, world: World, keys: tuple[str, ...], rows: Rows) -> None:
        self._world, self._keys, self._rows = world, keys, rows
        self._ends = list(accumulate(others.bit_count() for _, others in rows))

    def run(self, pressing_: int) -> Run:
        return Run(pressing_, "same_matter", self._ends[-1], self._part)

    def _part(self, first: int, last: int) -> Iterator[Finding]:
        number = bisect_right(self._ends, first)
        while first < last:
            at, others = self._rows[number]
            begins = self._ends[number] - others.bit_count()
            for later in islice(ones(others), first - begins, min(last, self._ends[number]) - begins):
                yield _on_one_matter(self._world, self._keys[at], self._keys[later])
            first, number = self._ends[number], number + 1


def _on_one_matter(world: World, one: str, other: str) -> Finding:
    pair = _pair(world, one, other)
    about = (*refs("issue", set(pair.issues)), *refs("item", set(pair.items)))
    return finding("same_matter", (one, other), about, _evidence(world, pair), more=_more(world, pair))


def distrust(world: World, masks: Masks, leading: Iterable[str]) -> Iterator[Finding]:
    """
    Give a finding for each pair whose owners or engaged actors are joined by distrust or hostility that holds today.

    A tie between actors of two different sides is the conflict itself, and is left out.
    """
    ties = _unfriendly(world)
    foes: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in ties:
        foes[one].add(other)
        foes[other].add(one)

    def against(at: int) -> dict[None, int]:
        theirs = {foe for one in world.engaged[masks.keys[at]] if one in foes for foe in foes[one]}
        return {None: masks.matter(at) & masks.engaging(theirs)} if theirs else {}

    for rows in together(masks, frozenset(leading), against).values():
        for at, others in rows:
            for later in ones(others):
                yield _distrustful(world, _pair(world, masks.keys[at], masks.keys[later]), ties)


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
    return ALIKE * sum(told) + PROPOSED * (frozenset((pair.one, pair.other)) in world.links)


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
