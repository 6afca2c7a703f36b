"""
What came of reading a file of the map: values, and a line for everything that did not become one.

    bytes ──a reader of the map──▶ Read ─┬─ values     in the order of the file
                                         ├─ remarks    Remark(line, field, found, expected, lost)
                                         └─ unknown    names that the map does not hold, by kind

Nothing is dropped in silence and nothing is raised: whoever sees the report can say of each cell of the file where it
went. A remark shows what stood in the file to the person who brought it, and to nobody else. Sentences are message ids
(see `sulh.words.language`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from sulh.formats.grids import Grid
from sulh.model.ballots import SheetFault
from sulh.model.findings import Value
from sulh.words.language import mark
from sulh.words.text import DIRECTION_MARKS, shorten

T = TypeVar("T")
Lost = Literal["file", "row", "field", "nothing"]
NOTICE = "Unofficial and non-binding. From a map of peace work; nobody is bound by it."
SHOWN = 60  # characters of what stood there
MOST = 1_000  # remarks; a file that is wrong in every line is told of in a last one


class Remark(Value, frozen=True):
    """
    What became of one place in a file.

    Attributes:
        line: Of the file, from 1; None for the whole file.
        field: Which column, element or member; empty for the whole row.
        found: What stood there, shortened.
        expected: What should stand there: a message id.
        lost: The whole file, the row, this field only, or nothing: then it was read otherwise than it was written.
        allowed: The words that would have been read, where there are few.
    """

    line: int | None
    field: str
    found: str
    expected: str
    lost: Lost
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Read(Generic[T]):
    """
    What a file holds.

    Attributes:
        values: In the order of the file.
        remarks: By line; those of the whole file first.
        unknown: Kind of thing -> names that the map does not hold, in the order of the file.
    """

    values: tuple[T, ...] = ()
    remarks: tuple[Remark, ...] = ()
    unknown: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class UnfitError(Exception):
    """A text that is not what was expected; its text is a message id. It never leaves this room."""

    def __init__(self, expected: str, allowed: tuple[str, ...] = ()) -> None:
        """Keep the words that would do."""
        super().__init__(expected)
        self.expected = expected
        self.allowed = allowed


def shown(raw: str) -> str:
    """
    Return what stood in a file, short enough for a report and unable to turn the sentence around it.

    >>> shown("x" * 100) == "x" * 59 + "…"
    True
    """
    return shorten(DIRECTION_MARKS.sub("", raw[: 10 * SHOWN]), SHOWN)


def of_file(expected: str, found: str = "") -> Remark:
    """Return the remark on a file that could not be read at all."""
    return Remark(None, "", shown(found), expected, "file")


def from_fault(fault: SheetFault) -> Remark:
    """Return what a reader of tables says, as a remark."""
    return Remark(fault.line, "", fault.found, fault.expected, "file" if fault.line is None else "row")


def from_grid(table: Grid) -> list[Remark]:
    """Return everything that could not be read of a table, as remarks."""
    return [from_fault(fault) for fault in table.faults]


def told(remarks: list[Remark]) -> tuple[Remark, ...]:
    """Return the remarks by line, and of very many the first, with one that says so."""
    ordered = sorted(remarks, key=lambda one: one.line or 0)
    if len(ordered) <= MOST:
        return tuple(ordered)
    return (*ordered[:MOST], Remark(None, "", f"{len(ordered):,}", mark("fewer places that cannot be read"), "nothing"))
