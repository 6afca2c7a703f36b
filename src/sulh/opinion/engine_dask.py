"""
The same passes on several machines: an engine whose blocks lie with the workers of a Dask cluster.

    DaskEngine ── client ─┬─ worker   Block, Block ...    each pass runs where its block lies;
                          └─ worker   Block, Block ...    results come back and are added up in the order of the blocks

The blocks are those of `LocalEngine`, so tallies are equal to it exactly and everything else to the last digits.
Dask is an extra (`sulh[dask]`) and is looked for only when somebody asks for it. The cluster sees all answers: it has
to be as trusted as the machine of the facilitator.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from types import ModuleType
from typing import Protocol, TypeVar

from sulh.errors import EngineError
from sulh.model.dialogue import Sides, Votes
from sulh.opinion.blocks import Block, cut
from sulh.opinion.engine import Arrays, Engine, Pass, compiled_form

SECONDS_TO_ANSWER = 10

Answer = TypeVar("Answer")


class Client(Protocol):
    """The part of `distributed.Client` that is used here; a place is where in the cluster a value lies."""

    def scatter(self, data: Sequence[object], **options: bool) -> list[object]:
        """Place values with the workers and return where they are."""
        ...

    def map(self, function: Callable[..., Arrays], places: Sequence[object], **options: object) -> list[object]:
        """Run a function on each of some values, where they are."""
        ...

    def gather(self, places: Sequence[object]) -> list[Arrays]:
        """Fetch results."""
        ...

    def close(self) -> None:
        """Let go of the cluster."""
        ...


class DaskEngine(Engine):
    """
    Runs passes on the workers of a cluster.

    Args:
        client: A connected client, from `connect` or `distributed.Client`.
        votes: The answers.
        sides: The declared side of every participant.
        compiled: Whether to take compiled passes; None decides by the number of answers.

    Raises:
        EngineError: If the cluster does not answer, then or at any pass.
        ShapeError: If votes and sides disagree on the number of participants.
    """

    def __init__(self, client: Client, votes: Votes, sides: Sides, *, compiled: bool | None = None) -> None:
        """Cut the answers into blocks and place them with the workers."""
        super().__init__(votes, sides, compiled=compiled)
        self._client = client
        self.blocks = _asked(lambda: client.scatter(cut(votes, sides), hash=False))

    def results(self, step: Pass, arguments: tuple[object, ...]) -> list[Arrays]:
        """Run a pass on every block where it lies, and fetch what each gave."""
        return _asked(lambda: self._spread(step, arguments))

    def _spread(self, step: Pass, arguments: tuple[object, ...]) -> list[Arrays]:
        # The arguments travel once to every worker, not once for every block.
        [shared] = self._client.scatter([arguments], broadcast=True, hash=False)
        options = {"arguments": shared, "step": step, "compiled": self.compiled, "pure": False}
        return self._client.gather(self._client.map(_run, self.blocks, **options))


def _asked(question: Callable[[], Answer]) -> Answer:
    try:
        return question()
    except _lost() as problem:
        raise EngineError(
            f"The Dask cluster stopped answering ({type(problem).__name__}). Nothing was written. "
            "Look whether its scheduler and workers are running, or leave out --engine dask."
        ) from problem


def connect(address: str) -> Client:
    """
    Connect to the scheduler of a cluster.

    Args:
        address: Of the scheduler, as it prints it when it starts: `tcp://`, host and port.

    Raises:
        EngineError: If Dask is not installed, or no scheduler answers at this address.
    """
    distributed = load_distributed()
    try:
        # A client that finds nobody leaves its thread behind, so somebody knocks first.
        distributed.utils.LoopRunner().run_sync(_knock, address)
        client: Client = distributed.Client(address, timeout=SECONDS_TO_ANSWER, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as problem:
        raise EngineError(
            f"No Dask scheduler answers at {address!r} within {SECONDS_TO_ANSWER} seconds. "
            "Start one with `dask scheduler`, or leave out --engine dask."
        ) from problem
    return client


async def _knock(address: str) -> None:
    line = await load_distributed().core.connect(address, timeout=SECONDS_TO_ANSWER)
    await line.close()


def _run(block: Block, *, arguments: tuple[object, ...], step: Pass, compiled: bool) -> Arrays:
    return (compiled_form(step) if compiled else step)(block, *arguments)


def _lost() -> tuple[type[Exception], ...]:
    """Return the errors by which a cluster says that it is gone."""
    distributed = load_distributed()
    return OSError, TimeoutError, distributed.client.FutureCancelledError, distributed.KilledWorker


def load_distributed() -> ModuleType:
    """
    Load Dask's cluster library.

    Raises:
        EngineError: If it is not installed.
    """
    try:
        return import_module("distributed")
    except ImportError as problem:
        raise EngineError(
            "Dask is not installed. Install it with `pip install 'sulh[dask]'`, or leave out --engine dask."
        ) from problem
