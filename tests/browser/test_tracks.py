"""The way of an initiative onto the map, in three languages: entered for its owner, confirmed, shown, seen."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DEVICES
from tests.browser.site import Site, Watch, complaints, too_wide

pytestmark = pytest.mark.timeout(300)
TITLES = {"en": "Bread for both villages", "fr": "Du pain pour les deux villages", "ar": "خبز للقريتين"}
MAP = re.compile(r"/w/p/[0-9a-f-]{36}/map$")


def to_map(page: Page, site: Site, tag: str) -> str:
    """Sign in as a coordinator, in a language; return where the map is."""
    site.sign_in(page, "still-water")
    site.speak(page, tag)
    page.goto(f"{site.address}/w/")
    page.locator("main a[href$='/map']").first.click()
    page.wait_for_url(MAP)
    return page.url


@pytest.mark.parametrize("tag", TITLES)
def test_an_initiative_comes_onto_the_map(browser: Browser, site: Site, axe: str, tag: str) -> None:
    """A coordinator enters it in eight fields; its owner confirms it on a telephone and says how much is seen."""
    office, street = (browser.new_context(**DEVICES[one], bypass_csp=True) for one in ("desktop", "phone"))
    watch = Watch.over(office)
    coordinator, owner = office.new_page(), street.new_page()

    at = to_map(coordinator, site, tag)
    coordinator.goto(f"{at}/register")
    coordinator.fill(f"[name=titles_{tag}]", TITLES[tag])
    coordinator.fill("[name=aim]", "One oven, and turns.")
    coordinator.check("[name=sectors][value=business]")
    coordinator.check("[name=levels][value=grassroots]")
    coordinator.locator("main form button.main").last.click()
    code = coordinator.locator("main bdi[dir=ltr]").inner_text()
    coordinator.goto(f"{at}/initiatives")
    expect(coordinator.locator("main")).to_contain_text(TITLES[tag])

    owner.goto(f"{site.address}/")
    owner.fill("#code", code)
    owner.press("#code", "Enter")
    owner.locator(f"main button[value={tag}]").click()
    owner.wait_for_url(re.compile("/map/initiatives$"))
    owner.get_by_role("link", name=TITLES[tag]).click()
    card = owner.url
    owner.locator("form[action$='/confirm'] button").first.click()
    owner.goto(f"{card}/shows")
    owner.select_option("[name=coordinators]", "theme_area")
    owner.locator("main form button.main").last.click()
    owner.wait_for_url(re.compile("kept=1"))
    assert ([], 0) == (complaints(owner, axe), max(0, too_wide(owner)))

    coordinator.goto(card)
    expect(coordinator.locator("h1")).to_contain_text(TITLES[tag])
    expect(coordinator.locator("main")).not_to_contain_text("One oven, and turns.")
    owner.goto(card)
    expect(owner.locator("main ul.ages li").first).to_be_visible()  # who looked

    coordinator.goto(f"{at}/findings")
    coordinator.locator("main a[href$='/aside']").first.click()
    coordinator.fill("[name=reason]", "Both know of one another.")
    coordinator.locator("main form button.main").last.click()
    coordinator.wait_for_url(re.compile("/findings$"))
    expect(coordinator.locator("main")).to_contain_text("Both know of one another.")
    assert ([], []) == (complaints(coordinator, axe), watch.elsewhere(site))
    office.close()
    street.close()
