"""
An alibi for everybody: one possible world in which every crowd holds all three answers.

    what was seen ─▶ tables, one a moment, each larger than the last by at least one of every answer ─▶ nobody is known

Finding such a world proves that no answer is certain, far faster than asking a solver for every answer in turn. Finding
none proves nothing: then `attackers.exposed` must look. Whatever is found here is checked against what was seen before
it counts, so a mistake in the search cannot excuse anybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, permutations

from sulh.disclosure.attackers import AGREE, Seen
from sulh.disclosure.rules import CELLS, Table

NOTHING: Table = (0, 0, 0)


def alibi(answered: Sequence[int], seen: Sequence[Seen]) -> list[Table] | None:
    """
    Find a world in which newcomers of every moment gave all three answers, if people came and nobody left or changed.

    Args:
        answered: Answers of one side at every moment.
        seen: What is known of that side at every moment.

    Returns:
        The table of every moment; None if the search found no such world.

    >>> alibi([8, 14], [Seen(agree=(5, 8)), Seen(agree=(0, 7))])
    [(5, 1, 2), (6, 2, 6)]
    >>> alibi([8, 9], [Seen(agree=(5, 8)), Seen(agree=(0, 4))]) is None
    True
    """
    for main, small, other in permutations(range(CELLS)):
        if main != AGREE and any(known.agree is not None for known in seen):
            continue
        few = _few(seen, small)
        most = _walk(answered, seen, main, few)
        if most is not None:
            tables = [
                _table({main: a, small: b, other: size - a - b}) for size, a, b in zip(answered, most, few, strict=True)
            ]
            if holds(answered, seen, tables):
                return tables
    return None


def holds(answered: Sequence[int], seen: Sequence[Seen], tables: Sequence[Table]) -> bool:
    """Whether these tables fit everything that was seen, and every crowd of newcomers holds all three answers."""
    grown = all(now > then for one, two in pairwise([NOTHING, *tables]) for then, now in zip(one, two, strict=True))
    sizes = [sum(table) for table in tables] == list(answered)
    return grown and sizes and all(_fits(moment, seen, tables) for moment in range(len(seen)))


def _fits(moment: int, seen: Sequence[Seen], tables: Sequence[Table]) -> bool:
    known, table = seen[moment], tables[moment]
    small = [
        table[answer] - (0 if since is None else tables[since][answer]) < limit
        for answer, since, limit in known.refused
    ]
    low, high = known.agree or (0, sum(table))
    return known.table in (None, table) and low <= table[AGREE] <= high and (not small or any(small))


def _few(seen: Sequence[Seen], small: int) -> list[int]:
    """Let one answer grow by one person a moment, up to a table that says how many there are."""
    few = list(range(1, len(seen) + 1))
    for moment, known in enumerate(seen):
        if known.table is not None:
            few[moment:] = range(known.table[small], known.table[small] + len(seen) - moment)
    return few


def _walk(answered: Sequence[int], seen: Sequence[Seen], main: int, few: Sequence[int]) -> list[int] | None:
    """Let the main answer grow through every range, leaving at least one newcomer for the third answer each time."""
    reach = [(0, 0)]
    steps = [size - then - (now - before) for size, then, now, before in _steps(answered, few)]
    for known, room in zip(seen, steps, strict=True):
        low, high = reach[-1][0] + 1, reach[-1][1] + room - 1
        if known.agree is not None:
            low, high = max(low, known.agree[0]), min(high, known.agree[1])
        if known.table is not None:
            low, high = max(low, known.table[main]), min(high, known.table[main])
        if low > high:
            return None
        reach.append((low, high))
    walk = [reach[-1][0]]
    for (low, high), room in zip(reversed(reach[1:-1]), reversed(steps), strict=False):
        walk.append(min(high, walk[-1] - 1) if walk[-1] - room + 1 <= high else low)
    return walk[::-1]


def _steps(answered: Sequence[int], few: Sequence[int]) -> list[tuple[int, int, int, int]]:
    return list(zip(answered, [0, *answered[:-1]], few, [0, *few[:-1]], strict=True))


def _table(counts: dict[int, int]) -> Table:
    return (counts[0], counts[1], counts[2])
