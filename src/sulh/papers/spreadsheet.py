"""
statements.csv: every statement with all its numbers, for a spreadsheet.

    first row    that this is a working paper
    second row   names of the columns: id, text, standing, ..., then seven columns a side
    then         one row a statement, in the order of the report

UTF-8 with a byte order mark, so that spreadsheets read every script. A cell that a spreadsheet would take for a formula
begins with an apostrophe. Many spreadsheets also cut cells at semicolons: so every text stands in quotation marks, and
what would be a formula after such a cut gets its apostrophe too. Column names are English in every language: programs
read them too.
"""

from __future__ import annotations

import csv
import io

from sulh.formats.cells import Cell, safe
from sulh.model.findings import Findings, OwnAnswers, Statement

BYTE_ORDER_MARK = "\ufeff"
COLUMNS = ("id", "text", "standing", "witness", "refused_by", "margin", "margin_side", "score", "score_witness")
NUMBERS = ("agree", "disagree", "pass", "answered", "low", "high", "estimate")


def statements_csv(findings: Findings) -> str:
    """
    Return the statements as CSV text, beginning with a byte order mark; to be written as UTF-8.

    Args:
        findings: From `sulh.analyse`. Not altered.

    Returns:
        The text, lines ended as spreadsheets expect them. Empty cells are what cannot be said, never zero.
    """
    names = [side.name for side in findings.sides]
    aside = any(statement.undeclared is not None for statement in findings.statements)
    target = io.StringIO()
    csv.writer(target, lineterminator="\r\n").writerow([safe(findings.paper)])  # no quotation mark before the sentence
    writer = csv.writer(target, lineterminator="\r\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow([safe(column) for column in _header(names, aside=aside)])
    for statement in findings.statements:
        writer.writerow([safe(cell) for cell in _row(statement, names, aside=aside)])
    return BYTE_ORDER_MARK + target.getvalue()


def _header(names: list[str], *, aside: bool) -> list[str]:
    owners = [*names, "(no side)"] if aside else names
    return [*COLUMNS, *(f"{owner}: {number}" for owner in owners for number in NUMBERS)]


def _row(statement: Statement, names: list[str], *, aside: bool) -> list[Cell]:
    found: list[Cell] = [
        statement.id,
        statement.text,
        statement.standing,
        statement.witness,
        "; ".join(statement.refused_by),
        statement.margin,
        statement.margin_side,
        statement.score,
        statement.score_witness,
    ]
    for name in names:
        found.extend(_numbers(statement.sides.get(name)))
    return [*found, *_numbers(statement.undeclared)] if aside else found


def _numbers(own: OwnAnswers | None) -> list[Cell]:
    if own is None:
        return [None] * len(NUMBERS)
    return [own.agree, own.disagree, own.passed, own.answered, own.low, own.high, own.estimate]
