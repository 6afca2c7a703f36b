"""
How a process ends: closed and kept for a while, then gone; or gone at once.

    close ──▶ nobody writes any more ── 90 days (standard), 7 days (high) ──▶ end_due ─┐
    purge, by one person alone, at any time ───────────────────────────────────────────┴─▶ begin ─▶ finish

    begin     one transaction: the intent, the log, a checkpoint; everybody is signed out and finds nothing any more
    finish    1  its key and those of its studies are destroyed, the others wrapped anew  (`sulh.vault.keyring`)
              2  one transaction: every row is deleted; the log says that the key was destroyed
              3  the database is written anew, without what was deleted
              4  the intent is done

Whatever stops the machine after `begin`, the next look of the background work, or the next start, goes on with
`finish`; each step can be done twice. Key and rows do not wait for each other: if one fails, the other goes all the
same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from unicodedata import normalize
from uuid import UUID

from django.db import DatabaseError, transaction

from sulh.access import CHANGE, Over, Principal, Refused
from sulh.errors import VaultError
from sulh.store import asking, clock, shredding
from sulh.store.errors import Invalid
from sulh.store.kinds import KEPT_DAYS
from sulh.store.models import Ending, LogRecord, Membership, Process, Round, Seat
from sulh.store.sealing import keyring, sealer
from sulh.store.writes import log, reminders, rounds, study_ending
from sulh.store.writes.checkpoints import checkpoint
from sulh.store.writes.epochs import current
from sulh.vault.log import read_checkpoint, short_code


@dataclass(frozen=True)
class Gone:
    """
    What became of a process.

    Attributes:
        counts: How many rows of each table there were.
        key: Whether its key is destroyed by now; else it goes on by itself.
        rows: Whether its rows are deleted by now.
        code, records: The last checkpoint of its log, which stays, and over how many records it is.
    """

    key: bool
    rows: bool
    code: str = ""
    records: int = 0
    counts: dict[str, int] = field(default_factory=dict)


def close(principal: Principal, process_id: UUID) -> None:
    """
    Close a process: every open round ends, nobody writes any more, and the day on which it is deleted is set.

    Raises:
        Refused: If it is not theirs to close.
        Over: If it is closed already.
    """
    with transaction.atomic():
        process = asking.get(principal, "closure", CHANGE, Process, process_id, lock=True)
        if process.closed is not None:
            raise Over
        _close_rounds(principal, process)
        days = KEPT_DAYS[process.profile]
        log.enter(process.id, "process-closed", principal, days=days)
        checkpoint(process.id)
        process.closed = clock.today()
        process.ends = process.closed + timedelta(days=days)
        process.save(update_fields=["closed", "ends"])


def purge(principal: Principal, process_id: UUID, typed: str) -> Gone:
    """
    Delete a process at once and for good: one person alone is enough.

    Args:
        principal: A facilitator of it.
        process_id: Which.
        typed: The name of the process, typed by hand.

    Raises:
        Refused: If it is not theirs, and for whoever is second.
        Invalid: `name`: `not-the-name`.
    """
    process = asking.get(principal, "purge", CHANGE, Process, process_id)
    if _alike(typed) != _alike(sealer(process.id).text(process, "name")):
        raise Invalid({"name": "not-the-name"})
    counts = begin(process_id, "process-purged", principal)
    if counts is None:
        raise Refused
    return finish(process_id, counts)


def end_due() -> int:
    """Go on with whatever was begun, then end every process whose time is over; return how many are gone now."""
    begun = list(Ending.objects.filter(done=False).values_list("process_id", flat=True))
    over = list(Process.objects.filter(ends__lte=clock.today()).order_by("ends").values_list("id", flat=True))
    fresh = [one for one in over if one not in begun and begin(one, "process-ended", None) is not None]
    return sum(finish(one).rows for one in [*begun, *fresh])


@transaction.atomic
def begin(process_id: UUID, act: str, by: Principal | None) -> dict[str, int] | None:
    """Write the intent, and let everybody find nothing from now on; return what is to go, None for the second."""
    if not Process.objects.select_for_update().filter(pk=process_id).exists():
        return None
    _, first = Ending.objects.get_or_create(process_id=process_id, defaults={"on": clock.today()})
    if not first:
        return None
    log.enter(process_id, act, by)
    checkpoint(process_id)
    # Of no owner's seat: how many there are tells facilitators of initiatives that they may not know of.
    counts = shredding.count(process_id) | {"Seat": Seat.objects.filter(dialogue__process=process_id).count()}
    shredding.sign_out(process_id)
    Seat.objects.filter(process=process_id).update(left=True, code=None, spare=None)
    Membership.objects.filter(process=process_id, ended=None).update(ended=clock.today())
    return counts


def finish(process_id: UUID, counts: dict[str, int] | None = None) -> Gone:
    """Do what is left of an end that was begun; what cannot be done now is done by the next look."""
    key = study_ending.destroy_keys(process_id) and _destroy_key(str(process_id))
    try:
        code, records = _delete_rows(process_id, key=key)
    except DatabaseError:
        return Gone(key=key, rows=False, counts=counts or {})
    if key and shredding.scrub():
        Ending.objects.filter(pk=process_id).update(done=True)
    return Gone(key=key, rows=True, code=code, records=records, counts=counts or {})


def end_again(destroyed: list[str]) -> int:
    """Delete what an older backup brought back of processes whose keys were destroyed; return how many there were."""
    back = [row.id for row in Process.objects.all() if str(row.id) in destroyed]
    for one in back:
        Ending.objects.update_or_create(process_id=one, defaults={"on": clock.today(), "done": False})
        finish(one)
    return len(back)


def _destroy_key(name: str) -> bool:
    """Destroy the key of a process; return whether nothing of it is left."""
    keys = keyring()
    try:
        keys.destroy(name)
    except (VaultError, OSError):
        return keys.is_destroyed(name)
    return True


@transaction.atomic
def _delete_rows(process_id: UUID, *, key: bool) -> tuple[str, int]:
    """Delete everything, once; return the last checkpoint's short code and how many records it covers."""
    if Process.objects.select_for_update().filter(pk=process_id).exists():
        if key:
            log.enter(process_id, "key-destroyed", None)
        last = checkpoint(process_id)
        shredding.delete(process_id)
        reminders.forget_idle()
        return short_code(read_checkpoint(last.body)[0]), last.size
    return "", LogRecord.objects.filter(process_id=process_id).count()


def _close_rounds(principal: Principal, process: Process) -> None:
    """End what runs, as if each round had been closed by hand; drafts stay drafts."""
    running = Round.objects.filter(dialogue__process=process, state__in=("open", "paused"))
    for one in running.order_by("dialogue_id", "number"):
        if current(one, clock.now()) is not None:
            rounds.close(principal, one.id)


def _alike(text: str) -> str:
    """Return a name as somebody types it: spaces and capitals do not matter."""
    return " ".join(normalize("NFKC", text).casefold().split())
