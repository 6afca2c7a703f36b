"""Somebody of a group answers a whole study on a telephone, by real presses, with scripts and without."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import DEVICES
from tests.browser.site import Site, Watch, complaints, too_wide

CODES = {"ar": "فا\u0660\u0667حل", "en": "Fa 07 He", "fr": "Éz 07 HE"}  # as people of each language build them


def inside(site: Site, page: Page, tag: str, place: int) -> None:
    """Type the number of a group, choose a language, and agree."""
    site.enter(page, "study", place)
    page.locator(f"main button[value={tag}]").click()
    page.locator("main button[value=yes]").click()
    expect(page.locator("#code")).to_be_visible()


def answer_all(page: Page) -> None:
    """Write every number and press one answer of each question, the last of each; leave the last question out."""
    for field in page.locator("input.short").all():
        field.fill("40")
    sets = page.locator("fieldset").all()
    for one in sets:
        options = one.locator("label.option")
        options.nth(options.count() - 2).click()
    sets[-1].locator("label.option").last.click()


def send(page: Page) -> None:
    """Press the button at the end."""
    page.locator("form.sheet-form button").last.click()


def answered(site: Site, context: BrowserContext, tag: str, place: int) -> Page:
    """Answer once with a number off its scale, then as it should be."""
    page = context.new_page()
    inside(site, page, tag, place)
    expect(page.locator("html")).to_have_attribute("dir", "rtl" if tag == "ar" else "ltr")
    answer_all(page)
    page.fill("#warm_own", "400")
    page.fill("#code", CODES[tag])
    send(page)
    expect(page.locator("#warm_own_error")).to_be_visible()
    expect(page.locator("#code")).to_have_value("")
    expect(page.locator("#warm_others")).to_have_value("40")
    expect(page.locator("input[name=circles]:checked")).to_have_value("7")
    page.fill("#warm_own", "\u0667\u0660" if tag == "ar" else "70")
    page.fill("#code", CODES[tag])
    send(page)
    expect(page.locator("form[action$=next] button")).to_be_visible()
    return page


@pytest.mark.parametrize(("tag", "place"), [("ar", 0), ("en", 1), ("fr", 0)])
def test_a_study_is_answered_without_scripts(browser: Browser, site: Site, tag: str, place: int) -> None:
    """The whole way on a cheap telephone; after it the next person begins at the entrance, and the way back is shut."""
    context = browser.new_context(**DEVICES["phone"], java_script_enabled=False)
    page = answered(site, context, tag, place)
    page.locator("form[action$=next] button").click()
    expect(page.locator("#code[inputmode=numeric]")).to_be_visible()
    gone = page.goto(f"{site.address}/sheet")

    assert gone is not None
    assert 404 == gone.status
    context.close()


@pytest.mark.parametrize("tag", ["ar", "en", "fr"])
def test_a_study_is_answered_with_scripts_and_every_page_can_be_used_by_everybody(
    browser: Browser, site: Site, axe: str, tag: str
) -> None:
    """Before, while and after answering nothing hinders a reader, nothing is too wide, nothing is asked elsewhere."""
    context = browser.new_context(**DEVICES["phone"], bypass_csp=True)
    watch = Watch.over(context)
    page = context.new_page()
    site.enter(page, "study", 1)
    page.locator(f"main button[value={tag}]").click()
    found = {"first": (complaints(page, axe), too_wide(page))}
    page.locator("main button[value=yes]").click()
    found["sheet"] = complaints(page, axe), too_wide(page)
    send(page)
    found["refused"] = complaints(page, axe), too_wide(page)
    answer_all(page)
    page.fill("#code", CODES[tag] + "2")
    send(page)
    found["sent"] = complaints(page, axe), too_wide(page)
    page.goto(f"{site.address}/sheet/out")
    found["out"] = complaints(page, axe), too_wide(page)
    page.fill("#code", CODES[tag] + "2")
    page.locator("main form button").first.click()
    found["gone"] = complaints(page, axe), too_wide(page)
    kept = page.evaluate("[Object.keys(localStorage).length, Object.keys(sessionStorage).length]")
    context.close()

    assert dict.fromkeys(found, ([], 0)) == found
    assert [0, 0] == kept
    assert [] == watch.elsewhere(site)
