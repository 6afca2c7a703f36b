"""
Where the figures of a benchmark go: a section of its own in docs/benchmarks.md, dated, with its conditions.

    begin   <!-- scale: written by benchmarks/scale.py, do not edit -->
            Measured on ...
            the lines of the benchmark, Markdown
    end     <!-- /scale -->

Nothing is measured here. A section that is missing from the page is an error: the page says first what is measured.
"""

from __future__ import annotations

import datetime as dt
import os
import platform
import re
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
LIBRARIES = ("numpy", "scipy", "numba", "scikit-learn", "polars")


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """
    Lay out a Markdown table, one row a line.

    >>> table(["n", "share"], [[5, ".90"]])
    ['| n | share |', '| --- | --- |', '| 5 | .90 |']
    """
    lines = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(str(cell) for cell in line) + " |" for line in lines]


def conditions() -> str:
    """Say on what and when a benchmark ran; no name of the machine, no path."""
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    today = dt.datetime.now(tz=dt.UTC).date()
    return (
        f"Measured on {today:%d %B %Y}: {os.cpu_count()} cores ({platform.machine()}), {memory()}, "
        f"Python {platform.python_version()}, {libraries}."
    )


def memory() -> str:
    """Give the machine's memory in words."""
    pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    return f"{pages * size / 2**30:.0f} GiB of memory"


def write(name: str, lines: Iterable[str], *, page: Path = PAGE) -> None:
    """Put the lines of one benchmark into its section of the page, and leave the other sections as they are."""
    text = page.read_text(encoding="utf-8")
    section = re.compile(rf"(<!-- {name}: [^>]*-->\n).*?(<!-- /{name} -->)", re.DOTALL)
    body = "\n".join(["", conditions(), "", *lines, "", ""])
    filled, found = section.subn(lambda match: match[1] + body + match[2], text)
    if found != 1:
        raise LookupError(f"{page.name} has {found} sections named {name}, expected one")
    page.write_text(filled, encoding="utf-8")
