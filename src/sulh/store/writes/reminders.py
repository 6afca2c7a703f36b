"""
The address to which somebody wants to be reminded: given, proved by a code that was sent to it, taken back, forgotten.

    give ─▶ a code goes to the address ─▶ prove ─▶ the address is used           take_back, forget: nothing is left

The code is hashed like an entry number, holds for half an hour and for a few tries. An address that is in use stays so
until another one is proved in its place.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from hmac import compare_digest
from unicodedata import digit
from uuid import UUID

from django.conf import settings
from django.db import transaction

from sulh.access import Principal, Refused
from sulh.store import clock
from sulh.store.errors import Conflict, Invalid
from sulh.store.kinds import HIGH
from sulh.store.mail import NotSent, connected, send
from sulh.store.mail_settings import Mail, is_address
from sulh.store.mail_words import proof
from sulh.store.models import Membership, Reminder, Staff
from sulh.store.reads.reminders import REMINDED, possible
from sulh.store.sealing import INSTALLATION, keyring, sealer
from sulh.store.texts import Reading

LONGEST = 120  # letters of an address
HOLDS = timedelta(minutes=30)
TRIES = 5
A_DAY = 5  # codes that an account may ask for on one day: nobody's mailbox is filled from here
_DIGITS = 8


def give(principal: Principal, address: str, tag: str) -> None:
    """
    Take an address down and send a code to it. No transaction is open while the mail server is spoken to.

    Args:
        principal: Whose address.
        address: As it was typed.
        tag: The language of this page, and of the messages.

    Raises:
        Refused: For a stranger or a seat.
        Invalid: `no-address`, or what keeps a text from being kept.
        Conflict: `no-reminders` where none can be given, `too-many-codes`, `mail-not-sent`.
    """
    staff = _own(principal)
    reading = Reading()
    given = reading.text("address", address, most=LONGEST)
    if not reading.faults and not is_address(given):
        reading.faults["address"] = "no-address"
    reading.done()
    mail: Mail | None = settings.SULH.mail
    if mail is None or possible(principal)[0] != "yes":
        raise Conflict("no-reminders")
    code = _drawn()
    _await(staff, given, _hash(code), tag)
    try:
        with connected(mail) as server:
            spaced = f"{code[:4]} {code[4:]}"
            send(server, mail, given, subject=settings.SULH.neutral_name, text=proof(tag, spaced))
    except NotSent:
        Reminder.objects.filter(staff=staff).update(awaiting=b"", code=None, expires=None)
        raise Conflict("mail-not-sent") from None


def prove(principal: Principal, typed: str) -> None:
    """
    Take the code from the message: from now on reminders go to this address.

    Raises:
        Refused: For a stranger or a seat.
        Invalid: `wrong-code`.
        Conflict: `mail-code-over` where no code is out, it is too old, or wrong ones were typed too often;
            `no-reminders`.
    """
    staff = _own(principal)
    if possible(principal)[0] != "yes":
        raise Conflict("no-reminders")
    read = "".join(str(digit(sign)) for sign in typed[:LONGEST] if sign.isdecimal())
    if not _proved(staff, _hash(read)):
        raise Invalid({"code": "wrong-code"})


def take_back(principal: Principal) -> None:
    """
    Forget one's own address, and one that waits for its proof.

    Raises:
        Refused: For a stranger or a seat.
    """
    forget([_own(principal)])


@transaction.atomic
def forget(accounts: Collection[UUID]) -> None:
    """Forget every address of some accounts, and when they were reminded."""
    Reminder.objects.filter(staff__in=accounts).delete()
    Staff.objects.filter(pk__in=accounts).exclude(reminders=b"").update(reminders=b"")


def forget_idle() -> None:
    """Forget the addresses of accounts that work in no process for which anything is sent: it ended, or is high now."""
    working = Membership.objects.filter(role__in=REMINDED, ended=None, staff__is_active=True, process__closed=None)
    busy = working.exclude(process__profile=HIGH).values("staff")
    given = Staff.objects.exclude(reminders=b"") | Staff.objects.filter(reminder__isnull=False)
    idle = set(given.exclude(pk__in=busy).values_list("pk", flat=True))
    if idle:
        forget(idle)


def _own(principal: Principal) -> UUID:
    """Return the account of a principal; a seat has none."""
    key = Staff.objects.filter(pk=principal.id).values_list("pk", flat=True).first() if principal.id else None
    if key is None:
        raise Refused
    return key


def _drawn() -> str:
    """Return eight digits, each equally likely but for a hair."""
    return f"{int.from_bytes(clock.random_bytes(16), 'big') % 10**_DIGITS:0{_DIGITS}}"


def _hash(code: str) -> bytes:
    return keyring().codes(cheap=settings.CHEAP_CODES).digest(code)


@transaction.atomic
def _await(staff: UUID, address: str, code: bytes, tag: str) -> None:
    Reminder.objects.get_or_create(staff_id=staff, defaults={"language": tag})
    row = Reminder.objects.select_for_update().get(staff=staff)
    today = clock.today()
    asks = row.asks if row.asked == today else 0
    if asks >= A_DAY:
        raise Conflict("too-many-codes")
    sealer(INSTALLATION).put(row, awaiting=address)
    row.asked, row.asks, row.tries = today, asks + 1, 0
    row.code, row.expires, row.language = code, clock.now() + HOLDS, tag
    row.save()


@transaction.atomic
def _proved(staff: UUID, typed: bytes) -> bool:
    """Compare a code and count the try; return whether it is the one that was sent."""
    row = Reminder.objects.select_for_update().select_related("staff").filter(staff=staff).first()
    if row is None or row.code is None or row.expires is None or row.expires <= clock.now():
        raise Conflict("mail-code-over")
    right = compare_digest(bytes(row.code), typed)
    row.tries += 1
    if right or row.tries >= TRIES:
        address = sealer(INSTALLATION).text(row, "awaiting")
        row.code, row.expires, row.awaiting = None, None, b""
    if right:
        sealer(INSTALLATION).put(row.staff, reminders=address)
        row.staff.save(update_fields=["reminders"])
        row.tried, row.sent, row.told = None, None, b""
    row.save()
    return right
