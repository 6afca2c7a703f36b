"""An evaluator at a telephone without scripts: a study from its name to its report, and the scores of an agreement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Final

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from sulh.papers.page import page_language
from tests.browser.conftest import DEVICES
from tests.browser.site import Site, Watch

FORM: Final = "main form[method=post]:not(.languages)"
NOTHING: Final[Mapping[str, str]] = {}
ACCOUNT, PEOPLE, WARMER = "tall-pine", 6, 20  # who evaluates; people of each group; degrees, of those who take part
NAMES = {"ar": "الجيران، مرة أخرى", "en": "Neighbours, once more", "fr": "Les voisins, encore une fois"}
LABELS = {"ar": ("حلقة", "قرية"), "en": ("Circle", "Village"), "fr": ("Cercle", "Village")}
OWN = {
    "ar": ("الجسر للجميع.", "الجسر"),
    "en": ("The bridge is for all.", "The bridge"),
    "fr": ("Le pont est à tous.", "Le pont"),
}
UNREADABLE = "4170417"  # what nobody may read again


@dataclass
class Desk:
    """An evaluator at a page, who goes on by links and by the one form of the page."""

    page: Page

    def follow(self, end: str) -> None:
        """Follow the first link whose address ends so."""
        self.page.locator(f"main a[href$='{end}']").first.click()

    def unfold(self, end: str) -> None:
        """Follow a link of the navigation, which is folded on a telephone."""
        self.page.locator(f"details:has(a[href$='{end}']) > summary").first.click()
        self.page.locator(f"details a[href$='{end}']").first.click()

    def follow_to(self, part: str) -> None:
        """Follow the first link whose address holds this."""
        self.page.locator(f"main a[href*='{part}']").first.click()

    def send(self, texts: Mapping[str, str] = NOTHING, chosen: Mapping[str, str] = NOTHING, form: str = FORM) -> None:
        """Fill texts and choices of a form in by the names of its fields, and press its button."""
        for name, value in chosen.items():
            self.page.select_option(f"{form} [name={name}]", value)
        for name, text in texts.items():
            self.page.fill(f"{form} [name={name}]", text)
        self.page.locator(f"{form} button").first.click()

    def bring(self, wave: str, table: bytes) -> None:
        """Bring a table of answers in, as a file."""
        file: FilePayload = {"name": "answers.csv", "mimeType": "text/csv", "buffer": table}
        self.page.locator("main [name=file]").set_input_files(file)
        self.send(chosen={"wave": wave})


def table(*, after: bool) -> bytes:
    """Return answers of two groups, as somebody has them from paper: those of the first are warmer afterwards."""
    lines = ["group,code,warm_own,warm_others,trust_most,trust_fair,done_talk,done_avoid"]
    for group, who in product((1, 2), range(PEOPLE)):
        warmer = who % 2 + (WARMER if group == 1 else 0) if after else 0
        lines.append(f"{group},FA{group}{who}HE,70,{30 + 2 * who + warmer},3,2,1,0")
    return "\n".join(lines).encode()


def set_up(desk: Desk, tag: str) -> None:
    """Name a study, choose what is asked, set two waves that are over, name two groups and lay a plan down."""
    desk.follow("/studies/new")
    desk.send({"title": NAMES[tag]})
    desk.follow("/questions")
    desk.page.uncheck("main [name=questions][value=circles]")
    desk.send()
    desk.follow("/questions/new")
    texts = {f"texts_{one}": how for one, (how, _) in OWN.items()}
    desk.send(texts | {f"names_{one}": few for one, (_, few) in OWN.items()})
    today = datetime.now(UTC).date()
    for kind, ago in (("baseline", 60), ("end", 10)):
        desk.follow("/waves")
        opens, closes = ((today - timedelta(days)).isoformat() for days in (ago, ago - 5))
        desk.send({"opens": opens, "closes": closes}, {} if kind == "baseline" else {"kind": kind})
        desk.page.check("main [name=past]")
        desk.send()
    for label, arm in zip(LABELS[tag], ("participants", "comparison"), strict=True):
        desk.follow("/groups")
        desk.page.uncheck("main [name=together]")
        desk.page.select_option("main [name=side]", index=0)
        desk.send({"label": label}, {"arm": arm})
    desk.follow("/plan")
    expect(desk.page.locator("main [name=waves][value='2']")).to_be_checked()
    desk.send(chosen={"look_warm_others": "primary:up"})
    desk.send()  # read once more in plain words


def answer(desk: Desk) -> None:
    """Bring one file in that is not understood, and then those of both waves; let them be analysed."""
    desk.follow("/answers")
    desk.bring("1", f"group,code,warm_own\n1,FA07HE,{UNREADABLE}\n".encode())
    expect(desk.page.locator("main table")).to_be_visible()
    assert UNREADABLE not in desk.page.content()
    desk.bring("1", table(after=False))
    desk.follow("/answers")
    desk.bring("2", table(after=True))


def score(desk: Desk, *, source: str) -> None:
    """Give each stipulation of a page the score of two, with what that rests on, and keep the page."""
    for one in desk.page.locator("main section.card").all():
        one.locator("input[value='2']").check()
        one.locator("[name^=source_]").fill(source)
    desk.page.locator(f"{FORM} button").first.click()


@pytest.fixture
def evaluator(browser: Browser, site: Site, request: pytest.FixtureRequest) -> Iterator[tuple[Desk, str]]:
    """An evaluator on a telephone whose browser runs no script, in a language, on the pages of what changes."""
    context = browser.new_context(**DEVICES["phone"], java_script_enabled=False)
    watch, page = Watch.over(context), context.new_page()
    site.sign_in(page, ACCOUNT)
    site.speak(page, request.param)
    expect(page.locator("html")).to_have_attribute("lang", request.param)
    page.locator("main a[href$='/change']").first.click()
    yield Desk(page), request.param
    context.close()
    assert [] == watch.elsewhere(site)


@pytest.mark.parametrize("evaluator", ["ar", "en", "fr"], indirect=True)
def test_a_study_goes_from_its_name_to_its_report(evaluator: tuple[Desk, str]) -> None:
    """What was planted is found, in the reader's numerals; the plan stands; nobody's answer or code is on a page."""
    desk, tag = evaluator
    desk.unfold("/change/studies")
    set_up(desk, tag)
    expect(desk.page.locator("#questions + details ol")).to_contain_text(OWN[tag][0])
    expect(desk.page.locator("#plan + details li")).to_have_count(2)  # compared with whom, and what is looked at
    answer(desk)
    desk.send(form="main form[action$='/analyse']")

    expect(desk.page).to_have_url(re.compile("/study-reports/"))
    expect(desk.page.locator("main")).to_contain_text(page_language(tag).decimal(WARMER))
    expect(desk.page.locator("html")).to_have_attribute("dir", "rtl" if tag == "ar" else "ltr")
    assert "fa10he" not in desk.page.content().casefold()


@pytest.mark.parametrize("evaluator", ["ar"], indirect=True)
def test_an_agreement_is_scored_and_handed_in(evaluator: tuple[Desk, str]) -> None:
    """Page by page; a score without what it rests on comes back; once handed in there is nothing to press."""
    desk, _ = evaluator
    desk.unfold("/change/agreements")
    desk.follow_to("/scores/")
    scores = desk.page.url
    score(desk, source="")
    expect(desk.page.locator("main section.card .error")).to_have_count(desk.page.locator("main section.card").count())
    desk.page.goto(scores)
    while True:
        score(desk, source="الجريدة الرسمية")
        after = desk.page.locator("main a[rel=next]")
        if not after.count():
            break
        after.click()
    desk.send(form="main form[action$='/in']")
    desk.page.goto(scores)

    expect(desk.page.locator("main .notice.done")).to_be_visible()
    expect(desk.page.locator("main input[type=radio]")).to_have_count(0)
