"""
The list of statements: their texts, and which of them moderation rejected.

    comments.csv     comment-id, ..., moderated, ..., comment-body
    statements.csv   statement, text[, moderated]
        └──▶ Book(texts, rejected)

Where there is a list, every statement answered must be in it. Texts may be in any script; blanks and line breaks
around them go, what is inside stays.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from sulh.formats import columns
from sulh.formats.faults import AmissError, Skipping
from sulh.formats.ids import trimmed
from sulh.formats.tables import Table, open_table

REJECTED, LEFT_OPEN, ACCEPTED = "-1", "0", "1"


@dataclass
class Book:
    """
    What is known of the statements.

    Attributes:
        texts: Statement id -> text; empty when a statement has none.
        rejected: Ids of those rejected.
        rows: How many rows the list has.
    """

    texts: dict[str, str] = field(default_factory=dict)
    rejected: set[str] = field(default_factory=set)
    rows: int = 0


def read_book(path: Path, skipping: Skipping) -> Book:
    """
    Read a list of statements.

    Raises:
        InputError: Any fault of the file, `missing-column`, `duplicate-statement`, `bad-moderation`.
    """
    book = Book()
    with open_table(path, skipping) as table:
        places = (
            columns.place(table.header, "statement", table.name),
            columns.place(table.header, "text", table.name),
            columns.find(table.header, "moderated", table.name),
        )
        for line, row in table.rows:
            book.rows += 1
            try:
                _enter(book, row, places)
            except AmissError as amiss:
                skipping.amiss(amiss, table.name, line)
    return book


def _enter(book: Book, row: list[str], places: tuple[int, int, int | None]) -> None:
    statement, text, moderated = places
    identifier = trimmed(row[statement], "a statement")
    judged = row[moderated].strip() if moderated is not None else LEFT_OPEN
    if judged not in (REJECTED, LEFT_OPEN, ACCEPTED):
        raise AmissError("bad-moderation", "1 (accepted), 0 (open) or -1 (rejected)", "something else")
    again, said = identifier in book.texts, row[text].strip()
    # Of two rows the first text in the alphabet stays, and a rejection wins, so that the order of rows does not matter.
    book.texts[identifier] = min(book.texts[identifier], said) if again else said
    if judged == REJECTED:
        book.rejected.add(identifier)
    if again:
        raise AmissError("duplicate-statement", "each statement once", f"'{identifier}' again")


def statement_ids(table: Table, skipping: Skipping) -> list[str]:
    """Return the ids in the column of statements, as they come, each as often as it stands there."""
    at = columns.place(table.header, "statement", table.name)
    found = []
    for line, row in table.rows:
        try:
            found.append(trimmed(row[at], "a statement"))
        except AmissError as amiss:
            skipping.amiss(amiss, table.name, line)
    return found
