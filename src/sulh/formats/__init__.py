"""
Files in and out: dialogues and findings are read here, and folders of papers written.

    export folder, CSV, Parquet ──read──▶ Dialogue ──(opinion)──▶ Findings ──jsonfile, frames──▶ bytes, tables
                                                                              output: all files or none

Whatever is wrong with a file is an `InputError` with one of the kinds in `sulh.formats.faults`; no other exception
escapes. Files of the map are read otherwise: what cannot be kept of one is a `Remark`, and the rest is.

    map_out ─▶ files of a reader's map              map_in ─▶ map_child ─▶ Brought     in a process of its own
      initiatives_table, actors_table, official_table ── map_table, map_rows, map_cells      tables, CSV and XLSX
      hxl (hxl_reading), iati (iati_reading), graphml, geojson, calendar_file, ucdp...       what others have agreed on
      known, coarse, remarks, xml_door      names and ids; times by the week; what was lost; XML without its traps
    card_file, match_file                   what travels between two hosts, signed
    track_words, meeting_words, vote_words  what keys of code lists are called
    media                                   what a file that is handed over says it is

Other rooms open files of their own: `sulh.synth` writes made-up dialogues, `sulh.disclosure` keeps its ledger. Nothing
is counted here (see `sulh.opinion`) and no page is drawn (see `sulh.papers`).
"""

from __future__ import annotations

from sulh.formats.reading import read

__all__ = ["read"]
