"""
One text between the sides, as values.

    Version ── Wording(clause, place, texts by language)         a clause keeps its id from version to version
    Criticism(clause, version, side, need) ◀── Reply(criticisms, outcome, reason)

A criticism says which need or concern a wording fails; it never holds a better wording, and nobody's name. A text is
unofficial and binds nobody: `MARK` stands on every rendering of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, get_args

from sulh.model.findings import Value

MARK: Final = "Unofficial and non-binding."
Outcome = Literal["changed", "kept"]
Stance = Literal["support", "can-live-with", "cannot-live-with"]
STANCES: tuple[Stance, ...] = get_args(Stance)


class Wording(Value, frozen=True):
    """
    One clause as it reads in one version.

    Attributes:
        clause: Id of the clause; the same in every version that has it.
        place: Its number in this version, from 1.
        texts: Language tag -> text.
        agenda_item: Id of the item of the official agenda that it bears on; null for none.
    """

    clause: str
    place: int
    texts: Mapping[str, str]
    agenda_item: str | None = None


class Version(Value, frozen=True):
    """One version of a text, from 1; its wordings in the order in which they are read."""

    number: int
    wordings: tuple[Wording, ...]


class Criticism(Value, frozen=True):
    """
    The need or concern that a wording fails.

    Attributes:
        version: Number of the version it was said of.
        side: Id of the side it came from; never of a person.
    """

    id: str
    version: int
    clause: str
    side: str
    need: str


class Reply(Value, frozen=True):
    """
    What a later version makes of some criticisms.

    Attributes:
        version: Number of the version that replies.
        criticisms: Ids of the criticisms it answers.
        outcome: "changed", or "kept" with the reason.
        words: Language tag -> what was changed for which concern, or why it was not.
    """

    version: int
    criticisms: tuple[str, ...]
    outcome: Outcome
    words: Mapping[str, str]
