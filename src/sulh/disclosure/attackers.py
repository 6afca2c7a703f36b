"""
Who would find out: attackers who hold everything ever published and know the rules.

    Crowd      people of one side who acted at the same moments: the first answer, every change, a withdrawal
    Seen       what is known of one side at one moment: a whole table, a range of agreements, or a refusal
    Exposed    somebody's answer, fixed: it is certain that they answered so, or certain that they did not

    outsider       holds the publications                       everyone may have acted at any moment
    participant    also knows their own answers                 one or more `Insider`
    watcher        also knows who acted when                    the true crowds
    pooling side   knows every answer of its own side           the words become bands of the other sides

The sum over a crowd is all that can be known of it, so whole numbers per crowd, period and answer say everything: an
answer is fixed when no solution gives it to anybody of the crowd, or every solution gives it to all. They are found
with an exact solver, which is loaded only when it is needed. Nothing here decides what may leave (see `rules`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from sulh.disclosure.rules import CELLS, Table
from sulh.errors import EngineError, ShapeError

if TYPE_CHECKING:
    import numpy.typing as npt

Pattern = tuple[int, ...]  # at every moment: 0 absent, else the number of the answer then standing (1 the first, ...)
AGREED_AT, DISAGREED_AT, PASSED_AT = range(CELLS)  # places in a table; not the votes 1, -1 and 0 of a dialogue
INFEASIBLE = 2  # the solver's code
NO_LIMIT = 10**9


@dataclass(frozen=True)
class Crowd:
    """
    People of one side whom an attacker cannot tell apart.

    Attributes:
        pattern: At every moment 0 for "has not answered", else a number that changes whenever they acted in between.
        size: How many they are.
    """

    pattern: Pattern
    size: int


@dataclass(frozen=True)
class Insider:
    """Somebody whose own answers the attacker knows: at every moment 0, 1 or 2, or -1 when absent."""

    pattern: Pattern
    answers: tuple[int, ...]


@dataclass(frozen=True)
class Seen:
    """
    What is known of one side at one moment; what is None was not said.

    Attributes:
        table: The whole table.
        agree: Fewest and most agreements.
        refused: Numbers were refused: one of these counts is below its limit. Each is (answer, earlier moment or None
            for the table itself, limit).
    """

    table: Table | None = None
    agree: tuple[int, int] | None = None
    refused: tuple[tuple[int, int | None, int], ...] = ()


@dataclass(frozen=True)
class Exposed:
    """An answer that is certain: at `moment` everyone of the crowd answered so (`sure`), or nobody did."""

    pattern: Pattern
    moment: int
    answer: int
    sure: bool


def outsiders_crowds(answered: Sequence[int]) -> list[Crowd]:
    """
    Crowds in the eyes of one who does not know who acted when: between two moments everyone may have acted.

    >>> outsiders_crowds([5, 6])
    [Crowd(pattern=(1, 0), size=5), Crowd(pattern=(0, 1), size=6)]
    """
    places = range(len(answered))
    return [Crowd(tuple(int(at == place) for at in places), count) for place, count in enumerate(answered)]


def net_crowds(answered: Sequence[int]) -> list[Crowd]:
    """
    Crowds if nobody acted who need not have: those who came at each moment and stayed as they were.

    >>> net_crowds([5, 9])
    [Crowd(pattern=(1, 1), size=5), Crowd(pattern=(0, 1), size=4)]
    """
    came = np.diff(answered, prepend=0)
    places = range(len(answered))
    return [Crowd(tuple(int(at >= place) for at in places), int(count)) for place, count in enumerate(came) if count]


def exposed(crowds: Sequence[Crowd], seen: Sequence[Seen], insiders: Sequence[Insider] = ()) -> list[Exposed]:
    """
    Every answer of one side, other than the attacker's own, that is certain after all that was seen.

    Args:
        crowds: All people of the side by pattern, insiders included.
        seen: What is known at every moment.
        insiders: People of this side whose answers the attacker knows.

    Returns:
        What is certain, by crowd, moment and answer; empty when nobody's answer is.

    >>> exposed([Crowd((1,), 5)], [Seen(table=(5, 0, 0))])[0]
    Exposed(pattern=(1,), moment=0, answer=0, sure=True)
    >>> exposed([Crowd((1,), 8)], [Seen(table=(4, 2, 2))])
    []
    """
    tally = _Unknowns(crowds, insiders)
    open_: set[tuple[int, bool]] = set()  # (unknown, sure): not yet shown to be uncertain
    for unknown, size in enumerate(tally.upper):
        if size:
            open_ |= {(unknown, True), (unknown, False)}
    possible = False
    for world in _worlds(seen):
        possible |= _strike_out(tally, [tally.row(limit) for limit in world], open_)
        if not open_:
            return []
    if not possible:
        raise ShapeError("what was seen contradicts itself: there is no world in which it is true")
    return [tally.name(unknown, sure=sure) for unknown, sure in sorted(open_)]


@dataclass(frozen=True)
class _Limit:
    """A bound on a count of one answer at one moment, or on its growth since an earlier one."""

    moment: int
    answer: int
    low: int
    high: int
    since: int | None = None


def _worlds(seen: Sequence[Seen]) -> Iterator[list[_Limit]]:
    """Every way in which all refusals can have come about, each as a list of limits that hold together."""
    fixed: list[_Limit] = []
    for moment, known in enumerate(seen):
        if known.table is not None:
            fixed += [_Limit(moment, answer, count, count) for answer, count in enumerate(known.table)]
        if known.agree is not None:
            fixed.append(_Limit(moment, AGREED_AT, *known.agree))
    refusals = [
        [_Limit(moment, answer, -NO_LIMIT, limit - 1, since) for answer, since, limit in known.refused]
        for moment, known in enumerate(seen)
        if known.refused
    ]
    for reasons in product(*refusals):
        yield [*fixed, *reasons]


class _Unknowns:
    """The unknowns of one side: for every crowd, every period between two acts, every answer, how many gave it."""

    def __init__(self, crowds: Sequence[Crowd], insiders: Sequence[Insider]) -> None:
        """Number the unknowns; insiders are taken out of their crowd and counted apart."""
        own = [insider.pattern for insider in insiders]
        self._insiders = insiders
        self._periods = [
            (crowd.pattern, period, crowd.size - own.count(crowd.pattern))
            for crowd in crowds
            for period in sorted({number for number in crowd.pattern if number})
        ]
        self.upper = np.repeat([size for _, _, size in self._periods], CELLS)

    def name(self, unknown: int, *, sure: bool) -> Exposed:
        """Say whose answer an unknown is, at the first moment at which it stood."""
        pattern, period, _ = self._periods[unknown // CELLS]
        return Exposed(pattern, pattern.index(period), unknown % CELLS, sure)

    def row(self, limit: _Limit) -> tuple[npt.NDArray[np.float64], float, float]:
        """Write a limit as coefficients of the unknowns with a lower and an upper end."""
        counted, known = self._count(limit.moment, limit.answer)
        if limit.since is not None:
            before, known_before = self._count(limit.since, limit.answer)
            counted, known = counted - before, known - known_before
        return counted, limit.low - known, limit.high - known

    def sizes(self) -> list[tuple[npt.NDArray[np.float64], float, float]]:
        """List the rows that say: in every period everyone of the crowd gave one answer."""
        rows = []
        for place, (_, _, size) in enumerate(self._periods):
            row = np.zeros(len(self.upper))
            row[CELLS * place : CELLS * (place + 1)] = 1
            rows.append((row, float(size), float(size)))
        return rows

    def _count(self, moment: int, answer: int) -> tuple[npt.NDArray[np.float64], int]:
        row = np.zeros(len(self.upper))
        for place, (pattern, period, _) in enumerate(self._periods):
            row[CELLS * place + answer] = pattern[moment] == period
        return row, sum(insider.answers[moment] == answer for insider in self._insiders)


def _strike_out(
    tally: _Unknowns, rows: list[tuple[npt.NDArray[np.float64], float, float]], open_: set[tuple[int, bool]]
) -> bool:
    """Strike out whatever a solution shows to be uncertain; whether there is a solution at all."""
    favours = [{unknown: 1 for unknown, _ in open_ if unknown % CELLS == answer} for answer in range(CELLS)]
    single = [({unknown: -1 if sure else 1}, (unknown, sure)) for unknown, sure in sorted(open_)]
    # as many of one answer as can be, for each answer: three solutions excuse nearly everybody; then one by one
    for goal, target in [*((favour, None) for favour in favours), *single]:
        if target is not None and target not in open_:
            continue
        solution = _solve(tally, rows, goal)
        if solution is None:
            return False
        open_ -= {(place, True) for place, count in enumerate(solution) if count < tally.upper[place]}
        open_ -= {(place, False) for place, count in enumerate(solution) if count > 0}
    return True


def _solve(
    tally: _Unknowns,
    rows: list[tuple[npt.NDArray[np.float64], float, float]],
    goal: dict[int, int],
) -> npt.NDArray[np.int64] | None:
    """Whole numbers that fit all rows and make the goal as large as can be; None if there are none."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    cost = np.zeros(len(tally.upper))
    for unknown, weight in goal.items():
        cost[unknown] = -weight
    everything = [*tally.sizes(), *rows]
    matrix = np.array([row for row, _, _ in everything])
    low = np.array([low for _, low, _ in everything], dtype=float)
    high = np.array([high for _, _, high in everything], dtype=float)
    found = milp(
        cost,
        integrality=np.ones(len(cost), dtype=np.int64),
        bounds=Bounds(np.zeros(len(cost)), tally.upper.astype(float)),
        constraints=LinearConstraint(matrix, low, high),
    )
    if found.status == INFEASIBLE:
        return None
    if found.x is None:  # never guessed: who cannot look must not say that all is well
        raise EngineError(f"The solver that tests publications stopped: {found.message}. Nothing was written.")
    return np.rint(found.x).astype(np.int64)
