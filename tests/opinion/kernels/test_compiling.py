"""Tests of `sulh.opinion.kernels.compiling`."""

from collections.abc import Callable

import numba
import numpy as np
import pytest

from sulh.model.dialogue import Int64s
from sulh.opinion.kernels.compiling import compiled


def doubled(numbers: Int64s) -> int:
    """Add up twice every number: a loop to compile."""
    total = 0
    for number in numbers:
        total += 2 * number
    return total


def test_a_compiled_loop_does_what_the_loop_does() -> None:
    """Compiling changes the speed and nothing else."""
    numbers = np.arange(5)

    assert 20 == doubled(numbers) == compiled(doubled)(numbers)


def test_a_machine_where_nothing_can_be_kept_compiles_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no folder can be written, compiled code serves this process alone."""
    real, asked = numba.njit, []
    compiled(doubled)(np.arange(5))  # the first compilation of all, in which numba decorates code of its own

    def nowhere(*, nogil: bool, cache: bool = False) -> Callable[..., object]:
        asked.append(cache)
        if cache:
            raise RuntimeError("no locator available")
        made: Callable[..., object] = real(nogil=nogil)
        return made

    monkeypatch.setattr("numba.njit", nowhere)

    assert 20 == compiled(doubled)(np.arange(5))
    assert [True, False] == asked
