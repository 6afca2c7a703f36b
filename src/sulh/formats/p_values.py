"""
How a p is told: three decimals, and "below 0.001" for what is smaller; the same in a sentence and in a cell.

    p_text   for sentences of a page or a document        p_cell   for a workbook: a number, or the same words

An interval stands beside each: nothing here is told alone.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from sulh.formats.cells import Cell, Thousandths
from sulh.words.language import Language

LEAST: Final = 0.001  # a smaller p is told as smaller than this
PLACES: Final = 3


def p_text(words: Language, value: float) -> str:
    """
    Return a p in words, as what the language gives: text, or markup for a page.

    >>> from sulh.words.language import language
    >>> [p_text(language("en"), one) for one in (0.04996, 0.0025, 0.001, 0.00099)]
    ['0.050', '0.003', '0.001', 'below 0.001']
    """
    if value < LEAST:
        return words.say("below {n}", n=words.decimal(LEAST, PLACES))
    return words.decimal(_rounded(value), PLACES)


def p_cell(words: Language, value: float | None) -> Cell:
    """
    Return a p as a cell: the number that a page tells, or its words where that is none; empty without one.

    >>> from sulh.words.language import language
    >>> [p_cell(language("en"), one) for one in (0.04996, 0.0025, 0.00099, None)]
    [0.05, 0.003, 'below 0.001', None]
    """
    if value is None or value < LEAST:
        return None if value is None else p_text(words, value)
    return Thousandths(_rounded(value))


def _rounded(value: float) -> float:
    """Round once for words and cells: a p of many draws often lies halfway, and is not made smaller there."""
    return float(Decimal(repr(value)).quantize(Decimal(1).scaleb(-PLACES), ROUND_HALF_UP))
