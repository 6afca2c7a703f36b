"""The whole way from a text to the official table and back, each in their own language, on a site of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DEVICES, demonstration
from tests.browser.site import Site, Watch, complaints, too_wide

pytestmark = pytest.mark.timeout(300)
TAGS = ("en", "fr", "ar")


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A demonstration whose package may be sent and whose question may be answered."""
    with demonstration(tmp_path_factory.mktemp("table") / "demo") as opened:
        yield opened


@contextmanager
def window(browser: Browser, device: str, axe: str, site: Site) -> Iterator[Page]:
    """Open a window of somebody; everything in it stays on the site and can be read by everybody."""
    context = browser.new_context(**DEVICES[device], bypass_csp=True)
    watch = Watch.over(context)
    page = context.new_page()
    yield page
    assert ([], [], 0) == (complaints(page, axe), watch.elsewhere(site), max(0, too_wide(page)))
    context.close()


def at(page: Page, label: str) -> None:
    """Follow the first link that says so."""
    page.get_by_role("link", name=label).first.click()


def to_dialogue(page: Page, site: Site, title: str) -> None:
    """Go from the first page of a facilitator to a dialogue."""
    page.goto(f"{site.address}/w/")
    page.locator("main a[href*='/w/p/']").first.click()
    page.get_by_role("link", name=title).first.click()


def write(page: Page, name: str, text: str) -> None:
    """Write something in each language of a form."""
    for tag in TAGS:
        page.fill(f"[name={name}_{tag}]", f"{text} ({tag})")


def test_clauses_are_put_to_the_people(table: Site, browser: Browser, axe: str) -> None:
    """A facilitator puts clauses; on a telephone in Arabic somebody cannot live with one, and is asked why first."""
    with window(browser, "desktop", axe, table) as page:
        table.sign_in(page, "grey-heron")
        to_dialogue(page, table, "Twelve and twelve")
        at(page, "Rounds")
        at(page, "Round 2")
        at(page, "Close now")
        page.get_by_role("button", name="Close the round").click()
        to_dialogue(page, table, "Twelve and twelve")
        at(page, "One text")
        at(page, "Put clauses to the people")
        page.get_by_label("All sides together").check()
        page.fill("[name=ends]", f"{datetime.now(UTC) + timedelta(days=1):%Y-%m-%dT%H:%M}")
        page.locator("main form button.main").last.click()
        expect(page.locator("main")).to_contain_text("A sounding")
        page.get_by_role("button", name="Open this round").click()
        sounding = page.url
    with window(browser, "phone", axe, table) as page:
        table.enter(page, "workshop", 5)
        table.speak(page, "ar")
        page.goto(f"{table.address}/answer")
        page.locator("button[name=answer][value=cannot]").click()
        expect(page.locator("[name=need]")).to_be_visible()
        page.fill("[name=need]", "أخاف على أطفالي")
        page.locator("button[name=answer][value=cannot]").click()
        page.goto(f"{table.address}/text")
        expect(page.locator(".own")).to_contain_text("أخاف على أطفالي")
    with window(browser, "desktop", axe, table) as page:
        table.sign_in(page, "grey-heron")
        page.goto(sounding)
        at(page, "Close now")
        page.get_by_role("button", name="Close the round").click()
        at(page, "Working paper")
        expect(page.locator("main")).to_contain_text("Too few people of a side answered")
        at(page, "Results")
        page.locator("main table a").last.click()  # the first round of the demonstration: a sounding with many answers
        expect(page.locator("main")).to_contain_text("Cannot live with it")


