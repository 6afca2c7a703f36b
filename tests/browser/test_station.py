"""One telephone passed from hand to hand: an assistant opens it, two people answer, and nothing of one is left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, Page, expect
from playwright.sync_api import Error as PlaywrightError

from sulh.store.demo.people import entry_number
from tests.browser.conftest import DEVICES
from tests.browser.site import Site, Watch

ASSISTANT = entry_number("workshop assistant", 0)
HEADING = "Hand the device to the next person"
HAND_BACK = "form[action='/station/back'] button"
ADDRESSES = ("/answer", "/own", "/propose", "/shared", "/agree", "/leave", "/ahead", "/home", "/")
KEPT = """async () => [
    ...Object.keys(localStorage), ...Object.keys(sessionStorage), ...await caches.keys(),
    ...(await indexedDB.databases()).map(one => one.name), document.cookie,
].filter(one => one)"""


@dataclass
class Person:
    """Somebody of one side who sits down: where they sit, what they speak, and what they leave if anything is left."""

    place: int
    tag: str
    left: list[str] = field(default_factory=list)


@pytest.fixture
def with_way_back(browser_type: BrowserType, browser_type_launch_args: dict[str, Any]) -> Iterator[Browser]:
    """A browser that keeps pages for its Back button, as people's browsers do; Playwright's own switches that off."""
    kept = {"ignore_default_args": ["--disable-back-forward-cache"]}
    with browser_type.launch(**browser_type_launch_args | kept) as browser:
        yield browser


def sit_down(page: Page, person: Person) -> None:
    """Type one's own number, choose a language, and agree where that was not done before."""
    page.locator("#code").fill(entry_number("workshop", person.place))
    page.locator("main form button").tap()
    expect(page.locator("#code")).to_have_count(0)
    choice = page.locator(f"main button[value={person.tag}]")
    if choice.count():
        choice.tap()
        expect(page.locator("input[name=accept]")).not_to_have_count(0)
        for box in page.get_by_role("checkbox").all():
            box.tap()
        page.locator("main form button").first.tap()
    else:
        page.locator(f"header button[value={person.tag}]").tap()
    expect(page.locator("form#question")).to_be_visible()


def answer(page: Page, person: Person) -> None:
    """Answer two statements; they are what would be left."""
    for value in ("agree", "disagree"):
        asked = page.locator("form#question")
        number = asked.locator("[name=statement]").get_attribute("value") or ""
        person.left += [number, asked.locator(".statement").inner_text()]
        page.locator(f"button[name=answer][value={value}]").tap()
        expect(page.locator(f"form#question [name=statement][value='{number}']")).to_have_count(0)


def reached(page: Page, site: Site) -> str:
    """Try everything that somebody with the device in hand can try; return all that was shown."""
    shown: list[str] = []
    while page.url != "about:blank":
        shown.append(back(page))
    for address in ADDRESSES:
        page.goto(f"{site.address}{address}")
        shown.append(page.content())
    page.context.set_offline(True)
    for address in ADDRESSES:
        with pytest.raises(PlaywrightError, match="ERR_"):
            page.goto(f"{site.address}{address}")
    page.context.set_offline(False)
    page.goto(f"{site.address}/home")
    return "\n".join(shown)


def back(page: Page) -> str:
    """Go back one page; return what is shown, which is nothing of ours where the browser has kept nothing."""
    with page.expect_event("framenavigated"):
        try:
            page.go_back()
        except PlaywrightError as error:
            if "ERR_CACHE_MISS" not in str(error):
                raise
    page.wait_for_load_state()
    return page.content()


def opened_by_an_assistant(context: BrowserContext, site: Site) -> Page:
    """Open the device with the assistant's number."""
    page = context.new_page()
    page.goto(f"{site.address}/")
    page.locator("#code").fill(ASSISTANT)
    page.locator("main form button").tap()
    expect(page.locator("header button[value=en], main button[value=en]")).to_have_count(1)
    page.locator("button[value=en]").tap()
    expect(page.locator("h1")).to_have_text(HEADING)
    return page


def in_own_list(page: Page, site: Site, person: Person) -> list[str]:
    """Sit down once more; return what stands beside each statement that was answered."""
    sit_down(page, person)
    page.goto(f"{site.address}/own")
    site.speak(page, "en")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    line = "//li[.//input[@value='{}']]//span"
    return [page.locator(line.format(number)).inner_text() for number in person.left[::2]]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_two_people_at_one_device(with_way_back: Browser, site: Site, scripts: bool) -> None:
    """Each answers in a language of their own; then the device knows nobody, and the answers are where they belong."""
    context = with_way_back.new_context(**DEVICES["phone"], java_script_enabled=scripts)
    watch = Watch.over(context)
    page = opened_by_an_assistant(context, site)
    people = [Person(0, "ar"), Person(12, "en")]
    stays, found = [stay(context)], []
    kept: list[str] = []
    for person in people:
        sit_down(page, person)
        answer(page, person)
        stays.append(stay(context))
        page.locator(HAND_BACK).tap()
        expect(page.locator("h1")).to_have_text(HEADING)
        expect(page.locator("html")).to_have_attribute("lang", "en")
        stays.append(stay(context))
        kept += page.evaluate(KEPT) if scripts else []
        found.append(reached(page, site))
    own = in_own_list(page, site, people[0])
    context.close()

    assert [[], []] == [[text for text in one.left if text in shown] for one, shown in zip(people, found, strict=True)]
    assert [] == kept
    assert 5 == len(set(stays))
    assert ["You agreed.", "You disagreed."] == own
    assert [[], []] == [watch.elsewhere(site), watch.refused()]


def stay(context: BrowserContext) -> str:
    """Return what the cookie of the session says."""
    return next(str(cookie.get("value")) for cookie in context.cookies() if cookie.get("name") == "s")
