"""
What a participant may propose, and what became of what they proposed.

    Offer ── asks that the phase admits, languages, how many more may wait, what they proposed before

In the high profile, and once the entry number was replaced, a proposal is not shown back: its state is, not its text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args
from uuid import UUID

from sulh.access import SEE, Principal, ask
from sulh.designs.dialogues import Asks
from sulh.store.kinds import design_of
from sulh.store.models import Statement
from sulh.store.reads.circulating import NotAgreed, Situation, situation
from sulh.store.reads.statements import texts_of
from sulh.store.sealing import Sealer, in_language, sealer

MOST_WAITING = 20  # proposals of one seat that nobody has decided on
ASKS: tuple[Asks, ...] = get_args(Asks)


@dataclass(frozen=True)
class OwnProposal:
    """
    One proposal as its author sees it.

    Attributes:
        text: None where nothing is shown back.
        state: "waiting", "accepted" (not yet in every language), "circulating", "rejected", "merged" or "withdrawn".
        reason: Why it was not taken up.
    """

    text: str | None
    state: str
    reason: str


@dataclass(frozen=True)
class Offer:
    """What somebody may propose; `asks` in the order of the design, `room` more may wait."""

    asks: tuple[Asks, ...]
    languages: tuple[str, ...]
    room: int
    caucus: bool
    own: tuple[OwnProposal, ...]


def offer(principal: Principal, tag: str) -> Offer:
    """
    Return what a participant may propose, and what they proposed, the newest first.

    Raises:
        Refused: For whoever proposes nothing.
        NotAgreed: Before the newest texts were accepted.
    """
    now = situation(principal)
    if not now.agreed:
        raise NotAgreed
    ask(principal, "proposal", SEE, now.own(principal))
    rows = Statement.objects.filter(author_id=UUID(principal.id)).prefetch_related("texts").order_by("-number")
    own = [_own(row, now, sealer(now.process_id), tag) for row in rows]
    waiting = sum(one.state == "waiting" for one in own)
    return Offer(
        asks=admitted(now),
        languages=now.languages,
        room=max(0, MOST_WAITING - waiting),
        caucus=now.open is not None and now.open.side_id is not None,
        own=tuple(own),
    )


def admitted(now: Situation) -> tuple[Asks, ...]:
    """Return what may be proposed in the phase of the dialogue."""
    design = design_of(now.kind)
    return tuple(asks for asks in ASKS if design.admits(asks, now.phase))


def _own(row: Statement, now: Situation, opener: Sealer, tag: str) -> OwnProposal:
    texts = texts_of(row, opener)
    state = _state(row, texts, now.languages)
    if state == "rejected" and not texts:
        origin = opener.texts(row, "origin")
        texts = {origin["language"]: origin["text"]}
    reason = opener.text(row, "reason") if state == "rejected" else ""
    return OwnProposal(in_language(texts, tag) if now.shown_back else None, state, reason)


def _state(row: Statement, texts: dict[str, str], languages: Sequence[str]) -> str:
    if row.state == "proposed":
        return "waiting"
    if row.state == "accepted" and set(languages) <= texts.keys():
        return "circulating"
    return row.state
