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

from sulh.disclosure.attackers import AGREED_AT, NO_LIMIT, Seen
from sulh.disclosure.rules import CELLS, Table
from sulh.disclosure.words import Band

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
        if main != AGREED_AT and any(known.agree is not None for known in seen):
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
    return known.table in (None, table) and low <= table[AGREED_AT] <= high and (not small or any(small))


def _few(seen: Sequence[Seen], small: int) -> list[int]:
    """Let one answer grow by one person a moment, up to a table that says how many there are."""
    few = list(range(1, len(seen) + 1))
    for moment, known in enumerate(seen):
        if known.table is not None:
            few[moment:] = range(known.table[small], known.table[small] + len(seen) - moment)
    return few


def _walk(answered: Sequence[int], seen: Sequence[Seen], main: int, few: Sequence[int]) -> list[int] | None:
    """Let the main answer grow through every range, leaving at least one newcomer for the third answer each time."""
    shared = [came - small for came, small in zip(_newcomers(answered), _newcomers(few), strict=True)]
    reach = _reach(seen, shared, main)
    return None if reach is None else _way_back(reach)


def _newcomers(counts: Sequence[int]) -> list[int]:
    """By how much a count grew up to each moment."""
    return [now - then for then, now in pairwise([0, *counts])]


def _reach(seen: Sequence[Seen], shared: Sequence[int], main: int) -> list[Band] | None:
    """
    Forward: where the main answer can stand at each moment; None as soon as it can stand nowhere.

    Of the newcomers whom main and third answer share at a moment, each gets one or more.
    """
    reach: list[Band] = []
    least, most = 0, 0
    for known, share in zip(seen, shared, strict=True):
        fewest, limit = _said(known, main)
        least, most = max(least + 1, fewest), min(most + share - 1, limit)
        if least > most:
            return None
        reach.append((least, most))
    return reach


def _said(known: Seen, main: int) -> Band:
    """Fewest and most of the main answer, by what was said at one moment."""
    if known.table is not None:
        return (known.table[main], known.table[main])
    return known.agree or (0, NO_LIMIT)


def _way_back(reach: Sequence[Band]) -> list[int]:
    """Backward: end as low as can be, and come from as high as can be; whatever is in reach was reached from there."""
    way = [reach[-1][0]]
    for _, highest in reversed(reach[:-1]):
        way.append(min(highest, way[-1] - 1))
    return way[::-1]


def _table(counts: dict[int, int]) -> Table:
    return (counts[0], counts[1], counts[2])
