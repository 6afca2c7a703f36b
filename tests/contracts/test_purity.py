"""The core takes values and returns findings: it knows no web framework, no network and no database."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.contracts.house import core_modules

FOREIGN = {"django", "socket", "sqlite3", "asyncio", "http", "psycopg", "requests"}
IMPURE = "http.client"  # a module that does import a network: the bar has to stop it

# Libraries load `socket` themselves, so each module is imported twice: the second time its libraries are ready and the
# foreign names are barred. One interpreter serves all modules; between two of them it forgets what is ours.
TWICE = f"""
import json, sys
from importlib import import_module

modules = json.loads(sys.argv[1])
for module in modules:
    import_module(module)
for name in list(sys.modules):
    if name.partition(".")[0] in {FOREIGN}:
        sys.modules[name] = None  # from now on this import fails
sys.modules.update(dict.fromkeys({FOREIGN}))
failed = {{}}
for module in [*modules, "{IMPURE}"]:
    for name in list(sys.modules):
        if name.partition(".")[0] == "sulh":
            del sys.modules[name]
    try:
        import_module(module)
    except ImportError as error:
        failed[module] = str(error)
print(json.dumps(failed))
"""


@pytest.fixture(scope="module")
def failed() -> dict[str, str]:
    """Every module that cannot be imported without the foreign names, with the reason."""
    command = [sys.executable, "-c", TWICE, json.dumps(core_modules())]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, str] = json.loads(run.stdout)
    return found


@pytest.mark.parametrize("module", core_modules())
def test_core_is_pure(module: str, failed: dict[str, str]) -> None:
    """A core module imports no web framework, network or database, whatever its libraries do."""
    assert module not in failed, failed[module]


def test_the_bar_holds(failed: dict[str, str]) -> None:
    """A module that does import a network is caught by this test."""
    assert IMPURE in failed
