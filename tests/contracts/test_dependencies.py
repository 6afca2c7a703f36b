"""Every part that others wrote is known: why it is here, under which licence, at which version."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import metadata

import pytest

from tests.contracts.house import ROOT

SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
DECISION = ROOT / "docs" / "decisions" / "0002-dependencies.md"
OPTIONAL = SETTINGS["optional-dependencies"]
# Offered under several licences, of which we take the one named here: docs/decisions/0002-dependencies.md says so too.
CHOSEN = {"pyphen": "Mozilla Public License 1.1"}
DECLARED = SETTINGS["dependencies"] + [part for parts in OPTIONAL.values() for part in parts]
ELSEWHERE = re.compile("win32|platform_python_implementation != 'CPython'")


def name_of(requirement: str) -> str:
    """Give the bare name of a requirement."""
    return re.split(r"[<>=!~ ;\[]", requirement)[0]


def locked(file: str) -> list[str]:
    """Every name in a locked file that is installed on this machine's kind."""
    lines = (ROOT / "requirements" / file).read_text(encoding="utf-8").splitlines()
    return sorted({line.partition("==")[0] for line in lines if "==" in line and not ELSEWHERE.search(line)})


@pytest.mark.parametrize("requirement", sorted(DECLARED))
def test_each_dependency_has_its_reason_on_record(requirement: str) -> None:
    """The record of dependencies has a row for each one that the project declares."""
    assert f"| {name_of(requirement)} |" in DECISION.read_text(encoding="utf-8")


@pytest.mark.parametrize("requirement", SETTINGS["dependencies"])
def test_each_dependency_is_locked(requirement: str) -> None:
    """What the settings ask for stands in the locked file, so that no install takes another version."""
    assert name_of(requirement) in locked("run.txt")


@pytest.mark.parametrize("name", locked("run.txt"))
def test_no_part_at_run_time_binds_by_gpl(name: str) -> None:
    """What is installed beside Sulh leaves its users free: no GPL or AGPL among it."""
    about = metadata(name).json
    # The full text of a licence may also tell of bundled parts that bind nobody: its first line says what it is.
    first_line = str(about.get("license", "")).partition("\n")[0]
    told = " ".join([str(about.get("license_expression", "")), first_line, *about.get("classifier", [])])

    if name in CHOSEN:
        assert CHOSEN[name] in told
        return
    assert not re.search(r"\bA?GPL|GNU (Affero )?General Public", told), told
    assert told.strip()
