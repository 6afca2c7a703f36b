"""
Files in and out: dialogues and findings are read here, and folders of papers written.

    export folder, CSV, Parquet ──read──▶ Dialogue ──(opinion)──▶ Findings ──jsonfile, frames──▶ bytes, tables
                                                                              output: all files or none

Whatever is wrong with a file is an `InputError` with one of the kinds in `sulh.formats.faults`; no other exception
escapes. Other rooms open files of their own: `sulh.synth` writes made-up dialogues, `sulh.disclosure` keeps its
ledger. Nothing is counted here (see `sulh.opinion`) and no page is drawn (see `sulh.papers`).
"""

from __future__ import annotations

from sulh.formats.reading import read

__all__ = ["read"]
