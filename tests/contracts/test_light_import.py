"""What is not needed is not loaded: a small dialogue starts fast on a small machine."""

from __future__ import annotations

import subprocess
import sys

HEAVY = (
    "numba",
    "llvmlite",
    "sklearn",
    "polars",
    "pandas",
    "pyarrow",
    "dask",
    "distributed",
    "matplotlib",
    "networkx",
    "scipy.sparse",
    "scipy.optimize",
    "scipy.stats",
)
LIST_HEAVY = f"""
import sys
print(*[name for name in {HEAVY} if name in sys.modules])
"""


def heavy_after(code: str) -> str:
    """Run code in a fresh interpreter and name the heavy libraries it loaded."""
    run = subprocess.run([sys.executable, "-c", code + LIST_HEAVY], capture_output=True, text=True, check=True)
    return run.stdout.splitlines()[-1]


def test_import_sulh_is_light() -> None:
    """Importing the package loads no heavy library, not even NumPy."""
    assert "" == heavy_after("import sulh, sys\nassert 'numpy' not in sys.modules")


def test_this_test_sees_heavy_libraries() -> None:
    """A library that is loaded is named."""
    assert "scipy.sparse" in heavy_after("import scipy.sparse")
