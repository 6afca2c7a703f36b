"""
The last question of a one-text: each reader says yes or no for their side, once every side has said so it ends.

What one reader said is seen by nobody else before all of them have answered. The log holds one record at the end:
whether the sides can recommend the text, never who said what.
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from sulh.access import CHANGE, Principal, Refused, Role, ask
from sulh.negotiation.text_states import TEXT
from sulh.store.errors import Conflict
from sulh.store.models import Dialogue, FinalAnswer, OneText, Seat, Version
from sulh.store.reads.circulating import NotAgreed, situation
from sulh.store.reads.drafting import recommended
from sulh.store.reads.put_text import latest_put
from sulh.store.writes import log


@transaction.atomic
def answer(principal: Principal, version_id: UUID, *, yes: bool) -> None:
    """
    Say yes or no to a text; it may be said anew until the last reader has answered.

    Args:
        principal: A reader.
        version_id: The version that they had before them.
        yes: Whether their side can recommend it.

    Raises:
        Refused: If they are no reader of this dialogue.
        NotAgreed: Before the newest texts were accepted.
        Conflict: `text-not-called`, if the question was taken back or is about another version.
    """
    now = situation(principal, Role.READER)
    if not now.agreed:
        raise NotAgreed
    ask(principal, "final-answer", CHANGE, now.own(principal))
    dialogue = Dialogue.objects.select_for_update().get(pk=str(now.grant.dialogue))
    version = latest_put(dialogue.pk)
    if version is None or version.text.state != "called" or version.pk != version_id:
        raise Conflict("text-not-called")
    seat = Seat.objects.select_for_update().filter(pk=principal.id, left=False).first()
    if seat is None:
        raise Refused
    FinalAnswer.objects.update_or_create(version=version, seat=seat, defaults={"yes": yes})
    _end_if_all_answered(version)


def _end_if_all_answered(version: Version) -> None:
    told = recommended(version)
    if told is None:
        return
    moved = OneText.objects.filter(pk=version.text_id, state__in=TEXT.before("answered"))
    if moved.update(state=TEXT.after("called", "answered"), recommended=told) != 1:
        raise Conflict("somebody-was-quicker")
    to = "recommended" if told else "not-recommended"
    log.enter(
        version.text.dialogue.process_id,
        "text-answered",
        None,
        text=str(version.text_id),
        version=version.number,
        to=to,
    )
