from __future__ import annotations

import pytest

from sulh import figures
from sulh.words.language import LANGUAGES
from tests.figures.drawing import parsed, texts
from tests.papers.cast import CAST, bridge, hostile

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


def test_same_findings_same_bytes() -> None:
    """Drawing twice gives the same text."""
    for figure in FIGURES:
        assert figure(CAST["six sides"](), lang="ar") == figure(CAST["six sides"](), lang="ar")


def test_another_name_is_refused() -> None:
    """Asking for a figure that does not exist says which exist."""
    with pytest.raises(AttributeError, match="standings"):
        figures.pie  # noqa: B018 - the access is what is tested
