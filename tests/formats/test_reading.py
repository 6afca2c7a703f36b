"""What `read` makes of a folder or a file, in cases small enough to check by eye."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.errors import InputError
from sulh.formats.reading import read
from sulh.model.dialogue import About
from tests.formats.made import COMMENTS, POLIS_VOTES, VOTES, answers, file, folder, told

SIDES = "participant,side\nann,North\nbo,South\ncy,East\n"


def test_plain_votes_become_a_dialogue(tmp_path: Path) -> None:
    """Three columns are all it takes."""
    dialogue = read(file(tmp_path, VOTES))

    assert {("ann", "1"): 1, ("bo", "1"): -1, ("bo", "2"): 0} == answers(dialogue)
    assert ((), {"votes.csv": 3}) == (dialogue.sides.names, dialogue.reading.files)


def test_the_last_answer_counts_wherever_it_stands(tmp_path: Path) -> None:
    """Participant 0 agreed at 5 and disagreed at 7: the disagreement stands, and one answer is superseded."""
    dialogue = read(folder(tmp_path, {"votes.csv": POLIS_VOTES, "comments.csv": COMMENTS}))

    assert {("0", "1"): -1, ("0", "2"): 0} == answers(dialogue)
    assert 1 == dialogue.reading.superseded


def test_a_rejected_statement_appears_nowhere(tmp_path: Path) -> None:
    """Who answered only what was rejected stays a participant without answers."""
    dialogue = read(folder(tmp_path, {"votes.csv": POLIS_VOTES, "comments.csv": COMMENTS}))

    assert ("1", "2") == dialogue.votes.statements
    assert {"1": "Open the road", "2": "Close it"} == dialogue.texts
    assert (("0", "1"), ("3",)) == (dialogue.votes.participants, dialogue.reading.rejected)


@pytest.mark.parametrize(
    "comments",
    [
        COMMENTS,
        (
            "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n"
            "1,x,1,0,1,1,1,Open the road\n1,x,2,0,0,0,0,Close it\n1,x,3,0,1,0,-1,Nonsense\n"
        ),
        (
            "timestamp,comment-id,author-id,agrees,disagrees,moderated,is-meta,is-seed,comment-body\r\n"
            '1,1,0,1,1,1,false,true,"Open the road\n"\r\n'
            "1,2,0,0,0,0,false,true,Close it\r\n1,3,0,1,0,-1,true,true,Nonsense\r\n"
        ),
        "\ufeffComment ID,Moderated,Comment Body\n1,1,Open the road\n2,0,Close it\n3,-1,Nonsense\n",
    ],
)
@pytest.mark.parametrize("prefix", ["", "2026-01-02-r4kx-"])
def test_every_spelling_of_an_export_reads_alike(comments: str, prefix: str, tmp_path: Path) -> None:
    """Polis has named its files and columns in several ways; the dialogue is the same."""
    plain = folder(tmp_path, {"votes.csv": POLIS_VOTES, "comments.csv": COMMENTS})
    expected = told(read(plain))
    (other := tmp_path / "other").mkdir()

    found = read(folder(other, {f"{prefix}votes.csv": POLIS_VOTES, f"{prefix}comments.csv": comments}))

    assert expected == told(found)


@pytest.mark.parametrize("name", ["participants-votes.csv", "participant-votes.csv", "r4kx-participants-votes.csv"])
@pytest.mark.parametrize("xid", [("", ""), ("xid,", ",")])
def test_last_votes_serve_when_votes_are_missing(name: str, xid: tuple[str, str], tmp_path: Path) -> None:
    """An export without votes.csv still has every participant's last answers."""
    head = f"participant,{xid[0]}group-id,n-comments,n-votes,n-agree,n-disagree,1,2,3\n"
    rows = f"0,{xid[1]}0,0,2,0,1,-1,0,\n1,{xid[1]},0,1,1,0,,,1\n"

    dialogue = read(folder(tmp_path, {name: head + rows, "comments.csv": COMMENTS}))

    assert {("0", "1"): -1, ("0", "2"): 0} == answers(dialogue)


def test_votes_are_preferred_to_last_votes(tmp_path: Path) -> None:
    """Where both are there, votes.csv is read, with its times."""
    wide = "participant,n-disagree,1,2,3\n0,0,1,1,1\n"

    dialogue = read(
        folder(tmp_path, {"votes.csv": POLIS_VOTES, "comments.csv": COMMENTS, "participants-votes.csv": wide})
    )

    assert ["comments.csv", "votes.csv"] == list(dialogue.reading.files)


