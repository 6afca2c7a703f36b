"""
The record of moderation: what was done with which statement, on which day, and why. Nobody is named.

    ModerationRow(statement, day, act, reason, texts)

There is no place here for an author, a moderator or a time of day. Written down in `sulh.formats.moderation_record`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, get_args

from sulh.model.findings import Value

Act = Literal["accepted", "rejected", "reworded", "merged", "translated", "withdrawn", "to-all"]
ACTS: tuple[Act, ...] = get_args(Act)


class ModerationRow(Value, frozen=True):
    """
    One act on one statement.

    Attributes:
        statement: Its id or number.
        day: When; a time of day is not kept.
        reason: Why; empty where none is asked for.
        texts: Language tag -> the text after the act. Empty for a rejected statement, which appears nowhere.
    """

    statement: str
    day: date
    act: Act
    reason: str
    texts: Mapping[str, str]
