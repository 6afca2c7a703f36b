"""What the telephone does when the network is gone for longer than was fetched ahead."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext, expect
from pytest_django.live_server_helper import LiveServer

from sulh.store.models import Delivery, Statement, StatementText, Vote
from tests.browser.test_participant import answer, asked
from tests.cast import DAY, Cast
from tests.web.people import enter

PUT = 13  # statements, three more than are fetched ahead


@pytest.fixture(scope="session", autouse=True)
def beside_the_browser() -> Iterator[None]:
    """Let the database be asked in the thread in which the browser's loop waits; nothing else runs in it."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield


@pytest.fixture
def stay(cast: Cast, live_server: LiveServer) -> str:
    """A round of thirteen statements on a server of the test's own, and the cookie of somebody who has come in."""
    del live_server
    for number in range(len(cast.statements) + 1, PUT + 1):
        made = Statement.objects.create(
            dialogue=cast.dialogue, number=number, source="seed", asks="need", state="accepted", on=DAY
        )
        text = StatementText(statement=made, language="en")
        cast.sealer.put(text, text=f"Something else, {number}")
        text.save()
        cast.statements.append(made)
    cast.round()
    return str(enter(Client(), cast, "hill").cookies["s"].value)


def test_a_page_that_has_run_out_goes_on_by_itself(phone: BrowserContext, live_server: LiveServer, stay: str) -> None:
    """Answer all that was fetched: the page says so, and shows the next statement once the network is back."""
    phone.add_cookies([{"name": "s", "value": stay, "url": live_server.url}])
    page = phone.new_page()
    page.goto(f"{live_server.url}/answer")
    page.wait_for_load_state("networkidle")
    phone.set_offline(True)
    given: list[str] = []
    while page.locator("form#question [name=statement]").count():
        given.append(asked(page))
        answer(page, "pass")
        expect(page.locator(f"form#question [name=statement][value='{given[-1]}']")).to_have_count(0)
    said, words = page.locator("form#question").inner_text(), page.locator("#offline").get_attribute("data-none")
    phone.set_offline(False)
    page.locator("form#question [name=statement]").wait_for(state="attached")

    assert words == said.strip()
    assert asked(page) not in given
    assert len(given) == len(set(given)) == Vote.objects.count() == Delivery.objects.count() == PUT - 3
    assert 0 == page.evaluate("localStorage.length")
