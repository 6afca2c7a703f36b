"""
What every test may ask for, wherever it lies.

The data of real conversations stands outside the project and is found by the variable SULH_DATA. Hypothesis keeps no
time limits (a busy machine is no fault of the code), and draws the same examples each time on the gate's machine. With
SULH_HYPOTHESIS=nightly it draws more.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("gate", settings.get_profile("here"), derandomize=True)
settings.register_profile("nightly", settings.get_profile("here"), max_examples=2_000)
settings.load_profile(os.environ.get("SULH_HYPOTHESIS") or ("gate" if os.environ.get("CI") else "here"))

pytest_plugins = ["tests.cast", "tests.flush"]

NO_DATA = "SULH_DATA is not set: the real conversations are not on this machine"
NEED_DATA = {"tutorial-real.md"}  # pages of the docs whose examples read real conversations


def pytest_configure() -> None:
    """Stop with one clear line where PostgreSQL is asked for and does not answer; on the gate that is a failure."""
    from tests.servers import answers
    from tests.settings import ON_POSTGRES, SERVER

    if ON_POSTGRES and not answers(SERVER):
        gate = bool(os.environ.get("CI"))
        pytest.exit("PostgreSQL does not answer where SULH_TEST_POSTGRES says: its tests were skipped", int(gate))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real conversations; a test that asks for it skips where there is none."""
    folder = os.environ.get("SULH_DATA")
    if not folder:
        pytest.skip(NO_DATA)
    return Path(folder)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """
    Skip the pages of the docs that need real conversations where there are none, and put the browser last.

    Once a browser is driven, an event loop waits in this thread until the end, and Django refuses to be asked there.
    """
    items.sort(key=lambda item: "browser" in item.path.parts)
    if not os.environ.get("SULH_DATA"):
        for item in items:
            if item.path.name in NEED_DATA:
                item.add_marker(pytest.mark.skip(reason=NO_DATA))
