"""
The process log: acts of staff and of the process, one record after the other, in the transaction of the act itself.

Codes, ids, hashes and numbers only: no free text, no participant. What a record may hold is checked by
`sulh.vault.log`, which knows no database.
"""

from __future__ import annotations

from uuid import UUID

from sulh.access import Principal
from sulh.store import clock
from sulh.store.models import LogRecord, Process
from sulh.vault import log

Ref = str | int


def enter(process_id: UUID, act: str, by: Principal | None, **refs: Ref) -> None:
    """
    Append one record; called inside the transaction of the act.

    Args:
        process_id: Whose log.
        act: Code of the act, such as `round-opened`.
        by: Who did it, an account; None for what happens by itself, such as the end of an epoch.
        refs: Codes, ids, hashes and numbers that say what was done.
    """
    Process.objects.select_for_update().get(pk=process_id)  # one at a time where a write does not lock all
    last = LogRecord.objects.filter(process_id=process_id).order_by("-number").first()
    record = log.next_record(
        None if last is None else _record(last.body),
        act=act,
        at=clock.now().isoformat(timespec="minutes"),
        staff=by.id if by is not None else None,
        refs=refs,
    )
    body = log.canonical(record).decode()
    LogRecord.objects.create(process_id=process_id, number=record.number, body=body, digest=record.hash)


def _record(body: str) -> log.Record:
    (record,), _ = log.read_log(f"{body}\n".encode())
    return record
