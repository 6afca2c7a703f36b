"""Whatever bytes lie in a file, a reader reads it or says what is wrong; nothing else ever comes out."""

from __future__ import annotations

import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sulh.formats.answers
import sulh.formats.fast
from sulh.errors import InputError
from sulh.formats.faults import FAULTS, Skipping
from sulh.formats.jsonfile import findings_from_json, publication_from_json
from sulh.formats.reading import read
from tests.formats.made import COMMENTS, POLIS_VOTES, VOTES, file, folder

WIDE = "participant,xid,group-id,n-comments,n-votes,n-agree,n-disagree,1,2,3\n0,,0,0,2,1,0,1,0,\n1,,,0,1,0,1,-1,,\n"
SIDES = "participant,side\nann,North\nbo,South\n"
INVITED = "side,invited\nNorth,5\nSouth,6\n"
ABOUT = 'title = "Road"\nwhen = 2026-05-01\n[invited]\nNorth = 3\n'
JSON = '{"schema_version": "1.0", "sides": [], "statements": [{"id": "1", "sides": {}}]}'


def parquet() -> bytes:
    """Write a small Parquet file."""
    buffer = BytesIO()
    frame = pl.DataFrame(
        {"participant": [1, 2, 3], "statement": ["a", "b", "a"], "vote": [1, 0, -1], "time": [1, 2, 3]}
    )
    frame.write_parquet(buffer)
    return buffer.getvalue()


SEEDS: dict[str, tuple[bytes, Callable[[Path, bytes], object]]] = {
    "votes": (VOTES.encode(), lambda home, data: read(file(home, data))),
    "polis votes": (
        POLIS_VOTES.encode(),
        lambda home, data: read(folder(home, {"votes.csv": data, "comments.csv": COMMENTS})),
    ),
    "comments": (
        COMMENTS.encode(),
        lambda home, data: read(folder(home, {"votes.csv": POLIS_VOTES, "comments.csv": data})),
    ),
    "last votes": (
        WIDE.encode(),
        lambda home, data: read(folder(home, {"participants-votes.csv": data, "comments.csv": COMMENTS})),
    ),
    "sides": (SIDES.encode(), lambda home, data: read(file(home, VOTES), sides=file(home, data, "sides.csv"))),
    "cut": (SIDES.encode(), lambda home, data: read(file(home, VOTES), cut=file(home, data, "cut.csv"))),
    "invited": (
        INVITED.encode(),
        lambda home, data: read(
            file(home, VOTES), sides=file(home, SIDES, "sides.csv"), invited=file(home, data, "invited.csv")
        ),
    ),
    "exclude": (
        b"comment-id,side,vote\n1,N,1\n",
        lambda home, data: read(file(home, VOTES), exclude=file(home, data, "anchors.csv")),
    ),
    "about": (
        ABOUT.encode(),
        lambda home, data: read(folder(home, {"votes.csv": VOTES, "about.toml": data}) / "votes.csv"),
    ),
    "parquet": (parquet(), lambda home, data: read(file(home, data, "votes.parquet"))),
    "findings": (JSON.encode(), lambda _home, data: findings_from_json(data)),
    "publication": (JSON.encode(), lambda _home, data: publication_from_json(data)),
}


@st.composite
def harmed(draw: st.DrawFn, whole: bytes) -> bytes:
    """Bytes cut off, overwritten, doubled, taken out or put in; now and then something altogether different."""
    data = bytearray(whole)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(data)))
        length = draw(st.integers(0, 8))
        piece = draw(
            st.binary(max_size=4)
            | st.sampled_from([b'"', b"\n", b"\r", b"\0", b",", b"\xff", b"\xef\xbb\xbf", b"9" * 30, b"[" * 2000, b"-"])
            | st.text(max_size=3).map(lambda text: text.encode("utf-8", "surrogatepass"))
        )
        data[at : at + length] = piece
    return bytes(data[: draw(st.integers(0, len(data)))]) if draw(st.booleans()) else bytes(data)


def refusal(attempt: Callable[[Path, bytes], object], home: Path, content: bytes) -> InputError | None:
    """Return why a file was refused, or None when it was read; any other exception goes through."""
    try:
        attempt(home, content)
    except InputError as error:
        return error
    return None


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for all examples."""
    return tmp_path_factory.mktemp("fuzz")


@pytest.mark.parametrize("name", SEEDS)
@given(data=st.data(), lenient=st.booleans(), fast=st.booleans())
def test_no_other_error_escapes(
    *,
    name: str,
    data: st.DataObject,
    lenient: bool,
    fast: bool,
    home: Path,
) -> None:
    """A harmed file is read, or refused with an InputError that has a kind, a file and a sentence."""
    whole, attempt = SEEDS[name]
    content = data.draw(harmed(whole) | st.binary(max_size=40))
    for old in home.iterdir():
        old.unlink()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sulh.formats.answers, "LARGE", 0 if fast else 1 << 40)
        patch.setattr(sulh.formats.fast, "CSV_CHUNK", 32)
        patch.setattr("sulh.formats.probe.refuse_deadly", lambda _paths: None)
        patch.setattr("sulh.formats.reading.Skipping", lambda **_given: Skipping(lenient=lenient))
        error = refusal(attempt, home, content)
    assert error is None or (error.kind in FAULTS and str(error).startswith(error.file))


def test_truncated_at_every_byte(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file cut off anywhere is read as far as it goes or refused; it never breaks the reader."""
    monkeypatch.setattr("sulh.formats.probe.refuse_deadly", lambda _paths: None)
    for name in ("polis votes", "parquet", "about"):
        whole, attempt = SEEDS[name]
        for length in range(0, len(whole), max(1, len(whole) // 200)):
            for old in home.iterdir():
                old.unlink()
            error = refusal(attempt, home, whole[:length])
            assert error is None or error.kind in FAULTS


def test_a_whole_file_is_sound(home: Path) -> None:
    """The files that are harmed here are sound before."""
    for name, (whole, attempt) in SEEDS.items():
        for old in home.iterdir():
            old.unlink()
        if name not in ("findings", "publication"):
            assert refusal(attempt, home, whole) is None, name


@pytest.mark.parametrize(
    "path", ["", ".", "no/such/file.csv", "a\0b.csv", "x" * 300, "[", "**x/*.csv", "/dev/null", "~", "*"]
)
def test_odd_paths_are_refused(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty path, a device, a pattern that matches nothing: an InputError each."""
    monkeypatch.chdir(tmp_path)

    with pytest.raises(InputError):
        read(path)
    with pytest.raises(InputError):
        read([path] if path else [])


def test_a_pipe_is_refused_before_it_blocks(tmp_path: Path) -> None:
    """Nobody writes into this pipe: opening it would wait for ever."""
    os.mkfifo(tmp_path / "votes.csv")

    with pytest.raises(InputError, match="expected a file, found a device or pipe"):
        read(tmp_path / "votes.csv")
