"""
A damaged Parquet file can end the process that decodes it; so another process tries first.

Polars answers most damage with an error, which we name. But a few flipped bits in the header of a page make it ask
for more memory than there is, and then the operating system ends the process: no error, no message, no papers. Here
a child process decodes the files once and throws the result away. Only its death matters: whatever it survives, the
reader survives and names.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from sulh.formats.faults import fault

ENDS = (0, 1)  # done, or no Polars for the child: then there is nothing to learn from it
CHILD = """
import sys
import polars as pl

for number, path in enumerate(sys.argv[1:]):
    print(number, flush=True)
    try:
        at, height = 0, 1
        while height:
            height = pl.scan_parquet(path, glob=False).slice(at, 1 << 22).collect().height
            at += height
    except BaseException:
        pass
"""


def refuse_deadly(paths: Sequence[Path]) -> None:
    """
    Refuse a Parquet file that would end this process.

    Raises:
        InputError: `not-parquet`.
    """
    files = [str(path.absolute()) for path in paths]
    child = subprocess.run(
        [sys.executable, "-c", CHILD, *files],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    if child.returncode not in ENDS:
        reached = child.stdout.split()
        name = paths[int(reached[-1])].name if reached else paths[0].name
        raise fault("not-parquet", name, expected="a whole Parquet file", found="a damaged one")
