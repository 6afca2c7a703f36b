"""
What waits for somebody who signs in, and the processes they work in.

    Home ─┬─ Waiting       one kind of thing in one dialogue: how many, and since or until when
          └─ ProcessLine

A facilitator sees proposals, translations, rounds about to end, working papers nobody has published from, commitments
due and harm checks missing; a translator sees translations. Of the way to the official table, whoever is next sees how
much waits for them; what, the digest says. Of a map, how many decisions are due and how many links wait for an answer
(`sulh.store.reads.map_waits`). The number of queries does not grow with what there is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID

from django.db.models import Count, Max, Min
from django.db.models.functions import TruncDate

from sulh.access import Principal, Refused, Role
from sulh.store import clock
from sulh.store.models import Commitment, Dialogue, Epoch, HarmCheck, Process, Round, Staff, Statement
from sulh.store.reads.map_waits import map_waits
from sulh.store.sealing import Sealer, in_language, sealer
from sulh.store.waits import waits

Sort = Literal["ends", "harm-check", "proposals", "paper", "translations", "commitments", "table", "decisions", "links"]
SOON = timedelta(hours=48)
DUE = timedelta(days=7)


@dataclass(frozen=True)
class Waiting:
    """
    One thing that waits.

    Attributes:
        sort: What it is.
        dialogue_id, dialogue: Where; empty for what goes to the official table and comes from it, and for a map.
        count: How many of it.
        on: The day since which it waits, or until which it has time; None where that is not known.
        hours: Until it ends, for a round.
        process_id: On whose map; empty for everything else. `process` is its name, empty for a desk.
    """

    sort: Sort
    dialogue_id: str
    dialogue: str
    count: int = 1
    on: date | None = None
    hours: int | None = None
    process_id: str = ""
    process: str = ""


@dataclass(frozen=True)
class ProcessLine:
    """A process in a list: `roles` are those held there; `ends` the day on which one that is closed is deleted."""

    id: str
    name: str
    profile: str
    roles: tuple[str, ...]
    ends: date | None = None

    @property
    def area(self) -> Literal["process", "map", "change"]:
        """Where they begin: inside it, on its map, or with what changes in it."""
        if {"facilitator", "translator"}.intersection(self.roles):
            return "process"
        return "change" if self.roles == ("evaluator",) else "map"


@dataclass(frozen=True)
class Home:
    """What one person sees first."""

    waiting: tuple[Waiting, ...]
    processes: tuple[ProcessLine, ...]
    administrator: bool
    desk: bool
    today: date


@dataclass(frozen=True)
class _Scope:
    """The dialogues somebody works in: all they run, and those they only translate."""

    titles: dict[str, str]
    tags: dict[str, list[str]]
    phases: dict[str, int | None]
    run: tuple[str, ...]
    translated: tuple[str, ...]


def home(principal: Principal, tag: str) -> Home:
    """
    Return what waits for somebody with an account, in a language; nothing for who holds no role.

    Raises:
        Refused: For a stranger or a seat.
    """
    if not principal.id or not Staff.objects.filter(pk=principal.id).exists():
        raise Refused
    roles = _roles(principal)
    rows = list(Process.objects.filter(pk__in=list(roles)))
    openers = {str(row.id): sealer(row.id) for row in rows}
    lines = [
        ProcessLine(str(row.id), openers[str(row.id)].text(row, "name"), row.profile, roles[str(row.id)], row.ends)
        for row in rows
    ]
    scope, names = _scope(roles, openers, tag), {line.id: line.name for line in lines}
    return Home(
        waiting=(*_at_the_table(principal), *_on_maps(principal, names), *_waiting(scope)),
        processes=tuple(sorted(lines, key=lambda line: (line.name, line.id))),
        administrator=principal.holds(Role.ADMINISTRATOR),
        desk=principal.holds(Role.DESK),
        today=clock.today(),
    )


def _roles(principal: Principal) -> dict[str, tuple[str, ...]]:
    """Return the roles that somebody holds in each process; a desk is in none: it does not see what one is called."""
    held: dict[str, set[str]] = {}
    for grant in principal.grants:
        if grant.process is not None and grant.role != Role.DESK:
            held.setdefault(grant.process, set()).add(grant.role)
    return {process: tuple(sorted(roles)) for process, roles in held.items()}


def _scope(roles: dict[str, tuple[str, ...]], openers: dict[str, Sealer], tag: str) -> _Scope:
    rows = list(Dialogue.objects.filter(process_id__in=list(roles), process__closed=None).order_by("began", "id"))
    held = {str(row.id): roles[str(row.process_id)] for row in rows}
    return _Scope(
        titles={
            str(row.id): in_language(openers[str(row.process_id)].texts(row, "titles"), tag)
            for row in rows
            if str(row.process_id) in openers
        },
        tags={str(row.id): row.tags for row in rows},
        phases={str(row.id): row.phase for row in rows},
        run=tuple(key for key, own in held.items() if Role.FACILITATOR in own),
        translated=tuple(key for key, own in held.items() if {Role.FACILITATOR, Role.TRANSLATOR} & set(own)),
    )


def _at_the_table(principal: Principal) -> Iterator[Waiting]:
    """Tell how much of the way to the official table is somebody's turn, and since when."""
    turns = [
        (grant.process, grant.role, UUID(grant.desk) if grant.desk else None)
        for grant in principal.grants
        if grant.process is not None and not grant.over and grant.role in (Role.FACILITATOR, Role.DESK)
    ]
    found = waits({UUID(process) for process, _, _ in turns}) if turns else []
    mine = [
        one
        for one in found
        for process, role, desk in turns
        if str(one.process) == process and one.is_turn_of(UUID(principal.id), role, desk) and one.sort != "item"
    ]
    if mine:
        yield Waiting("table", "", "", len(mine), clock.today() - timedelta(days=max(one.days for one in mine)))


