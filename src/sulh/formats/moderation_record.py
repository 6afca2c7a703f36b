"""
The record of moderation as a table, CSV or XLSX.

    first row    what this is
    second row   statement, date, act, reason, text (ar), text (en), ...
    then         one row an act, by day, then statement

UTF-8 with a byte order mark, every cell guarded against being taken for a formula. Column names are English in every
language: programs read them too.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from sulh.formats.cells import safe
from sulh.formats.workbooks import workbook
from sulh.model.dialogue import natural
from sulh.model.moderation import ModerationRow

NOTICE = "Record of moderation. Unofficial, binds nobody, and names no author."
COLUMNS = ("statement", "date", "act", "reason")


def moderation_record_csv(rows: Sequence[ModerationRow]) -> bytes:
    """
    Return the record as CSV.

    >>> from datetime import date
    >>> row = ModerationRow("7", date(2026, 5, 1), "accepted", "", {"en": "Open the road"})
    >>> moderation_record_csv([row]).decode("utf-8-sig").splitlines()[2]
    '"7","2026-05-01","accepted","","Open the road"'
    """
    target = io.StringIO()
    csv.writer(target, lineterminator="\r\n").writerow([NOTICE])  # no quotation mark before the sentence
    writer = csv.writer(target, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerows([safe(cell) for cell in row] for row in _table(rows))
    return target.getvalue().encode("utf-8-sig")


def moderation_record_xlsx(rows: Sequence[ModerationRow]) -> bytes:
    """Return the record as a workbook: every cell a text, the same bytes for the same record."""
    return workbook({"moderation": [[NOTICE], *([str(safe(cell)) for cell in row] for row in _table(rows))]}, heads=2)


def _table(rows: Sequence[ModerationRow]) -> list[list[str]]:
    tags = sorted({tag for row in rows for tag in row.texts})
    rejected = {row.statement for row in rows if row.act == "rejected"}
    ordered = sorted(rows, key=lambda row: (row.day.toordinal(), natural(row.statement)))
    return [
        [*COLUMNS, *(f"text ({tag})" for tag in tags)],
        *([*_act(row), *_texts(row, tags, shown=row.statement not in rejected)] for row in ordered),
    ]


def _act(row: ModerationRow) -> list[str]:
    return [row.statement, f"{row.day:%Y-%m-%d}", row.act, row.reason]


def _texts(row: ModerationRow, tags: Sequence[str], *, shown: bool) -> list[str]:
    """Return the texts of one act; those of a statement that was ever rejected appear nowhere, here either."""
    return [row.texts.get(tag, "") if shown else "" for tag in tags]
