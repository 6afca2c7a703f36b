"""Run every benchmark, one after another: `make bench`. Each is an operating-system process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
BENCHMARKS = (
    "scale",
    "hidden_votes",
    "coverage",
    "attitudes_coverage",
    "attitudes_time",
    "routing",
    "tracing",
    "one_text",
    "coordination",
    "names",
    "map_files",
    "map_pages",
    "map_near",
    "structures",
    "carried_out",
)


def main() -> int:
    """Run all, go on after one that fails, and say in the end which did."""
    failed = []
    for name in BENCHMARKS:
        print(f"== {name}", flush=True)
        run = subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], cwd=HERE.parent, check=False)
        if run.returncode:
            failed.append(name)
    print(f"failed: {', '.join(failed)}" if failed else "all benchmarks ran; see docs/benchmarks.md")
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
