"""
Walking from link to link, as somebody of the demonstration: one page of each kind, and what is at fault with each.

The walks themselves stand in two files, so that two workers share them. No test lives here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from playwright.sync_api import Browser, Page, Response
from playwright.sync_api import Error as PlaywrightError

from tests.browser.conftest import DEVICES
from tests.browser.site import Site, complaints, too_wide

LANGUAGES = ("en", "fr", "ar")
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)[0-9a-f]{20}(?=/)")  # of a row, or the key of a finding
DOCUMENTS = (
    ".docx",
    ".pdf",
    ".json",
    ".csv",
    ".xlsx",
    ".xml",
    ".jsonl",
    ".html",
    ".txt",
    ".age",
    ".ics",
    ".graphml",
    ".geojson",
)
MOST = 140  # pages of one crawl
INSIDE = ("facilitator", "coordinator", "evaluator")  # who share most kinds of pages
FEWEST = {
    "participant": 4,
    "critic": 6,  # a participant of a dialogue that has a text
    "reader": 4,
    "facilitator": 50,
    "translator": 3,
    "administrator": 3,
    "desk": 5,
    "coordinator": 15,
    "evaluator": 8,
    "owner": 8,
    "stranger": 1,
}


def kind_of(address: str) -> str:
    """Return an address without its ids: one page of a kind is looked at, in each language."""
    return ID.sub("*", address.partition("?")[0].partition("#")[0])


def links(page: Page, site: Site) -> list[str]:
    """Return where the links of a page lead, inside the site, without documents to keep."""
    found: list[str] = page.evaluate("Array.from(document.querySelectorAll('a[href]')).map(a => a.href)")
    return [url for url in found if url.startswith(site.address) and not downloads(url)]


def downloads(url: str) -> bool:
    """Whether an address is of a document, which is kept and not looked at."""
    path = url.partition("?")[0]
    return path.endswith(DOCUMENTS) or "/record" in path or "/download" in path or "/report" in path


def crawl(page: Page, site: Site, look: Callable[[Page], None]) -> set[str]:
    """Follow every link from here, one page of each kind; return the kinds."""
    waiting, seen = [page.url], set[str]()
    while waiting and len(seen) < MOST:
        address = waiting.pop(0)
        if kind_of(address) in seen:
            continue
        seen.add(kind_of(address))
        response = going(page, address)
        if response is None or "text/html" not in response.headers.get("content-type", ""):
            continue
        look(page)
        waiting += links(page, site)
    return seen


def going(page: Page, address: str) -> Response | None:
    """Go to an address; a document that is kept in place of being shown leads nowhere."""
    try:
        return page.goto(address)
    except PlaywrightError as error:
        if "Download is starting" in str(error):
            return None
        raise


def arrive(site: Site, page: Page, who: str) -> None:
    """Let somebody of the demonstration in."""
    accounts = {
        "facilitator": "grey-heron",
        "translator": "quiet-reed",
        "administrator": "oak-door",
        "desk": "white-gate",
        "coordinator": "still-water",
        "evaluator": "tall-pine",
    }
    seats = {
        "participant": ("consultation", 2),
        "critic": ("workshop", 2),
        "reader": ("workshop reader", 1),
        "owner": ("owner", 0),
    }
    if who in seats:
        site.enter(page, *seats[who])
    elif who in accounts:
        site.sign_in(page, accounts[who])
    else:
        page.goto(f"{site.address}/")


def faults_of(browser: Browser, site: Site, axe: str, people: Sequence[str], tag: str) -> dict[str, object]:
    """
    Walk from link to link as each of some people; return what is at fault with a page, by kind of page.

    Accessibility, breadth and language of a kind of page are looked at once, by the first who comes to it. That
    somebody reached fewer pages than they have is told as a fault too.
    """
    faults: dict[str, object] = {}
    looked: set[str] = set()

    def look(page: Page) -> None:
        where = kind_of(page.url)
        if where in looked:
            return
        looked.add(where)
        found = complaints(page, axe)
        if found:
            faults[f"{where} axe"] = found
        if too_wide(page) > 0:
            faults[f"{where} wide"] = too_wide(page)
        if page.evaluate("[document.documentElement.lang, document.documentElement.dir]") != [
            tag,
            "rtl" if tag == "ar" else "ltr",
        ]:
            faults[f"{where} language"] = page.evaluate("document.documentElement.lang")

    for who in people:
        context = browser.new_context(**DEVICES["phone"], bypass_csp=True)  # axe is put into the page
        page = context.new_page()
        arrive(site, page, who)
        site.speak(page, tag)
        seen = crawl(page, site, look)
        context.close()
        if len(seen) < FEWEST[who]:
            faults[f"too few pages of {who}"] = sorted(seen)
    return faults
