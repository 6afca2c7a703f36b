"""
What is put to a seat now: the rounds it may know of, the epoch that runs, the statements in an order of its own.

    Situation ─┬─ profile, kind, phase, languages, agreed
               └─ Term ...      a round: of the seat's own side (first) or of all sides
    At ─┬─ situation, term      the one round that is answered
        └─ Put ...              its statements, with what the seat answered last

An epoch runs if it is the first that has not ended by the clock. A round whose last epoch has ended takes no answers,
whatever its state says. The order is stable for each seat and stored nowhere: it comes out of a hash of seat, round
and statement, weighted by what the facilitator's working paper of the last closed epoch asks for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from math import log
from typing import Any
from uuid import UUID

import msgspec
from django.db.models import Exists, FilteredRelation, OuterRef, Q, QuerySet

from sulh.access import CHANGE, SEE, Grant, Principal, Refused, Role, Thing, ask
from sulh.model.findings import Routing
from sulh.store import clock
from sulh.store.errors import Conflict
from sulh.store.models import Acceptance, AgreedText, Dialogue, RoundStatement, Seat, StatementText, WorkingPaper
from sulh.store.sealing import sealer

SEATED_IN_DIALOGUE = (Role.PARTICIPANT, Role.READER)
FLOOR = 0.05  # part of all showings that is spread evenly, so that every statement is seen
UNIT = 2.0**64
COLUMNS = (
    "process__profile",
    "kind",
    "phase",
    "languages",
    "agreed",
    "renewed",
    "rounds__id",
    "rounds__number",
    "rounds__state",
    "rounds__side_id",
    "rounds__sounding",
    "rounds__epochs__id",
    "rounds__epochs__number",
    "rounds__epochs__ends",
)


class _Routes(msgspec.Struct):
    """The one part of a working paper that is looked at here; the rest is not even decoded."""

    routing: list[Routing] = []


class NotAgreed(Conflict):
    """The newest texts have not been accepted yet by this seat."""

    def __init__(self) -> None:
        """Name the code."""
        super().__init__("agree-first")


@dataclass(frozen=True)
class Term:
    """
    A round as a seat knows it.

    Attributes:
        side_id: The seat's own side in its caucus; None where all sides answer.
        sounding: Whether clauses are put: support, can live with, cannot live with.
        state: "open", "paused" or "closed"; an open one whose last epoch has ended is "closed".
        epochs: The ids of all its epochs, in order.
        epoch_id: The one that runs; None where none does.
        before: The one that ended last.
        ends: When the running one ends.
    """

    round_id: UUID
    number: int
    side_id: UUID | None
    sounding: bool
    state: str
    epochs: tuple[UUID, ...]
    epoch_id: UUID | None
    before: UUID | None
    ends: datetime | None


@dataclass(frozen=True)
class Situation:
    """
    Where a seat stands.

    Attributes:
        renewed: Whether its entry number was ever replaced: whoever replaced it could have come in with it.
        terms: The caucus of its side first, drafts never.
    """

    grant: Grant
    profile: str
    kind: str
    phase: int | None
    languages: tuple[str, ...]
    agreed: bool
    renewed: bool
    terms: tuple[Term, ...]

    @property
    def open(self) -> Term | None:
        """Return the round that the seat may answer now."""
        return next((term for term in self.terms if term.state == "open"), None)

    @property
    def paused(self) -> bool:
        """Whether a round waits to go on."""
        return any(term.state == "paused" for term in self.terms)

    @property
    def shown_back(self) -> bool:
        """Whether a seat is shown what it answered; never once its entry number was replaced."""
        return self.profile == "standard" and not self.renewed

    @property
    def kept_on_phone(self) -> bool:
        """Whether answers given without a network may wait on the telephone."""
        return self.profile == "standard"

    @property
    def thing(self) -> Thing:
        """Return what the access table is asked about, without a holder."""
        return Thing(self.grant.process, self.grant.dialogue, frozenset({self.grant.side or ""}))

    def own(self, principal: Principal) -> Thing:
        """Return what the access table is asked about something of the seat itself."""
        return replace(self.thing, holder=principal.id)

    @property
    def process_id(self) -> UUID:
        """Return the process whose key opens the texts."""
        return UUID(str(self.grant.process))


@dataclass(frozen=True)
class Put:
    """
    One statement put in a round, by its number, and what the seat answered last: 1, -1, 0, or None.

    `wording_id` in a sounding: the wording that it puts.
    """

    statement_id: UUID
    number: int
    mine: int | None
    wording_id: UUID | None = None


@dataclass(frozen=True)
class At:
    """A seat in a round that is open to it; `puts` in the order of the seat."""

    situation: Situation
    term: Term
    puts: tuple[Put, ...]

    @property
    def answered(self) -> int:
        """Return how many statements have an answer of the seat."""
        return sum(put.mine is not None for put in self.puts)

    @property
    def kept_on_phone(self) -> bool:
        """Whether answers may wait on the telephone: never those that come with a need in somebody's own words."""
        return self.situation.kept_on_phone and not self.term.sounding

    def holds(self, statement_id: UUID) -> bool:
        """Whether the statement is put in this round."""
        return any(put.statement_id == statement_id for put in self.puts)

    def wording_of(self, statement_id: UUID) -> UUID | None:
        """Return the wording that a statement of a sounding puts; None in any other round."""
        return next((put.wording_id for put in self.puts if put.statement_id == statement_id), None)

    def with_answer(self, statement_id: UUID, value: int) -> At:
        """Return the same after one more answer."""
        puts = (replace(put, mine=value) if put.statement_id == statement_id else put for put in self.puts)
        return replace(self, puts=tuple(puts))

    def following(self, after: UUID | None, *, most: int = 1) -> list[Put]:
        """Return the next statements without an answer, going round from one of them."""
        ids = [put.statement_id for put in self.puts]
        start = ids.index(after) + 1 if after in ids else 0
        turned = [*self.puts[start:], *self.puts[:start]]
        return [put for put in turned if put.mine is None][:most]


