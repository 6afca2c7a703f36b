"""The page on reading files says what the readers do."""

from __future__ import annotations

import re
from pathlib import Path

import sulh
from sulh.formats.about import read_about
from sulh.formats.columns import SPELLINGS
from sulh.formats.faults import FAULTS
from sulh.formats.places import BESIDE, WIDE
from sulh.formats.reading import read
from sulh.model.dialogue import About
from tests.formats.made import VOTES, file, folder

PAGE = (Path(sulh.__file__).parents[2] / "docs" / "reading.md").read_text(encoding="utf-8")


def test_every_fault_is_on_the_page() -> None:
    """Kind, whether a row, meaning and remedy, word for word."""
    told = re.findall(r"^\| `([a-z-]+)` \| (row|) +\| (.*) \| (.*) \|$", PAGE, re.MULTILINE)

    assert [(kind, "row" if one.row else "", one.meaning, one.remedy) for kind, one in sorted(FAULTS.items())] == told


def test_every_spelling_is_on_the_page() -> None:
    """A column may be called what the page says, and nothing else."""
    for meaning, names in SPELLINGS.items():
        row = re.search(rf"^\| {meaning} \| ([^:|]*)", PAGE, re.MULTILINE)
        assert row is not None
        assert list(names) == re.findall(r"`([a-z-]+)`", row[1])


def test_every_file_that_is_not_votes_is_on_the_page() -> None:
    """Those that are never taken for votes."""
    assert all(f"`{name}`" in PAGE for name in (*BESIDE, *WIDE))


def test_the_example_of_about_can_be_read(tmp_path: Path) -> None:
    """It uses every key there is."""
    example = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    assert example is not None

    about = read_about(file(tmp_path, example[1], "about.toml"))

    assert all(getattr(about, key) for key in About.__struct_fields__)


def test_files_beside_are_not_taken_for_votes(tmp_path: Path) -> None:
    """A folder of shards may hold them all."""
    others = {name: "x,y\n1,2\n" for name in BESIDE if name not in ("statements.csv", "comments.csv")}

    assert ["shard.csv"] == list(read(folder(tmp_path, {"shard.csv": VOTES, **others})).reading.files)
