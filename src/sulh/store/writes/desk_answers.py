"""
What a desk does with a package that was sent to it: open it, and answer with reasons.

An answer given by word of mouth is written down by a facilitator "as understood": it is shown as such, dated, and
attributed to nobody. An answer binds neither side of the table; what officials decide they record themselves.
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from sulh.access import CHANGE, Principal, Role
from sulh.negotiation.package_states import PACKAGE
from sulh.store import asking, clock
from sulh.store.errors import Conflict
from sulh.store.models import DeskAnswer, TransferPackage
from sulh.store.models.release import ANSWERS
from sulh.store.sealing import sealer
from sulh.store.texts import NOTE, Reading
from sulh.store.writes import log

WITH_REASONS = tuple(one for one in ANSWERS if one != "noted")


@transaction.atomic
def open_(principal: Principal, package_id: UUID) -> None:
    """
    Open a package: the facilitators see that it was read, from now on recall ends access only.

    Raises:
        Refused: If it is not addressed to the principal's desk, or was recalled.
    """
    row = asking.get(principal, "desk-package", CHANGE, TransferPackage, package_id, lock=True)
    moved = TransferPackage.objects.filter(pk=row.pk, state__in=PACKAGE.before("open"))
    if moved.update(state=PACKAGE.after("sent", "open"), opened=clock.today()):
        log.enter(row.dialogue.process_id, "package-opened", principal, number=row.number, package=row.digest)


@transaction.atomic
def answer(principal: Principal, package_id: UUID, said: str, *, reasons: str, acceptable: str) -> None:
    """
    Answer a package that was opened.

    Args:
        principal: An account of the desk, or a facilitator who writes down what they understood.
        package_id: Which.
        said: "taken-up", "partly", "noted", "not-now", "rejected" or "no-answer-possible".
        reasons: Why; needed for everything but "noted".
        acceptable: What would make it acceptable; may be empty.

    Raises:
        Refused: If it is not theirs.
        Invalid: `answer`, `reasons` or `acceptable`.
        Conflict: `not-sent`, unless it was opened or handed over and is not recalled.
    """
    row = asking.get(principal, "desk-answer", CHANGE, TransferPackage, package_id, lock=True)
    reading = Reading()
    chosen = reading.choice("answer", said, ANSWERS)
    why = reading.lines("reasons", reasons, most=NOTE, needed=chosen in WITH_REASONS)
    instead = reading.lines("acceptable", acceptable, most=NOTE, needed=False)
    reading.done()
    if row.state != "opened":
        raise Conflict("not-opened")
    understood = not any(grant.role == Role.DESK and grant.desk == str(row.desk_id) for grant in principal.grants)
    opener = sealer(row.dialogue.process_id)
    last = row.answers.order_by("-number").first()
    if last is not None and _says(
        last, (chosen, why, instead), opener.text(last, "reasons"), opener.text(last, "acceptable")
    ):
        return
    made = DeskAnswer(
        package=row,
        answer=chosen,
        understood=understood,
        by_id=UUID(principal.id),
        on=clock.today(),
        number=1 if last is None else last.number + 1,
    )
    opener.put(made, reasons=why, acceptable=instead)
    made.save(force_insert=True)
    log.enter(row.dialogue.process_id, "package-answered", principal, number=row.number, package=row.digest, to=chosen)


def _says(last: DeskAnswer, said: tuple[str, str, str], reasons: str, acceptable: str) -> bool:
    """Whether the same was said already: a form that comes twice is one answer."""
    return (last.answer, reasons, acceptable) == said
