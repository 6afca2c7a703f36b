"""Tables as they come damaged, huge, mis-encoded or hostile: each reader names what is wrong, and raises nothing."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from openpyxl import Workbook

from sulh.formats.implementation_tables import read_pax, read_stipulations
from sulh.formats.remarks import Remark
from sulh.formats.study_rows import read_rows
from sulh.instruments import questionnaire
from sulh.measurement.structures.edge_list import Assumed, File, from_graph, from_tables
from tests.formats.sent import with_parts

Found = tuple[tuple[Any, ...], tuple[Remark, ...]]
ASSUMED = Assumed("works_with", "low", "person")
SECRET = "41700417"  # stands in cells: what people answered is told by nobody
SHARED = "xl/sharedStrings.xml"


def study(data: bytes, name: str) -> Found:
    """Answers of a study."""
    found = read_rows(data, name, questionnaire("short"), {1: "Hill"})
    return found.rows, found.remarks


def stipulations(data: bytes, name: str) -> Found:
    """Stipulations of an agreement."""
    found = read_stipulations(data, name, {"h": ("Hill",)})
    return found.values, found.remarks


def pax(data: bytes, name: str) -> Found:
    """Agreements of a PA-X file."""
    found = read_pax(data, name)
    return found.values, found.remarks


def edges(data: bytes, name: str) -> Found:
    """Ties of a network of somebody else."""
    found = from_tables(File(data, name), None, ASSUMED)
    return found.ties, found.remarks


READERS: dict[str, Callable[[bytes, str], Found]] = {
    "study": study,
    "stipulations": stipulations,
    "pax": pax,
    "edges": edges,
}
# A small table of each kind: its header and one row that is read.
TABLES = {
    "study": [["group", "code", "trust_most"], ["1", "FA07he", "4"]],
    "stipulations": [["what", "authority", "theme"], ["Open the road", "Roads office", "borders"]],
    "pax": [["AgtId", "Agt", "Dat"], ["7", "First accord", "2026-03-01"]],
    "edges": [["source", "target"], ["a1", "b1"]],
}
KINDS = pytest.mark.parametrize("kind", TABLES)


def csv(kind: str, end: str = "\n") -> str:
    """The table as text."""
    return "".join(",".join(row) + end for row in TABLES[kind])


def book(kind: str) -> Workbook:
    """The table as a workbook that a person has open."""
    made = Workbook()
    for row in TABLES[kind]:
        made.worksheets[0].append(row)
    return made


def saved(made: Workbook) -> bytes:
    """A workbook as its bytes."""
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


@KINDS
@pytest.mark.parametrize(
    "encoded",
    [
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
        lambda text: text.encode("utf-16-le"),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: text.replace("\n", "\r\n", 1).encode() + b"\n\r\n",
        lambda text: text.replace(",", ";").encode(),
        lambda text: text.replace(",", "\t").encode(),
    ],
    ids=["bom", "utf-16", "utf-16-be", "utf-16-without-bom", "crlf", "cr", "mixed", "semicolons", "tabs"],
)
def test_what_spreadsheets_write_is_read(kind: str, encoded: Callable[[str], bytes]) -> None:
    """Marks of order, both widths, all line ends and three separators bring the one row, without a remark."""
    values, remarks = READERS[kind](encoded(csv(kind)), "table.csv")

    assert (1, ()) == (len(values), remarks)


@KINDS
@pytest.mark.parametrize(
    "harm",
    [
        lambda text: text.encode() + b"\xed\xa0\x80," + SECRET.encode() + b"\n",  # half of a pair, as bytes
        lambda text: b"\xff\xfe" + text.encode("utf-16-le") + b"\x00\xd8",  # the same in the wide encoding
        lambda text: text.encode() + "é,é\n".encode("latin-1"),
        lambda text: b"\xef\xbb\xbf" + text.encode("utf-16"),
        lambda text: (text + "x" * 10_000_001).encode(),
        lambda _text: b"",
        lambda _text: b"\n\n \n",
        lambda _text: b"PK\x03\x04" + SECRET.encode() * 1000,
        lambda text: b"\xd0\xcf\x11\xe0" + text.encode(),
        lambda _text: b"%PDF-1.7\n" + SECRET.encode(),
    ],
    ids=["half-pair", "wide-half-pair", "latin-1", "two-marks", "huge", "nothing", "blank", "zip", "xls", "pdf"],
)
def test_what_is_none_is_refused_whole_and_named(kind: str, harm: Callable[[str], bytes]) -> None:
    """Other encodings, ten million letters, other kinds of file: a remark on the file, and no row."""
    values, remarks = READERS[kind](harm(csv(kind)), "table.csv")

    assert () == values
    assert "file" in {one.lost for one in remarks}
    assert all(one.expected for one in remarks)


@KINDS
def test_a_million_columns_are_told_and_not_kept(kind: str) -> None:
    """A header of a million names is no header: nothing is read beneath it, and its line is told."""
    values, remarks = READERS[kind](csv(kind).replace("\n", ",x" * 1_000_000 + "\n", 1).encode(), "table.csv")

    assert () == values
    assert 1 in {one.line for one in remarks}
    assert 100 > sum(len(one.found) + 1 for one in remarks), "a few words are told, and not a million names"


@KINDS
def test_a_cell_without_end_is_named_by_its_line(kind: str) -> None:
    """A cell of nine million letters in a small table: its row is left out, its line told and never what it held."""
    long = ["x" * 9_000_000, *TABLES[kind][1][1:]]
    values, remarks = READERS[kind]((csv(kind) + ",".join(long) + "\n").encode(), "table.csv")

    assert (1, [3]) == (len(values), [one.line for one in remarks])
    assert all(len(one.found) < 100 for one in remarks)


@KINDS
def test_a_zero_or_a_control_sign_in_a_cell_breaks_nothing(kind: str) -> None:
    """A zero byte and a sign that rings a bell: what cannot stand there is told, and nothing but text comes out."""
    for sign in ("\0", "\a", "\x1b[31m"):
        row = [cell + sign for cell in TABLES[kind][1]]
        values, remarks = READERS[kind]((csv(kind) + ",".join(row) + "\n").encode(), "table.csv")

        assert repr(sign)[1:-1] not in repr(values)
        assert bool(remarks) is (len(values) == 1)


@KINDS
def test_a_formula_is_no_value(kind: str) -> None:
    """A cell that is worked out by a spreadsheet is told; the value that was kept beside it is not taken."""
    made = book(kind)
    made.worksheets[0].append([f"={SECRET}+1", *TABLES[kind][1][1:]])
    values, remarks = READERS[kind](saved(made), "table.xlsx")

    assert (1, [3]) == (len(values), [one.line for one in remarks])
    assert not any(SECRET in str(one) for one in (*values, *remarks))


@KINDS
def test_a_hidden_sheet_is_passed_over(kind: str) -> None:
    """Of a workbook whose first sheet is hidden the one is read that its reader sees."""
    made = book(kind)
    made.worksheets[0].title = "seen"
    hidden = made.create_sheet("hidden", 0)
    hidden.append([SECRET, SECRET])
    for state in ("hidden", "veryHidden"):
        hidden.sheet_state = state
        made.active = 1
        values, remarks = READERS[kind](saved(made), "table.xlsx")

        assert (1, ()) == (len(values), remarks)


@KINDS
def test_merged_cells_hold_what_stands_in_the_first(kind: str) -> None:
    """Two rows whose first cells are merged: the second has an empty one, and is read or told by its line."""
    made = book(kind)
    made.worksheets[0].append([None, *TABLES[kind][1][1:]])
    made.worksheets[0].merge_cells("A2:A3")
    values, remarks = READERS[kind](saved(made), "table.xlsx")

    assert (1, {3}) == (len(values), {one.line for one in remarks})


def test_a_day_that_is_kept_as_a_number_is_a_day_where_one_is_asked() -> None:
    """A spreadsheet keeps days as numbers: in a question of trust one is off the scale, so nothing is left to keep."""
    made = book("study")
    made.worksheets[0].append(["1", "MO03da", datetime(2026, 3, 1, tzinfo=UTC).replace(tzinfo=None)])
    values, remarks = study(saved(made), "table.xlsx")
    dated = book("pax")
    dated.worksheets[0].append(["8", "Second accord", 46_082])

    assert [{"trust_most": 4.0}] == [dict(one.values) for one in values]
    assert [(3, "trust_most", "")] == [(one.line, one.field, one.found) for one in remarks]
    agreements, told = pax(saved(dated), "table.xlsx")
    assert (["2026-03-01"] * 2, ()) == ([one.on.isoformat() for one in agreements], told)


@KINDS
def test_bombs_are_not_opened(kind: str) -> None:
    """Zeros without end, names that stand for one another a billion times, depth: refused, and little of it held."""
    laughs = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10))
    lol = f'<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY l0 "ha">{laughs}]><sst><si><t>&l9;</t></si></sst>'
    whole = saved(book(kind))
    zeros, deep = bytes(31_000_000), b"<a>" * 50_000
    for parts in ({"xl/media/image1.png": zeros}, {SHARED: lol.encode()}, {SHARED: deep}):
        bomb = with_parts(whole, parts)
        tracemalloc.start()
        try:
            values, remarks = READERS[kind](bomb, "table.xlsx")
            held = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

        assert ((), ["file"]) == (values, [one.lost for one in remarks][:1])
        assert len(zeros) / 3 > held


def test_no_network_of_others_is_trusted() -> None:
    """Entities, depth, half of a pair, a cell without end, a document type in a wide encoding: no tie."""
    node = '<graphml><graph><node id="a"/><edge source="a" target="b"/></graph></graphml>'
    laughs = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]>'
    for data in (
        (laughs + node.replace('id="a"', 'id="&c;"')).encode(),
        (laughs + node).encode("utf-16"),
        b"<graphml>" * 10_000,
        node.replace('id="a"', 'id="&#xD800;"').encode(),
        node.encode().replace(b'"a"', b'"\xed\xa0\x80"'),
        node.replace('"a"', f'"{"x" * 100_000}"').encode(),
        b"\0" * 1_000,
    ):
        found = from_graph(data, ASSUMED)

        assert () == found.ties
        assert found.remarks
