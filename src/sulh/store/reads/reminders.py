"""
How one account is reminded, for itself alone.

    own ─▶ OwnReminders: the address that was proved, the one that waits for its code, and what a message would say

For a process of the high profile nothing is sent. Whoever works in such processes only is told so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from django.conf import settings

from sulh.access import CHANGE, Principal, Refused, Role, Thing, may
from sulh.store import clock
from sulh.store.kinds import HIGH
from sulh.store.mail_words import reminder
from sulh.store.models import Process, Reminder, Staff
from sulh.store.sealing import INSTALLATION, sealer

Possible = Literal["yes", "no-mail", "high", "nothing"]
REMINDED = (Role.FACILITATOR, Role.DESK)


@dataclass(frozen=True)
class OwnReminders:
    """
    What somebody finds on their own page.

    Attributes:
        possible: Whether an address can be given: "no-mail" where the operator named no server, "high" where all their
            processes are of that profile, "nothing" where they have no role in which anything is their turn.
        some_high: Whether nothing is sent for some of their processes.
        address, awaiting: The one that was proved, and the one whose code is out; empty for none.
        subject, text: What a message says, word for word.
    """

    possible: Possible
    some_high: bool
    address: str
    awaiting: str
    subject: str
    text: str


def own(principal: Principal, tag: str) -> OwnReminders:
    """
    Return how somebody with an account is reminded; the message in the language in which they would get it.

    Raises:
        Refused: For a stranger or a seat.
    """
    staff = Staff.objects.filter(pk=principal.id).first() if principal.id else None
    if staff is None:
        raise Refused
    kept = Reminder.objects.filter(staff=staff).first()
    opener, mail = sealer(INSTALLATION), settings.SULH.mail
    can, some_high = possible(principal)
    out = kept is not None and kept.code is not None and kept.expires is not None and clock.now() < kept.expires
    address = opener.text(staff, "reminders")
    return OwnReminders(
        possible=can,
        some_high=some_high,
        address=address,
        awaiting=opener.text(kept, "awaiting") if out and kept is not None else "",
        subject=settings.SULH.neutral_name,
        text=reminder(kept.language if kept is not None and address else tag, "" if mail is None else mail.link),
    )


def possible(principal: Principal) -> tuple[Possible, bool]:
    """Return whether somebody may give an address, and whether nothing is sent for some of their processes."""
    held = {grant.process for grant in principal.grants if grant.process and grant.role in REMINDED and not grant.over}
    mine = [UUID(one) for one in held if may(principal, "reminders", CHANGE, Thing(process=one))]
    profiles = set(Process.objects.filter(pk__in=mine).values_list("profile", flat=True))
    if settings.SULH.mail is None:
        return "no-mail", HIGH in profiles
    if not profiles:
        return "nothing", False
    return ("high" if profiles == {HIGH} else "yes"), HIGH in profiles
