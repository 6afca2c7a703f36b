"""
A folder of files that appears whole or not at all.

    files ──▶ .papers.1f2e... (hidden, beside)  ──first()──rename──▶ papers
                     │ any error or interrupt
                     └──▶ removed

A folder that is there already is replaced only when it holds nothing but files of these names; anything else in it
is somebody's own, and it is refused before a byte is written. Private files are for the eyes of their owner. `first`
is what has to happen before anybody may see the files, such as a ledger that must know of them: it is called when
nothing is left to do but the rename.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sulh.errors import SettingError
from sulh.formats.faults import counted


def write_folder(
    out: str | Path,
    files: Mapping[str, bytes],
    *,
    first: Callable[[], None] = lambda: None,
    former: Collection[str] = (),
    private: bool = False,
) -> None:
    """
    Write files into a folder, all of them or none.

    Args:
        out: The folder: new, empty, or holding only files of the same names, which are then replaced together.
        files: Name -> content.
        former: Names of files that may be there from before, and go.
        private: Whether nobody but the owner may read the folder and the files.
        first: Called when all files are on the disk, beside, and before they take their place; if it fails, they go.

    Raises:
        SettingError: If the folder holds anything else, is no folder, or cannot be written.
    """
    folder = Path(out)
    with _speaking(folder):
        folder = folder.resolve()
        ours = {*files, *former}
        _refuse_foreign(folder, ours)
        with _parents(folder), _hidden_beside(folder, 0o700 if private else 0o777) as draft:
            for name, content in files.items():
                _write(draft / name, content, 0o600 if private else 0o666)
            _settle(draft)
            first()
            _refuse_foreign(folder, ours)  # somebody may have put something there meanwhile
            _swap(draft, folder)
            _settle(folder.parent)


@contextmanager
def _speaking(folder: Path) -> Iterator[None]:
    """Say in our words what the operating system says."""
    try:
        yield
    except (OSError, ValueError, RuntimeError) as error:  # ValueError: a NUL in the path; RuntimeError: a loop of links
        why = (error.strerror or "").lower() if isinstance(error, OSError) else ""
        raise SettingError(
            f"Nothing was written: cannot make the folder {folder.name} ({why or 'bad path'})."
        ) from error


def _refuse_foreign(folder: Path, ours: Collection[str]) -> None:
    for name in ours:
        if not name or Path(name).name != name or name.startswith("."):
            raise SettingError(f"Nothing was written: '{name}' is not the plain name of a file.")
    if not folder.exists():
        return
    if not folder.is_dir():
        raise SettingError(f"Nothing was written: {folder.name} is a file; name a folder.")
    foreign = sum(one.name not in ours or not one.is_file() for one in folder.iterdir())
    if foreign:
        others = counted(foreign, "other thing")
        raise SettingError(f"Nothing was written: the folder {folder.name} holds {others}. Name a new or empty folder.")


@contextmanager
def _parents(folder: Path) -> Iterator[None]:
    """Make the folders above, and remove those made if what follows fails."""
    made = [one for one in folder.parents if not one.exists()]
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        for one in made:
            one.rmdir()
        raise


@contextmanager
def _hidden_beside(folder: Path, mode: int) -> Iterator[Path]:
    """Make a hidden folder in the same place; whatever is left of it is removed in the end."""
    draft = folder.with_name(f".{folder.name}.{secrets.token_hex(8)}")
    draft.mkdir(mode)
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _write(path: Path, content: bytes, mode: int) -> None:
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """See that the names in a folder are on the disk as well."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _swap(draft: Path, folder: Path) -> None:
    """Put the draft in the place of the folder; if that fails, put the old one back."""
    old = draft.with_name(f"{draft.name}.old")
    replaced = folder.exists()
    if replaced:
        folder.rename(old)
    try:
        draft.rename(folder)
    except BaseException:
        if replaced:
            old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)
