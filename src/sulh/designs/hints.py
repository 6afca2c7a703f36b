"""
What helps with a statement before it circulates: hints for who proposes it, near-duplicates for who moderates.

    text ──names_people──▶ Hint ...    a fault (empty, too long, signs that no page may hold) or a gentle question
    texts ──duplicates───▶ Pair ...    two statements that may say the same, with the words they share and do not share

Hints are values: a page asks, a person decides; only a fault stops a statement. Nothing is changed or merged here. A
name without a title in front is not found: too many words look like one. Words and lists lie in hints.toml.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import combinations
from math import sqrt
from typing import Literal, TypeAlias, get_args

from sulh.designs.texts import Texts, Value, read
from sulh.words.text import DIRECTION_MARKS, FORBIDDEN

LONGEST = 240  # characters of a statement, letters with their signs counted as one where Unicode has them as one
ALIKE = 0.6  # from here on two statements are suggested; chosen on made-up pairs, see the tests

FaultKind = Literal["empty", "too-long", "control", "direction"]
HintKind: TypeAlias = FaultKind | Literal["name", "handle", "e-mail", "address", "phone"]
FAULTS: frozenset[str] = frozenset(get_args(FaultKind))


class _File(Value, frozen=True):
    words: Mapping[HintKind, Texts]
    no_names: frozenset[str]


_FILE = read("hints", _File)
WORDS: Mapping[HintKind, Texts] = _FILE.words


class Hint(Value, frozen=True):
    """
    Something about a proposed statement.

    Attributes:
        kind: What it is; `WORDS[kind]` says it to the person who wrote the statement.
        found: The part of the text it is about; empty where the whole is meant or the sign cannot be shown.
    """

    kind: HintKind
    found: str = ""

    @property
    def fault(self) -> bool:
        """Whether the statement cannot be kept as it stands."""
        return self.kind in FAULTS


class Pair(Value, frozen=True):
    """
    Two statements that may say the same; whether they do is for a person to say.

    Attributes:
        first: The id that comes first in the order of ids.
        second: The other id.
        score: Share of letter groups in common, 0 to 1; 1 means the same letters.
        shared: Words that both hold, in the order of the first.
        only_first: Words that only the first holds: a "not" here means that they say the opposite.
        only_second: Words that only the second holds.
    """

    first: str
    second: str
    score: float
    shared: tuple[str, ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]


# Arabic signs above and below letters, and the stroke that only lengthens a word.
_VOWEL_SIGNS = dict.fromkeys((*range(0x64B, 0x660), 0x670, 0x640))
_ONE_LETTER = str.maketrans("أإآٱةکی", "ااااهكي")
_BREAKS = re.compile(r"\r\n?")

# Short titles are seldom anything else; longer ones are common words too, so a capital has to follow.
_SHORT_TITLE = r"(?i:mrs|mr|ms|mx|dr|prof|mme|mlle|monsieur|madame|mademoiselle)\.?|M\.|Pr\.?"
_LONG_TITLE = (
    r"(?i:miss|sir|lady|maître|sheikh|sheik|shaykh|cheikh|imam|mullah|father|père|sister|sœur|reverend|abouna|hajj?|haji|professor|"
    r"professeur|doctor|docteur|president|président|minister|ministre|governor|gouverneur|mayor|judge|juge|captain|"
    r"capitaine|major|colonel|commander|commandant|general|général|brigadier|abu|abou|umm)"
)
_LATIN_NAME = re.compile(rf"(?<!\w)(?:(?:{_SHORT_TITLE})\s+(?=\w)|{_LONG_TITLE}\s+(?=[^\W\d_a-zà-öø-ÿœ]))[\w’'-]{{2,}}")

# "السيد" and its like, with what may be written onto it; "د." before a word; "أبو" before a word.
_TITLES = "سيده?|انسه|دكتوره?|استاذه?|شيخه?|حاج|مهندسه?|عقيد|عميد|محامي(?:ه)?|حاخام|مطران|قاضي"
_ARABIC_NAME = re.compile(
    rf"(?<!\w)(?:[وف]?(?:[بك]?ال|لل)(?:{_TITLES})\s+|[وف]?[بلك]?(?:ا\s?\.\s?)?د\s?[./]\s?|[وف]?ابو\s+)([\w-]{{2,}})"
)
# It begins only where a word begins: else a word of a million letters would be looked at from each of them.
_E_MAIL = re.compile(r"(?<![^\s@<>()،,;])[^\s@<>()،,;]+@[^\s@<>()،,;]+\.\w{2,}")
_ADDRESS = re.compile(
    r"(?i:\bhttps?:\S+|\bwww\.\S+|(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:(?:com|org|net|info|gov|edu|app)(?![\w-])|[a-z]{2,}/)\S*)"
)
_HANDLE = re.compile(r"(?<![\w.@])@\w[\w.]+")
_PHONE = re.compile(r"(?<![\w.])(?:\+|00)?\(?\d(?:[ \u00a0./()-]{0,2}\d){6,14}(?!\w)")
_DATE = re.compile(
    r"\d{4}([-./ ])\d{1,2}\1\d{1,2}|\d{1,2}([-./ ])\d{1,2}\2\d{4}|(?:1[89]|20)\d\d ?[-/ ] ?(?:1[89]|20)\d\d"
)
_AMOUNT = re.compile(r"[1-9]\d{0,2}(?:[ \u00a0.]\d{3})+|[1-9]\d*000")


def names_people(text: str) -> list[Hint]:
    """
    Return what should be said to somebody who proposes this text as a statement: faults first, then hints.

    Args:
        text: As it was typed, in any language; titles of persons are known in Arabic, French and English.

    >>> [(hint.kind, hint.found) for hint in names_people("Ask Dr. Haddad, or call 0599 123 456.")]
    [('name', 'Dr. Haddad'), ('phone', '0599 123 456')]
    >>> names_people("The bridge should be repaired before the rain.")
    []
    """
    lines = _BREAKS.sub("\n", text)
    return [*_faults(lines), *_hints(_plain(lines))]


def _faults(text: str) -> Iterator[Hint]:
    shown = " ".join(unicodedata.normalize("NFC", text).split())
    if not any(character.isalnum() for character in shown):
        yield Hint("empty")
    if len(shown) > LONGEST:
        yield Hint("too-long")
    if FORBIDDEN.search(text):
        yield Hint("control")
    if DIRECTION_MARKS.search(text):
        yield Hint("direction")


def _hints(text: str) -> Iterator[Hint]:
    yield from (Hint("name", hit[0]) for hit in _LATIN_NAME.finditer(text))
    bare = _bare(text)
    yield from (Hint("name", hit[0]) for hit in _ARABIC_NAME.finditer(bare) if hit[1] not in _FILE.no_names)
    yield from (Hint("handle", hit[0]) for hit in _HANDLE.finditer(text))
    yield from (Hint("e-mail", hit[0]) for hit in _E_MAIL.finditer(text))
    yield from (Hint("address", hit[0]) for hit in _ADDRESS.finditer(_E_MAIL.sub(" ", text)))
    yield from (Hint("phone", hit[0]) for hit in _PHONE.finditer(text) if _is_phone(hit[0]))


def _is_phone(digits: str) -> bool:
    return not (_DATE.fullmatch(digits) or _AMOUNT.fullmatch(digits))


def _plain(text: str) -> str:
    """Return the text on one line, its digits Western, its direction marks and control characters gone."""
    western = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in unicodedata.normalize("NFC", text))
    return " ".join(DIRECTION_MARKS.sub("", FORBIDDEN.sub("", western)).split())


def _bare(text: str) -> str:
    """Return Arabic without vowel signs and with one form of each letter; final ى stays: it tells "on" from Ali."""
    return text.translate(_VOWEL_SIGNS).translate(_ONE_LETTER)


def _words(text: str) -> list[str]:
    """Return the words of a text without capitals, signs above letters, forms of Arabic letters and punctuation."""
    apart = unicodedata.normalize("NFKD", _plain(text).casefold()).translate(_ONE_LETTER | {ord("ى"): "ي", 0x640: None})
    letters = "".join(c for c in apart if unicodedata.category(c) not in {"Mn", "Cf"})
    return re.findall(r"\w+", letters)


def duplicates(texts: Mapping[str, str], *, least: float = ALIKE) -> list[Pair]:
    """
    Return pairs of statements that may say the same, the most alike first.

    The score is the cosine of the sets of groups of three letters: the groups in common, divided by the square root of
    the product of both numbers. It compares letters and not meanings: it finds a typing error or another order of
    words, not a paraphrase, and a statement and its opposite score high. Hence the words that differ are shown.

    Args:
        texts: Id -> text, all in one language; the order does not matter.
        least: The least score of a pair, above 0 and at most 1.

    >>> (pair,) = duplicates({"1": "Open the school.", "2": "Close the road.", "3": "Open the schools"})
    >>> pair.first, pair.second, round(pair.score, 2), pair.shared
    ('1', '3', 0.9, ('open', 'the'))
    """
    words = {identifier: _words(texts[identifier]) for identifier in sorted(texts)}
    groups = {identifier: _groups(said) for identifier, said in words.items() if said}
    found = [
        _pair(first, second, score, words)
        for first, second in combinations(groups, 2)
        if (score := _cosine(groups[first], groups[second], least)) >= least
    ]
    return sorted(found, key=lambda pair: (-pair.score, pair.first, pair.second))


def _groups(words: list[str]) -> frozenset[str]:
    line = f" {' '.join(words)} "
    return frozenset(line[at : at + 3] for at in range(len(line) - 2))


def _cosine(first: frozenset[str], second: frozenset[str], least: float) -> float:
    """Return the cosine of two sets; 0 at once where their sizes alone keep it below `least`."""
    scale = sqrt(len(first) * len(second))
    if min(len(first), len(second)) < least * scale:
        return 0.0
    return len(first & second) / scale


def _pair(first: str, second: str, score: float, words: Mapping[str, list[str]]) -> Pair:
    one, two = dict.fromkeys(words[first]), dict.fromkeys(words[second])
    return Pair(
        first=first,
        second=second,
        score=score,
        shared=tuple(word for word in one if word in two),
        only_first=tuple(word for word in one if word not in two),
        only_second=tuple(word for word in two if word not in one),
    )
