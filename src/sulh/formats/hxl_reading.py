"""
HXL sheets of others and of ourselves, read by their tags, wherever columns stand and however attributes are ordered.

    bytes ──tagged──▶ columns by what they mean, rows
          ──read_hxl──▶ Read of initiatives, Read of places

The row of tags is looked for among the first 25. A column without a tag, or with one that means nothing on the map, is
told of and not read; one of contacts is never read, whoever sends it. Rows with one initiative id are one initiative.
Nothing is guessed: a sheet without ids gives an initiative for each row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from sulh.formats.actors_table import PLACES
from sulh.formats.grids import Cells, Grid, bare
from sulh.formats.guards import joined, named, named_id, parted, unguard
from sulh.formats.initiatives_table import INITIATIVES
from sulh.formats.known import Known
from sulh.formats.map_cells import name_text
from sulh.formats.map_rows import read_grid
from sulh.formats.map_table import LONGEST_CELL
from sulh.formats.remarks import Read, Remark, from_grid, shown, told
from sulh.model.actors import Name, Place, PlaceKind
from sulh.model.initiatives import Card
from sulh.words.language import mark

TAG: Final = re.compile(r"#([a-z][a-z0-9_]*)((?:\s*\+\s*[a-z][a-z0-9_]*)*)", re.IGNORECASE)
LANGUAGE: Final = re.compile(r"i_([a-z]{2,3})")
MOST_ABOVE: Final = 25
# Attributes that change nothing in what a column means here.
NEUTRAL: Final = frozenset(
    {"name", "label", "text", "list", "main", "lead", "prog", "programme", "project", "activity", "title", "x_sulh"}
)
# What a column means: its tag and the attributes that it needs.
MEANINGS: Final[Mapping[str, tuple[str, frozenset[str]]]] = {
    "id": ("activity", frozenset({"code"})),
    "title": ("activity", frozenset()),
    "owner code": ("org", frozenset({"code"})),
    "owner": ("org", frozenset()),
    "funders code": ("org", frozenset({"funder", "code"})),
    "funders": ("org", frozenset({"funder"})),
    "actors code": ("org", frozenset({"engaged", "code"})),
    "actors": ("org", frozenset({"engaged"})),
    "sectors": ("sector", frozenset({"track"})),
    "issues code": ("sector", frozenset({"code"})),
    "issues": ("sector", frozenset()),
    "regions code": ("adm1", frozenset({"code"})),
    "regions": ("adm1", frozenset()),
    "places code": ("loc", frozenset({"code"})),
    "places": ("loc", frozenset()),
    "kind": ("loc", frozenset({"type"})),
    "latitude": ("geo", frozenset({"lat"})),
    "longitude": ("geo", frozenset({"lon"})),
    "start": ("date", frozenset({"start"})),
    "end": ("date", frozenset({"end"})),
    "phase": ("status", frozenset()),
    "aim": ("description", frozenset()),
}
OTHER_WORDS: Final = {"impl": "engaged", "partner": "engaged", "donor": "funder", "id": "code", "pcode": "code"}
SEVERAL: Final = ("funders", "actors", "sectors", "issues", "regions", "places")
CODED: Final = ("owner", "funders", "actors", "issues", "regions", "places")
OF_PLACES: Final = ("kind", "latitude", "longitude")


@dataclass(frozen=True)
class HxlRead:
    """What a sheet holds; what of it means nothing on the map is told of among the remarks on initiatives."""

    cards: Read[Card]
    places: Read[Place]


@dataclass
class _Sheet:
    """A sheet by what its columns mean."""

    meanings: dict[int, str] = field(default_factory=dict)
    rows: list[tuple[int, Cells]] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def read_hxl(
    data: bytes, filename: str, *, known: Known | None = None, language: str = "en", kind: PlaceKind = "district"
) -> HxlRead:
    """
    Read a sheet.

    Args:
        data: The file, CSV or XLSX.
        filename: Its name; only its ending is looked at.
        known: What the map holds; without it every reference is taken for an id.
        language: Of titles that do not say in which language they are.
        kind: Of places of which the sheet does not say it.

    Returns:
        What fits and a remark for everything else; never an error, whatever the bytes.
    """
    sheet = _tagged(bare(data, filename, longest=LONGEST_CELL), language)
    if not sheet.meanings:
        return HxlRead(Read(remarks=told(sheet.remarks)), Read())
    rows = [(line, _meant(sheet, cells)) for line, cells in sheet.rows]
    merged = _merged(((row.get("id", ""), line, row) for line, row in rows), sheet.remarks)
    cards = read_grid(INITIATIVES, _grid(merged, without=OF_PLACES), known=known)
    on_earth = _merged((place for line, row in rows for place in _places(line, row)), sheet.remarks)
    regions = {text for _, row in rows for text in parted(row.get("regions", ""))}
    for _, place in on_earth:
        place.setdefault("kind", "region" if place.pop("called") in regions else kind)
    places = read_grid(PLACES, _grid(on_earth)) if on_earth else Read[Place]()
    return HxlRead(Read(cards.values, told([*sheet.remarks, *cards.remarks]), cards.unknown), places)


def _tagged(table: Grid, language: str) -> _Sheet:
    """Find the row of tags and what each column means."""
    sheet = _Sheet(remarks=from_grid(table))
    at = next((at for at, (_, cells) in enumerate(table.rows[:MOST_ABOVE]) if is_tags(cells)), None)
    if at is None:
        sheet.remarks.append(Remark(None, "", "", mark("a row of HXL tags such as #org"), "file"))
        return sheet
    line, tags = table.rows[at]
    sheet.rows = table.rows[at + 1 :]
    for column in sorted({column for _, cells in table.rows[at:] for column in cells}):
        _mean(sheet, line, column, tags.get(column, ""), language)
    return sheet


def is_tags(cells: Cells) -> bool:
    """
    Whether a row is one of tags: at least half of its cells.

    >>> is_tags({0: "#org", 1: "#adm1 +name"}), is_tags({0: "Who", 1: "#1"})
    (True, False)
    """
    return 2 * sum(bool(TAG.fullmatch(text)) for text in cells.values()) >= len(cells)


def _mean(sheet: _Sheet, line: int, column: int, tag: str, language: str) -> None:
    """Note what a column means, or tell that it is not read."""
    meaning = _meaning(tag, language)
    once = meaning and meaning.removesuffix(" code") not in SEVERAL
    if meaning and not (once and meaning in sheet.meanings.values()):
        sheet.meanings[column] = meaning
        return
    expected = mark("no contact: none is kept") if tag.lower().startswith("#contact") else mark("a tag of the map")
    if meaning:
        expected = mark("one column for each field")
    sheet.remarks.append(Remark(line, shown(tag), f"{column + 1}", expected, "field"))


def _meaning(tag: str, language: str) -> str:
    """Return what a tag means, in whatever order its attributes stand; empty for nothing."""
    found = TAG.fullmatch(tag)
    if found is None:
        return ""
    said = {OTHER_WORDS.get(one.strip().lower(), one.strip().lower()) for one in found[2].split("+") if one.strip()}
    spoken = next((name[1] for one in sorted(said) if (name := LANGUAGE.fullmatch(one))), language)
    needed = frozenset(one for one in said if one not in NEUTRAL and not LANGUAGE.fullmatch(one))
    for meaning, wanted in MEANINGS.items():
        if (found[1].lower(), needed) == wanted:
            return f"title ({spoken})" if meaning == "title" else meaning
    return ""


def _meant(sheet: _Sheet, cells: Cells) -> dict[str, str]:
    """Return what a row says, names joined with their codes."""
    parts: dict[str, list[str]] = {}
    for column, text in cells.items():
        if column in sheet.meanings:
            meaning = sheet.meanings[column]
            several = meaning.removesuffix(" code") in SEVERAL
            parts.setdefault(meaning, []).extend(parted(unguard(text)) if several else [unguard(text)])
    for meaning in CODED:
        names, codes = parts.get(meaning, []), parts.pop(f"{meaning} code", [])
        if codes:
            called = names if len(names) == len(codes) else codes
            parts[meaning] = [named(*one) for one in zip(codes, called, strict=True)]
    return {meaning: joined(held) if meaning in SEVERAL else held[0] for meaning, held in parts.items()}


def _merged(rows: Iterable[tuple[str, int, dict[str, str]]], remarks: list[Remark]) -> list[tuple[int, dict[str, str]]]:
    """Make one of the rows that share a key; a second word on what can be said once is told of."""
    found: dict[str, tuple[int, dict[str, str]]] = {}
    for number, (key, line, row) in enumerate(rows):
        _, kept = found.setdefault(key or f"\0{number}", (line, {}))
        for meaning, text in row.items():
            if meaning in SEVERAL:
                kept[meaning] = joined(dict.fromkeys((*parted(kept.get(meaning, "")), *parted(text))))
            elif kept.setdefault(meaning, text) != text:
                remarks.append(Remark(line, meaning, shown(text), mark("the same in each row of one id"), "field"))
    return list(found.values())


def _places(line: int, row: Mapping[str, str]) -> Iterator[tuple[str, int, dict[str, str]]]:
    """Give the region and the place of a row, each under its id or its name."""
    regions, places = parted(row.get("regions", "")), parted(row.get("places", ""))
    for text in regions:
        yield text, line, _place(text)
    for text in places:
        more = {name: row[name] for name in OF_PLACES if name in row} if len(places) == 1 else {}
        around = [id_ for one in regions if one != text and (id_ := _place(one).get("id"))]
        yield text, line, _place(text) | more | ({"within": around[0]} if len(around) == 1 else {})


def _place(text: str) -> dict[str, str]:
    id_ = named_id(text)
    name = text[: -len(f" [{id_}]")] if text != id_ else text
    return {"called": text, "name": name_text(Name(name))} | ({"id": id_} if text != id_ else {})


def _grid(rows: list[tuple[int, dict[str, str]]], *, without: Iterable[str] = ()) -> Grid:
    """Return rows of words as a grid."""
    names = [name for name in dict.fromkeys(name for _, row in rows for name in row) if name not in without]
    numbers = {name: at for at, name in enumerate(names)}
    cells = [(line, {numbers[name]: text for name, text in row.items() if name in numbers}) for line, row in rows]
    return Grid(dict(enumerate(names)), cells)
