"""
A text as words and sentences with their places, in any script that sets blanks between words.

    text ──words──▶ Word(start, end, folded)      folded: what two spellings of one word have in common
         ──cut────▶ Cut(first, last, paragraph)   sentences, as numbers of words; text[start:end] is never altered
         ──paragraphs──▶ its paragraphs as they are kept: of no more letters than a page, their lines drawn together

Nothing is compared here (see `sulh.negotiation.tracing`), and nothing is translated or looked up in a dictionary.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from sulh.model.findings import Value

WITHIN, SENTENCE, PARAGRAPH = 0, 1, 2  # what ends behind a word
FEWEST, MOST = 4, 60  # words of a sentence: a shorter one is read with the next, a longer one is cut
PAGE: Final = 3_000  # characters: a paragraph that is longer is divided where a sentence ends
SHORT_LINE, LONG_LINE = 40, 200  # characters: a line between the two may go on in the next, as a printed line does

# Letters with signs above and below them; Unicode does not count the signs as letters.
_SIGNS: Final = "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d"
_WORD: Final = re.compile(rf"[^\W_](?:[^\W_]|[{_SIGNS}]){{0,59}}")  # what is longer is no word, and is cut
_END_OF_SENTENCE: Final = re.compile(r"[.!?:;…\u061f\u061b\u06d4][^\w\s]{0,5}\s")
_END_OF_PARAGRAPH: Final = re.compile(r"\n\s*?\n|[\f\v\x85\u2028\u2029]|\n\s*[^\w\s]")
_FORMS: Final = str.maketrans("ٱىیةکہە", "اييهكهه") | {0x621: None, 0x640: None}
_ARTICLE: Final = re.compile(r"(?:[وف]?(?:ال|بال|كال|لل))(?=\w{3})")


class Word(Value, frozen=True):
    """One word of a text: text[start:end], and what is compared of it."""

    start: int
    end: int
    folded: str


class Cut(Value, frozen=True):
    """One sentence: words[first:last], in which paragraph, from 1."""

    first: int
    last: int
    paragraph: int


def fold(word: str) -> str:
    """
    Return what two spellings of one word have in common.

    Capitals, accents, vowel signs, tatweel and joiners are left out, and forms of one letter drawn together: alef and
    its hamzas, ya and alef maqsura, ta marbuta and ha. Digits of any script become 0 to 9. The Arabic article, alone or
    behind "and", "with" or "for", is left out where at least three letters remain.

    >>> fold("Été"), fold("الأُسَرى") == fold("اسري"), fold("١٢") == fold("12")
    ('ete', True, True)
    >>> fold("وبالطريق"), fold("والله")
    ('طريق', 'والله')
    """
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", word).casefold())
    letters = "".join(_digit(one) for one in apart if unicodedata.category(one) not in ("Mn", "Cf"))
    plain = letters.translate(_FORMS)
    return _ARTICLE.sub("", plain, count=1) if _ARTICLE.match(plain) else plain


def _digit(letter: str) -> str:
    return str(unicodedata.decimal(letter)) if letter.isdecimal() else letter


def words(text: str) -> tuple[Word, ...]:
    """
    Return the words of a text, each with its place.

    >>> [(one.start, one.folded) for one in words("L'Eau, 5.")]
    [(0, 'l'), (2, 'eau'), (7, '5')]
    """
    folded: dict[str, str] = {}
    found = []
    for one in _WORD.finditer(text):
        name = folded.get(one[0])
        if name is None:
            name = folded[one[0]] = fold(one[0])
        if name:
            found.append(Word(one.start(), one.end(), name))
    return tuple(found)


def cut(text: str, found: Sequence[Word]) -> tuple[Cut, ...]:
    r"""
    Cut a text into sentences.

    A sentence ends with its sign and a blank; a semicolon and a colon count, since the items of a list end so. A
    paragraph ends with an empty line, before a line that begins with a bullet or a bracket, and behind a line that is
    shorter or longer than a printed one.

    Args:
        text: The text.
        found: Its words.

    Returns:
        In order, without gap: the first sentence begins with the first word, the last ends with the last.

    >>> text = "Article 5. The road opens at night.\n\nNobody pays."
    >>> [(text[words(text)[one.first].start :][:7], one.paragraph) for one in cut(text, words(text))]
    [('Article', 1), ('Nobody ', 2)]
    """
    cuts: list[Cut] = []
    first, paragraph = 0, 1
    for number, end in enumerate(_ends(text, found), 1):
        if end == PARAGRAPH or (end == SENTENCE and number - first >= FEWEST):
            cuts += _pieces(first, number, paragraph)
            first = number
            paragraph += end == PARAGRAPH
    return tuple(cuts)


def _ends(text: str, found: Sequence[Word]) -> Iterator[int]:
    """Tell of each word whether a sentence or a paragraph ends behind it."""
    line = 0  # where the line began
    for word, following in pairwise(found):
        gap = text[word.end : following.start]
        if "\n" in gap:
            length = word.end - line
            line = following.start
            printed = SHORT_LINE <= length <= LONG_LINE
            if not printed or _END_OF_PARAGRAPH.search(gap):
                yield PARAGRAPH
                continue
        elif _END_OF_PARAGRAPH.search(gap):
            yield PARAGRAPH
            continue
        yield SENTENCE if _END_OF_SENTENCE.search(gap) else WITHIN
    if found:
        yield PARAGRAPH


def _pieces(first: int, last: int, paragraph: int) -> Iterator[Cut]:
    """Cut what has no end into parts of nearly the same length."""
    parts = -(-(last - first) // MOST)
    bounds = [first + (last - first) * part // parts for part in range(parts + 1)]
    return (Cut(start, end, paragraph) for start, end in pairwise(bounds))


def paragraphs(text: str) -> list[str]:
    r"""
    Return the paragraphs of a text; joined by an empty line each they have the sentences that `cut` finds in it.

    >>> paragraphs("The road that leads to the upper ford opens\nat night.\n\n(b) Nobody pays.")
    ['The road that leads to the upper ford opens at night.', '(b) Nobody pays.']
    """
    found = words(text)
    bounds, paragraph, begun = [0], 1, 0
    for one in cut(text, found):
        longer = found[one.last - 1].end - begun > PAGE
        if one.paragraph != paragraph or (longer and found[one.first].start > begun):
            begun = _line_of(text, found[one.first - 1].end, found[one.first].start)
            bounds.append(begun)
        paragraph = one.paragraph
    pieces = (" ".join(text[start:end].split()) for start, end in pairwise([*bounds, len(text)]))
    return [piece for piece in pieces if piece]


def _line_of(text: str, end: int, start: int) -> int:
    """Return where the line of a word begins, so that the bracket before it stays with it."""
    line = max(text.rfind(sign, end, start) for sign in "\n\f\v\x85\u2028\u2029")
    return start if line < 0 else line + 1
