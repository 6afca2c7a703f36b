"""
What may leave of one statement: numbers, a word, or nothing.

    public facts only ──▶ Plan ─┬─ words    which words could come out (none: an earlier word stays as it is)
                                ├─ firm     fewest agreements a side that would be firm, if that is among them
                                └─ tries    whether numbers are tried at all
    plan + answers ─────▶ numbers, if every count is large enough and a mixed way leads to them; else the word

The plan is made before an answer is looked at, and only if every outcome would be safe: from a refusal nobody learns
more than the rules allow for. What a refusal of numbers gives away is reckoned with at the next publication.

Where a side had a caucus over the statement, a joint plan looks at how many answered there and at nothing else.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sulh.disclosure.mixing import PAIR, Moment, grown, mixed_ways, needed, small_count
from sulh.disclosure.past import Past
from sulh.disclosure.words import Band, bands, majority, vocabulary
from sulh.model.findings import Population
from sulh.model.publication import Word
from sulh.opinion.standing import fewest_firm, fewest_of_invited

SMALLEST_K = 3
COUNTS_OF_A_BAND = 3  # an end of a band covers at least so many possible counts
CELLS = 3  # agree, disagree, pass
GROWTH_BETWEEN_TRIES = 1.5

Table = tuple[int, int, int]  # agree, disagree, pass


@dataclass(frozen=True)
class Plan:
    """What could leave of one statement, decided from public facts alone."""

    words: tuple[Word, ...] = ()
    firm_from: dict[str, int] | None = None
    tries: bool = False


def firm_agreements(
    answered: Mapping[str, int],
    invited: Mapping[str, int | None],
    *,
    population: Population,
    level: float,
    confidence: float,
) -> dict[str, int]:
    """
    Fewest agreements of each side that are called firm: always a majority, and a pass counts as not agreeing.

    >>> firm_agreements({"A": 12, "B": 10}, {"A": None, "B": None}, population="consultation", level=.6, confidence=.9)
    {'A': 10, 'B': 8}
    """
    if population == "room":
        of = np.array([invited[side] or 0 for side in answered], dtype=np.int64)
        fewest = fewest_of_invited(of, level=level)
    else:
        sizes = np.array(list(answered.values()), dtype=np.int64)
        fewest = fewest_firm(sizes, level=level, confidence=confidence)
    return {side: max(int(least), majority(answered[side])) for side, least in zip(answered, fewest, strict=True)}


def may_say_firm(answered: Mapping[str, int], firm_from: Mapping[str, int]) -> bool:
    """
    Whether *firm* may be among the words: it must leave three possible counts on every side.

    In a room that takes five or more invited a side: of four, a majority is three or four.

    >>> may_say_firm({"A": 10}, {"A": 8}), may_say_firm({"A": 8}, {"A": 7})
    (True, False)
    """
    return all(count - firm_from[side] + 1 >= COUNTS_OF_A_BAND for side, count in answered.items())


def plan(past: Past, answered: Mapping[str, int], firm_from: dict[str, int] | None, *, k: int) -> Plan:
    """
    Decide what could leave, from how many answered now and what left before: the answers themselves stay unseen.

    >>> plan(Past(), {"A": 12, "B": 9}, None, k=5).words
    ('most-on-each-side', 'most-on-one-side', 'no-majority')
    >>> plan(Past(), {"A": 12, "B": 4}, None, k=5)
    Plan(words=(), firm_from=None, tries=False)
    >>> plan(Past(), {"A": 15, "B": 15}, None, k=5).tries
    True
    """
    if min(answered.values()) < k:
        return Plan()
    attempts = (True, False) if worth_trying(past, answered, k=k) else (False,)
    spoken = [Plan(words, firm, tries) for tries in attempts for words, firm in _offers(past, len(answered), firm_from)]
    silent = [Plan(tries=True)] if attempts[0] else []
    return next((proposed for proposed in [*spoken, *silent] if _safe(past, answered, proposed)), Plan())


def _offers(
    past: Past, sides: int, firm_from: dict[str, int] | None
) -> list[tuple[tuple[Word, ...], dict[str, int] | None]]:
    """List the sets of words that could come out, richest first; after numbers there are no words any more."""
    offers: list[tuple[tuple[Word, ...], dict[str, int] | None]] = []
    if past.numbers is None:
        if firm_from is not None:
            offers.append((vocabulary(sides, firm=True), firm_from))
        if past.word != "firm-on-every-side":  # a weaker set of words would read like a loss of firmness
            offers.append((vocabulary(sides, firm=False), None))
    return offers


def worth_trying(past: Past, answered: Mapping[str, int], *, k: int) -> bool:
    """
    Whether numbers may be tried: enough fresh answers on every side, half as many again as at the last refusal.

    >>> worth_trying(Past(), {"A": 14, "B": 200}, k=5)
    False
    """
    return not any(more_for_a_try(past, answered, k=k).values())


def more_for_a_try(past: Past, answered: Mapping[str, int], *, k: int) -> dict[str, int]:
    """
    How many more answers each side must give before numbers are tried.

    >>> more_for_a_try(Past(), {"A": 14, "B": 200}, k=5)
    {'A': 1, 'B': 0}
    """
    enough = CELLS * fewest_shown(past, k)
    wanted = {side: max(enough, math.ceil(GROWTH_BETWEEN_TRIES * past.last_try(side))) for side in answered}
    return {side: max(0, wanted[side] - past.fresh(side, count)) for side, count in answered.items()}


def fewest_shown(past: Past, k: int) -> int:
    """
    Smallest count with which numbers go out.

    Behind a closed door a table may have been laid open of which nothing is known here but its size: then every count
    must be above what it can have been there by as much as is needed anyway.

    >>> fewest_shown(Past(), 5)
    5
    """
    return past.behind + needed(past.tries, k)


def _safe(past: Past, answered: Mapping[str, int], proposed: Plan) -> bool:
    """Whether on every side every outcome leaves a mixed way: every word, and, if tried, the refusal of numbers."""
    return all(_side_safe(past, side, count, proposed) for side, count in answered.items())


def _side_safe(past: Past, side: str, answered: int, proposed: Plan) -> bool:
    earlier = past.moments(side)
    ways = mixed_ways(earlier)
    before = earlier[-1].answered if earlier else 0
    fresh = past.fresh(side, answered)
    firm_from = None if proposed.firm_from is None else proposed.firm_from[side]
    cases = [bands(word, answered, firm_from) for word in proposed.words] or [((0, fresh),)]
    return all(grown(ways, Moment(fresh, case, tried=proposed.tries), before=before) for case in cases)


def numbers_allowed(past: Past, tables: Mapping[str, Table], *, k: int) -> bool:
    """
    Whether the whole table may leave.

    Every count of every side, and of every difference to earlier numbers, is large enough (zero is small), and a mixed
    way leads to the table past every word and every refusal.

    >>> numbers_allowed(Past(), {"A": (9, 5, 5), "B": (30, 6, 5)}, k=5)
    True
    >>> numbers_allowed(Past(), {"A": (9, 5, 5), "B": (30, 6, 0)}, k=5)
    False
    """
    if growth_too_small(past, tables, k=k):  # never below k, and the table itself is never below its growth
        return False
    return all(_table_allowed(past, side, table) for side, table in tables.items())


def growth_too_small(past: Past, tables: Mapping[str, Table], *, k: int) -> bool:
    """
    Whether some count of some side, or its growth since the last numbers, is too small to be shown; zero is small.

    >>> growth_too_small(Past(), {"A": (9, 5, 5), "B": (30, 6, 4)}, k=5)
    True
    """
    return any(min(_growth(past, side, table)) < fewest_shown(past, k) for side, table in tables.items())


def _growth(past: Past, side: str, table: Table) -> Table:
    agree, disagree, passed = (now - then for now, then in zip(table, past.base(side), strict=True))
    return (agree, disagree, passed)


def _table_allowed(past: Past, side: str, table: Table) -> bool:
    """Whether a mixed way leads to the table of one side."""
    if past.closed(side):  # every count is above anything that was there before: whatever that was, the step is mixed
        return True
    agree, disagree, passed = fresh = _growth(past, side, table)
    roads = [(agree, disagree), (agree, passed)]
    if past.numbers is not None and not past.spoken:  # no words: the small count may be the agreements, too
        roads.append((disagree, agree))
    return any(_road(past, side, sum(fresh), main, small) for main, small in roads)


def _road(past: Past, side: str, fresh: int, main: int, small: int) -> bool:
    """Whether a mixed way leads to `main` while the count that ends as `small` was small at every refused try."""
    moments = past.moments(side)
    last = max((place for place, moment in enumerate(moments) if moment.tried), default=None)
    if last is not None:
        grew = small - small_count(past.tries)  # what the small count still has to grow after the last refusal
        least = main - (fresh - moments[last].answered) + grew + PAIR
        moments[last] = replace(moments[last], bands=_from(moments[last].bands, least))
    return bool(mixed_ways([*moments, Moment(fresh, ((main, main),))]))


def _from(cases: Sequence[Band], least: int) -> Sequence[Band]:
    """Cut every band at its lower end."""
    return tuple((max(low, least), high) for low, high in cases)
