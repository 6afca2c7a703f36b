from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.disclosure import ledger_file
from sulh.disclosure.ledger_file import add_entry, read_ledger
from sulh.errors import DisclosureError
from sulh.model.publication import Ledger
from tests.disclosure.test_ledger import ledger_of

THREE = ledger_of(3)


def first(count: int) -> Ledger:
    """The ledger when it had so many entries."""
    return Ledger(THREE.entries[:count])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger of three publications on disk."""
    path = tmp_path / "ledger.jsonl"
    for count in (1, 2, 3):
        add_entry(path, first(count))
    return path


def test_ledger_reads_back_as_written(path: Path) -> None:
    """Three entries and a seal, one line each, for the owner's eyes only."""
    assert THREE == read_ledger(path)
    assert 4 == len(path.read_text(encoding="utf-8").splitlines())
    assert 0o600 == path.stat().st_mode & 0o777


def test_no_file_is_an_empty_ledger(tmp_path: Path) -> None:
    """Before the first publication there is nothing to read."""
    assert Ledger() == read_ledger(tmp_path / "ledger.jsonl")


def test_writing_leaves_nothing_beside_the_ledger_but_its_lock(path: Path) -> None:
    """No half-written file stays behind."""
    assert ["ledger.jsonl", "ledger.jsonl.lock"] == sorted(file.name for file in path.parent.iterdir())


@settings(max_examples=150, deadline=None)
@given(place=st.integers(min_value=0), byte=st.integers(0, 255))
def test_any_changed_byte_is_found(tmp_path_factory: pytest.TempPathFactory, place: int, byte: int) -> None:
    """Whatever byte is changed into whatever other, the ledger is refused with a line."""
    path = tmp_path_factory.mktemp("ledger") / "ledger.jsonl"
    for count in (1, 2, 3):
        add_entry(path, first(count))
    content = bytearray(path.read_bytes())
    place %= len(content)
    same = content[place] == byte
    content[place] = byte
    path.write_bytes(content)

    if same:
        assert THREE == read_ledger(path)
    else:
        with pytest.raises(DisclosureError, match="line"):
            read_ledger(path)


def test_cut_end_is_found_wherever_the_cut_lies(path: Path) -> None:
    """A file cut short anywhere, even at the end of a line or to nothing, is refused."""
    content = path.read_bytes()
    for length in range(len(content)):
        path.write_bytes(content[:length])
        with pytest.raises(DisclosureError, match="line"):
            read_ledger(path)


def test_empty_file_is_called_empty(path: Path) -> None:
    """A ledger of no bytes was lost, not torn; it never counts as a new one."""
    path.write_bytes(b"")

    with pytest.raises(DisclosureError, match=r"^ledger\.jsonl, line 1: the ledger is empty"):
        read_ledger(path)


def test_torn_line_is_named(path: Path) -> None:
    """The sentence names the file and the line, and says what to do."""
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(lines[0] + lines[1][:50] + b"\n" + lines[2] + lines[3])

    with pytest.raises(DisclosureError, match=r"^ledger\.jsonl, line 2: .*unharmed copy"):
        read_ledger(path)


def test_folder_in_the_place_of_the_ledger_is_a_named_error(tmp_path: Path) -> None:
    """What cannot be read is said, not thrown."""
    with pytest.raises(DisclosureError, match="cannot be read"):
        read_ledger(tmp_path)


def test_missing_folder_is_a_named_error(tmp_path: Path) -> None:
    """What cannot be written is said, not thrown."""
    with pytest.raises(DisclosureError, match="cannot be written"):
        add_entry(tmp_path / "nowhere" / "ledger.jsonl", first(1))


def test_second_of_two_publications_from_one_ledger_is_told(path: Path) -> None:
    """Two people read the same ledger and publish: one wins, the other is told, and nothing is lost."""
    before = path.read_bytes()

    with pytest.raises(DisclosureError, match="meanwhile"):
        add_entry(path, first(3))
    assert before == path.read_bytes()


def test_writer_who_finds_the_ledger_held_is_told_at_once(tmp_path: Path) -> None:
    """While somebody is publishing nobody else can, and nobody waits."""
    path = tmp_path / "ledger.jsonl"

    with ledger_file._alone(path), pytest.raises(DisclosureError, match="right now"):
        add_entry(path, first(1))
    add_entry(path, first(1))
    assert first(1) == read_ledger(path)


def test_of_many_writers_at_once_exactly_one_wins(tmp_path: Path) -> None:
    """Eight threads publish the first entry at the same moment: one is written, seven are told."""
    path, gate, told = tmp_path / "ledger.jsonl", threading.Barrier(8), []

    def write() -> None:
        gate.wait()
        try:
            add_entry(path, first(1))
        except DisclosureError as error:
            told.append(str(error))

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert 7 == len(told)
    assert first(1) == read_ledger(path)


def test_ledger_reached_by_a_link_stays_one_ledger(path: Path, tmp_path: Path) -> None:
    """What is published through a link is in the ledger itself, and the link still leads there."""
    link = tmp_path / "link.jsonl"
    link.symlink_to(path)

    add_entry(link, ledger_of(4))
    assert ledger_of(4) == read_ledger(path) == read_ledger(link)
    assert link.is_symlink()


def test_link_to_a_ledger_that_is_not_there_is_no_empty_ledger(tmp_path: Path) -> None:
    """A disk that is not plugged in must not look like a dialogue of which nothing was ever published."""
    link = tmp_path / "link.jsonl"
    link.symlink_to(tmp_path / "unplugged" / "ledger.jsonl")

    with pytest.raises(DisclosureError, match="not there"):
        read_ledger(link)


def test_ledger_with_two_names_is_refused(path: Path) -> None:
    """Under one name it would grow, under the other stay as it was: two ledgers of one dialogue."""
    before = path.read_bytes()
    path.with_name("other.jsonl").hardlink_to(path)

    with pytest.raises(DisclosureError, match="second name"):
        add_entry(path, ledger_of(4))
    assert before == path.read_bytes()


def test_what_a_crash_left_beside_is_never_written_into(path: Path, tmp_path: Path) -> None:
    """Neither a file open to everybody nor a link to somebody's file becomes the ledger."""
    beside, mine = path.with_name("ledger.jsonl.new"), tmp_path / "mine.txt"
    mine.write_text("mine", encoding="utf-8")
    beside.symlink_to(mine)
    add_entry(path, ledger_of(4))
    beside.write_bytes(b"torn")
    beside.chmod(0o644)
    add_entry(path, ledger_of(5))

    assert "mine" == mine.read_text(encoding="utf-8")
    assert ledger_of(5) == read_ledger(path)
    assert (False, 0o600) == (path.is_symlink(), path.stat().st_mode & 0o777)


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_crash_while_writing_leaves_the_old_ledger(path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    """Whether the disk fails or the rename does, what stood before still stands."""
    path.unlink()
    add_entry(path, first(1))

    def fail(*_: object) -> None:
        raise OSError(5, "disk failure")

    monkeypatch.setattr(os if call == "fsync" else Path, call, fail)
    with pytest.raises(DisclosureError, match="cannot be written"):
        add_entry(path, first(2))
    monkeypatch.undo()
    assert first(1) == read_ledger(path)
