"""
A long list of findings, most pressing first, of which only those that somebody looks at are put together.

    Run       findings of one kind that press alike, in order: how many, and a way to get some of them
    Ranked    runs one behind another: its length and any part of it cost nothing but that part
    Without   a list of findings without some of them
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, groupby
from typing import TypeVar, overload

from sulh.coordination.findings import FINDING_KINDS, Finding, FindingKind
from sulh.coordination.pressing import rank

T = TypeVar("T")


@dataclass(frozen=True)
class Run:
    """Findings of one kind that press alike: `part(first, last)` gives those from `first` to before `last`."""

    pressing: int
    kind: FindingKind
    count: int
    part: Callable[[int, int], Iterable[Finding]]


class Ranked(Sequence[Finding]):
    """
    Findings in the order of `sulh.coordination.pressing.rank`.

    Args:
        runs: No two of one kind that press alike.
    """

    def __init__(self, runs: Iterable[Run]) -> None:
        """Put the runs in order."""
        self._runs = sorted(runs, key=lambda run: (-run.pressing, FINDING_KINDS.index(run.kind)))
        self._ends = list(accumulate(run.count for run in self._runs))

    def __len__(self) -> int:
        """Return how many there are."""
        return self._ends[-1] if self._ends else 0

    def of_kind(self, kind: FindingKind) -> Ranked:
        """Return those of one kind."""
        return Ranked(run for run in self._runs if run.kind == kind)

    @overload
    def __getitem__(self, at: int) -> Finding: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Finding, ...]: ...

    def __getitem__(self, at: int | slice) -> Finding | tuple[Finding, ...]:
        """Return one, or a part without gaps."""
        places = range(len(self))[at]
        if isinstance(places, int):
            return next(self._part(places, places + 1))
        return tuple(self._part(places.start, places.stop)) if places else ()

    def __iter__(self) -> Iterator[Finding]:
        """Give all of them."""
        return self._part(0, len(self))

    def _part(self, first: int, last: int) -> Iterator[Finding]:
        number = bisect_right(self._ends, first)
        while first < last:
            run, begins = self._runs[number], self._ends[number] - self._runs[number].count
            yield from run.part(first - begins, min(last, self._ends[number]) - begins)
            first, number = self._ends[number], number + 1


class Without(Sequence[Finding]):
    """
    A list of findings without some.

    Args:
        found: The whole list.
        places: Where those stand in it that are left out, in order.
    """

    def __init__(self, found: Sequence[Finding], places: Sequence[int]) -> None:
        """Keep both."""
        self._found, self._places = found, frozenset(places)
        self._before = [place - number for number, place in enumerate(places)]  # how many are kept before each

    def __len__(self) -> int:
        """Return how many are left."""
        return len(self._found) - len(self._before)

    @overload
    def __getitem__(self, at: int) -> Finding: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Finding, ...]: ...

    def __getitem__(self, at: int | slice) -> Finding | tuple[Finding, ...]:
        """Return one, or a part without gaps."""
        kept = range(len(self))[at]
        if isinstance(kept, int):
            return self._found[self._place(kept)]
        if not kept:
            return ()
        first = self._place(kept.start)
        part = self._found[first : self._place(kept[-1]) + 1]
        return tuple(one for at, one in enumerate(part, first) if at not in self._places)

    def _place(self, kept: int) -> int:
        return kept + bisect_right(self._before, kept)


def runs_of(found: Iterable[Finding]) -> Iterator[Run]:
    """Give the runs of findings that are put together already."""
    for (pressing, kind), alike in groupby(sorted(found, key=rank), key=lambda one: (one.pressing, one.kind)):
        held = tuple(alike)
        yield Run(pressing, kind, len(held), partial(_between, held))


def lazily(kind: FindingKind, pressing: int, things: Sequence[T], made: Callable[[T], Finding]) -> Run:
    """Return a run of findings of which there is one for each of these things, made when it is read."""
    return Run(pressing, kind, len(things), lambda first, last: map(made, things[first:last]))


def _between(held: Sequence[Finding], first: int, last: int) -> Sequence[Finding]:
    return held[first:last]
