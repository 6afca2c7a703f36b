"""Reports printed from their pages: A4, a figure whole and under its title, nothing that only a screen has."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from playwright.sync_api import BrowserContext
from pypdf import PdfReader

from sulh.store.demo.studied import TITLE
from tests.browser.site import Site

A4 = (600, 840)  # points, in tens


@pytest.mark.parametrize("tag", ["ar", "en"])
def test_side_by_side_prints_on_a4(desk: BrowserContext, site: Site, tag: str) -> None:
    """The title of the figure stands on the sheet that has its last panel; no link to a file is printed."""
    page = desk.new_page()
    site.sign_in(page, "tall-pine")
    site.speak(page, tag)
    page.goto(site.address + str(page.locator('main a[href$="/change"]').first.get_attribute("href")))
    title = page.locator("figcaption").inner_text()
    sheets = PdfReader(BytesIO(page.pdf(format="A4"))).pages
    words = [" ".join(sheet.extract_text().split()) for sheet in sheets]
    page.close()

    assert {A4} == {(round(sheet.mediabox.width, -1), round(sheet.mediabox.height, -1)) for sheet in sheets}
    assert not [one for one in words if re.search("DOCX|XLSX", one)]
    if tag == "en":  # a printer joins letters of Arabic
        figure = next(one for one in words if title in one)
        assert [] == [one for one in ("Attitudes", "What chance gives", "What went on meanwhile") if one not in figure]


@pytest.mark.parametrize("tag", ["ar", "en", "fr"])
def test_nine_questions_fill_one_sheet_and_each_box_stands_beside_its_word(
    desk: BrowserContext, site: Site, tag: str
) -> None:
    """No box ends a line whose next begins with its word, the seven drawings are a row, and no banner is printed."""
    page = desk.new_page()
    site.sign_in(page, "tall-pine")
    change = str(page.locator('main a[href$="/change"]').first.get_attribute("href"))
    page.goto(f"{site.address}{change}/studies")
    study = str(page.locator("main").get_by_role("link", name=TITLE).get_attribute("href"))  # others set up more
    page.goto(f"{site.address}{study}/paper/{tag}")
    sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 703, "height": 1032})  # what is left of A4 between its margins
    places = "all => all.map(one => [one.getBoundingClientRect().top, one.getBoundingClientRect().height])"
    ticks = page.locator(".tick").evaluate_all(places)
    drawn = page.locator(".drawn").evaluate_all(places)
    banner = page.locator(".demo").is_visible()
    page.close()

    assert (1, False) == (len(sheets), banner)
    assert (32, []) == (len(ticks), [height for _, height in ticks if height > 30])  # one line each
    assert (7, 1) == (len(drawn), len({top for top, _ in drawn}))
