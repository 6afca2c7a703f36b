"""
A file that comes into the map, until somebody says that it is to be brought in.

    bring ──▶ batch, waiting ──read_again──▶ waiting ──▶ made (`sulh.store.writes.map_making`)
                                └─ drop, forget ──▶ gone

The file and what was read of it lie sealed in the batch and nowhere else, and are gone when it no longer waits; at the
latest on the second day. One file of a person waits at a time. Nothing is entered in the process log: its readers may
not know what a file holds.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from datetime import timedelta
from uuid import UUID

import msgspec
from django.db import transaction

from sulh.access import CHANGE, Principal, Refused
from sulh.formats.map_in import Brought, Wanted, brought
from sulh.model.picture import Picture
from sulh.store import asking, clock
from sulh.store.fresh import fresh_id
from sulh.store.models import ImportBatch, Process
from sulh.store.reads.map_files import names_of, own_batch
from sulh.store.sealing import sealer

DAYS = 1  # that a file waits after the day on which it came


def bring(
    principal: Principal, process_id: UUID, data: bytes, filename: str, picture: Picture, *, new_id: UUID | None = None
) -> UUID:
    """
    Take a file and read it; what it holds is put nowhere yet.

    Args:
        principal: Who keeps the map.
        process_id: Which map.
        data: The file.
        filename: Its name.
        picture: The map as they see it.
        new_id: Of the batch; None for any. A form that comes twice brings one file.

    Raises:
        Refused: If they do not keep this map.
        EngineError: If the process that reads files cannot be started.
    """
    asking.get(principal, "map", CHANGE, Process, process_id)
    if new_id is not None and ImportBatch.objects.filter(pk=new_id, process=process_id, by=UUID(principal.id)).exists():
        return new_id
    wanted = Wanted()
    found = brought(data, filename, wanted=wanted, names=names_of(process_id, picture))
    row = ImportBatch(process_id=process_id, by_id=UUID(principal.id), on=clock.today())
    row.id = fresh_id(ImportBatch, new_id)
    _put(row, wanted, found)
    sealer(process_id).put(row, file={"name": filename[-80:], "data": b64encode(data).decode()})
    with transaction.atomic():
        ImportBatch.objects.filter(process=process_id, by=UUID(principal.id), state="waiting").delete()
        row.save(force_insert=True)
    return row.id


def read_again(principal: Principal, batch_id: UUID, wanted: Wanted, picture: Picture) -> None:
    """
    Read a file that waits as somebody says it is to be read; one that does not wait stays as it is.

    Raises:
        Refused: If it is not theirs.
        EngineError: If the process that reads files cannot be started.
    """
    row = own_batch(principal, batch_id)
    kept = sealer(row.process_id).get(row, "file")
    if row.state != "waiting" or kept is None:
        return
    data, names = b64decode(kept["data"]), names_of(row.process_id, picture)
    found = brought(data, str(kept["name"]), wanted=wanted, names=names)
    _put(row, wanted, found)
    ImportBatch.objects.filter(pk=row.pk, state="waiting").update(
        form=row.form, private=row.private, chosen=row.chosen, found=row.found
    )


def drop(principal: Principal, batch_id: UUID) -> UUID:
    """
    Put a file away that waits; return whose map it was for.

    Raises:
        Refused: If it is not theirs.
    """
    row = own_batch(principal, batch_id)
    if str(row.by_id) != principal.id:
        raise Refused
    ImportBatch.objects.filter(pk=row.pk, state="waiting").delete()
    return row.process_id


def forget() -> None:
    """Put away what has waited too long."""
    ImportBatch.objects.filter(state="waiting", on__lt=clock.today() - timedelta(days=DAYS)).delete()


def _put(row: ImportBatch, wanted: Wanted, found: Brought) -> None:
    row.form = found.form or ""
    sealer(row.process_id).put(row, chosen=_json(wanted), found=_json(found))


def _json(value: Wanted | Brought) -> str:
    return msgspec.json.encode(value).decode()
