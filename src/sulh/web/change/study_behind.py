"""
What lies behind a line of a report, and how its numbers are told.

    Behind      what a line is by itself, for a row of a workbook
    signed      a number in words, with as many decimals as it takes to see on which side of nothing it lies
    numbered    the same for a cell
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

from sulh.papers.page import PageLanguage


@dataclass(frozen=True)
class Behind:
    """
    What lies behind a line: what it is, which way it points, what to doubt of it, and its numbers.

    Attributes:
        kind, reading: Empty where nobody judged it: the verdict on all is none on a side.
        low, effect, high: None where nothing can be said.
        p, adjusted: None where nothing was tested.
        tags: Whether it is in the plan, and what it could show; of a line that is no figure, none.
        how: How its interval came about.
    """

    kind: str = ""
    reading: str = ""
    doubts: tuple[Markup, ...] = ()
    low: float | None = None
    effect: float | None = None
    high: float | None = None
    p: float | None = None
    adjusted: float | None = None
    tags: tuple[Markup, ...] = ()
    how: str = ""


def signed(words: PageLanguage, value: float) -> Markup:
    """
    Return a number with two decimals, and nothing below zero where it is nothing.

    One that two decimals would make nothing has up to four: else an interval that does not reach nothing seems to.
    """
    places = next((some for some in (2, 3, 4) if round(value, some)), None)
    return escape(words.decimal(0.0) if places is None else words.decimal(round(value, places), places))


def numbered(value: float) -> float:
    """Return a number for a cell, without what reckoning in steps leaves behind the sixth decimal."""
    return round(value, 6) + 0.0
