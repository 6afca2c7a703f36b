"""Answers to a study as servers export them and people type them: read alike, and what is wrong is told by line."""

from __future__ import annotations

import csv
import io
from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from sulh.formats.study_form import StudyForm, names, study_table
from sulh.formats.study_head import SIDEWAYS, letter_of
from sulh.formats.study_rows import StudyRead, read_rows
from sulh.formats.workbooks import workbook
from sulh.instruments import questionnaire
from tests.formats.sent import part

FULL = questionnaire("full")
GROUPS = {1: "Hill, first class", 2: "النهر"}


def read(rows: list[list[str]], separator: str = ",", **called: str) -> StudyRead:
    """Read a table as a server writes it."""
    target = io.StringIO()
    csv.writer(target, delimiter=separator).writerows(rows)
    return read_rows(target.getvalue().encode("utf-8-sig"), "export.csv", FULL, GROUPS, called)


def test_names_labels_groups_of_a_form_and_digits_of_any_kind_read_alike() -> None:
    """Of three exports of one answer, by names, by the question in Arabic, and within groups, one row comes out."""
    by_name = [
        ["consent", "group", "code", "warm_own", "trust_most", "done_talk"],
        ["yes", "2", "fa07he", "55", "4", "1"],
    ]
    question = next(one for one in FULL.questions if one.item.key == "trust_most")
    by_label = [
        [
            "هل توافق على المشاركة؟",
            "إلى أي مجموعة تنتمون؟",
            "رمزك الخاص",
            "warm_own",
            question.item.texts["ar"],
            "done_talk",
        ],
        ["نعم", "النهر", "FA 07 HÉ", "٥٥", question.labels[3]["ar"], "نعم"],
    ]
    in_groups = [["a/consent", "a/group", "a-code", "b/warm_own", "b/c/trust_most", "done_talk"], by_name[1]]
    found = [read(by_name), read(by_label, ";"), read(in_groups)]

    assert [()] * 3 == [one.remarks for one in found]
    assert found[0].rows == found[1].rows == found[2].rows
    assert {"warm_own": 55, "trust_most": 4, "done_talk": 1} == dict(found[0].rows[0].values)


def test_one_list_alone_is_answered_and_tells_which_it_was() -> None:
    """Two of the short list, two of the long one, both at once, and more than a list holds."""
    head = ["group", "code", "keep_away_half", "keep_away_a", "keep_away_b"]
    found = read(
        [
            head,
            ["1", "aaaa", "a", "2", ""],
            ["1", "bbbb", "b", "", "4"],
            ["1", "cccc", "", "2", "3"],
            ["1", "dddd", "a", "4", ""],
        ]
    )

    assert [(2, False), (4, True)] == [(one.values["keep_away"], one.shown["keep_away"]) for one in found.rows]
    assert [4, 5] == [one.line for one in found.remarks]


def test_whoever_answered_nothing_counts_as_nobody() -> None:
    """A row with a code alone is left out, and the line is told; one answer is enough."""
    found = read([["group", "code", "trust_most"], ["1", "aaaa", ""], ["1", "bbbb", "3"]])

    assert ["bbbb"] == [one.code for one in found.rows]
    assert [(2, "row", "one answer at least")] == [(one.line, one.lost, one.expected) for one in found.remarks]


def test_what_cannot_be_told_apart_is_left_out_and_what_is_missing_is_told() -> None:
    """A code twice, one that is too short, a group that is none; a table without codes; a column named twice."""
    rows = [["1", "aaaa"], ["1", "AA AA"], ["1", "abc"], ["9", "bbbb"], ["2", "cccc"]]
    found = read([["group", "code", "trust_most"], *([*row, "3"] for row in rows)])
    bare = read([["group", "warm_own"], ["1", "40"]])
    twice = read([["group", "code", "trust_most", "q/trust_most"], ["1", "aaaa", "4", "2"]])

    assert (["cccc"], [2, 3, 4, 5]) == ([one.code for one in found.rows], [one.line for one in found.remarks])
    assert ((), [(None, "file")]) == (bare.rows, [(one.line, one.lost) for one in bare.remarks])
    assert ((), [(None, "file")]) == (twice.rows, [(one.line, one.lost) for one in twice.remarks])


def test_the_table_for_paper_names_every_column_and_is_read_back() -> None:
    """Every question has its columns, a list two; the empty table has no fault and no rows."""
    form = StudyForm("study_1", "Neighbours", ("fr", "ar"), FULL, GROUPS)
    data = study_table(form)
    found = read_rows(data, "answers.xlsx", FULL, GROUPS)

    assert "keep_away_b" in part(data, "xl/worksheets/sheet1.xml") or "keep_away_b" in part(
        data, "xl/sharedStrings.xml"
    )
    assert 21 == sum(len(names(one)) for one in FULL.questions)
    assert StudyRead() == found


