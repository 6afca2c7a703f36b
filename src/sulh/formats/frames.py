"""
Findings as tables, for people who go on in Polars or pandas.

    statements_frame   one row a statement and side (side null: the undeclared)
    sides_frame        one row a side
    comparison_frame   one row a statement: scores of other methods
    divides_frame      one row a divide
    unheard_frame      one row a statement and side not heard enough

The tables are working papers like the findings themselves. Neither library is imported before it is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, overload

import msgspec

from sulh.errors import EngineError, SettingError
from sulh.model.findings import Findings

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

Library = Literal["polars", "pandas"]
Column = tuple[str, type]
STATEMENT: tuple[Column, ...] = (
    ("id", str),
    ("text", str),
    ("standing", str),
    ("score", float),
    ("witness", str),
    ("margin", int),
    ("margin_side", str),
)
ANSWERS: tuple[Column, ...] = (
    ("agree", int),
    ("disagree", int),
    ("pass", int),
    ("answered", int),
    ("low", float),
    ("high", float),
    ("estimate", float),
)


@overload
def statements_frame(findings: Findings, library: Literal["polars"] = "polars") -> pl.DataFrame: ...
@overload
def statements_frame(findings: Findings, library: Literal["pandas"]) -> pd.DataFrame: ...
def statements_frame(findings: Findings, library: Library = "polars") -> pl.DataFrame | pd.DataFrame:
    """
    Return every side's own answers to every statement, with the statement's standing. One row a statement and side.

    Args:
        findings: From `sulh.analyse`.
        library: "polars" or "pandas".

    Returns:
        Columns id, text, standing, score, witness, margin, margin_side, side (null for the undeclared), agree,
        disagree, pass, answered, low, high, estimate.

    Raises:
        EngineError: If the library is not installed.
        SettingError: If the library is another one.

    >>> from sulh import Recipe, analyse, synthesise
    >>> findings = analyse(synthesise(Recipe({"A": 6, "B": 5}, statements=3), seed=1)[0])
    >>> statements_frame(findings)["side"].to_list()
    ['A', 'B', 'A', 'B', 'A', 'B']
    """
    rows = []
    for statement in findings.statements:
        own = {name: getattr(statement, name) for name, _ in STATEMENT}
        by_side: list[tuple[str | None, Any]] = [*statement.sides.items()]
        if statement.undeclared is not None:
            by_side.append((None, statement.undeclared))
        rows += [own | {"side": side} | msgspec.to_builtins(answers) for side, answers in by_side]
    return _frame(rows, (*STATEMENT, ("side", str), *ANSWERS), library)


@overload
def sides_frame(findings: Findings, library: Literal["polars"] = "polars") -> pl.DataFrame: ...
@overload
def sides_frame(findings: Findings, library: Literal["pandas"]) -> pd.DataFrame: ...
def sides_frame(findings: Findings, library: Library = "polars") -> pl.DataFrame | pd.DataFrame:
    """
    Return the declared sides. One row a side.

    Raises:
        EngineError: If the library is not installed.
        SettingError: If the library is another one.
    """
    columns = (
        ("name", str),
        ("members", int),
        ("answered", int),
        ("answers", int),
        ("invited", int),
        ("needed", int),
        ("in_reach", bool),
    )
    return _frame(msgspec.to_builtins(findings.sides), columns, library)


@overload
def comparison_frame(findings: Findings, library: Literal["polars"] = "polars") -> pl.DataFrame: ...
@overload
def comparison_frame(findings: Findings, library: Literal["pandas"]) -> pd.DataFrame: ...
def comparison_frame(findings: Findings, library: Library = "polars") -> pl.DataFrame | pd.DataFrame:
    """
    Return the scores of other methods. One row a statement.

    Raises:
        EngineError: If the library is not installed.
        SettingError: If the library is another one.
    """
    columns = (
        ("id", str),
        ("overall", float),
        ("smallest_laplace", float),
        ("group_informed_consensus", float),
        ("geometric_mean", float),
    )
    return _frame(msgspec.to_builtins(findings.comparison), columns, library)


@overload
def divides_frame(findings: Findings, library: Literal["polars"] = "polars") -> pl.DataFrame: ...
@overload
def divides_frame(findings: Findings, library: Literal["pandas"]) -> pd.DataFrame: ...
def divides_frame(findings: Findings, library: Library = "polars") -> pl.DataFrame | pd.DataFrame:
    """
    Return the statements that divide. One row a divide, the widest first.

    Raises:
        EngineError: If the library is not installed.
        SettingError: If the library is another one.
    """
    columns = (("id", str), ("above", str), ("below", str), ("gap", float))
    return _frame(msgspec.to_builtins(findings.divides), columns, library)


@overload
def unheard_frame(findings: Findings, library: Literal["polars"] = "polars") -> pl.DataFrame: ...
@overload
def unheard_frame(findings: Findings, library: Literal["pandas"]) -> pd.DataFrame: ...
def unheard_frame(findings: Findings, library: Library = "polars") -> pl.DataFrame | pd.DataFrame:
    """
    Return what has not been heard enough. One row a statement and side.

    Raises:
        EngineError: If the library is not installed.
        SettingError: If the library is another one.
    """
    columns = (("id", str), ("side", str), ("answered", int), ("more", int))
    return _frame(msgspec.to_builtins(findings.unheard), columns, library)


def _frame(rows: Sequence[dict[str, Any]], columns: Sequence[Column], library: Library) -> pl.DataFrame | pd.DataFrame:
    """Make a table of these columns, in this order, empty or not; what cannot be said is null."""
    if library not in ("polars", "pandas"):
        raise SettingError(f"library must be 'polars' or 'pandas', not {library!r}.")
    try:
        home: Any = import_module(library)
    except ImportError as error:
        raise EngineError(f"{library} is not installed: pip install {library}.") from error
    data = {name: [row[name] for row in rows] for name, _ in columns}
    if library == "polars":
        kinds = {str: home.String, int: home.Int64, float: home.Float64, bool: home.Boolean}
        in_polars: pl.DataFrame = home.DataFrame(data, schema={name: kinds[kind] for name, kind in columns})
        return in_polars
    kinds = {str: "string", int: "Int64", float: "Float64", bool: "boolean"}
    arrays = {name: home.array(data[name], dtype=kinds[kind]) for name, kind in columns}
    in_pandas: pd.DataFrame = home.DataFrame(arrays)
    return in_pandas
