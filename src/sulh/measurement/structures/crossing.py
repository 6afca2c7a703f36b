"""
What ties cross: sides, levels, both or neither; and how many of one side come to another within two steps.

    Network ──side_ties, level_ties──▶ Cell, one for each two sides (levels), and for each with itself
            ──families──▶ Families     horizontal: across the divide; vertical: across levels
            ──reach──▶ Reach           within two steps, through anybody: the one between need have no side

Everybody is counted who has a side (a level); of whom it is not known, ties are told of as unknown and counted nowhere
else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations_with_replacement

import numpy as np

from sulh.measurement.structures.network import Network
from sulh.model.dialogue import Booleans, Int8s
from sulh.model.structures import DECIMALS, Cell, Families, Reach
from sulh.model.tracks import LEVELS

FEWEST = 2  # actors of a side of which a share is told


def side_ties(net: Network) -> tuple[Cell, ...]:
    """Return the ties between each two sides and inside each, in the order of `net.sides`."""
    return tuple(_cells(net, net.side, net.sides))


def level_ties(net: Network) -> tuple[Cell, ...]:
    """Return the ties between each two levels and inside each, from the top."""
    return tuple(_cells(net, net.level, LEVELS))


def _cells(net: Network, codes: Int8s, names: Sequence[str]) -> Iterator[Cell]:
    one, other = codes[net.one].astype(int), codes[net.other].astype(int)
    known = (one >= 0) & (other >= 0)
    cell = np.minimum(one, other)[known] * len(names) + np.maximum(one, other)[known]
    ties = np.bincount(cell, minlength=len(names) ** 2)
    claims = np.bincount(cell, weights=net.claims[known], minlength=len(names) ** 2)
    sizes = np.bincount(codes[codes >= 0], minlength=len(names)).tolist()
    for a, b in combinations_with_replacement(range(len(names)), 2):
        pairs = sizes[a] * (sizes[a] - 1) // 2 if a == b else sizes[a] * sizes[b]
        at = a * len(names) + b
        yield Cell(names[a], names[b], int(ties[at]), int(claims[at]), pairs)


def families(net: Network) -> Families:
    """Return how many ties go across sides, across levels, across both and across neither."""
    known = np.ones(len(net.one), bool)
    across = []
    for codes in (net.side, net.level):
        known &= (codes[net.one] >= 0) & (codes[net.other] >= 0)
        across.append(codes[net.one] != codes[net.other])
    sides, levels = across
    return Families(
        horizontal=int((sides & ~levels & known).sum()),
        vertical=int((levels & ~sides & known).sum()),
        both=int((sides & levels & known).sum()),
        neither=int((~sides & ~levels & known).sum()),
        unknown=int((~known).sum()),
    )


def reach(net: Network) -> tuple[Reach, ...]:
    """Return for each side and each other side how many come there directly and within two steps."""
    direct = _tied_to(net, net.side[:, None] == np.arange(len(net.sides)))
    within = direct | _tied_to(net, direct)
    return tuple(
        _reach(net, (side, other), net.side == side, direct[:, other], within[:, other])
        for side in range(len(net.sides))
        for other in range(len(net.sides))
        if side != other
    )


def _tied_to(net: Network, them: Booleans) -> Booleans:
    """Return who has a tie to one of them. Shapes (actors, sides)."""
    tied = np.zeros(them.shape, bool)
    for side in range(them.shape[1]):
        tied[net.one[them[net.other, side]], side] = True
        tied[net.other[them[net.one, side]], side] = True
    return tied


def _reach(net: Network, way: tuple[int, int], own: Booleans, direct: Booleans, within: Booleans) -> Reach:
    actors, come = int(own.sum()), int((own & within).sum())
    small = min(actors, int((net.side == way[1]).sum())) < FEWEST
    share = None if small else round(come / actors, DECIMALS)
    side, other = (net.sides[place] for place in way)
    return Reach(side, other, actors, int((own & direct).sum()), come, share, "side-too-small" if small else "")
