"""
The results room: working papers of closed epochs, with names and texts in the reader's language.

    papers ── PaperRow, one an epoch that has ended: which round, which epoch, whether its paper is there
    result ── Result ─┬─ findings     what was found, readable; None while it is being worked out
                      ├─ before       the paper of the epoch, or of the round of the same people, before this one
                      └─ trace        how many answered, and the root over their answers

Only what was kept is read: no vote. Statements that were taken back since appear nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from sulh.access import SEE, Principal, Refused
from sulh.formats.jsonfile import findings_from_json
from sulh.model.dialogue import About
from sulh.model.findings import Findings
from sulh.store import asking, clock
from sulh.store.models import Dialogue, Epoch, Statement, WorkingPaper
from sulh.store.reads.frames import NamedSide, sides_of
from sulh.store.reads.naming import names_of, put_names, put_texts, without
from sulh.store.sealing import Sealer, in_language, sealer

ABOUT = ("titles", "question", "asked", "chosen", "missing")  # fields of a dialogue


@dataclass(frozen=True)
class PaperRow:
    """
    One epoch that has ended.

    Attributes:
        side: The one side of a caucus.
        made: Whether its paper was made.
        held: Whether that says nothing: too few answered since the one before.
        sounding: Whether clauses were put.
    """

    epoch_id: str
    round: int
    epoch: int
    side: NamedSide | None
    ended: datetime
    made: bool
    held: bool
    stage: int
    sounding: bool


@dataclass(frozen=True)
class Trace:
    """What stands behind the commitment in the log: how many people answered, and the root over their answers."""

    count: int
    root: str


@dataclass(frozen=True)
class Result:
    """The working paper of one epoch; `sides` are those that answered, in the order of the findings."""

    row: PaperRow
    dialogue_id: str
    findings: Findings | None
    before: Findings | None
    before_row: PaperRow | None
    sides: tuple[NamedSide, ...]
    trace: Trace | None


def papers(principal: Principal, dialogue_id: UUID, tag: str) -> tuple[PaperRow, ...]:
    """
    Return the epochs of a dialogue that have ended, newest first.

    Raises:
        Refused: If they are not theirs to see.
    """
    dialogue = asking.get(principal, "working-paper", SEE, Dialogue, dialogue_id)
    sides = {side.id: side for side in sides_of(dialogue, sealer(dialogue.process_id), tag)}
    return tuple(_row(epoch, sides) for epoch in _ended(dialogue))


def result(principal: Principal, epoch_id: UUID, tag: str) -> Result:
    """
    Return the working paper of an epoch.

    Raises:
        Refused: If it is not theirs to see, or the epoch has not ended: the two are the same.
    """
    epoch = asking.get(principal, "working-paper", SEE, Epoch, epoch_id)
    dialogue = epoch.round.dialogue
    ended = _ended(dialogue)
    if epoch.id not in {one.id for one in ended}:
        raise Refused
    opener = sealer(dialogue.process_id)
    sides = {side.id: side for side in sides_of(dialogue, opener, tag)}
    readable = _Reader(dialogue, opener, tag, sides)
    paper = _paper(epoch)
    earlier = _before(epoch, ended)
    findings = None if paper is None else readable.findings(paper)
    return Result(
        row=_row(epoch, sides),
        dialogue_id=str(dialogue.id),
        findings=findings,
        before=None if earlier is None else readable.findings(earlier.paper),
        before_row=None if earlier is None else _row(earlier, sides),
        sides=() if findings is None else readable.sides_in(findings),
        trace=None if paper is None else readable.trace(paper),
    )


class _Reader:
    """Makes kept findings readable in one language."""

    def __init__(self, dialogue: Dialogue, opener: Sealer, tag: str, sides: dict[str, NamedSide]) -> None:
        self._opener = opener
        self._named = names_of(list(sides.values()))
        self._sides = sides
        self._texts = texts_of(dialogue, opener, tag)
        self._about = {field: opener.texts(dialogue, field) for field in ABOUT}
        self._tag = tag

    def findings(self, paper: WorkingPaper) -> Findings:
        kept = kept_findings(paper, self._opener)
        about = about_of(self._about, self._tag, when=f"{paper.epoch.ends:%Y-%m-%d}")
        told = msgspec.structs.replace(kept, inputs=msgspec.structs.replace(kept.inputs, about=about))
        left = without(told, {one.id for one in kept.statements} - self._texts.keys())
        return put_texts(put_names(left, self._named), self._texts)

    def sides_in(self, findings: Findings) -> tuple[NamedSide, ...]:
        by_name = {name: self._sides[side] for side, name in self._named.items()}
        return tuple(by_name[side.name] for side in findings.sides if side.name in by_name)

    def trace(self, paper: WorkingPaper) -> Trace:
        kept = self._opener.get(paper, "trace")
        return Trace(kept["count"], kept["root"])


def kept_findings(paper: WorkingPaper, opener: Sealer) -> Findings:
    """Return findings as they were kept: sides by id, no texts."""
    return findings_from_json(opener.text(paper, "findings").encode())


def about_of(texts: Mapping[str, dict[str, str]], tag: str, *, when: str) -> About:
    """Return who was asked, in one language: from the texts of a dialogue by field, and the day an epoch ended."""
    told = {field: in_language(texts[field], tag) for field in ABOUT}
    whole = (told["asked"] or "").endswith((".", "!", "?", "؟"))
    chosen = (" " if whole else " – ").join(text for text in (told["asked"], told["chosen"]) if text)
    return About(told["titles"] or None, told["question"] or None, chosen or None, when, None, told["missing"] or None)


def texts_of(dialogue: Dialogue, opener: Sealer, tag: str) -> dict[str, str]:
    """Return number -> text of the accepted statements of a dialogue, in a language or the first that there is."""
    rows = Statement.objects.filter(dialogue=dialogue, state="accepted").prefetch_related("texts")
    return {
        str(row.number): in_language({text.language: opener.text(text, "text") for text in row.texts.all()}, tag)
        for row in rows
    }


def _ended(dialogue: Dialogue) -> list[Epoch]:
    ended = Epoch.objects.filter(round__dialogue=dialogue, ends__lte=clock.now()).exclude(round__state="draft")
    return list(ended.select_related("round", "paper").order_by("-round__number", "-number"))


def _paper(epoch: Epoch) -> WorkingPaper | None:
    return WorkingPaper.objects.select_related("epoch").filter(epoch=epoch, held=False).first()


def _row(epoch: Epoch, sides: dict[str, NamedSide]) -> PaperRow:
    side = None if epoch.round.side_id is None else sides.get(str(epoch.round.side_id))
    return PaperRow(
        epoch_id=str(epoch.id),
        round=epoch.round.number,
        epoch=epoch.number,
        side=side,
        ended=epoch.ends,
        made=epoch.ended,
        held=_is_held(epoch),
        stage=epoch.stage,
        sounding=epoch.round.sounding,
    )


def _is_held(epoch: Epoch) -> bool:
    return epoch.ended and hasattr(epoch, "paper") and epoch.paper.held


def _before(epoch: Epoch, ended: list[Epoch]) -> Epoch | None:
    """Return the epoch with a paper before this one, of the same people: of this round, else of an earlier one."""
    at = (epoch.round.number, epoch.number)
    kind = (epoch.round.side_id, epoch.round.sounding)
    same = [one for one in ended if (one.round.side_id, one.round.sounding) == kind and one.ended and not _is_held(one)]
    return next((one for one in same if (one.round.number, one.number) < at), None)
