"""
Names beside marks, over no other mark and no other name; a name without room is not written.

    Named(name, at, radius) ... ──written──▶ (text, x, y, anchor) ...

Whoever comes first has the first choice: on the side where the reader goes on, on the other, below, above; or the
last two first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sulh.figures.canvas import text_line
from sulh.figures.fluid import breadth
from sulh.words.language import Language
from sulh.words.text import isolate

NEAR = 4.0  # pixels between a mark and its name
Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom
Place = tuple[float, float, str, Box]  # where a text is anchored, how, and what it covers


@dataclass(frozen=True)
class Named:
    """A mark with its name; without one it only keeps others away."""

    name: str
    at: Point
    radius: float

    @property
    def box(self) -> Box:
        """What the mark covers."""
        (x, y), r = self.at, self.radius
        return x - r, y - r, x + r, y + r


def written(
    named: Sequence[Named],
    room: Point,
    words: Language,
    *,
    size: int = 14,
    most: int = 1000,
    look: str = "",
    kept: Sequence[Box] = (),
    below: bool = False,
) -> Iterator[str]:
    """
    Yield the names as SVG text.

    Args:
        named: Those whose names matter most first.
        room: Breadth and height of the figure: no name goes beyond.
        words: The reader's language.
        size: Of letters, in pixels.
        most: Names to write at most.
        look: Further attributes of each.
        kept: What else no name may cover.
        below: Whether below and above come before the sides: where lines run from mark to mark.
    """
    taken = [*(one.box for one in named), *kept]
    left = most
    for number, one in enumerate(named):
        own = taken[number]
        for x, y, anchor, box in _places(one, words, size, below=below) if one.name and left else ():
            inside = box[0] >= 0 and box[1] >= 0 and box[2] <= room[0] and box[3] <= room[1]
            if inside and not any(_meet(box, other) for other in taken if other is not own):
                taken.append(box)
                left -= 1
                place = f'x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}" font-size="{size}"'
                yield f"<text {place}{look}>{text_line(isolate(one.name))}</text>"
                break


def _places(one: Named, words: Language, size: int, *, below: bool) -> Iterator[Place]:
    """Yield where a name may stand, best first."""
    (x, y), away = one.at, one.radius + NEAR
    long, half = breadth(one.name, size), 0.6 * size
    right, left = ("end", "start") if words.leftward else ("start", "end")
    beside = [
        (x + away, y + 0.33 * size, right, (x + away, y - half, x + away + long, y + half)),
        (x - away, y + 0.33 * size, left, (x - away - long, y - half, x - away, y + half)),
    ]
    over = [
        (x, foot, "middle", (x - long / 2, foot - 0.85 * size, x + long / 2, foot + 0.25 * size))
        for foot in (y + one.radius + size + 1, y - one.radius - NEAR - 1)
    ]
    beside = beside[::-1] if words.leftward else beside
    yield from [*over, *beside] if below else [*beside, *over]


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
