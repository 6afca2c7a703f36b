"""
All figures about the ties of one day or span, put together.

    actors, ties, cards, span ──structures──▶ Structures

What may be told further of it is `released`; what became of ties between two days is `turnover`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

import numpy as np

from sulh.measurement.structures.bodies import joint_bodies, joint_projects
from sulh.measurement.structures.brokers import brokers
from sulh.measurement.structures.crossing import families, level_ties, reach, side_ties
from sulh.measurement.structures.index import index_of, index_of_levels, of_actors
from sulh.measurement.structures.network import CONTACT, Network, Span, network
from sulh.model.actors import CONFIDENCES, Actor, Confidence, Tie, TieKind
from sulh.model.dialogue import Booleans
from sulh.model.initiatives import Card
from sulh.model.structures import Basis, Restricted, Structures

DRAWS: Final = 1_000
MUCH: Final = 0.2  # of the ties


def structures(
    actors: Iterable[Actor],
    ties: Iterable[Tie],
    span: Span,
    *,
    seed: int,
    cards: Iterable[Card] = (),
    kinds: Collection[TieKind] = CONTACT,
    least: Confidence = "low",
    draws: int = DRAWS,
    restricted: bool = True,
) -> Structures:
    """
    Find what the ties of a span show of the relation between the sides.

    Args:
        actors: Everybody on the map or in the list, tied or not.
        ties: What sources tell, of every kind: those `against` make a tie contested.
        span: A day (twice the same), or a window.
        seed: The same seed gives the same figures.
        cards: Initiatives, for the projects that sides do together.
        kinds: Which ties count; see `sulh.measurement.structures.network`.
        least: Claims with less confidence are left out.
        draws: How often the sides are dealt anew where there are too many ways to look at all.
        restricted: Whether what exposes single actors is looked for at all.

    Raises:
        SettingError: With more than 64 sides, no draw, or more than 100,000.
    """
    people, told = tuple(actors), tuple(ties)
    net = network(people, told, span, kinds=kinds, least=least)
    every, sides = index_of(net, seed=seed, draws=draws)
    held = [tie for tie in told if CONFIDENCES.index(tie.confidence) >= CONFIDENCES.index(least)]
    return Structures(
        basis=_basis(net, span, kinds, seed=seed, draws=draws),
        index=every,
        sides=sides,
        levels=index_of_levels(net, seed=seed, draws=draws),
        side_ties=side_ties(net),
        level_ties=level_ties(net),
        families=families(net),
        reach=reach(net),
        bodies=(*joint_bodies(people, held, span), *joint_projects(people, cards, span)),
        restricted=Restricted(tuple(of_actors(net)), brokers(net)) if restricted else None,
        doubts=doubts_of(net),
    )


def _basis(net: Network, span: Span, kinds: Collection[TieKind], *, seed: int, draws: int) -> Basis:
    return Basis(
        start=span.start,
        end=span.end,
        kinds=tuple(sorted(kinds)),
        seed=seed,
        draws=draws,
        sides={side: int((net.side == place).sum()) for place, side in enumerate(net.sides)},
        without_side=int((net.side < 0).sum()),
        without_level=int((net.level < 0).sum()),
        tied=len(np.union1d(net.one, net.other)),
        ties=len(net.one),
        claims=int(net.claims.sum()),
        ties_without_side=int(_without_side(net).sum()),
        undated=int(net.undated.sum()),
        weak=int(net.weak.sum()),
        contested=int(net.contested.sum()),
        left_out=net.left_out,
    )


def _without_side(net: Network) -> Booleans:
    return np.minimum(net.side[net.one], net.side[net.other]) < 0


def doubts_of(net: Network) -> tuple[str, ...]:
    """Return the doubts about what everything rests on; those about one index stand with it."""
    shares = {
        "many-without-side": _without_side(net),
        "many-undated": net.undated,
        "many-weak": net.weak,
    }
    much = [code for code, which in shares.items() if len(which) and which.mean() >= MUCH]
    return (*much, *(["some-contested"] if net.contested.any() else []))
