"""A Parquet file that would end the process is refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from sulh.errors import InputError
from sulh.formats import probe
from sulh.formats.reading import read
from tests.formats.made import answers, parquet

DIES = """
import os, sys
for number, path in enumerate(sys.argv[1:]):
    print(number, flush=True)
    if "b." in path:
        os.abort()
"""


def test_sound_and_harmless_files_pass(tmp_path: Path) -> None:
    """The child reads what is sound and survives what is merely wrong."""
    sound = parquet(tmp_path, {"participant": [1], "statement": [1], "vote": [1]})
    (tmp_path / "wrong.parquet").write_bytes(b"PAR1PAR1")

    probe.refuse_deadly([sound, tmp_path / "wrong.parquet", tmp_path / "none.parquet"])

    assert {("1", "1"): 1} == answers(read(sound))


def test_the_deadly_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the child dies over the second of two files, the second is refused."""
    monkeypatch.setattr(probe, "CHILD", DIES)
    for name in ("a.parquet", "b.parquet"):
        parquet(tmp_path, {"participant": [1], "statement": [1], "vote": [1]}, name)

    with pytest.raises(InputError, match=r"b\.parquet: expected a whole Parquet file, found a damaged one"):
        read(tmp_path)


def test_without_a_child_the_reader_is_on_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the child cannot even begin, nothing is refused."""
    monkeypatch.setattr(probe, "CHILD", "import no_such_library")

    whole = parquet(tmp_path, {"participant": [1], "statement": [1], "vote": [1]})

    assert 1 == len(read(whole).votes)