def test_columns_of_another_name_are_told_and_may_be_left_out() -> None:
    """What nobody knows is told by its name, once however it is spelt; what is left out is told no more."""
    rows = [["Klasse", "code", "consent", "start", "mood", "weather"], ["1", "fa07he", "yes", "9:12", "4", "rain"]]
    asked, named = read(rows), read(rows, Klasse="group", mood="trust_most", weather="")

    assert (("Klasse", "mood", "weather"), ()) == (asked.unknown, asked.rows)
    assert {"group", "trust_most"} < set(asked.missing)
    assert ((), ()) == (named.unknown, named.remarks)
    assert [{"trust_most": 4.0}] == [dict(one.values) for one in named.rows]


def test_a_first_row_of_answers_names_nothing() -> None:
    """Somebody's group and code in the first row are no names of columns, by number, by label, or by a group's name."""
    question = next(one for one in FULL.questions if one.item.key == "trust_most")
    for first in (["x1", "fa07he", "4"], ["a", "fa07he", question.labels[3]["fr"]], ["النهر", "fa07he", "b"]):
        found = read([first, ["2", "mo03da", "3"]])

        assert ((), ()) == (found.unknown, found.rows)
        assert [("", "", "file")] == [(one.field, one.found, one.lost) for one in found.remarks]


def test_of_a_row_that_is_little_known_columns_are_told_by_letter() -> None:
    """Under half: letters as a spreadsheet writes them, which hold for this first row and for no other."""
    rows = [["Klasse", "Kennwort", "mood", "Amina"], ["1", "fa07he", "4", "rain"]]
    asked = read(rows)
    group, code, mood, last = asked.unknown
    chosen = {group: "group", code: "code", mood: "trust_most", last: ""}
    stamped = partial(read_rows, filename="a.csv", asked=FULL, groups=GROUPS, called=chosen, stamp=lambda _: "f" * 64)

    assert (["A", "B", "C", "D"], True) == ([letter_of(one) for one in asked.unknown], asked.few)
    assert not any(cell in repr(asked) for cell in rows[0])
    assert [{"trust_most": 4.0}] == [dict(one.values) for one in read(rows, **chosen).rows]
    assert 4 == len(stamped("\n".join(map(",".join, rows)).encode()).unknown), "of another row nothing was chosen"


def test_half_of_a_row_is_enough_and_one_of_two_is_not() -> None:
    """Two of four, and both of two; a single person's table on its side has one of two, and tells no code."""
    half, under, two = (
        read([head]) for head in (["group", "code", "a", "b"], ["group", "code", "a", "b", "c"], ["code", "amina"])
    )

    assert (("a", "b"), False) == (half.unknown, half.few)
    assert [["C", "D", "E"], ["B"]] == [[letter_of(one) for one in found.unknown] for found in (under, two)]


def test_in_a_row_of_names_what_looks_like_a_cell_is_told_by_letter() -> None:
    """A number, days, a code, an address, an answer, a long text, one that stands twice; a name beside them is told."""
    odd = ["4", "2026-02-03", "3 Feb", "+33 6 12 34", "FA 07 he", "a@b.org", "نعم", "النهر", "x" * 61, "same", "Same"]
    known = [
        "consent",
        "group",
        "code",
        "start",
        "end",
        "_id",
        *(name for one in FULL.questions for name in names(one)),
    ]
    found = read([[*known, *odd, "mood_2"]])

    assert ("mood_2", len(odd)) == (found.unknown[-1], len(found.lettered))
    assert found.lettered == found.unknown[:-1]
    assert not any(repr(cell) in repr(found) for cell in odd)


def test_a_table_on_its_side_is_told_so_and_shows_nothing() -> None:
    """Names below one another, in the first column or beside their labels, as CSV and as a workbook: turn it round."""
    upright = [["group", "code", "trust_most"], ["1", "FA07he", "4"], ["2", "MO03da", "5"]]
    turned = [list(row) for row in zip(*upright, strict=True)]
    labelled = [["Which group?", *turned[0]], ["Code", *turned[1]], ["Trust", *turned[2]]]
    for rows in (turned, labelled):
        sent = (read(rows), read_rows(workbook({"a": rows}), "a.xlsx", FULL, GROUPS))
        assert [[("", SIDEWAYS)]] * 2 == [[(one.field, one.expected) for one in found.remarks] for found in sent]
        assert not any("FA07he" in repr(found) for found in sent)

    assert 2 == len(read(upright).rows)


@given(data=st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_no_bytes_are_an_error(data: bytes) -> None:
    """Whatever comes, rows or remarks come out."""
    found = read_rows(data, "export.csv", FULL, GROUPS)
    assert found.remarks or not found.rows