def test_a_text_is_criticised_and_the_next_version_answers(table: Site, browser: Browser, axe: str) -> None:
    """On a telephone in Arabic somebody says what a clause fails; the next version says what became of it."""
    with window(browser, "phone", axe, table) as page:
        table.enter(page, "workshop", 3)
        table.speak(page, "ar")
        page.goto(f"{table.address}/text")
        page.locator("a[href*='/concern?n=4']").click()
        page.fill("[name=need]", "ابنتي تخاف في الظلام")
        page.locator("main form button.main").last.click()
        expect(page.locator(".own").last).to_contain_text("ابنتي تخاف في الظلام")
    with window(browser, "desktop", axe, table) as page:
        table.sign_in(page, "grey-heron")
        to_dialogue(page, table, "Twelve and twelve")
        at(page, "One text")
        text = page.url
        at(page, "Draft the next version")
        page.locator("section.confirm button").click()
        at(page, "What was said of it")
        for box in page.locator("input[name=concern]").all():
            box.check()
        page.get_by_label("The text stays, for a reason").check()
        write(page, "words", "It is kept for now")
        page.get_by_role("button", name="Keep this reply").click()
        expect(page.locator("main")).to_contain_text("Nothing waits for a reply.")
        page.goto(text)
        at(page, "Put this version to the sides")
        page.locator("section.confirm button").click()
        expect(page.locator("main")).to_contain_text("Version 3 is put.")
    with window(browser, "phone", axe, table) as page:
        table.enter(page, "workshop", 14)
        table.speak(page, "fr")
        page.goto(f"{table.address}/text")
        expect(page.locator("#c4")).to_contain_text("It is kept for now (fr)")
        expect(page.locator("main")).not_to_contain_text("ابنتي")


def test_a_package_is_approved_sent_and_answered_by_word_of_mouth(table: Site, browser: Browser, axe: str) -> None:
    """The last reader says yes in French; the facilitator sends it to a desk that is only a name, and writes down."""
    with window(browser, "phone", axe, table) as page:
        table.enter(page, "workshop reader", 1)
        table.speak(page, "fr")
        page.goto(f"{table.address}/approve")
        expect(page.locator("article")).to_contain_text("Un texte sur une seule rivière")
        page.locator("button[name=answer][value=yes]").click()
        expect(page.get_by_role("status")).to_be_visible()
    with window(browser, "desktop", axe, table) as page:
        table.sign_in(page, "grey-heron")
        to_dialogue(page, table, "Twelve and twelve")
        at(page, "Packages")
        at(page, "A text on one river")
        expect(page.locator("main")).to_contain_text("Approved by every side.")
        at(page, "Send this package")
        page.locator("section.confirm button").click()
        with page.expect_download() as kept:
            page.locator("a[href$='non-paper.ar.docx']").click()
        assert "non-paper.ar.docx" == kept.value.suggested_filename
        page.locator("a[href$='/became']").click()
        at(page, "Record a handover")
        page.get_by_label("Handed over by a carrier").check()
        page.fill("[name=words]", "In an envelope")
        page.get_by_role("button", name="Keep").click()
        at(page, "Write down an oral answer")
        page.get_by_label("Not now").check()
        page.fill("[name=reasons]", "After the summer round")
        page.get_by_role("button", name="Keep this answer").click()
        expect(page.locator("main")).to_contain_text("As understood by a facilitator from an oral answer.")


def test_a_question_comes_back_and_becomes_a_statement(table: Site, browser: Browser, axe: str) -> None:
    """The desk asks in Arabic; the facilitator takes it into a dialogue and makes a statement of it."""
    with window(browser, "desktop", axe, table) as page:
        table.sign_in(page, "white-gate")
        table.speak(page, "ar")
        page.goto(f"{table.address}/w/desk")
        page.locator("a[href*='/w/desk/']").first.click()
        expect(page.locator("article")).to_contain_text("الماء قبل الصيف")
        page.goto(f"{table.address}/w/desk")
        page.locator("a[href$='/ask']").click()
        page.locator("input[name=kind][value=question]").check()
        page.fill("[name=texts_ar]", "هل تكفي ساعة واحدة للماء؟")
        page.locator("main form button.main").last.click()
        expect(page.locator("main")).to_contain_text("هل تكفي ساعة واحدة للماء؟")
    with window(browser, "desktop", axe, table) as page:
        table.sign_in(page, "grey-heron")
        page.goto(f"{table.address}/w/")
        page.locator("main a[href*='/w/p/']").first.click()
        at(page, "Official table")
        page.get_by_role("link", name=re.compile("هل تكفي")).click()
        at(page, "Take it into a dialogue")
        page.get_by_label("Water, road and school").check()
        page.locator("main form button.main").last.click()
        at(page, "Make a statement of it")
        write(page, "texts", "One hour of water a day would be enough")
        page.get_by_role("button", name="Keep").click()
        expect(page.locator("main")).to_contain_text("A statement was made of it")
