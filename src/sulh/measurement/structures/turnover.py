"""
What became of ties between two days: kept, new, ended; and what was merely not observed, which is none of these.

    actors, Told ──turnover──▶ Turnover of all ties, of those across sides, of those inside one

    held on the first day ─┬─ every claim had ended by the second                    ended
                           ├─ a claim still holds, and was told after the first day  kept
                           └─ a claim still holds, and nobody told of it since       not observed
    did not, holds now    ─┬─ a claim has a day of beginning after the first         new
                           └─ none has, and all were told since                      first seen: it may be old

Two lists of ties, each made on its day, are one list of `Told` with two days: a later list that is silent about a tie
says nothing of its end. Where claims about one pair disagree on whether it ended, it has not ended.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Final, Literal, NamedTuple

from sulh.measurement.structures.network import CONTACT
from sulh.model.actors import Actor, Tie, TieKind
from sulh.model.structures import DECIMALS, Among, Turnover

Fate = Literal["kept", "new", "ended", "not_observed", "first_seen"]
AMONG: Final[tuple[Among, ...]] = ("all", "across", "inside")
MUCH_UNSEEN: Final = 0.2  # of the ties of the first day


class Told(NamedTuple):
    """A claim, and the day on which its source told it, or told it again."""

    tie: Tie
    day: date


def turnover(
    actors: Iterable[Actor], told: Iterable[Told], first: date, second: date, *, kinds: Collection[TieKind] = CONTACT
) -> tuple[Turnover, Turnover, Turnover]:
    """
    Return what became of all ties, of those across sides, and of those inside one; a pair is one tie.

    >>> one, two = date(2026, 1, 1), date(2026, 12, 1)
    >>> people = [Actor(who, "person", (), side=side) for who, side in (("a", "north"), ("b", "north"), ("c", "south"))]
    >>> claims = [Told(Tie("1", "a", "b", "trusts", "high"), one), Told(Tie("2", "a", "b", "trusts", "high"), two)]
    >>> claims += [Told(Tie("3", "a", "c", "trusts", "high"), one)]
    >>> every, across, inside = turnover(people, claims, one, two)
    >>> (every.kept, every.not_observed, every.ended, every.jaccard), across.jaccard, across.unsaid
    ((1, 1, 0, 1.0), None, 'nothing-known-of-both')
    """
    sides = {actor.id: actor.side for actor in actors}
    pairs: defaultdict[tuple[str, str], list[Told]] = defaultdict(list)
    for claim in told:
        one, other = sorted((claim.tie.one, claim.tie.other))
        if claim.tie.kind in kinds and one != other and one in sides and other in sides:
            pairs[one, other].append(claim)
    counted: dict[Among, Counter[Fate]] = {among: Counter() for among in AMONG}
    for (one, other), claims in pairs.items():
        fate = _fate(claims, first, second)
        if fate:
            counted["all"][fate] += 1
        if fate and sides[one] and sides[other]:
            counted["inside" if sides[one] == sides[other] else "across"][fate] += 1
    every, across, inside = (_turnover(among, counted[among], first, second) for among in AMONG)
    return every, across, inside


def _fate(claims: Sequence[Told], first: date, second: date) -> Fate | None:
    """Return what became of one pair; None if it held on neither day, as far as anybody knew then."""
    holding = [claim for claim in claims if claim.tie.holds(second)]
    if any(claim.tie.holds(first) and (claim.tie.start or claim.day <= first) for claim in claims):
        if not holding:
            return "ended"
        return "kept" if any(claim.day > first for claim in holding) else "not_observed"
    if not holding:
        return None
    return "new" if any(claim.tie.start for claim in holding) else "first_seen"


def _turnover(among: Among, fates: Counter[Fate], first: date, second: date) -> Turnover:
    known = fates["kept"] + fates["new"] + fates["ended"]
    before = fates["kept"] + fates["ended"] + fates["not_observed"]
    return Turnover(
        first=first,
        second=second,
        among=among,
        kept=fates["kept"],
        new=fates["new"],
        ended=fates["ended"],
        not_observed=fates["not_observed"],
        first_seen=fates["first_seen"],
        jaccard=round(fates["kept"] / known, DECIMALS) if known else None,
        unsaid="" if known else "nothing-known-of-both",
        doubts=("much-not-observed",) if before and fates["not_observed"] / before >= MUCH_UNSEEN else (),
    )
