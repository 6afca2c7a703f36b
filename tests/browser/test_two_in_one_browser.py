"""Two people at one browser, in two tabs: what the first one left open does nothing for the second."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from sulh.store.models import Vote
from tests.browser.test_participant import answer
from tests.cast import Cast

STALE = "before somebody came in here"


@pytest.fixture(scope="session", autouse=True)
def beside_the_browser() -> Iterator[None]:
    """Let the database be asked in the thread in which the browser's loop waits; nothing else runs in it."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield


def come_in(phone: BrowserContext, address: str, code: str) -> Page:
    """Type an entry number in a tab of its own; whoever was inside before has not gone."""
    phone.clear_cookies(name="s")
    tab = phone.new_page()
    tab.goto(address)
    tab.locator("[name=code]").fill(code)
    tab.locator("main button").first.click()
    tab.wait_for_url("**/answer")
    tab.wait_for_load_state("networkidle")
    return tab


def votes() -> list[tuple[object, int]]:
    """Return whose answers are there."""
    return list(Vote.objects.values_list("seat_id", "value"))


def test_the_first_one_s_tab_answers_nothing_and_goes_on_as_the_second_one_s(
    phone: BrowserContext, live_server: LiveServer, cast: Cast
) -> None:
    """With scripts: the old tab says that nothing was saved and shows what is asked now; answered there, it counts."""
    cast.round()
    first = come_in(phone, live_server.url, cast.codes["hill"])
    come_in(phone, live_server.url, cast.codes["river"])

    answer(first, "disagree")
    expect(first.locator("main")).to_contain_text(STALE)
    before = votes()
    answer(first, "agree")
    expect(first.locator("main")).to_contain_text("Saved.")

    assert [] == before
    assert [(cast.seats["river"].id, 1)] == votes()


def test_what_the_first_one_kept_without_a_network_is_not_counted_for_the_second(
    phone: BrowserContext, live_server: LiveServer, cast: Cast
) -> None:
    """Somebody else comes in before the network is back: nothing arrives, and the first one's tab says so."""
    cast.round()
    first = come_in(phone, live_server.url, cast.codes["hill"])
    gone = first.locator("#offline").get_attribute("data-gone") or ""
    first.route("**/answer", lambda route: route.abort())
    first.route("**/deliver", lambda route: route.abort())
    answer(first, "disagree")
    expect(first.locator("#offline")).to_be_visible()
    phone.clear_cookies()
    second = phone.new_page()
    second.goto(live_server.url)
    second.locator("[name=code]").fill(cast.codes["river"])
    second.locator("main button").first.click()
    second.wait_for_url("**/answer")
    first.unroute("**/deliver")

    expect(first.locator("#offline")).to_have_text(gone)
    assert [] == votes()
    assert 0 == second.evaluate("localStorage.length")
