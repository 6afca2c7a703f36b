"""
One language of the reader: messages, plurals, numerals, dates, direction.

    Language ─┬─ tag, direction    "ar", "rtl"
              ├─ say, count        a message, a message with a number, in this language
              ├─ number, decimal   numbers in the reader's numerals
              ├─ share, between    shares as per cent
              ├─ when              an ISO date with the name of its month
              ├─ year, month       the same, short, for an axis
              ├─ name              a text of others, isolated
              └─ listing           several names as one phrase

Message ids are the English texts. A message that a catalogue does not have is a fault that a test finds. Values are
put into messages by `str.format`; whoever renders HTML escapes them first (see `sulh.papers.page`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from sulh.errors import SettingError
from sulh.words.text import isolate

CATALOGUES = Path(__file__).parent / "locale"
ISO_MONTH = re.compile(r"^(\d{4})-(\d{2})(?:-(\d{2}))?$")
# Which of a language's regions decides dates and lists, and which numerals. Babel takes the signs around digits from
# the numbering system but leaves digits and the per cent sign Latin, so they are put in here.
DIGITS = {"latn": {}, "arab": {ord("%"): 0x066A} | {ord("0") + digit: 0x0660 + digit for digit in range(10)}}
LOCALES = {"en": ("en_GB", "latn"), "fr": ("fr", "latn"), "ar": ("ar", "arab")}
LANGUAGES = tuple(LOCALES)


def mark(message: str) -> str:
    """Mark a message for the catalogue where it stands in a table; it is translated later, by `Language.say`."""
    return message


@dataclass(frozen=True, eq=False)
class Language:
    r"""
    How to speak to one reader.

    Attributes:
        tag: The language as HTML names it.
        direction: "ltr" or "rtl".
        locale: What Babel knows of it.
        numerals: Its numbering system, as Unicode names it.
        catalogue: Its messages.

    >>> language("fr").share(0.6), ascii(language("ar").number(60)), language("en").when("2026-03")
    ('60\xa0%', "'\\u0666\\u0660'", 'March 2026')
    """

    tag: str
    direction: str
    locale: Locale
    numerals: str
    catalogue: NullTranslations

    @property
    def leftward(self) -> bool:
        """Whether this language is read from right to left."""
        return self.direction == "rtl"

    @property
    def semicolon(self) -> str:
        """What stands between phrases that are told one after another, with its blanks."""
        return {"ar": "\N{ARABIC SEMICOLON} ", "fr": "\N{NO-BREAK SPACE}; "}.get(self.tag, "; ")

    def say(self, message: str, **values: object) -> str:
        """Return the message in this language, its values put in."""
        return self.catalogue.gettext(message).format(**values)

    def count(self, one: str, many: str, n: int, **values: object) -> str:
        """Return the message in the form that `n` asks for; `{n}` becomes the number in the reader's numerals."""
        return self.catalogue.ngettext(one, many, n).format(n=self.number(n), **values)

    def number(self, value: int | Decimal) -> str:
        """Return a number in the reader's numerals, with the decimals that it has, three at most."""
        return self._numerals(format_decimal(value, locale=self.locale, numbering_system=self.numerals))

    def decimal(self, value: float, places: int = 2) -> str:
        """Return a number with two decimals, or as many as are asked for, in the reader's numerals."""
        pattern = f"0.{'0' * places}"
        return self._numerals(format_decimal(value, pattern, locale=self.locale, numbering_system=self.numerals))

    def share(self, value: float) -> str:
        """Return a share between 0 and 1 as whole per cent."""
        return self._numerals(format_percent(value, locale=self.locale, numbering_system=self.numerals))

    def between(self, low: float, high: float) -> str:
        """Return an interval of shares, the lower end first in reading direction."""
        start, end = self.share(low), self.share(high)
        return end if start == end else f"{self.number(round(100 * low))}–{end}"

    def when(self, text: str) -> str:
        """
        Return an ISO date or month, or two with a slash between, with month names; other text as it is.

        >>> [language("en").when(text) for text in ("2026-03-01/2026-03-01", "2026-03/2026-05", "in spring")]
        ['1 March 2026', 'March 2026 – May 2026', 'in spring']
        """
        parts = [self._date(part.strip()) for part in text.split("/")]
        if len(parts) not in (1, 2) or None in parts:
            return text
        return " – ".join(dict.fromkeys(part for part in parts if part is not None))  # one day, or month, alone

    def year(self, day: date) -> str:
        """
        Return the year of a day.

        >>> language("en").year(date(2026, 3, 1)), language("en").month(date(2026, 3, 1))
        ('2026', 'Mar')
        """
        return self._numerals(str(day.year))

    def month(self, day: date) -> str:
        """Return the name of a day's month, shortened where the language does so."""
        return str(format_skeleton("MMM", day, locale=self.locale))

    def _date(self, text: str) -> str | None:
        found = ISO_MONTH.match(text)
        if found is None:
            return None
        year, month, day = found.groups()
        try:
            moment = date(int(year), int(month), int(day or 1))
        except ValueError:
            return None
        if day is None:
            written = format_skeleton("yMMMM", moment, locale=self.locale)
        else:
            written = format_date(moment, "long", locale=self.locale)
        return self._numerals(str(written))

    def _numerals(self, text: str) -> str:
        return text.translate(DIGITS[self.numerals])

    def name(self, text: str) -> str:
        """Return a text that somebody else wrote so that it can stand inside a message, its direction isolated."""
        return isolate(text)

    def opening(self, phrase: str) -> str:
        """Return a phrase with a capital at its beginning, to open a sentence."""
        return phrase[:1].upper() + phrase[1:]

    def together(self, sentences: Sequence[str]) -> str:
        """Return several sentences as one text."""
        return " ".join(sentences)

    def listing(self, items: Sequence[str]) -> str:
        """Return several items as one phrase: "A, B and C"."""
        return str(format_list(list(items), style="standard", locale=self.locale))


@cache
def language(tag: str) -> Language:
    """
    Return the language of a tag.

    Raises:
        SettingError: If Sulh does not speak it.

    >>> language("ar").direction
    'rtl'
    """
    if tag not in LANGUAGES:
        raise SettingError(f"Sulh writes its papers in {', '.join(LANGUAGES)}; it was asked for {tag!r}.")
    region, numerals = LOCALES[tag]
    locale = Locale.parse(region)
    return Language(tag, "rtl" if locale.text_direction == "rtl" else "ltr", locale, numerals, _catalogue(tag))


def _catalogue(tag: str) -> NullTranslations:
    if tag == "en":
        return NullTranslations()
    with (CATALOGUES / tag / "LC_MESSAGES" / "sulh.mo").open("rb") as file:
        return GNUTranslations(file)
