"""
Walking from link to link, as somebody of the demonstration: one page of each kind, and what is at fault with each.

    walk(browser, site, axe, people, tag) ─▶ Walk      made once, and asked by several tests

The tests stand in two files, so that two workers share the walks. No test lives here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from playwright.sync_api import Browser, Page, Response
from playwright.sync_api import Error as PlaywrightError

from tests.browser.conftest import DEVICES
from tests.browser.site import Site, Watch, complaints, too_wide
from tests.nightly import drawn

LANGUAGES = ("en", "fr", "ar")
JUDGED = drawn(("ar",), LANGUAGES)  # where axe looks: its rules read structure and colour, the same in each language
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


@dataclass
class Walk:
    """
    What was met on the way.

    Attributes:
        faults: What is at fault with a page, by its kind; that somebody reached fewer pages than they have, too.
        elsewhere: Addresses that pages asked for outside their own server.
        said: What the browser complained about, such as a policy that a page breaks.
        told: Title and address of each page: what a telephone keeps of it.
    """

    faults: dict[str, object] = field(default_factory=dict)
    elsewhere: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    told: list[tuple[str, str]] = field(default_factory=list)


@cache
def walk(browser: Browser, site: Site, axe: str, people: tuple[str, ...], tag: str) -> Walk:
    """
    Walk from link to link as each of some people, on a telephone and in one language.

    Breadth and language of a kind of page are looked at once, by the first who comes to it; accessibility in Arabic,
    and at night in each language.
    """
    met, looked = Walk(), set[str]()

    def look(page: Page) -> None:
        met.told.append((page.title(), page.url))
        if kind_of(page.url) not in looked:
            looked.add(kind_of(page.url))
            met.faults |= faults_of(page, axe, tag)

    for who in people:
        context = browser.new_context(**DEVICES["phone"])
        watch = Watch.over(context)
        page = context.new_page()
        arrive(site, page, who)
        site.speak(page, tag)
        seen = crawl(page, site, look)
        context.close()
        met.elsewhere += watch.elsewhere(site)
        met.said += watch.said
        if len(seen) < FEWEST[who]:
            met.faults[f"too few pages of {who}"] = sorted(seen)
    return met


def faults_of(page: Page, axe: str, tag: str) -> dict[str, object]:
    """Return what is at fault with one page: what axe finds, what is too wide, what is in another language."""
    told = page.evaluate("[document.documentElement.lang, document.documentElement.dir]")
    found = {
        "axe": complaints(page, axe) if tag in JUDGED else [],
        "wide": max(too_wide(page), 0),
        "language": [] if told == [tag, "rtl" if tag == "ar" else "ltr"] else told,
    }
    return {f"{kind_of(page.url)} {name}": fault for name, fault in found.items() if fault}
