"""A moment in words: the day with its month's name, the time with its zone. Everything staff plan is in UTC."""

from __future__ import annotations

from datetime import UTC, datetime

from markupsafe import Markup

from sulh.papers.page import PageLanguage
from sulh.words.language import DIGITS


def moment(when: datetime, words: PageLanguage) -> Markup:
    """
    Return a moment in the reader's language and numerals.

    >>> from sulh.papers.page import page_language
    >>> print(moment(datetime(2026, 11, 12, 18, 5, tzinfo=UTC), page_language("en")))
    12 November 2026, <bdi>18:05</bdi> UTC
    """
    there = when.astimezone(UTC)
    time = f"{there:%H:%M}".translate(DIGITS[words.numerals])
    return words.say("{day}, {time} UTC", day=words.when(f"{there:%Y-%m-%d}"), time=words.name(time))
