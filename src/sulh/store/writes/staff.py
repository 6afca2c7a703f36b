"""
Accounts: made, renewed and closed by an administrator.

A first password is given by word of mouth, shown once and changed at the first sign-in. Renewing an account takes its
second factor away: whoever lost their telephone sets up a new one. Whoever renews an account could also sign in with
it. So this is entered in the log of every process in which the account works: there the others see it.
"""

from __future__ import annotations

import base64
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q

from sulh.access import CHANGE, Principal, Refused, Role, Thing, ask
from sulh.store import clock
from sulh.store.errors import Conflict, Invalid
from sulh.store.models import Membership, Process, Staff
from sulh.store.sealing import INSTALLATION, sealer
from sulh.store.writes import log, reminders

PASSWORD_BYTES = 15  # 24 letters, 120 bits


@transaction.atomic
def add(principal: Principal, account: str, name: str, *, language: str, administrator: bool = False) -> str:
    """
    Make an account.

    Returns:
        Its first password, shown once.

    Raises:
        Refused: If the principal is no administrator.
        Invalid: If the account name is taken.
    """
    ask(principal, "account", CHANGE, Thing())
    return _make(account, name, language=language, administrator=administrator)


@transaction.atomic
def first(account: str, name: str, *, language: str) -> str:
    """
    Make the first account of an installation, from the machine itself.

    Raises:
        Conflict: If there is an administrator already.
    """
    if Staff.objects.filter(administrator=True, is_active=True).exists():
        raise Conflict("administrator-exists")
    return _make(account, name, language=language, administrator=True)


@transaction.atomic
def renew(principal: Principal, staff_id: UUID) -> str:
    """Give an account a new first password and take its second factor away; return the password, shown once."""
    staff = _other(principal, staff_id)
    password = _password()
    staff.set_password(password)
    staff.provisional = True
    staff.is_active = True
    staff.save()
    Authenticator.objects.filter(user=staff).delete()
    _log(principal, staff, "account-renewed")
    return password


@transaction.atomic
def close(principal: Principal, staff_id: UUID) -> None:
    """
    Close an account: its roles end with its next request.

    Raises:
        Refused: If the principal is no administrator, or it is their own.
        Conflict: `last-facilitator-closed`, if a process that goes on would be left without anybody who runs it.
    """
    staff = _other(principal, staff_id)
    _not_the_last(staff)
    staff.is_active = False
    staff.set_unusable_password()
    staff.save()
    reminders.forget([staff.id])
    _log(principal, staff, "account-closed")
    Membership.objects.filter(staff=staff, ended=None).update(ended=clock.today())


def _other(principal: Principal, staff_id: UUID) -> Staff:
    """Return an account that is not the administrator's own."""
    ask(principal, "account", CHANGE, Thing())
    staff = Staff.objects.select_for_update().filter(pk=staff_id).first()
    if staff is None or str(staff.id) == principal.id:
        raise Refused
    return staff


def _not_the_last(staff: Staff) -> None:
    """Refuse where nobody else facilitates a process that goes on; whoever ends a role there meanwhile waits."""
    held = Q(memberships__staff=staff, memberships__role=Role.FACILITATOR, memberships__ended=None)
    going_on = Process.objects.filter(held, closed=None).order_by("pk").select_for_update(of=("self",))
    run = {process.pk for process in going_on}
    others = Membership.objects.filter(process__in=run, role=Role.FACILITATOR, ended=None).exclude(staff=staff)
    if run - set(others.values_list("process_id", flat=True)):
        raise Conflict("last-facilitator-closed")


def _log(principal: Principal, staff: Staff, act: str) -> None:
    """Enter an act in the log of every process in which the account works, those that were closed included."""
    working = Membership.objects.filter(staff=staff, ended=None).order_by("process_id")
    for process_id in working.values_list("process_id", flat=True).distinct():
        log.enter(process_id, act, principal, account=str(staff.id))


def _make(account: str, name: str, *, language: str, administrator: bool) -> str:
    if Staff.objects.filter(account=account).exists():
        raise Invalid({"account": "taken"})
    password = _password()
    staff = Staff(account=account, language=language, administrator=administrator, provisional=True)
    sealer(INSTALLATION).put(staff, name=name)
    staff.set_password(password)
    staff.save()
    return password


def _password() -> str:
    return base64.b32encode(clock.random_bytes(PASSWORD_BYTES)).decode().lower()


def forget_sessions() -> int:
    """Delete sessions that are over; return how many. The background work does so each minute."""
    count, _ = Session.objects.filter(expire_date__lt=clock.now()).delete()
    return count
