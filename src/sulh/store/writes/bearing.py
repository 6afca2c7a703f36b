"""
On which item of the official agenda a dialogue or a statement bears: said by its facilitators, and by nobody inferred.

    bear_dialogue, bear_statement     None for none

No page of participants knows it. What bears on an item is counted on the item's page (`sulh.store.reads.items`).
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from sulh.access import CHANGE, Principal
from sulh.store import asking
from sulh.store.errors import Invalid
from sulh.store.models import AgendaItem, Dialogue, Statement
from sulh.store.writes import log


@transaction.atomic
def bear_dialogue(principal: Principal, dialogue_id: UUID, item_id: UUID | None) -> None:
    """
    Say on which item a dialogue bears.

    Raises:
        Refused: If it is not theirs to change.
        Invalid: `item`, for one of elsewhere.
    """
    row = asking.get(principal, "dialogue", CHANGE, Dialogue, dialogue_id, lock=True)
    item = _item(row.process_id, item_id)
    row.agenda_item = item
    row.save(update_fields=["agenda_item"])
    log.enter(row.process_id, "dialogue-bears", principal, dialogue=str(row.id), item=item.number if item else 0)


@transaction.atomic
def bear_statement(principal: Principal, statement_id: UUID, item_id: UUID | None) -> None:
    """
    Say on which item a statement bears.

    Raises:
        Refused: If it is not theirs to decide on.
        Invalid: `item`, for one of elsewhere.
    """
    row = asking.get(principal, "moderation", CHANGE, Statement, statement_id, lock=True)
    row.agenda_item = _item(row.dialogue.process_id, item_id)
    row.save(update_fields=["agenda_item"])


def _item(process_id: UUID, item_id: UUID | None) -> AgendaItem | None:
    if item_id is None:
        return None
    found = AgendaItem.objects.filter(pk=item_id, process=process_id).first()
    if found is None:
        raise Invalid({"item": "no-choice"})
    return found
