"""
Cells of tables that we write, and what people type into cells that we read.

    safe    a text that no spreadsheet takes for a formula
    plain   what two spellings of one cell have in common: "أوافق" and "اوافق ", "١٢" and "12", "Pas d’accord"

What a word or a number means is decided by the callers.
"""

from __future__ import annotations

import re
import unicodedata

from sulh.formats.near import skeleton
from sulh.words.text import clean

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")  # the last four: full-width forms
AFTER_A_CUT = re.compile(rf"(;[\s\"']*)(?=[{re.escape(''.join(FORMULA))}])")
MINUS = str.maketrans("\u2212\u2013\u2010\u2011\ufe63\uff0d", "------")
DIRECTIONS = re.compile("[\u200b\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]")
APOSTROPHES = re.compile("['\u2019\u2018\u02bc`]")

Cell = str | int | float | None


class Thousandths(float):
    """A number of which three decimals are told: a workbook shows them all, also where they are zeros."""


def safe(cell: Cell) -> str | int | float:
    """
    Return a cell that no spreadsheet takes for a formula, cut at semicolons or not.

    >>> safe("=1+1"), safe(" -2"), safe("No; =1+1"), safe(0.25), safe(None)
    ("'=1+1", "'-2", "No; '=1+1", 0.25, '')
    """
    if not isinstance(cell, str):
        return "" if cell is None else cell
    text = AFTER_A_CUT.sub(r"\1'", clean(cell))
    return f"'{text}" if text.startswith(FORMULA) else text


def plain(raw: str) -> str:
    r"""
    Return a cell as it is compared: no blanks, marks, accents or capitals, digits and minus signs Western.

    >>> plain(" Pas d\u2019ACCORD"), plain("D\u00e9saccord"), plain("-\u0661"), plain("\u0661-")
    ('pasdaccord', 'desaccord', '-1', '1-')
    """
    text = APOSTROPHES.sub("", DIRECTIONS.sub("", raw).translate(MINUS))
    return "".join(_plainly(character) for character in skeleton(text))


def _plainly(character: str) -> str:
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    return unicodedata.normalize("NFD", character)[0]
