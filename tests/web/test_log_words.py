"""Every act that enters the log has a sentence, and one that has none is shown all the same."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import sulh.store.writes
from sulh.papers.page import page_language
from sulh.web.setup.acts import ACTS, sentence

WRITES = Path(next(iter(sulh.store.writes.__path__)))
CODE = re.compile(r"[a-z]+(-[a-z]+)*")
# What puts a code into the log, with what stands in front of the code: everywhere, and in some modules of their own.
ENTERED = {
    ("", "enter"): "",
    ("", "_log"): "",
    ("rounds", "_move"): "",
    ("one_text", "_move"): "",
    ("release", "_move"): "",
    ("questions", "_move"): "",
    ("moderation", "_enter"): "statement-",
}


def codes() -> Iterator[str]:
    """Return the codes of acts that stand in the sources of the verbs: the second or third argument."""
    for path in sorted(WRITES.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = _name(node.func) if isinstance(node, ast.Call) else ""
            before = ENTERED.get(("", called), ENTERED.get((path.stem, called)))
            if isinstance(node, ast.Call) and before is not None:
                yield from (before + code for code in _strings(node.args[1:3]))


def _name(called: ast.expr) -> str:
    return getattr(called, "attr", "") or getattr(called, "id", "")


def _strings(nodes: list[ast.expr]) -> Iterator[str]:
    for argument in nodes:
        chosen = [argument.body, argument.orelse] if isinstance(argument, ast.IfExp) else [argument]
        for node in chosen:
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
                yield node.value


def test_every_act_has_a_sentence() -> None:
    """What staff did is read in words, whatever it was."""
    found = set(codes())

    assert {"process-founded", "statement-accepted", "round-opened"} <= found
    assert set() == found - set(ACTS)


def test_an_act_of_another_version_is_shown_as_its_code() -> None:
    """Nothing in the log is hidden because this program has no words for it, and nothing in it becomes markup."""
    words = page_language("en")

    assert "moon-landed" == sentence(words, "moon-landed", {"number": 3})
    assert "harm-check" == sentence(words, "harm-check", {})
    assert "&lt;b&gt;" in sentence(words, "role-given", {"role": "<b>"})
