"""
How alike two names are, and why.

    Spelt      one name in every form that is compared        spelt(text)
    judged     two of them ─▶ Likeness(reason, alike), or None where nothing speaks for one actor

    same-name     one spelling after folding                      100
    same-words    the same words in another order or language      97
    same-core     one leaves out what kind of body it is           93     "Hamas", "Hamas Movement"
    initials      one is made of the first letters of the other    85     "FMLN"; 81 where of more: "Renamo"
    same-sounds   the same consonants                              up to 95
    alike         few letters apart                                up to 92

`alike` orders suggestions. It is no probability. Whole names are compared here; actors, kinds and places in
`sulh.coordination.names`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from sulh.coordination import spelling

Reason = Literal["same-key", "same-name", "same-words", "same-core", "initials", "same-sounds", "alike"]
SURE: Final[dict[Reason, int]] = {"same-name": 100, "same-words": 97, "same-core": 93, "initials": 85}
_SOUNDS_MOST, _ALIKE_MOST = 95, 92
_FEWEST_LETTERS = 5  # of a name that is compared letter by letter
_OPENING = 2  # consonants
_FEWEST_SOUNDS = 3  # within one script; between two, short names have nothing else
_FEWEST_BEGINNINGS, _MOST_BEGINNINGS, _WORDS_SHORTENED = 4, 9, 3  # letters of a short form, words of the long one
_WAYS = 3  # in which a name is heard
_SAME_TELLING = 72  # "Syrian Arab Republic", "Syria": enough to suggest, too little for a list of pairs
_BEGINNINGS = 81  # of a name that is made of more than the first letters of the other
_PART_LESS = 6  # of a name that stands in brackets or after a stroke
_OPPOSED: Final = frozenset({"north", "south", "east", "west", "central"})
_DIGITS: Final = re.compile(r"\d+")
_ARABIC, _CYRILLIC = re.compile("[\u0600-\u06ff]"), re.compile("[\u0400-\u04ff]")
Scores = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Spelt:
    """
    A name, or a name within a name, as it is compared.

    Attributes:
        part: Whether it stands within a longer name: "Burma" of "Myanmar (Burma)".
        joined: Its letters in Latin, without blanks.
        bag, core: Its words in order of the alphabet; all of them, and without the kind of body.
        bodies: The kinds of body that it says.
        heard: Consonants and letters in Latin: of the whole name, without the kind of body, and with shared words
            under their keys.
        openings: The consonants with which its telling words begin; its own words, where none is telling.
        short: Its letters, if it is a short form itself.
        raw: Its words in Latin letters, in their order.
        numbers, directions: What never differs within one actor.
        telling: Its words, in order, that are more than what many bodies are called.
    """

    part: bool
    script: str
    normal: str
    joined: str
    bag: tuple[str, ...]
    core: tuple[str, ...]
    bodies: frozenset[str]
    heard: tuple[tuple[str, str], ...]
    openings: frozenset[str]
    short: str
    initials: frozenset[str]
    raw: tuple[str, ...]
    numbers: frozenset[str]
    directions: frozenset[str]
    telling: tuple[str, ...]

    @property
    def line(self) -> str:
        """The words as one text: what is compared letter by letter."""
        return " ".join(self.bag)


@dataclass(frozen=True, slots=True)
class Likeness:
    """Why two names may be one, and how alike they are, from 0 to 100."""

    reason: Reason
    alike: int


def spelt(text: str, *, person: bool = False) -> tuple[Spelt, ...]:
    """
    Return a name and the names within it in every form that is compared; none where it holds no letter or digit.

    Args:
        text: The name.
        person: Whether somebody bears it: the words of people's names are not words of bodies, and are not shortened.

    >>> [one.joined for one in spelt("Myanmar (Burma)")]
    ['myanmarburma', 'myanmar', 'burma']
    """
    whole, *within = spelling.parts(text)
    every = [_one(whole, person=person, part=False), *(_one(part, person=person, part=True) for part in within)]
    return tuple(one for one in every if one.joined and (one.telling or one.short or not one.part))


def _one(text: str, *, person: bool, part: bool) -> Spelt:
    folded = spelling.folded(text)
    raw = tuple(spelling.latin(word) for word in folded)
    words = raw if person else tuple(spelling.keyed(word) for word in folded)
    own, bodies = spelling.own(words), spelling.bodies(words)
    bare = tuple(each for each, word in zip(raw, words, strict=True) if word not in bodies) or raw
    telling = raw if person else spelling.telling(words)
    heard = {word: spelling.consonants(word) for word in {*raw, *own}}
    return Spelt(
        part=part,
        script="arabic" if _ARABIC.search(text) else "cyrillic" if _CYRILLIC.search(text) else "latin",
        normal=" ".join(folded),
        joined="".join(raw),
        bag=tuple(sorted(words)),
        core=tuple(sorted(own)),
        bodies=bodies,
        heard=tuple((spelling.run_together(map(heard.__getitem__, each)), "".join(each)) for each in (raw, bare, own)),
        openings=frozenset(heard[word][:_OPENING] for word in telling or own) - {""},
        short="" if person else spelling.shortened(text),
        initials=frozenset() if person or len(raw) == 1 else spelling.initials(text),
        raw=() if person else raw,
        numbers=frozenset(_DIGITS.findall(" ".join(raw))),
        directions=_OPPOSED & set(words),
        telling=tuple(sorted(telling)),
    )


def judged(one: Spelt, other: Spelt) -> Likeness | None:
    """
    Say how alike two names are and why; None where nothing speaks for one actor or something speaks against it.

    Different numbers or directions speak against it ("Brigade 12", "Brigade 13"), and so do
    short forms that differ at all.

    >>> hamas, movement = spelt("حماس")[0], spelt("Hamas Movement")[0]
    >>> judged(hamas, movement), judged(spelt("Brigade 12")[0], spelt("Brigade 13")[0])
    (Likeness(reason='same-sounds', alike=91), None)
    """
    if one.numbers != other.numbers or (one.directions != other.directions and one.directions and other.directions):
        return None
    likeness = _sure(one, other)
    if likeness is None and not (one.short or other.short):
        likeness = max(_sounding(one, other), _lettered(one, other), key=lambda found: found.alike)
    if likeness is None or not (one.part or other.part):
        return likeness
    return Likeness(likeness.reason, max(0, likeness.alike - _PART_LESS))


def _sure(one: Spelt, other: Spelt) -> Likeness | None:
    """Likeness that needs no counting of letters."""
    if one.normal == other.normal or (one.script == other.script and one.joined == other.joined):
        return Likeness("same-name", SURE["same-name"])
    if one.bag == other.bag or one.joined == other.joined:
        return Likeness("same-words", SURE["same-words"])
    if one.core == other.core and (one.core == one.bag or other.core == other.bag):
        return Likeness("same-core", SURE["same-core"])
    if one.short in other.initials or other.short in one.initials:
        return Likeness("initials", SURE["initials"])
    if shortens(one, other) or shortens(other, one):
        return Likeness("initials", _BEGINNINGS)
    return None


def shortens(one: Spelt, other: Spelt) -> bool:
    """
    Whether one name may be a short form of another: its initials, or the beginnings of its words.

    >>> shortens(spelt("Renamo")[0], spelt("Resistência Nacional Moçambicana")[0])
    True
    """
    if one.short and one.short in other.initials:
        return True
    if len(one.raw) != 1 or not _FEWEST_BEGINNINGS <= len(one.joined) <= _MOST_BEGINNINGS:
        return False
    long = len(other.raw) >= _WORDS_SHORTENED
    return long and spelling.abbreviates(one.joined, other.raw, every=not one.short)


def _sounding(one: Spelt, other: Spelt) -> Likeness:
    """Likeness by consonants, of whole names and of their own words; letters tell apart what consonants do not."""
    fewest = _FEWEST_SOUNDS if one.script == other.script else _FEWEST_SOUNDS - 1
    contrary = one.bodies and other.bodies and one.bodies != other.bodies  # a front and an army of one place are two
    best, equal = 0.0, False
    for mine, theirs in list(zip(one.heard, other.heard, strict=True))[: 1 if contrary else None]:
        if min(len(mine[0]), len(theirs[0])) >= fewest:
            alike = _blended(fuzz.ratio(mine[0], theirs[0]), fuzz.ratio(mine[1], theirs[1]))
            best, equal = max((best, equal), (alike, mine[0] == theirs[0]))
    return Likeness("same-sounds" if equal else "alike", round(best * _SOUNDS_MOST / 100))


def _lettered(one: Spelt, other: Spelt) -> Likeness:
    """Likeness by letters, whatever the order of the words."""
    least = _SAME_TELLING if one.telling and one.telling == other.telling else 0
    if min(len(one.joined), len(other.joined)) < _FEWEST_LETTERS:
        return Likeness("alike", least)
    return Likeness("alike", max(least, round(fuzz.ratio(one.line, other.line) * _ALIKE_MOST / 100)))


def _blended(sounds: float, letters: float) -> float:
    return (2 * sounds + letters) / 3


def near(rows: Sequence[Spelt], columns: Sequence[Spelt], least: int) -> list[tuple[int, int]]:
    """
    Return where names may be at least so alike by sounds or letters: places in `rows` and in `columns`, in order.

    Quick and never too strict: `judged` has the last word on each.
    """
    if not rows or not columns:
        return []
    lines = _ratios([a.line for a in rows], [b.line for b in columns])
    alike = lines * np.float32(_ALIKE_MOST / 100)
    for way in range(_WAYS):
        heard = [_ratios([a.heard[way][part] for a in rows], [b.heard[way][part] for b in columns]) for part in (0, 1)]
        alike = np.maximum(alike, (heard[0] + heard[0] + heard[1]) * np.float32(_SOUNDS_MOST / 300))
    return [(int(row), int(column)) for row, column in np.argwhere(alike >= least - 1)]


def _ratios(rows: Sequence[str], columns: Sequence[str]) -> Scores:
    found: Scores = process.cdist(rows, columns, scorer=fuzz.ratio, dtype=np.float32)
    return found
