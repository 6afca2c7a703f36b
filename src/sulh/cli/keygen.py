"""`sulh keygen`: a facilitator's key pair, made on the facilitator's own machine."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from sulh.cli.app import tell
from sulh.cli.parts import platform_parts
from sulh.errors import SettingError

EXAMPLES = """
**Example**

`sulh keygen --out facilitator.key`
"""

_OWNER_ONLY = 0o600
_HEAD = """\
# The private half of a facilitator's key. Whoever has it can open every identity sealed for it.
# Keep it on this machine and on one stick under lock; it is never sent to the server. It dies with the process.
# The public half, which the server needs:
"""

Out = Annotated[Path, typer.Option(help="File for the private half; it must not exist yet.")]


def keygen(*, out: Out) -> None:
    """
    Make a facilitator's key pair on their own machine, for a process of the high profile.

    Writes the private half into a file that nobody else may read, and prints the public half: that one goes
    to the server. Compare the fingerprint by eye where the public half is entered.
    """
    with platform_parts():
        from sulh.vault.identities import fingerprint, new_pair
        from sulh.vault.onpaper import private_text, public_text
    public, private = new_pair()
    write_private(out, f"{_HEAD}# {public_text(public)}\n{private_text(private)}\n")
    typer.echo(public_text(public))
    tell(f"Fingerprint of the public half: {fingerprint(public)}", f"Private half, for nobody but you: {out}")


def write_private(out: Path, text: str) -> None:
    """Write a file that its owner alone may read, and never over another."""
    try:
        handle = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    except FileExistsError as error:
        raise SettingError(f"Nothing was written: {out.name} is there already; a key is never overwritten.") from error
    except OSError as error:
        raise SettingError(f"Nothing was written: {out.name} ({(error.strerror or 'bad path').lower()}).") from error
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