def seat_of(principal: Principal, *roles: Role) -> Grant:
    """
    Return the grant of a seat in a dialogue.

    Raises:
        Refused: For a stranger, an account, and a seat of another kind.
    """
    wanted = roles or (Role.PARTICIPANT,)
    found = next((grant for grant in principal.grants if grant.role in wanted and grant.dialogue), None)
    if found is None:
        raise Refused
    return found


def situation(principal: Principal, *roles: Role) -> Situation:
    """
    Return where a seat stands, in one query.

    Raises:
        Refused: For whoever is no participant, or no seat of the roles named.
    """
    grant = seat_of(principal, *roles)
    ask(principal, "agreed-text", SEE, Thing(grant.process, grant.dialogue))
    rows = list(_rows(principal, grant))
    if not rows:
        raise Refused
    profile, kind, phase, languages, agreed, renewed = rows[0][:6]
    known = (row[6:] for row in rows if row[6] is not None and row[8] != "draft" and _concerns(grant, row[9]))
    terms = sorted(_terms(known), key=lambda term: (term.side_id is None, term.number))
    return Situation(grant, profile, kind, phase, tuple(languages.split(",")), agreed, renewed, tuple(terms))


def _rows(principal: Principal, grant: Grant) -> QuerySet[Dialogue, tuple[Any, ...]]:
    rows = Dialogue.objects.filter(pk=str(grant.dialogue), process_id=str(grant.process))
    asked = rows.annotate(
        agreed=~Exists(unaccepted(principal.id).filter(dialogue=OuterRef("pk"))),
        renewed=Exists(Seat.objects.filter(pk=principal.id, generation__gt=0)),
    )
    return asked.order_by("rounds__number", "rounds__epochs__number").values_list(*COLUMNS)


def unaccepted(seat_id: str) -> QuerySet[AgreedText]:
    """Return the newest texts of each kind that a seat has not accepted."""
    newer = AgreedText.objects.filter(
        dialogue=OuterRef("dialogue"), kind=OuterRef("kind"), version__gt=OuterRef("version")
    )
    accepted = Acceptance.objects.filter(seat_id=seat_id, text=OuterRef("pk"))
    return AgreedText.objects.filter(~Exists(newer), ~Exists(accepted))


def _concerns(grant: Grant, side_id: UUID | None) -> bool:
    return side_id is None or str(side_id) == grant.side


def _terms(rows: Iterable[tuple[Any, ...]]) -> list[Term]:
    now, made = clock.now(), []
    for (round_id, number, state, side_id, sounding), group in groupby(rows, key=lambda row: row[:5]):
        epochs = [(row[5], row[7]) for row in group if row[5] is not None]
        place = next((place for place, (_, ends) in enumerate(epochs) if now < ends), None)
        running = epochs[place] if place is not None else (None, None)
        made.append(
            Term(
                round_id=round_id,
                number=number,
                side_id=side_id,
                sounding=sounding,
                state=state if place is not None else "closed",
                epochs=tuple(epoch for epoch, _ in epochs),
                epoch_id=running[0],
                before=epochs[place - 1][0] if place else None,
                ends=running[1],
            )
        )
    return made


