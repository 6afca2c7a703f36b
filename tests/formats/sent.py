"""Tables as people send them, for the tests of ballots, forms and workbooks. No test lives here."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

from openpyxl import Workbook

STATEMENTS = ["road", "well", "school"]
BALLOTS = ["0012", "0013", "0450"]
Cell = str | int | float | bool | None


def workbook(rows: Sequence[Sequence[Cell]]) -> bytes:
    """Write rows into the first sheet of a workbook."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("first")
    for row in rows:
        sheet.append(row)
    book.create_sheet("second").append(["ballot", "statement", "vote"])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def with_parts(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Replace or add parts of a package."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name, old.read(name)))
        for name in set(parts) - set(old.namelist()):
            new.writestr(name, parts[name])
    return target.getvalue()


def part(data: bytes, name: str) -> str:
    """Return one part of a package as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name).decode()
