"""Every page of those who work inside a process, in three languages: readable by everybody, asking nobody else."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.site import Site
from tests.browser.walking import INSIDE, LANGUAGES, walk

pytestmark = [pytest.mark.timeout(900), pytest.mark.parametrize("tag", LANGUAGES)]


def test_every_page_inside_a_process_is_for_everybody(browser: Browser, site: Site, axe: str, tag: str) -> None:
    """No page they can reach has a fault of accessibility, is wider than a telephone or in another language."""
    assert {} == walk(browser, site, axe, INSIDE, tag).faults


def test_no_page_inside_a_process_asks_anybody_else(browser: Browser, site: Site, axe: str, tag: str) -> None:
    """A page contacts its own server alone, and the browser finds nothing to complain about."""
    met = walk(browser, site, axe, INSIDE, tag)

    assert ([], []) == (met.elsewhere, met.said)
