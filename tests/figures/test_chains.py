"""The figure of chains: one line each, whatever became of it, in the direction of reading."""

from __future__ import annotations

import pytest

from sulh.figures.chains import ChainLine, Stop, chain_figure
from sulh.words.language import language
from tests.figures.drawing import parsed, texts

LINES = (
    ChainLine((Stop(0, "3"), Stop(2, "1"), Stop(3, "Noted"), Stop(4, "12", "high")), ""),
    ChainLine((Stop(0, "4"), Stop(2, "1")), "Did not get through"),
)


@pytest.mark.parametrize(("tag", "first"), [("en", 0), ("ar", 4)])
def test_a_chain_that_ended_early_has_the_size_of_any_other(tag: str, first: int) -> None:
    """Same boxes, same lines, its end in words; columns run as the reader reads."""
    svg = chain_figure(LINES, language(tag), title="One passage", alternative="All of it & more")
    boxes = parsed(svg).getElementsByTagName("rect")
    places = [float(box.getAttribute("x")) for box in boxes]
    assert {"32"} == {box.getAttribute("height") for box in boxes}
    assert places[0] == places[4]  # both begin in the column of statements
    assert (places[3] < places[0]) == (first == 4)
    assert "All of it & more" in texts(svg, "desc")
    said = "".join(texts(svg, "tspan"))
    assert "Did not" in said
    assert "<style" not in svg  # a page takes no style from inside it
