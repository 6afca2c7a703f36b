"""
Stipulations of an agreement as a table, in and out; and the agreements of a PA-X download, in.

    STIPULATIONS   one row a commitment: what, which authority, theme, sides, owed by; the last coding, with sources
    PAX            one row an agreement of the file that a person took from PA-X themselves: ids, day, stage, kind

Of PA-X only what joins files is read, and in our own words (`sulh.model.implementation`). No row of it is part of this
package; whoever brings one has taken it under PA-X's own terms. Days there are written as 05/01/2026 or 2026-01-05, and
ids of other sets as "346.0".
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

import msgspec

from sulh.formats.grids import Grid, bare
from sulh.formats.guards import unguard
from sulh.formats.known import Known
from sulh.formats.map_cells import DAY, ID, IDS, NUMBER, TEXT, Codec, word
from sulh.formats.map_rows import read_grid, read_table
from sulh.formats.map_table import LONGEST_CELL, Column, Fields, Layout, guess_mapping, headed
from sulh.formats.remarks import Read
from sulh.model.findings import Value
from sulh.model.implementation import AGREEMENT_KINDS, CODED_STATES, STAGES, THEMES, AgreementKind, Stage, Theme


class StipulationRow(Value, frozen=True):
    """
    A stipulation as a table holds it.

    Attributes:
        key: By which rows of one file are told apart.
        number: Its number in the agreement; 0 for the next one.
        low, high, state: What stands of it on the last coded day; written, and set aside when read.
        sources: What that rests on, without which coder said which; set aside like them.
    """

    what: str
    authority: str
    theme: Theme
    key: str = ""
    number: int = 0
    sides: tuple[str, ...] = ()
    due: date | None = None
    low: int | None = None
    high: int | None = None
    state: str = ""
    sources: str = ""


class PaxAgreement(Value, frozen=True):
    """
    An agreement of a PA-X file: what it is called, the day it bears, its stage and kind, and ids elsewhere.

    Attributes:
        id: AgtId; `pp` the process, `con` the conflict, `ucdp` and `pam` the ids of those sets; empty where none.
    """

    id: str
    name: str
    on: date
    stage: Stage | None = None
    kind: AgreementKind | None = None
    pp: str = ""
    con: str = ""
    ucdp: str = ""
    pam: str = ""


def whole(text: str) -> str:
    """
    Return an id that a spreadsheet has made a number of.

    >>> whole("346.0"), whole("346"), whole("Colombia IV")
    ('346', '346', 'Colombia IV')
    """
    before, dot, after = text.partition(".")
    return before if dot and before.isdecimal() and not after.strip("0") else text


def _stipulation(fields: Fields) -> StipulationRow:
    key = fields.pop("id")
    number = fields.get("number", 0)
    return StipulationRow(key=str(number or key), **fields)


def _pax(fields: Fields) -> PaxAgreement:
    return PaxAgreement(**fields)


FOREIGN: Final = Codec(str, lambda text: whole(TEXT.read(text)))
STIPULATIONS: Layout[StipulationRow] = Layout(
    "stipulations",
    (
        Column("number", NUMBER, spellings=("no", "stipulation", "#")),
        Column("what", TEXT, needed=True, spellings=("words", "text", "commitment", "description")),
        Column("authority", TEXT, needed=True, spellings=("body", "responsible", "addressee")),
        Column("theme", word(*THEMES), needed=True, spellings=("about", "topic")),
        Column("sides", IDS, refers=("sides",), spellings=("owed by sides", "parties", "side")),
        Column("due", DAY, spellings=("owed by", "deadline", "by when")),
        Column("low", NUMBER),
        Column("high", NUMBER),
        Column("state", word(*CODED_STATES)),
        Column("sources", TEXT),
    ),
    _stipulation,
    msgspec.structs.asdict,
    lambda row: row.key,
)
PAX: Layout[PaxAgreement] = Layout(
    "agreements",
    (
        Column("id", ID, needed=True, spellings=("agtid",)),
        Column("name", TEXT, needed=True, spellings=("agt", "agreement")),
        Column("on", DAY, needed=True, spellings=("dat", "date", "date signed")),
        Column("stage", word(*STAGES)),
        Column("kind", word(*AGREEMENT_KINDS), spellings=("agtp",)),
        Column("pp", FOREIGN),
        Column("con", FOREIGN),
        Column("ucdp", FOREIGN, spellings=("ucdpcon",)),
        Column("pam", FOREIGN, spellings=("pamagr",)),
    ),
    _pax,
    msgspec.structs.asdict,
    lambda one: one.id,
)


def read_stipulations(data: bytes, filename: str, sides: Mapping[str, tuple[str, ...]]) -> Read[StipulationRow]:
    """
    Read stipulations.

    Args:
        data: CSV or a workbook.
        filename: Its name; only its ending is looked at.
        sides: Names of the sides of the process, by id: a cell may say either.
    """
    return read_table(STIPULATIONS, data, filename, known=Known({"sides": sides}))


def read_pax(data: bytes, filename: str) -> Read[PaxAgreement]:
    r"""
    Read the agreements of a PA-X file; of its hundreds of columns those that we have, without a remark for the others.

    >>> found = read_pax(b"AgtId,Agt,Dat,Stage,UcdpCon\n1,An accord,05/01/2026,Cea,346.0\n", "pax.csv")
    >>> [(one.id, one.on.isoformat(), one.stage, one.ucdp) for one in found.values]
    [('1', '2026-01-05', 'Cea', '346')]
    """
    table = bare(data, filename, longest=LONGEST_CELL)
    header, rows = headed(table)
    mapping = guess_mapping(PAX, header)
    known = {at: name for at, name in header.items() if at in mapping.columns}
    kept = [(line, {at: unguard(text) for at, text in cells.items() if at in known}) for line, cells in rows]
    return read_grid(PAX, Grid(known, kept, table.faults), mapping=mapping)
