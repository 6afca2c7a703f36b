from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from msgspec.structs import replace

from sulh.errors import SettingError
from sulh.model.dialogue import About
from sulh.model.findings import WORKING_PAPER, Options
from sulh.papers import report_html
from sulh.papers.method import command
from sulh.papers.page import FIRST_LINE
from sulh.words.language import LANGUAGES
from tests.papers.cast import CAST, bridge, findings, hostile, large

BUDGET = 300_000  # bytes, for two hundred statements and three sides
NOT_CLOSED = {"meta", "li", "tr", "td", "th", "link", "br"}  # HTML closes them by itself
ARABIC = "يجب أن تتمكّن العائلات من زيارة القبور على الضفة الأخرى، وأن يُفتح سوق الجسر يومًا في الأسبوع."


class Page(HTMLParser):
    """What a browser finds in a page: its elements, its visible text, its links."""

    def __init__(self, html: str) -> None:
        """Read the page."""
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and those that HTML closes with it."""
        while self.open and self.open[-1] != tag and self.open[-1] in NOT_CLOSED:
            self.open.pop()
        assert [tag] == self.open[-1:], f"</{tag}> closes {self.open[-1:]}"
        self.open.pop()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element without content."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Note text that is not style."""
        if data.strip() and "style" not in self.open and "title" not in self.open:
            self.text.append(data.strip())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", CAST)
def test_every_state_has_its_page(name: str, lang: str) -> None:
    """Whatever the findings, the page is whole: well nested, in its language, links that lead somewhere."""
    page = Page(report_html(CAST[name](), lang=lang))
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    targets = [str(attributes["href"]) for tag, attributes in page.tags if tag == "a"]

    assert lang == dict(page.tags)["html"]["lang"]
    assert len(ids) == len(set(ids))
    assert set() == {target for target in targets if target.removeprefix("#") not in ids}
    assert {"html"} >= set(page.open) - NOT_CLOSED


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_line_says_what_it_is(lang: str) -> None:
    """Before anything else, in the file and on the page, stands that it is not to be handed on."""
    html = report_html(bridge(), lang=lang)
    said = re.fullmatch(r"<!-- (.*) -->", html.splitlines()[0])

    assert said
    assert said.group(1) == Page(html).text[0]


def test_the_first_line_is_that_of_the_findings() -> None:
    """The paper, the table and the findings say the same sentence."""
    assert WORKING_PAPER == FIRST_LINE


@pytest.mark.parametrize("name", CAST)
def test_nothing_is_loaded_or_run(name: str) -> None:
    """A page holds no script, no handler, and refers to nothing outside itself."""
    html = report_html(CAST[name]())
    page = Page(html)

    assert not {"script", "iframe", "img", "link", "object", "form", "base"} & {tag for tag, _ in page.tags}
    assert not [key for _, attributes in page.tags for key in attributes if key.startswith("on")]
    assert not [
        a
        for _, attributes in page.tags
        for key, a in attributes.items()
        if key in {"src", "href"} and a and a[0] != "#"
    ]
    assert "@import" not in html
    assert "url(http" not in html


def test_hostile_texts_are_letters() -> None:
    """Names and texts that are markup or templates are shown as they were written."""
    html = report_html(hostile())

    assert "&lt;script&gt;alert(1)" in html
    assert "{{ 7*7 }} {0} %s" in html
    assert "\x00" not in html


@pytest.mark.parametrize("lang", LANGUAGES)
def test_two_hundred_statements_stay_small(lang: str) -> None:
    """Two hundred statements of three sides, with map, groups, patterns and a further cut, keep within the budget."""
    assert len(report_html(large(), lang=lang).encode()) < BUDGET


def test_arabic_statements_stay_small() -> None:
    """Letters of two bytes do not break the budget either."""
    found = large()
    counts = {
        side.name: [
            (s.sides[side.name].agree, s.sides[side.name].disagree, s.sides[side.name].passed) for s in found.statements
        ]
        for side in found.sides
    }

    assert len(report_html(findings([ARABIC] * 200, counts), lang="ar").encode()) < BUDGET


