"""
The key of a study: of its answers alone, apart from the key of its process, and dead before it.

    key_name(process, study)      the file of keys tells from a name of which process a study is, when its row is gone
    answers(row)                  seals and opens answers
    person_of(row, code)          what stands for a person: joins waves, and means nothing without the key
    head_of(row, cells)           what stands for the first row of a table, which may be somebody's answers
    names_of(process)             keys of studies of a process that are there
    is_dead(row)                  whether the key was destroyed

What a study asks and what was found lies under the key of the process (`sulh.store.sealing`).
"""

from __future__ import annotations

from uuid import UUID

from sulh.formats.study_rows import as_code
from sulh.store.models import Study
from sulh.store.sealing import Sealer, keyring

_LETTERS = 24  # of a study's id in the name: a name of a key has at most 64


def key_name(process_id: UUID, study_id: UUID) -> str:
    """
    Return under which name the key of a study lies.

    >>> len(key_name(UUID(int=1), UUID(int=2)))
    57
    """
    return f"{_start(process_id)}{study_id.hex[:_LETTERS]}"


def names_of(process_id: UUID) -> list[str]:
    """Return the names of the keys of a process's studies that can be used."""
    return [name for name in keyring().names() if name.startswith(_start(process_id))]


def answers(row: Study) -> Sealer:
    """
    Return what seals and opens the answers of a study.

    Raises:
        VaultError: If its key is gone.
    """
    name = key_name(row.process_id, row.id)
    return Sealer(name, keyring().cipher(name))


def person_of(row: Study, code: str) -> str:
    """
    Return what stands for the person who made a code, whichever way they write it (`sulh.formats.study_rows.as_code`).

    Raises:
        VaultError: If the key of the study is gone.
    """
    name = key_name(row.process_id, row.id)
    return keyring().cipher(name).mark(as_code(code), f"{name}|person")


def head_of(row: Study, cells: str) -> str:
    """
    Return what stands for the first row of a table that is brought in: a page may carry it, and nobody can guess back.

    Raises:
        VaultError: If the key of the study is gone.
    """
    name = key_name(row.process_id, row.id)
    return keyring().cipher(name).mark(cells, f"{name}|head")


def is_dead(row: Study) -> bool:
    """Whether the key of a study was destroyed, or is being."""
    return key_name(row.process_id, row.id) in keyring().destroyed()


def _start(process_id: UUID) -> str:
    return f"{process_id.hex}-"
