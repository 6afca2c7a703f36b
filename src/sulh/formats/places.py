"""
Which files a path means.

    an export folder     comments.csv, votes.csv or participants-votes.csv   (any prefix "...-" is allowed)
    a folder of shards   any number of .csv or .parquet
    one file, a pattern such as "votes/*.parquet", or a list of files

Beside them may lie `statements.csv` (or `comments.csv`) and `about.toml`. Sides, cuts and the like are never
guessed: they are named by the caller.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sulh.formats.faults import counted, fault, named

WIDE = ("participants-votes.csv", "participant-votes.csv")
LISTS = ("statements.csv", "comments.csv")
BESIDE = (
    *LISTS,
    "sides.csv",
    "cut.csv",
    "invited.csv",
    "anchors.csv",
    "exclude.csv",
    "summary.csv",
    "stats-history.csv",
    "comment-groups.csv",
    "participant-importance.csv",
)
PARQUET = (".parquet", ".pq")
SHARDS = (".csv", *PARQUET)
SPREADSHEETS = (".xlsx", ".xls", ".ods")
MAGIC = re.compile(r"[*?[]")
Named = str | Path


@dataclass(frozen=True)
class Places:
    """
    The files of one dialogue.

    Attributes:
        votes: Files of answers, in alphabetical order.
        wide: Whether they hold one participant a row.
        book: The list of statements, if there is one.
        about: `about.toml`, if there is one.
        summary: The `summary.csv` of a Polis export, if there is one.
    """

    votes: tuple[Path, ...]
    wide: bool
    book: Path | None
    about: Path | None
    summary: Path | None = None


def find(path: Named | Iterable[Named]) -> Places:
    """
    Find the files that a path means.

    Raises:
        InputError: `missing-file` or `no-votes`.
    """
    if not isinstance(path, str | Path):
        return _beside(tuple(sorted({Path(one) for one in path}, key=str)))
    if _exists(Path(path)) and Path(path).is_dir():
        return _folder(Path(path))
    if MAGIC.search(str(path)) and not _exists(Path(path)):
        return _beside(_matching(Path(path)))
    return _beside((Path(path),))


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # such as a loop of links; opening it will name the fault
        return False


def _matching(pattern: Path) -> tuple[Path, ...]:
    """Files of votes that match a pattern such as `votes/*.parquet`."""
    magic = next(at for at, part in enumerate(pattern.parts) if MAGIC.search(part))
    try:
        found = sorted(Path(*pattern.parts[:magic]).glob(str(Path(*pattern.parts[magic:]))))
    except (ValueError, OSError, re.error) as error:
        raise fault(
            "no-votes", pattern.name, expected="a pattern such as 'votes/*.csv'", found="another one"
        ) from error
    return tuple(one for one in found if _a_shard(one))


def _folder(folder: Path) -> Places:
    with named(folder.name):
        files = sorted(one for one in folder.iterdir() if not one.name.startswith("."))
    comments, wide = _called(files, "comments.csv"), _called(files, *WIDE)
    votes = [one for one in _called(files, "votes.csv") if one not in wide]
    if wide and not comments:
        raise fault(
            "missing-file", "comments.csv", expected="the list of statements in the export", found="no such file"
        )
    if comments and (votes or wide):
        _only_one(comments, folder)
        chosen = votes or wide
        _only_one(chosen, folder)
        summary = next(iter(_called(files, "summary.csv")), None)
        return Places((chosen[0],), not votes, comments[0], _about(folder), summary)
    return _beside(tuple(one for one in files if _a_shard(one)), folder)


def _called(files: Iterable[Path], *names: str) -> list[Path]:
    """Files of this name, also with a prefix such as that of a report."""
    return [one for one in files if any(one.name == name or one.name.endswith(f"-{name}") for name in names)]


def _only_one(files: list[Path], folder: Path) -> None:
    if len(files) > 1:
        kind = files[0].name.rsplit("-", 1)[-1]
        raise fault("duplicate-file", folder.name, expected=f"one file {kind}", found=f"{len(files)}")


def _a_shard(path: Path) -> bool:
    return path.suffix.lower() in SHARDS and path.name not in BESIDE and not _called([path], *WIDE)


def _beside(votes: tuple[Path, ...], folder: Path | None = None) -> Places:
    if not votes:
        name = folder.name if folder else "pattern"
        raise fault("no-votes", name, expected="files of votes, .csv or .parquet", found=_instead(folder))
    home = votes[0].parent
    lists = [home / name for name in LISTS if (home / name) not in votes and _exists(home / name)]
    wide = bool(_called(votes, *WIDE))
    return Places(votes, wide, lists[0] if lists else None, _about(home))


def _instead(folder: Path | None) -> str:
    """Say what a folder without votes holds in place of them."""
    sheets = [one for one in folder.iterdir() if one.suffix.lower() in SPREADSHEETS] if folder else []
    return f"{counted(len(sheets), 'spreadsheet')} (save it as CSV UTF-8)" if sheets else "none"


def _about(folder: Path) -> Path | None:
    path = folder / "about.toml"
    return path if _exists(path) else None
