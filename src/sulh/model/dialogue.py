"""
What goes into an analysis: one dialogue, as arrays.

    Dialogue ─┬─ Votes      who answered which statement how (compressed rows, one row a participant)
              ├─ Sides      the declared side of each participant, -1 for none
              ├─ Cut?       one further declared cut (such as gender), the same way
              ├─ texts      statement id -> text, in any script
              ├─ invited?   side -> number invited; present only for an invited room
              ├─ About      who was asked, how they were chosen, who is missing
              └─ Reading    what was read, and what was left out and why

Participants and statements are kept in natural order of their ids, so that the order of rows in a file changes
nothing. No file is read here (see `sulh.formats`) and nothing is counted (see `sulh.opinion`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, overload

import msgspec
import numpy as np
import numpy.typing as npt

from sulh.errors import ShapeError

Int8s = npt.NDArray[np.int8]
Int16s = npt.NDArray[np.int16]
Int64s = npt.NDArray[np.int64]
StatementNumbers = npt.NDArray[np.uint16] | npt.NDArray[np.uint32]
Floats = npt.NDArray[np.float64]
Singles = npt.NDArray[np.float32]
Booleans = npt.NDArray[np.bool_]

AGREE, DISAGREE, PASS = 1, -1, 0
NO_SIDE = -1  # the number of "undeclared" in Sides.of
LONGEST_NUMBER = 18  # ids with more digits than this are text: they would not fit an int64


def natural(identifier: str) -> tuple[int, int, str]:
    """
    Sort key that puts numbers before text, and 9 before 10.

    >>> sorted(["10", "9", "b", "a"], key=natural)
    ['9', '10', 'a', 'b']
    """
    if identifier.isascii() and identifier.isdigit() and len(identifier) <= LONGEST_NUMBER:
        return (0, int(identifier), identifier)
    return (1, 0, identifier)


class NumberedIds(Sequence[str]):
    """
    The ids "0" to "n - 1" without keeping n texts in memory.

    >>> ids = NumberedIds(3)
    >>> len(ids), ids[2], list(ids)
    (3, '2', ['0', '1', '2'])
    """

    def __init__(self, count: int) -> None:
        """Name `count` participants by their number."""
        self._numbers = range(count)

    def __len__(self) -> int:
        """How many ids there are."""
        return len(self._numbers)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        """Return the id at this place, or the ids of a slice."""
        chosen = self._numbers[index]
        return [str(number) for number in chosen] if isinstance(chosen, range) else str(chosen)


@dataclass(frozen=True, eq=False)
class Votes:
    """
    The last answer of every participant to every statement they answered, as compressed sparse rows.

    Attributes:
        participants: Ids in natural order; some may have no answer left (all of theirs rejected or excluded).
        statements: Ids in natural order; rejected and excluded statements are not among them.
        start: Shape (participants + 1,). The answers of participant i lie at start[i]:start[i + 1].
        statement: Shape (answers,). Number of the statement, uint16 (uint32 above 65,535); rising within a row.
        vote: Shape (answers,). int8: +1 agree, -1 disagree, 0 pass. What is not answered is absent.
        began: Shape (participants,). Second, since 1970, of each participant's first answer; -1 for one without
            answers. None when the file holds no times. One time a person is all that integrity needs, so that the
            time of single answers never enters.

    Raises:
        ShapeError: If the arrays do not fit each other.

    >>> votes = Votes(("ann", "bo"), ("1", "2"), np.array([0, 2, 3]),
    ...               np.array([0, 1, 1], np.uint16), np.array([1, -1, 0], np.int8))
    >>> len(votes)
    3
    """

    participants: Sequence[str]
    statements: Sequence[str]
    start: Int64s
    statement: StatementNumbers
    vote: Int8s
    began: Int64s | None = None

    def __post_init__(self) -> None:
        """Refuse arrays that do not fit each other."""
        if self.began is not None and len(self.began) != len(self.participants):
            raise ShapeError(f"began has {len(self.began)} entries, expected {len(self.participants)}")
        if len(self.start) != len(self.participants) + 1:
            raise ShapeError(f"start has {len(self.start)} entries, expected {len(self.participants) + 1}")
        if len(self.statement) != len(self.vote) or int(self.start[-1]) != len(self.vote):
            raise ShapeError(f"{len(self.statement)} statement numbers and {len(self.vote)} votes for {self.start[-1]}")

    def __len__(self) -> int:
        """How many answers there are."""
        return len(self.vote)

    def participant(self) -> npt.NDArray[np.int32]:
        """Return the participant number of every answer. Shape (answers,); made anew at each call."""
        return np.repeat(np.arange(len(self.participants), dtype=np.int32), np.diff(self.start))


@dataclass(frozen=True, eq=False)
class Sides:
    """
    The declared side of every participant.

    Attributes:
        names: The sides in alphabetical order, also those from which nobody answered.
        of: Shape (participants,). int16 number of the side in `names`; -1 for "undeclared".
    """

    names: tuple[str, ...]
    of: Int16s

    def members(self) -> Int64s:
        """Return how many participants each side has. Shape (sides,)."""
        return np.bincount(self.of[self.of >= 0], minlength=len(self.names)).astype(np.int64)


@dataclass(frozen=True, eq=False)
class Cut:
    """
    One further declared cut of the participants, such as gender; values are never ranked against one another.

    Attributes:
        name: What the cut is, as its file calls it.
        values: The declared values in alphabetical order.
        of: Shape (participants,). int16 number of the value in `values`; -1 for "not declared".
    """

    name: str
    values: tuple[str, ...]
    of: Int16s


class About(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """
    Who was asked, from `about.toml` beside the votes; what is absent is shown as a gap, never guessed.

    `invited` is for information here; the option `--invited` is what makes a dialogue an invited room.
    """

    title: str | None = None
    question: str | None = None
    chosen: str | None = None
    when: str | None = None
    how: str | None = None
    missing: str | None = None
    invited: dict[str, int] = msgspec.field(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """
    What was read, and what was left out and why.

    Attributes:
        files: Names of the files read (no paths), in alphabetical order, each with its number of rows.
        superseded: Answers that a later answer of the same person replaced.
        skipped: Kind of fault -> rows left out because of it (`--lenient` only).
        rejected: Ids of statements that moderation had rejected.
        excluded: Ids of statements left out by request.
        unknown_members: How many ids of the sides file answered nothing.
    """

    files: Mapping[str, int] = field(default_factory=dict)
    superseded: int = 0
    skipped: Mapping[str, int] = field(default_factory=dict)
    rejected: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    unknown_members: int = 0


@dataclass(frozen=True, eq=False)
class Dialogue:
    """
    One dialogue, ready to be analysed.

    Attributes:
        votes: Who answered what.
        sides: Who belongs to which side; no names at all when none were declared.
        texts: Statement id -> text; a statement without a text is missing here.
        cut: One further declared cut, if there is one.
        invited: Side -> number of people invited. Given for every side, it makes this an invited room (a closed
            population); None makes it an open consultation.
        about: Who was asked.
        reading: What was read and what was left out.
    """

    votes: Votes
    sides: Sides
    texts: Mapping[str, str] = field(default_factory=dict)
    cut: Cut | None = None
    invited: Mapping[str, int] | None = None
    about: About = field(default_factory=About)
    reading: Reading = field(default_factory=Reading)

    def __post_init__(self) -> None:
        """Refuse sides or a cut of another number of participants."""
        parts: list[tuple[str, Any]] = [("sides", self.sides), ("cut", self.cut)]
        for name, part in parts:
            if part is not None and len(part.of) != len(self.votes.participants):
                raise ShapeError(f"{name} has {len(part.of)} participants, votes has {len(self.votes.participants)}")
