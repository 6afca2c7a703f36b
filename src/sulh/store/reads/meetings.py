"""
The sessions of a dialogue, for its facilitators.

    SessionsPage ─┬─ open        commitments that are not done, of all sessions: they return at the next one
                  ├─ sessions    SessionLine, newest first
                  ├─ pairs       pairs of sides, and when their relationship was last described
                  └─ missing     codes of what has to be there before a session is held
    SessionPage ──── label and counts, notes, commitments of this session and those it found open

Counts and sides, never a person. The label of a session is derived from the counts each time it is shown. What is
written is in `store.writes.meetings` and its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import combinations
from typing import cast
from uuid import UUID

from django.db.models import Count, F, QuerySet

from sulh.access import SEE, Principal
from sulh.model.tracks import Capacities, Capacity, MeetingLabel, meeting_label
from sulh.store import asking, clock
from sulh.store.models import Commitment, Dialogue, Note, Presence, Relationship, Session
from sulh.store.models.sessions import UNDECLARED
from sulh.store.reads.frames import NamedSide, named_sides, sides_of
from sulh.store.reads.readiness import gaps
from sulh.store.sealing import Sealer, sealer
from sulh.store.texts import seen

NEEDED = ("harm-check", "ground-rules")  # codes of gaps that stand in the way of a session
REJECTED = "rejected"
_STAMP = 16  # letters of a stamp


@dataclass(frozen=True)
class CommitmentShown:
    """
    What one side, or two together, took upon them; `session` is the number of the session it ended.

    `late` says by how many days its day has passed, 0 where it has not, was not set, or it is done.
    """

    id: str
    session: int
    what: str
    sides: tuple[NamedSide, ...]
    due: date | None
    done: date | None
    late: int


@dataclass(frozen=True)
class SessionHead:
    """Which session something belongs to."""

    id: UUID
    dialogue_id: UUID
    number: int
    on: date


@dataclass(frozen=True)
class SessionLine:
    """One session in a list; `notes` counts them."""

    id: str
    number: int
    on: date
    phase: int | None
    label: MeetingLabel
    notes: int


@dataclass(frozen=True)
class PairLine:
    """Two sides, and the day on which their relationship was last described."""

    first: NamedSide
    second: NamedSide
    last: date | None


@dataclass(frozen=True)
class SessionsPage:
    """The sessions of a dialogue; `following` is the number of the next one."""

    kind: str
    following: int
    open: tuple[CommitmentShown, ...]
    sessions: tuple[SessionLine, ...]
    pairs: tuple[PairLine, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class NoteShown:
    """A note; `drawn`: number -> id of statements drawn from it, but for rejected ones; `kept`: it changes no more."""

    id: str
    number: int
    text: str
    stamp: str
    drawn: dict[int, str]
    kept: bool


@dataclass(frozen=True)
class SessionPage:
    """
    One session.

    Attributes:
        stamp: Stands for the counts as they are; whoever changes them names it.
        earlier: Commitments of earlier sessions that were open on that day, and how they stand now.
    """

    id: str
    dialogue_id: str
    number: int
    on: date
    kind: str
    phase: int | None
    languages: tuple[str, ...]
    capacities: Capacities
    label: MeetingLabel
    stamp: str
    notes: tuple[NoteShown, ...]
    earlier: tuple[CommitmentShown, ...]
    commitments: tuple[CommitmentShown, ...]


def sessions_page(principal: Principal, dialogue_id: UUID, tag: str) -> SessionsPage:
    """
    Return the sessions of a dialogue, in a language.

    Raises:
        Refused: If they are not theirs to see.
    """
    dialogue = asking.get(principal, "session", SEE, Dialogue, dialogue_id)
    opener = sealer(dialogue.process_id)
    rows = list(_counted(dialogue.sessions.order_by("-number")))
    waiting = _commitments(Commitment.objects.filter(session__dialogue=dialogue, done=None))
    return SessionsPage(
        kind=dialogue.kind,
        following=1 + max((row.number for row in rows), default=0),
        open=tuple(shown_commitment(row, opener, tag) for row in waiting),
        sessions=tuple(_line(row) for row in rows),
        pairs=_pairs(dialogue, sides_of(dialogue, opener, tag)),
        missing=needed(gaps(principal, dialogue_id)),
    )


def session_page(principal: Principal, session_id: UUID, tag: str) -> SessionPage:
    """
    Return one session, in a language.

    Raises:
        Refused: If it is not theirs to see.
    """
    row = asking.get(principal, "session", SEE, Session, session_id)
    dialogue, opener = row.dialogue, sealer(row.dialogue.process_id)
    presences = list(row.presences.all())
    counted = capacities(presences)
    return SessionPage(
        id=str(row.id),
        dialogue_id=str(dialogue.id),
        number=row.number,
        on=row.on,
        kind=dialogue.kind,
        phase=row.phase,
        languages=tuple(dialogue.tags),
        capacities=counted,
        label=meeting_label(counted),
        stamp=stamp(presences),
        notes=tuple(_note(note, opener) for note in row.notes.prefetch_related("statements").order_by("number")),
        earlier=tuple(shown_commitment(one, opener, tag) for one in returning(row)),
        commitments=tuple(shown_commitment(one, opener, tag) for one in own_commitments(row)),
    )


def session_head(principal: Principal, session_id: UUID) -> SessionHead:
    """
    Return which session it is.

    Raises:
        Refused: If it is not theirs to see.
    """
    return _head(asking.get(principal, "session", SEE, Session, session_id))


def note_of(principal: Principal, note_id: UUID) -> tuple[SessionHead, NoteShown]:
    """
    Return a note and its session.

    Raises:
        Refused: If it is not theirs to see.
    """
    row = asking.get(principal, "session", SEE, Note, note_id)
    return _head(row.session), _note(row, sealer(row.session.dialogue.process_id))


def commitment_of(principal: Principal, commitment_id: UUID, tag: str) -> tuple[SessionHead, CommitmentShown]:
    """
    Return a commitment and the session it ended, in a language.

    Raises:
        Refused: If it is not theirs to see.
    """
    row = asking.get(principal, "session", SEE, Commitment, commitment_id)
    return _head(row.session), shown_commitment(row, sealer(row.session.dialogue.process_id), tag)


def needed(codes: Iterable[str]) -> tuple[str, ...]:
    """
    Return those codes of gaps without which no session is held.

    >>> needed(["harm-check", "no-statements", "ground-rules:fr"])
    ('harm-check', 'ground-rules:fr')
    """
    return tuple(code for code in codes if code.partition(":")[0] in NEEDED)


def capacities(presences: Iterable[Presence]) -> Capacities:
    """Return how many were there in which capacity."""
    party: dict[Capacity, int] = {}
    third: dict[Capacity, int] = {}
    undeclared = 0
    for one in presences:
        if one.capacity == UNDECLARED:
            undeclared += one.count
        else:
            (third if one.third_party else party)[cast("Capacity", one.capacity)] = one.count
    return Capacities(party, third, undeclared)


def stamp(presences: Iterable[Presence]) -> str:
    """Return what stands for the counts of a session, so that of two who change them the second is told."""
    counts = sorted((one.capacity, one.third_party, one.count) for one in presences)
    return sha256(repr(counts).encode()).hexdigest()[:_STAMP]


def returning(row: Session) -> QuerySet[Commitment]:
    """Return the commitments of earlier sessions that a session found open."""
    earlier = _commitments(Commitment.objects.filter(session__dialogue=row.dialogue, session__number__lt=row.number))
    return earlier.exclude(done__lt=row.on)


def own_commitments(row: Session) -> QuerySet[Commitment]:
    """Return the commitments that a session ended with."""
    return _commitments(row.commitments.all())


def shown_commitment(row: Commitment, opener: Sealer, tag: str) -> CommitmentShown:
    """Return a commitment as pages show it, in a language."""
    sides = [side for side in (row.side, row.with_side) if side is not None]
    past = (clock.today() - row.due).days if row.due is not None and row.done is None else 0
    return CommitmentShown(
        id=str(row.id),
        session=row.session.number,
        what=opener.text(row, "what"),
        sides=named_sides(sides, opener, tag),
        due=row.due,
        done=row.done,
        late=max(0, past),
    )


def _head(row: Session) -> SessionHead:
    return SessionHead(row.id, row.dialogue_id, row.number, row.on)


def _commitments(rows: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """Return commitments with all they are shown with: of the oldest session first, then by the day they are due."""
    return rows.select_related("session", "side", "with_side").order_by(
        "session__number", F("due").asc(nulls_last=True), "id"
    )


def _counted(rows: QuerySet[Session]) -> QuerySet[Session]:
    """Return sessions with what is counted of them."""
    return rows.annotate(written=Count("notes")).prefetch_related("presences")


def _line(row: Session) -> SessionLine:
    return SessionLine(
        id=str(row.id),
        number=row.number,
        on=row.on,
        phase=row.phase,
        label=meeting_label(capacities(row.presences.all())),
        notes=vars(row)["written"],
    )


def _pairs(dialogue: Dialogue, sides: Iterable[NamedSide]) -> tuple[PairLine, ...]:
    last: dict[frozenset[str], date] = {}
    for side, other, on in Relationship.objects.filter(dialogue=dialogue).values_list("side_id", "other_id", "on"):
        pair = frozenset((str(side), str(other)))
        last[pair] = max(on, last.get(pair, on))
    return tuple(PairLine(one, two, last.get(frozenset((one.id, two.id)))) for one, two in combinations(sides, 2))


def _note(row: Note, opener: Sealer) -> NoteShown:
    drawn = sorted(row.statements.all(), key=lambda one: one.number)
    return NoteShown(
        id=str(row.id),
        number=row.number,
        text=opener.text(row, "text"),
        stamp=seen(row, "text"),
        drawn={one.number: str(one.id) for one in drawn if one.state != REJECTED},
        kept=bool(drawn),
    )
