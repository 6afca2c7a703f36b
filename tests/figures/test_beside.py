"""Names beside marks: where there is room, and nowhere else."""

from __future__ import annotations

import pytest

from sulh.figures.beside import Named, written
from sulh.words.language import language
from tests.figures.drawing import parsed, texts

ROOM = (300.0, 100.0)


def places(*named: Named, tag: str = "en", below: bool = False, most: int = 9) -> dict[str, tuple[float, str]]:
    """Where each name that is written is anchored, and how."""
    svg = f"<svg>{''.join(written(named, ROOM, language(tag), below=below, most=most))}</svg>"
    names = [text.strip("\u2068\u2069") for text in texts(svg, "text")]
    anchors = [
        (float(one.getAttribute("x")), one.getAttribute("text-anchor"))
        for one in parsed(svg).getElementsByTagName("text")
    ]
    return dict(zip(names, anchors, strict=True))


@pytest.mark.parametrize(("tag", "x", "anchor"), [("en", 159, "start"), ("ar", 141, "start")])
def test_a_name_stands_where_reading_goes_on(tag: str, x: float, anchor: str) -> None:
    """Beside its mark, in the direction of reading; below it where lines run from mark to mark."""
    mark = Named("Port", (150.0, 50.0), 5)

    assert {"Port": (x, anchor)} == places(mark, tag=tag)
    assert {"Port": (150, "middle")} == places(mark, tag=tag, below=True)


def test_a_name_covers_no_mark_and_no_name() -> None:
    """With a neighbour on the right a name goes left; walled in on all sides it is not written."""
    port, wall = Named("Port", (150.0, 50.0), 5), Named("", (170.0, 50.0), 5)
    around = [Named("", (x, y), 9) for x in (125.0, 150.0, 175.0) for y in (25.0, 75.0)]
    around += [Named("", (x, 50.0), 9) for x in (125.0, 175.0)]

    assert {"Port": (141, "end")} == places(port, wall)
    assert {} == places(port, *around)


def test_a_name_stays_within_the_figure_and_first_come_first() -> None:
    """At the right edge a name goes left; of two for one place the first has it; at most so many are written."""
    edge, one, other = (Named(name, (x, 50.0), 5) for name, x in (("Edge", 290.0), ("One", 60.0), ("Other", 60.0)))

    assert {"Edge": (281, "end")} == places(edge)
    assert {"One": (69, "start"), "Other": (51, "end")} == places(one, other)
    assert {"One"} == places(one, other, most=1).keys()
