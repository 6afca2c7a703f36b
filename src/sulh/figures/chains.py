"""
Chains from statements to passages of an agreement, one a line, in five columns.

    Statement   Clause   Package  The answer  Passage
       (3) ─────(1)━━━━━━(2)────── Partly ┄┄┄┄ (4)      how sure somebody was is the look of the line
       (5) ──────────────(2)────── Partly   Did not get through

Columns run in the reading direction. A chain that ends early has the line of any other, and its end in words. Nothing
is added up: no width, no colour and no place says how much. The figure stands in a page, takes its colours from it, and
brings no style of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sulh.figures.canvas import Canvas, text_line, wrapped
from sulh.words.language import Language, mark

WIDTH, MARGIN, LINE, TOP = 380, 16, 46, 26  # pixels
BREADTHS = (38, 38, 38, 88, 38)  # of the columns
SPACE = (WIDTH - 2 * MARGIN - sum(BREADTHS)) / (len(BREADTHS) - 1)
TALL = 32
LETTER = 7.2  # breadth of one, about
COLUMNS = (mark("Statement"), mark("Clause"), mark("Package"), mark("The answer"), mark("Passage"))
LOOKS: dict[str | None, tuple[str, str]] = {
    None: (mark("recorded"), "1.25"),
    "low": (mark("low confidence"), '2.5" stroke-dasharray="1.5 4'),
    "medium": (mark("medium confidence"), '2.5" stroke-dasharray="7 4'),
    "high": (mark("high confidence"), "2.5"),
}


@dataclass(frozen=True)
class Stop:
    """Where a chain passes: the column, what stands there, and the confidence of the link that leads here."""

    column: int
    label: str
    confidence: str | None = None


@dataclass(frozen=True)
class ChainLine:
    """One chain: its stops, and what is said behind the last one; empty where it leads to a passage."""

    stops: tuple[Stop, ...]
    ending: str


def chain_figure(lines: Sequence[ChainLine], words: Language, *, title: str, alternative: str) -> str:
    """
    Draw chains, one a line.

    Args:
        lines: From the top.
        words: The reader's language.
        title: What the figure finds, in one line.
        alternative: The same in words, for those who do not see it.

    Returns:
        One SVG as text.
    """
    canvas = Canvas(words, WIDTH)
    y = _looks(canvas, MARGIN + 8)
    for column, name in enumerate(COLUMNS):
        _write(canvas, _centre(column), y + 14, [words.say(name)], small=True)
    y += TOP
    for line in lines:
        _line(canvas, line, y)
        y += LINE
    return _framed(canvas, y + MARGIN, title, alternative)


def _framed(canvas: Canvas, tall: float, title: str, alternative: str) -> str:
    words = canvas.words
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {tall:g}" width="{WIDTH}" height="{tall:g}" '
        f'lang="{words.tag}" direction="{words.direction}" role="img" aria-labelledby="chains-title chains-all">'
        f'<title id="chains-title">{text_line(title)}</title><desc id="chains-all">{text_line(alternative)}</desc>'
    )
    return head + "".join(canvas.parts) + "</svg>\n"


def _begin(column: int) -> float:
    return MARGIN + sum(BREADTHS[:column]) + SPACE * column


def _centre(column: int) -> float:
    return _begin(column) + BREADTHS[column] / 2


def _looks(canvas: Canvas, y: float) -> float:
    """Say what each look of a line means, two in a row; return where the next thing may begin."""
    for place, (name, look) in enumerate(LOOKS.values()):
        along, down = MARGIN + (place % 2) * (WIDTH / 2 - MARGIN), y + 20 * (place // 2)
        _rule(canvas, along, along + 34, down, look)
        _write(canvas, along + 42, down + 5, [canvas.words.say(name)], small=True, anchor="start")
    return y + 20 * ((len(LOOKS) + 1) // 2)


def _rule(canvas: Canvas, start: float, end: float, y: float, look: str) -> None:
    first, last = canvas.x(start), canvas.x(end)
    canvas.draw(
        f'<line x1="{first:g}" x2="{last:g}" y1="{y:g}" y2="{y:g}" stroke="currentColor" stroke-width="{look}"/>'
    )


def _line(canvas: Canvas, line: ChainLine, y: float) -> None:
    middle = y + LINE / 2
    for before, stop in zip(line.stops, line.stops[1:], strict=False):
        end = _begin(before.column) + BREADTHS[before.column]
        _rule(canvas, end, _begin(stop.column), middle, LOOKS[stop.confidence][1])
    for stop in line.stops:
        _stop(canvas, stop, middle)
    last = line.stops[-1].column
    if line.ending and last + 1 < len(BREADTHS):
        start = _begin(last) + BREADTHS[last] + 10
        said = wrapped(line.ending, int((WIDTH - start) / LETTER), lines=3)
        _write(canvas, start, middle + 5 - 7 * (len(said) - 1), said, small=True, anchor="start")


def _stop(canvas: Canvas, stop: Stop, middle: float) -> None:
    breadth = BREADTHS[stop.column]
    x = canvas.x(_begin(stop.column), breadth)
    canvas.draw(
        f'<rect x="{x:g}" y="{middle - TALL / 2:g}" width="{breadth}" height="{TALL}" rx="6" fill="none" '
        f'stroke="currentColor" stroke-opacity=".5"/>'
    )
    said = wrapped(stop.label, int(breadth / LETTER), lines=2)
    _write(canvas, _centre(stop.column), middle + 5 - 7 * (len(said) - 1), said)


def _write(
    canvas: Canvas, along: float, y: float, lines: Sequence[str], *, small: bool = False, anchor: str = "middle"
) -> None:
    """Write lines at one place, or round it."""
    x, size = f"{canvas.x(along):g}", 13 if small else 14
    spans = "".join(
        f'<tspan x="{x}" y="{y + 14 * number:g}">{text_line(line)}</tspan>' for number, line in enumerate(lines)
    )
    canvas.draw(f'<text text-anchor="{anchor}" font-size="{size}">{spans}</text>')
