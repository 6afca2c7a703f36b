"""Tests of `sulh analyse` as people run it: an operating-system process, files in, files out."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

import sulh
from tests.cli.command import run, run_process, seen


@pytest.fixture
def votes(tmp_path: Path) -> Path:
    """A small dialogue on disk: two sides, three statements."""
    rows = ["participant,statement,vote"]
    for person in range(24):
        rows += [f"{person},1,1", f"{person},2,{1 if person % 2 else -1}", f"{person},3,0"]
    (tmp_path / "votes.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    members = ["participant,side", *(f"{person},{'north' if person % 2 else 'south'}" for person in range(24))]
    (tmp_path / "sides.csv").write_text("\n".join(members) + "\n", encoding="utf-8")
    return tmp_path / "votes.csv"


def test_it_writes_three_papers_and_says_nothing_into_a_pipe(votes: Path, tmp_path: Path) -> None:
    """Findings, statements and report are written, and a pipe stays empty."""
    ran = run_process("analyse", votes, "--sides", tmp_path / "sides.csv", "--out", tmp_path / "papers")

    assert (0, "", "") == (ran.returncode, ran.stdout, ran.stderr)
    assert {"findings.json", "statements.csv", "report.html"} == {p.name for p in (tmp_path / "papers").iterdir()}


def test_findings_hold_what_the_published_schema_says(votes: Path, tmp_path: Path) -> None:
    """findings.json is valid against the schema in the package, and says first that it is a working paper."""
    run("analyse", votes, "--sides", tmp_path / "sides.csv", "--out", tmp_path / "papers")
    text = (tmp_path / "papers/findings.json").read_text(encoding="utf-8")
    schema = json.loads((Path(sulh.__file__).parent / "model/findings.schema.json").read_text(encoding="utf-8"))
    findings = json.loads(text)
    jsonschema.validate(findings, schema)

    assert "working paper" in text[:120].lower()
    assert {"1": "firm", "2": "refused", "3": "not-yet-known"} == {
        s["id"]: s["standing"] for s in findings["statements"]
    }
    north = findings["statements"][0]["sides"]["north"]
    assert (12, 0, 0, 12) == (north["agree"], north["disagree"], north["pass"], north["answered"])


def test_every_paper_says_first_that_it_is_not_to_be_handed_on(votes: Path, tmp_path: Path) -> None:
    """The first line of each of the three files is the warning."""
    run("analyse", votes, "--sides", tmp_path / "sides.csv", "--out", tmp_path / "papers")

    for paper in (tmp_path / "papers").iterdir():
        beginning = paper.read_text(encoding="utf-8-sig").lstrip("{\n ")[:300].lower()
        assert "working paper" in beginning, paper.name


def test_the_order_of_rows_changes_no_byte(votes: Path, tmp_path: Path) -> None:
    """The same rows in reverse order give the same findings, byte for byte."""
    lines = votes.read_text(encoding="utf-8").splitlines()
    papers = []
    for order in (lines[1:], lines[:0:-1]):
        votes.write_text("\n".join([lines[0], *order]) + "\n", encoding="utf-8")
        run("analyse", votes, "--sides", tmp_path / "sides.csv", "--out", tmp_path / "papers")
        papers.append((tmp_path / "papers/findings.json").read_bytes())

    assert papers[0] == papers[1]


def test_bad_input_is_one_sentence_and_leaves_nothing(votes: Path, tmp_path: Path) -> None:
    """A vote of 7 ends with exit code 2, the file, the line, what was expected, and no folder."""
    with votes.open("a", encoding="utf-8") as file:
        file.write("1,1,7\n")
    ran = run_process("analyse", votes, "--sides", tmp_path / "sides.csv", "--out", tmp_path / "papers")

    assert (2, "") == (ran.returncode, ran.stdout)
    assert 1 == len(ran.stderr.splitlines())
    assert "votes.csv, line 74" in ran.stderr
    assert not (tmp_path / "papers").exists()


def test_lenient_skips_bad_rows_and_the_papers_say_so(votes: Path, tmp_path: Path) -> None:
    """With --lenient the bad row is left out, and counted by kind in the findings and in the report."""
    with votes.open("a", encoding="utf-8") as file:
        file.write("1,1,7\n")
    ran = run("analyse", votes, "--sides", tmp_path / "sides.csv", "--out", tmp_path / "papers", "--lenient")
    findings = json.loads((tmp_path / "papers/findings.json").read_text(encoding="utf-8"))

    assert 0 == ran.returncode
    assert [1] == list(findings["inputs"]["skipped"].values())


def test_options_are_also_read_from_variables(votes: Path, tmp_path: Path) -> None:
    """SULH_LEVEL, SULH_SIDES and SULH_OUT stand for the options of those names."""
    variables = {"SULH_SIDES": str(tmp_path / "sides.csv"), "SULH_OUT": str(tmp_path / "papers"), "SULH_LEVEL": "0.95"}
    ran = run("analyse", votes, **variables)
    findings = json.loads((tmp_path / "papers/findings.json").read_text(encoding="utf-8"))

    assert 0 == ran.returncode
    assert 0.95 == findings["inputs"]["options"]["level"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--level", "1.5"], "level is 1.5"),
        (["--invited", "north"], "north"),
        (["--invited", "north=x"], "side=number"),
        (["--invited", "north=2,south=12"], "north"),
        (["--invited", "north=20"], "south"),
        (["--invited", "north=" + "9" * 5000], "side=number"),
        (["--invited", "north=20,south=20,a\u202eb=5"], "a side"),
        (["--scheduler", "tcp://127.0.0.1:1"], "--engine dask"),
        (["--exclude", "99"], "99"),
    ],
)
def test_options_that_cannot_be_are_refused(votes: Path, tmp_path: Path, arguments: list[str], words: str) -> None:
    """An option that cannot be ends with exit code 2 and one sentence that names it, and nothing is written."""
    out = tmp_path / "papers"
    ran = run("analyse", votes, "--sides", tmp_path / "sides.csv", "--out", out, *arguments)

    assert 2 == ran.returncode
    assert words in ran.stderr
    assert "Traceback" not in ran.stderr
    assert not out.exists()


def test_an_invited_room_is_read_from_the_option(votes: Path, tmp_path: Path) -> None:
    """--invited makes it a room: the population and the numbers invited stand in the findings."""
    out = tmp_path / "papers"
    ran = run("analyse", votes, "--sides", tmp_path / "sides.csv", "--out", out, "--invited", "north=14,south=12")
    findings = json.loads((out / "findings.json").read_text(encoding="utf-8"))

    assert 0 == ran.returncode
    assert "room" == findings["inputs"]["population"]
    assert [14, 12] == [side["invited"] for side in findings["sides"]]


@pytest.mark.parametrize("command", ["analyse", "publish", "synth", "example"])
def test_help_has_examples(command: str) -> None:
    """Every command explains itself with an example that can be copied."""
    ran = run(command, "--help")

    assert 0 == ran.returncode
    assert f"sulh {command}" in ran.stdout


def test_blanks_in_a_variable_are_part_of_names(votes: Path, tmp_path: Path) -> None:
    """SULH_INVITED may name a side of two words, or a file whose name has a blank."""
    sides = (tmp_path / "sides.csv").read_text(encoding="utf-8").replace("north", "north bank")
    (tmp_path / "sides.csv").write_text(sides, encoding="utf-8")
    listed = tmp_path / "in vited.csv"
    listed.write_text("side,invited\nnorth bank,14\nsouth,12\n", encoding="utf-8")
    for written in ("north bank=14,south=12", str(listed)):
        out = tmp_path / "papers"
        ran = run("analyse", votes, "--sides", tmp_path / "sides.csv", "--out", out, SULH_INVITED=written)
        findings = json.loads((out / "findings.json").read_text(encoding="utf-8"))

        assert (0, "") == (ran.returncode, ran.stderr)
        assert {"north bank": 14, "south": 12} == {side["name"]: side["invited"] for side in findings["sides"]}


def test_a_statement_moves_no_cursor(votes: Path, tmp_path: Path) -> None:
    """Signs that would move, colour or rename a terminal are taken out of what is shown there."""
    listed = "statement,text\n1,Open \x1b]0;x\x07 the\x1b[2J road\n2,b\n3,c\n"
    (tmp_path / "statements.csv").write_text(listed, encoding="utf-8")
    shown = seen("analyse", votes, "--sides", tmp_path / "sides.csv", "--out", tmp_path / "papers")

    assert "  1: Open ]0;x the[2J road\n" in shown


def test_one_run_writes_a_page_for_each_language(votes: Path, tmp_path: Path) -> None:
    """The first language has the plain name; a later run in one language leaves no old page behind."""
    out = tmp_path / "papers"
    run("analyse", votes, "--sides", tmp_path / "sides.csv", "--out", out, "--lang", "ar", "--lang", "fr")

    assert {"findings.json", "statements.csv", "report.html", "report.fr.html"} == {p.name for p in out.iterdir()}
    assert 'lang="ar"' in (out / "report.html").read_text(encoding="utf-8")
    assert 'lang="fr"' in (out / "report.fr.html").read_text(encoding="utf-8")
    run("analyse", votes, "--sides", tmp_path / "sides.csv", "--out", out)
    assert {"findings.json", "statements.csv", "report.html"} == {path.name for path in out.iterdir()}


def test_languages_are_also_read_from_the_variable(votes: Path, tmp_path: Path) -> None:
    """SULH_LANG may name several, with blanks between."""
    run("analyse", votes, "--out", tmp_path / "papers", SULH_LANG="fr en")

    assert 'lang="fr"' in (tmp_path / "papers/report.html").read_text(encoding="utf-8")
    assert (tmp_path / "papers/report.en.html").is_file()


def test_working_papers_are_for_their_owner_alone(votes: Path, tmp_path: Path) -> None:
    """Nobody else on the machine may open the folder or a file in it."""
    run("analyse", votes, "--sides", tmp_path / "sides.csv", "--out", tmp_path / "papers")

    assert 0o700 == (tmp_path / "papers").stat().st_mode & 0o777
    assert {0o600} == {path.stat().st_mode & 0o777 for path in (tmp_path / "papers").iterdir()}


def test_the_terminal_tells_what_may_not_be_meant(votes: Path, tmp_path: Path) -> None:
    """A participant without a side, ids that match nobody, and numbers invited without --invited are each told."""
    sides = (tmp_path / "sides.csv").read_text(encoding="utf-8").replace("\n0,south", "\nO,south")
    (tmp_path / "sides.csv").write_text(sides + "p1,south\n", encoding="utf-8")
    (tmp_path / "about.toml").write_text("[invited]\nnorth = 14\nsouth = 12\n", encoding="utf-8")
    given: list[str | Path] = ["analyse", votes, "--sides", tmp_path / "sides.csv", "--out", tmp_path / "papers"]
    open_to_all, room = seen(*given), seen(*given, "--invited", "north=14,south=12")

    assert "1 participant of no declared side, counted nowhere.\n" in open_to_all
    assert "2 ids in the file of sides answered nothing." in open_to_all
    assert "about.toml states numbers invited, --invited does not" in open_to_all
    assert "In a room everybody has a side" in room
    assert "about.toml" not in room


def test_the_terminal_is_silent_on_what_is_in_order(votes: Path, tmp_path: Path) -> None:
    """Where everybody has a side and every id is known, no doubt is raised."""
    shown = seen("analyse", votes, "--sides", tmp_path / "sides.csv", "--out", tmp_path / "papers")

    assert "24 participants, 3 statements" in shown
    assert not [word for word in ("no declared side", "answered nothing", "about.toml") if word in shown]


def test_two_spellings_of_a_side_are_refused_at_the_command_line(votes: Path, tmp_path: Path) -> None:
    """North beside north is a sentence with both, also with --lenient, and no papers."""
    with (tmp_path / "sides.csv").open("a", encoding="utf-8") as file:
        file.write("99,North\n")
    ran = run("analyse", votes, "--sides", tmp_path / "sides.csv", "--out", tmp_path / "papers", "--lenient")

    assert 2 == ran.returncode
    assert "'North' and 'north'" in ran.stderr
    assert not (tmp_path / "papers").exists()


@pytest.mark.parametrize("address", ["tls://127.0.0.1:1", "ucx://127.0.0.1:1", "nonsense"])
def test_a_scheduler_by_a_way_that_is_not_there_is_refused(votes: Path, tmp_path: Path, address: str) -> None:
    """Encryption without keys, or a protocol that is not installed: one sentence with the address, nothing written."""
    pytest.importorskip("distributed", reason="Dask is not installed")
    ran = run("analyse", votes, "--out", tmp_path / "papers", "--engine", "dask", "--scheduler", address)

    assert 2 == ran.returncode
    assert address in ran.stderr
    assert not (tmp_path / "papers").exists()
