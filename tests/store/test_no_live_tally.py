"""
Nobody sees a tally of an epoch that runs: the few modules that touch answers are known, each with its reason.

A new reader of answers fails here until somebody has looked at what it reads, and why before an epoch has ended.
"""

from __future__ import annotations

import ast
from pathlib import Path

import sulh

HOME = Path(sulh.__file__).parent
TOUCH = {
    "store/demo/asked.py": "plants those of made-up people",
    "store/demo/seed.py": "plants those of made-up people",
    "store/demo/sounding.py": "plants those of made-up people",
    "store/models/__init__.py": "names the table",
    "store/reads/answers_of.py": "reads all answers of an epoch, and refuses one that has not ended",
    "store/reads/consented.py": "whose consent counts: people with any answer; how many is told to nobody",
    "store/reads/paper.py": "whether a ballot was entered already, of one seat",
    "store/reads/soundings.py": "whether everybody who answered had accepted the rules, once the epoch has ended",
    "store/writes/leaving.py": "erases those of one seat",
    "store/writes/paper.py": "enters ballots of paper: whether one was entered already, of one seat",
    "store/writes/papers.py": "counts the answers of an epoch that has ended, to see whether a reader can wait",
    "store/writes/votes.py": "writes one's own",
}


def importers() -> set[str]:
    """Return the modules that import the table of answers."""
    found = set()
    for path in [*HOME.glob("store/**/*.py"), *HOME.glob("web/**/*.py"), *HOME.glob("cli/**/*.py")]:
        if "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and any(alias.name == "Vote" for alias in node.names):
                found.add(path.relative_to(HOME).as_posix())
    return found


def test_every_module_that_touches_answers_is_known() -> None:
    """No other module reads or writes answers than those listed with their reason."""
    assert set(TOUCH) >= importers()


def test_answers_are_counted_nowhere_but_in_papers() -> None:
    """No page and no read aggregates answers: pages get findings, and findings are made of closed epochs."""
    aggregating = [
        path.relative_to(HOME).as_posix()
        for path in [*HOME.glob("store/reads/*.py"), *HOME.glob("web/**/*.py")]
        if any(call in path.read_text(encoding="utf-8") for call in ('Count("votes', 'Sum("votes', "votes__value"))
    ]

    assert [] == aggregating
