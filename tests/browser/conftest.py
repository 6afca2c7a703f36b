"""
A real browser for the pages: Debian's Chromium, no network. The one without windows draws the same pages sooner.

Without Chromium the tests of this folder skip with one line; where CI is set its absence is a failure.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from benchmarks.load.installation import empty_database
from tests.browser.site import Site
from tests.settings import ON_POSTGRES, SERVER

CHROMIUM = next(
    (path for path in map(Path, ("/usr/bin/chromium-headless-shell", "/usr/bin/chromium")) if path.exists()), None
)
DEVICES: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 360, "height": 640}, "has_touch": True, "is_mobile": True},
    "desktop": {"viewport": {"width": 1280, "height": 900}},
}


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the Chromium that stands on the machine, not one that is fetched."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium stands in /usr/bin, and CI is set")
        pytest.skip("no Chromium stands in /usr/bin")
    return browser_type_launch_args | {"executable_path": str(CHROMIUM), "args": ["--disable-dev-shm-usage"]}


@pytest.fixture(scope="session")
def axe() -> str:
    """The accessibility checker, from the package that ships it."""
    return (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demonstration, served for all tests of this folder."""
    with demonstration(tmp_path_factory.mktemp("site") / "demo") as opened:
        yield opened


@contextmanager
def demonstration(folder: Path) -> Iterator[Site]:
    """The demonstration, on the database of this run."""
    with empty_database(SERVER if ON_POSTGRES else "") as database_url, Site.opened(folder, database_url) as opened:
        yield opened


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A telephone."""
    yield from _context(browser, "phone", "light")


@pytest.fixture
def desk(browser: Browser) -> Iterator[BrowserContext]:
    """A screen on a desk."""
    yield from _context(browser, "desktop", "light")


@pytest.fixture(params=["phone, light", "phone, dark", "desktop, light"])
def device(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    """A telephone and a desk, in both schemes of colour."""
    yield from _context(browser, *str(request.param).split(", "))


def _context(browser: Browser, device: str, scheme: str) -> Iterator[BrowserContext]:
    context = browser.new_context(**DEVICES[device], color_scheme="dark" if scheme == "dark" else "light")
    yield context
    context.close()
