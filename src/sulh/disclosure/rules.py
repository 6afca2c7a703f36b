"""
What may leave of one statement: numbers, a word, or nothing.

    public facts only ──▶ Plan ─┬─ words    which words could come out (none: an earlier word stays as it is)
                                ├─ firm     fewest agreements a side that would be firm, if that is among them
                                └─ tries    whether numbers are tried at all
    plan + answers ─────▶ numbers, if every count is large enough and a mixed way leads to them; else the word

The plan is made before an answer is looked at, and only if every outcome would be safe: from a refusal nobody learns
more than the rules allow for. What a refusal of numbers gives away is reckoned with at the next publication.
"""

from __future__ import annotations

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
    fresh = {side: past.fresh(side, count) for side, count in answered.items()}
    enough = CELLS * needed(past.tries, k)
    return all(count >= enough and count >= GROWTH_BETWEEN_TRIES * past.last_try(side) for side, count in fresh.items())


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
    return all(_table_allowed(past, side, table, k=k) for side, table in tables.items())


def _table_allowed(past: Past, side: str, table: Table, *, k: int) -> bool:
    fresh = [now - then for now, then in zip(table, past.base(side), strict=True)]
    if min(fresh) < needed(past.tries, k):  # never below k, and the table itself is never below its growth
        return False
    agree, disagree, passed = fresh
    roads = [(agree, disagree), (agree, passed)]
    if past.numbers is not None:  # no words since: the small count of a mixed way may be the agreements, too
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