def test_an_export_without_its_list_of_statements_is_refused(tmp_path: Path) -> None:
    """Without comments.csv nobody knows what moderation rejected."""
    with pytest.raises(InputError, match="the list of statements in the export"):
        read(folder(tmp_path, {"participants-votes.csv": "participant,n-disagree,1\n0,0,1\n"}))


def test_sides_are_declared_and_alphabetical(tmp_path: Path) -> None:
    """A side from which nobody answered is a side all the same; its member is counted as unknown."""
    dialogue = read(file(tmp_path, VOTES), sides=file(tmp_path, SIDES, "sides.csv"))

    assert (("East", "North", "South"), [1, 2]) == (dialogue.sides.names, dialogue.sides.of.tolist())
    assert 1 == dialogue.reading.unknown_members


def test_who_declares_no_side_is_undeclared(tmp_path: Path) -> None:
    """Number -1 stands for no side."""
    dialogue = read(file(tmp_path, VOTES), sides=file(tmp_path, "participant,side\nbo,S\nbo,S\n", "sides.csv"))

    assert [-1, 0] == dialogue.sides.of.tolist()


def test_who_declares_two_sides_is_undeclared_when_lenient(tmp_path: Path) -> None:
    """Nobody guesses which; all three rows are left out and counted."""
    sides = file(tmp_path, "participant,side\nann,N\nbo,S\nann,S\nann,N\n", "sides.csv")

    dialogue = read(file(tmp_path, VOTES), sides=sides, lenient=True)

    assert ([-1, 1], {"two-values": 3}) == (dialogue.sides.of.tolist(), dialogue.reading.skipped)


def test_a_cut_is_named_by_its_column(tmp_path: Path) -> None:
    """The other column of the file names the cut, wherever it stands."""
    cut = read(file(tmp_path, VOTES), cut=file(tmp_path, "Age group,participant\nyoung,bo\n", "cut.csv")).cut

    assert cut is not None
    assert ("Age group", ("young",), [-1, 0]) == (cut.name, cut.values, cut.of.tolist())


def test_invited_may_be_a_mapping_or_a_file(tmp_path: Path) -> None:
    """Both make the same invited room, with a side from which nobody came."""
    votes, sides = file(tmp_path, VOTES), file(tmp_path, SIDES, "sides.csv")
    numbers = {"East": 4, "North": 3, "South": 1, "West": 2}
    listed = "side,invited\n" + "".join(f"{side}, {number}\n" for side, number in numbers.items())

    by_mapping = read(votes, sides=sides, invited=numbers)
    by_file = read(votes, sides=sides, invited=file(tmp_path, listed, "invited.csv"))

    assert numbers == by_mapping.invited == by_file.invited
    assert ("East", "North", "South", "West") == by_mapping.sides.names == by_file.sides.names


@pytest.mark.parametrize(
    ("listed", "kind", "line"),
    [("N,many", "bad-number", 2), ("N,1e3", "bad-number", 2), ("N,5\nN,5", "two-values", 3), (",5", "empty-value", 2)],
)
def test_a_list_of_invited_is_strict(listed: str, kind: str, line: int, tmp_path: Path) -> None:
    """A number that is none, a side twice, a side without a name: named, also when lenient."""
    with pytest.raises(InputError) as caught:
        read(
            file(tmp_path, VOTES),
            invited=file(tmp_path, f"side,invited\n{listed}\n", "invited.csv"),
            lenient=True,
        )

    assert (kind, line) == (caught.value.kind, caught.value.line)


def test_statements_are_left_out_by_id_or_by_file(tmp_path: Path) -> None:
    """Ids and a CSV with a column of statements may be mixed; repeated ones count once."""
    votes = file(tmp_path, VOTES + "bo,3,1\n")
    anchors = file(tmp_path, "comment-id,side,vote\n2,N,1\n2,S,-1\n", "anchors.csv")

    by_both = read(votes, exclude=["3", anchors])

    assert (("1",), ("2", "3")) == (by_both.votes.statements, by_both.reading.excluded)
    assert ("1", "3") == read(votes, exclude=str(anchors)).votes.statements
    assert ("1", "3") == read(votes, exclude="2").votes.statements


