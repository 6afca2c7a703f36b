"""
The mark of each side: shape first, colour second, word always.

    ● ◆ ■ ▲   the first four sides, filled
    ○ ◇ □ △   the next four, open; after eight they come again, told apart by their names beside them
    ×         answers of people of no declared side

A side's mark follows from its place among the declared sides alone, so that it is the same in every figure.
"""

from __future__ import annotations

OPEN_FROM = 4
MARKED_APART = 2 * OPEN_FROM  # sides with a mark of their own
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#8a5aa8")
ON_DARK = ("#4aa8e0", "#ff8f45", "#2cc79a", "#c196db")

# One outline a shape, around (0, 0), of about the same area, so that no side looks larger.
OUTLINES = (
    "M-5.5 0a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0z",
    "M0-7L7 0L0 7L-7 0z",
    "M-5-5H5V5H-5z",
    "M0-6.6L6.6 5H-6.6z",
)
CROSS = "M-4.5-4.5L4.5 4.5M-4.5 4.5L4.5-4.5"

SHAPES = "".join(f'<path id="m{number}" d="{outline}"/>' for number, outline in enumerate(OUTLINES)) + (
    f'<path id="mx" d="{CROSS}"/>'
)


def shape(side: int) -> str:
    """
    Return the name of a side's shape among `SHAPES`; a negative number is "no side".

    >>> shape(0), shape(5), shape(-1)
    ('m0', 'm1', 'mx')
    """
    return "mx" if side < 0 else f"m{side % OPEN_FROM}"


def kind(side: int) -> str:
    """
    Return the class that gives a side its colour, and says whether its shape is filled.

    >>> kind(1), kind(5), kind(8), kind(-1)
    ('s1', 's5', 's0', 'sx')
    """
    return "sx" if side < 0 else f"s{side % MARKED_APART}"


def style(colours: tuple[str, ...] = COLOURS) -> str:
    """Return the rules that colour the marks, to stand in a figure by itself."""
    rules = [f".s{number},.s{number + OPEN_FROM}{{color:{colour}}}" for number, colour in enumerate(colours)]
    return "".join(rules)


def palette(colours: tuple[str, ...]) -> str:
    """Return the colours as properties of a page, whose own style sheet uses them."""
    return "".join(f"--s{number}:{colour};" for number, colour in enumerate(colours))