def test_refused_is_never_common_ground() -> None:
    """A refused statement stands in the section of the refused, whatever its score."""
    html = report_html(bridge())
    common = html[html.index('id="firm"') : html.index('id="not-yet-known"')]

    assert "Armed guards stay on the bridge at night." not in common
    assert "Armed guards stay on the bridge at night." in html[html.index('id="refused"') :]


def test_a_gap_is_seen() -> None:
    """What is not known of who was asked is said to be missing, in each of its places."""
    html = report_html(CAST["one statement"]())

    assert html.count("not stated") >= 4


def test_what_cannot_be_said_is_said() -> None:
    """Each gap of the findings is a sentence of the report."""
    html = report_html(CAST["a silent side"]())

    assert "Nobody from <bdi>South</bdi> has answered." in html
    assert "<bdi>North</bdi> cannot reach the level yet" in html


def section(html: str, name: str) -> str:
    """One section of a report."""
    return html.partition(f'<section aria-labelledby="{name}"')[2].partition("</section>")[0]


def test_what_all_accept_is_no_divide() -> None:
    """A firm statement that one side accepts more warmly stands under a heading of its own, after what divides."""
    found = findings(["Warm", "Torn"], {"N": [(200, 0, 0), (90, 10, 0)], "S": [(160, 40, 0), (10, 90, 0)]})
    divides, _, warmer = section(report_html(found), "divides").partition("Accepted by all, more warmly by one side")

    assert ["firm", "refused"] == [statement.standing for statement in found.statements]
    assert "Torn" in divides
    assert "Warm" not in divides
    assert "Warm" in warmer


def test_a_gap_in_a_room_is_told_in_people() -> None:
    """Where everybody is known, a divide is so many people, not points in a hundred."""
    found = findings(["Torn"], {"N": [(6, 0, 0)], "S": [(1, 5, 0)]}, invited={"N": 6, "S": 6})

    assert "by at least 5 people in 6" in section(report_html(found), "divides")


def test_out_of_reach_is_not_called_a_majority_of_no() -> None:
    """In a room three of six may refuse by being too few to agree, and everything said of refusal is true of that."""
    found = findings(["Half"], {"N": [(3, 3, 0)], "S": [(6, 0, 0)]}, invited={"N": 6, "S": 6})
    html = report_html(found)

    assert "refused" == found.statements[0].standing
    assert "or too few are left to reach 60%; each row says" in section(html, "refused")
    assert "Refused or out of reach: 1." in html
    assert "Out of reach on <bdi>N</bdi>" in section(html, "refused")


def test_what_everybody_answered_is_not_asked_again() -> None:
    """The next questions are texts that somebody of the side has not answered; without any there is no such section."""
    some = findings(["Asked", "Open"], {"N": [(6, 0, 0), (2, 1, 0)], "S": [(6, 0, 0), (5, 1, 0)]})
    none = findings(["Asked"], {"N": [(6, 0, 0)], "S": [(6, 0, 0)]})
    asked = section(report_html(some), "next")

    assert "Open" in asked
    assert "Asked" not in asked
    assert 'href="#next"' in report_html(some)
    assert "What to ask next" not in report_html(none)


def test_ids_that_match_nobody_are_said() -> None:
    """Members who answered nothing, and people of no side in a room, are told as what they may be: mistakes."""
    found = findings(["A"], {"N": [(2, 0, 0)]}, invited={"N": 3}, undeclared=[(1, 0, 0)])
    html = report_html(replace(found, inputs=replace(found.inputs, unknown_members=104)))

    assert "104 ids of the sides file answered nothing." in html
    assert "is there a typing mistake?" in html
    assert "typing mistake" not in report_html(findings(["A"], {"N": [(2, 0, 0)]}, undeclared=[(1, 0, 0)]))


