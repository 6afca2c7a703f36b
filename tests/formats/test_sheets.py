from __future__ import annotations

import io
import re
import tracemalloc
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sulh.formats.packages
from sulh.formats.grids import grid
from sulh.formats.packages import DamagedError, settled, unpacked
from sulh.formats.sheets import FORMULA_CELL, first_sheet
from tests.formats.sent import Cell, part, with_parts, workbook

SHEET = "xl/worksheets/sheet1.xml"
ROWS: list[list[Cell]] = [["ballot", "q1", "q2"], ["0012", 1, None], [None, True, -1.5]]
BOOK = workbook(ROWS)


def rows(data: bytes) -> list[tuple[int, dict[int, str]]]:
    """Every row of the first sheet."""
    return list(first_sheet(data, most_rows=1000))


def refusal(data: bytes) -> str:
    """Why a workbook is not opened."""
    with pytest.raises(DamagedError) as caught:
        rows(data)
    return str(caught.value)


def with_sheet(change: tuple[str, str]) -> bytes:
    """A workbook whose first sheet has one thing changed."""
    text = part(BOOK, SHEET)
    assert change[0] in text
    return with_parts(BOOK, {SHEET: text.replace(*change).encode()})


def test_values_come_as_texts() -> None:
    """Texts, numbers and truth come as they are written; the second sheet is not looked at."""
    found = [(line, {at: text for at, text in cells.items() if text}) for line, cells in rows(BOOK)]

    assert [(1, {0: "ballot", 1: "q1", 2: "q2"}), (2, {0: "0012", 1: "1"}), (3, {1: "TRUE", 2: "-1.5"})] == found


def test_a_formula_is_not_believed() -> None:
    """A formula is neither worked out nor is the value kept beside it taken."""
    data = with_sheet(('<c r="B2" t="n"><v>1</v></c>', '<c r="B2"><f>1+0</f><v>1</v></c>'))

    assert FORMULA_CELL == rows(data)[1][1][1]
    assert ["formula"] == [fault.kind for fault in grid(data, "votes.xlsx").faults]


