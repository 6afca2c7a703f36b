"""One version, told the same everywhere."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import version

from tests.contracts.house import ROOT

CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_changelog_begins_with_this_version() -> None:
    """What is installed is the newest version that the changelog tells of."""
    newest = re.search(r"^## (\S+)", CHANGELOG, re.MULTILINE)

    assert newest is not None
    assert newest[1] == SETTINGS["project"]["version"]


def test_the_installed_package_says_the_same() -> None:
    """The version a program reads is the one the settings state."""
    assert SETTINGS["project"]["version"] == version("sulh")
