"""A generated dialogue as files: what is read back is what was written."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from sulh.errors import SettingError
from sulh.formats import read
from sulh.synth import Brigade, Recipe, synthesise
from sulh.synth.demo import valley
from sulh.synth.write import Form, write

RECIPE = Recipe({"north": 30, "south, far": 20}, statements=12, undeclared=0.1, share=0.9, dropout=0, times=True)


@pytest.mark.parametrize("form", ["csv", "parquet"])
@pytest.mark.parametrize("shards", [1, 3])
def test_what_is_written_is_read_back(tmp_path: Path, form: Form, shards: int) -> None:
    """Votes and sides survive the way through files, in one or in several shards."""
    dialogue, truth = synthesise(RECIPE, 1)
    names = write(dialogue, truth, tmp_path / "out", shards=shards, form=form)
    again = read(tmp_path / "out", sides=tmp_path / "out" / "sides.csv")

    assert shards == sum(name.startswith("votes") for name in names)
    assert sorted(names) == sorted(path.name for path in (tmp_path / "out").iterdir())
    assert dialogue.votes.vote.tolist() == again.votes.vote.tolist()
    assert dialogue.votes.statement.tolist() == again.votes.statement.tolist()
    assert dialogue.sides.names == again.sides.names
    assert dialogue.sides.of.tolist() == again.sides.of.tolist()
    assert dialogue.about == again.about


def test_texts_of_every_script_survive(tmp_path: Path) -> None:
    """Arabic, French and English texts, and all that is known of who was asked, are read back as they were."""
    dialogue, truth = valley(1)
    write(dialogue, truth, tmp_path / "out")
    again = read(tmp_path / "out", sides=tmp_path / "out" / "sides.csv")

    assert dialogue.texts == again.texts
    assert dialogue.about == again.about


def test_the_truth_stands_beside(tmp_path: Path) -> None:
    """truth.json names the planted by their ids, and the rates by side and statement."""
    dialogue, truth = synthesise(
        Recipe({"a": 40, "b": 20}, statements=8, common_ground=2, divides=1, brigade=Brigade("a")), 1
    )
    write(dialogue, truth, tmp_path / "out")
    told = json.loads((tmp_path / "out" / "truth.json").read_text(encoding="utf-8"))

    assert [str(j) for j in truth.common_ground] == told["common_ground"]
    assert [str(i) for i in truth.brigade] == told["brigade"]
    assert np.round(truth.agree[1], 6).tolist() == list(told["agree"]["b"].values())


def test_without_the_truth_nothing_is_said_of_it(tmp_path: Path) -> None:
    """A dialogue can be handed on without its truth."""
    names = write(synthesise(RECIPE, 1)[0], None, tmp_path / "out")

    assert "truth.json" not in names


def test_a_folder_that_holds_something_is_refused(tmp_path: Path) -> None:
    """Nothing of somebody else's is written over."""
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(SettingError, match="not empty"):
        write(synthesise(RECIPE, 1)[0], None, tmp_path)

    assert ["mine.txt"] == [path.name for path in tmp_path.iterdir()]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    """Where a file lies, no folder can be made, and the error names it."""
    (tmp_path / "taken").write_text("", encoding="utf-8")
    with pytest.raises(SettingError, match="taken"):
        write(synthesise(RECIPE, 1)[0], None, tmp_path / "taken")


def test_no_shards_are_refused(tmp_path: Path) -> None:
    """Votes lie in one file at least."""
    with pytest.raises(SettingError, match="shards"):
        write(synthesise(RECIPE, 1)[0], None, tmp_path / "out", shards=0)
