"""
Accounts of a process that an administrator has renewed: whoever did that could also have signed in with them.

The log holds it for good; for a month it stands on pages as well, so that those who work with the person ask them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from sulh.access import SEE, Principal
from sulh.store import asking, clock
from sulh.store.models import LogRecord, Membership, Process
from sulh.store.sealing import INSTALLATION, sealer
from sulh.vault.log import Record, read_log

SHOWN: Final = timedelta(days=30)
_BEGINS: Final = '{"act":"account-renewed"'  # how such a record begins: keys are written in order


@dataclass(frozen=True)
class Renewal:
    """Somebody who works in a process and was given a new first password, and on which day the last time."""

    name: str
    on: date


def renewals(principal: Principal, process_id: UUID) -> tuple[Renewal, ...]:
    """
    Return whose account was renewed in the last month, by name.

    Raises:
        Refused: If it is not theirs to see who works in the process.
    """
    asking.get(principal, "staff", SEE, Process, process_id)
    rows = LogRecord.objects.filter(process_id=process_id, body__startswith=_BEGINS).order_by("number")
    days = {one.refs["account"]: _day(one) for body in rows.values_list("body", flat=True) for one in _records(body)}
    since = clock.today() - SHOWN
    opener = sealer(INSTALLATION)
    working = Membership.objects.filter(process_id=process_id, ended=None).select_related("staff")
    names = {str(one.staff_id): opener.text(one.staff, "name") or one.staff.account for one in working}
    found = [Renewal(names[str(one)], day) for one, day in days.items() if str(one) in names and day >= since]
    return tuple(sorted(found, key=lambda one: (one.name, one.on)))


def _day(record: Record) -> date:
    return datetime.fromisoformat(record.at).date()


def _records(body: str) -> list[Record]:
    return read_log(f"{body}\n".encode())[0]
