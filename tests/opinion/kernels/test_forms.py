"""Every loop over answers has two forms, and they give equal results."""

import inspect
import pkgutil
from importlib import import_module
from types import FunctionType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.opinion import kernels
from sulh.opinion.blocks import Block, cut
from sulh.opinion.engine import Arrays
from sulh.opinion.kernels import counting, counting_compiled, nearest, nearest_compiled, spreading, spreading_compiled
from tests.opinion.small import Table, alternating, tables, votes_of

TOPICS = sorted(
    name.removesuffix("_compiled")
    for _, name, _ in pkgutil.iter_modules(kernels.__path__)
    if name.endswith("_compiled")
)


def public(module: str) -> dict[str, list[str]]:
    """Name the functions of a module that others may call, each with its arguments."""
    found = vars(import_module(f"sulh.opinion.kernels.{module}"))
    return {
        name: list(inspect.signature(member).parameters)
        for name, member in found.items()
        if isinstance(member, FunctionType) and member.__module__.endswith(f".{module}") and not name.startswith("_")
    }


def block_of(table: Table) -> Block:
    """Lay all participants in one block, on alternating sides."""
    votes = votes_of(table)
    return cut(votes, alternating(votes))[0]


@pytest.mark.parametrize("topic", TOPICS)
def test_each_compiled_pass_has_its_plain_twin(topic: str) -> None:
    """Whatever is compiled exists in plain form too, under the same name and with the same arguments."""
    compiled = public(f"{topic}_compiled")

    assert compiled
    assert compiled == {name: arguments for name, arguments in public(topic).items() if name in compiled}


@given(tables())
def test_both_forms_count_the_same(table: Table) -> None:
    """Plain and compiled counts are equal, for sides and for any other label."""
    block, m = block_of(table), table.shape[1]
    label = (np.arange(len(table)) % 4 - 1).astype(np.int16)

    assert counting.count(block, m, 2)[0].tolist() == counting_compiled.count(block, m, 2)[0].tolist()
    assert (
        counting.count_labels(block, label, m, 3)[0].tolist()
        == counting_compiled.count_labels(block, label, m, 3)[0].tolist()
    )


@given(tables(), st.integers(1, spreading_compiled.WIDTH), st.integers(0, 99))
def test_both_forms_carry_directions_the_same_way(table: Table, width: int, seed: int) -> None:
    """There and back, plain and compiled agree to single precision."""
    block, rng = block_of(table), np.random.default_rng(seed)
    statements = int(table.shape[1])
    mean, directions = rng.uniform(-1, 1, size=statements), rng.normal(size=(statements, width))

    plain: Arrays = *spreading.spread(block, mean, directions), *spreading.position(block, mean, directions)
    compiled: Arrays = (
        *spreading_compiled.spread(block, mean, directions),
        *spreading_compiled.position(block, mean, directions),
    )

    for one, other in zip(plain, compiled, strict=True):
        assert one.shape == other.shape
        assert one.dtype == other.dtype
        np.testing.assert_allclose(other, one, rtol=1e-4, atol=1e-4)


@given(tables(most=30, statements=2), st.integers(1, 4), st.integers(0, 99))
def test_both_forms_find_the_same_nearest_centre(table: Table, k: int, seed: int) -> None:
    """Plain and compiled give every point the same group."""
    points = np.random.default_rng(seed).normal(size=(len(table), 2)).astype(np.float32)
    centres = points[np.arange(k) % len(points)].astype(np.float64)

    plain, compiled = nearest.nearest(points, centres), nearest_compiled.nearest(points, centres)

    assert plain[0].tolist() == compiled[0].tolist()
    np.testing.assert_allclose(compiled[1], plain[1], atol=1e-12)
    assert plain[2].tolist() == compiled[2].tolist()