def _on_maps(principal: Principal, names: dict[str, str]) -> Iterator[Waiting]:
    """Tell how much waits on maps; to a desk without the name of the process, which it does not see."""
    for one in map_waits(principal):
        at = str(one.process)
        name = "" if one.desk else names.get(at, "")
        yield Waiting(one.sort, "", "", one.count, one.on, process_id=at, process=name)


def _waiting(scope: _Scope) -> Iterator[Waiting]:
    """List what waits: what has an end first, then what keeps others from going on."""
    yield from _rounds(scope)
    yield from _harm_checks(scope)
    yield from _proposals(scope)
    yield from _papers(scope)
    yield from _translations(scope)
    yield from _commitments(scope)


def _rounds(scope: _Scope) -> Iterator[Waiting]:
    now = clock.now()
    rows = Round.objects.filter(dialogue_id__in=scope.run, state="open").annotate(ends=Max("epochs__ends"))
    for row in rows.filter(ends__gt=now, ends__lte=now + SOON).order_by("ends"):
        ends: datetime = row.ends
        left = ends - now
        key = str(row.dialogue_id)
        yield Waiting("ends", key, scope.titles[key], hours=int(left.total_seconds() // 3600))


def _harm_checks(scope: _Scope) -> Iterator[Waiting]:
    decided: dict[tuple[str, int | None], bool] = {}
    rows = HarmCheck.objects.filter(dialogue_id__in=scope.run).order_by("number")
    for dialogue_id, phase, go in rows.values_list("dialogue_id", "phase", "go"):
        decided[str(dialogue_id), phase] = go
    for key in scope.run:
        if not decided.get((key, scope.phases[key]), False):
            yield Waiting("harm-check", key, scope.titles[key])


def _proposals(scope: _Scope) -> Iterator[Waiting]:
    rows = Statement.objects.filter(dialogue_id__in=scope.run, state="proposed")
    found = rows.values_list("dialogue_id").annotate(count=Count("id"), oldest=Min("on")).order_by("oldest")
    for dialogue_id, count, oldest in found:
        yield Waiting("proposals", str(dialogue_id), scope.titles[str(dialogue_id)], count, oldest)


def _papers(scope: _Scope) -> Iterator[Waiting]:
    rows = Epoch.objects.filter(round__dialogue_id__in=scope.run, paper__held=False, publications__isnull=True)
    found = rows.values_list("round__dialogue_id").annotate(count=Count("id"), oldest=Min(TruncDate("ends")))
    for dialogue_id, count, oldest in found.order_by("oldest"):
        yield Waiting("paper", str(dialogue_id), scope.titles[str(dialogue_id)], count, oldest)


def _translations(scope: _Scope) -> Iterator[Waiting]:
    rows = Statement.objects.filter(dialogue_id__in=scope.translated, state="accepted").annotate(there=Count("texts"))
    waiting: dict[str, list[date]] = {}
    for dialogue_id, on, there in rows.values_list("dialogue_id", "on", "there"):
        if there < len(scope.tags[str(dialogue_id)]):
            waiting.setdefault(str(dialogue_id), []).append(on)
    for key, days in sorted(waiting.items(), key=lambda item: (min(item[1]), item[0])):
        yield Waiting("translations", key, scope.titles[key], len(days), min(days))


def _commitments(scope: _Scope) -> Iterator[Waiting]:
    rows = Commitment.objects.filter(session__dialogue_id__in=scope.run, done=None, due__lte=clock.today() + DUE)
    found = rows.values_list("session__dialogue_id").annotate(count=Count("id"), due=Min("due")).order_by("due")
    for dialogue_id, count, due in found:
        yield Waiting("commitments", str(dialogue_id), scope.titles[str(dialogue_id)], count, due)
