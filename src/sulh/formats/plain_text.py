"""
Bytes as text, by a rule that anybody can follow; never by a guess that could garble.

    a mark at the beginning        UTF-8 or UTF-16, and it has to be that
    valid UTF-8                    UTF-8
    words of Latin letters, with   Windows-1252: every other byte is a letter or sign of a western language, and no
    some other bytes in them       sign stands inside a word
    words of other bytes only      Windows-1256: and one word in twenty at least begins with the Arabic article
    anything else, or a zero byte  refused; a person may name the encoding

The two Windows tables have the small French letters in the same places: a text of both scripts is read right as well.
"""

from __future__ import annotations

import codecs
import re
from typing import Final, Literal

Encoding = Literal["utf-8", "utf-16", "windows-1252", "windows-1256"]

MARKS: Final[tuple[tuple[bytes, Encoding], ...]] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
ARTICLES: Final = 0.05  # share of the words of an Arabic text that begin with the article, at least
_LETTERS: Final = "àâäáåçèéêëîïìíñôöóùûüúÿœæßÀÂÄÁÅÇÈÉÊËÎÏÍÑÔÖÓÙÛÜÚŒÆ"
_BETWEEN: Final = "\xa0\u2018\u2019\u2013\u2014"  # signs that may stand between two letters: blank, apostrophe, dash
_SIGNS: Final = "«»“”…°§€·²³½¼×"
_LATIN: Final = re.compile(rf"[\x00-\x7f{_LETTERS}{_BETWEEN}{_SIGNS}]*")
_SIGN_IN_WORD: Final = re.compile(rf"[A-Za-z][{_SIGNS}][a-z]")
_FOREIGN: Final = re.compile(r"[\u0600-\u06ff]{3,}")  # as Windows-1256 reads a word of other bytes only
_ARTICLE: Final = re.compile(r"[وفب]?ال")


class UnclearError(Exception):
    """Bytes of which the rule cannot tell what they say, or that are not in the encoding they are said to be in."""


def decoded(data: bytes, encoding: Encoding | None = None) -> tuple[str, Encoding]:
    """
    Return the text, without a mark at its beginning, and the encoding it was read by.

    Args:
        data: The bytes.
        encoding: What a person says it is; None to go by the rule.

    Raises:
        UnclearError: If the rule does not tell, or the bytes are not in the encoding named.

    >>> decoded("Le blé".encode("windows-1252"))
    ('Le blé', 'windows-1252')
    >>> decoded("فتح الطريق".encode("windows-1256"))[1]
    'windows-1256'
    """
    chosen = encoding or _told(data)
    try:
        text = data.decode(chosen)
    except UnicodeDecodeError as error:
        raise UnclearError from error
    if "\0" in text:
        raise UnclearError
    return text.removeprefix("\ufeff"), chosen


def _told(data: bytes) -> Encoding:
    """Say what the bytes are, by the rule."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return encoding
    if _is(data, "utf-8"):
        return "utf-8"
    if _is(data, "windows-1252") and _western(data.decode("windows-1252")):
        return "windows-1252"
    if _arabic(data.decode("windows-1256")):
        return "windows-1256"
    raise UnclearError


def _is(data: bytes, encoding: Encoding) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _western(text: str) -> bool:
    """Whether a text could be in a western language: no word of three letters and more is without a Latin one."""
    lone = re.search(rf"(?<![A-Za-z])[{_LETTERS}]{{3,}}(?![A-Za-z])", text)
    return lone is None and _LATIN.fullmatch(text) is not None and _SIGN_IN_WORD.search(text) is None


def _arabic(text: str) -> bool:
    """Whether a text could be in Arabic, with words in a western language perhaps."""
    words = _FOREIGN.findall(text)
    articles = sum(_ARTICLE.match(word) is not None for word in words)
    return bool(words) and articles >= ARTICLES * len(words)
