"""Tests of `sulh.formats.beginnings`, through `read`."""

from pathlib import Path

import pytest

import sulh

ROWS = [("a", "1", 1), ("b", "1", -1), ("a", "2", 0)]


def began(folder: Path, times: list[str]) -> list[int] | None:
    """Read three answers given at these times, and return when a and b began."""
    lines = [f"{p},{s},{v},{t}" for (p, s, v), t in zip(ROWS, times, strict=True)]
    (folder / "votes.csv").write_text("\n".join(["participant,statement,vote,time", *lines]) + "\n", encoding="utf-8")
    first = sulh.read(folder / "votes.csv").votes.began
    return None if first is None else first.tolist()


@pytest.mark.parametrize(
    "times",
    [
        ["1500000007", "1500000003", "1500000001"],
        ["1500000007000", "1500000003999", "1500000001000"],
        ["1500000007000000", "1500000003000000", "1500000001000000"],
        ["2017-07-14T02:40:07", "2017-07-14T04:40:03+02:00", "2017-07-14T02:40:01Z"],
    ],
)
def test_everyone_begins_with_their_earliest_answer(tmp_path: Path, times: list[str]) -> None:
    """Seconds, milliseconds, microseconds and dates all say that a began at :01 and b at :03."""
    assert [1500000001, 1500000003] == began(tmp_path, times)


def test_an_order_is_no_moment(tmp_path: Path) -> None:
    """Times such as 1, 2, 3 order re-votes but say nothing of minutes: nobody's beginning is known."""
    assert began(tmp_path, ["3", "1", "2"]) is None


def test_a_file_without_times_says_nothing_of_beginnings(tmp_path: Path) -> None:
    """Without a time column nobody's beginning is known."""
    (tmp_path / "votes.csv").write_text("participant,statement,vote\na,1,1\n", encoding="utf-8")

    assert sulh.read(tmp_path / "votes.csv").votes.began is None


def test_what_a_dialogue_knew_is_read_back(tmp_path: Path) -> None:
    """A made-up dialogue written to files and read again knows the beginnings of the same people."""
    from sulh.synth.write import write

    made, truth = sulh.synthesise(sulh.Recipe({"a": 30, "b": 20}, statements=8, times=True), seed=2)
    write(made, truth, tmp_path / "made", shards=2)
    read = sulh.read(tmp_path / "made").votes
    assert made.votes.began is not None
    assert read.began is not None
    known = dict(zip(made.votes.participants, made.votes.began.tolist(), strict=True))

    assert [known[person] for person in read.participants] == read.began.tolist()
