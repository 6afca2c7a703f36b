"""
Opinion groups: people who answered alike, as a check on the declared sides and never a substitute.

    Projection ─▶ who answered enough ─▶ k-means, k = 2 .. 5 ─▶ silhouette chooses k ─▶ stability decides
                                                                                         │
                         Groups (with the map)  ◀── stable ─────────────────────────────┤
                         Groups without groups or map, and CannotSay ◀── unstable ──────┘

Whatever needs distances between people is computed on a seeded sample of at most 2,000. Stability resamples people,
not statements, and leaves the directions of the map as they are: it says whether the groups would be drawn the same way
among other people like these, not whether the map would.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sulh.model.dialogue import NO_SIDE, Int8s, Int16s, Int64s, Singles
from sulh.model.findings import (
    DECIMALS,
    FEWEST_FOR_PATTERNS,
    STABLE,
    CannotSay,
    Group,
    Groups,
    OpinionMap,
    Representative,
)
from sulh.opinion import clustering, partitions
from sulh.opinion.engine import Engine
from sulh.opinion.kernels import counting
from sulh.opinion.projection import Projection, project
from sulh.opinion.representative import representative
from sulh.opinion.tally import Tally

FEWEST_ANSWERS = 7  # of one person, or all statements where there are fewer
MOST_GROUPS = 5
PEOPLE_PER_GROUP = 12  # a group more for each
SAMPLE = 2000
STARTS = 10
RESAMPLES, STARTS_OF_RESAMPLE = 20, 3
STRONGEST = 20  # statements whose direction is shown on the map


@dataclass(frozen=True, eq=False)
class _People:
    """Those who answered enough: their numbers, places and sides, and the sample among them (as places in these)."""

    number: Int64s
    points: Singles
    side: Int16s
    sample: Int64s


@dataclass(frozen=True, eq=False)
class _Grouping:
    """One division, its groups numbered by size, with its mean silhouette and stability on the sample."""

    found: clustering.Clustering
    silhouette: float
    stability: float = 0.0


def groups(engine: Engine, tally: Tally, *, seed: int) -> tuple[Groups | None, CannotSay | None]:
    """
    Find opinion groups, draw the map, and say how they relate to the declared sides.

    Args:
        engine: The answers and sides.
        tally: Counts of the same answers.
        seed: For everything drawn at random.

    Returns:
        The groups, and what cannot be said. Nothing at all below 50 people who answered at least 7 statements (all,
        where there are fewer); below a stability of 0.5 no groups and no map, only what sets the declared sides apart.
    """
    rng = np.random.default_rng(seed)
    map_of_all = project(engine, tally, seed=seed)
    people = _enough(engine, map_of_all, rng)
    if len(people.number) < FEWEST_FOR_PATTERNS:
        return None, CannotSay("too-few-for-map", number=float(len(people.number)))
    by_side = dict(zip(tally.sides, representative(tally.counts[:-1], tally.statements), strict=True))
    best = _best(engine, people, rng)
    if best is None or best.stability < STABLE:
        return _unstable(best, by_side), CannotSay("map-unstable", number=best.stability if best else 0.0)
    return _told(engine, map_of_all, people, best, by_side), None


def _enough(engine: Engine, drawn: Projection, rng: np.random.Generator) -> _People:
    number = np.flatnonzero(drawn.seen >= max(min(FEWEST_ANSWERS, len(engine.statements)), 1))
    sample = np.sort(rng.choice(len(number), min(SAMPLE, len(number)), replace=False))
    return _People(number, drawn.positions[number], engine.sides.of[number], sample)


def _best(engine: Engine, people: _People, rng: np.random.Generator) -> _Grouping | None:
    """Divide for every number of groups; keep the division with the largest silhouette, and measure its stability."""
    sample = people.points[people.sample]
    between = partitions.distances(sample)
    step = clustering.one_round(compiled=engine.compiled)
    best: _Grouping | None = None
    for k in range(2, min(MOST_GROUPS, 2 + len(people.number) // PEOPLE_PER_GROUP) + 1):
        found = _divide(people, k, rng, step)
        if found is not None:
            width = partitions.silhouette(between, found.label[people.sample])
            best = _Grouping(found, width) if best is None or width > best.silhouette else best
    if best is None:
        return None
    stability = _stability(sample, best.found.label[people.sample], rng, step)
    return _Grouping(best.found, round(best.silhouette, DECIMALS), round(stability, DECIMALS))


def _divide(
    people: _People, k: int, rng: np.random.Generator, step: clustering.Nearest
) -> clustering.Clustering | None:
    centres = clustering.start_centres(people.points[people.sample], k, rng, starts=STARTS, step=step)
    if centres is None:
        return None
    found = clustering.settle(people.points, centres, clustering.in_parts(step))
    if found.members.min() <= 1:
        return None
    order = np.lexsort((found.centres[:, 0], -found.members))
    return clustering.Clustering(
        np.argsort(order).astype(np.int8)[found.label], found.centres[order], found.members[order]
    )


def _stability(points: Singles, label: Int8s, rng: np.random.Generator, step: clustering.Nearest) -> float:
    """Mean adjusted Rand index between the groups and those that resampled people would have been given."""
    k = int(label.max()) + 1
    agreement = []
    for _ in range(RESAMPLES):
        again = points[rng.integers(len(points), size=len(points))]
        centres = clustering.start_centres(again, k, rng, starts=STARTS_OF_RESAMPLE, step=step)
        drawn = None if centres is None else step(points, centres)[0]
        agreement.append(0.0 if drawn is None else partitions.adjusted_rand(label, drawn))
    return float(np.mean(agreement))


def _unstable(best: _Grouping | None, by_side: dict[str, list[Representative]]) -> Groups:
    return Groups(
        count=0,
        silhouette=best.silhouette if best else 0.0,
        stability=best.stability if best else 0.0,
        with_sides=None,
        groups=[],
        map=None,
        by_side=by_side,
    )


def _told(
    engine: Engine, drawn: Projection, people: _People, best: _Grouping, by_side: dict[str, list[Representative]]
) -> Groups:
    return Groups(
        count=len(best.found.members),
        silhouette=best.silhouette,
        stability=best.stability,
        with_sides=_with_sides(people.side, best.found.label),
        groups=_groups(engine, people, best.found),
        map=_map(engine, drawn, people, best.found.label),
        by_side=by_side,
    )


def _with_sides(side: Int16s, label: Int8s) -> float | None:
    declared = side != NO_SIDE
    if len(np.unique(side[declared])) <= 1:
        return None
    return round(partitions.mutual_information(side[declared], label[declared]), DECIMALS)


def _groups(engine: Engine, people: _People, found: clustering.Clustering) -> list[Group]:
    label = np.full(engine.participants, NO_SIDE, np.int16)
    label[people.number] = found.label
    (counts,) = engine.total(counting.count_labels, label, len(engine.statements), len(found.members))
    telling = representative(counts[:-1], engine.statements)
    return [
        Group(
            number=g + 1,
            members=int(members),
            by_side=_by_side(engine.sides.names, people.side[found.label == g]),
            centre=_rounded(found.centres[g]),
            representative=telling[g],
        )
        for g, members in enumerate(found.members)
    ]


def _by_side(names: tuple[str, ...], side: Int16s) -> dict[str, int]:
    """Count the members of each declared side, and of none under "" if there are any."""
    counted = {name: int((side == number).sum()) for number, name in enumerate(names)}
    undeclared = int((side == NO_SIDE).sum())
    return counted | ({"": undeclared} if undeclared else {})


def _map(engine: Engine, drawn: Projection, people: _People, label: Int8s) -> OpinionMap:
    strength = np.hypot(*drawn.directions.T)
    strongest = np.sort(np.argsort(-strength, kind="stable")[:STRONGEST])
    return OpinionMap(
        explained=_rounded(drawn.explained),
        positions=[(*_rounded(people.points[i]), int(people.side[i]), int(label[i]) + 1) for i in people.sample],
        statements={engine.statements[j]: _rounded(drawn.directions[j]) for j in strongest},
    )


def _rounded(pair: npt.NDArray[np.floating]) -> tuple[float, float]:
    return round(float(pair[0]), DECIMALS), round(float(pair[1]), DECIMALS)
