"""The fast reader and the careful one are one reader: same dialogue, or same fault in the same line."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import sulh.formats.answers
import sulh.formats.fast
from sulh.errors import InputError
from sulh.formats.collect import UnusualError
from sulh.formats.fast import FastReader
from sulh.formats.ids import Handles
from sulh.formats.reading import read
from sulh.formats.rows import Times
from tests.formats.made import VOTES, answers, file, folder, parquet, told

HEAD = "participant,statement,vote,time\n"
SOUND = st.tuples(
    st.sampled_from(["1", "2", "10", "99999999999", "ann", "007"]),
    st.sampled_from(["1", "2", "02"]),
    st.sampled_from(["1", "0", "-1"]),
    st.integers(0, 3).map(str),
)
ODD = st.lists(
    st.sampled_from(
        ["1", "-1", "", " 1", "x", '"1"', '"', "1.0", "+1", "-5", "é", "\r", "1" * 25, "vote", "2026-01-01", "\t"]
    ),
    min_size=1,
    max_size=5,
)


def by(reader: str, path: Path, *, lenient: bool = False) -> object:
    """Read with one of the two readers, in small chunks; return what was read or the sentence of the fault."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sulh.formats.answers, "LARGE", 0 if reader == "fast" else 1 << 40)
        patch.setattr(sulh.formats.fast, "CSV_CHUNK", 64)
        patch.setattr(sulh.formats.fast, "PARQUET_ROWS", 3)
        patch.setattr("sulh.formats.probe.refuse_deadly", lambda _paths: None)
        try:
            return told(read(path, lenient=lenient))
        except InputError as error:
            return str(error)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all examples of this module."""
    return tmp_path_factory.mktemp("fast")


@given(
    rows=st.lists(SOUND | ODD, max_size=9),
    ends=st.sampled_from(["\n", "\r\n"]),
    last=st.sampled_from(["", "\n", "\n\n"]),
    listed=st.booleans(),
    lenient=st.booleans(),
)
@example(rows=[("1", "1", "1", "1"), ("1", "1", "0", "1")], ends="\n", last="", listed=False, lenient=False)
@example(rows=[("1", "02", "1", "1")], ends="\n", last="", listed=True, lenient=False)
@example(rows=[("1", "2"), ("1", "2", "1", "1", "5", "6")], ends="\n", last="\n", listed=False, lenient=False)
def test_fast_equals_careful_on_csv(
    *,
    rows: list[Any],
    ends: str,
    last: str,
    listed: bool,
    lenient: bool,
    home: Path,
) -> None:
    """Whatever stands in the rows, both readers say the same."""
    content = ends.join([HEAD.strip(), *(",".join(row) for row in rows)]) + last.replace("\n", ends)
    (home / "statements.csv").unlink(missing_ok=True)
    if listed:
        file(home, "statement,text\n1,x\n2,y\n", "statements.csv")
    path = file(home, content)

    assert by("careful", path, lenient=lenient) == by("fast", path, lenient=lenient)


@given(rows=st.lists(SOUND, min_size=1, max_size=30))
def test_sound_rows_need_no_careful_reader(rows: list[tuple[str, ...]], home: Path) -> None:
    """The fast reader really reads them itself, however the file is cut into chunks."""
    path = file(home, HEAD + "".join(",".join(row) + "\n" for row in rows), "sound.csv")
    reader = FastReader(Handles("a participant"), Handles("a statement"), None, Times())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sulh.formats.fast, "CSV_CHUNK", 64)
        blocks = reader.csv(path, lambda _size: None)

    assert len(rows) == sum(len(block.vote) for block in blocks)


@pytest.mark.parametrize(
    "content",
    [
        VOTES.replace("ann", '"ann"'),
        VOTES + "cy,1\n",
        VOTES + "cy,1,1,1\ncy,2\n",
        VOTES + "cy,1,2\n",
        VOTES + "\n" + "cy,1,1\n",
        VOTES.replace("\n", "\r"),
        "who,statement,vote\nann,1,1\n",
        VOTES + "cy\x07,1,1\n",
        VOTES + "c" * 131_073 + ",1,1\n",
        "participant,statement,vote,note\nann,1,1,x,y\nbo,1,1\n",
    ],
)
def test_anything_unusual_is_left_to_the_careful_reader(content: str, tmp_path: Path) -> None:
    """Quotes, torn rows, wrong votes, empty lines, strange line ends: none is judged in haste."""
    reader = FastReader(Handles("a participant"), Handles("a statement"), None, Times())

    with pytest.raises(UnusualError):
        reader.csv(file(tmp_path, content), lambda _size: None)


IDS = st.sampled_from([1, 2, 10, 10**11])
FRAMES = st.lists(st.tuples(IDS, IDS, st.sampled_from([-1, 0, 1]), st.integers(0, 3)), min_size=1, max_size=10)
TYPES: dict[str, Any] = {
    "numbers": {"participant": pl.Int64, "statement": pl.UInt64, "vote": pl.Int8, "time": pl.Int64},
    "texts": {"participant": pl.String, "statement": pl.Categorical, "vote": pl.String, "time": pl.String},
    "moments": {"participant": pl.Int64, "statement": pl.String, "vote": pl.Int16, "time": pl.Datetime("ms")},
}


@given(rows=FRAMES, types=st.sampled_from(sorted(TYPES)), lenient=st.booleans())
def test_parquet_equals_csv(
    *,
    rows: list[tuple[int, ...]],
    types: str,
    lenient: bool,
    home: Path,
) -> None:
    """The same answers in Parquet, with any types that fit, make the same dialogue; a fault differs in the name."""
    names = ["participant", "statement", "vote", "time"]
    frame = pl.DataFrame(rows, schema=names, orient="row")
    frame.cast(pl.String).cast({}).write_csv(home / "votes.csv")
    moments = pl.from_epoch("time", "ms") if types == "moments" else pl.col("time")
    frame.with_columns(moments).cast({"statement": pl.String}).cast(TYPES[types]).write_parquet(home / "votes.parquet")
    (home / "statements.csv").unlink(missing_ok=True)

    in_csv = by("careful", home / "votes.csv", lenient=lenient)
    in_parquet = by("fast", home / "votes.parquet", lenient=lenient)

    if isinstance(in_csv, str) and isinstance(in_parquet, str):
        in_csv, in_parquet = in_csv.split(": ")[1], in_parquet.split(": ")[1]
    assert in_csv == in_parquet


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"vote": [1, 2]}, "votes.parquet, line 2: expected a vote of -1, 0 or 1, found '2'."),
        ({"vote": [1, None]}, "votes.parquet, line 2: expected a vote of -1, 0 or 1, found nothing."),
        ({"participant": ["a", None]}, "votes.parquet, line 2: expected the id of a participant, found nothing."),
        (
            {"vote": [True, False]},
            "votes.parquet: expected whole numbers or text in the column of the vote, found the type Boolean.",
        ),
        (
            {"statement": [[1], [2]]},
            "votes.parquet: expected whole numbers or text in the column of the statement, found the type List.",
        ),
        (
            {"time": [1.5, 2.5]},
            "votes.parquet: expected whole numbers or text in the column of the time, found the type Float64.",
        ),
        (
            {"time": [-1, 5]},
            "votes.parquet, line 1: expected a whole number or an ISO 8601 date and time, found something else.",
        ),
    ],
)
def test_faults_in_parquet_are_named_by_row(columns: dict[str, list[Any]], sentence: str, tmp_path: Path) -> None:
    """The number of the row stands for the line."""
    path = parquet(tmp_path, {"participant": ["a", "b"], "statement": [1, 2], "vote": [1, 1]} | columns)

    assert sentence == by("fast", path)


@pytest.mark.parametrize("ids", [[-3, 5], [2**62, 5]])
def test_numbers_beyond_the_usual_are_texts(ids: list[int], tmp_path: Path) -> None:
    """Negative and huge numbers are ids like any other."""
    path = parquet(tmp_path, {"participant": ids, "statement": [1, 1], "vote": [1, 0]})

    assert {(str(ids[0]), "1"): 1, (str(ids[1]), "1"): 0} == answers(read(path))


@pytest.mark.parametrize(
    "times",
    [
        [date(2026, 5, 2), date(2026, 5, 1)],
        [datetime(2026, 5, 1, 12, tzinfo=UTC), datetime(2026, 5, 1, 11, tzinfo=UTC)],
        ["2026-05-02", "2026-05-01T10:00"],
    ],
)
def test_parquet_may_hold_dates(times: list[Any], tmp_path: Path) -> None:
    """The later date counts, whatever its type."""
    path = parquet(tmp_path, {"participant": [1, 1], "statement": [1, 1], "vote": [1, -1], "time": times})

    assert {("1", "1"): 1} == answers(read(path))


def test_dates_beyond_the_calendar_are_faults(tmp_path: Path) -> None:
    """A moment in the year 200,000 cannot be meant."""
    times = pl.Series([10**18, 5]).cast(pl.Datetime("ms"))
    path = parquet(tmp_path, {"participant": [1, 1], "statement": [1, 1], "vote": [1, -1], "time": times})

    with pytest.raises(InputError, match="line 1: expected a whole number or an ISO 8601"):
        read(path)


def test_an_empty_parquet_file_is_a_dialogue_without_answers(tmp_path: Path) -> None:
    """Columns without rows are read like a header alone."""
    columns = {name: pl.Series([], dtype=pl.Int64) for name in ("participant", "statement", "vote")}

    assert 0 == len(read(parquet(tmp_path, columns)).votes)


def test_csv_and_parquet_shards_mix(tmp_path: Path) -> None:
    """A folder may hold both; a fault between them is named in the file that can name it."""
    parquet(tmp_path, {"participant": ["ann"], "statement": ["1"], "vote": [1]}, "a.parquet")
    folder(tmp_path, {"b.csv": "participant,statement,vote\nbo,1,-1\n"})

    assert {("ann", "1"): 1, ("bo", "1"): -1} == answers(read(tmp_path))

    folder(tmp_path, {"b.csv": "participant,statement,vote\nann,1,-1\n"})
    with pytest.raises(InputError, match=r"b\.csv, line 2: expected one answer of each participant"):
        read(tmp_path)


def test_a_large_file_is_read_in_the_end(tmp_path: Path) -> None:
    """A file over the size from which Polars reads it makes what the careful reader makes of it."""
    rows = "".join(
        f"{person},{statement},{(person + statement) % 3 - 1}\n" for person in range(40) for statement in range(50)
    )
    path = file(tmp_path, "participant,statement,vote\n" + rows)

    assert by("careful", path) == by("fast", path)


def test_nothing_is_counted_twice_when_files_are_read_again(tmp_path: Path) -> None:
    """A rival between a Parquet file and a CSV sends both to the careful reader; the bad vote is still one."""
    parquet(tmp_path, {"participant": ["ann"], "statement": ["1"], "vote": [1]}, "a.parquet")
    folder(tmp_path, {"b.csv": "participant,statement,vote\nann,1,1\nbo,1,2\nbo,2,1\n"})

    dialogue = read(tmp_path, lenient=True)

    assert {("ann", "1"): 1, ("bo", "2"): 1} == answers(dialogue)
    assert ({"bad-vote": 1, "duplicate": 1}, {"a.parquet": 1, "b.csv": 3}) == (
        dialogue.reading.skipped,
        dialogue.reading.files,
    )
