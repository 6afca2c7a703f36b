"""
The five elements of the relationship between two sides, as it is seen on a day. It describes the pair, never a person.

One view a pair, element and day: the order in which two sides are named does not matter. An element that is left empty
was not described on that day.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from sulh.access import CHANGE, Principal
from sulh.store import asking
from sulh.store.days import past_day
from sulh.store.errors import Conflict, Invalid
from sulh.store.models import Dialogue, Relationship
from sulh.store.models.sessions import ELEMENTS
from sulh.store.reads.relationships import pair_of, stamp, views
from sulh.store.sealing import sealer
from sulh.store.texts import NOTE, Reading
from sulh.store.unnamed import Names, names_in, unnamed
from sulh.store.writes import log


@transaction.atomic
def describe(
    principal: Principal,
    dialogue_id: UUID,
    sides: tuple[UUID, UUID],
    texts: Mapping[str, str],
    *,
    on: date | None,
    seen: str = "",
) -> None:
    """
    Describe how two sides are to each other on a day, or correct what was written of that day.

    Args:
        principal: A facilitator.
        dialogue_id: In which dialogue.
        sides: The two sides.
        texts: Element -> text.
        on: The day.
        seen: What stood for the texts of that day when the page was opened; empty for a day of which there is nothing.

    Raises:
        Refused: If the two are not two sides of the dialogue.
        Invalid: If a text or the day cannot be kept, nothing is described, or `day-is-taken`.
        Conflict: If somebody else has changed it meanwhile.
    """
    dialogue = asking.get(principal, "session", CHANGE, Dialogue, dialogue_id, lock=True)
    pair = pair_of(dialogue, sides)
    opener = sealer(dialogue.process_id)
    reading = Reading()
    day = past_day(reading, "on", on)
    kept = _read(reading, texts, names_in(principal, dialogue))
    reading.done()
    before = list(views(dialogue, pair).filter(on=day))
    if before and not seen:
        raise Invalid({"on": "day-is-taken"})
    if seen and seen != stamp(before):
        raise Conflict("changed-meanwhile")
    views(dialogue, pair).filter(on=day).delete()
    for element, text in kept.items():
        row = Relationship(dialogue=dialogue, side_id=pair[0], other_id=pair[1], element=element, on=day)
        opener.put(row, text=text)
        row.save(force_insert=True)
    log.enter(dialogue.process_id, "relationship-noted", principal, dialogue=str(dialogue.id), elements=len(kept))


def _read(reading: Reading, texts: Mapping[str, str], names: Names) -> dict[str, str]:
    read = {one: reading.lines(one, texts.get(one), most=NOTE, needed=False) for one in ELEMENTS}
    kept = {one: unnamed(reading, one, text, names) for one, text in read.items() if text}
    if not kept:
        reading.faults.setdefault(ELEMENTS[0], "one-element")
    return kept
