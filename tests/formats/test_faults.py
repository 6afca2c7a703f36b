"""Every kind of fault, by the smallest file that has it and the sentence a person reads."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import get_args

import pytest

import sulh.formats.collect
import sulh.formats.tables
from sulh.errors import InputError
from sulh.formats.about import read_about
from sulh.formats.faults import FAULTS, Kind, Skipping, named
from sulh.formats.jsonfile import read_findings
from sulh.formats.reading import read
from sulh.model.dialogue import Dialogue
from tests.formats.made import COMMENTS, POLIS_VOTES, VOTES, file, folder, parquet

Case = tuple[Callable[[Path], object], str]
HEAD = "participant,statement,vote\n"
TIMED = "participant,statement,vote,time\n"


def votes(content: str | bytes) -> Callable[[Path], object]:
    """Read plain votes of this content."""
    return lambda home: read(file(home, content))


def with_sides(content: str, invited: Mapping[str, int] | None = None) -> Callable[[Path], object]:
    """Read plain votes with sides of this content."""
    return lambda home: read(file(home, VOTES), sides=file(home, content, "sides.csv"), invited=invited)


def about(content: str) -> Callable[[Path], object]:
    """Read about.toml of this content."""
    return lambda home: read_about(file(home, content, "about.toml"))


def looped(home: Path) -> object:
    """Read a link that leads to itself."""
    (home / "votes.csv").symlink_to(home / "votes.csv")
    return read(home / "votes.csv")


def many_sides(home: Path) -> object:
    """Read a file of sides in which everybody is a side."""
    rows = "".join(f"{one},side {one}\n" for one in range(101))
    return read(file(home, VOTES), sides=file(home, "participant,side\n" + rows, "sides.csv"))


def system(number: int) -> Callable[[Path], object]:
    """Meet an error of the operating system while a file is read."""

    def meet(_home: Path) -> object:
        with named("votes.csv"):
            raise OSError(number, os.strerror(number))

    return meet


def changing(home: Path) -> object:
    """Meet bytes that were text a moment ago."""
    with named(file(home, VOTES).name):
        return b"\xff".decode()


def crowded(home: Path) -> object:
    """Read a dialogue with a smaller number of pairs that can be told apart."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sulh.formats.collect, "MOST_PAIRS", 3)
        return read(file(home, VOTES))