def test_what_is_left_out_must_exist(tmp_path: Path) -> None:
    """A mistyped id would leave in what should be out, so it is refused, also when lenient."""
    with pytest.raises(InputError, match="exclude: expected a statement of this dialogue, found '9'"):
        read(file(tmp_path, VOTES), exclude=["9"], lenient=True)


def test_texts_lie_beside_in_any_script(tmp_path: Path) -> None:
    """Right to left, quotation marks, commas and line breaks inside a text stay as they are."""
    text = 'يجب أن يُفتح الطريق, "اليوم"\nلا غداً'
    quoted = '"' + text.replace('"', '""') + '"'

    dialogue = read(
        folder(tmp_path, {"votes.csv": VOTES, "statements.csv": f"statement,text\n1,{quoted}\n2,\n4,new\n"})
    )

    assert {"1": text, "4": "new"} == dialogue.texts
    assert ("1", "2", "4") == dialogue.votes.statements


def test_about_is_read_where_it_lies_or_where_it_is_named(tmp_path: Path) -> None:
    """What is absent stays absent; a date is written as a date."""
    toml = f"title = 'Road'\nwhen = {date(2026, 5, 1)}\n[invited]\nNorth = 3\n"
    votes = (
        folder(tmp_path, {"votes.csv": VOTES, "about.toml": toml, "other.toml": "question = 'Which?'"}) / "votes.csv"
    )

    assert About(title="Road", when="2026-05-01", invited={"North": 3}) == read(votes).about
    assert About(question="Which?") == read(votes, about=tmp_path / "other.toml").about
    assert About(how="by hand") == read(votes, about=About(how="by hand")).about


@pytest.mark.parametrize(
    ("times", "vote"),
    [
        (("5", "6"), -1),
        (("6", "5"), 1),
        (("2026-05-01T10:00:00+02:00", "2026-05-01T08:30:00Z"), -1),
        (("2026-05-01", "2026-04-30T23:59:59.999999"), 1),
    ],
)
def test_times_are_numbers_or_dates(times: tuple[str, str], vote: int, tmp_path: Path) -> None:
    """Whole numbers or ISO 8601 with any zone; without a zone, UTC."""
    rows = f"participant,statement,vote,time\nann,1,1,{times[0]}\nann,1,-1,{times[1]}\n"

    assert {("ann", "1"): vote} == answers(read(file(tmp_path, rows)))


def test_the_same_answer_twice_at_one_time_is_no_fault(tmp_path: Path) -> None:
    """Real exports hold such rows; they say nothing different."""
    rows = "participant,statement,vote,time\nann,1,1,5\nann,1,1,5\nann,1,-1,4\n"

    dialogue = read(file(tmp_path, rows))

    assert ({("ann", "1"): 1}, 2) == (answers(dialogue), dialogue.reading.superseded)


def test_lenient_leaves_out_what_cannot_be_told(tmp_path: Path) -> None:
    """Two last answers that differ cancel each other; an earlier one does not come back in their place."""
    rows = "participant,statement,vote,time\nann,1,1,5\nann,1,-1,5\nann,1,0,4\nbo,1,1,1\nbo,1,0,2\n"

    dialogue = read(file(tmp_path, rows), lenient=True)

    assert {("bo", "1"): 0} == answers(dialogue)
    assert ({"same-time-revote": 2}, 2) == (dialogue.reading.skipped, dialogue.reading.superseded)


def test_lenient_counts_each_kind(tmp_path: Path) -> None:
    """A duplicate that says the same costs one row; one that contradicts costs both; every other row stands."""
    rows = "ann,1,1\nann,1,1\nbo,1,1\nbo,1,-1\ncy,1,2\ncy,2\ncy,3,0\n"

    dialogue = read(file(tmp_path, "participant,statement,vote\n" + rows), lenient=True)

    assert {("ann", "1"): 1, ("cy", "3"): 0} == answers(dialogue)
    assert {"bad-vote": 1, "duplicate": 3, "torn-line": 1} == dialogue.reading.skipped


def test_no_row_at_all_is_a_dialogue_without_answers(tmp_path: Path) -> None:
    """A header alone is an honest file of nothing."""
    dialogue = read(file(tmp_path, "participant,statement,vote\n"))

    assert (0, 0, ()) == (len(dialogue.votes), len(dialogue.votes.participants), dialogue.votes.statements)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", ["", "\n\n"])
