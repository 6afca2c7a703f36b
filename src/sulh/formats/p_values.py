"""
How a p is told: three decimals, and "below 0.001" for what is smaller; the same in a sentence and in a cell.

    p_text   for sentences of a page or a document        p_cell   for a workbook: a number, or the same words

An interval stands beside each: nothing here is told alone.
"""

from __future__ import annotations

from typing import Final

from sulh.formats.cells import Cell, Thousandths
from sulh.words.language import Language

LEAST: Final = 0.001  # a smaller p is told as smaller than this
PLACES: Final = 3


def p_text(words: Language, value: float) -> str:
    """
    Return a p in words, as what the language gives: text, or markup for a page.

    >>> from sulh.words.language import language
    >>> [p_text(language("en"), one) for one in (0.04996, 0.001, 0.00099)]
    ['0.050', '0.001', 'below 0.001']
    """
    if value < LEAST:
        return words.say("below {n}", n=words.decimal(LEAST, PLACES))
    return words.decimal(value, PLACES)


def p_cell(words: Language, value: float | None) -> Cell:
    """
    Return a p as a cell: the number that a page tells, or its words where that is none; empty without one.

    >>> from sulh.words.language import language
    >>> [p_cell(language("en"), one) for one in (0.04996, 0.00099, None)]
    [0.05, 'below 0.001', None]
    """
    if value is None or value < LEAST:
        return None if value is None else p_text(words, value)
    return Thousandths(round(value, PLACES))
