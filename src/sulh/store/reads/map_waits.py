"""
What of the maps waits for somebody with an account: how much and since when, without a word of what it is.

    decisions of the week that are due      for whoever coordinates there
    links that were proposed                for the desk they go to; for facilitators, of initiatives of their own

In two queries, however many maps and desks. What it is stands on the pages of the map (`sulh.store.reads.links`,
`sulh.store.reads.weekly`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal
from uuid import UUID

from django.db.models import Count, Min, Q

from sulh.access import SEE, Grant, Principal, Role, Thing, may
from sulh.coordination.link_states import LINK, WAITS
from sulh.store import clock
from sulh.store.models import Link, MeetingDecision

DUE = timedelta(days=7)


@dataclass(frozen=True)
class MapWait:
    """
    How much of one sort waits on a map.

    Attributes:
        on: The day until which the first is due, or since which it waits.
        desk: Whether it waits for a desk, to which no process is named.
    """

    sort: Literal["decisions", "links"]
    process: UUID
    count: int
    on: date
    desk: bool = False


def map_waits(principal: Principal) -> tuple[MapWait, ...]:
    """Return what waits for somebody on the maps of processes that go on; nothing for a seat."""
    going = [grant for grant in principal.grants if grant.process is not None and not grant.over]
    return (*_decisions(principal, going), *_links(going))


def _decisions(principal: Principal, going: list[Grant]) -> Iterator[MapWait]:
    kept = {
        UUID(one.process)
        for one in going
        if one.process and may(principal, "coordination", SEE, Thing(process=one.process))
    }
    if not kept:
        return
    rows = MeetingDecision.objects.filter(meeting__process__in=kept, done=None, due__lte=clock.today() + DUE)
    found = rows.order_by().values_list("meeting__process").annotate(count=Count("id"), first=Min("due"))
    for process, count, first in found.order_by("first", "meeting__process"):
        yield MapWait("decisions", process, count, first)


def _links(going: list[Grant]) -> Iterator[MapWait]:
    desks = [one.desk for one in going if one.role == Role.DESK and one.desk]
    rooms = [one.process for one in going if one.role == Role.FACILITATOR]
    if not desks and not rooms:
        return
    own = Q(other__isnull=False, other__ownership=None) | Q(one__ownership=None, by_desk=True)
    asked = Q(desk__in=desks, by_desk=False) | Q(process__in=rooms) & own
    rows = Link.objects.filter(asked, state=LINK.first, since__gte=clock.today() - WAITS)
    found: dict[tuple[UUID, bool], list[date]] = {}
    fields = ("process", "desk", "by_desk", "since")
    for process, desk, by_desk, since in rows.order_by("since", "id").values_list(*fields):
        found.setdefault((process, str(desk) in desks and not by_desk), []).append(since)
    for (process, of_desk), days in found.items():
        yield MapWait("links", process, len(days), days[0], desk=of_desk)
