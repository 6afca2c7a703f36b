"""The upper rooms import the lower, never the reverse."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.contracts.house import HOME, ROOT

LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")


def test_layers_are_kept() -> None:
    """No room imports a room above it, not even inside a function."""
    run = subprocess.run([LINT_IMPORTS, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert 0 == run.returncode, run.stdout


def test_every_room_has_its_place() -> None:
    """A new room cannot stand outside the layers: the contract names every one."""
    contract = (ROOT / "pyproject.toml").read_text(encoding="utf-8").partition("[tool.importlinter]")[2]
    rooms = [path.name for path in HOME.iterdir() if (path / "__init__.py").is_file()]

    assert [] == [room for room in sorted(rooms) if f"sulh.{room}" not in contract]
