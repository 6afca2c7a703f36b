from __future__ import annotations

import pytest

from sulh import figures
from sulh.figures.house import gap, invited_of
from sulh.words.language import LANGUAGES, language
from tests.figures.drawing import parsed, texts
from tests.papers.cast import CAST, bridge, findings, hostile

FIGURES = (figures.standings, figures.divides, figures.opinion_map)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", CAST)
def test_every_state_is_a_figure(name: str, lang: str) -> None:
    """Whatever the findings, each figure is well-formed SVG with a title and a text alternative in its language."""
    for figure in FIGURES:
        svg = figure(CAST[name](), lang=lang)
        root = parsed(svg).documentElement
        assert root is not None
        assert lang == root.getAttribute("lang")
        assert "img" == root.getAttribute("role")
        assert texts(svg, "title")[0].strip()
        assert texts(svg, "desc")[0].strip()


def test_a_hostile_name_stays_a_name() -> None:
    """Names of sides that are markup are drawn as letters."""
    svg = figures.standings(hostile())

    assert not parsed(svg).getElementsByTagName("script")
    assert "&lt;script&gt;" in svg


def test_the_title_states_the_finding() -> None:
    """The title of the figure of the house is its finding."""
    assert "4 of 10 statements are firm on every side." == texts(figures.standings(bridge()), "title")[0]


def test_figures_load_nothing_from_elsewhere() -> None:
    """A figure refers to nothing outside itself."""
    for figure in FIGURES:
        svg = figure(CAST["two hundred statements"]()).replace("http://www.w3.org/2000/svg", "")
        assert "http" not in svg
        assert "@import" not in svg


def test_the_number_of_rows_can_be_limited() -> None:
    """A figure for a document may show the first statements only."""
    svg = figures.standings(bridge(), most=3)

    assert 3 == svg.count('href="#lv"')


def test_what_all_accept_is_not_drawn_as_a_divide() -> None:
    """A statement that is firm on every side divides nobody, even where one side accepts it more warmly."""
    counts = {"N": [(200, 0, 0), (90, 10, 0)], "S": [(160, 40, 0), (10, 90, 0)]}
    svg = figures.divides(findings(["Warm", "Torn"], counts))

    assert "On one statement the answers of one side exclude those of another." == texts(svg, "title")[0]
    assert "Torn" in svg
    assert "Warm" not in svg


@pytest.mark.parametrize(
    ("north", "south", "words"),
    [((6, 0, 0), (1, 5, 0), "by at least 5 people in 6."), ((6, 0, 0), (8, 4, 0), "by at least 2 people in 6.")],
)
def test_a_gap_in_a_room_is_so_many_people_of_the_smaller_side(
    north: tuple[int, int, int], south: tuple[int, int, int], words: str
) -> None:
    """All six of one side and a third less of the other: two people in six lie between them."""
    found = findings(["A"], {"N": [north], "S": [south]}, invited={"N": 6, "S": sum(south)})

    assert gap(found.divides[0], language("en"), invited_of(found)).endswith(words)


def test_same_findings_same_bytes() -> None:
    """Drawing twice gives the same text."""
    for figure in FIGURES:
        assert figure(CAST["six sides"](), lang="ar") == figure(CAST["six sides"](), lang="ar")


def test_another_name_is_refused() -> None:
    """Asking for a figure that does not exist says which exist."""
    with pytest.raises(AttributeError, match="standings"):
        figures.pie  # noqa: B018 - the access is what is tested
