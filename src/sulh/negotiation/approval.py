"""
What the readers of every side said of one hash, and what anybody else may see of it.

    Answer(reader, side, yes, digest) ─▶ standing(readers of each side, answers, digest) ─▶ waiting | approved | refused
    shown(standing, over) ─▶ what everybody but the reader concerned sees: waiting | approved | not-released

An answer counts for the bytes that it was given for and for no others. That every reader said yes is shown at once. A
no is shown to nobody, nor that everybody has answered: until the time is over it reads like an answer still to come,
afterwards like one that never came. Shown earlier, the day alone would tell a refusal from silence.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Literal

from sulh.model.findings import Value

Standing = Literal["waiting", "approved", "refused"]
Shown = Literal["waiting", "approved", "not-released"]


class Answer(Value, frozen=True):
    """
    What one reader said.

    Attributes:
        reader: Their seat.
        digest: SHA-256 of the bytes that they had before them.
    """

    reader: str
    side: str
    yes: bool
    digest: str


def standing(readers: Mapping[str, Collection[str]], answers: Sequence[Answer], digest: str) -> Standing:
    """
    Return how the sides stand to one hash.

    Args:
        readers: Side -> the seats of its readers. A side without readers can approve nothing.
        answers: In the order in which they came; a reader's last one counts.
        digest: Of the bytes in question.

    >>> sides = {"north": ["n"], "south": ["s"]}
    >>> said = [Answer("n", "north", False, "h"), Answer("s", "south", True, "h")]
    >>> standing(sides, said[:1], "h"), standing(sides, said, "h"), standing(sides, said, "other")
    ('waiting', 'refused', 'waiting')
    """
    said = {answer.reader: answer.yes for answer in answers if answer.digest == digest}
    asked = {reader for people in readers.values() for reader in people}
    if not asked or not all(readers.values()) or not asked <= said.keys():
        return "waiting"
    return "approved" if all(said[reader] for reader in asked) else "refused"


def shown(standing: Standing, *, over: bool) -> Shown:
    """
    Return what others see: a no reads like silence, before the time is over and after.

    Args:
        standing: How the sides stand.
        over: Whether the time to answer has passed.

    >>> [shown(said, over=over) for over in (False, True) for said in ("waiting", "refused")]
    ['waiting', 'waiting', 'not-released', 'not-released']
    """
    if standing == "approved":
        return "approved"
    return "not-released" if over else "waiting"
