"""Tests of `sulh.opinion.engine_dask`, on a real cluster of two processes of this machine."""

import sys
from collections.abc import Iterator

import numpy as np
import pytest

from sulh.errors import EngineError
from sulh.model.dialogue import Dialogue
from sulh.model.findings import Options
from sulh.opinion.engine import LocalEngine, count
from sulh.opinion.engine_dask import Client, DaskEngine, connect
from sulh.opinion.groups import groups
from sulh.opinion.judged import judge
from sulh.synth import of_size, synthesise

distributed = pytest.importorskip("distributed", reason="the extra `dask` is not installed")

OPTIONS = Options(level=0.6, confidence=0.9, pass_as="not-agree", seed=0)


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    """A client of a scheduler with two workers, each an operating-system process, on the loopback address."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0", silence_logs=True
    ) as cluster:
        connected = connect(cluster.scheduler_address)
        yield connected
        connected.close()


@pytest.fixture(scope="module")
def dialogue() -> Dialogue:
    """A dialogue of several blocks."""
    return synthesise(of_size(2000, 100, 80_000), seed=1)[0]


@pytest.mark.parametrize("compiled", [False, True])
def test_shards_give_the_same_findings(client: Client, dialogue: Dialogue, *, compiled: bool) -> None:
    """Tallies from two processes are equal exactly, estimates to a millionth, groups and map as they are printed."""
    local = LocalEngine(dialogue.votes, dialogue.sides, compiled=compiled)
    spread = DaskEngine(client, dialogue.votes, dialogue.sides, compiled=compiled)

    here, there = judge(local, OPTIONS, None), judge(spread, OPTIONS, None)

    assert len(local.blocks) > 1
    assert here.tally.counts.tolist() == there.tally.counts.tolist()
    np.testing.assert_allclose(there.estimate, here.estimate, atol=1e-6)
    assert groups(local, count(local), seed=0) == groups(spread, count(spread), seed=0)


def test_a_part_of_the_cluster_is_a_part_of_the_blocks(client: Client, dialogue: Dialogue) -> None:
    """Every second block on the cluster holds what every second block holds here."""
    local = LocalEngine(dialogue.votes, dialogue.sides)
    spread = DaskEngine(client, dialogue.votes, dialogue.sides)

    here, there = count(local.some(2)), count(spread.some(2))

    assert here.counts.tolist() == there.counts.tolist()
    assert 0 < here.counts.sum() < len(dialogue.votes)


def test_an_address_where_nobody_answers_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a scheduler the sentence says at which address none answers, and what to do."""
    monkeypatch.setattr("sulh.opinion.engine_dask.SECONDS_TO_ANSWER", 0.5)

    with pytest.raises(EngineError, match=r"No Dask scheduler answers at 'tcp://127\.0\.0\.1:1' .* Start one"):
        connect("tcp://127.0.0.1:1")


def test_without_dask_the_sentence_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dask is an extra: where it is missing, the error names it."""
    monkeypatch.setitem(sys.modules, "distributed", None)

    with pytest.raises(EngineError, match=r"Dask is not installed\. .*sulh\[dask\]"):
        connect("tcp://127.0.0.1:1")


class Gone:
    """A client whose cluster has gone."""

    def scatter(self, *_: object, **__: object) -> list[object]:
        """Find nobody there."""
        raise TimeoutError

    def map(self, *_: object, **__: object) -> list[object]:
        """Find nobody there."""
        raise TimeoutError

    def gather(self, *_: object) -> list[tuple[np.ndarray, ...]]:
        """Find nobody there."""
        raise TimeoutError

    def close(self) -> None:
        """Let go of nothing."""


def test_a_cluster_that_goes_away_is_a_plain_sentence(dialogue: Dialogue) -> None:
    """When the workers are lost, nobody has to read a stack of calls."""
    with pytest.raises(EngineError, match=r"stopped answering \(TimeoutError\)"):
        DaskEngine(Gone(), dialogue.votes, dialogue.sides)
