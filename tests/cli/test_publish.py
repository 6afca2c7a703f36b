"""Tests of `sulh publish` as people run it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sulh import Recipe, analyse, findings_to_json, synthesise
from tests.cli.command import run, seen


@pytest.fixture
def findings(tmp_path: Path) -> Path:
    """Findings of a made-up dialogue of two sides, large enough for numbers on some statements."""
    dialogue, _ = synthesise(Recipe({"north": 300, "south": 200}, statements=12, share=0.9), seed=4)
    path = tmp_path / "findings.json"
    path.write_bytes(findings_to_json(analyse(dialogue)))
    return path


def published(folder: Path) -> dict[str, dict[str, object]]:
    """Look up what went out, by statement."""
    found = json.loads((folder / "publication.json").read_text(encoding="utf-8"))
    return {statement["id"]: statement for statement in found["statements"]}


def test_it_writes_a_page_and_the_data_and_remembers(findings: Path, tmp_path: Path) -> None:
    """A publication is a page and its data; the ledger holds it, and a pipe stays empty."""
    ran = run("publish", findings, "--ledger", tmp_path / "l", "--audience", "room", "--out", tmp_path / "out")

    assert (0, "", "") == (ran.returncode, ran.stdout, ran.stderr)
    assert {"publication.html", "publication.json"} == {path.name for path in (tmp_path / "out").iterdir()}
    assert (tmp_path / "l").stat().st_size > 0


def test_a_second_audience_learns_nothing_new(findings: Path, tmp_path: Path) -> None:
    """The same findings, published again for everyone, say of every statement what the room was told."""
    for audience in ("room", "public"):
        run("publish", findings, "--ledger", tmp_path / "l", "--audience", audience, "--out", tmp_path / audience)

    assert published(tmp_path / "room") == published(tmp_path / "public")


@pytest.mark.parametrize(
    ("arguments", "words"), [(["--k", "2"], "k"), (["--audience", "press"], "press"), (["--lang", "xx"], "xx")]
)
def test_what_may_not_be_asked_is_refused(findings: Path, tmp_path: Path, arguments: list[str], words: str) -> None:
    """A k under three, an unknown audience or language is refused with exit code 2; nothing is written."""
    options = ["--ledger", str(tmp_path / "l"), "--audience", "room", "--out", str(tmp_path / "out"), *arguments]
    ran = run("publish", findings, *options)

    assert 2 == ran.returncode
    assert words in ran.stderr
    assert not (tmp_path / "out").exists()
    assert not (tmp_path / "l").exists()


def test_findings_that_were_altered_are_named(findings: Path, tmp_path: Path) -> None:
    """Findings that are no findings are refused by name, with what is wrong in them."""
    findings.write_text('{"paper": 3}', encoding="utf-8")
    ran = run("publish", findings, "--ledger", tmp_path / "l", "--audience", "room", "--out", tmp_path / "out")

    assert 2 == ran.returncode
    assert "findings.json" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_ledger_that_was_altered_is_refused(findings: Path, tmp_path: Path) -> None:
    """One changed digit in the ledger, and nothing more is published from it."""
    ledger = tmp_path / "l"
    run("publish", findings, "--ledger", ledger, "--audience", "room", "--out", tmp_path / "out")
    ledger.write_text(ledger.read_text(encoding="utf-8").replace('"k":5', '"k":4', 1), encoding="utf-8")
    ran = run("publish", findings, "--ledger", ledger, "--audience", "room", "--out", tmp_path / "again")

    assert 2 == ran.returncode
    assert "line 1" in ran.stderr
    assert not (tmp_path / "again").exists()


def test_a_folder_that_cannot_be_written_leaves_the_ledger_as_it_was(findings: Path, tmp_path: Path) -> None:
    """A file where the folder should be, or a folder of somebody's own: refused, and the ledger knows of nothing."""
    ledger = tmp_path / "l"
    for out in (findings, tmp_path):
        ran = run("publish", findings, "--ledger", ledger, "--audience", "room", "--out", out)

        assert 2 == ran.returncode
        assert "Nothing was written" in ran.stderr
        assert not ledger.exists()


def test_the_ledger_never_lies_in_the_folder_that_is_replaced(findings: Path, tmp_path: Path) -> None:
    """A ledger inside the publication would go with the next one, so it is refused."""
    out = tmp_path / "out"
    out.mkdir()
    ran = run("publish", findings, "--ledger", out / "l", "--audience", "room", "--out", out)

    assert 2 == ran.returncode
    assert "ledger" in ran.stderr
    assert [] == list(out.iterdir())


