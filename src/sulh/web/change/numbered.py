"""A number in the digits of its reader, which a workbook holds as the number that it is."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from sulh.formats.cells import Cell


class Numbered(Markup):
    """A text that stands for one number; `value` None where it was made of others, such as by joining them."""

    value: float | None = None


def numbered(text: str, value: float) -> Numbered:
    """
    Return a text with its number behind it.

    >>> numbered("12 %", 0.12), numbered("12 %", 0.12).value
    (Numbered('12 %'), 0.12)
    """
    made = Numbered(escape(text))
    made.value = value
    return made


def as_cells(row: Iterable[str | float | None]) -> list[Cell]:
    """
    Return a row for a workbook: numbers as numbers, and texts without markup.

    >>> as_cells([Markup("<bdi>Hill</bdi>"), numbered("12 %", 0.12), 0.5, None])
    ['Hill', 0.12, 0.5, None]
    """
    return [_cell(one) for one in row]


def _cell(one: str | float | None) -> Cell:
    if isinstance(one, Numbered) and one.value is not None:
        return one.value
    return escape(one).striptags() if isinstance(one, str) else one
