"""
A dialogue as files, as `sulh analyse` reads them, with the truth beside.

    folder ├─ votes.csv, or votes-001.csv ...   participant, statement, vote[, time]   (or .parquet)
           ├─ sides.csv                         participant, side
           ├─ statements.csv                    statement, text
           ├─ about.toml                        who was asked, as far as the dialogue says
           └─ truth.json                        what is true of it; no analysis reads this

An answer's time is that of the person's first answer and eight seconds more for each one after it. This module loads
Polars, so it is imported only where files are written.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec
import numpy as np
import numpy.typing as npt
import polars as pl

from sulh.errors import SettingError
from sulh.model.dialogue import About, Dialogue, Floats, NumberedIds, Votes
from sulh.model.findings import DECIMALS
from sulh.synth.truth import Truth

Form = Literal["csv", "parquet"]
SECONDS_AN_ANSWER = 8


def write(
    dialogue: Dialogue, truth: Truth | None, folder: str | Path, *, shards: int = 1, form: Form = "csv"
) -> list[str]:
    """
    Write a dialogue into a folder, and return the names of the files.

    Args:
        dialogue: The dialogue.
        truth: What is true of it; None writes no truth.json.
        folder: Made if it does not exist; it must hold nothing.
        shards: Files over which the votes are spread, by participant.
        form: Of the votes; all else is CSV, TOML and JSON.

    Raises:
        SettingError: If the folder holds something, cannot be written, or shards is not positive.
    """
    if shards < 1:
        raise SettingError(f"The number of shards is {shards}; give one or more.")
    home = Path(folder)
    try:
        home.mkdir(parents=True, exist_ok=True)
        if any(home.iterdir()):
            raise SettingError(f"The folder {home.name} is not empty; give a new one.")
        return _write(dialogue, truth, home, shards, form)
    except OSError as error:
        raise SettingError(f"Cannot write into the folder {home.name}: {(error.strerror or '').lower()}.") from error


def _write(dialogue: Dialogue, truth: Truth | None, home: Path, shards: int, form: Form) -> list[str]:
    names = [f"votes.{form}"] if shards == 1 else [f"votes-{shard:03}.{form}" for shard in range(1, shards + 1)]
    cuts = np.linspace(0, len(dialogue.votes.participants), shards + 1).astype(int)
    for name, first, last in zip(names, cuts[:-1], cuts[1:], strict=True):
        table = _votes(dialogue.votes, int(first), int(last))
        table.write_csv(home / name) if form == "csv" else table.write_parquet(home / name)
    _sides(dialogue).write_csv(home / "sides.csv")
    _statements(dialogue).write_csv(home / "statements.csv")
    (home / "about.toml").write_text(_toml(dialogue.about), encoding="utf-8")
    names += ["sides.csv", "statements.csv", "about.toml"]
    if truth is not None:
        (home / "truth.json").write_bytes(msgspec.json.format(msgspec.json.encode(told(dialogue, truth))))
        names.append("truth.json")
    return names


def told(dialogue: Dialogue, truth: Truth) -> dict[str, Any]:
    """
    Return the truth by the names and ids of the dialogue, as written to truth.json.

    Rates are rounded to six decimals; null stands for a side without members.
    """
    statements, participants = dialogue.votes.statements, dialogue.votes.participants

    def rates(of: Floats) -> dict[str, float | None]:
        return {s: None if np.isnan(r) else round(float(r), DECIMALS) for s, r in zip(statements, of, strict=True)}

    return {
        "note": "What is true of a generated dialogue. Nobody said any of it.",
        "agree": {side: rates(truth.agree[g]) for g, side in enumerate(truth.sides)},
        "passed": {side: rates(truth.passed[g]) for g, side in enumerate(truth.sides)},
        "common_ground": [statements[j] for j in truth.common_ground.tolist()],
        "divides": [statements[j] for j in truth.divides.tolist()],
        "brigade": [participants[i] for i in truth.brigade.tolist()],
    }


def _votes(votes: Votes, first: int, last: int) -> pl.DataFrame:
    """Return the answers of some neighbouring participants as a table."""
    answers = slice(int(votes.start[first]), int(votes.start[last]))
    given = np.diff(votes.start[first : last + 1])
    person = np.repeat(np.arange(first, last), given)
    columns: dict[str, Any] = {
        "participant": _named(votes.participants, person),
        "statement": _named(votes.statements, votes.statement[answers]),
        "vote": votes.vote[answers],
    }
    if votes.began is not None:
        place = np.arange(answers.start, answers.stop) - np.repeat(votes.start[first:last], given)
        columns["time"] = votes.began[person] + SECONDS_AN_ANSWER * place
    return pl.DataFrame(columns)


def _named(ids: Sequence[str], numbers: npt.NDArray[np.integer]) -> npt.NDArray[np.generic]:
    """Return the ids of these numbers; plain numbers where the ids are nothing else."""
    return numbers if isinstance(ids, NumberedIds) else np.array(ids, dtype=object)[numbers].astype(str)


def _sides(dialogue: Dialogue) -> pl.DataFrame:
    declared = np.flatnonzero(dialogue.sides.of >= 0)
    names = np.array(dialogue.sides.names, dtype=str)
    side = names[dialogue.sides.of[declared]] if len(names) else np.zeros(0, str)
    return pl.DataFrame({"participant": _named(dialogue.votes.participants, declared), "side": side})


def _statements(dialogue: Dialogue) -> pl.DataFrame:
    ids = list(dialogue.votes.statements)
    text = [dialogue.texts.get(one, "") for one in ids]
    return pl.DataFrame({"statement": ids, "text": text}, schema={"statement": pl.String, "text": pl.String})


def _toml(about: About) -> str:
    """Write what is known as TOML; a JSON string is a TOML string as well."""
    known = {name: getattr(about, name) for name in about.__struct_fields__ if name != "invited"}
    lines = [f"{name} = {_quoted(text)}" for name, text in known.items() if text is not None]
    if about.invited:
        lines += ["", "[invited]", *(f"{_quoted(side)} = {number}" for side, number in about.invited.items())]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return msgspec.json.encode(text).decode()
