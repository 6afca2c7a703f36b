"""Small files made for one test, and what two dialogues have in common."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from sulh.model.dialogue import Dialogue

VOTES = "participant,statement,vote\nann,1,1\nbo,1,-1\nbo,2,0\n"
COMMENTS = "comment-id,moderated,comment-body\n1,1,Open the road\n2,0,Close it\n3,-1,Nonsense\n"
POLIS_VOTES = "timestamp,datetime,comment-id,voter-id,vote\n5,x,1,0,1\n7,x,1,0,-1\n6,x,2,0,0\n9,x,3,1,1\n"


def folder(home: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files into a folder and return it."""
    for name, content in files.items():
        (home / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return home


def file(home: Path, content: str | bytes, name: str = "votes.csv") -> Path:
    """Write one file and return its path."""
    return folder(home, {name: content}) / name


def answers(dialogue: Dialogue) -> dict[tuple[str, str], int]:
    """Participant and statement -> vote: the votes as a reader of the file would list them."""
    votes = dialogue.votes
    people = [votes.participants[one] for one in votes.participant().tolist()]
    statements = [votes.statements[one] for one in votes.statement.tolist()]
    return dict(zip(zip(people, statements, strict=True), votes.vote.tolist(), strict=True))


def told(dialogue: Dialogue) -> tuple[object, ...]:
    """Everything that a reading tells, without the names of its files, to compare two readings."""
    votes, reading = dialogue.votes, dialogue.reading
    return (
        list(votes.participants),
        votes.statements,
        votes.start.tolist(),
        votes.statement.tolist(),
        votes.statement.dtype,
        votes.vote.tolist(),
        dialogue.sides.names,
        dialogue.sides.of.tolist(),
        dict(dialogue.texts),
        (reading.superseded, dict(reading.skipped), reading.rejected, reading.excluded, reading.unknown_members),
        sum(reading.files.values()),
    )


def parquet(home: Path, columns: Mapping[str, object], name: str = "votes.parquet") -> Path:
    """Write a Parquet file and return its path."""
    pl.DataFrame(columns).write_parquet(home / name)
    return home / name
