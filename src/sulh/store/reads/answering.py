"""
What a participant's page shows of a round: the next statement, or their own answers.

    Asking     one statement, how far one is, where the round stands
    OwnAnswer  one statement and what was answered; in the high profile, or with a replaced entry number, never what
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sulh.access import SEE, Principal, Refused, Thing, ask
from sulh.store.reads.circulating import At, Put, seat_of, texts_of


@dataclass(frozen=True)
class Asking:
    """
    One statement as it is put to a seat.

    Attributes:
        language: Of the text; another one than asked for where it does not exist in it.
        caucus: Whether only the seat's own side is asked.
        sounding: Whether it is a clause: support, can live with, cannot live with.
        done, total: How many of the round's statements the seat has answered.
        alone: Whether no other statement waits.
        ends: When this part of the round ends.
    """

    round_id: UUID
    statement_id: UUID
    text: str
    language: str
    caucus: bool
    sounding: bool
    done: int
    total: int
    alone: bool
    ends: datetime | None


@dataclass(frozen=True)
class OwnAnswer:
    """One statement of the round; `mine` is None where nothing was answered or nothing may be shown."""

    statement_id: UUID
    text: str
    language: str
    mine: int | None


def next_asking(principal: Principal, at: At, tag: str, after: UUID | None = None) -> Asking | None:
    """
    Return the next statement without an answer, going round from `after`; None when every one has an answer.

    Raises:
        Refused: For whoever may not see what circulates.
    """
    found = ahead(principal, at, tag, after, most=1)
    return found[0] if found else None


def ahead(principal: Principal, at: At, tag: str, after: UUID | None = None, *, most: int = 10) -> list[Asking]:
    """Return the next statements without an answer, as `next_asking` would one after the other."""
    return _askings(principal, at, tag, at.following(after, most=most))


def asking(principal: Principal, at: At, tag: str, statement_id: UUID) -> Asking:
    """
    Return one statement of the round again, answered or not.

    Raises:
        Refused: If it is not put in this round.
    """
    found = [put for put in at.puts if put.statement_id == statement_id]
    if not found:
        raise Refused
    return _askings(principal, at, tag, found)[0]


def own_answers(principal: Principal, at: At, tag: str) -> list[OwnAnswer]:
    """Return the statements of the round with what the seat answered, where that is shown back."""
    grant = seat_of(principal)
    ask(principal, "answers", SEE, Thing(grant.process, grant.dialogue, frozenset(), principal.id))
    texts = texts_of(at.situation, (put.statement_id for put in at.puts), tag)
    shown = at.situation.shown_back
    return [
        OwnAnswer(put.statement_id, *texts[put.statement_id], put.mine if shown else None)
        for put in at.puts
        if put.statement_id in texts
    ]


def _askings(principal: Principal, at: At, tag: str, puts: Sequence[Put]) -> list[Asking]:
    ask(principal, "statements", SEE, at.situation.thing)
    texts = texts_of(at.situation, [put.statement_id for put in puts], tag) if puts else {}
    waiting = len(at.puts) - at.answered
    return [
        Asking(
            round_id=at.term.round_id,
            statement_id=put.statement_id,
            text=texts[put.statement_id][0],
            language=texts[put.statement_id][1],
            caucus=at.term.side_id is not None,
            sounding=at.term.sounding,
            done=at.answered,
            total=len(at.puts),
            alone=waiting <= 1,
            ends=at.term.ends,
        )
        for put in puts
        if put.statement_id in texts
    ]
