"""
Rows -> values, for a principal who may see them: one topic a module.

Every function takes the acting `Principal` first and asks `sulh.access` (through `sulh.store.asking` or directly). What
comes back are frozen values in the reader's language, never rows: a page cannot reach further than what it was given.
"""
