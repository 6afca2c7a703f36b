"""
What coordination finds, as values.

    Finding ─┬─ kind, cards, about       what it is, which cards it concerns, and on what
             ├─ Evidence                 what it rests on: a code and ids, which pages put into words
             ├─ pressing                 how soon somebody should look, for the order only
             └─ key                      the same finding has the same key tomorrow: a dismissal is kept under it

No finding is a score of anybody's work, and none is hidden because it is unwelcome: it is dismissed by a person, with a
reason that stays.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from typing import Literal, get_args

from sulh.model.findings import Value

FindingKind = Literal[
    "same_matter",
    "clash",
    "asked_too_often",
    "contrary_messages",
    "crowding",
    "distrust",
    "gap",
    "dependency",
    "one_track",
    "one_quadrant",
    "no_link",
    "opening",
]
FINDING_KINDS: tuple[FindingKind, ...] = get_args(FindingKind)
RefKind = Literal[
    "issue",
    "place",
    "side",
    "level",
    "item",
    "change",
    "actor",
    "sector",
    "quadrant",
    "card",
    "desk",
    "round",
    "resource",
]
_KEY = 20  # letters: enough that two findings of one process never meet


class Ref(Value, frozen=True):
    """Something that a finding is about: an id on the map, or the key of a code list (level, change, sector)."""

    kind: RefKind
    id: str


class Evidence(Value, frozen=True):
    """
    One thing that a finding rests on.

    Attributes:
        code: Which sentence says it, such as "both-name-the-issue".
        cards, refs, days: What stands in that sentence.
        number: A count in it, where there is one.
    """

    code: str
    cards: tuple[str, ...] = ()
    refs: tuple[Ref, ...] = ()
    days: tuple[date, ...] = ()
    number: int | None = None


class Finding(Value, frozen=True):
    """
    Something that a coordinator or an owner could act on.

    Attributes:
        cards: Which initiatives it concerns, in order of their ids; none for a gap.
        pressing: From 0 (can wait) to 100 (today). It orders a list and is shown to nobody as a number.
    """

    kind: FindingKind
    key: str
    cards: tuple[str, ...]
    about: tuple[Ref, ...]
    evidence: tuple[Evidence, ...]
    pressing: int


def key_of(kind: FindingKind, cards: Iterable[str], about: Iterable[Ref]) -> str:
    """
    Return the key of a finding: what it is and whom it concerns, not how it is worded or how pressing it is.

    >>> key_of("clash", ["b", "a"], []) == key_of("clash", ["a", "b"], [])
    True
    """
    parts = [kind, *sorted(cards), *sorted(f"{ref.kind}:{ref.id}" for ref in about)]
    return sha256("|".join(parts).encode()).hexdigest()[:_KEY]
