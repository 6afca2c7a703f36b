"""The documentation is whole: what exists is described, what is described exists, and links lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

import sulh
from sulh.cli.app import app
from tests.contracts.house import HOME, ROOT, pages

DOCS = ROOT / "docs"
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
FORMULAS = (
    "reading-votes",
    "tally",
    "own-answers",
    "pooled-estimate",
    "standing",
    "divides-and-unheard",
    "comparison",
    "projection",
    "groups",
    "representativeness",
    "routing",
    "integrity",
    "synthetic-dialogues",
    "text-tracing",
    "what-can-be-published",
    "structures",
    "implementation",
)
LINK = re.compile(r"\]\(([^)\s#]+)(?:#[^)]*)?\)")


def commands() -> dict[str, Any]:
    """Every command of the command line, by name; one in a group by both names, such as `log verify`."""
    for path in (HOME / "cli").glob("*.py"):
        if not path.stem.startswith("_"):
            import_module(f"sulh.cli.{path.stem}")
    group: Any = get_command(app)
    return dict(_leaves(group.commands))


def _leaves(found: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Walk commands and the groups among them."""
    for name, command in found.items():
        inner: dict[str, Any] = getattr(command, "commands", {})
        yield from ((f"{name} {of_group}", one) for of_group, one in _leaves(inner))
        if not inner:
            yield name, command


def documented(command: str) -> str:
    """Return what the page of the command line says of one command."""
    page = (DOCS / "cli.md").read_text(encoding="utf-8")
    return page.partition(f"## `sulh {command}")[2].partition("\n## ")[0]


def rows(command: str) -> dict[str, str]:
    """Return the documented options of a command, each with its row."""
    return {match[1]: match[0] for match in re.finditer(r"^\| `(--[a-z-]+)` \|.*$", documented(command), re.MULTILINE)}


@pytest.mark.parametrize("command", sorted(commands()))
def test_the_page_of_the_command_line_is_whole(command: str) -> None:
    """Each option of each command stands on the page, and the page tells of no other."""
    options = {name for option in commands()[command].params for name in option.opts if name.startswith("--")}

    assert options - {"--help"} == set(rows(command))


@pytest.mark.parametrize("command", sorted(commands()))
def test_variables_are_documented(command: str) -> None:
    """A variable of the environment that changes what a command does stands beside its option."""
    told = rows(command)
    read = {(option.opts[0], option.envvar) for option in commands()[command].params if option.envvar}

    assert [] == sorted((name, variable) for name, variable in read if f"| `{variable}` |" not in told.get(name, ""))


@pytest.mark.parametrize("name", FORMULAS)
def test_each_formula_has_its_page(name: str) -> None:
    """A reader finds one page a formula, with an example that runs."""
    page = DOCS / "methods" / f"{name}.md"

    assert page.is_file()
    assert ">>> " in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", pages(), ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    """A link to a file of the project leads to a file that exists."""
    targets = [target for target in LINK.findall(path.read_text(encoding="utf-8")) if "://" not in target]

    assert [] == [target for target in targets if not (path.parent / target).exists()]


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "docs/benchmarks.md"])
def test_commands_that_are_named_exist(name: str) -> None:
    """Whoever types what a page says gets what it says."""
    named = set(re.findall(r"\bmake ([a-z]+)\b(?=`|$)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))

    assert [] == sorted(target for target in named if not re.search(rf"^{target}:", MAKEFILE, re.MULTILINE))


@pytest.mark.parametrize("name", sorted(sulh.__all__))
def test_the_library_is_documented(name: str) -> None:
    """Every name that `import sulh` offers stands on the page of the library."""
    page = (DOCS / "library.md").read_text(encoding="utf-8")

    assert re.search(rf"\b{name}\b", page)
