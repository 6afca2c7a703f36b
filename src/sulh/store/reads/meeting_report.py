"""
The report of one session, put together for `sulh.formats.session_report`, in one language of the dialogue.

    notes, counts, commitments, relationships of the rows ──report──▶ SessionReport

Commitments that the session found open come before its own. A relationship is in the report of the session on whose
day, or after whose predecessor, it was described. A rejected statement is nowhere. Notes stand as they were written.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain, combinations
from typing import cast
from uuid import UUID

from sulh.access import SEE, Principal, Refused
from sulh.model.sessions import (
    ELEMENTS,
    CommitmentLine,
    DrawnStatement,
    ElementView,
    Kind,
    PairView,
    SessionNote,
    SessionReport,
)
from sulh.store import asking
from sulh.store.models import Commitment, Relationship, Session, Statement
from sulh.store.reads.frames import NamedSide, sides_of
from sulh.store.reads.meetings import capacities, own_commitments, returning, shown_commitment
from sulh.store.reads.statements import LIVE, texts_of
from sulh.store.sealing import Sealer, in_language, sealer

Views = dict[frozenset[str], dict[date, dict[str, str]]]  # pair -> day -> element -> text


def report(principal: Principal, session_id: UUID, tag: str) -> SessionReport:
    """
    Return what the report of a session says.

    Args:
        principal: A facilitator.
        session_id: Of which session.
        tag: The language of the report, one of the dialogue's.

    Raises:
        Refused: If the session is not theirs to see, or the dialogue does not speak the language.
    """
    row = asking.get(principal, "session", SEE, Session, session_id)
    dialogue, opener = row.dialogue, sealer(row.dialogue.process_id)
    if tag not in dialogue.tags:
        raise Refused
    missing = in_language(opener.texts(dialogue, "missing"), tag)
    return SessionReport(
        dialogue=in_language(opener.texts(dialogue, "titles"), tag),
        on=row.on,
        number=row.number,
        kind=cast("Kind", dialogue.kind),
        phase=row.phase,
        capacities=capacities(row.presences.all()),
        missing=[line for line in missing.splitlines() if line.strip()],
        notes=[SessionNote(note.number, opener.text(note, "text")) for note in row.notes.order_by("number")],
        statements=list(_statements(row, opener, tag)),
        commitments=[_commitment(one, opener, tag) for one in chain(returning(row), own_commitments(row))],
        relationships=list(_relationships(row, opener, tag)),
    )


def _statements(row: Session, opener: Sealer, tag: str) -> Iterator[DrawnStatement]:
    drawn = Statement.objects.filter(note__session=row, state__in=LIVE)
    for one in drawn.select_related("note").prefetch_related("texts").order_by("number"):
        number = None if one.note is None else one.note.number
        yield DrawnStatement(one.number, in_language(texts_of(one, opener), tag), number)


def _commitment(row: Commitment, opener: Sealer, tag: str) -> CommitmentLine:
    shown = shown_commitment(row, opener, tag)
    return CommitmentLine(shown.what, [side.name for side in shown.sides], shown.due, shown.done)


def _relationships(row: Session, opener: Sealer, tag: str) -> Iterator[PairView]:
    views = _views(row, opener)
    earlier = row.dialogue.sessions.filter(number__lt=row.number).order_by("-number").values_list("on", flat=True)
    since = earlier.first() or date.min
    if since >= row.on:
        since = row.on - timedelta(days=1)  # of two sessions of one day both have what was described on it
    for pair in combinations(sides_of(row.dialogue, opener, tag), 2):
        days = views.get(frozenset(side.id for side in pair), {})
        now = max((day for day in days if since < day), default=None)
        if now is not None:
            yield _pair(pair, days, now)


def _pair(pair: tuple[NamedSide, NamedSide], days: dict[date, dict[str, str]], now: date) -> PairView:
    before = max((day for day in days if day < now), default=None)
    then = {} if before is None else days[before]
    elements = [ElementView(one, days[now].get(one), then.get(one)) for one in ELEMENTS]
    return PairView(sides=(pair[0].name, pair[1].name), on=now, elements=elements, before=before)


def _views(row: Session, opener: Sealer) -> Views:
    """Return everything that was described up to the day of the session."""
    views: Views = {}
    for one in Relationship.objects.filter(dialogue=row.dialogue, on__lte=row.on):
        days = views.setdefault(frozenset((str(one.side_id), str(one.other_id))), {})
        days.setdefault(one.on, {})[one.element] = opener.text(one, "text")
    return views