def test_numbers_invited_without_a_room_are_noticed() -> None:
    """Who states numbers invited and reads the dialogue as open to all is told so."""
    about = About(invited={"N": 9})

    assert "--invited was not given" in report_html(findings(["A"], {"N": [(2, 0, 0)]}, about=about))
    assert "--invited was not given" not in report_html(
        findings(["A"], {"N": [(2, 0, 0)]}, about=about, invited={"N": 9})
    )


def test_the_long_end_of_a_report_unfolds() -> None:
    """Of the refused and the unknown ten stand open, and the others are behind a summary that counts them."""
    found = findings(["No"] * 13, {"N": [(1, 9, 0)] * 13, "S": [(9, 0, 0)] * 13})
    shown, _, folded = section(report_html(found), "refused").partition('<details class="rest">')

    assert 10 == shown.count('class="row"')
    assert 3 == folded.count('class="row"')
    assert "3 more statements" in folded


def test_fewest_answers_stand_with_their_meaning() -> None:
    """The least with which a statement can be firm is explained under the method, not set beside how many took part."""
    html = report_html(bridge())

    assert "3 answers from each side are the least" in section(html, "method")
    assert "<th" in section(html, "asked")
    assert "Fewest" not in section(html, "asked")


def test_the_contents_name_every_section() -> None:
    """Whoever looks for the next questions or other scores finds them in the contents."""
    contents = re.findall(r'href="#(\w[\w-]*)">', report_html(large(12)).partition("<nav")[2].partition("</nav>")[0])
    standings = ["firm", "likely", "not-yet-known", "refused"]

    assert [*standings, "divides", "unheard", "map", "patterns", "next", "others", "method"] == contents


def test_other_scores_are_called_what_they_are() -> None:
    """A score that adds two answers says so, and that of Polis bears its name."""
    others = section(report_html(large(12)), "others")

    assert "Smallest share of a side, two answers added" in others
    assert "Polis's group-informed consensus" in others


def test_files_are_listed_as_the_language_lists() -> None:
    """In Arabic no Latin comma stands between two files."""
    files = section(report_html(bridge(), lang="ar"), "method").partition("comments.csv")[2].partition("</dd>")[0]

    assert "votes.csv" in files
    assert "," not in files


def test_patterns_are_sentences() -> None:
    """What is behind a flag is said as a sentence, with nobody where less than half a person is usual."""
    patterns = section(report_html(large(12)), "patterns")

    assert "2 participants within 90 seconds; usually nobody." in patterns
    assert "12 participants with the same answers to 40 statements; by chance nobody." in patterns


def test_right_to_left_is_said() -> None:
    """In Arabic the page and its axis run from right to left, and the page says so."""
    html = report_html(bridge(), lang="ar")

    assert '<html lang="ar" dir="rtl">' in html
    assert "من اليمين" in html


def test_no_word_looks_official() -> None:
    """Nothing is certified, and nothing is cheered."""
    text = " ".join(Page(report_html(large())).text).lower()

    assert "certif" not in text
    assert "!" not in text
    assert "brigade" not in text


def test_same_findings_same_bytes() -> None:
    """Writing twice gives the same page."""
    assert report_html(large(), lang="fr") == report_html(large(), lang="fr")


def test_another_language_is_refused() -> None:
    """A language that Sulh does not speak is a named error."""
    with pytest.raises(SettingError, match="en, fr, ar"):
        report_html(bridge(), lang="tlh")


def test_the_command_gives_the_level_to_the_last_digit() -> None:
    """Two thirds are not .666667: a statement of two in three who agree would fall under it."""
    found = bridge()
    options = Options(level=2 / 3, confidence=0.9, pass_as="not-agree", seed=3)

    assert "--level 0.6666666666666666 " in command(replace(found, inputs=replace(found.inputs, options=options)))