def at(principal: Principal, round_id: UUID | None = None) -> At:
    """
    Return the round that a participant may answer: the one named, else the first that is open.

    Args:
        principal: Who asks.
        round_id: The round of a form that was sent.

    Raises:
        Refused: For whoever may not answer, and for a round that is not theirs.
        NotAgreed: Before the newest texts were accepted.
        Conflict: `round-closed`, `round-paused`, `no-open-round`, or `has-ended` in a closed process.
    """
    now = situation(principal)
    if now.grant.over:
        raise Conflict("has-ended")
    ask(principal, "answers", CHANGE, now.own(principal))
    if not now.agreed:
        raise NotAgreed
    term = now.open if round_id is None else next((one for one in now.terms if one.round_id == round_id), None)
    if term is None and round_id is not None:
        raise Refused
    if term is None:
        raise Conflict("round-paused" if now.paused else "no-open-round")
    if term.state != "open":
        raise Conflict(f"round-{term.state}")
    return At(now, term, _puts(principal, now, term))


def _puts(principal: Principal, now: Situation, term: Term) -> tuple[Put, ...]:
    own = Q(statement__votes__seat_id=principal.id, statement__votes__epoch_id__in=term.epochs)
    rows = (
        RoundStatement.objects.filter(round_id=term.round_id, statement__state="accepted")
        .annotate(own=FilteredRelation("statement__votes", condition=own))
        .values_list("statement_id", "statement__number", "statement__wording_id", "own__epoch_id", "own__value")
    )
    numbers: dict[UUID, int] = {}
    wordings: dict[UUID, UUID | None] = {}
    latest: dict[UUID, tuple[int, int]] = {}
    for statement_id, number, wording_id, epoch_id, value in rows:
        numbers[statement_id], wordings[statement_id] = number, wording_id
        if epoch_id is not None:
            place = term.epochs.index(epoch_id)
            latest[statement_id] = max(latest.get(statement_id, (-1, 0)), (place, value))
    weights = _weights(now, term, numbers)
    order = sorted(numbers, key=lambda one: _key(principal.id, term.round_id, one, weights[one]))
    return tuple(Put(one, numbers[one], latest[one][1] if one in latest else None, wordings[one]) for one in order)


def _key(seat_id: str, round_id: UUID, statement_id: UUID, weight: float) -> tuple[float, UUID]:
    """Return the key of sampling without replacement: the smallest come first, large weights are small more often."""
    drawn = hashlib.blake2b(statement_id.bytes, key=UUID(seat_id).bytes + round_id.bytes, digest_size=8).digest()
    return -log((int.from_bytes(drawn, "big") + 1) / UNIT) / weight, statement_id


def _weights(now: Situation, term: Term, numbers: Mapping[UUID, int]) -> Mapping[UUID, float]:
    wanted = _wanted(now, term)
    share, even = (1 - FLOOR, FLOOR) if wanted else (0.0, 1.0)
    return {one: share * wanted.get(str(number), 0.0) + even / len(numbers) for one, number in numbers.items()}


def _wanted(now: Situation, term: Term) -> Mapping[str, float]:
    """Return what the working paper of the last closed epoch would show to this side; nothing where there is none."""
    paper = None if term.before is None else WorkingPaper.objects.filter(epoch_id=term.before).first()
    kept = "" if paper is None else sealer(now.process_id).text(paper, "findings")
    routes = msgspec.json.decode(kept, type=_Routes).routing if kept else []
    return next((route.weights for route in routes if route.side == now.grant.side), {})


def texts_of(now: Situation, statements: Iterable[UUID], tag: str) -> dict[UUID, tuple[str, str]]:
    """Return statements in a language, or each in the first that there is, and which one it is."""
    wanted = list(statements)
    rows = StatementText.objects.filter(statement_id__in=wanted).order_by("language")
    chosen: dict[UUID, StatementText] = {}
    for row in rows:
        if row.language == tag or row.statement_id not in chosen:
            chosen[row.statement_id] = row
    opener = sealer(now.process_id)
    return {one: (opener.text(row, "text"), row.language) for one, row in chosen.items()}
