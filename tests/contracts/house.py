"""Where the house lies and which modules it has. Shared by the contracts; no test lives here."""

from __future__ import annotations

import subprocess
from pathlib import Path

import sulh

ROOT = Path(__file__).parents[2]
HOME = Path(sulh.__file__).parent
SHELL = {"store", "web", "cli", "vault", "__main__"}


def core_paths() -> list[Path]:
    """Every file of code outside the shell: a new one cannot escape."""
    return [
        path for path in sorted(HOME.rglob("*.py")) if path.relative_to(HOME).parts[0].removesuffix(".py") not in SHELL
    ]


def module_name(path: Path) -> str:
    """Give the name by which a file of code is imported."""
    parts = path.relative_to(HOME.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def core_modules() -> list[str]:
    """Every module outside the shell, by name."""
    return [module_name(path) for path in core_paths()]


def tracked() -> list[Path]:
    """Every file that git keeps, or would keep: what leaves this machine with the project."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def pages() -> list[Path]:
    """Every page of prose that git keeps."""
    return [path for path in tracked() if path.suffix == ".md"]
