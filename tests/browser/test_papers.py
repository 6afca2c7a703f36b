"""Report and publication in a real browser, in three languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from sulh.disclosure.publish import publish
from sulh.model.findings import Findings
from sulh.model.publication import Ledger
from sulh.papers import publication_html, report_html
from sulh.words.language import LANGUAGES, language
from tests.browser.walking import JUDGED
from tests.papers.cast import CAST, bridge, large

# WCAG 2.2 AA, and of AAA the contrast of 7 to 1 that we hold ourselves to.
RULES = """() => axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    rules: {'color-contrast-enhanced': {enabled: true}},
})"""


def published(found: Findings, *, lang: str) -> str:
    """The publication of findings, as a page."""
    return publication_html(publish(found, Ledger(), audience="room")[0], lang=lang)


PAPERS: dict[str, Callable[[str], str]] = {
    "report": lambda lang: report_html(large(12), lang=lang),
    "publication": lambda lang: published(large(12), lang=lang),
}


def opened(context: BrowserContext, folder: Path, html: str) -> tuple[Page, list[str]]:
    """Open a paper from a file; return the page and every address it asked for."""
    file = folder / "paper.html"
    file.write_text(html, encoding="utf-8")
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
    return page, asked


def complaints(page: Page, axe: str) -> list[Any]:
    """What axe finds: rule and first place."""
    page.evaluate(axe)
    found = page.evaluate(RULES)
    return [(fault["id"], fault["nodes"][0]["html"][:120], len(fault["nodes"])) for fault in found["violations"]]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("paper", PAPERS)
def test_everybody_can_read_it(device: BrowserContext, tmp_path: Path, axe: str, paper: str, lang: str) -> None:
    """No fault of accessibility, nothing asked of the network, nothing wider than the screen, the right direction."""
    page, asked = opened(device, tmp_path, PAPERS[paper](lang))

    assert [] == (complaints(page, axe) if lang in JUDGED else [])
    assert ["paper.html"] == [address.rpartition("/")[2] for address in asked]
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert language(lang).direction == page.evaluate("getComputedStyle(document.body).direction")


@pytest.mark.parametrize("name", CAST)
def test_no_state_is_wider_than_a_telephone(phone: BrowserContext, tmp_path: Path, name: str) -> None:
    """Long names, long words and many sides break into lines instead of running off the page."""
    for html in (report_html(CAST[name](), lang="ar"), published(CAST[name](), lang="en")):
        page, _ = opened(phone, tmp_path, html)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["two hundred statements", "nine sides", "long texts"])
def test_no_table_is_cut_on_a_telephone(phone: BrowserContext, tmp_path: Path, name: str, lang: str) -> None:
    """A table with more columns than a telephone can hold stands row below row, each cell beside its column's name."""
    page, _ = opened(phone, tmp_path, report_html(CAST[name](), lang=lang))
    cut = "[...document.querySelectorAll('.scroll')].filter(box => box.scrollWidth > box.clientWidth).length"

    assert 0 == page.evaluate(cut)


def test_what_is_folded_is_printed(desk: BrowserContext, tmp_path: Path) -> None:
    """Paper cannot be unfolded: rows behind a summary are printed, and the summary is not."""
    page, _ = opened(desk, tmp_path, report_html(large(60)))
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = false)")
    rows = "[...document.querySelectorAll('.rest .row')].map(row => row.checkVisibility())"

    assert {False} == set(page.evaluate(rows))
    page.emulate_media(media="print")
    page.wait_for_function(f"{rows}.every(seen => seen)")  # the browser lays out anew when it gets to it
    assert not page.locator(".rest summary").first.is_visible()


def test_hostile_texts_do_nothing(desk: BrowserContext, tmp_path: Path) -> None:
    """Markup in names and texts starts nothing and asks for nothing."""
    alarms: list[str] = []
    desk.on("dialog", lambda dialog: alarms.append(dialog.message))
    page, asked = opened(desk, tmp_path, report_html(CAST["hostile"]()))

    assert [] == alarms
    assert 1 == len(asked)
    assert "alert(1)" in page.inner_text("body")


@pytest.mark.parametrize("paper", PAPERS)
def test_it_prints(desk: BrowserContext, tmp_path: Path, paper: str) -> None:
    """A paper becomes a PDF on A4."""
    page, _ = opened(desk, tmp_path, PAPERS[paper]("ar"))

    assert page.pdf(format="A4").startswith(b"%PDF")


def test_the_axis_follows_the_reading_direction(desk: BrowserContext, tmp_path: Path) -> None:
    """A high share lies at the right in English and at the left in Arabic, on the same place from the start."""
    places = {}
    for lang in ("en", "ar"):
        page, _ = opened(desk, tmp_path, report_html(bridge(), lang=lang))
        strip, mark = page.locator(".strip").first.bounding_box(), page.locator(".strip g use").first.bounding_box()
        assert strip is not None
        assert mark is not None
        middle = mark["x"] + mark["width"] / 2
        places[lang] = round((middle - strip["x"]) / strip["width"], 2)

    assert 1 == places["en"]  # 14 of 14
    assert 0 == places["ar"]
