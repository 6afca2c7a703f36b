"""A folder appears whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from sulh.errors import SettingError
from sulh.formats import output
from sulh.formats.output import write_folder

FILES = {"report.html": b"<p>", "findings.json": b"{}\n"}


def content(folder: Path) -> dict[str, bytes]:
    """What lies in a folder, hidden things included."""
    return {one.name: one.read_bytes() if one.is_file() else b"(folder)" for one in folder.iterdir()}


def test_the_files_appear(tmp_path: Path) -> None:
    """In a new folder, with the folders above it, and nothing else."""
    write_folder(tmp_path / "2026" / "papers", FILES)

    assert FILES == content(tmp_path / "2026" / "papers")
    assert ["papers"] == [one.name for one in (tmp_path / "2026").iterdir()]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    """Somebody made it for us."""
    write_folder(tmp_path, FILES)

    assert FILES == content(tmp_path)


def test_papers_are_replaced_together(tmp_path: Path) -> None:
    """A second analysis into the same folder leaves nothing of the first."""
    write_folder(tmp_path / "papers", FILES)

    write_folder(tmp_path / "papers", {"report.html": b"new", "findings.json": b"new", "statements.csv": b"new"})

    assert {"report.html": b"new", "findings.json": b"new", "statements.csv": b"new"} == content(tmp_path / "papers")
    assert ["papers"] == [one.name for one in tmp_path.iterdir()]


@pytest.mark.parametrize("foreign", ["notes.txt", "findings.json/", "publication.html"])
def test_a_folder_that_holds_other_things_is_refused(foreign: str, tmp_path: Path) -> None:
    """Notes of one's own, a folder, or a publication among working papers: nothing is touched."""
    (tmp_path / "report.html").write_bytes(b"old")
    (tmp_path / foreign).mkdir() if foreign.endswith("/") else (tmp_path / foreign).write_bytes(b"mine")
    before = content(tmp_path)

    with pytest.raises(SettingError, match=r"holds 1 other thing\."):
        write_folder(tmp_path, FILES)
    assert before == content(tmp_path)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    """It stays as it is."""
    (tmp_path / "papers").write_bytes(b"mine")

    with pytest.raises(SettingError, match="papers is a file; name a folder"):
        write_folder(tmp_path / "papers", FILES)
    assert b"mine" == (tmp_path / "papers").read_bytes()


@pytest.mark.parametrize("name", ["../report.html", "a/b", ".hidden", ""])
def test_names_are_plain(name: str, tmp_path: Path) -> None:
    """No file can be written outside the folder."""
    with pytest.raises(SettingError, match="is not the plain name of a file"):
        write_folder(tmp_path / "papers", {name: b""})
    assert {} == content(tmp_path)


@pytest.mark.parametrize("path", ["file/papers", "a\0b", "loop/papers", "x" * 300])
def test_a_folder_that_cannot_be_made_is_an_error_of_ours(path: str, tmp_path: Path) -> None:
    """The sentence says that nothing was written."""
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")

    with pytest.raises(SettingError, match="Nothing was written"):
        write_folder(tmp_path / path, FILES)
    assert ["file", "loop"] == sorted(one.name for one in tmp_path.iterdir())


@pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("moment", ["_write", "_settle", "_swap", "last write", "rename"])
@pytest.mark.parametrize("old", [{}, {"report.html": b"old"}])
def test_no_part_is_left_behind(
    failure: BaseException, moment: str, old: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whenever the disk is full or the person interrupts, what was there before is there, and nothing else."""
    folder = tmp_path / "deep" / "papers" if not old else tmp_path / "papers"
    if old:
        write_folder(folder, old)
    real_write, real_rename = output._write, Path.rename

    def fail(*_given: object) -> None:
        raise failure

    def fail_late(path: Path, data: bytes, mode: int) -> None:
        real_write(path, data, mode)
        if path.name == "findings.json":
            raise failure

    def fail_once(path: Path, target: Path) -> Path:
        if path.name.startswith(".") and not path.name.endswith(".old"):
            raise failure
        return real_rename(path, target)

    if moment == "rename":
        monkeypatch.setattr(Path, "rename", fail_once)
    else:
        monkeypatch.setattr(
            output, moment if moment.startswith("_") else "_write", fail_late if moment[0] == "l" else fail
        )
    with pytest.raises(SettingError if isinstance(failure, OSError) else KeyboardInterrupt):
        write_folder(folder, FILES)

    assert (content(tmp_path / "papers") if old else content(tmp_path)) == old
    assert len(list(tmp_path.iterdir())) == len(old)


def test_what_has_to_happen_first_happens_before_anybody_sees_the_files(tmp_path: Path) -> None:
    """When it is called, the files lie beside and not yet in their place; when it fails, nothing is left of them."""

    def fails() -> None:
        assert not (tmp_path / "papers").exists()
        assert 1 == len(list(tmp_path.iterdir()))
        raise SettingError("somebody else came first")

    with pytest.raises(SettingError, match="somebody else"):
        write_folder(tmp_path / "papers", FILES, first=fails)
    assert [] == list(tmp_path.iterdir())


def test_what_came_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    """Something of somebody's own that appears at the last moment is kept."""
    out = tmp_path / "papers"
    out.mkdir()

    def comes() -> None:
        (out / "notes.txt").write_bytes(b"mine")

    with pytest.raises(SettingError, match="other thing"):
        write_folder(out, FILES, first=comes)
    assert {"notes.txt": b"mine"} == content(out)


def test_private_files_are_for_their_owner_alone(tmp_path: Path) -> None:
    """Working papers can be read by nobody else on the machine; others as the machine has it."""
    write_folder(tmp_path / "papers", FILES, private=True)
    write_folder(tmp_path / "publication", FILES)

    assert 0o700 == (tmp_path / "papers").stat().st_mode & 0o777
    assert {0o600} == {path.stat().st_mode & 0o777 for path in (tmp_path / "papers").iterdir()}
    (tmp_path / "letter").write_bytes(b"")
    usual = (tmp_path / "letter").stat().st_mode
    assert {usual} == {path.stat().st_mode for path in (tmp_path / "publication").iterdir()}


def test_former_files_of_ours_go(tmp_path: Path) -> None:
    """A page in a language that is no longer asked for does not stay behind as if it were new."""
    write_folder(tmp_path / "papers", FILES | {"report.fr.html": b"old"})
    write_folder(tmp_path / "papers", FILES, former=["report.fr.html"])

    assert FILES == content(tmp_path / "papers")
