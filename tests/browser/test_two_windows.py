"""A small dialogue in several windows at once: a facilitator at a desk, and a telephone on each of two sides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.conftest import DEVICES, demonstration
from tests.browser.hand import Hand
from tests.browser.site import Site, Watch

pytestmark = pytest.mark.timeout(180)

SAID = "أحتاج أن أعرف مساءً متى يصل الماء غدًا."
IN_ENGLISH = "I need to know in the evening when the water comes tomorrow."
IN_FRENCH = "J’ai besoin de savoir le soir quand l’eau arrive le lendemain."
ON_THE_HILL, AT_THE_RIVER = 2, 13  # seats of the workshop: one reads Arabic, one French


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A demonstration of this module's own: its rounds are closed and opened here."""
    with demonstration(tmp_path_factory.mktemp("windows") / "demo") as opened:
        yield opened


@pytest.fixture
def windows(browser: Browser) -> Iterator[dict[str, BrowserContext]]:
    """A desk and two telephones, none of which knows of the others."""
    devices = {"desk": "desktop", "hill": "phone", "river": "phone"}
    contexts = {who: browser.new_context(**DEVICES[device]) for who, device in devices.items()}
    for context in contexts.values():
        context.set_default_timeout(10_000)
    yield contexts
    for context in contexts.values():
        context.close()


def come_in(hand: Hand, site: Site, place: int) -> None:
    """Enter with a number of the workshop."""
    site.enter(hand.page, "workshop", place)
    expect(hand.page.locator("form#question")).to_be_visible()


def propose(hand: Hand, site: Site) -> None:
    """Propose a statement in Arabic."""
    hand.page.goto(f"{site.address}/propose")
    hand.tick("شيء نحتاج إليه")
    hand.put("العبارة", SAID)
    hand.press("اقتراح")
    assert SAID in hand.read()


def take_up(hand: Hand) -> None:
    """Accept what was proposed, and say it in the two other languages, each translated back."""
    hand.follow("Statements")
    hand.follow(SAID)
    hand.press("Accept")
    hand.follow("Translations")
    for own, text in (("English", IN_ENGLISH), ("Français", IN_FRENCH)):
        assert f"Write in {own}" in flat(hand)
        hand.follow(re.compile(f"^Write in\\s+{own}"))
        hand.put(re.compile(f"^In\\s+{own}"), text)
        hand.put(re.compile("^Translation back"), SAID)
        hand.tick("العربية")
        hand.press("Keep")
    assert "Every accepted statement exists in every language." in hand.read()


def end(hand: Hand, round_: str) -> None:
    """Close a round now."""
    hand.follow("Rounds")
    hand.follow(round_)
    hand.follow("Close now")
    hand.press("Close the round")


def put_to_all(hand: Hand) -> None:
    """Open a round of all sides with this one statement."""
    hand.follow("Rounds")
    hand.follow(re.compile("all sides"))
    for box in hand.sheet.get_by_role("checkbox").all():
        box.uncheck()
    hand.tick(re.compile(re.escape(IN_ENGLISH)))
    hand.put(re.compile("^Epoch 1 ends"), (datetime.now(UTC) + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M"))
    hand.press("Save")
    hand.press("Open this round")


def answer(hand: Hand, site: Site, text: str) -> None:
    """Find the statement in one's own language, and answer it with a touch."""
    hand.page.goto(f"{site.address}/answer")
    assert text in hand.read()
    hand.sheet.locator("button[name=answer][value=agree]").tap()
    expect(hand.page.locator("form#question")).to_have_count(0)


def flat(hand: Hand) -> str:
    """Return the main part of a page on one line: names stand apart from the sentence around them."""
    return " ".join(hand.read().split())


def opened(hand: Hand, site: Site, path: str) -> str:
    """Go to a page of a participant; return what it says."""
    hand.page.goto(f"{site.address}/{path}")
    return hand.read()


def while_it_runs(desk: Hand) -> None:
    """Read how many have finished, and find nothing of what they answered, neither there nor among the results."""
    desk.page.reload()
    running = flat(desk)
    desk.follow("Results")
    results = flat(desk)

    assert "Mirane: 1 of 12" in running
    assert "Orsal: 1 of 12" in running
    assert "gree" not in running
    assert "Round 2, epoch 2" in results
    assert "Round 3" not in results


def test_a_small_dialogue_in_several_windows(site: Site, windows: dict[str, BrowserContext]) -> None:
    """What one side proposes reaches the other in its own language, is answered, and comes back as a publication."""
    watches = [Watch.over(context) for context in windows.values()]
    desk, hill, river = (Hand(context.new_page()) for context in windows.values())
    site.sign_in(desk.page, "grey-heron")
    desk.follow("Tessal valley (made up)")
    desk.follow("Twelve and twelve")
    come_in(hill, site, ON_THE_HILL)
    come_in(river, site, AT_THE_RIVER)

    propose(hill, site)
    take_up(desk)
    assert IN_FRENCH not in opened(river, site, "own")
    end(desk, "Round 2")
    put_to_all(desk)
    answer(river, site, IN_FRENCH)
    desk.page.reload()
    assert ("Mirane: 1 of 12" in flat(desk), "Orsal: 0 of 12" in flat(desk)) == (True, True)
    answer(hill, site, SAID)
    while_it_runs(desk)
    assert SAID not in opened(hill, site, "shared")

    end(desk, "Round 3")
    desk.follow("Working paper")
    desk.follow("See what may leave this room")
    assert IN_ENGLISH in desk.read()
    desk.press("Publish")

    assert SAID in opened(hill, site, "shared")
    assert IN_FRENCH in opened(river, site, "shared")
    assert [[], [], []] == [watch.elsewhere(site) for watch in watches]
    assert [[], [], []] == [watch.said for watch in watches]
