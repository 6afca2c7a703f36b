"""
Zip packages of office documents: opened with bounds, and written so that the same document gives the same bytes.

    data ──unpacked──▶ {name: bytes}     at most 30 MB and 500 parts in all, whatever the package says of itself
    data ──settled──▶ data               no time of writing, no author, no name of a machine

What is inside is read in `sulh.formats.sheets`.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from sulh.words.language import mark

MOST_PARTS = 500
MOST_BYTES = 30_000_000
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest day that a zip package can name
# What Python raises for packages that are damaged, encrypted or packed in an unknown way.
UNREADABLE = (zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, ValueError, RuntimeError, LookupError)


class DamagedError(Exception):
    """A package that is not opened; its text is a message id that says why."""


def unpacked(data: bytes, most: int = MOST_BYTES) -> dict[str, bytes]:
    """
    Return the parts of a package.

    Args:
        data: The package.
        most: How many bytes all parts may have together. More is never held in memory.

    Raises:
        DamagedError: If it is no package, or too large, or has too many parts.
    """
    parts: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            infos = package.infolist()
            if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > most:
                raise DamagedError(mark("one that is larger inside than a table needs to be"))
            if any(info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in infos):
                raise DamagedError(mark("one that is damaged or locked"))
            for info in infos:
                with package.open(info) as part:
                    parts[info.filename] = part.read(info.file_size)
    except UNREADABLE as error:
        raise DamagedError(mark("one that is damaged or locked")) from error
    return parts


def settled(data: bytes, replaced: Mapping[str, bytes]) -> bytes:
    """
    Return the package with fixed times and in its own order, some parts replaced.

    Args:
        data: A package that we wrote ourselves.
        replaced: Name -> content, for parts that would name an author or a time.
    """
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as package,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as settling,
    ):
        for info in package.infolist():
            fixed = zipfile.ZipInfo(info.filename, FIRST_DAY)
            fixed.compress_type = zipfile.ZIP_DEFLATED
            fixed.create_system = 0  # the same on every operating system
            settling.writestr(fixed, replaced.get(info.filename, package.read(info)))
    return target.getvalue()
