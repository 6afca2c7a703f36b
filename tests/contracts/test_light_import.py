"""What is not needed is not loaded: a small dialogue starts fast on a small machine."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

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


ANALYSE = ["analyse", "votes.csv", "--sides", "sides.csv", "--out", "papers"]
PUBLISH = ["publish", "papers/findings.json", "--ledger", "ledger.jsonl", "--audience", "room", "--out", "public"]
SMALL_PATH = f"""
import sys
from sulh.cli import main
for words in ({ANALYSE}, {PUBLISH}):
    sys.argv = ["sulh", *words]
    try:
        main()
    except SystemExit as end:
        assert not end.code, end.code
"""


def write_small_dialogue(folder: Path) -> None:
    """Write a dialogue of 60 people who answer ten statements each, enough for map, groups and integrity."""
    votes = [f"{i},{j},{(i * j + j) % 3 - 1}" for i in range(60) for j in range(10)]
    (folder / "votes.csv").write_text("\n".join(["participant,statement,vote", *votes, ""]), encoding="utf-8")
    sides = [f"{i},{'North' if i % 3 else 'South'}" for i in range(60)]
    (folder / "sides.csv").write_text("\n".join(["participant,side", *sides, ""]), encoding="utf-8")


def test_a_small_dialogue_loads_nothing_heavy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From a file of votes to a publication, a small dialogue compiles nothing and waits for no large library."""
    write_small_dialogue(tmp_path)
    monkeypatch.chdir(tmp_path)

    assert "" == heavy_after(SMALL_PATH)
    assert (tmp_path / "papers" / "report.html").is_file()
    assert (tmp_path / "public" / "publication.html").is_file()
