"""
The official table as facilitators keep it: desks, the items of its agenda, who signs in for a desk, what was carried.

A desk may be only a name. An item has a source, or it is refused: nobody guesses what officials discuss.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from sulh.access import CHANGE, Principal, Refused, Role, Thing, ask
from sulh.store import asking, clock
from sulh.store.errors import Conflict
from sulh.store.models import AgendaItem, Desk, Handover, Membership, Process, Staff, TransferPackage
from sulh.store.models.desks import ITEM_STATES
from sulh.store.models.release import HANDOVERS
from sulh.store.sealing import sealer
from sulh.store.texts import NAME, NOTE, SENTENCE, Reading, as_seen
from sulh.store.writes import log
from sulh.store.writes.processes import never_both
from sulh.words.language import LANGUAGES

TITLE, WANTED = 160, 600  # characters
CARRIED = ("sent", "opened")


@dataclass(frozen=True)
class ItemText:
    """An item of the official agenda as somebody writes it; `since` says since when it is in this state."""

    titles: Mapping[str, str]
    wanted: Mapping[str, str]
    source: str
    state: str
    since: date | None = None
    wanted_by: date | None = None
    desk: UUID | None = None


@transaction.atomic
def add_desk(principal: Principal, process_id: UUID, names: Mapping[str, str]) -> UUID:
    """
    Write a desk down; the same one sent twice is kept once.

    Raises:
        Refused: If they may not.
        Invalid: `names`, if it has none.
    """
    process = asking.get(principal, "desk", CHANGE, Process, process_id, lock=True)
    opener = sealer(process.id)
    kept = _names(names)
    same = next((row.id for row in process.desks.all() if opener.texts(row, "names") == kept), None)
    if same is not None:
        return same
    desk = Desk(process=process, on=clock.today())
    opener.put(desk, names=kept)
    desk.save(force_insert=True)
    log.enter(process.id, "desk-added", principal, desk=str(desk.id))
    return desk.id


@transaction.atomic
def give_account(principal: Principal, desk_id: UUID, account: str) -> None:
    """
    Let an account sign in for a desk: it sees what is addressed to that desk and nothing else.

    Whether there is such an account is not told by how this ends. One that works in the process already stays as it is.

    Raises:
        Refused: If they may not.
        Conflict: `sits-and-evaluates`, for an evaluator of the process.
    """
    desk = asking.get(principal, "desk", CHANGE, Desk, desk_id)
    Process.objects.select_for_update().get(pk=desk.process_id)  # after whoever gives a role there
    staff = Staff.objects.filter(account=account.strip(), is_active=True).first()
    if staff is None:
        return
    held = list(staff.memberships.filter(process=desk.process_id, ended=None).values_list("role", flat=True))
    never_both(held, Role.DESK)
    if held:
        return
    Membership.objects.create(staff=staff, process_id=desk.process_id, role=Role.DESK, desk=desk)
    log.enter(desk.process_id, "role-given", principal, role=str(Role.DESK), account=str(staff.id))


@transaction.atomic
def add_item(principal: Principal, process_id: UUID, given: ItemText) -> UUID:
    """
    Write an item of the official agenda down; the same one sent twice is kept once.

    Raises:
        Refused: If they may not; a desk writes down what is its own.
        Invalid: For texts that cannot be kept, no source, or a desk of elsewhere.
    """
    process = _table_of(principal, process_id, given.desk)
    opener = sealer(process.id)
    last = process.agenda_items.aggregate(last=Max("number"))["last"] or 0
    row = AgendaItem(process=process, number=last + 1)
    _write(row, given)
    titles = opener.texts(row, "titles")
    same = next((one.id for one in process.agenda_items.all() if opener.texts(one, "titles") == titles), None)
    if same is not None:
        return same
    row.save(force_insert=True)
    log.enter(process.id, "item-added", principal, item=row.number, to=row.state)
    return row.id


@transaction.atomic
def change_item(principal: Principal, item_id: UUID, given: ItemText, *, stamp: str) -> None:
    """
    Change an item.

    Args:
        principal: A facilitator, a coordinator, or the desk that it is of: it stays with that desk.
        item_id: Which.
        given: All of it anew.
        stamp: What stands for its texts as they were read.

    Raises:
        Refused: If they may not.
        Invalid: For texts that cannot be kept.
        Conflict: `changed-meanwhile`.
    """
    row = asking.get(principal, "agenda", CHANGE, AgendaItem, item_id, lock=True)
    as_seen(row, stamp, "titles", "wanted", "source")
    _table_of(principal, row.process_id, given.desk)
    _write(row, given)
    row.batch = None
    row.save()
    log.enter(row.process_id, "item-changed", principal, item=row.number, to=row.state)


@transaction.atomic
def hand_over(principal: Principal, package_id: UUID, kind: str, words: str) -> None:
    """
    Record that a package was carried, or told in a briefing; it counts as opened from then on.

    The same words of the same person on the same day are one handover: the form came twice.

    Args:
        principal: A facilitator.
        package_id: One that was sent.
        kind: "carrier" or "briefing".
        words: How, without naming anybody.

    Raises:
        Refused: If they may not.
        Invalid: `kind` or `words`.
        Conflict: `not-sent`, unless it was sent and not recalled.
    """
    row = asking.get(principal, "package", CHANGE, TransferPackage, package_id, lock=True)
    reading = Reading()
    chosen = reading.choice("kind", kind, HANDOVERS)
    kept = reading.lines("words", words, most=NOTE)
    reading.done()
    if row.state not in CARRIED:
        raise Conflict("not-sent")
    made = Handover(package=row, kind=chosen, by_id=UUID(principal.id), on=clock.today())
    opener = sealer(row.dialogue.process_id)
    alike = row.handovers.filter(kind=chosen, by=made.by_id, on=made.on)
    if any(opener.text(one, "words") == kept for one in alike):
        return
    opener.put(made, words=kept)
    made.save(force_insert=True)
    TransferPackage.objects.filter(pk=row.pk, state="sent").update(state="opened", opened=clock.today())
    log.enter(
        row.dialogue.process_id, "package-handed-over", principal, number=row.number, package=row.digest, to=chosen
    )


def _table_of(principal: Principal, process_id: UUID, desk_id: UUID | None) -> Process:
    """Return the process whose agenda somebody writes; for a desk, only what is for itself."""
    process = Process.objects.select_for_update(of=("self",)).filter(pk=process_id).first()
    if process is None:
        raise Refused
    ask(principal, "agenda", CHANGE, Thing(process=str(process_id), desk=str(desk_id) if desk_id else None))
    return process


def _names(names: Mapping[str, str]) -> dict[str, str]:
    reading = Reading()
    kept = reading.texts("names", names, LANGUAGES, most=NAME, needed=False)
    if not kept:
        reading.faults.setdefault(f"names_{LANGUAGES[0]}", "one-language")
    reading.done()
    return kept


def _write(row: AgendaItem, given: ItemText) -> None:
    reading = Reading()
    titles = reading.texts("titles", given.titles, LANGUAGES, most=TITLE, needed=False)
    wanted = reading.texts("wanted", given.wanted, LANGUAGES, most=WANTED, needed=False)
    source = reading.text("source", given.source, most=SENTENCE)
    state = reading.choice("state", given.state, ITEM_STATES)
    if not titles:
        reading.faults.setdefault(f"titles_{LANGUAGES[0]}", "one-language")
    if given.desk is not None and not Desk.objects.filter(pk=given.desk, process=row.process_id).exists():
        reading.faults["desk"] = "no-choice"
    if given.since is not None and given.since > clock.today():
        reading.faults["since"] = "date-to-come"
    reading.done()
    sealer(row.process_id).put(row, titles=titles, wanted=wanted, source=source)
    row.state, row.since, row.wanted_by, row.desk_id = state, given.since, given.wanted_by, given.desk
