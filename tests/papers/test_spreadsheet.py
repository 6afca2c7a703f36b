from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from sulh.formats.cells import safe
from sulh.model.findings import WORKING_PAPER, Findings
from sulh.papers import statements_csv
from tests.papers.cast import CAST, bridge, findings, hostile


def rows(found: Findings) -> list[list[str]]:
    """What a spreadsheet reads."""
    return list(csv.reader(io.StringIO(statements_csv(found).removeprefix("\ufeff"))))


def test_the_first_row_says_what_it_is() -> None:
    """The table begins with the byte order mark and the sentence that it is not to be handed on."""
    assert statements_csv(bridge()).startswith(f"\ufeff{WORKING_PAPER}")


def test_every_row_has_every_column() -> None:
    """Whatever the findings, all rows but the first are equally long, one a statement."""
    for make in CAST.values():
        found = make()
        first, header, *body = rows(found)
        assert [WORKING_PAPER] == first
        assert len(found.statements) == len(body)
        assert {len(header)} == {len(row) for row in [header, *body]}


def test_one_statement_by_hand() -> None:
    """Counts stand under the names of their sides; what cannot be said is empty."""
    _, header, row = rows(findings(["A"], {"N": [(3, 1, 2)], "S": [(0, 0, 0)]}))
    cells = dict(zip(header, row, strict=True))

    assert ["3", "1", "2", "6"] == [cells[f"N: {name}"] for name in ("agree", "disagree", "pass", "answered")]
    assert ["", ""] == [cells["S: low"], cells["S: estimate"]]
    assert "not-yet-known" == cells["standing"]


def test_no_cell_is_a_formula() -> None:
    """Texts and names that a spreadsheet would run are read as text."""
    for row in rows(hostile()):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@given(st.text())
def test_whatever_is_written_stays_text(text: str) -> None:
    """No text begins a formula, whatever stands before the sign."""
    cell = str(safe(text))

    assert not cell.lstrip().startswith(("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"))
    assert not set(cell) & set("\t\r\n")


def cut_at_semicolons(text: str) -> list[list[str]]:
    """What a spreadsheet reads that takes commas and semicolons for the ends of cells, as many do by themselves."""
    parts = text.split('"')  # every second part stands within quotation marks
    commas = '"'.join(part if at % 2 else part.replace(";", ",") for at, part in enumerate(parts))
    return list(csv.reader(io.StringIO(commas)))


def test_a_spreadsheet_that_also_cuts_at_semicolons_reads_the_same_cells() -> None:
    """Texts with semicolons and two sides that refuse keep every number under its own name."""
    found = findings(["Not now; later"], {"N": [(1, 8, 0)], "S": [(0, 9, 0)]})

    assert rows(found) == cut_at_semicolons(statements_csv(found).removeprefix("\ufeff"))


def test_a_spreadsheet_that_cuts_at_semicolons_alone_runs_nothing() -> None:
    """Where a comma ends no cell, a formula behind a semicolon is still text."""
    texts = ["x;=1+1;y", "x; @SUM(A1);", 'x;"=1+1";', "x;;-2;"]
    written = statements_csv(findings(list(texts), {"N": [(1, 8, 0)] * 4}))
    cells = [cell.strip().lstrip('"') for line in written.splitlines() for cell in line.split(";")]

    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert "Yes; no - maybe, -2" == safe("Yes; no - maybe, -2")
