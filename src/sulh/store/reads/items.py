"""
An item of the official agenda beyond what the map shows of it.

    wanted_on(seen, item)            what is wanted, and where it is known from: for whoever sees the item
    carried_by(principal, item)      what bears on it inside the process: for its facilitators
    bearable(principal, process)     the items that something can be given
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sulh.access import SEE, Principal, Refused
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


def bearable(principal: Principal, process_id: UUID, tag: str) -> list[tuple[str, str]]:
    """
    Return the items of a process by id and title, in their order.

    Raises:
        Refused: For whoever does not facilitate it.
    """
    process = asking.get(principal, "package", SEE, Process, process_id)
    opener = sealer(process.id)
    rows = process.agenda_items.order_by("number")
    return [(str(row.id), in_language(opener.texts(row, "titles"), tag)) for row in rows]
