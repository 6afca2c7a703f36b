"""`sulh open`: sealed identities in, what is inside on the screen; on the facilitator's own machine, high profile."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from sulh.cli.parts import platform_parts
from sulh.errors import SettingError

EXAMPLES = """
**Example**

`sulh open boxes.txt --key facilitator.key`
"""

_HIDDEN = {"Cc", "Cf", "Zl", "Zp"}  # what moves the cursor or turns the direction of a line

Boxes = Annotated[Path, typer.Argument(metavar="BOX", help="Sealed identities, as the server exported them.")]
Key = Annotated[Path, typer.Option(help="The file that `sulh keygen` wrote.")]


def open_boxes(boxes: Boxes, *, key: Key) -> None:
    """
    Open sealed identities with the private half that never leaves this machine, and print what is inside.

    Nothing is written to the disk and nothing is sent. Clear the screen afterwards.
    """
    with platform_parts():
        from sulh.vault.identities import open_sealed
        from sulh.vault.onpaper import read_boxes, read_private
    private = read_private(_text(key))
    sealed = read_boxes(_text(boxes))
    if not sealed:
        raise SettingError(f"{boxes.name} holds no sealed identity.")
    opened = [open_sealed(private, box) for box in sealed]  # all or none
    typer.echo("\n\n".join("\n".join(_lines(plain)) for plain in opened))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise SettingError(f"{path.name} cannot be read ({(error.strerror or 'bad path').lower()}).") from error
    except UnicodeDecodeError as error:
        raise SettingError(f"{path.name} is no text file.") from error


def _lines(plain: bytes) -> Iterator[str]:
    """Give what is inside, one line for each field where there are fields."""
    text = plain.decode("utf-8", "replace")
    try:
        inside = json.loads(text)
    except ValueError:
        inside = None
    if isinstance(inside, dict):
        yield from (f"{_shown(str(name))}: {_shown(str(value))}" for name, value in inside.items())
    else:
        yield from (_shown(line) for line in text.split("\n"))


def _shown(text: str) -> str:
    """Leave out what would steer the terminal: somebody else wrote this."""
    return "".join(letter for letter in text if unicodedata.category(letter) not in _HIDDEN)
