"""
One statement on the axis from none to all: the picture that the figure of the house repeats.

    none |          level                    | all
         |            ¦    ──────●──         |     a side: its share, its own interval as a line
         |        ────────◆──────            |     another

Lengths along the axis are per cent of the width, so that the same strip fits a telephone and a printed page without
distorting a mark. The axis runs with the reading direction. What repeats on every row (shapes, the rule, the place of
a lane) is said once: a report of two hundred statements stays small.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sulh.figures import marks
from sulh.model.findings import PassAs
from sulh.words.limits import Own, rate

LANE = 26  # height of one side's lane, in pixels


@dataclass(frozen=True)
class Axis:
    """
    The axis of a figure.

    Attributes:
        level: Where the rule stands.
        leftward: Whether the axis runs from right to left.
        pass_as: How a pass was read.

    >>> Axis(0.6, leftward=False, pass_as="not-agree").at(0.25), Axis(0.6, leftward=True, pass_as="missing").at(0.25)
    ('25%', '75%')
    """

    level: float
    leftward: bool
    pass_as: PassAs

    def at(self, share: float) -> str:
        """Return where a share lies, as per cent of the width."""
        place = round(100 * (1 - share if self.leftward else share), 1)
        return f"{place:g}%"


def height(lanes: int) -> int:
    """Return the height of a strip of so many lanes, in pixels."""
    return LANE * max(lanes, 1)


def strip(lanes: Sequence[tuple[int, Own]], axis: Axis) -> str:
    """
    Draw what stands inside one strip: the level's rule, and for each lane an interval and a mark.

    Args:
        lanes: Number of the side (-1 for no side) and its own answers, from the top.
        axis: The axis of the figure.

    Returns:
        SVG elements without the <svg> around them; they use `definitions` and `rules`.
    """
    return '<use href="#lv"/>' + "".join(_lane(side, own, axis) for side, own in lanes)


def _lane(side: int, own: Own, axis: Axis) -> str:
    """Draw one lane; an empty one keeps its place, since the rules of style count lanes from the top."""
    drawn, share = "", rate(own, axis.pass_as)
    if own.low is not None and own.high is not None:
        drawn += f'<line x1="{axis.at(own.low)}" x2="{axis.at(own.high)}"/>'
    if share is not None:
        drawn += f'<use href="#{marks.shape(side)}" x="{axis.at(share)}"/>'
    return f'<g class="{marks.kind(side)}">{drawn}</g>'


def definitions(axis: Axis) -> str:
    """Return the shapes that strips refer to: they stand once in a page or figure."""
    level = axis.at(axis.level)
    return f'<defs>{marks.SHAPES}<line id="lv" class="lv" x1="{level}" x2="{level}" y2="100%"/></defs>'


def rules(lanes: int) -> str:
    """
    Return the rules of style that put so many lanes below each other.

    >>> rules(2)
    '.strip g:nth-of-type(1){transform:translateY(13px)}.strip g:nth-of-type(2){transform:translateY(39px)}'
    """
    places = ((lane + 1, LANE * lane + LANE // 2) for lane in range(lanes))
    return "".join(f".strip g:nth-of-type({lane}){{transform:translateY({y}px)}}" for lane, y in places)
