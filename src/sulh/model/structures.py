"""
What is found about ties between sides: an index with chance and with what is missing, tables, reach, bodies, turnover.

    Structures ─┬─ basis             whom and which ties it rests on, and what was left out
                ├─ index, sides, levels
                │                    Index: E–I with its chance value and its bounds under missing ties
                ├─ side_ties, level_ties, families
                │                    Cell: ties between two sides, or between two levels
                ├─ reach             Reach: of one side, how many come to another in one step and in two
                ├─ bodies            JointBody: where members of two or more sides sit together
                └─ restricted        nodes and brokers: they expose persons, and are None in what goes further
    Turnover                         ties of two days: kept, new, ended, and what was merely not observed
    OnDay                            the index on one of many days

`None` means "cannot be said" and stands beside its reason, or, where counts are told on, "few". Doubts are codes
(`sulh.measurement.structures.words`). How it is found stands in `sulh.measurement.structures`; what one tie is, in
`sulh.model.actors`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, get_args

from sulh.model.actors import TieKind
from sulh.model.findings import Value

Scope = Literal["network", "side", "level"]
Among = Literal["all", "across", "inside"]
BodyKind = Literal["body", "project"]
BODIES: tuple[BodyKind, ...] = get_args(BodyKind)
Unsaid = Literal["", "no-ties", "one-side", "side-too-small", "nothing-known-of-both", "few"]
DECIMALS = 6  # of every index and share


class Chance(Value, frozen=True):
    """
    What the index is when sides are dealt anew among the same actors and ties.

    Attributes:
        expected: On average. With unequal sides it is not 0: always to be shown beside the index.
        low, high: Between these lie 95 in 100 of the ways to deal.
        at_most: Share of the ways with an index at most as high as the one found: the p of the lower tail.
        at_least: Share with one at least as high: the p of the upper tail.
        ways: How many were looked at: all there are if `exact`, else drawn.
    """

    expected: float
    low: float
    high: float
    at_most: float
    at_least: float
    ways: int
    exact: bool


class Missing(Value, frozen=True):
    """
    What the index would be if a share of all ties were not known.

    Attributes:
        share: Of all ties, known and unknown.
        all_internal, all_external: Were all unknown ties inside sides, or all across: between the two lies the truth.
        random_low, random_high: Were they missing at random: the middle 95 in 100.
    """

    share: float
    all_internal: float
    all_external: float
    random_low: float
    random_high: float


class Index(Value, frozen=True):
    """
    The E–I index of a network, a side, or the actors of a level: (external − internal)/(external + internal).

    Attributes:
        scope, of: Of what; `of` is the side or the level, and empty for the network.
        actors: How many have a side here.
        external, internal: Ties across sides and inside one. None where they are told as few.
        value: From −1, all inside, to +1, all across.
        unsaid: Why there is no value.
        turns_at: The smallest share of missing ties with which the index could lie in the range of chance; 0 where it
            lies there already, None without chance.
        missing: The index under stated shares of missing ties.
    """

    scope: Scope
    of: str
    actors: int | None
    external: int | None
    internal: int | None
    value: float | None
    unsaid: Unsaid = ""
    chance: Chance | None = None
    turns_at: float | None = None
    missing: tuple[Missing, ...] = ()
    doubts: tuple[str, ...] = ()


class Cell(Value, frozen=True):
    """
    Ties between two sides or two levels, or inside one.

    Attributes:
        ties: Pairs that are tied; None where they are few.
        claims: What sources tell of them; several about one pair are one tie. None with the ties.
        pairs: How many pairs there are that could be tied; None where that tells how few somebody is.
    """

    one: str
    other: str
    ties: int | None
    claims: int | None
    pairs: int | None


class Families(Value, frozen=True):
    """
    Ties by what they cross.

    Attributes:
        horizontal: Across sides at one level.
        vertical: Across levels inside one side.
        both, neither: Across both, across neither.
        unknown: Of an end the side or the level is not known.
    """

    horizontal: int | None
    vertical: int | None
    both: int | None
    neither: int | None
    unknown: int | None


class Reach(Value, frozen=True):
    """
    How many of one side come to another side.

    Attributes:
        actors: Of the side.
        direct, within_two: With a tie to the other side, and with one or through one between. None where either they
            or those who do not are few.
        share: within_two of all actors; None where it is not told or the side is too small.
    """

    side: str
    other: str
    actors: int | None
    direct: int | None
    within_two: int | None
    share: float | None
    unsaid: Unsaid = ""


class JointBody(Value, frozen=True):
    """
    An organisation or an initiative in which members of two or more sides sit.

    Attributes:
        members: Of each side; None where they are few.
        since: Since when two sides have been in it; None where a day that it needs is not known.
    """

    id: str
    kind: BodyKind
    members: Mapping[str, int | None]
    since: date | None = None


class NodeIndex(Value, frozen=True):
    """The index of one actor's own ties, and what it would be on average if the others' sides were dealt anew."""

    actor: str
    side: str
    external: int
    internal: int
    value: float | None
    expected: float | None


class Broker(Value, frozen=True):
    """
    An actor without whom pairs across sides lose contact.

    Attributes:
        pairs: How many lose it; the actor's own are not among them.
        share: Of all such pairs that are in contact while the actor is there.
        parts: Into how many the network around the actor falls.
    """

    actor: str
    pairs: int
    share: float
    parts: int


class Restricted(Value, frozen=True):
    """What exposes persons: for those who may see the ties themselves, and never told further."""

    nodes: tuple[NodeIndex, ...]
    brokers: tuple[Broker, ...]


class Basis(Value, frozen=True):
    """
    What figures rest on.

    Attributes:
        start, end: Ties that hold at some time between these days.
        kinds: Which ties count.
        seed, draws: By which sides were dealt anew, and how often at most.
        sides: Actors of each side; None where they are few.
        without_side, without_level: Actors of whom it is not known; they are in no index and were not guessed.
        tied: Of all actors, those with a tie that counts. Of the others nobody told one.
        ties: Pairs that are tied; `claims`, what sources tell of them.
        ties_without_side: Of the ties, those with an end without a side.
        undated, weak, contested: Of the ties, those without any day of beginning, those told with low confidence only,
            and those beside which a source tells of distrust or hostility.
        left_out: Claims that are about one actor twice or about somebody who is not among the actors.
    """

    start: date
    end: date
    kinds: tuple[TieKind, ...]
    seed: int
    draws: int
    sides: Mapping[str, int | None]
    without_side: int | None
    without_level: int | None
    tied: int | None
    ties: int | None
    claims: int | None
    ties_without_side: int | None
    undated: int | None
    weak: int | None
    contested: int | None
    left_out: int

    @property
    def actors(self) -> int | None:
        """All actors, with and without a side; None where a part of them is few."""
        parts = [self.without_side, *self.sides.values()]
        known = [one for one in parts if one is not None]
        return sum(known) if len(known) == len(parts) else None


class Structures(Value, frozen=True):
    """
    All that is found of the ties of one day or one span of time.

    Attributes:
        restricted: None in what may be told further.
    """

    basis: Basis
    index: Index
    sides: tuple[Index, ...]
    levels: tuple[Index, ...]
    side_ties: tuple[Cell, ...]
    level_ties: tuple[Cell, ...]
    families: Families
    reach: tuple[Reach, ...]
    bodies: tuple[JointBody, ...]
    restricted: Restricted | None
    doubts: tuple[str, ...] = ()


class OnDay(Value, frozen=True):
    """
    The index on one of many days, beside its bounds under missing ties.

    Attributes:
        index: Of the network, beside what chance gives.
        sides: Without `chance`; the doubts of a side are those that need none.
        least: The fewest ties that there are between two sides or inside one; None in what is told further.
    """

    day: date
    index: Index
    sides: tuple[Index, ...]
    least: int | None


class Turnover(Value, frozen=True):
    """
    What became of ties between two days.

    Attributes:
        among: All ties, those across sides, or those inside one.
        kept: Held on the first day, and a source after it tells them of the second.
        new: A source says that they began in between.
        ended: A source says that they ended in between.
        not_observed: Held on the first day; nobody said that they ended, and nobody has told of them since.
        first_seen: Told of only now, without a day of beginning or with one before the first day: they may be old.
        jaccard: kept/(kept + new + ended), of what is known of both days; None without any.
    """

    first: date
    second: date
    among: Among
    kept: int | None
    new: int | None
    ended: int | None
    not_observed: int | None
    first_seen: int | None
    jaccard: float | None
    unsaid: Unsaid = ""
    doubts: tuple[str, ...] = ()
