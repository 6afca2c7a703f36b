"""Findings as tables, alike in Polars and pandas."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pandas as pd
import polars as pl
import pytest

from sulh.errors import EngineError, SettingError
from sulh.formats import frames
from sulh.formats.frames import comparison_frame, divides_frame, sides_frame, statements_frame, unheard_frame
from tests.papers.cast import CAST, bridge

ALL: list[Callable[..., Any]] = [statements_frame, sides_frame, comparison_frame, divides_frame, unheard_frame]


def test_one_row_a_statement_and_side() -> None:
    """The first statement of two villages, with each village's own answers."""
    findings = bridge()
    frame = statements_frame(findings)
    first = findings.statements[0]
    side = findings.sides[0].name

    rows = frame.filter((pl.col("id") == first.id) & (pl.col("side") == side)).to_dicts()

    assert len(findings.statements) * len(findings.sides) == len(frame)
    assert [first.sides[side].passed] == [row["pass"] for row in rows]
    assert (first.standing, first.sides[side].low) == (rows[0]["standing"], rows[0]["low"])


def test_the_undeclared_have_no_side() -> None:
    """Their rows stand below, with a null for the side."""
    frame = statements_frame(CAST["no sides"]())

    assert [None, None] == frame["side"].to_list()
    assert 9 in frame["agree"].to_list()


@pytest.mark.parametrize("name", CAST)
@pytest.mark.parametrize("make", ALL)
def test_both_libraries_tell_the_same(make: Callable[..., Any], name: str) -> None:
    """Same columns, same values, null for null, whatever the findings."""
    findings = CAST[name]()
    in_polars, in_pandas = make(findings), make(findings, "pandas")

    assert in_polars.columns == list(in_pandas.columns)
    told = [{key: None if pd.isna(one) else one for key, one in row.items()} for row in in_pandas.to_dict("records")]
    assert in_polars.to_dicts() == told


def test_columns_keep_their_types_when_empty() -> None:
    """A table without rows still knows what it would hold."""
    frame = divides_frame(CAST["no statements"]())

    assert {"id": pl.String, "above": pl.String, "below": pl.String, "gap": pl.Float64} == dict(frame.schema)


def test_a_missing_library_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to do about it."""
    monkeypatch.setitem(sys.modules, "pandas", None)

    with pytest.raises(EngineError, match="pandas is not installed: pip install pandas"):
        statements_frame(bridge(), "pandas")


def test_another_library_is_refused() -> None:
    """There are two."""
    any_frame: Callable[..., Any] = frames.statements_frame
    with pytest.raises(SettingError, match="'polars' or 'pandas', not 'excel'"):
        any_frame(bridge(), "excel")


def test_neither_library_is_imported_before_it_is_asked_for() -> None:
    """Importing the module costs nothing; asked of a fresh interpreter."""
    code = "import sys, sulh.formats.frames; print({'polars', 'pandas'} & set(sys.modules))"

    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "set()" == run.stdout.strip()
