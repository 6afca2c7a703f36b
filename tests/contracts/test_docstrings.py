"""
Every public function of the core says what it means, and shows it with an example that runs.

An example is asked of what a library caller meets (`sulh.__all__`) and of every formula, that is, every function that
names its source; a helper between two rooms needs its docstring only, which the linter asks of it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import sulh
from tests.contracts.house import HOME, core_paths

# Functions whose example would need a running cluster, a large machine or a page of set-up: their tests show them.
WITHOUT_EXAMPLE: dict[str, str] = {}


def public_functions(path: Path) -> Iterator[ast.FunctionDef]:
    """Functions at the top of a module whose name does not begin with an underscore."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def without_example(path: Path) -> list[str]:
    """Public functions of a module that show nothing."""
    room = str(path.relative_to(HOME)).removesuffix(".py")
    named = {f"{room}:{node.name}": ast.get_docstring(node) or "" for node in public_functions(path)}
    shown = {name for name, text in named.items() if ">>> " in text or "Source:" not in text}
    return [name for name in named if name not in shown and name not in WITHOUT_EXAMPLE]


@pytest.mark.parametrize("path", core_paths(), ids=lambda path: str(path.relative_to(HOME)))
def test_each_module_says_what_lives_in_it(path: Path) -> None:
    """A reader learns from the first lines of a module what it is for."""
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", core_paths(), ids=lambda path: str(path.relative_to(HOME)))
def test_each_public_function_shows_an_example(path: Path) -> None:
    """Nobody has to read the code of a function to see what it does."""
    assert [] == without_example(path)


@pytest.mark.parametrize("name", sorted(name for name in sulh.__all__ if name[0].islower()))
def test_each_function_of_the_library_shows_an_example(name: str) -> None:
    """What `import sulh` offers is shown at work in its own docstring."""
    assert ">>> " in str(getattr(sulh, name).__doc__)
