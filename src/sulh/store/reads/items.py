"""
An item of the official agenda beyond what the map shows of it.

    wanted_on(seen, item)            what is wanted, and where it is known from: for whoever sees the item
    wanted_on_each(seen)             what is wanted on each item of a map, in one go
    carried_by(principal, item)      what bears on it inside the process: for its facilitators
    borne_by_...(principal, id)      on which item a dialogue or a statement bears, and on which it can
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sulh.access import CHANGE, SEE, Principal, Refused
from sulh.store import asking
from sulh.store.models import AgendaItem, Clause, Dialogue, Process, Provision, Statement
from sulh.store.reads.pictures import Seen
from sulh.store.reads.table_lines import SENT
from sulh.store.sealing import in_language, sealer


@dataclass(frozen=True)
class Wanted:
    """What is wanted on an item, in the reader's language, and where that is known from."""

    text: str
    source: str


@dataclass(frozen=True)
class Carried:
    """
    What bears on an item inside a process.

    Attributes:
        dialogues: Ids and titles.
        packages: Released ones: ids and numbers.
        agreements: Ids of agreements with passages on it, and how many.
        statements, clauses, provisions: How many.
    """

    dialogues: tuple[tuple[str, str], ...]
    packages: tuple[tuple[str, int], ...]
    agreements: tuple[str, ...]
    statements: int
    clauses: int
    provisions: int


@dataclass(frozen=True)
class Bears:
    """The dialogue at hand, the item that is chosen (empty for none), and the items by id and title."""

    dialogue_id: UUID
    chosen: str
    items: tuple[tuple[str, str], ...]


def wanted_on(seen: Seen, item_id: UUID, tag: str) -> Wanted:
    """
    Return what is wanted on an item.

    Raises:
        Refused: If it is not on the reader's map.
    """
    if str(item_id) not in {one.id for one in seen.picture.items}:
        raise Refused
    row = AgendaItem.objects.get(pk=item_id, process=seen.process_id)
    opener = sealer(row.process_id)
    return Wanted(in_language(opener.texts(row, "wanted"), tag), opener.text(row, "source"))


def wanted_on_each(seen: Seen, tag: str) -> dict[str, str]:
    """Return what is wanted on each item of the reader's map, by its id; empty where nothing was written."""
    on_map = {one.id for one in seen.picture.items}
    rows = [row for row in AgendaItem.objects.filter(process=seen.process_id) if str(row.id) in on_map]
    opener = sealer(seen.process_id)
    return {str(row.id): in_language(opener.texts(row, "wanted"), tag) for row in rows}


def carried_by(principal: Principal, item_id: UUID, tag: str) -> Carried:
    """
    Return what bears on an item inside its process.

    Raises:
        Refused: For whoever does not facilitate it.
    """
    row = asking.get(principal, "package", SEE, AgendaItem, item_id)
    opener = sealer(row.process_id)
    provisions = Provision.objects.filter(agenda_item=row)
    packages = row.packages.filter(state__in=SENT).order_by("dialogue", "number")
    return Carried(
        dialogues=tuple(
            (str(one.id), in_language(opener.texts(one, "titles"), tag))
            for one in Dialogue.objects.filter(agenda_item=row).order_by("id")
        ),
        packages=tuple((str(one.id), one.number) for one in packages),
        agreements=tuple(sorted({str(one) for one in provisions.values_list("agreement", flat=True)})),
        statements=Statement.objects.filter(agenda_item=row).count(),
        clauses=Clause.objects.filter(agenda_item=row).count(),
        provisions=provisions.count(),
    )


def borne_by_dialogue(principal: Principal, dialogue_id: UUID, tag: str) -> Bears:
    """
    Return on which item a dialogue bears, and the items that it can be given.

    Raises:
        Refused: If it is not theirs to change.
    """
    row = asking.get(principal, "dialogue", CHANGE, Dialogue, dialogue_id)
    return _bears(row, row.process, tag)


def borne_by_statement(principal: Principal, statement_id: UUID, tag: str) -> Bears:
    """
    Return on which item a statement bears, and the items that it can be given.

    Raises:
        Refused: If it is not theirs to decide on.
    """
    row = asking.get(principal, "moderation", CHANGE, Statement, statement_id)
    return _bears(row, row.dialogue.process, tag)


def _bears(row: Dialogue | Statement, process: Process, tag: str) -> Bears:
    opener = sealer(process.id)
    items = process.agenda_items.order_by("number")
    dialogue = row.id if isinstance(row, Dialogue) else row.dialogue_id
    chosen = "" if row.agenda_item_id is None else str(row.agenda_item_id)
    return Bears(dialogue, chosen, tuple((str(one.id), in_language(opener.texts(one, "titles"), tag)) for one in items))
