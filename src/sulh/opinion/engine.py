"""
The engine: applies a pass to every block of answers and adds up what comes back.

    Engine ── Block, Block, Block ...      neighbouring participants with their answers (`sulh.opinion.blocks`)
       ├─ total(pass, ...)      applies it to every block and adds up
       └─ collect(pass, ...)    applies it to every block and lays the results end to end

Everything that has to work at scale is written as *passes*. A pass is a function of a module (so that it can travel to
another machine) which takes a block and further arguments, and returns a tuple of arrays:

    def share(block: Block, weights: Floats) -> tuple[Floats]: ...

    engine.total(share, weights)      runs it on every block; adds up the first arrays, the second ones, and so on
    engine.collect(share, weights)    runs it on every block; lays the arrays end to end, in order of participants
    engine.some(8).total(...)         the same on every eighth block: where an iteration may begin

What iterates lives on the side of the statements and travels as an argument; a participant's own parameters are solved
anew inside each pass. An argument with one entry a participant is cut by `block.of(argument)`. A pass never alters what
it is given.

**Two forms.** A pass in `sulh/opinion/kernels/topic.py` is plain NumPy. A module `topic_compiled.py` beside it holds
a function of the same name and arguments, which takes the arrays out of the block and calls a loop under the decorator
`sulh.opinion.kernels.compiling.compiled`. Always hand the *plain* function to the engine: from `COMPILED_FROM` answers
on it takes the compiled one instead, and only then is numba imported. A test in tests/opinion/kernels asks both forms
for equal results.

**Same answers, same bytes.** How answers are cut into blocks depends on the answers alone, and results are added in
the order of the blocks; the number of threads or machines changes nothing.

How a dialogue is counted stands here too (`count`), because every analysis begins with it. Many machines: see
`sulh.opinion.engine_dask`.
"""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from importlib import import_module
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from sulh.model.dialogue import Sides, Votes
from sulh.opinion.blocks import Block, cut
from sulh.opinion.kernels import counting
from sulh.opinion.tally import Tally

COMPILED_FROM = 1_000_000  # answers; below, compiling and loading numba would take longer than they save
ROUGHLY_EVERY = 8  # in so large a dialogue an iteration begins on every eighth block; its last steps hear everybody

Arrays = tuple[npt.NDArray[Any], ...]
Pass = Callable[..., Arrays]


class Engine(ABC):
    """
    Something that can run a pass over all answers of a dialogue; where it runs is for those derived from it.

    Args:
        votes: The answers.
        sides: The declared side of every participant.
        compiled: Whether to take compiled passes; None decides by the number of answers.

    Attributes:
        statements: Ids of the statements.
        sides: The declared sides, and that of every participant.
        participants: How many participants there are.
        answers: How many answers there are.
        compiled: Whether it takes the compiled form of a pass.
        blocks: The blocks of answers, or where they lie.
    """

    blocks: Sequence[object]

    def __init__(self, votes: Votes, sides: Sides, *, compiled: bool | None = None) -> None:
        """Keep what is known of the whole dialogue."""
        self.statements: Sequence[str] = votes.statements
        self.sides = sides
        self.participants = len(votes.participants)
        self.answers = len(votes)
        self.compiled = takes_compiled(votes) if compiled is None else compiled

    def total(self, step: Pass, *arguments: object) -> Arrays:
        """Run a pass on every block and add up what it returns, array by array."""
        return add_up(self.results(step, arguments))

    def collect(self, step: Pass, *arguments: object) -> Arrays:
        """Run a pass on every block and lay what it returns end to end, in order of participants."""
        return lay_out(self.results(step, arguments))

    def some(self, every: int) -> Self:
        """Return an engine over every so-many-th block, whose totals are good enough to begin an iteration from."""
        part = copy(self)
        part.blocks = self.blocks[::every]
        return part

    @abstractmethod
    def results(self, step: Pass, arguments: tuple[object, ...]) -> Iterable[Arrays]:
        """Run a pass on every block and return what each gave, in order of participants."""


class LocalEngine(Engine):
    """
    Runs passes in this process: plain ones in turn, compiled ones on every core.

    Args:
        votes: The answers.
        sides: The declared side of every participant.
        compiled: Whether to take compiled passes; None decides by the number of answers.

    Raises:
        ShapeError: If the two disagree on the number of participants.
    """

    blocks: list[Block]

    def __init__(self, votes: Votes, sides: Sides, *, compiled: bool | None = None) -> None:
        """Cut the answers into blocks; they are views, nothing is copied but `start`."""
        super().__init__(votes, sides, compiled=compiled)
        self.blocks = cut(votes, sides)

    def results(self, step: Pass, arguments: tuple[object, ...]) -> Iterator[Arrays]:
        """Run a pass on every block, one after another or side by side."""
        if not self.compiled:
            return (step(block, *arguments) for block in self.blocks)
        return self._in_threads(compiled_form(step), arguments)

    def _in_threads(self, step: Pass, arguments: tuple[object, ...]) -> Iterator[Arrays]:
        with ThreadPoolExecutor(min(os.cpu_count() or 1, len(self.blocks))) as threads:
            yield from threads.map(lambda block: step(block, *arguments), self.blocks)


def takes_compiled(votes: Votes) -> bool:
    """Whether there are so many answers that compiled passes pay."""
    return len(votes) >= COMPILED_FROM


def compiled_form(step: Pass) -> Pass:
    """Return the compiled function of the same name, from the module `..._compiled` beside that of the plain one."""
    form: Pass = getattr(import_module(f"{step.__module__}_compiled"), step.__name__)
    return form


def add_up(results: Iterable[Arrays]) -> Arrays:
    """Add up the arrays of several blocks, in their order."""
    remaining = iter(results)
    # The sum begins as a copy: a pass may return an array that is not ours to alter.
    sums = [np.array(array) for array in next(remaining)]
    for result in remaining:
        for so_far, more in zip(sums, result, strict=True):
            np.add(so_far, more, out=so_far)
    return tuple(sums)


def lay_out(results: Iterable[Arrays]) -> Arrays:
    """Lay the arrays of several blocks end to end, in their order."""
    return tuple(np.concatenate(parts) for parts in zip(*results, strict=True))


def count(engine: Engine) -> Tally:
    """
    Count who answered how, by side and statement, in one pass.

    >>> votes = Votes(("ann", "bo"), ("1", "2"), np.array([0, 2, 3]),
    ...               np.array([0, 1, 1], np.uint16), np.array([1, -1, 0], np.int8))
    >>> sides = Sides(("north", "south"), np.array([0, 1], np.int16))
    >>> count(LocalEngine(votes, sides)).counts.tolist()
    [[[1, 0, 0], [0, 1, 0]], [[0, 0, 0], [0, 0, 1]], [[0, 0, 0], [0, 0, 0]]]
    """
    (counts,) = engine.total(counting.count, len(engine.statements), len(engine.sides.names))
    return Tally(engine.sides.names, engine.statements, counts)
