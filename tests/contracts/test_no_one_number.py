"""
No composite of three kinds of change, no ranking of initiatives, no share of a cause: nowhere in the whole house.

    family ── rooms it is measured, told and read in      whoever imports two could make one number of both

One module lays the three side by side. It may not reckon.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contracts.house import HOME, module_name

FAMILIES = {
    "attitudes": (
        *("sulh.measurement.attitudes", "sulh.model.studies"),
        *("sulh.store.reads.studies", "sulh.store.reads.study_reports", "sulh.store.study_kept"),
    ),
    "structures": ("sulh.measurement.structures", "sulh.model.structures", "sulh.store.reads.structures"),
    "political and legal": (
        *("sulh.measurement.implementation", "sulh.model.implementation"),
        *("sulh.store.reads.implementation", "sulh.store.reads.beside"),
    ),
}
SIDE_BY_SIDE = "sulh.web.change.gathered"
RECKONS = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow, ast.MatMult)
MAKES_ONE = {"sum", "fsum", "prod", "mean", "fmean", "median", "average", "max", "min", "hypot", "dot"}
NAMES = re.compile(
    r"composite|(peace|change|overall|total|combined|blended)_(score|index|share)|probability_of_peace|"
    r"rank\w*_initiative|initiative\w*_rank|caus\w+_(share|effect|percent)|league|attribut\w+_share"
)


def paths() -> list[Path]:
    """Every file of code, whatever room it lies in."""
    return sorted(HOME.rglob("*.py"))


def parsed(path: Path) -> ast.Module:
    """Read a file of code."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> Iterator[str]:
    """Yield the names of modules that a file imports, and of what it takes from them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def families(tree: ast.Module) -> set[str]:
    """Return whose findings a file could get hold of."""
    names = list(imported(tree))
    return {
        family
        for family, rooms in FAMILIES.items()
        if any(f"{name}.".startswith(f"{room}.") for name in names for room in rooms)
    }


def reckoned(tree: ast.Module) -> list[int]:
    """Return the lines in which a file makes a number of others."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if (isinstance(node, ast.BinOp) and isinstance(node.op, RECKONS))
        or (isinstance(node, ast.Call) and str(getattr(node.func, "id", getattr(node.func, "attr", ""))) in MAKES_ONE)
    ]


def called(tree: ast.Module) -> set[str]:
    """Return every name that a file gives: of functions, classes, arguments, attributes."""
    named = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    named |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    return named | {
        node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }


def test_one_module_alone_gets_hold_of_more_than_one_family() -> None:
    """Whoever wanted to blend two families would have to import both: one module does, and lays them side by side."""
    several = {module_name(path) for path in paths() if len(families(parsed(path))) > 1}

    assert {SIDE_BY_SIDE} == several


def test_what_lays_them_side_by_side_does_not_reckon() -> None:
    """In the module that holds all three nothing is added, divided, averaged or picked as the largest."""
    path = HOME.parent.joinpath(*SIDE_BY_SIDE.split(".")).with_suffix(".py")

    assert [] == reckoned(parsed(path))


@pytest.mark.parametrize("blend", ["one + other", "sum((one, other))", "np.mean([one, other])", "one / other"])
def test_reckoning_would_be_seen(blend: str) -> None:
    """A line that made one number of two is found."""
    assert [1] == reckoned(ast.parse(f"blended = {blend}"))


def test_nothing_is_called_a_composite_a_ranking_or_a_share_of_a_cause() -> None:
    """No function, class, argument or variable has such a name: what is not there cannot be asked for."""
    given = {module_name(path): sorted(name for name in called(parsed(path)) if NAMES.search(name)) for path in paths()}

    assert {} == {module: names for module, names in given.items() if names}
