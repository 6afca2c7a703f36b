"""A convenor from an empty folder to a printed report: `sulh install`, `sulh serve`, then what stands on the pages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, expect
from pypdf import PdfReader

from benchmarks.load.installation import empty_database
from tests.browser.conftest import DEVICES
from tests.browser.hand import Hand
from tests.browser.real import ACCOUNT, Real
from tests.browser.site import Watch, digits
from tests.servers import answers
from tests.settings import SERVER

pytestmark = pytest.mark.timeout(180)

PASSWORD = "river stone lantern walnut"
SIDES = {
    "East bank": {"العربية": "الضفة الشرقية", "Français": "Rive est", "English": "East bank"},
    "West bank": {"العربية": "الضفة الغربية", "Français": "Rive ouest", "English": "West bank"},
}
TITLE = {"العربية": "جسر في الشتاء", "Français": "Un pont en hiver", "English": "A bridge in winter"}
QUESTION = {
    "العربية": "ماذا يحتاج الناس على الضفتين كي يعبروا بلا خوف؟",
    "Français": "De quoi a-t-on besoin sur les deux rives pour traverser sans peur ?",
    "English": "What do people on both banks need to cross without fear?",
}
ASKED = {"العربية": "معلمون وتجار", "Français": "Enseignants et commerçants", "English": "Teachers and shopkeepers"}
NEED = {
    "العربية": "أحتاج أن أعرف قبل أن أنطلق هل الجسر مفتوح.",
    "Français": "J’ai besoin de savoir avant de partir si le pont est ouvert.",
    "English": "I need to know before I set out whether the bridge is open.",
}
NOTE = "Both sides said that the bridge closes without warning."
INVITED = 5  # people of each side: with as many answers something may be said in words
FIRM = "One of 4 statements is firm on every side."


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def real(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Real]:
    """A real installation in an empty folder, on each database."""
    server = SERVER if request.param == "postgres" else ""
    if server and not answers(server):
        pytest.skip("PostgreSQL does not answer where SULH_TEST_POSTGRES says")
    with (
        empty_database(server) as database_url,
        Real.opened(tmp_path_factory.mktemp("real"), database_url) as opened,
    ):
        yield opened


@pytest.fixture
def outside(browser_type: BrowserType, browser_type_launch_args: dict[str, Any], real: Real) -> Iterator[Browser]:
    """A browser that finds the installation under its name, and nothing else."""
    arguments = [*browser_type_launch_args["args"], *real.arguments]
    with browser_type.launch(**browser_type_launch_args | {"args": arguments}) as browser:
        yield browser


def opened(browser: Browser, device: str, **more: Any) -> BrowserContext:
    """A telephone or a desk; the certificate was made for this test, and no browser knows who signed it."""
    context = browser.new_context(**DEVICES[device], ignore_https_errors=True, **more)
    context.set_default_timeout(10_000)
    return context


def sign_in(hand: Hand, real: Real) -> None:
    """Change the first password, set up a second factor, keep the recovery codes, and sign in with both."""
    hand.page.goto(f"{real.address}/w/sign-in")
    hand.put("Account name", ACCOUNT)
    hand.put("Password", real.password)
    hand.press("Continue")
    hand.put("The password you have now", real.password)
    hand.put("New password", PASSWORD)
    hand.put("New password once more", PASSWORD)
    hand.press("Change the password")
    shown = hand.sheet.locator("strong").inner_text().replace(" ", "")
    hand.put("The six digits it shows now", digits(shown))
    hand.press("Continue")
    assert 10 == hand.sheet.get_by_role("listitem").count()
    hand.press("I have written them down")
    hand.page.goto(f"{real.address}/w/sign-in")
    hand.put("Account name", ACCOUNT)
    hand.put("Password", PASSWORD)
    hand.press("Continue")
    hand.put("Digits", digits(shown, ahead=1))
    hand.press("Sign in")
    expect(hand.sheet.get_by_role("heading", level=1)).to_have_text("What waits for you")


def found(hand: Hand, real: Real) -> None:
    """Make an account for the second facilitator, found a process with both, declare two sides and an initiative."""
    hand.follow("Accounts")
    hand.put("Account name", "blue-stone")
    hand.put("Name", "Jonas")
    hand.press("Make the account")
    hand.follow("Back to the accounts")
    hand.page.goto(f"{real.address}/w/")
    hand.follow("Found a process")
    hand.put("Name", "Two banks")
    hand.tick(re.compile("Standard: people can see"))
    hand.put("Account name of the first facilitator", ACCOUNT)
    hand.put(re.compile("^Account name of the second facilitator"), "blue-stone")
    hand.press("Found the process")
    hand.follow("Back to the first page")
    hand.follow("Two banks")
    for names in SIDES.values():
        hand.follow("New side")
        hand.put_each(names)
        hand.press("Save")
    hand.follow("New initiative")
    hand.put_each(TITLE)
    hand.put("Aim", "People on both banks can cross without fear.")
    hand.tick("Middle-range leadership")
    hand.tick("4. Private Citizen")
    hand.press("Save")


def prepare(hand: Hand) -> None:
    """Begin a workshop from its design, and complete what has to be there before a round opens."""
    hand.follow("Problem-solving workshop")
    hand.put_each(TITLE, under=re.compile("^Title"))
    hand.put_each(QUESTION, under=re.compile("^Question"))
    for side in SIDES:
        hand.put(re.compile(side), str(INVITED))
    hand.press("See what this room can show")
    assert "words can be shown" in hand.read()
    hand.press("Create the dialogue")
    hand.follow(re.compile("^Who is asked"))
    for _ in range(3):
        hand.put_each(ASKED)
        hand.press("Save and go on")
    hand.follow("Consent text")
    assert "Taking part is your own choice." in hand.sheet.get_by_label("English").input_value()
    hand.follow("Preparation")
    hand.follow("Harm check")
    hand.follow(re.compile("^Begin a check for: Each side alone"))
    while hand.sheet.get_by_label("Yes", exact=True).count():
        hand.tick_all("Yes")
        hand.press(re.compile("^(Further|Continue)$"))
    hand.tick("Go")
    hand.press("Record the decision")
    hand.follow("Statements")
    hand.follow("Write a statement")
    hand.tick("A need")
    hand.put_each(NEED)
    hand.tick("All sides")
    hand.press("Keep")
    expect(hand.sheet.get_by_role("link", name=NEED["English"])).to_be_visible()


def slips(hand: Hand, side: str) -> list[str]:
    """Make the slips of a side, print the sheet, and read the entry numbers off it."""
    hand.follow("Slips")
    hand.tick(f"Participants: {side}")
    hand.put("How many", str(INVITED))
    hand.press("Make the slips")
    shown = [" ".join(one.split()) for one in hand.sheet.locator(".digits").all_inner_texts()]
    paper = printed(hand)
    hand.follow("Printed: back to the slips")

    assert INVITED == len(shown)
    assert [] == [code for code in shown if code not in paper]
    assert [] == [word for word in ("bank", "Two banks", "Sulh", "bridge") if word in paper]
    return shown


def printed(hand: Hand) -> str:
    """Print the page on A4; return its words."""
    return words_of(hand.page.pdf(prefer_css_page_size=True))


def words_of(paper: bytes) -> str:
    """Return the words of a PDF as somebody reads them: letters joined by the printer are taken apart."""
    pages = (page.extract_text() for page in PdfReader(BytesIO(paper)).pages)
    return unicodedata.normalize("NFKC", " ".join(" ".join(pages).split()))


def take_part(hand: Hand, real: Real, code: str, tag: str, others: str) -> None:
    """Come in with an entry number, agree to the texts and to what somebody needs; answer the others alike."""
    hand.page.goto(f"{real.address}/")
    hand.page.fill("#code", code)
    hand.page.press("#code", "Enter")
    hand.sheet.locator(f"button[value={tag}]").click()
    expect(hand.sheet.get_by_role("checkbox")).to_have_count(2)
    for box in hand.sheet.get_by_role("checkbox").all():
        box.check()
    hand.sheet.locator("form button").first.click()
    for _ in range(4):
        value = "agree" if hand.sheet.locator("blockquote").inner_text() in NEED.values() else others
        hand.sheet.locator(f"button[name=answer][value={value}]").click()
    expect(hand.page.locator("form#question")).to_have_count(0)


def answer_all(phone: BrowserContext, real: Real, codes: dict[str, list[str]]) -> Hand:
    """Let everybody answer, one after the other, in three languages; return the telephone of the last."""
    hand = Hand(phone.new_page())
    for side, others in (("East bank", "agree"), ("West bank", "disagree")):
        for place, code in enumerate(codes[side]):
            phone.clear_cookies()
            take_part(hand, real, code, ("ar", "fr", "en", "fr", "ar")[place], others if place else "pass")
    return hand


def open_round(hand: Hand) -> None:
    """Put every statement to all sides, until the day after tomorrow."""
    hand.follow("Rounds")
    hand.follow(re.compile("all sides"))
    for box in hand.sheet.get_by_role("checkbox").all():
        box.check()
    hand.put(re.compile("^Epoch 1 ends"), (datetime.now(UTC) + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M"))
    hand.press("Save")
    hand.press("Open this round")


def close_round(hand: Hand) -> None:
    """See how many have finished and nothing else, close, and wait for the working paper."""
    hand.page.reload()
    told = hand.read()
    hand.follow("Close now")
    hand.press("Close the round")
    hand.follow("Working paper")
    while hand.sheet.get_by_role("link", name="Look again").count():
        hand.follow("Look again")

    assert all(f"{side}: {INVITED} of {INVITED}" in told for side in SIDES)
    assert FIRM in hand.read()


def publish(hand: Hand) -> None:
    """See what would leave, and let it."""
    hand.follow("See what may leave this room")
    preview = hand.sheet.locator("article").inner_text()
    assert NEED["English"] in preview
    hand.press("Publish")
    expect(hand.sheet.get_by_role("heading", level=1)).to_contain_text("Publication 1")
    assert preview in hand.read()


def write_session(hand: Hand, folder: Path) -> None:
    """Write a session down and take its report home."""
    hand.follow("Sessions")
    hand.follow("Write down session 1")
    hand.put("Day of the session", datetime.now(UTC).strftime("%Y-%m-%d"))
    hand.press("Write it down")
    hand.put("What was said", NOTE)
    hand.press("Keep the note")
    name, file = hand.keep("English", folder)
    told = "".join(docx.Document(str(file)).element.body.xpath(".//w:t/text()"))

    assert "Unofficial and non-binding." in told
    assert NOTE in told
    assert not any(word in name.casefold() for word in ("sulh", "bank", "bridge"))


def print_paper(hand: Hand, folder: Path) -> None:
    """Print the results room, and the file of the working paper, which needs no network."""
    hand.follow("Results")
    hand.follow("Read")
    room = printed(hand)
    _, file = hand.keep("Save the working paper as a file", folder)
    hand.page.context.set_offline(True)
    hand.page.goto(file.as_uri())
    paper = printed(hand)

    assert [] == [text for text in (FIRM, NEED["English"], "East bank") if text not in room]
    assert [] == [text for text in (FIRM, NEED["English"], "East bank", TITLE["English"]) if text not in paper]


def test_from_an_empty_folder_to_a_printed_report(outside: Browser, real: Real, tmp_path: Path) -> None:
    """One convenor installs, signs in, prepares a dialogue, hears ten people, publishes, and prints what came of it."""
    desk, phone = opened(outside, "desktop"), opened(outside, "phone", java_script_enabled=False)
    watches = [Watch.over(desk), Watch.over(phone)]
    hand = Hand(desk.new_page())

    sign_in(hand, real)
    cookies = desk.cookies()
    found(hand, real)
    prepare(hand)
    codes = {side: slips(hand, side) for side in SIDES}
    open_round(hand)
    telephone = answer_all(phone, real, codes)
    close_round(hand)
    publish(hand)
    telephone.page.goto(f"{real.address}/shared")
    shared = telephone.read()
    write_session(hand, tmp_path)
    print_paper(hand, tmp_path)

    assert NEED["العربية"] in shared
    assert "Notes" == telephone.page.title()
    assert {("__Host-c", True, "Strict"), ("__Host-s", True, "Strict")} == {
        (cookie["name"], cookie["secure"], cookie["sameSite"]) for cookie in cookies
    }
    assert [[], []] == [watch.elsewhere(real.site) for watch in watches]
    assert [[], []] == [watch.said for watch in watches]
    assert "" == real.log.read_text()