def test_line_ends_make_no_difference(ends: str, last: str, tmp_path: Path) -> None:
    """Unix, Windows and old Macintosh line ends, with or without empty lines at the end."""
    content = (VOTES.rstrip("\n") + last).replace("\n", ends)

    assert 3 == len(read(file(tmp_path, content.encode())).votes)


def test_ids_are_in_natural_order(tmp_path: Path) -> None:
    """9 stands before 10, numbers before names; "007" and "7" are two people."""
    rows = "".join(f"{one},1,1\n" for one in ["b", "10", "9", "007", "7", " a "])

    participants = read(file(tmp_path, "participant,statement,vote\n" + rows)).votes.participants

    assert ("007", "7", "9", "10", "a", "b") == participants


def test_shards_equal_one_file(tmp_path: Path) -> None:
    """A folder, a list, a pattern and one file with all rows make the same votes."""
    (shards := tmp_path / "shards").mkdir()
    head = "participant,statement,vote\n"
    folder(shards, {"a.csv": head + "ann,1,1\nbo,2,0\n", "b.csv": "vote,comment-id,voter-id\n-1,1,bo\n"})
    one = told(read(file(tmp_path, VOTES)))

    assert one == told(read(shards))
    assert one == told(read([shards / "b.csv", shards / "a.csv"]))
    assert one == told(read(str(shards / "*.csv")))
    assert one == told(read(str(tmp_path / "s*" / "?.csv")))


def test_shards_of_one_person_are_ordered_by_time(tmp_path: Path) -> None:
    """A later answer in an earlier file is still the later answer."""
    head = "participant,statement,vote,time\n"
    folder(tmp_path, {"a.csv": head + "ann,1,1,9\n", "b.csv": head + "ann,1,-1,5\n"})

    assert {("ann", "1"): 1} == answers(read(tmp_path))


def test_progress_is_told_in_bytes(tmp_path: Path) -> None:
    """The last thing told is that all is done."""
    told_so_far: list[tuple[int, int]] = []

    read(file(tmp_path, VOTES), progress=lambda done, total: told_so_far.append((done, total)))

    assert [(len(VOTES), len(VOTES))] == told_so_far


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["1", "2", "10", "ann", "بو"]),
        st.sampled_from(["1", "2", "02"]),
        st.sampled_from(["1", "0", "-1"]),
        st.integers(0, 3).map(str),
    ),
    max_size=12,
)


