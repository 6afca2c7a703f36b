"""`sulh backup` and `sulh restore`: the whole database as one file that only its recipients open."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sulh.cli import installation
from sulh.errors import SettingError

EXAMPLES = """
**Examples**

`sulh backup monday.age --recipient age1... --recipient age1...`

`sulh restore monday.age --identity custodian.key`
"""

File = Annotated[Path, typer.Argument(help="The backup.")]
Recipient = Annotated[list[str], typer.Option(help="Who can open it: age1...; may be given more than once.")]
Identity = Annotated[Path, typer.Option(help="File with the identity of one recipient, as `age-keygen` wrote it.")]


def backup(file: File, *, recipient: Recipient) -> None:
    """
    Write a backup of the database while the pages go on. Keys are not in it: keep them elsewhere.

    Sessions are left out. Names and texts inside stay sealed: to read them one needs the backup and the keys.
    """
    config = installation.configured()
    from sulh.store import backup as backups
    from sulh.store.config import problems

    installation.refuse(problems(config))
    backups.make(config, file, recipient)
    typer.echo(f"Written: {file}. Try now and then whether a custodian can open it.")


def restore(file: File, *, identity: Identity) -> None:
    """Put a backup into an empty installation that has its keys; who has left and what has ended is erased again."""
    config = installation.configured()
    from sulh.store import backup as backups
    from sulh.store.config import problems

    installation.refuse(problems(config))
    backups.restore(config, file, _identities(identity))
    installation.ready()
    installation.tables()
    from sulh.store import withdrawn
    from sulh.store.sealing import keyring
    from sulh.store.writes.ending import end_again
    from sulh.store.writes.leaving import replay

    erased = replay(withdrawn.noted())
    typer.echo(f"Restored. Seats that had been left since and were erased again: {erased}.")
    if ended := end_again(keyring().destroyed()):
        typer.echo(f"Processes that had ended since and were deleted again: {ended}.")


def _identities(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    found = [line.strip() for line in lines if line.startswith("AGE-SECRET-KEY-")]
    if not found:
        raise SettingError(f"{path.name} holds no identity: a line that begins with AGE-SECRET-KEY-1 was expected.")
    return found
