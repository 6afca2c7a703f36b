"""
Reminding people in the morning: one message a person and day at most, and only where something is stale.

    remind_due ─▶ whose turn is it (`sulh.store.waits`)? ─▶ set down that we try today ─▶ the mail server
                                                         ─▶ set down what they were told

Each of the two notes is a transaction of its own, none is open while the server is spoken to. What failed is tried
again the next day; the digest says the same at any time.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from time import monotonic
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings

from sulh.negotiation.channel import due
from sulh.store import clock
from sulh.store.kinds import HIGH
from sulh.store.mail import NotSent, connected, send
from sulh.store.mail_settings import Mail
from sulh.store.mail_words import reminder
from sulh.store.models import Membership, Reminder, Staff
from sulh.store.reads.reminders import REMINDED
from sulh.store.sealing import INSTALLATION, sealer
from sulh.store.waits import Wait, waits
from sulh.store.writes.reminders import forget_idle

MORNING: Final = range(7, 12)  # hours where people are
_AT_MOST: Final = 60.0  # seconds for one look: whoever is not reached is in the next one, a minute later
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Reminded:
    """Who is to be reminded, in which language, and of what: keys of what is stale."""

    staff: UUID
    language: str
    stale: tuple[str, ...]


def remind_due() -> int:
    """Remind everybody who is due now; return how many messages the mail server took."""
    forget_idle()
    mail: Mail | None = settings.SULH.mail
    here = clock.now().astimezone(ZoneInfo(settings.SULH.zone))
    if mail is None or here.hour not in MORNING:
        return 0
    people = list(_due(here.date()))
    return _remind(mail, people, here.date()) if people else 0


def _due(today: date) -> Iterator[_Reminded]:
    """List whom something stale waits for who has not been tried today; the high profile is left out."""
    kept = Reminder.objects.exclude(tried=today).exclude(staff__reminders=b"").filter(staff__is_active=True)
    rows = {row.staff_id: row for row in kept}
    working = Membership.objects.filter(staff__in=rows, role__in=REMINDED, ended=None, process__closed=None)
    held: dict[UUID, list[Membership]] = {}
    for one in working.exclude(process__profile=HIGH):
        held.setdefault(one.staff_id, []).append(one)
    if not held:
        return
    stale = [one for one in waits({one.process_id for roles in held.values() for one in roles}) if one.stale]
    opener = sealer(INSTALLATION)
    for staff, roles in held.items():
        row, mine = rows[staff], tuple(one.key for one in stale if _waits_for(roles, one))
        if due(today, row.sent, opener.get(row, "told") or (), mine):
            yield _Reminded(staff, row.language, mine)


def _waits_for(roles: list[Membership], one: Wait) -> bool:
    return any(
        held.process_id == one.process and one.is_turn_of(held.staff_id, held.role, held.desk_id) for held in roles
    )


def _remind(mail: Mail, people: list[_Reminded], today: date) -> int:
    """Send to one after the other over one connection; a failure is told in one line that names nobody."""
    until, sent, failed = monotonic() + _AT_MOST, 0, False
    try:
        with connected(mail) as server:
            for one in people:
                if monotonic() > until:
                    break
                address = _claimed(one, today)
                if not address:
                    continue
                try:
                    text = reminder(one.language, mail.link)
                    send(server, mail, address, subject=settings.SULH.neutral_name, text=text)
                    _told(one, today)
                    sent += 1
                except NotSent:
                    failed = True
    except NotSent:
        failed = True
        Reminder.objects.filter(staff__in=[one.staff for one in people]).update(tried=today)
    if failed:
        _LOG.warning("Reminders were not sent. They are tried again tomorrow.")
    return sent


def _claimed(one: _Reminded, today: date) -> str:
    """Set down that we try today; return the address, empty where another look was first or it was taken back."""
    if Reminder.objects.filter(staff=one.staff).exclude(tried=today).update(tried=today) != 1:
        return ""
    return sealer(INSTALLATION).text(Staff.objects.get(pk=one.staff), "reminders")


def _told(one: _Reminded, today: date) -> None:
    row = Reminder.objects.filter(staff=one.staff).first()
    if row is not None:
        sealer(INSTALLATION).put(row, told=list(one.stale))
        Reminder.objects.filter(pk=row.pk).update(sent=today, told=row.told)
