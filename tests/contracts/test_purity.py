"""The core takes values and returns findings: it knows no web framework, no network and no database."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.contracts.house import core_modules

FOREIGN = {"django", "socket", "sqlite3", "asyncio", "http", "psycopg", "requests"}

# Libraries load `socket` themselves, so each module is imported twice: the second time its libraries are ready and the
# foreign names are barred.
TWICE = """
import sys, {module}
for name in list(sys.modules):
    if name.partition(".")[0] == "sulh":
        del sys.modules[name]  # to be imported again below
    elif name.partition(".")[0] in {foreign}:
        sys.modules[name] = None  # from now on this import fails
sys.modules.update(dict.fromkeys({foreign}))
import {module}
"""


def imported_twice(module: str) -> subprocess.CompletedProcess[str]:
    """Import a module, then import it again with the foreign names barred."""
    code = TWICE.format(module=module, foreign=FOREIGN)
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("module", core_modules())
def test_core_is_pure(module: str) -> None:
    """A core module imports no web framework, network or database, whatever its libraries do."""
    run = imported_twice(module)

    assert 0 == run.returncode, run.stderr


def test_the_bar_holds() -> None:
    """A module that does import a network is caught by this test."""
    run = imported_twice("http.client")

    assert 0 != run.returncode
