"""
How a loop is compiled: one decorator, so that every compiled loop obeys the same rules.

Compiled code is kept on disk (`cache`), lets other threads run (`nogil`) and never reorders sums (no `fastmath`), so
that the same answers give the same bytes. Only `*_compiled` modules import this one: numba takes half a second to load.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

import numba

Loop = TypeVar("Loop", bound=Callable[..., object])


def compiled(loop: Loop) -> Loop:
    """Compile a loop over arrays at its first call, and keep the result for the next process if there is a place."""
    try:
        made = numba.njit(cache=True, nogil=True)(loop)
    except RuntimeError:  # neither the package's folder nor the user's can be written
        made = numba.njit(nogil=True)(loop)
    return cast("Loop", made)
