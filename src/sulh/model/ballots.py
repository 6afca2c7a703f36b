"""
Answers that come from off the screen: paper entered into a table, and forms filled on a phone.

    RoundForm ── statements, in the order of the form, in every language     what goes out
    BallotSheet ─┬─ answers   BallotAnswer(ballot, statement, vote)          what comes back
                 └─ faults    SheetFault(line, kind, expected, found)

Faults are values: one bad line never hides the next. A fault shows a ballot number or a statement, never a vote.
Nothing is read here (see `sulh.formats.ballots`, `sulh.formats.xlsform`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from sulh.model.findings import Value

SheetFaultKind = Literal[
    "bad-quotes",
    "bad-vote",
    "duplicate-column",
    "empty-file",
    "empty-value",
    "encoding",
    "formula",
    "long-cell",
    "missing-column",
    "spreadsheet",
    "too-large",
    "too-many-columns",
    "too-many-rows",
    "torn-line",
    "two-votes",
    "unknown-ballot",
    "unknown-column",
    "unknown-statement",
    "unreadable",
]


class BallotAnswer(Value, frozen=True):
    """
    One vote on one ballot.

    Attributes:
        ballot: Its number, as the caller spells it.
        statement: The id of the statement, as the caller spells it.
        vote: 1 agree, -1 disagree, 0 pass.
    """

    ballot: str
    statement: str
    vote: int


class SheetFault(Value, frozen=True):
    """
    What is wrong with one line, or with a whole file.

    Attributes:
        line: Line of the file or row of the sheet, from 1; None when the fault is of the whole file.
        kind: A short fixed name.
        expected: A message id: what should stand there.
        found: A message id, or a ballot number, statement or column between quotation marks; never a vote.
    """

    line: int | None
    kind: SheetFaultKind
    expected: str
    found: str


class BallotSheet(Value, frozen=True):
    """
    What a file holds: the same answers whatever the order of its rows and columns.

    Attributes:
        answers: At most one a ballot and statement, ordered by ballot, then statement, as the caller lists them.
        faults: By line; those of the whole file first.
        rows: How many rows beside the header hold anything.
    """

    answers: list[BallotAnswer]
    faults: list[SheetFault]
    rows: int


class FormStatement(Value, frozen=True):
    """
    One question of a form.

    Attributes:
        id: As the answers will name it.
        texts: Language tag -> text.
    """

    id: str
    texts: Mapping[str, str]


class RoundForm(Value, frozen=True):
    """
    A round as a form to be filled without a network.

    Attributes:
        form_id: A neutral name for programs: letters, digits, hyphens and underscores, a letter first.
        title: A neutral title, chosen by the operator.
        languages: Tags, the first one shown first.
        statements: In the order of the form.
    """

    form_id: str
    title: str
    languages: list[str]
    statements: list[FormStatement]
