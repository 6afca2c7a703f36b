"""Every page of those who work inside a process, in three languages: readable by everybody."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.site import Site
from tests.browser.walking import INSIDE, LANGUAGES, faults_of

pytestmark = pytest.mark.timeout(900)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_page_inside_a_process_is_for_everybody(browser: Browser, site: Site, axe: str, tag: str) -> None:
    """No page they can reach has a fault of accessibility, is wider than a telephone or in another language."""
    assert {} == faults_of(browser, site, axe, INSIDE, tag)
