"""
The platform as a visitor of the demonstration meets it: a real server on the loopback address, a real browser.

    Site.opened(folder)      `sulh demo` in a folder of its own, until the tests are over; or the same on PostgreSQL
    visit, enter, sign_in    how a person of the demonstration gets to a page
    Watch                    everything a page asked for, and everything the browser complained about
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import BrowserContext, ConsoleMessage, Page

from benchmarks.load.installation import free_port
from sulh.store.demo.people import entry_number, password, secret

WAIT = 60.0
# WCAG 2.2 AA, and of AAA the contrast of 7 to 1 that we hold ourselves to.
RULES = """() => axe.run(document, {
    resultTypes: ['violations'],
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    rules: {'color-contrast-enhanced': {enabled: true}},
})"""


@dataclass(eq=False)  # one is like itself alone: walks through it are kept
class Site:
    """A running demonstration; `stays` holds the cookies of whoever has signed in: digits are good once only."""

    address: str
    stays: dict[str, list[Any]] = field(default_factory=dict)

    @classmethod
    @contextmanager
    def opened(cls, folder: Path, database_url: str = "") -> Iterator[Self]:
        """Make and serve the demonstration; end every operating-system process of it afterwards."""
        port = free_port()
        embedded = ["sulh", "demo", "--out", str(folder), "--port", str(port)]
        elsewhere = ["tests.browser.planted", str(folder), str(port), database_url]
        command = [sys.executable, "-m", *(elsewhere if database_url else embedded)]
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("SULH_", "DJANGO_"))}
        log = (folder.parent / "site.log").open("wb")
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)
        try:
            site = cls(f"http://localhost:{port}")
            site.wait()
            yield site
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait()
            log.close()

    def wait(self) -> None:
        """
        Wait until a page is answered.

        Raises:
            TimeoutError: If none is in time.
        """
        end = time.monotonic() + WAIT
        while time.monotonic() < end:
            try:
                with closing(HTTPConnection(urlsplit(self.address).netloc, timeout=2)) as probe:
                    probe.request("GET", "/")
                    probe.getresponse().close()
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise TimeoutError(f"no page after {WAIT} seconds")

    def enter(self, page: Page, dialogue: str, place: int) -> None:
        """Type an entry number at the entrance."""
        page.goto(f"{self.address}/")
        page.fill("#code", entry_number(dialogue, place))
        page.press("#code", "Enter")

    def sign_in(self, page: Page, account: str) -> None:
        """Sign in with password and second factor, or go on with the session of an earlier test."""
        if account in self.stays:
            page.context.add_cookies(self.stays[account])
            page.goto(f"{self.address}/w/")
            return
        page.goto(f"{self.address}/w/sign-in")
        page.fill("[name=login]", account)
        page.fill("[name=password]", password(account))
        page.press("[name=password]", "Enter")
        page.fill("[name=code]", digits(secret(account)))
        page.press("[name=code]", "Enter")
        page.wait_for_url("**/w/")
        self.stays[account] = list(page.context.cookies())

    def speak(self, page: Page, tag: str) -> None:
        """Choose a language at the foot or head of the page."""
        page.locator(f"form.languages button[value={tag}]").first.click()


@dataclass
class Watch:
    """What a page asked for and what the browser said of it."""

    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    @classmethod
    def over(cls, context: BrowserContext) -> Self:
        """Watch every page of a context from now on."""
        watch = cls()
        context.on("request", lambda request: watch.asked.append(request.url))
        context.on("console", watch.hear)
        context.on("weberror", lambda error: watch.said.append(str(error.error)))
        return watch

    def hear(self, message: ConsoleMessage) -> None:
        """Keep errors and warnings; advice about forms is neither."""
        if message.type in ("error", "warning"):
            self.said.append(message.text)

    def refused(self) -> list[str]:
        """Return what the browser refused because of a policy of the page."""
        return [text for text in self.said if "Policy" in text or "Refused" in text]

    def elsewhere(self, site: Site) -> list[str]:
        """Return every address that is not of the site."""
        home = urlsplit(site.address).netloc
        return [url for url in self.asked if urlsplit(url).scheme in ("http", "https") and urlsplit(url).netloc != home]


def digits(shown: str, *, ahead: int = 0) -> str:
    """Return what an authenticator with this secret shows now, or half minutes ahead: digits are good once only."""
    counters = list(yield_hotp_counters_from_time())
    return str(format_hotp_value(hotp_value(shown, counters[len(counters) // 2 + ahead])))


def complaints(page: Page, axe: str) -> list[Any]:
    """Return what axe finds: rule, first place, how many places."""
    page.evaluate(axe)
    found = page.evaluate(RULES)
    return [(fault["id"], fault["nodes"][0]["html"][:120], len(fault["nodes"])) for fault in found["violations"]]


def too_wide(page: Page) -> int:
    """Return by how many pixels a page is wider than its screen."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
