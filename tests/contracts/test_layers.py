"""The upper rooms import the lower, never the reverse."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

from tests.contracts.house import HOME, ROOT, SHELL

LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")


def test_layers_are_kept() -> None:
    """No room imports a room above it, not even inside a function."""
    run = subprocess.run([LINT_IMPORTS, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert 0 == run.returncode, run.stdout


def test_every_room_has_its_place() -> None:
    """A new room stands in the layers, and in the core or the shell: the contracts name every one."""
    layers, *_, core = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    placed = {room for layer in layers["layers"] for room in layer.split(" | ")}
    rooms = {f"sulh.{path.name}" for path in HOME.iterdir() if (path / "__init__.py").is_file()}

    assert rooms == placed - {"sulh.errors", "sulh.access"}  # these two are a module each
    assert {room for room in placed if room.partition(".")[2] not in SHELL} == set(core["source_modules"])
