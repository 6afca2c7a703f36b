"""
Texts that others wrote (statements, names of sides), made safe to stand among ours.

`clean` removes what no page or figure may hold, `isolate` keeps the direction of a foreign text from turning the
sentence around it. In HTML the same is done by <bdi>, see `sulh.papers`. Nothing is translated or judged here.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Control characters but tab and newline, halves of surrogate pairs, and the two numbers that are no characters.
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
DIRECTION_MARKS = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Signs that no page shows and no script needs: sentences can be written in them, unseen by whoever approves a text.
# The joiners of Persian and of Indian scripts, soft hyphens and the signs before an Arabic number are none of them.
UNSEEN = re.compile("[\u115f\u1160\u180e\u2061-\u2064\u206a-\u206f\u3164\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]")
# A hyphen before a number, and not in a date or between two words; the Arabic "and" is written close to what follows.
_SIGN = re.compile(r"(?:(?<![\w.,-])|(?<=\b\N{ARABIC LETTER WAW}))-(?=\d)")
FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
ELLIPSIS = "…"


def clean(text: str) -> str:
    r"""
    Return the text without characters that HTML or XML cannot hold, its white space drawn together.

    >>> clean("a\x00b \n c")
    'ab c'
    """
    return " ".join(FORBIDDEN.sub("", text).split())


def isolate(text: str) -> str:
    r"""
    Return the cleaned text between Unicode isolates, so that its direction ends where it ends.

    >>> ascii(isolate("شمال"))
    "'\\u2068\\u0634\\u0645\\u0627\\u0644\\u2069'"
    """
    return FIRST_STRONG_ISOLATE + DIRECTION_MARKS.sub("", clean(text)) + POP_ISOLATE


def with_minus(text: str) -> str:
    r"""
    Return a text in which the sign before a number is a minus: no line ends between the two, as it may after a hyphen.

    >>> with_minus("-0.5, between -1.2 and 3; 2026-01-05, E-I").encode("ascii", "backslashreplace").decode()
    '\\u22120.5, between \\u22121.2 and 3; 2026-01-05, E-I'
    >>> ascii(with_minus("0.2 \N{ARABIC LETTER WAW}-0.5"))
    "'0.2 \\u0648\\u22120.5'"
    """
    return _SIGN.sub("\N{MINUS SIGN}", text)


def width(text: str) -> float:
    """
    Return the width of a text in characters of a Latin alphabet: East Asian ones take two, marks above none.

    >>> width("side"), width("優步")
    (4.0, 4.0)
    """
    return float(sum(_width_of(character) for character in text))


@lru_cache(maxsize=4096)
def _width_of(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def shorten(text: str, most: int) -> str:
    """
    Return the text cut after at most `most` characters' width, between words where it can be, with an ellipsis.

    >>> shorten("Open the bridge to all", 12)
    'Open the…'
    """
    text = clean(text)
    return text if width(text) <= most else (wrap(text, most - 1)[0] + ELLIPSIS)


def wrap(text: str, most: int) -> list[str]:
    """
    Return the text in lines of at most `most` characters' width; a word longer than a line is broken.

    >>> wrap("Open the bridge to all", 12)
    ['Open the', 'bridge to', 'all']
    """
    lines: list[str] = []
    room = 0.0
    for word in _pieces(clean(text), most):
        wide = width(word)
        if lines and 1 + wide <= room:
            lines[-1] += f" {word}"
            room -= 1 + wide
        else:
            lines.append(word)
            room = most - wide
    return lines or [""]


def _pieces(text: str, most: int) -> list[str]:
    """Return the words of a text, those longer than a line cut into lines."""
    pieces: list[str] = []
    for word in text.split():
        if width(word) <= most:
            pieces.append(word)
            continue
        piece = ""
        for character in word:
            if piece and width(piece + character) > most:
                pieces.append(piece)
                piece = ""
            piece += character
        pieces.append(piece)
    return pieces
