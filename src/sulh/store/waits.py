"""
What waits between dialogues and the official table, as values, without any text.

    packages, questions, items of some processes ─▶ Wait: how it stands, since when, who is next, whether it is stale

Whose turn it is says `sulh.negotiation.channel`; whether it is one account's, `Wait.is_turn_of`. Who may see which of
them is asked by `sulh.store.reads.digest`; who is reminded of them is decided in `sulh.store.writes.reminders`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sulh.access import Role
from sulh.negotiation.channel import next_actor, stale
from sulh.store import clock
from sulh.store.models import AgendaItem, DeskAnswer, Membership, Question, TransferPackage
from sulh.store.reads.approving import state_of

UNDER_WAY = ("composed", "confirmed", "asked", "approved", "sent", "opened")
SENT = ("sent", "opened")
ENDED = ("not-released", "answered")  # of a package: nobody has to do anything


@dataclass(frozen=True)
class Wait:
    """
    One thing that waits.

    Attributes:
        sort, id, number: Which; packages are counted in each dialogue, questions and items in each process.
        process, dialogue, desk: Where; None where it is in none.
        state: Of a package or question, or that an item is "wanted".
        days: Since its last move; of an item since the day it is wanted by, negative until then.
        actor: Who is next. `stale`: whether they have been for too long.
        composer: Who composed a package: another one confirms it.
    """

    sort: str
    id: UUID
    number: int
    process: UUID
    dialogue: UUID | None
    desk: UUID | None
    state: str
    days: int
    actor: str
    stale: bool
    composer: UUID | None = None
    wanted_by: date | None = None

    @property
    def key(self) -> str:
        """Return what stays the same as long as it waits for the same."""
        return f"{self.id} {self.state}"

    def is_turn_of(self, staff: UUID, role: str, desk: UUID | None) -> bool:
        """Whether an account in this role has to do something about it."""
        if role == Role.DESK:
            return self.actor == "desk" and self.desk is not None and self.desk == desk
        mine = self.actor == "facilitator" or (self.actor == "second-facilitator" and self.composer != staff)
        return role == Role.FACILITATOR and mine


def waits(processes: Collection[UUID]) -> list[Wait]:
    """Return what waits in some processes: what is stale first, then what has waited longest; in six queries."""
    signed_for = set(
        Membership.objects.filter(process__in=processes, role=Role.DESK, ended=None, staff__is_active=True)
        .exclude(desk=None)
        .values_list("desk", flat=True)
    )
    found = [*_packages(processes, signed_for), *_questions(processes, signed_for), *_items(processes)]
    return sorted(found, key=lambda one: (not one.stale, -one.days, one.sort, one.number, one.id))


def _packages(processes: Collection[UUID], signed_for: Collection[UUID | None]) -> Iterator[Wait]:
    rows = TransferPackage.objects.filter(dialogue__process__in=processes, state__in=UNDER_WAY)
    answered = set(
        DeskAnswer.objects.filter(package__dialogue__process__in=processes).values_list("package", flat=True)
    )
    today = clock.today()
    for row in rows.select_related("dialogue").defer("content"):
        state = "answered" if row.pk in answered else state_of(row)
        if state in ENDED:
            continue
        days, desk = (today - (row.opened or row.sent or row.since or row.on)).days, row.desk_id in signed_for
        yield Wait(
            sort="package",
            id=row.pk,
            number=row.number,
            process=row.dialogue.process_id,
            dialogue=row.dialogue_id,
            desk=row.desk_id,
            state=state,
            days=max(0, days),
            actor=next_actor("package", state, desk=desk),
            stale=stale("package", state, days, desk=desk),
            composer=row.composed_by_id,
        )


def _questions(processes: Collection[UUID], signed_for: Collection[UUID | None]) -> Iterator[Wait]:
    today = clock.today()
    for row in Question.objects.filter(process__in=processes).exclude(state="closed"):
        days, desk = (today - row.since).days, row.desk_id in signed_for
        nobodys = row.desk_id is None  # it is recorded nowhere whose it is: nobody but a facilitator can close it
        actor = next_actor("question", row.state, desk=desk or nobodys)
        yield Wait(
            sort="question",
            id=row.pk,
            number=row.number,
            process=row.process_id,
            dialogue=row.dialogue_id,
            desk=row.desk_id,
            state=row.state,
            days=max(0, days),
            actor="facilitator" if nobodys and actor == "desk" else actor,
            stale=stale("question", row.state, days, desk=desk or nobodys),
        )


def _items(processes: Collection[UUID]) -> Iterator[Wait]:
    """List the items of an agenda on which something is wanted by a day and nothing was released yet."""
    rows = AgendaItem.objects.filter(process__in=processes, wanted_by__isnull=False).exclude(state="agreed")
    released = set(
        TransferPackage.objects.filter(agenda_item__process__in=processes, state__in=SENT)
        .order_by()
        .values_list("agenda_item", "desk")
    )
    served = {item for item, _ in released}
    for row in rows:
        # A desk is told of its own packages only: what went to another serves no item of it.
        if row.wanted_by is None or ((row.pk, row.desk_id) in released if row.desk_id else row.pk in served):
            continue
        days = (clock.today() - row.wanted_by).days
        yield Wait(
            sort="item",
            id=row.pk,
            number=row.number,
            process=row.process_id,
            dialogue=None,
            desk=row.desk_id,
            state="wanted",
            days=days,
            actor=next_actor("item", "wanted"),
            stale=stale("item", "wanted", days),
            wanted_by=row.wanted_by,
        )
