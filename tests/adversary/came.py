"""
A file that came into the map and waits for the coordinator's word, and an initiative that waits for its owner's.

No test lives here.
"""

from __future__ import annotations

from uuid import UUID

import msgspec

from sulh.access import Role
from sulh.formats.map_in import Brought, Columns
from sulh.formats.map_table import ColumnMapping
from sulh.model.actors import Actor, Name
from sulh.store import clock
from sulh.store.models import ImportBatch, Initiative, Ownership, Seat
from sulh.store.sealing import sealer
from tests.cast import Cast


def arrived(cast: Cast) -> dict[str, UUID | str]:
    """Let a table of one actor wait, and an initiative that the coordinator wrote down."""
    columns = Columns("actors", {0: "name", 1: "kind"}, ColumnMapping({0: "name", 1: "kind"}))
    found = Brought("actors", (columns,), actors=(Actor("new-1", "party", (Name("Ara"),)),))
    coordinator = UUID(cast.principal("coordinator").id)
    row = ImportBatch(process=cast.process, by_id=coordinator, on=clock.today(), form="actors")
    sealer(cast.process.id).put(row, found=msgspec.json.encode(found).decode())
    row.save()
    seat = Seat.objects.create(role=Role.OWNER, process=cast.process, label="WAITS")
    card = Initiative.objects.create(process=cast.process, entered_by_id=coordinator, entered=clock.today())
    Ownership.objects.create(initiative=card, seat=seat)
    return {"batch_id": row.id, "entered_card_id": card.id}
