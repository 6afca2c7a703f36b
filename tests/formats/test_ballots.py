from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sulh.formats.grids
from sulh.formats.ballots import read_ballots
from sulh.formats.vote_words import VOTE_LABELS, vote_of
from sulh.model.ballots import BallotAnswer, BallotSheet
from tests.formats.sent import BALLOTS, STATEMENTS, Cell, workbook

LONG = "ballot,statement,vote\n0012,road,1\n0012,well,-1\n0450,school,0\n"
ANSWERS = [BallotAnswer("0012", "road", 1), BallotAnswer("0012", "well", -1), BallotAnswer("0450", "school", 0)]


def read(table: str | bytes, filename: str = "votes.csv") -> BallotSheet:
    """Read a table with the statements and ballots of these tests."""
    data = table.encode() if isinstance(table, str) else table
    return read_ballots(data, filename, statements=STATEMENTS, ballots=BALLOTS)


def faults(sheet: BallotSheet) -> list[tuple[int | None, str]]:
    """Line and kind of each fault."""
    return [(fault.line, fault.kind) for fault in sheet.faults]


def test_one_row_an_answer() -> None:
    """The long form is read as it stands."""
    assert BallotSheet(ANSWERS, [], 3) == read(LONG)


def test_one_row_a_ballot() -> None:
    """The wide form gives the same answers; an empty cell is none, and columns go by id or by number."""
    assert BallotSheet(ANSWERS, [], 2) == read("ballot,road,well,school\n0012,1,-1,\n0450,,,0\n")
    assert BallotSheet(ANSWERS, [], 2) == read("ballot,3,1,2\n0012,,1,-1\n0450,0,,\n")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_way_spreadsheets_write(separator: str, encoding: str, end: str) -> None:
    """Separators, encodings and line ends of common spreadsheets make no difference."""
    data = LONG.replace(",", separator).replace("\n", end).encode(encoding)

    assert BallotSheet(ANSWERS, [], 3) == read(data)


def test_a_told_separator() -> None:
    """A first line that names the separator is obeyed, and lines are still counted from the top."""
    sheet = read("sep=;\nballot;statement;vote\n0012;road;1\n9;road;1\n")

    assert [ANSWERS[0]] == sheet.answers
    assert [(4, "unknown-ballot")] == faults(sheet)


def test_a_workbook_is_a_table_too() -> None:
    """A workbook gives what its table saved as CSV would give, although it dropped the leading zeros."""
    rows: list[list[Cell]] = [["ballot", "statement", "vote"], [12, "road", 1], [12, "well", -1.0], [450, "school", 0]]

    assert BallotSheet(ANSWERS, [], 3) == read(workbook(rows), "votes.xlsx")


@pytest.mark.parametrize(
    ("word", "vote"),
    [
        ("1", 1),
        (" +1 ", 1),
        ("0", 0),
        ("-1", -1),
        ("\u22121", -1),
        ("\u0661", 1),
        ("\u0660", 0),
        ("-\u0661", -1),
        ("\u0661-", -1),
        ("\u200f-\u0661", -1),
        ("\u06f1", 1),
        ("Agree", 1),
        ("DISAGREE", -1),
        ("pass", 0),
        ("d'accord", 1),
        ("Pas d’accord", -1),
        ("EN DESACCORD", -1),
        ("sans avis", 0),
        ("اوافق", 1),
        ("لا أوافق", -1),
        ("لا اوافق", -1),
        ("بلا رأي", 0),
    ],
)
def test_what_a_vote_may_be_called(word: str, vote: int) -> None:
    """Votes are numbers in any digits, or words in three languages, however they are spelt."""
    assert vote == vote_of(word)


@pytest.mark.parametrize("word", ["", "2", "10", "-0.5", "perhaps", "1;1", "=1", "TRUE", "1/-1", "l"])
def test_what_is_no_vote(word: str) -> None:
    """Anything else is no vote."""
    assert vote_of(word) is None


def test_words_that_are_printed_are_read() -> None:
    """Whatever our own papers call a vote comes back as that vote."""
    for labels in VOTE_LABELS.values():
        assert {vote: vote for vote in labels} == {vote: vote_of(word) for vote, word in labels.items()}


def test_arabic_ballots() -> None:
    """A table in Arabic, digits included, reads like any other."""
    table = "رقم البطاقة,\u0661,\u0662\n\u0660\u0660\u0661\u0662,أوافق,لا أوافق\n"

    assert BallotSheet(ANSWERS[:2], [], 1) == read(table)


def test_one_bad_line_never_hides_the_next() -> None:
    """Every line is judged for itself, and every fault says its line."""
    table = (
        'ballot,statement,vote\n0012,road,1\n0012,"well,1\n9999,road,1\n0012,bridge,1\n0013,road,perhaps\n,road,1\n'
        "0013,,1\n0013,well,\n0013,road,1,0012,well\n0012,well,-1\n0450,school,0\n"
    )
    sheet = read(table)

    assert ANSWERS == sheet.answers
    assert 11 == sheet.rows + 2
    assert [
        (3, "bad-quotes"),
        (4, "unknown-ballot"),
        (5, "unknown-statement"),
        (6, "bad-vote"),
        (7, "unknown-ballot"),
        (8, "unknown-statement"),
        (9, "bad-vote"),
        (10, "torn-line"),
    ] == faults(sheet)


