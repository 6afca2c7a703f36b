"""
Zip packages of office documents: opened with bounds, and written so that the same document gives the same bytes.

    data ──unpacked──▶ {name: bytes}     at most 30 MB and 500 parts in all, whatever the package says of itself
    data ──settled──▶ data               no time of writing, no author, no name of a machine

What is inside is read in `sulh.formats.sheets`.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable

from sulh.words.language import mark

MOST_PARTS = 500
MOST_BYTES = 30_000_000
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest day that a zip package can name
PEOPLE = re.compile(rb"<(dc:creator|cp:lastModifiedBy)\b(?:[^>]*/>|[^>]*>[^<]*</\1>)")
TIMES = re.compile(rb"(<dcterms:(?:created|modified)\b[^>]*>)[^<]*(</)")
# What Python raises for packages that are damaged, encrypted or packed in an unknown way.
UNREADABLE = (zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, ValueError, RuntimeError, LookupError)


class DamagedError(Exception):
    """A package that is not opened; its text is a message id that says why."""


def unpacked(data: bytes) -> dict[str, bytes]:
    """
    Return the parts of a package; never more than `MOST_BYTES` of them are held in memory.

    Raises:
        DamagedError: If it is no package, or too large, or has too many parts, or two of one name.
    """
    parts: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            infos = package.infolist()
            if len({info.filename.casefold() for info in infos}) < len(infos):
                # Of two parts of one name others may open the other.
                raise DamagedError(mark("one that is damaged or locked"))
            if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > MOST_BYTES:
                raise DamagedError(mark("one that is larger inside than a table needs to be"))
            if any(info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in infos):
                raise DamagedError(mark("one that is damaged or locked"))
            for info in infos:
                with package.open(info) as part:
                    parts[info.filename] = part.read(info.file_size)
    except UNREADABLE as error:
        raise DamagedError(mark("one that is damaged or locked")) from error
    return parts


def settled(data: bytes, *, change: Callable[[str, bytes], bytes] | None = None) -> bytes:
    """
    Return a package that we wrote ourselves with fixed times, in its own order and without an author.

    Args:
        data: The package.
        change: Gives, for the name and the content of a part, what stands there instead.
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
            content = _nobodys(info.filename, package.read(info))
            settling.writestr(fixed, change(info.filename, content) if change else content)
    return target.getvalue()


def _nobodys(name: str, content: bytes) -> bytes:
    """Return a part without the name of its author, and of the same day always."""
    if name != "docProps/core.xml":
        return content
    return PEOPLE.sub(b"", TIMES.sub(rb"\g<1>2000-01-01T00:00:00Z\g<2>", content))