def test_a_preview_records_nothing(findings: Path, tmp_path: Path) -> None:
    """What would go out can be looked at first: other names, private, the same content, no ledger and no lock."""
    ledger, out = tmp_path / "l", tmp_path / "look"
    asked: list[str | Path] = ["publish", findings, "--ledger", ledger, "--audience", "room", "--out"]
    ran = run(*asked, out, "--preview")
    looked = (out / "preview.json").read_bytes(), (out / "preview.html").read_bytes()

    assert (0, "") == (ran.returncode, ran.stderr)
    assert "Preview: nothing was recorded; do not hand it on" in ran.stdout
    assert {"preview.html", "preview.json"} == {path.name for path in out.iterdir()}
    assert {0o600} == {path.stat().st_mode & 0o777 for path in out.iterdir()}
    assert ["findings.json", "look"] == sorted(path.name for path in tmp_path.iterdir())
    run(*asked, tmp_path / "out")
    assert looked == tuple((tmp_path / "out" / f"publication.{kind}").read_bytes() for kind in ("json", "html"))


def test_a_preview_leaves_the_ledger_as_it_was(findings: Path, tmp_path: Path) -> None:
    """Looking at a second publication makes the ledger no longer, and its place is still free."""
    ledger = tmp_path / "l"
    asked: list[str | Path] = ["publish", findings, "--ledger", ledger, "--audience", "room", "--out"]
    run(*asked, tmp_path / "out")
    before = ledger.read_bytes()
    run(*asked, tmp_path / "look", "--preview")

    assert before == ledger.read_bytes()
    assert 2 == json.loads((tmp_path / "look/preview.json").read_text(encoding="utf-8"))["number"]


def test_a_preview_never_takes_the_place_of_a_publication(findings: Path, tmp_path: Path) -> None:
    """A preview into the folder of a publication is refused; a publication replaces a preview."""
    out = tmp_path / "out"
    asked: list[str | Path] = ["publish", findings, "--ledger", tmp_path / "l", "--audience", "room", "--out", out]
    run(*asked, "--preview")
    run(*asked)

    assert {"publication.html", "publication.json"} == {path.name for path in out.iterdir()}
    assert 2 == run(*asked, "--preview").returncode
    assert {"publication.html", "publication.json"} == {path.name for path in out.iterdir()}


def test_one_entry_may_have_pages_in_several_languages(findings: Path, tmp_path: Path) -> None:
    """Three languages are one publication: one number, one data file, one entry in the ledger."""
    out, ledger = tmp_path / "out", tmp_path / "l"
    langs = ["--lang", "fr", "--lang", "en", "--lang", "ar"]
    run("publish", findings, "--ledger", ledger, "--audience", "room", "--out", out, *langs)
    pages = {path.name: path.read_text(encoding="utf-8") for path in out.glob("*.html")}

    assert {"publication.html", "publication.en.html", "publication.ar.html"} == set(pages)
    assert 'lang="fr"' in pages["publication.html"]
    assert 'lang="ar"' in pages["publication.ar.html"]
    assert 1 + 1 == len(ledger.read_text(encoding="utf-8").splitlines())  # the entry and the seal


def test_the_terminal_tells_what_went_out_and_what_it_binds(findings: Path, tmp_path: Path) -> None:
    """How many statements with numbers, with words, with nothing; whether the ledger is new; what later ones keep."""
    asked: list[str | Path] = [
        "publish",
        findings,
        "--ledger",
        tmp_path / "l",
        "--audience",
        "room",
        "--out",
        tmp_path / "out",
    ]
    first, second = seen(*asked), seen(*asked)
    out = published(tmp_path / "out").values()
    numbers = sum(one["numbers"] is not None for one in out)
    words = sum(one["word"] not in (None, "too-few") for one in out) - numbers

    assert f"Publication 1 for the room: numbers for {numbers} statement" in first
    assert f"words for {words} more, nothing for {12 - numbers - words}." in first
    assert "keep the sides (north, south), the level 0.6, the confidence 0.9" in first
    assert "a pass counted as not agreeing, and an open consultation; k = 5 may rise, never fall" in first
    assert f"New ledger: {tmp_path / 'l'}" in first
    assert f"Recorded in the ledger: {tmp_path / 'l'}" in second
    assert "Publication 2 for the room" in second


def test_a_preview_speaks_of_what_would_be(findings: Path, tmp_path: Path) -> None:
    """Nobody reads in the terminal that something was published when nothing was."""
    asked: list[str | Path] = ["publish", findings, "--ledger", tmp_path / "l", "--audience", "public", "--preview"]
    lines = seen(*asked, "--out", tmp_path / "look").splitlines()

    assert lines[0].startswith("Preview: nothing was recorded; do not hand it on")
    assert ["If published", "If published"] == [line.partition(":")[0] for line in lines[1:]]
    assert "Publication 1 for everyone" in lines[1]