def long_line(home: Path) -> object:
    """Read a file with a smaller limit on its lines."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sulh.formats.tables, "CHUNK", 8)
        patch.setattr(sulh.formats.tables, "LONGEST_LINE", 40)
        return read(file(home, VOTES + "cy," + "1" * 50))


FAULTY: dict[Kind, Case] = {
    "bad-about": (
        about("titel = 'x'"),
        (
            "about.toml: expected only the keys title, question, chosen, when, how, missing, invited, with text "
            "(numbers in [invited]), found object contains unknown field `titel`."
        ),
    ),
    "bad-id": (
        votes(HEAD + "ann\x07,1,1\n"),
        (
            "votes.csv, line 2: expected the id of a participant: up to 200 letters and digits, found a longer or "
            "unprintable text."
        ),
    ),
    "bad-json": (
        lambda home: read_findings(file(home, '{\n"schema_version": 1}', "findings.json")),
        (
            "findings.json: expected the members of the schema 1.0, found expected `str`, got `int` - at "
            "`$.schema_version`."
        ),
    ),
    "bad-moderation": (
        lambda home: read(folder(home, {"votes.csv": POLIS_VOTES, "comments.csv": COMMENTS + "4,2,x\n"})),
        "comments.csv, line 5: expected 1 (accepted), 0 (open) or -1 (rejected), found something else.",
    ),
    "bad-number": (
        with_sides("participant,side\nann,N\n", invited={"N": -1}),
        "invited: expected a whole number of people for 'N', found another number.",
    ),
    "bad-quotes": (
        votes(HEAD + 'ann,"1"x,1\n'),
        "votes.csv, line 2: expected a comma after a closing quotation mark, found more text.",
    ),
    "bad-time": (
        votes(TIMED + "ann,1,1,yesterday\n"),
        "votes.csv, line 2: expected a whole number or an ISO 8601 date and time, found something else.",
    ),
    "bad-toml": (
        about("title = 'x'\nwhen is it"),
        'about.toml, line 2: expected TOML, such as title = "...", found something else.',
    ),
    "bad-vote": (votes(HEAD + "ann,1,2\n"), "votes.csv, line 2: expected a vote of -1, 0 or 1, found '2'."),
    "changing-file": (changing, "votes.csv: expected a file at rest, found a file that changed."),
    "duplicate": (
        votes(VOTES + "ann,1,1\n"),
        (
            "votes.csv, line 5: expected one answer of each participant to each statement, or a time column, found a "
            "second answer."
        ),
    ),
    "duplicate-column": (
        votes("participant,vote,statement,Statement\nann,1,1,1\n"),
        "votes.csv, line 1: expected one column 'statement', found two or more.",
    ),
    "duplicate-file": (
        lambda home: read(folder(home, {"a-votes.csv": "", "b-votes.csv": "", "comments.csv": COMMENTS})),
        "{home}: expected one file votes.csv, found 2.",
    ),
    "duplicate-statement": (
        lambda home: read(folder(home, {"votes.csv": POLIS_VOTES, "comments.csv": COMMENTS + "1,1,x\n"})),
        "comments.csv, line 5: expected each statement once, found '1' again.",
    ),
    "empty-file": (
        votes(b"\xef\xbb\xbf\r\n \n"),
        "votes.csv: expected a table with its columns named, found an empty file.",
    ),
    "empty-value": (votes(HEAD + "ann, ,1\n"), "votes.csv, line 2: expected the id of a statement, found nothing."),
    "encoding": (
        votes(VOTES.encode() + "é,1,1\n".encode("latin-1")),
        (
            "votes.csv, line 5: expected text in UTF-8 (in a spreadsheet: save as CSV UTF-8), found bytes that are not "
            "UTF-8."
        ),
    ),
    "invited-too-few": (
        with_sides("participant,side\nann,N\nbo,N\n", invited={"N": 1}),
        "invited: expected at least 2 invited on 'N', where so many answered, found 1.",
    ),
    "link-loop": (looped, "votes.csv: expected a file that can be read, found a symbolic link that leads to itself."),
    "long-field": (
        votes(HEAD + "a" * 131_073 + ",1,1\n"),
        "votes.csv, line 2: expected a field of at most 131,072 characters, found a longer one.",
    ),
    "long-line": (long_line, "votes.csv, line 5: expected a line under 16 MiB, found a longer one."),
    "missing-column": (
        votes("who,statement,vote\nann,1,1\n"),
        (
            "votes.csv, line 1: expected a column named 'participant' or 'participant-id' or 'voter-id' or 'voter' or "
            "'pid' in the first line, found 3 columns with other names."
        ),
    ),
    "missing-file": (
        lambda home: read(home / "no.csv"),
        "no.csv: expected a file that can be read, found no such file.",
    ),
    "missing-side": (
        with_sides("participant,side\nann,N\nbo,S\n", invited={"N": 5}),
        "invited: expected a number invited for 'S', found none.",
    ),
    "mixed-times": (
        lambda home: read(folder(home, {"a.csv": VOTES, "b.csv": TIMED + "cy,1,1,5\n"})),
        "b.csv: expected a time column in every file or in none, found in some.",
    ),
    "near-side": (
        with_sides("participant,side\nann,North\nbo,north\n"),
        (
            "sides.csv: expected names that differ by more than capitals, blanks or forms of a letter, found 'North' "
            "and 'north'."
        ),
    ),
    "no-permission": (
        system(errno.EACCES),
        "votes.csv: expected a file that can be read, found a file that this account may not read.",
    ),
    "no-votes": (read, "{home}: expected files of votes, .csv or .parquet, found none."),
    "not-a-file": (
        lambda home: read(file(home, VOTES), sides=home),
        "{home}: expected a file, found a folder.",
    ),
    "not-parquet": (
        lambda home: read(file(home, VOTES, "votes.parquet")),
        "votes.parquet: expected a whole Parquet file, found something else.",
    ),
    "nul-byte": (
        votes(VOTES + "cy,1\0,1\n"),
        "votes.csv, line 5: expected text in UTF-8 (in a spreadsheet: save as CSV UTF-8), found a NUL byte.",
    ),
    "repeated-header": (votes(VOTES + HEAD), "votes.csv, line 5: expected a row, found the header once more."),
    "same-time-revote": (
        votes(TIMED + "ann,1,1,5\nann,1,-1,5\n"),
        (
            "votes.csv, line 3: expected answers of one participant to one statement at different times, found two "
            "answers at the same time."
        ),
    ),
    "spreadsheet": (
        lambda home: read(file(home, b"PK\x03\x04\x14\0\x06\0", "votes.xlsx")),
        "votes.xlsx: expected a table saved as CSV UTF-8, found a spreadsheet.",
    ),
    "too-large": (crowded, "votes.csv: expected fewer participants and statements, found too many."),
    "too-many-sides": (many_sides, "sides.csv: expected at most 100 different sides or values, found 101."),
    "torn-line": (votes(VOTES + "cy,1\n"), "votes.csv, line 5: expected 3 fields, found 2."),
    "two-values": (
        with_sides("participant,side\nann,N\nann,S\n"),
        "sides.csv, line 3: expected one value for each participant, found a second one.",
    ),
    "unclosed-quote": (
        votes(HEAD + 'ann,"1,1\nbo,1,1\n'),
        "votes.csv, line 2: expected a closing quotation mark, found the end of the file.",
    ),
    "unknown-statement": (
        lambda home: read(folder(home, {"votes.csv": POLIS_VOTES + "9,x,4,1,1\n", "comments.csv": COMMENTS})),
        "votes.csv, line 6: expected a statement that the list of statements has, found '4'.",
    ),
    "unreadable": (
        system(errno.EIO),
        "votes.csv: expected a file that can be read, found a file the system could not read.",
    ),
    "wrong-separator": (
        votes(VOTES.replace(",", ";")),
        (
            "votes.csv, line 1: expected columns separated by commas (save the file with commas), found columns "
            "separated by semicolons."
        ),
    ),
    "wrong-type": (
        lambda home: read(parquet(home, {"participant": [1.5], "statement": [1], "vote": [1]})),
        "votes.parquet: expected whole numbers or text in the column of the participant, found the type Float64.",
    ),
}


@pytest.mark.parametrize("kind", FAULTY)
def test_each_fault_is_named(kind: Kind, tmp_path: Path) -> None:
    """A file with a fault is refused in one sentence that says where it is and what should stand there."""
    provoke, sentence = FAULTY[kind]

    with pytest.raises(InputError) as caught:
        provoke(tmp_path)

    assert (kind, sentence.format(home=tmp_path.name)) == (caught.value.kind, str(caught.value))


def test_no_kind_is_without_an_example() -> None:
    """Every kind of fault has a meaning, a remedy and an example above."""
    assert sorted(get_args(Kind)) == sorted(FAULTS) == sorted(FAULTY)


@pytest.mark.parametrize("kind", [kind for kind, fault in FAULTS.items() if fault.row])
def test_lenient_goes_on_after_the_fault_of_a_row(kind: Kind, tmp_path: Path) -> None:
    """The fault of one row is skipped and counted when the caller is lenient."""
    with pytest.MonkeyPatch.context() as patch:
        start = Skipping.__init__
        patch.setattr(Skipping, "__init__", lambda self, *, lenient: start(self, lenient=lenient or True))
        dialogue = FAULTY[kind][0](tmp_path)

    assert isinstance(dialogue, Dialogue)
    assert {kind} == set(dialogue.reading.skipped)


@pytest.mark.parametrize("kind", [kind for kind, fault in FAULTS.items() if not fault.row])
def test_lenient_never_skips_a_whole_file(kind: Kind, tmp_path: Path) -> None:
    """The fault of a whole file stops the reading however lenient the caller is."""
    with pytest.MonkeyPatch.context() as patch:
        start = Skipping.__init__
        patch.setattr(Skipping, "__init__", lambda self, *, lenient: start(self, lenient=lenient or True))

        with pytest.raises(InputError, match=re.compile("expected")) as caught:
            FAULTY[kind][0](tmp_path)

    assert kind == caught.value.kind


def test_a_fault_names_nobody(tmp_path: Path) -> None:
    """What a row with a fault says of a person does not reach the message."""
    with pytest.raises(InputError) as caught:
        read(file(tmp_path, VOTES + "the witness of the road,1,the witness of the road\n"))

    assert "votes.csv, line 5: expected a vote of -1, 0 or 1, found something else." == str(caught.value)


@pytest.mark.parametrize(("sign", "word"), [(";", "semicolons"), ("\t", "tabs"), ("|", "bars")])
def test_another_separator_is_named_in_sides_as_well(tmp_path: Path, sign: str, word: str) -> None:
    """A file of sides saved with other signs than commas is refused by what it has."""
    sides = file(tmp_path, f"\ufeffparticipant{sign}side\r\nann{sign}N\r\n", "sides.csv")

    with pytest.raises(InputError, match=f"separated by {word}") as caught:
        read(file(tmp_path, VOTES), sides=sides)

    assert "wrong-separator" == caught.value.kind


def test_a_large_file_with_semicolons_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fast reader leaves it to the careful one, which says what separates the columns."""
    monkeypatch.setattr("sulh.formats.answers.LARGE", 1)

    with pytest.raises(InputError, match="semicolons"):
        read(file(tmp_path, VOTES.replace(",", ";")))


def test_a_folder_of_spreadsheets_is_named(tmp_path: Path) -> None:
    """Where there are spreadsheets and no tables, the sentence says what to do with them."""
    file(tmp_path, b"PK\x03\x04", "votes.ods")

    with pytest.raises(InputError, match=r"found 1 spreadsheet \(save it as CSV UTF-8\)"):
        read(tmp_path)
