"""
Where two sides sit together: standing organisations with members of several sides, and initiatives that engage several.

    actors, ties ──joint_bodies──▶ JointBody "body"       member of, leads or represents an actor that is no person
    actors, cards ──joint_projects──▶ JointBody "project"  actors that a card engages, while it is not ended

Members without a side are not counted. Whether a body does anything is not asked: it stands or it does not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from sulh.measurement.structures.network import Span
from sulh.model.actors import Actor, Tie, TieKind
from sulh.model.initiatives import Card
from sulh.model.structures import BodyKind, JointBody

IN_A_BODY: Final[frozenset[TieKind]] = frozenset({"member_of", "leads", "represents"})
TWO: Final = 2  # sides
Sitting = Mapping[str, Mapping[str, date | None]]  # side -> member -> since when


def joint_bodies(actors: Iterable[Actor], ties: Iterable[Tie], span: Span) -> Iterator[JointBody]:
    """
    Give the organisations in which members of two or more sides sit in this span, by id.

    Somebody of whom several sources tell has sat there since the earliest day that one of them names.

    >>> day = date(2026, 11, 27)
    >>> people = [Actor("a", "person", (), side="north"), Actor("b", "person", (), side="south")]
    >>> body = Actor("board", "organisation", ())
    >>> begun = {"a": date(2026, 3, 1), "b": date(2026, 5, 1)}
    >>> told = [Tie(who, who, "board", "member_of", "high", start=when) for who, when in begun.items()]
    >>> list(joint_bodies([*people, body], told, Span(day, day)))
    [JointBody(id='board', kind='body', members={'north': 1, 'south': 1}, since=datetime.date(2026, 5, 1))]
    """
    known = {actor.id: actor for actor in actors}
    sits: defaultdict[str, defaultdict[str, dict[str, date | None]]] = defaultdict(lambda: defaultdict(dict))
    for tie in ties:
        who, body = known.get(tie.one), known.get(tie.other)
        if tie.kind in IN_A_BODY and span.meets(tie) and who and who.side and body and body.kind != "person":
            here = sits[body.id][who.side]
            here[who.id] = _earlier(here[who.id], tie.start) if who.id in here else tie.start
    yield from _joint("body", sits)


def joint_projects(actors: Iterable[Actor], cards: Iterable[Card], span: Span) -> Iterator[JointBody]:
    """Give the initiatives at work in this span that engage actors of two or more sides, by id."""
    sides = {actor.id: actor.side for actor in actors if actor.side}
    sits: defaultdict[str, defaultdict[str, dict[str, date | None]]] = defaultdict(lambda: defaultdict(dict))
    for card in cards:
        runs = (card.start is None or card.start <= span.end) and (card.end is None or card.end >= span.start)
        for actor in set(card.actors) & set(sides) if runs and card.phase in ("running", "paused") else ():
            sits[card.id][sides[actor]][actor] = card.start
    yield from _joint("project", sits)


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day), default=None)


def _joint(kind: BodyKind, sits: Mapping[str, Sitting]) -> Iterator[JointBody]:
    for key, by_side in sorted(sits.items()):
        if len(by_side) >= TWO:
            yield JointBody(key, kind, {side: len(who) for side, who in sorted(by_side.items())}, _since(by_side))


def _since(by_side: Sitting) -> date | None:
    """Return the day on which a second side had come; None where a side's first day is not known."""
    first = []
    for who in by_side.values():
        days = [day for day in who.values() if day]
        if len(days) < len(who):
            return None
        first.append(min(days))
    return sorted(first)[1]
