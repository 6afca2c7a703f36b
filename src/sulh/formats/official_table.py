"""
The official process as tables: the points of its agenda and its rounds.

    ITEMS    one row a point: number, state, titles, since when, wanted by when
    ROUNDS   one row a round, with the public source it is known from: one without a source is not read

How many packages were released on a point, and answered, is counted by the platform itself: what a file says
of it is read, and it is for the caller to set it aside.
"""

from __future__ import annotations

import msgspec

from sulh.formats.map_cells import DAY, ID, NUMBER, TEXT, word
from sulh.formats.map_table import Column, Fields, Layout
from sulh.formats.remarks import UnfitError
from sulh.model.picture import ITEM_STATES, Item, OfficialRound
from sulh.words.language import mark


def _item(fields: Fields) -> Item:
    return Item(titles=fields.pop("title", {}), **fields)


def _of_item(item: Item) -> Fields:
    fields = msgspec.structs.asdict(item)
    return fields | {"title": fields.pop("titles")}


def _round(fields: Fields) -> OfficialRound:
    dates = {name: fields.pop(name, None) for name in ("start", "end", "stalled_since")}
    found = OfficialRound(**dates, **fields)
    if found.start and found.end and found.end < found.start:
        raise UnfitError(mark("an end that is not before the beginning"))
    return found


def _id(value: Item | OfficialRound) -> str:
    return value.id


ITEMS: Layout[Item] = Layout(
    "agenda",
    (
        Column("id", ID),
        Column("number", NUMBER, needed=True, spellings=("no", "item")),
        Column("state", word(*ITEM_STATES), needed=True, spellings=("status",)),
        Column("title", TEXT, by_language=True, spellings=("name", "agenda item")),
        Column("since", DAY),
        Column("wanted_by", DAY, spellings=("wanted by", "deadline")),
        Column("desk", ID, refers=("desks",)),
        Column("released", NUMBER),
        Column("answered", NUMBER),
    ),
    _item,
    _of_item,
    _id,
)
ROUNDS: Layout[OfficialRound] = Layout(
    "rounds",
    (
        Column("id", ID),
        Column("number", NUMBER, needed=True, spellings=("no", "round")),
        Column("start", DAY, spellings=("start date", "from")),
        Column("end", DAY, spellings=("end date", "to")),
        Column("stalled_since", DAY, spellings=("stalled since",)),
        Column("source", TEXT, needed=True, spellings=("reference",)),
    ),
    _round,
    msgspec.structs.asdict,
    _id,
)
