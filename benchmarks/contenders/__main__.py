"""
Measure one contender on one dialogue, in this process.

    python -m benchmarks.contenders ours|plain|red_dwarf FILE

Each contender is a module beside this one with a function `prepare(votes, sides)`, which returns the work to be timed.
What passes until then (importing it, compiling, red-dwarf's list of votes) is timed as `before`. Peak memory is that
of the whole process. How they are compared: benchmarks/scale.py.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from benchmarks.contenders.measured import Clock, Measured, load

KIB_PER_MIB = 1024


def main(name: str, file: str) -> None:
    """Measure one contender and print one line of JSON."""
    votes, sides = load(Path(file))
    began = time.perf_counter()
    work = import_module(f"benchmarks.contenders.{name}").prepare(votes, sides)
    before = time.perf_counter() - began
    clock, busy = Clock(), time.process_time()
    work(clock)
    busy = time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB_PER_MIB
    print(json.dumps(asdict(Measured(clock.stages, before, peak, busy))))


if __name__ == "__main__":
    main(*sys.argv[1:])
