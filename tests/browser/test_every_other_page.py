"""Every page that a link leads to, in three languages: readable by everybody, asking nobody, breaking no policy."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.site import Site
from tests.browser.walking import FEWEST, INSIDE, LANGUAGES, walk

pytestmark = [pytest.mark.timeout(600), pytest.mark.parametrize("tag", LANGUAGES)]
OTHERS = [who for who in FEWEST if who not in INSIDE]  # theirs: test_every_page.py


@pytest.mark.parametrize("who", OTHERS)
def test_every_page_is_for_everybody(browser: Browser, site: Site, axe: str, who: str, tag: str) -> None:
    """No page somebody can reach has a fault of accessibility, is wider than a telephone or in another language."""
    assert {} == walk(browser, site, axe, (who,), tag).faults


@pytest.mark.parametrize("who", OTHERS)
def test_no_page_asks_anybody_else_or_breaks_the_policy(
    browser: Browser, site: Site, axe: str, who: str, tag: str
) -> None:
    """A page contacts its own server alone, and the browser finds nothing to complain about."""
    met = walk(browser, site, axe, (who,), tag)

    assert ([], []) == (met.elsewhere, met.said)


@pytest.mark.parametrize("who", ["participant", "critic", "reader", "owner", "stranger"])
def test_nothing_gives_the_owner_of_the_phone_away(browser: Browser, site: Site, axe: str, who: str, tag: str) -> None:
    """A telephone keeps of pages behind an entry number one neutral title, and addresses that name nothing of it."""
    told = walk(browser, site, axe, (who,), tag).told

    telling = ("sulh", "tessal", "orsal", "mirane", "process", "peace", "أورسال", "ميران")
    assert {"Notes"} == {title for title, _ in told}
    assert [] == [address for _, address in told if any(word in address.casefold() for word in telling)]
