"""Every page that a link leads to, in three languages: readable by everybody, asking nobody, breaking no policy."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.site import Site, Watch
from tests.browser.walking import FEWEST, INSIDE, LANGUAGES, arrive, crawl, faults_of

pytestmark = pytest.mark.timeout(600)


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("who", [who for who in FEWEST if who not in INSIDE])  # theirs: test_every_page.py
def test_every_page_is_for_everybody(browser: Browser, site: Site, axe: str, who: str, tag: str) -> None:
    """No page somebody can reach has a fault of accessibility, is wider than a telephone or in another language."""
    assert {} == faults_of(browser, site, axe, [who], tag)


@pytest.mark.parametrize("who", FEWEST)
def test_no_page_asks_anybody_else_or_breaks_the_policy(desk: BrowserContext, site: Site, who: str) -> None:
    """A page contacts its own server alone, and the browser finds nothing to complain about."""
    watch = Watch.over(desk)
    page = desk.new_page()
    arrive(site, page, who)
    crawl(page, site, lambda _: None)

    assert [] == watch.elsewhere(site)
    assert [] == watch.said


@pytest.mark.parametrize("who", ["participant", "critic", "reader", "owner", "stranger"])
def test_nothing_gives_the_owner_of_the_phone_away(phone: BrowserContext, site: Site, who: str) -> None:
    """Title, address and icon of a participant's pages name neither the product, nor the process, nor a side."""
    page = phone.new_page()
    arrive(site, page, who)
    told: list[str] = []
    crawl(page, site, lambda page: told.extend([page.title(), page.url]))

    telling = ("sulh", "tessal", "orsal", "mirane", "process", "peace", "أورسال", "ميران")
    assert [] == [text for text in told if any(word in text.casefold() for word in telling)]
