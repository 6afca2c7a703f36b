"""
What every test may ask for, wherever it lies.

The data of real conversations stands outside the project and is found by the variable SULH_DATA. Hypothesis keeps no
time limits (a busy machine is no fault of the code), and draws the same examples each time on the gate's machine. With
SULH_HYPOTHESIS=nightly it draws more.
"""

from __future__ import annotations

import gc
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("gate", settings.get_profile("here"), derandomize=True)
settings.register_profile("nightly", settings.get_profile("here"), max_examples=2_000)
settings.load_profile(os.environ.get("SULH_HYPOTHESIS") or ("gate" if os.environ.get("CI") else "here"))

pytest_plugins = ["tests.cast", "tests.flush", "tests.installed"]

NO_DATA = "SULH_DATA is not set: the real conversations are not on this machine"
# Files that take longest begin, the longest first: another worker has time enough for all the others meanwhile.
LONGEST = (
    "test_kill.py",
    "test_convenor.py",
    "test_every_form.py",
    "test_access_matrix.py",
    "test_swap.py",
    "test_every_page.py",
    "test_every_other_page.py",
    "test_canaries.py",
    "test_hidden_initiative.py",
    "test_ending.py",
    "test_purge.py",
    "test_two_windows.py",
    "test_official_table.py",
    "test_all_worlds.py",
    "test_backup.py",
    "test_nobody_is_exposed.py",
    "test_side_channels.py",
    "test_transfer_checking.py",
)
NEED_DATA = {"tutorial-real.md"}  # pages of the docs whose examples read real conversations


def pytest_configure() -> None:
    """Stop with one clear line where PostgreSQL is asked for and does not answer; on the gate that is a failure."""
    from tests.servers import answers
    from tests.settings import ON_POSTGRES, SERVER

    if ON_POSTGRES and not answers(SERVER):
        gate = bool(os.environ.get("CI"))
        pytest.exit("PostgreSQL does not answer where SULH_TEST_POSTGRES says: its tests were skipped", int(gate))


def pytest_unconfigure() -> None:
    """Remove the folder of this run, which lies in memory: the runner ends its workers without their last acts."""
    from tests.settings import FOLDER

    shutil.rmtree(FOLDER, ignore_errors=True)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real conversations; a test that asks for it skips where there is none."""
    folder = os.environ.get("SULH_DATA")
    if not folder:
        pytest.skip(NO_DATA)
    return Path(folder)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """
    Put the longest files first and the browser last; leave out what would be the same again, or needs what is not here.

    Once a browser is driven, an event loop waits in this thread until the end, and Django refuses to be asked there. On
    PostgreSQL a test that asks for no database of this run is the same as on SQLite.
    """
    from tests.settings import ON_POSTGRES

    items.sort(key=lambda item: ("browser" in item.path.parts, _rank(item)))
    if ON_POSTGRES:
        again = [item for item in items if not _asks_the_database(item)]
        items[:] = [item for item in items if _asks_the_database(item)]
        config.hook.pytest_deselected(items=again)
    if not os.environ.get("SULH_DATA"):
        for item in items:
            if item.path.name in NEED_DATA:
                item.add_marker(pytest.mark.skip(reason=NO_DATA))


def pytest_collection_finish() -> None:
    """Look for rubbish less often, and never among what has been loaded by now: that stays until the end."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def _rank(item: pytest.Item) -> int:
    """Return the place of a test's file among the longest; behind them all where it is none of them."""
    return LONGEST.index(item.path.name) if item.path.name in LONGEST else len(LONGEST)


def _asks_the_database(item: pytest.Item) -> bool:
    """Whether a test uses the database of this run: by name, by a fixture that does, or through a served page."""
    fixtures: set[str] = {*getattr(item, "fixturenames", [])}
    asks = {"db", "transactional_db", "live_server"} & fixtures or item.get_closest_marker("django_db")
    return bool(asks) or "browser" in item.path.parts
