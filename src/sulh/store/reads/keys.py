"""
Ids as texts, straight from the database: whoever reads thousands makes no object of each of them.

    rows.annotate(**as_text("id", "one")).values_list("id_text", "one_text") ─▶ spelt(kept)
"""

from __future__ import annotations

from django.db.models import TextField
from django.db.models.functions import Cast


def as_text(*names: str) -> dict[str, Cast]:
    """Return what gives each of these ids as a text, called `<name>_text`; to be read by `spelt`."""
    return {f"{name}_text": Cast(name, TextField()) for name in names}


def spelt(kept: str) -> str:
    """
    Return an id as it is spelt everywhere: SQLite keeps no hyphens.

    >>> spelt("0c9b1e6a7d5f4c33a1b2c3d4e5f60718")
    '0c9b1e6a-7d5f-4c33-a1b2-c3d4e5f60718'
    """
    return kept if "-" in kept else f"{kept[:8]}-{kept[8:12]}-{kept[12:16]}-{kept[16:20]}-{kept[20:]}"