def test_two_votes_cancel_each_other() -> None:
    """The same answer twice counts once; two different ones are a fault and neither counts, nor does a third."""
    twice = "ballot,statement,vote\n0012,road,1\n12,road,agree\n"
    torn = "ballot,statement,vote\n0012,road,1\n12,road,-1\n12,1,1\n12,road,0\n0012,well,-1\n"

    assert BallotSheet(ANSWERS[:1], [], 2) == read(twice)
    assert ANSWERS[1:2] == read(torn).answers
    assert [(3, "two-votes")] == faults(read(torn))


def test_columns_that_cannot_be_told_apart() -> None:
    """Two columns of one statement are named and neither is read; two of ballots make the file unreadable."""
    sheet = read("ballot,road,1,well\n0012,1,1,-1\n")

    assert ANSWERS[1:2] == sheet.answers
    assert [(1, "duplicate-column")] == faults(sheet)
    assert [(1, "duplicate-column")] == faults(read("ballot,number,road\n12,13,1\n"))
    assert [(1, "missing-column")] == faults(read("who,road\n12,1\n"))


def test_numbers_name_places_only_where_ids_are_no_numbers() -> None:
    """Where ids are numbers themselves, a number is always an id."""
    sheet = read_ballots(b"ballot,2\n7,1\n", "v.csv", statements=["2", "1"], ballots=["7"])
    other = read_ballots(b"ballot,2\n7,1\n", "v.csv", statements=["5", "well"], ballots=["7"])

    assert [BallotAnswer("7", "2", 1)] == sheet.answers
    assert [(1, "unknown-statement")] == faults(other)


def test_leading_zeros_are_forgiven_only_when_nobody_else_is_meant() -> None:
    """A number that lost its zeros is found, unless two ballots could be meant."""
    sheet = read_ballots(b"ballot,a\n12,1\n012,1\n", "v.csv", statements=["a"], ballots=["012", "0012"])

    assert [BallotAnswer("012", "a", 1)] == sheet.answers
    assert [(2, "unknown-ballot")] == faults(sheet)


def test_a_fault_shows_no_vote() -> None:
    """Whatever stands in the wrong place, what a fault shows is never a vote, nor a cell that holds a whole row."""
    table = "ballot,statement,vote\n0012,-1,road\n1,road,0012\n0012|road|1,road,1\n0012,4,agree\n0012,road,12\n"

    assert ["another text", "another text", "another text", "'4'", "something else"] == [
        fault.found for fault in read(table).faults
    ]


@pytest.mark.parametrize(
    ("data", "filename", "kind"),
    [
        (b"", "votes.csv", "empty-file"),
        (b"\n \n;;\n", "votes.csv", "empty-file"),
        (b"ballot,statement,vote\n\xe9\xe8\xff,1,1\n", "votes.csv", "encoding"),
        (b"\xd0\xcf\x11\xe0rest", "votes.csv", "spreadsheet"),
        (b"ballot,road\n", "votes.ods", "spreadsheet"),
        (b"PK\x03\x04rest", "votes.csv", "unreadable"),
        (b"ballot" + b"," * 1000 + b"road\n", "votes.csv", "too-many-columns"),
        (b"ballot," + b"r" * 1001 + b"\n", "votes.csv", "long-cell"),
        (b'ballot,"road\n', "votes.csv", "bad-quotes"),
    ],
)
def test_files_that_are_no_table(data: bytes, filename: str, kind: str) -> None:
    """A file that cannot be read says why in one fault and counts nothing."""
    sheet = read(data, filename)

    assert [kind] == [fault.kind for fault in sheet.faults]
    assert ([], 0) == (sheet.answers, sheet.rows)


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file with too many rows counts nothing rather than a part; one that is too large is not looked at."""
    monkeypatch.setattr(sulh.formats.grids, "MOST_ROWS", 2)
    many = read(LONG)
    monkeypatch.setattr(sulh.formats.grids, "MOST_BYTES", 10)
    large = read(LONG)

    assert ([], [(4, "too-many-rows")]) == (many.answers, faults(many))
    assert ([], [(None, "too-large")]) == (large.answers, faults(large))


@given(st.permutations(LONG.splitlines()[1:]))
def test_the_order_of_rows_is_irrelevant(rows: list[str]) -> None:
    """However the pile of ballots was shuffled, the answers are the same value."""
    assert ANSWERS == read("\n".join(["ballot,statement,vote", *rows])).answers


@given(
    st.binary(max_size=200)
    | st.text(max_size=200).map(lambda text: text.encode("utf-16"))
    | st.lists(st.sampled_from([*LONG, '"', ";", "\t", "\0", "\r", "=", "\u0661", "sep=;\n"]), max_size=80).map(
        lambda pieces: ("ballot,statement,vote\n" + "".join(pieces)).encode()
    ),
    st.sampled_from(["votes.csv", "votes.tsv", "votes.xlsx", ""]),
)
def test_any_bytes_give_a_sheet(data: bytes, filename: str) -> None:
    """Whatever the bytes, a sheet comes back: known ballots, known statements, three votes, and no fault with a row."""
    sheet = read(data, filename)

    assert {(one.ballot in BALLOTS, one.statement in STATEMENTS, one.vote in (1, 0, -1)) for one in sheet.answers} <= {
        (True, True, True)
    }
    assert not any(fault.found.startswith(("=", "+", "-", "@")) for fault in sheet.faults)
    assert all(vote_of(fault.found) is None for fault in sheet.faults)
