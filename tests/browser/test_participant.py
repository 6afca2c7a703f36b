"""A participant from the entry number to erased, in a real browser, with and without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import DEVICES
from tests.browser.site import Site, Watch

STATEMENT = "form#question .statement, form#question blockquote"


def agree(page: Page) -> None:
    """Read and accept what is asked first, once the page that asks it is there."""
    expect(page.locator("input[type=checkbox][name=accept]").first).to_be_visible()
    for box in page.locator("input[type=checkbox][name=accept]").all():
        box.check()
    page.locator("main form button").first.click()


def answer(page: Page, value: str) -> None:
    """Answer the statement at hand."""
    page.locator(f"button[name=answer][value={value}]").click()


def asked(page: Page) -> str:
    """Return which statement is asked."""
    return str(page.locator("form#question input[name=statement]").get_attribute("value"))


@pytest.mark.parametrize(("tag", "place"), [("ar", 62), ("en", 0)])
def test_from_code_to_erased_without_scripts(browser: Browser, site: Site, tag: str, place: int) -> None:
    """On a cheap telephone without scripts somebody enters, chooses a language, agrees, answers, looks back, leaves."""
    context = browser.new_context(**DEVICES["phone"], java_script_enabled=False)
    page = context.new_page()
    site.enter(page, "consultation", place)
    page.locator(f"main button[value={tag}]").click()
    agree(page)
    first = asked(page)
    for value in ("agree", "disagree", "pass"):
        answer(page, value)
    expect(page.locator("html")).to_have_attribute("dir", "rtl" if tag == "ar" else "ltr")
    second = asked(page)
    page.goto(f"{site.address}/own")
    own = page.content()
    page.goto(f"{site.address}/leave")
    page.locator("main form button").first.click()
    site.enter(page, "consultation", place)

    assert first != second
    assert first in own
    expect(page.locator("[role=alert]")).to_be_visible()
    context.close()


def test_the_quick_exit_leaves_nothing(phone: BrowserContext, site: Site) -> None:
    """One touch ends the session, shows a page that tells nothing, and the way back leads to the entrance."""
    page = phone.new_page()
    site.enter(page, "consultation", 3)
    page.locator("form.quick-exit button").click()
    page.wait_for_load_state()
    blank = page.content()
    page.goto(f"{site.address}/answer")

    assert not any(word in blank.casefold() for word in ("sulh", "water", "tessal", "answer", "entry"))
    assert [] == [cookie for cookie in phone.cookies() if cookie["name"] == "s"]
    expect(page.locator("form#question")).to_have_count(0)


def test_answers_given_without_a_network_arrive_once(phone: BrowserContext, site: Site) -> None:
    """In the standard profile answers wait on the telephone while there is no network, and each arrives once."""
    watch = Watch.over(phone)
    page = phone.new_page()
    site.enter(page, "consultation", 1)
    expect(page.locator("form#question").or_(page.locator("input[name=accept]").first)).to_be_visible()
    if page.locator("input[name=accept]").count():
        agree(page)
    expect(page.locator("form#question")).to_be_visible()
    page.wait_for_load_state("networkidle")
    phone.set_offline(True)
    first = asked(page)
    answer(page, "agree")
    expect(page.locator("form#question input[name=statement]")).not_to_have_value(first)
    kept = page.evaluate("Object.values(localStorage).join(' ')")
    phone.set_offline(False)
    page.wait_for_function("first => !Object.values(localStorage).join(' ').includes(first)", arg=first)
    page.goto(f"{site.address}/own")

    assert first in kept
    assert first in page.content()
    assert [] == watch.elsewhere(site)
