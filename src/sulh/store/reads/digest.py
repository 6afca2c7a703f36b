"""
The digest: everything of the official table that waits, for one account, on one sheet.

    digest ─▶ Digest ── Part ── Line     a part for each process that they facilitate and each desk they sign in for

What is printed lies on tables. So a line has a number and no title unless the reader asks for titles. A desk counts
its own packages and questions: gaps in the numbers of others would tell what went past it. What waits on maps is
counted beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sulh.access import SEE, Principal, Refused, Role, Thing, may
from sulh.negotiation.package import read
from sulh.store import clock
from sulh.store.models import AgendaItem, Desk, Dialogue, Process, Question, Staff, TransferPackage
from sulh.store.reads.approving import content_of
from sulh.store.reads.map_waits import MapWait, map_waits
from sulh.store.sealing import in_language, sealer
from sulh.store.waits import SENT, Wait, waits


@dataclass(frozen=True)
class Line:
    """One thing that waits; `dialogue` is its place among several of a process, 0 where there is one."""

    sort: str
    id: str
    number: int
    title: str
    dialogue: int
    state: str
    days: int
    actor: str
    stale: bool
    wanted_by: date | None


@dataclass(frozen=True)
class Part:
    """What waits in one process, or for one desk; `name` is empty unless it was asked for."""

    name: str
    desk: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Digest:
    """What waits, on the way to the official table and on maps, and the day of which it is."""

    parts: tuple[Part, ...]
    on_maps: tuple[MapWait, ...]
    today: date


def digest(principal: Principal, tag: str, *, titles: bool) -> Digest:
    """
    Return what waits for somebody with an account, in a language; nothing for who holds no such role.

    Args:
        principal: Who asks.
        tag: The language of titles and names.
        titles: Whether to show them; numbers otherwise.

    Raises:
        Refused: For a stranger or a seat.
    """
    if not principal.id or not Staff.objects.filter(pk=principal.id).exists():
        raise Refused
    rooms, desks = _rooms(principal), _desks(principal)
    found = waits({*rooms, *desks.values()})
    named = _Names(tag, rooms, desks, found) if titles else None
    places, own = _places(rooms), _own_numbers(desks)
    parts = [_part(named, room, [one for one in found if one.process == room], places) for room in rooms]
    for desk in desks:
        mine = [one for one in found if one.desk == desk and (one.sort != "package" or one.state in SENT)]
        parts.append(_part(named, desk, mine, own, desk=True))
    shown = sorted((part for part in parts if part.lines), key=lambda part: (part.desk, part.name))
    return Digest(tuple(shown), map_waits(principal), clock.today())


class _Names:
    """Titles and names, opened once for one page."""

    def __init__(self, tag: str, rooms: Iterable[UUID], desks: dict[UUID, UUID], found: Iterable[Wait]) -> None:
        ids: dict[str, list[UUID]] = {}
        for one in found:
            ids.setdefault(one.sort, []).append(one.id)
        openers = {one: sealer(one) for one in {*rooms, *desks.values()}}
        self.of = {row.pk: openers[row.pk].text(row, "name") for row in Process.objects.filter(pk__in=rooms)}
        for desk in Desk.objects.filter(pk__in=desks):
            self.of[desk.pk] = in_language(openers[desk.process_id].texts(desk, "names"), tag)
        for item in AgendaItem.objects.filter(pk__in=ids.get("item", ())):
            self.of[item.pk] = in_language(openers[item.process_id].texts(item, "titles"), tag)
        for question in Question.objects.filter(pk__in=ids.get("question", ())):
            self.of[question.pk] = in_language(openers[question.process_id].texts(question, "texts"), tag)
        for row in TransferPackage.objects.filter(pk__in=ids.get("package", ())).select_related("dialogue"):
            self.of[row.pk] = in_language(dict(read(content_of(row)).title), tag)


def _rooms(principal: Principal) -> list[UUID]:
    """Return the processes that somebody facilitates and that go on."""
    held = sorted({grant.process for grant in principal.grants if grant.process and not grant.over})
    return [UUID(one) for one in held if may(principal, "package", SEE, Thing(process=one))]


def _desks(principal: Principal) -> dict[UUID, UUID]:
    """Return the desks that somebody signs in for -> their process."""
    held = [grant for grant in principal.grants if grant.role == Role.DESK and grant.desk and not grant.over]
    return {
        UUID(one.desk): UUID(one.process)
        for one in held
        if one.desk and one.process and may(principal, "own-desk", SEE, Thing(process=one.process, desk=one.desk))
    }


def _places(rooms: Collection[UUID]) -> dict[UUID, int]:
    """Return the place of each dialogue among those of its process; none where it is the only one."""
    known: dict[UUID, list[UUID]] = {}
    rows = Dialogue.objects.filter(process__in=rooms).order_by("began", "id").values_list("process", "id")
    for process, dialogue in rows:
        known.setdefault(process, []).append(dialogue)
    several = [ids for ids in known.values() if len(ids) > 1]
    return {dialogue: place for ids in several for place, dialogue in enumerate(ids, 1)}


def _own_numbers(desks: Collection[UUID]) -> dict[UUID, int]:
    """Return package or question -> its number among those of its own desk."""
    sent = TransferPackage.objects.filter(desk__in=desks, sent__isnull=False).order_by("sent", "dialogue", "number")
    asked = Question.objects.filter(desk__in=desks).order_by("number")
    numbers: dict[UUID, int] = {}
    for rows in (sent.values_list("desk", "pk"), asked.values_list("desk", "pk")):
        last: dict[UUID | None, int] = {}
        for desk, key in rows:
            numbers[key] = last[desk] = last.get(desk, 0) + 1
    return numbers


def _part(
    named: _Names | None, of: UUID, found: Iterable[Wait], numbers: dict[UUID, int], *, desk: bool = False
) -> Part:
    """Return a part; `numbers` are those of a desk's own, or for a facilitator the places of dialogues."""
    titles = {} if named is None else named.of
    lines = tuple(
        Line(
            sort=one.sort,
            id=str(one.id),
            number=numbers.get(one.id, one.number) if desk else one.number,
            title=titles.get(one.id, ""),
            dialogue=0 if desk or one.sort != "package" or one.dialogue is None else numbers.get(one.dialogue, 0),
            state=one.state,
            days=one.days,
            actor=one.actor,
            stale=one.stale,
            wanted_by=one.wanted_by,
        )
        for one in found
    )
    return Part(titles.get(of, ""), desk, lines)
