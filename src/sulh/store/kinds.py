"""
What the kind of a dialogue and the profile of its process decide, before anybody chooses anything.

    profile -> days       how long a closed process is kept
    profile -> k          how many answers of each side a statement needs before anything of it leaves
    kind -> design        ground rules, harm check, consent, prompts, phases (`sulh.designs`)
    kind -> sides         a caucus is of one side, everything else of two or more

No rows and no words of pages stand here.
"""

from __future__ import annotations

from typing import cast

from sulh.designs import Design, design
from sulh.designs.dialogues import Kind
from sulh.store.models.process import PROFILES

STANDARD, HIGH = PROFILES
K_OF_PROFILE = {STANDARD: 5, HIGH: 8}
KEPT_DAYS = {STANDARD: 90, HIGH: 7}
LEVEL = 0.6  # fixed before anybody answers: chosen afterwards, it would choose the result
MOST_SIDES = 8  # there are no more shapes that everybody can tell apart
MOST_INVITED = 10_000


def design_of(kind: str) -> Design:
    """
    Return the design of a dialogue of this kind.

    Raises:
        SettingError: If there is no such kind.
    """
    return design(cast("Kind", kind))


def phases_of(kind: str) -> tuple[int, ...]:
    """
    Return the phases of a kind in their order; none where it has none.

    >>> phases_of("workshop"), phases_of("sustained"), phases_of("caucus")
    ((0, 1, 2, 3, 4), (1, 2, 3, 4, 5), ())
    """
    return tuple(phase.number for phase in design_of(kind).phases)


def sides_of_kind(kind: str) -> tuple[int, int]:
    """
    Return how many sides take part in a dialogue of this kind: at least, at most.

    >>> sides_of_kind("caucus"), sides_of_kind("workshop")
    ((1, 1), (2, 8))
    """
    return (1, 1) if kind == "caucus" else (2, MOST_SIDES)
