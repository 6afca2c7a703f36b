"""Where the passes run: here, on a Dask cluster, or on one made of this machine's cores for a single run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from sulh.cli.options import EngineName
from sulh.errors import EngineError, SettingError

if TYPE_CHECKING:
    from sulh.opinion.subsets import MakeEngine


def engine(name: EngineName, scheduler: str | None, stack: ExitStack) -> MakeEngine:
    """
    Choose what makes the engine of an analysis; a cluster lives as long as the stack.

    Raises:
        SettingError: If a scheduler is named for an engine that has none.
        EngineError: If Dask is not installed or no scheduler answers.
    """
    from sulh.opinion.engine import LocalEngine

    if name is EngineName.LOCAL:
        if scheduler is not None:
            raise SettingError("--scheduler was given without --engine dask; give both or neither.")
        return LocalEngine
    from sulh.opinion.engine_dask import DaskEngine, connect

    address = scheduler if scheduler is not None else stack.enter_context(_own_cluster())
    try:
        client = connect(address)
    except (RuntimeError, TypeError) as problem:  # what Dask says to `tls://` without keys, or a protocol not installed
        raise EngineError(
            f"Dask cannot connect to {address!r}. Give one such as tcp://127.0.0.1:8786, or leave out --scheduler."
        ) from problem
    stack.callback(client.close)
    return lambda votes, sides: DaskEngine(client, votes, sides)


@contextmanager
def _own_cluster() -> Iterator[str]:
    """Start one worker a core, on loopback only, and yield the address of their scheduler."""
    from sulh.opinion.engine_dask import load_distributed

    distributed = load_distributed()
    cores = os.cpu_count() or 1
    with distributed.LocalCluster(
        n_workers=cores,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",  # it always opens one; a fixed port may be another cluster's
    ) as made:
        yield str(made.scheduler_address)
