"""
The process log: acts of staff and of the process, one record after the other, in the transaction of the act itself.

Codes, ids, hashes and numbers only: no free text, no participant. What a record may hold is checked by
`sulh.vault.log`, which knows no database.
"""

from __future__ import annotations

from uuid import UUID

from sulh.access import Over, Principal, Refused
from sulh.store import clock
from sulh.store.models import LogRecord, Process
from sulh.vault import log

Ref = str | int
# Acts of people that are entered for a closed process, too: to read what is locked, to erase, to end it at once, and
# what an administrator does with the account of somebody who can still read there.
STILL = frozenset(
    {"identity-opened", "identities-exported", "identity-erased", "original-opened", "process-purged"}
    | {"study-answers-deleted"}
    | {"account-renewed", "account-closed"}
)


def enter(process_id: UUID, act: str, by: Principal | None, **refs: Ref) -> None:
    """
    Append one record; called inside the transaction of the act.

    Args:
        process_id: Whose log.
        act: Code of the act, such as `round-opened`.
        by: Who did it, an account; None for what happens by itself, such as the end of an epoch.
        refs: Codes, ids, hashes and numbers that say what was done.

    Raises:
        Refused: If the process is gone.
        Over: If the process was closed before this act of a person could be entered.
    """
    process = Process.objects.select_for_update().filter(pk=process_id).first()  # one at a time, wherever it is kept
    if process is None:
        raise Refused
    if process.closed is not None and by is not None and act not in STILL:
        raise Over
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
