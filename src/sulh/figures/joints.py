"""
Who holds a network together: those without whom some of it would fall apart (articulation points).

A walk goes as deep as it can and numbers whom it meets; whoever has somebody behind them who reaches nobody met earlier
is a joint. The root of a walk is one where two ways begin at it. Each tie is gone over once.

Source:
    J. Hopcroft, R. Tarjan: Algorithm 447: efficient algorithms for graph manipulation (1973).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator


def joints(ties: Iterable[tuple[str, str]]) -> set[str]:
    """
    Return those without whom others, who are joined now, would not be.

    Args:
        ties: Pairs; the same pair twice, or turned round, says nothing more.

    >>> sorted(joints([("a", "b"), ("b", "c"), ("c", "d"), ("d", "b")])), joints([("a", "b")])
    (['b'], set())
    """
    beside: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for one, other in ties:
        if one != other:
            beside[one][other] = beside[other][one] = None
    met: dict[str, int] = {}
    found: set[str] = set()
    for root in beside:
        if root not in met:
            found |= _walk(root, beside, met)
    return found


def _walk(root: str, beside: defaultdict[str, dict[str, None]], met: dict[str, int]) -> set[str]:
    """Go through all that a root is joined to; return its joints."""
    found: set[str] = set()
    earliest = {root: len(met)}
    met[root] = len(met)
    begun = 0
    way: list[tuple[str, Iterator[str]]] = [(root, iter(beside[root]))]
    while way:
        here, ahead = way[-1]
        there = next(ahead, None)
        if there is None:
            way.pop()
            if not way:
                break
            before = way[-1][0]
            earliest[before] = min(earliest[before], earliest[here])
            if before != root and earliest[here] >= met[before]:
                found.add(before)
        elif there in met:
            earliest[here] = min(earliest[here], met[there])
        else:
            begun += here == root
            earliest[there] = met[there] = len(met)
            way.append((there, iter(beside[there])))
    return found | ({root} if begun > 1 else set())
