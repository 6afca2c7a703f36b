"""Every code that figures about structures may carry has its sentence, and no sentence lacks a code."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import get_args

import sulh.measurement.structures as room
from sulh.measurement.structures.words import CAUTIONS, DOUBTS, UNSAID
from sulh.model.structures import Unsaid

HOME = Path(room.__file__).parent


def test_every_code_has_its_sentence() -> None:
    """A doubt that the code writes down can be said on a page, and a reason for saying nothing as well."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in HOME.glob("*.py") if path.stem != "words"]
    texts = {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}

    assert set(get_args(Unsaid)) - {""} == set(UNSAID)
    assert [] == sorted(code for code in {*DOUBTS, *UNSAID} if code not in texts)
    assert all(sentence.endswith(".") for table in (DOUBTS, UNSAID, CAUTIONS) for sentence in table.values())
    codes = {
        text for text in texts if isinstance(text, str) and text.partition("-")[0] in ("few", "many", "much", "some")
    }
    assert {code for code in codes if "-" in code} <= set(DOUBTS)
