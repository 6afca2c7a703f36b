"""
What came of a sounding, for whoever facilitates; and what may be announced of a clause.

    sounded  ─▶ Sounded, one a clause: of each side how many support it, can live with it, cannot live with it
    obstacle ─▶ why it may not be announced of a clause that nobody cannot live with it; "" where it may

Counts are those of the working paper of an epoch that has ended, and like it they never leave the facilitator's room.
What leaves of a sounding are the words of `sulh.disclosure`, and the one sentence that people allowed beforehand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast
from uuid import UUID

from django.db.models import Exists, OuterRef

from sulh.access import SEE, Principal
from sulh.model.findings import Standing
from sulh.store import asking, clock
from sulh.store.models import (
    Acceptance,
    AgreedText,
    Announcement,
    Epoch,
    Seat,
    Statement,
    Vote,
    Wording,
    WorkingPaper,
)
from sulh.store.reads.frames import NamedSide, sides_of
from sulh.store.reads.results import kept_findings
from sulh.store.sealing import Sealer, in_language, sealer

CANNOT = 2  # the place of "cannot live with it" in a row of counts
Counts = tuple[int, int, int]  # support, can live with, cannot live with


@dataclass(frozen=True)
class Sounded:
    """
    One clause in one sounding.

    Attributes:
        number: Of the statement that it was put as. `place`: of the clause in its version.
        sides: Of each side that answered.
        standing: As found, support and "can live with" counted as agreement.
        announced: Whether it was announced that nobody cannot live with it.
        obstacle: The code of why that may not be announced; empty where it may.
    """

    wording_id: str
    number: int
    place: int
    text: str
    sides: tuple[tuple[NamedSide, Counts], ...]
    standing: Standing
    announced: bool
    obstacle: str


def sounded(principal: Principal, epoch_id: UUID, tag: str) -> tuple[Sounded, ...]:
    """
    Return what came of every clause of a sounding, in the order of the text; nothing while its paper is not made.

    Raises:
        Refused: If it is not theirs to see.
    """
    epoch = asking.get(principal, "working-paper", SEE, Epoch, epoch_id)
    paper = WorkingPaper.objects.select_related("epoch__round__dialogue").filter(epoch=epoch, held=False).first()
    if paper is None or clock.now() < epoch.ends:
        return ()
    dialogue = epoch.round.dialogue
    opener = sealer(dialogue.process_id)
    counted = opener.get(paper, "sounded") or {}
    standings = {one.id: one.standing for one in kept_findings(paper, opener).statements}
    rows = Statement.objects.filter(dialogue=dialogue, rounds__round=epoch.round_id, state="accepted")
    ordered = rows.select_related("dialogue", "wording__announcement").order_by("wording__place")
    around = _Around(sides_of(dialogue, opener, tag), opener, tag, _shared_obstacle(epoch))
    return tuple(
        _sounded(row, counted[str(row.number)], standings[str(row.number)], around)
        for row in ordered
        if str(row.number) in counted
    )


def obstacle(epoch: Epoch, wording: Wording) -> str:
    """
    Return why it may not be announced of a wording that nobody cannot live with it; "" where it may.

    `sounding-of-one-side`, `epoch-open`, `paper-not-made`, `paper-held`, `rules-do-not-allow`,
    `not-everybody-accepted`, `too-few-for-announcing`, `somebody-objects`.
    """
    shared = _shared_obstacle(epoch)
    if shared:
        return shared
    paper = WorkingPaper.objects.get(epoch=epoch)
    statement = Statement.objects.get(wording=wording)
    counted = (sealer(epoch.round.dialogue.process_id).get(paper, "sounded") or {}).get(str(statement.number), {})
    return _own_obstacle([_counts(row) for row in counted.values()], epoch.round.dialogue.k)


def announced(dialogue_id: UUID) -> set[UUID]:
    """Return the wordings of a dialogue of which it was announced that nobody cannot live with them."""
    rows = Announcement.objects.filter(wording__version__text__dialogue=dialogue_id)
    return set(rows.values_list("wording_id", flat=True))


@dataclass(frozen=True)
class _Around:
    """What the rows of one sounding have in common: sides, their reader's language, what stands in the way of all."""

    sides: tuple[NamedSide, ...]
    opener: Sealer
    tag: str
    obstacle: str


def _sounded(row: Statement, counted: dict[str, list[int]], standing: Standing, around: _Around) -> Sounded:
    wording = cast("Wording", row.wording)
    counts = tuple((side, _counts(counted[side.id])) for side in around.sides if side.id in counted)
    return Sounded(
        wording_id=str(wording.id),
        number=row.number,
        place=wording.place,
        text=in_language(around.opener.texts(wording, "texts"), around.tag),
        sides=counts,
        standing=standing,
        announced=hasattr(wording, "announcement"),
        obstacle=around.obstacle or _own_obstacle([count for _, count in counts], row.dialogue.k),
    )


def _counts(kept: list[int]) -> Counts:
    support, live, cannot = kept
    return support, live, cannot


def _shared_obstacle(epoch: Epoch) -> str:
    """Return what stands in the way of announcing anything of a sounding."""
    if epoch.round.side_id is not None:
        return "sounding-of-one-side"
    if clock.now() < epoch.ends:
        return "epoch-open"
    paper = WorkingPaper.objects.filter(epoch=epoch).first()
    if paper is None or paper.held:
        return "paper-not-made" if paper is None else "paper-held"
    rules = AgreedText.objects.filter(dialogue=epoch.round.dialogue_id, kind="rules").order_by("-version").first()
    if rules is None or not rules.announces:
        return "rules-do-not-allow"
    return "" if _all_accepted(epoch, paper, rules) else "not-everybody-accepted"


def _all_accepted(epoch: Epoch, paper: WorkingPaper, rules: AgreedText) -> bool:
    """Whether each person whom a paper counted has accepted a text; whoever left since cannot be asked any more."""
    answered = Vote.objects.filter(epoch=epoch, seat=OuterRef("pk"))
    accepted = Acceptance.objects.filter(text=rules, seat=OuterRef("pk"))
    counted = sealer(epoch.round.dialogue.process_id).get(paper, "trace")["count"]
    return bool(counted == Seat.objects.filter(Exists(answered), Exists(accepted), left=False).count())


def _own_obstacle(counts: Sequence[Counts], k: int) -> str:
    if not counts or any(sum(row) < k for row in counts):
        return "too-few-for-announcing"
    return "somebody-objects" if any(row[CANNOT] for row in counts) else ""
