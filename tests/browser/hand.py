"""A hand at a page: finds what it presses and fills in by the words that a person sees, and by nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Download, Locator, Page

Words = str | re.Pattern[str]


@dataclass
class Hand:
    """Somebody at a page. Words in full, or a pattern where a page sets a mark or a note beside them."""

    page: Page

    @property
    def sheet(self) -> Locator:
        """The main part of the page."""
        return self.page.locator("main")

    def put(self, label: Words, text: str) -> None:
        """Fill in a field."""
        self.sheet.get_by_label(label, exact=isinstance(label, str)).fill(text)

    def put_each(self, texts: dict[str, str], *, under: Words | None = None) -> None:
        """Fill in a text in several languages, each in the field that bears the language's own name."""
        place = self.sheet.get_by_role("group", name=under) if under else self.sheet
        for own, text in texts.items():
            place.get_by_label(re.compile(f"^{own}")).fill(text)

    def tick(self, label: Words) -> None:
        """Choose one of several, or put a mark."""
        self.sheet.get_by_label(label, exact=isinstance(label, str)).check()

    def tick_all(self, label: Words) -> None:
        """Put every mark, or give every question the same answer."""
        for box in self.sheet.get_by_label(label, exact=isinstance(label, str)).all():
            box.check()

    def press(self, name: Words) -> None:
        """Press a button, and wait for the page it leads to."""
        with self.page.expect_navigation():
            self.sheet.get_by_role("button", name=name, exact=isinstance(name, str)).click()

    def follow(self, name: Words) -> None:
        """Follow a link, wherever on the page it stands, and wait for the page it leads to."""
        with self.page.expect_navigation():
            self.link(name).click()

    def link(self, name: Words) -> Locator:
        """Find the first link of a name."""
        return self.page.get_by_role("link", name=name, exact=isinstance(name, str)).first

    def keep(self, name: Words, folder: Path) -> tuple[str, Path]:
        """Follow a link to a document; return the name it comes with, and where it was kept."""
        with self.page.expect_download() as waiting:
            self.link(name).click()
        kept: Download = waiting.value
        place = folder / kept.suggested_filename
        kept.save_as(place)
        return kept.suggested_filename, place

    def read(self) -> str:
        """Read the main part of the page."""
        return self.sheet.inner_text()
