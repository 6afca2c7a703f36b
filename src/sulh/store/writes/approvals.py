"""
Yes or no of the readers to exactly these bytes: on screen, or on a slip that two facilitators enter.

    approve ─▶ Approval(seat, digest, yes)
    slip    ─▶ entered by one, then by a second one who types the same code: only then it counts, and it holds until
               two have entered another answer in its place

When the last reader has said yes, the package moves by itself, and the log gets one record: approved, with its hash. A
no moves nothing: it may become a yes until the day is over, and then the package ends as it does where nobody answered
(`sulh.store.writes.release.lapse_due`). Who said what stands in no record.
"""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from sulh.access import CHANGE, Principal, Refused, Role, ask
from sulh.negotiation.package import short_code
from sulh.negotiation.package_states import PACKAGE
from sulh.store import asking, clock
from sulh.store.errors import Conflict, Invalid
from sulh.store.models import Approval, Dialogue, Seat, TransferPackage
from sulh.store.reads.approving import BEFORE_THE_SIDES, content_of, seat_by_label, standing_of
from sulh.store.reads.circulating import NotAgreed, situation
from sulh.store.writes import log
from sulh.words.spoken import heard

Entered = Literal["waits", "counts", "differs"]


@transaction.atomic
def approve(principal: Principal, package_id: UUID, *, seen: str, yes: bool) -> None:
    """
    Say yes or no for one's side; it may be said anew until every reader has said yes or the day is over.

    Args:
        principal: A reader.
        package_id: Which.
        seen: The hash of what they had before them.
        yes: Whether it may leave as it stands.

    Raises:
        Refused: If they are no reader of its dialogue.
        NotAgreed: Before the newest texts were accepted.
        Conflict: `package-changed` if it is another text by now, or nobody is asked any more.
    """
    now = situation(principal, Role.READER)
    if not now.agreed:
        raise NotAgreed
    ask(principal, "approval", CHANGE, now.own(principal))
    row = TransferPackage.objects.filter(pk=package_id, dialogue=UUID(str(now.grant.dialogue))).first()
    if row is None or row.state in BEFORE_THE_SIDES:
        raise Refused
    row = _asked(row, seen)
    seat = Seat.objects.select_for_update().filter(pk=principal.id, left=False).first()
    if seat is None:
        raise Refused
    Approval.objects.update_or_create(package=row, seat=seat, digest=row.digest, entered_by=None, defaults={"yes": yes})
    _move_if_all_approve(row)


@transaction.atomic
def slip(principal: Principal, package_id: UUID, label: str, code: str, *, yes: bool) -> Entered:
    """
    Enter the slip of a reader; it counts once a second facilitator has read the same from it.

    What the reader said on screen holds, and whether they did is told to nobody here.

    Args:
        principal: A facilitator.
        package_id: Which.
        label: The letters on the slip by which the reader came in.
        code: The sixteen letters that stand for the bytes, as printed on the slip.
        yes: What is ticked on it.

    Returns:
        "waits" for the second facilitator; "counts"; or "differs": the two read different answers, and both begin anew.
        Until "counts", whatever counted before goes on counting.

    Raises:
        Refused: If they may not.
        Invalid: `code`, if these are not the letters of what is asked about; `label`, if no reader has it.
        Conflict: `package-changed`; `same-person` for the one who entered it first.
    """
    row = _asked(asking.get(principal, "approval-slip", CHANGE, TransferPackage, package_id), None)
    if heard(code) != short_code(content_of(row)):
        raise Invalid({"code": "other-code"})
    seat = seat_by_label(row, label)
    if seat is None:
        raise Invalid({"label": "no-reader"})
    slips = Approval.objects.filter(package=row, seat=seat, digest=row.digest).exclude(entered_by=None)
    waiting, counted = slips.filter(witness=None), slips.exclude(witness=None)
    there, me = waiting.first(), UUID(principal.id)
    if there is None:
        if counted.filter(Q(entered_by=me) | Q(witness=me), yes=yes).exists():
            return "counts"  # sent twice; anybody else begins anew, and learns nothing of what was on the slip before
        Approval.objects.create(package=row, seat=seat, digest=row.digest, yes=yes, entered_by_id=me)
        return "waits"
    if there.entered_by_id == me:
        raise Conflict("same-person")
    if there.yes != yes:
        waiting.delete()
        return "differs"
    counted.delete()
    waiting.update(witness=me)
    _move_if_all_approve(row)
    return "counts"


def _asked(row: TransferPackage, seen: str | None) -> TransferPackage:
    """Return a package that the sides are asked about now, alone."""
    Dialogue.objects.select_for_update().get(pk=row.dialogue_id)
    row = TransferPackage.objects.select_related("dialogue").get(pk=row.pk)
    over = row.expires < clock.today()
    if row.state != "asked" or over or seen not in {None, row.digest}:
        raise Conflict("package-changed")
    return row


def _move_if_all_approve(row: TransferPackage) -> None:
    if standing_of(row) != "approved":
        return
    moved = TransferPackage.objects.filter(pk=row.pk, state__in=PACKAGE.before("approve"), digest=row.digest)
    if moved.update(state=PACKAGE.after("asked", "approve"), since=clock.today()) != 1:
        raise Conflict("somebody-was-quicker")
    log.enter(row.dialogue.process_id, "package-approved", None, number=row.number, package=row.digest)