@given(rows=ROWS, shuffled=st.randoms(use_true_random=False), lenient=st.booleans(), cuts=st.integers(1, 3))
def test_the_order_of_rows_and_files_changes_nothing(
    *,
    rows: list[tuple[str, ...]],
    shuffled: random.Random,
    lenient: bool,
    cuts: int,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Rows in any order, in one file or several, make the same dialogue or the same kind of fault."""
    home = tmp_path_factory.mktemp("order")
    head = "participant,statement,vote,time\n"
    other = list(rows)
    shuffled.shuffle(other)
    (many := home / "many").mkdir()
    for cut in range(cuts):
        file(many, head + "".join(f"{','.join(row)}\n" for row in other[cut::cuts]), f"{cut}.csv")
    one = file(home, head + "".join(f"{','.join(row)}\n" for row in rows))

    def outcome(path: Path) -> object:
        try:
            return told(read(path, lenient=lenient))
        except InputError as error:
            return error.kind

    assert outcome(one) == outcome(many)


def test_the_order_of_faulty_rows_changes_nothing(tmp_path: Path) -> None:
    """Who is named with two sides, and a statement listed twice: lenient, every order of rows gives the same."""
    members = ["ann,North", "ann,North", "ann,South", "bo,South"]
    listed = ["1,Open,1", "1,Close,-1", "2,Wait,0"]
    seen = set()
    for turn in range(4):
        sides = "participant,side\n" + "\n".join(members[turn:] + members[:turn])
        book = "statement,text,moderated\n" + "\n".join(listed[turn % 3 :] + listed[: turn % 3])
        home = folder(tmp_path, {"votes.csv": VOTES, "statements.csv": book, "s.csv": sides})
        dialogue = read(home / "votes.csv", sides=home / "s.csv", lenient=True)
        seen.add((*dialogue.reading.skipped.items(), *dialogue.texts.items(), dialogue.reading.rejected))

    assert {(("duplicate-statement", 1), ("two-values", 3), ("2", "Wait"), ("1",))} == seen


def test_times_of_two_kinds_are_never_skipped(tmp_path: Path) -> None:
    """Which kind came first must not decide which answers count, so it stops also when lenient."""
    votes = file(tmp_path, "participant,statement,vote,time\nann,1,1,5\nbo,1,1,2026-05-01\n")

    with pytest.raises(InputError, match=r"line 3: expected times of one kind"):
        read(votes, lenient=True)


def test_a_wide_table_may_begin_with_any_spelling_of_the_participant(tmp_path: Path) -> None:
    """Only a column of voters, then the statements: the last votes of an export."""
    wide = {"participants-votes.csv": "voter-id,1,2\n0,1,-1\n", "comments.csv": COMMENTS}

    assert {("0", "1"): 1, ("0", "2"): -1} == answers(read(folder(tmp_path, wide)))


@pytest.mark.parametrize(("name", "kept"), [("نمی\u200cخواهم", "نمی\u200cخواهم"), ("Rive\xa0: nord", "Rive : nord")])
def test_sides_are_spelled_as_their_languages_spell(name: str, kept: str, tmp_path: Path) -> None:
    """A Persian name keeps its non-joiner, and a French one the blank before its colon, as a plain blank."""
    sides = file(tmp_path, f"participant,side\nann,{name}\n", "sides.csv")

    assert (kept,) == read(file(tmp_path, VOTES), sides=sides).sides.names


@pytest.mark.parametrize("name", ["", "A\u202eB", "A\x1b[31m", "x" * 201, " A", "\u200c"])
def test_a_side_that_is_only_invited_has_a_name_like_others(name: str, tmp_path: Path) -> None:
    """Turned, coloured, endless or empty names are refused wherever they come from."""
    with pytest.raises(InputError, match="a side"):
        read(file(tmp_path, VOTES), invited={name: 3})


def test_a_file_whose_name_is_no_text_is_read(tmp_path: Path) -> None:
    """The system allows names of any bytes; the findings hold one that can be written."""
    votes = tmp_path / "v\udcff.csv"
    votes.write_text(VOTES, encoding="utf-8")

    assert {"v?.csv": 3} == read(votes).reading.files


@pytest.mark.parametrize("number", ["-5", "9" * 30, "1" * 5000])
def test_nobody_invites_such_a_number(number: str, tmp_path: Path) -> None:
    """Less than nobody, or more than there are people, in `about.toml`."""
    toml = file(tmp_path, f"[invited]\nNorth = {number}\n", "about.toml")

    with pytest.raises(InputError, match="about"):
        read(file(tmp_path, VOTES), about=toml)


EXPORT = {"votes.csv": POLIS_VOTES, "comments.csv": COMMENTS}


def test_the_topic_of_an_export_is_the_title(tmp_path: Path) -> None:
    """Polis keeps it in summary.csv; what about.toml says comes first, and an About handed over stays as it is."""
    summary = 'topic,The road\x1b \u202eto  the bridge\nurl,https://example.org/x\ndescription,"two\nlines"\n'
    export = folder(tmp_path, EXPORT | {"2026-r-summary.csv": summary})

    assert "The road to the bridge" == read(export).about.title
    file(tmp_path, "question = 'Which?'", "about.toml")
    assert About(title="The road to the bridge", question="Which?") == read(export).about
    file(tmp_path, "title = 'Ours'", "about.toml")
    assert "Ours" == read(export).about.title
    assert About() == read(export, about=About()).about


@pytest.mark.parametrize("summary", ["", "url,x\n", "topic,\n", "topic\n", b"topic,\xff\n", 'topic,"x\n', "topic;x\n"])
def test_an_export_without_a_topic_has_no_title(tmp_path: Path, summary: str | bytes) -> None:
    """Nothing rests on a title, so a damaged summary.csv is no reason to stop."""
    assert None is read(folder(tmp_path, EXPORT | {"summary.csv": summary})).about.title


def test_a_title_from_an_export_is_bounded(tmp_path: Path) -> None:
    """A topic of a thousand words is cut."""
    title = read(folder(tmp_path, EXPORT | {"summary.csv": f"topic,{'word ' * 1000}\n"})).about.title

    assert title is not None
    assert 100 < len(title) <= 200
