"""
Names as they are compared: what two spellings have in common, within a script and between scripts.

    "حركة حماس"  ── normal ──▶  "حركه حماس"           no capitals, accents, marks, forms of letters, articles
                 ── words  ──▶  ("movement", "hmas")   in Latin letters; words that every language has, under one key
                 ── own    ──▶  ("hmas",)              without what kind of body it is
                 ── sounds ──▶  "hms"                  consonants in rough classes: meets "Hamas", "Хамас", "Hamás"

Rough on purpose: a spelling is never shown and decides nothing. What is made of likeness is said in
`sulh.coordination.names`; the words of many names stand in `sulh.coordination.name_words`. No data of others is used.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from sulh.coordination.name_words import BODIES, COMMON, COUNTRIES, SMALL

_LONGEST = 300  # letters of a name that are looked at: no real one is longer
_ARABIC_FORMS: Final = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ک": "ك", "ۀ": "ه"}
    | dict.fromkeys("ء\u0640\u200c\u200d", "")
)
_LATIN_FORMS: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "\u0131": "i", "ə": "a", "ŋ": "ng"}
    | dict.fromkeys("'\u2019\u2018\u02bc\u02bb\u02be\u02bf`\u00b4\u02b9\u02c8.", "")
)
_CYRILLIC: Final = str.maketrans(  # after marks are gone: a short i is an i
    dict(zip("абвгдезиклмнопрстуфхыэ", "abvgdeziklmnoprstufhye", strict=True))
    | {"ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu", "я": "ya"}
    | {"\u0456": "i", "є": "ye", "ґ": "g", "ђ": "dj", "\u0458": "y", "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dj"}
    | {"\u0455": "dz", "ә": "a", "ғ": "g", "қ": "k", "ң": "n", "ө": "o", "ұ": "u", "\u04af": "u", "\u04bb": "h"}
)
_ARABIC: Final = str.maketrans(
    dict(zip("ابتجحدرزسصضطظفقكلمنهپگڤک", "abtjhdrzssdtzfqklmnhpgvk", strict=True))
    | {"ث": "th", "خ": "kh", "ذ": "dh", "ش": "sh", "غ": "gh", "ع": "\u02bf", "چ": "ch", "ژ": "zh"}
)
_ARTICLE: Final = re.compile(r"\b(?:al|el|ul|a[dnrstz]|ash|ath|adh)[-\u2010\u2011\u2013](?=\w)")
_ELISION: Final = re.compile(r"\b[dl]['\u2019](?=\w)")
_ARABIC_LETTER: Final = re.compile("[\u0621-\u064a]")
_ARABIC_ARTICLE: Final = re.compile("^(?:وال|ال|لل)(?=.{3})")
_MARK: Final = re.compile("[\u0300-\u036f\u0483-\u0487\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u1dc0-\u1dff]")
_DOUBLED: Final = re.compile(r"(.)\1+")
_WORD: Final = re.compile(r"\w+")
_SOUND: Final = re.compile(
    "(?P<s>shch|tch|sch|sh|ch|zh|z|c(?=[eiy]))|(?P<h>kh)|(?P<g>gh|dzh|dj|j)|(?P<d>dh|dz)|(?P<t>th)|(?P<f>ph|v)|(?P<ks>x)"
    "|(?P<k>q|ck|c)|(?P<b>p)|(?P<w>^ou?(?=[aei]))|(?P<a>^[aeiou\u02bf]+)|(?P<none>[aeiou\u02bf]+|(?<=.)[wy]|h$)"
)


def folded(text: str) -> tuple[str, ...]:
    """Return the words of `normal`."""
    every = [_ARABIC_ARTICLE.sub("", word) for word in _WORD.findall(_plain(text))]
    return tuple(word for word in every if word not in _SMALL) or tuple(every)


def normal(text: str) -> str:
    """
    Return a name as it is compared within its script: equal for two spellings of one name.

    Gone are capitals, accents, vowel signs, tatweel, marks of punctuation, articles and words without weight; forms of
    alef, ya, kaf and hamza and the ta marbuta are drawn together. Never empty where the text holds a letter or a digit.

    >>> normal("الإدارة الذاتيّة") == normal("الادارة ذاتية"), normal("Jabhat al-Nuṣra") == normal("JABHAT NUSRA")
    (True, True)
    >>> normal("The Front of the North"), normal("L'Armée"), normal("Bosna i Hercegovina")
    ('front north', 'armee', 'bosna hercegovina')
    """
    return " ".join(folded(text))


def words(text: str) -> tuple[str, ...]:
    """
    Return the words of a name in Latin letters; those that many names share, under one key for all languages.

    >>> words("Front de libération nationale"), words("Фронт национального освобождения")
    (('front', 'liberation', 'national'), ('front', 'national', 'liberation'))
    """
    return tuple(keyed(word) for word in folded(text))


def keyed(word: str) -> str:
    """Return the key of a folded word that many names share, otherwise the word in Latin letters."""
    return _KEYS.get(word) or _by_beginning(word) or latin(word)


def letters(text: str) -> tuple[str, ...]:
    """
    Return the words of a name in Latin letters, each as it is.

    >>> letters("حزب الله"), letters("Хезболла")
    (('hzb', 'alla'), ('hezbolla',))
    """
    return tuple(latin(word) for word in folded(text))


def own(spelt: Iterable[str]) -> tuple[str, ...]:
    """
    Return what is left of the words of a name without the kind of body it is; all of them where nothing is left.

    >>> own(words("Hamas Movement")), own(words("Front Party"))
    (('hamas',), ('front', 'party'))
    """
    every = tuple(spelt)
    return tuple(word for word in every if word not in _BODIES) or every


def bodies(spelt: Iterable[str]) -> frozenset[str]:
    """
    Return the kinds of body that a name says.

    >>> sorted(bodies(words("Liberation Movement/Army")))
    ['army', 'movement']
    """
    return _BODIES & set(spelt)


def telling(spelt: Iterable[str]) -> tuple[str, ...]:
    """
    Return the words of a name that are more than what many bodies are called.

    >>> telling(words("Moro National Liberation Front")), telling(words("National Liberation Front"))
    (('moro',), ())
    """
    return tuple(word for word in spelt if word not in _BODIES and word not in _COMMON)


def latin(word: str) -> str:
    """
    Return one folded word in Latin letters; other scripts than Arabic and Cyrillic stay as they are.

    >>> latin("حماس"), latin("вагнер"), latin("يوسف"), latin("ولي")
    ('hmas', 'vagner', 'yusf', 'wli')
    """
    if word.isascii() or not _ARABIC_LETTER.search(word):
        return word.translate(_CYRILLIC)
    last = re.sub("ه$", "a", word)
    whole = re.sub("(?<=.)و(?!ا)", "u", re.sub("(?<=.)ي(?!ا)", "i", last))
    return whole.replace("و", "w").replace("ي", "y").translate(_ARABIC)


def sounds(spelt: Iterable[str]) -> str:
    """
    Return the consonants of words in rough classes, in order, each once where it is doubled.

    b and p, f and v, s, z, sh and ch, k and q, h and kh are one each; vowels, w and y count only where the name begins;
    h counts not where a word ends.

    >>> sounds(["hamas"]), sounds(["hmas"]), sounds(["muhammad"]), sounds(["mohamed"]), sounds(["iran"])
    ('hms', 'hms', 'mhmd', 'mhmd', 'arn')
    """
    return run_together([consonants(word) for word in spelt])


def run_together(pieces: Iterable[str]) -> str:
    """
    Return the consonants of words as those of one name.

    >>> run_together(["hsb", "al"]), run_together(["arn"])
    ('hsbl', 'arn')
    """
    first, *others = (*pieces, "")
    joined = first + "".join(piece.lstrip("a") for piece in others)
    return _DOUBLED.sub(r"\1", joined)


def initials(text: str) -> frozenset[str]:
    """
    Return what a name may be shortened to: the first letters of its words, with and without those of little weight.

    >>> sorted(initials("Frente Farabundo Martí para la Liberación Nacional"))
    ['ffmln', 'ffmplln', 'fmln', 'fmplln']
    """
    every = [word for piece in _WORD.findall(_plain(text)) if (word := latin(piece))]
    heavy = [word for word in every if word not in _SMALL]
    found = {"".join(word[0] for word in kept) for kept in (every, heavy)}
    found |= {letters[0] + letters[2:] for letters in found if len(letters) > _FEWEST + 2}
    return frozenset(letters for letters in found if len(letters) >= _FEWEST)


def shortened(text: str) -> str:
    """
    Return the letters of a name that is itself a short form; "" where it is none.

    >>> shortened("FMLN"), shortened("SPLM/A"), shortened("Hamas"), shortened("ПДШ")
    ('fmln', 'splma', '', 'pdsh')
    """
    letters = [letter for letter in text if letter.isalpha()] if len(text) <= _MOST + _SHORTEST_PART else []
    capitals = sum(letter.isupper() for letter in letters)
    if not _FEWEST <= len(letters) <= _MOST or " " in text.strip() or capitals * 3 < len(letters) * 2:
        return ""
    return "".join(latin(piece) for piece in _WORD.findall(_plain(text)))


def abbreviates(short: str, words: Sequence[str], *, every: bool) -> bool:
    """
    Whether letters may be a short form of words: each word gives one to three of its first letters, in order.

    Args:
        short: The letters, all of which have to come from a word.
        words: In Latin letters; the first one always gives some.
        every: Whether no word may be left out; otherwise one may.

    >>> abbreviates("renamo", ["resistencia", "nacional", "mocambicana"], every=True)
    True
    >>> abbreviates("asdb", ["asian", "bank", "development"], every=True)
    False
    """
    if not words or short[:1] != words[0][:1] or not len(words) - (not every) <= len(short) <= _SYLLABLE * len(words):
        return False
    left = {(0, 1 if every else 0)}  # letters that are taken, and whether a word has been left out
    for place, word in enumerate(words):
        left = {
            (taken + more, out)
            for taken, out in left
            for more in range(1, _SYLLABLE + 1)
            if word[:more] == short[taken : taken + more] and len(word) >= more
        } | ({(taken, 1) for taken, out in left if not out} if place else set())
    return any(taken == len(short) for taken, _ in left)


def parts(text: str) -> tuple[str, ...]:
    """
    Return a name and the names that stand within it: after a colon, in brackets, after a stroke.

    >>> parts("Myanmar (Burma)"), parts("SPLM/A"), parts("ARS/UIC")
    (('Myanmar (Burma)', 'Myanmar', 'Burma'), ('SPLM/A',), ('ARS/UIC', 'ARS', 'UIC'))
    """
    text = " ".join(text[:_LONGEST].split())
    pieces = [piece.strip(" -–—,;") for piece in _WITHIN.split(text)]
    long = [piece for piece in pieces if len(piece) >= _SHORTEST_PART]
    return (text, *long) if len(pieces) > 1 and len(long) == len([piece for piece in pieces if piece]) else (text,)


def _plain(text: str) -> str:
    """Fold the letters of a text, each script by its own rules, and drop the articles that are tied to a word."""
    folded = unicodedata.normalize("NFKC", text[:_LONGEST]).casefold().translate(_ARABIC_FORMS)
    bare = _ELISION.sub("", _ARTICLE.sub("", _unmarked(folded)))
    return bare.translate(_LATIN_FORMS)


def _unmarked(text: str) -> str:
    """Drop marks above and below letters."""
    return text if text.isascii() else _MARK.sub("", unicodedata.normalize("NFD", text))


def _table(rows: str) -> Mapping[str, str]:
    """Map each folded word of a table to the key of its row; a hyphen at the end is kept."""
    found: dict[str, str] = {}
    for row in rows.strip().splitlines():
        key, *spellings = row.split()
        for spelling in (key, *spellings):
            word = _ARABIC_ARTICLE.sub("", _plain(spelling.rstrip("-")).replace("-", ""))
            found.setdefault(word + "-" * spelling.endswith("-"), key)
    return found


def _by_beginning(word: str) -> str | None:
    """Return the key of the longest beginning in the tables that the word has."""
    longest = next((word[:end] for end in range(len(word), 2, -1) if f"{word[:end]}-" in _KEYS), None)
    return None if longest is None else _KEYS[f"{longest}-"]


def consonants(word: str) -> str:
    """Return the consonants of one word in Latin letters, in rough classes."""
    return _SOUND.sub(_class_of, word)


def _class_of(match: re.Match[str]) -> str:
    return "" if match.lastgroup == "none" else match.lastgroup or ""


_FEWEST, _MOST = 2, 9  # letters of a short form
_SYLLABLE = 3  # letters that a word may give to a short form
_SHORTEST_PART = 3  # letters of a name within a name
_WITHIN: Final = re.compile(r"\s*[:()\[\]/]\s*|\s[-–—]\s")
_SMALL: Final = frozenset(_plain(word) for word in SMALL.split())
_BODIES: Final = frozenset(_table(BODIES).values())
_COMMON: Final = frozenset(_table(COMMON).values())
_KEYS: Final[Mapping[str, str]] = {**_table(COUNTRIES), **_table(COMMON), **_table(BODIES)}
