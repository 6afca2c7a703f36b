from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from sulh.formats.moderation_record import NOTICE, moderation_record_csv, moderation_record_xlsx
from sulh.model.moderation import ACTS, ModerationRow
from tests.formats.sent import part

DAY = date(2026, 5, 3)
RECORD = [
    ModerationRow("10", DAY, "accepted", "", {"en": "Open the road", "ar": "افتحوا الطريق"}),
    ModerationRow("9", date(2026, 5, 2), "reworded", "", {"en": "Ask her", "ar": "اسألوها"}),
    ModerationRow("9", DAY, "rejected", "names a person", {"en": "Ask Ann"}),
    ModerationRow("2", date(2026, 5, 1), "merged", "same as 1", {"en": "=1+1; =2"}),
]
TABLE = [
    [NOTICE],
    ["statement", "date", "act", "reason", "text (ar)", "text (en)"],
    ["2", "2026-05-01", "merged", "same as 1", "", "'=1+1; '=2"],
    ["9", "2026-05-02", "reworded", "", "", ""],
    ["9", "2026-05-03", "rejected", "names a person", "", ""],
    ["10", "2026-05-03", "accepted", "", "افتحوا الطريق", "Open the road"],
]
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    ["=1", "+1", "-1", "@a", "\t=1"]
)
rows = st.builds(
    ModerationRow,
    statement=st.integers(1, 20).map(str),
    day=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    act=st.sampled_from(ACTS),
    reason=texts,
    texts=st.dictionaries(st.sampled_from(["ar", "en"]), texts),
)


def as_csv(record: list[ModerationRow]) -> list[list[str]]:
    """What a spreadsheet reads."""
    return list(csv.reader(io.StringIO(moderation_record_csv(record).decode("utf-8-sig"))))


def as_sheet(record: list[ModerationRow]) -> list[list[str]]:
    """What a workbook holds, empty cells as nothing."""
    sheet = load_workbook(io.BytesIO(moderation_record_xlsx(record))).worksheets[0]
    return [[str(value or "") for value in row] for row in sheet.iter_rows(values_only=True)]


def test_one_row_an_act() -> None:
    """Acts stand by day, then statement; the text of a rejected statement stands with none of its acts."""
    assert TABLE == as_csv(RECORD)


def test_the_workbook_is_the_same_table() -> None:
    """CSV and XLSX hold the same cells, and the workbook holds no formula."""
    assert [row + [""] * (6 - len(row)) for row in TABLE] == as_sheet(RECORD)
    assert "<f>" not in part(moderation_record_xlsx(RECORD), "xl/worksheets/sheet1.xml")


def test_a_day_has_no_hour() -> None:
    """Even where a moment was handed over, the record shows its day only."""
    moment = datetime(2026, 5, 3, 14, 7, tzinfo=UTC)

    assert "2026-05-03" == as_csv([ModerationRow("1", moment, "accepted", "", {})])[2][1]


def test_an_empty_record_says_what_it_would_be() -> None:
    """Before the first act the record has its names of columns."""
    assert [[NOTICE], ["statement", "date", "act", "reason"]] == as_csv([])


@given(st.lists(rows, max_size=4))
def test_no_cell_begins_a_formula(record: list[ModerationRow]) -> None:
    """Whatever people wrote, no cell of either table begins as a formula does; the same record is the same bytes."""
    cells = [cell for row in [*as_csv(record), *as_sheet(record)] for cell in row]

    assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@"))]
    assert moderation_record_xlsx(record) == moderation_record_xlsx(record)


@given(st.permutations(RECORD))
def test_the_order_of_acts_is_irrelevant(record: list[ModerationRow]) -> None:
    """However the acts are handed over, the record is the same."""
    assert moderation_record_csv(RECORD) == moderation_record_csv(record)
