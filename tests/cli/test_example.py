"""Tests of `sulh example` and `sulh synth` as people run them."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.command import run


def test_the_demonstration_finds_what_was_planted_and_may_run_again(tmp_path: Path) -> None:
    """Common ground, divides and brigade are found, papers and publications lie where it says; twice does no harm."""
    first, second = (run("example", "--out", tmp_path / "demo") for _ in range(2))

    assert 0 == first.returncode == second.returncode
    assert first.stdout == second.stdout
    assert "Planted common ground found firm or likely: 6 of 6." in first.stdout
    assert "Planted divides found: 4 of 4." in first.stdout
    assert "Planted brigade flagged: 9 of 9." in first.stdout
    assert "Others flagged: 0." in first.stdout
    for room in ("consultation", "workshop"):
        home = tmp_path / "demo" / room
        assert 1 + 1 == len((home / "ledger.jsonl").read_text(encoding="utf-8").splitlines())  # one entry, one seal
        for lang in ("html", "fr.html", "ar.html"):
            assert (home / "papers" / f"report.{lang}").is_file()
            assert (home / "publication" / f"publication.{lang}").is_file()


def test_the_demonstration_leaves_foreign_files_alone(tmp_path: Path) -> None:
    """A folder that holds something of somebody else's is refused, and nothing in it is touched."""
    foreign = tmp_path / "demo" / "consultation" / "dialogue"
    foreign.mkdir(parents=True)
    (foreign / "letter.txt").write_text("keep me", encoding="utf-8")
    ran = run("example", "--out", tmp_path / "demo")

    assert 2 == ran.returncode
    assert "keep me" == (foreign / "letter.txt").read_text(encoding="utf-8")


def test_a_made_up_dialogue_can_be_analysed(tmp_path: Path) -> None:
    """What `sulh synth` writes, in shards, is what `sulh analyse` reads, and the truth lies beside it."""
    drawn = run("synth", "--sides", "a=40,b=20", "--statements", "12", "--shards", "3", "--out", tmp_path / "made")
    votes = [path.name for path in sorted((tmp_path / "made").glob("votes*"))]
    ran = run("analyse", tmp_path / "made", "--sides", tmp_path / "made" / "sides.csv", "--out", tmp_path / "papers")
    findings = json.loads((tmp_path / "papers/findings.json").read_text(encoding="utf-8"))
    truth = json.loads((tmp_path / "made/truth.json").read_text(encoding="utf-8"))

    assert (0, 0) == (drawn.returncode, ran.returncode), ran.stderr
    assert ["votes-001.csv", "votes-002.csv", "votes-003.csv"] == votes
    assert 12 == findings["inputs"]["statements"]
    assert {"a", "b"} == set(truth["agree"])


def test_synth_refuses_what_no_dialogue_can_be(tmp_path: Path) -> None:
    """A side without a number, or a size without answers, is refused with one sentence."""
    for arguments in (["--sides", "a"], ["--participants", "100"], ["--brigade", "north"]):
        ran = run("synth", *arguments, "--out", tmp_path / "made")
        assert 2 == ran.returncode
        assert "Traceback" not in ran.stderr
        assert not (tmp_path / "made").exists()
