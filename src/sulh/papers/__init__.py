"""
The papers: findings and publications as pages and tables that people read.

    report.py       report.html, the facilitator's working paper       asked, standings, patterns, method: its parts
    publication.py  publication.html, what `sulh.disclosure` let out
    spreadsheet.py  statements.csv
    page.py         templates and words that escape

Nothing is computed here: what a paper says was found in `sulh.opinion` or allowed by `sulh.disclosure`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sulh.papers.publication import publication_html
    from sulh.papers.report import report_html
    from sulh.papers.spreadsheet import statements_csv

__all__ = ["publication_html", "report_html", "statements_csv"]

_HOMES = {"report_html": "report", "publication_html": "publication", "statements_csv": "spreadsheet"}


def __getattr__(name: str) -> object:
    """Load a paper when it is first asked for: templates and languages cost time to load."""
    if name not in _HOMES:
        raise AttributeError(f"sulh.papers has no {name!r}; it has {', '.join(__all__)}.")
    return getattr(import_module(f"sulh.papers.{_HOMES[name]}"), name)
