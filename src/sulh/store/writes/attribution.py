"""
How much a release may tell of each side of a dialogue.

    allow    side ─▶ "none" < "dialogue_exists" < "side_named" < "person_named"
    allowed  refuses a package that tells more than the lowest of all sides

A package takes the lowest level when it is composed. A side may allow less afterwards: then it goes no further.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from sulh.access import CHANGE, Principal
from sulh.model.package import ATTRIBUTIONS
from sulh.negotiation.package import read
from sulh.store import asking
from sulh.store.errors import Conflict
from sulh.store.models import Dialogue, TransferPackage
from sulh.store.reads.approving import content_of
from sulh.store.reads.composing import attribution_of
from sulh.store.texts import Reading
from sulh.store.writes import log


@transaction.atomic
def allow(principal: Principal, dialogue_id: UUID, levels: Mapping[str, str], *, seen: Mapping[str, str]) -> None:
    """
    Write down what each side allows; the same twice is one.

    Args:
        principal: A facilitator.
        dialogue_id: Which dialogue.
        levels: Side -> level, of every side that takes part.
        seen: Side -> level, as the page showed it.

    Raises:
        Refused: If they may not.
        Invalid: `level_<side>`, for what is no level.
        Conflict: `changed-meanwhile`, if another one has written it down, or other sides take part by now.
    """
    dialogue = asking.get(principal, "dialogue", CHANGE, Dialogue, dialogue_id, lock=True)
    reading = Reading()
    chosen = {side: reading.choice(f"level_{side}", level, ATTRIBUTIONS) for side, level in levels.items()}
    reading.done()
    rows = {str(row.side_id): row for row in dialogue.sides.order_by("side__mark")}
    now = {side: row.attribution for side, row in rows.items()}
    if now == chosen:
        return
    if rows.keys() != chosen.keys() or now != dict(seen):
        raise Conflict("changed-meanwhile")
    for side, row in rows.items():
        if row.attribution != chosen[side]:
            row.attribution = chosen[side]
            row.save(update_fields=["attribution"])
            refs = {"dialogue": str(dialogue.id), "side": side, "to": chosen[side]}
            log.enter(dialogue.process_id, "attribution-set", principal, **refs)


def allowed(row: TransferPackage) -> None:
    """
    Let pass a package that tells no more of where it comes from than every side allows now.

    Raises:
        Conflict: `tells-too-much`.
    """
    told = ATTRIBUTIONS.index(read(content_of(row)).attribution)
    if told > ATTRIBUTIONS.index(attribution_of(row.dialogue)):
        raise Conflict("tells-too-much")
