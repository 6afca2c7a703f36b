"""The real conversations, read whole: counts that were known before."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from sulh.formats.reading import read
from sulh.model.dialogue import Dialogue
from tests.formats.made import answers, told

# Name: participants, statements not rejected, rejected, rows of votes, answers replaced, and sides with their members.
KNOWN: dict[str, tuple[int, int, int, int, int, dict[str, int]]] = {
    "15-per-hour-seattle": (339, 31, 23, 2_995, 123, {}),
    "biodiversity": (536, 154, 162, 29_802, 83, {}),
    "bowling-green": (2_031, 607, 289, 2_031, 0, {"city": 134, "county": 316}),
    "brexit-consensus": (204, 50, 0, 5_312, 9, {"accept the referendum result": 37, "do not accept it": 100}),
    "london.youth.policing": (26, 36, 3, 640, 2, {}),
    "ssis.land-bank-farmland": (404, 192, 105, 33_530, 67, {"Lopez": 50, "Orcas": 106, "San Juan": 144}),
    "vtaiwan.uberx": (1_921, 119, 78, 49_997, 554, {"not the same rules": 197, "same rules as taxis": 319}),
}


def load(shared_data: Path, name: str) -> Dialogue:
    """Read one conversation with its sides, if it has any."""
    home = shared_data / "polis" / name
    sides = home / "sides.csv"
    return read(home, sides=sides if sides.exists() else None)


def table(path: Path) -> list[dict[str, str]]:
    """All rows of a CSV file, by the plainest means."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", KNOWN)
def test_counts_are_those_known(name: str, shared_data: Path) -> None:
    """Participants as summary.csv counts its voters, statements as comments.csv moderates them."""
    people, statements, rejected, rows, replaced, sides = KNOWN[name]
    dialogue = load(shared_data, name)
    reading = dialogue.reading
    source = "votes.csv" if "votes.csv" in reading.files else "participants-votes.csv"
    with (shared_data / "polis" / name / "summary.csv").open(encoding="utf-8", newline="") as file:
        summary = {row[0]: row[1] for row in csv.reader(file) if row}

    assert people == len(dialogue.votes.participants) == int(summary["voters"])
    assert (statements, rejected) == (len(dialogue.votes.statements), len(reading.rejected))
    assert (rows, replaced) == (reading.files[source], reading.superseded)
    assert sides == dict(zip(dialogue.sides.names, dialogue.sides.members().tolist(), strict=True))
    assert (0, {}) == (reading.unknown_members, reading.skipped)


@pytest.mark.parametrize("name", [name for name in KNOWN if name != "bowling-green"])
def test_totals_of_comments_count_every_row(name: str, shared_data: Path) -> None:
    """What comments.csv calls agrees is the count over all rows of votes.csv, superseded ones included."""
    home = shared_data / "polis" / name
    rows = Counter((row["comment-id"], row["vote"]) for row in table(home / "votes.csv"))

    comments = table(home / "comments.csv")

    assert [int(one["agrees"]) for one in comments] == [rows[one["comment-id"], "1"] for one in comments]
    assert [int(one["disagrees"]) for one in comments] == [rows[one["comment-id"], "-1"] for one in comments]


@pytest.mark.parametrize("name", [name for name in KNOWN if name != "bowling-green"])
def test_last_votes_equal_those_that_polis_kept(name: str, shared_data: Path, tmp_path: Path) -> None:
    """participants-votes.csv, read in place of votes.csv, makes the same votes."""
    home = shared_data / "polis" / name
    for file in ("comments.csv", "participants-votes.csv"):
        (tmp_path / file).write_bytes((home / file).read_bytes())

    assert answers(read(tmp_path)) == answers(read(home))


def test_rows_of_a_real_export_in_another_order(shared_data: Path, tmp_path: Path) -> None:
    """Sorted by their text, the rows of votes.csv make the same dialogue."""
    home = shared_data / "polis" / "ssis.land-bank-farmland"
    head, *rows = (home / "votes.csv").read_text().splitlines()
    (tmp_path / "votes.csv").write_text("\n".join([head, *sorted(rows, reverse=True)]))
    (tmp_path / "comments.csv").write_bytes((home / "comments.csv").read_bytes())

    assert told(read(home)) == told(read(tmp_path))


def test_anchors_are_left_out(shared_data: Path) -> None:
    """The statements by which the sides were found are no part of what is analysed."""
    home = shared_data / "polis" / "ssis.land-bank-farmland"

    dialogue = read(home, exclude=home / "anchors.csv")

    assert ("64", "65", "66") == dialogue.reading.excluded
    assert 189 == len(dialogue.votes.statements)


def test_texts_keep_their_script(shared_data: Path) -> None:
    """Chinese statements are read as they were written."""
    texts = load(shared_data, "vtaiwan.uberx").texts

    assert 119 == len(texts)
    assert sum("\u4e00" <= sign <= "\u9fff" for text in texts.values() for sign in text) > 1000


def test_nothing_heavy_is_imported_for_a_real_conversation(shared_data: Path) -> None:
    """Polars waits until a file is large; asked of a fresh interpreter."""
    code = "import sys, sulh; sulh.read(sys.argv[1]); print({'polars', 'pandas', 'numba', 'scipy'} & set(sys.modules))"
    home = shared_data / "polis" / "vtaiwan.uberx"

    run = subprocess.run([sys.executable, "-c", code, str(home)], capture_output=True, text=True, check=True)

    assert "set()" == run.stdout.strip()
