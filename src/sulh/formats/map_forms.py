"""
Which form a file of the map has, for the first step of an import: told by what stands in it, never by its name.

    bytes ──form_of──▶ "iati", "graphml", "geojson", "hxl", or the table whose columns it has most of

A person sees the guess and may say otherwise; nothing is read here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal, get_args

from sulh.formats.actors_table import ACTORS, PLACES, TIES
from sulh.formats.grids import bare
from sulh.formats.hxl_reading import MOST_ABOVE, is_tags
from sulh.formats.initiatives_table import INITIATIVES, OFFERS
from sulh.formats.map_table import LONGEST_CELL, Layout, guess_mapping, headed
from sulh.formats.official_table import ITEMS, ROUNDS

TableForm = Literal["initiatives", "offers", "actors", "ties", "places", "agenda", "rounds"]
Form = Literal["iati", "graphml", "geojson", "hxl"] | TableForm
TABLES: Final[Mapping[TableForm, Layout[Any]]] = {
    "initiatives": INITIATIVES,
    "offers": OFFERS,
    "actors": ACTORS,
    "ties": TIES,
    "places": PLACES,
    "agenda": ITEMS,
    "rounds": ROUNDS,
}
TABLE_FORMS: Final[tuple[TableForm, ...]] = get_args(TableForm)
_HEAD: Final = 4_096  # bytes in which a file of XML says what it is


def form_of(data: bytes, filename: str) -> Form | None:
    r"""
    Tell the form of a file; None if it has none that is read.

    >>> form_of(b"Actor name,Type,id_paax\n", "list.csv"), form_of(b"#org,#loc\n", "w.csv"), form_of(b"", "a.csv")
    ('actors', 'hxl', None)
    """
    start = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<"):
        return "iati" if b"<iati-activities" in start else "graphml" if b"graphml" in start else None
    if start.startswith(b"{"):
        return "geojson"
    table = bare(data, filename, longest=LONGEST_CELL)
    if any(is_tags(cells) for _, cells in table.rows[:MOST_ABOVE]):
        return "hxl"
    header, _ = headed(table)
    return _most_alike(header)


def _most_alike(header: Mapping[int, str]) -> TableForm | None:
    """Return the table with most of these columns, those that must be there before all."""
    alike: dict[TableForm, tuple[int, int]] = {}
    for form, layout in TABLES.items():
        found = set(guess_mapping(layout, header).columns.values())
        lacking = sum(column.needed and column.name not in found for column in layout.columns)
        alike[form] = (len(found), -lacking)
    best = max(TABLE_FORMS, key=lambda form: alike[form])
    return best if alike[best][0] else None
