"""
The safety rule: whatever is said, there must remain a mixed way in which it could have come about.

    one side, one statement, the moments at which something was said of it (or numbers were refused):

    answered   0 ──▶ 8 ──────▶ 15 ──────▶ 31      more people each time (net)
    agree      0 ──▶ [5..8] ─▶ [0..7]? ─▶ 12      what each word or number leaves possible

A *mixed way* is a sequence of agreements that fits everything said and in which every step of growth holds at least
`PAIR` agreements and `PAIR` other answers. If one exists, nobody's answer can be fixed, however people really came,
changed and left between the moments: think of seats that keep their answer while people swap seats; whoever acts in a
step can sit on a new seat of either kind, and a second person, whose answer the attacker knows, beside them. The proof
stands in docs/decisions/0003-disclosure.md. The rule looks at what is public only: how many answered, what was said.

A *closed* moment is a caucus, seen from a joint publication: whatever was said behind that door, the whole table
included, every way out of it must go on mixed (docs/decisions/0006-caucus-in-one-ledger.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sulh.disclosure.words import Band

PAIR = 2  # new seats of each kind: one for the person attacked, one for the attacker's own answer


@dataclass(frozen=True)
class Moment:
    """
    One moment at which something became known of one side's answers to one statement.

    Attributes:
        answered: Answers of this side then.
        bands: What may be known of its agreements, case by case; a mixed way must exist in every case.
        tried: Whether numbers were tried and refused: then one more answer had a small count, and needs seats too.
        closed: Whether this was a caucus of which nothing but the number of answers may be looked at.
    """

    answered: int
    bands: Sequence[Band]
    tried: bool = False
    closed: bool = False


def behind_a_door(answered: int) -> Moment:
    """
    Return a closed moment: any count may have been laid open that a mixed way can show.

    The two outermost counts stand for all between them: where both have a mixed step to a band, so has every other.

    >>> behind_a_door(8).bands
    ((2, 2), (6, 6))
    """
    return Moment(answered, ((PAIR, PAIR), (answered - PAIR, answered - PAIR)), closed=True)


def mixed_ways(moments: Iterable[Moment]) -> frozenset[Band]:
    """
    Where mixed ways can stand at the last moment, one band for each case; empty if in some case there is none.

    >>> mixed_ways([Moment(5, ((3, 5),))])
    frozenset({(3, 3)})
    >>> mixed_ways([Moment(4, ((3, 4),))])
    frozenset()
    >>> mixed_ways([Moment(5, ((3, 5),)), Moment(6, ((0, 3),))])
    frozenset()
    """
    ways, before = frozenset({(0, 0)}), 0
    for moment in moments:
        ways = grown(ways, moment, before=before)
        before = moment.answered
    return ways


def grown(ways: frozenset[Band], moment: Moment, *, before: int) -> frozenset[Band]:
    """
    Take every case one moment further; empty as soon as one case has no mixed way left.

    A closed moment begins anew: what was said in it was itself made to leave a mixed way, and how is not looked at.
    """
    if moment.closed:
        return frozenset(moment.bands)
    growth = moment.answered - before
    most = growth - PAIR - (PAIR if moment.tried else 0)
    further = set()
    for low, high in ways:
        for at_least, at_most in moment.bands:
            reached = (max(low + PAIR, at_least), min(high + most, at_most))
            if most < PAIR or reached[0] > reached[1]:
                return frozenset()
            further.add(reached)
    return frozenset(further)


def small_count(tries: int) -> int:
    """
    Return the small count that a mixed way shows at the last of so many refused tries: `PAIR` new seats each time.

    >>> [small_count(tries) for tries in (0, 1, 2, 3)]
    [0, 2, 4, 6]
    """
    return PAIR * tries


def needed(tries: int, k: int) -> int:
    """
    Smallest count with which numbers go out, after so many refused tries since numbers last went out.

    At least k; and always above what a mixed way shows if this try, too, is refused.

    >>> [needed(tries, 5) for tries in (0, 1, 2, 3)]
    [5, 5, 7, 9]
    """
    return max(k, small_count(tries + 1) + 1)
