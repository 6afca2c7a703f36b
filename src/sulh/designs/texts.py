"""
One text in three languages, and how the files of this folder are read.

    Texts    {"en": ..., "fr": ..., "ar": ...}, always all three
    read     <name>.toml of this folder -> a frozen struct; a field too many or of another type is refused

What the texts say lies in the TOML files, so that a translator needs no Python. The languages are those of
`sulh.words.language.LANGUAGES`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias, TypeVar

import msgspec

Texts: TypeAlias = Mapping[str, str]
Kind = TypeVar("Kind")

HOME = Path(__file__).parent


class Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A frozen value of this room."""


def read(name: str, kind: type[Kind]) -> Kind:
    """
    Return what a file of this folder holds.

    Args:
        name: Its name without ".toml".
        kind: What it holds.

    Raises:
        msgspec.ValidationError: If the file holds something else; it ships with the package, so this is our own fault.
    """
    return msgspec.convert(tomllib.loads((HOME / f"{name}.toml").read_text(encoding="utf-8")), kind)