@pytest.mark.parametrize("name", [SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_entities_are_refused(name: str) -> None:
    """A part that declares a document type is not read, so no entity is ever opened or multiplied."""
    body = re.sub(r"<\?xml.*?\?>", "", part(BOOK, name))
    entity = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>{body}'

    assert "one with parts that no table needs" == refusal(with_parts(BOOK, {name: entity.encode()}))


def test_no_part_hides_in_another_encoding() -> None:
    """A document type is seen in UTF-16 as well, and what a part says of its own encoding is not believed."""
    body = re.sub(r"<\?xml.*?\?>", "", part(BOOK, SHEET))
    wide = f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a>{body}'.encode("utf-16")
    seven = b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a+AD4-' + body.encode()

    assert "one with parts that no table needs" == refusal(with_parts(BOOK, {SHEET: wide}))
    assert "one that is damaged or locked" == refusal(with_parts(BOOK, {SHEET: seven}))


def test_a_bomb_is_not_unpacked() -> None:
    """A workbook that would be far larger inside is refused by what it says of itself, before anything is unpacked."""
    bomb = with_parts(BOOK, {"xl/media/image1.png": bytes(60_000_000)})

    assert len(bomb) < 100_000
    assert "one that is larger inside than a table needs to be" == refusal(bomb)


def test_a_bomb_that_lies_is_not_unpacked() -> None:
    """A part that is larger than the package says gives no more than was said, and is found out."""
    bomb = with_parts(BOOK, {"xl/media/a.png": bytes(60_000_000)})
    lying = bomb.replace((60_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))

    assert "one that is damaged or locked" == refusal(lying)


@pytest.mark.parametrize("bomb", ["commas", "cells", "blanks", "lines", "workbook"])
def test_a_table_takes_no_more_memory_than_its_bytes_explain(bomb: str) -> None:
    """Cells that hold nothing, cells without end, rows without end: at most some thirty bytes for each byte sent."""
    many = 200_000
    data = {
        "commas": b"a,b\n" + b"," * many,
        "cells": b"a,b\n" + b"x," * (many // 2),
        "blanks": b"a,b\n" + b" ," * (many // 2),
        "lines": b"a,b\n" + b"\n" * many,
        "workbook": with_parts(BOOK, {SHEET: b"<a><row>" + b"<c/>" * (many // 2) + b"</row></a>"}),
    }[bomb]
    tracemalloc.start()
    try:
        grid(data, "a.csv", breaks=True)
        assert tracemalloc.get_traced_memory()[1] < 30 * many
    finally:
        tracemalloc.stop()


def test_a_package_of_many_parts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """More parts than any workbook has are refused."""
    monkeypatch.setattr(sulh.formats.packages, "MOST_PARTS", 3)

    assert "one that is larger inside than a table needs to be" == refusal(BOOK)


def test_far_cells_cost_nothing() -> None:
    """A cell in the last column of the last row is as cheap as one near by, and is named as a fault."""
    data = with_sheet(('<c r="C3" t="n">', '<c r="XFD1048576" t="n">'))
    tracemalloc.start()
    try:
        assert ["too-many-columns"] == [fault.kind for fault in grid(data, "votes.xlsx").faults]
        assert tracemalloc.get_traced_memory()[1] < 1_000_000, "a byte for each row up to it would be more"
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "change",
    [
        ('r="B2"', 'r="2"'),
        ('r="2"', 'r="-2"'),
        ('r="2"', f'r="{"9" * 5000}"'),
        ('<c r="B2" t="n"><v>1', '<c r="B2" t="s"><v>7'),
        ('<c r="B2" t="n"><v>1', '<c r="B2" t="s"><v>-1'),
        ("</sheetData>", ""),
    ],
)
def test_what_does_not_fit_is_damage(change: tuple[str, str]) -> None:
    """Places and numbers that no workbook has are damage, never another cell."""
    assert "one that is damaged or locked" == refusal(with_sheet(change))


def test_a_workbook_without_a_sheet() -> None:
    """A package that is no workbook, or has no sheet, says so."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("word/document.xml", "<document/>")

    assert "one that is damaged or locked" == refusal(target.getvalue())
    assert "one without a sheet" == refusal(with_parts(BOOK, {"xl/workbook.xml": b"<workbook><sheets/></workbook>"}))


def test_rare_ways_to_pack_are_refused() -> None:
    """Only the two ways of packing that office programs use are opened."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_LZMA) as package:
        package.writestr("xl/workbook.xml", "<workbook/>")

    assert "one that is damaged or locked" == refusal(target.getvalue())


@given(st.data())
def test_a_harmed_workbook_is_read_or_refused(data: st.DataObject) -> None:
    """However a workbook is harmed, a table comes back, with its faults."""
    harmed = bytearray(BOOK)
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(4, len(harmed) - 1))
        harmed[at : at + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=4))

    assert grid(bytes(harmed), "votes.xlsx").rows or grid(bytes(harmed), "votes.xlsx").faults


@given(st.data())
def test_a_harmed_sheet_is_read_or_refused(data: st.DataObject) -> None:
    """However the sheet within is harmed, a table comes back, with its faults."""
    text = bytearray(part(BOOK, SHEET).encode())
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(text) - 1))
        text[at : at + data.draw(st.integers(0, 6))] = data.draw(
            st.binary(max_size=4) | st.sampled_from([b"<f/>", b"</c>", b'r="A1"', b't="s"', b"<row>", b"&lt;", b"<v>9"])
        )
    found = grid(with_parts(BOOK, {SHEET: bytes(text)}), "votes.xlsx")

    assert found.rows or found.faults or found.header


def test_settled_packages_are_equal() -> None:
    """Two packages of the same parts, packed by two people at two times, are the same bytes once settled."""
    packed = []
    for year, author in ((1999, "Ann"), (2024, "Bo")):
        target = io.BytesIO()
        core = f"<a><dc:creator>{author}</dc:creator><dcterms:created x='y'>{year}</dcterms:created></a>"
        with zipfile.ZipFile(target, "w") as package:
            package.writestr(zipfile.ZipInfo("docProps/core.xml", (year, 1, 1, 0, 0, 0)), core)
            package.writestr(zipfile.ZipInfo("a.xml", (year, 1, 1, 0, 0, 0)), "<a/>")
        packed.append(target.getvalue())

    assert packed[0] != packed[1]
    assert settled(packed[0]) == settled(packed[1])
    assert {
        "docProps/core.xml": b"<a><dcterms:created x='y'>2000-01-01T00:00:00Z</dcterms:created></a>",
        "a.xml": b"<a/>",
    } == unpacked(settled(packed[0]))
