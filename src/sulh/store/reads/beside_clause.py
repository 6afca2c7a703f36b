"""
What was found of the statements that a clause stems from, and of the clause itself, for whoever drafts it.

    clause ─┬─ Contribution ── statement ── newest working paper of a round of all sides ─▶ Beside
            └─ wording ── newest sounding of all sides in which one of its wordings was put ─▶ SoundedLast

A working paper never leaves the facilitator's room, and neither does this. What may be said of a clause outside is
decided elsewhere: see `sulh.store.reads.composing`.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sulh.access import SEE, Principal
from sulh.model.findings import Findings, Standing
from sulh.model.findings import Statement as Found
from sulh.store import asking
from sulh.store.models import Clause, Contribution, Epoch, Statement, WorkingPaper
from sulh.store.reads.frames import NamedSide
from sulh.store.reads.results import PaperRow, papers, result
from sulh.store.reads.soundings import Sounded, sounded


@dataclass(frozen=True)
class Beside:
    """One statement that contributed to the clause, as it was found last; `sides`: agree and answered of each."""

    number: int
    text: str
    standing: Standing
    sides: tuple[tuple[NamedSide, int, int], ...]
    row: PaperRow


@dataclass(frozen=True)
class SoundedLast:
    """What came of a clause when it was put last, as it read in that `version`; `round` is the number of the round."""

    version: int
    round: int
    epoch_id: str
    of: Sounded


def beside_clause(principal: Principal, clause_id: UUID, tag: str) -> tuple[Beside, ...]:
    """
    Return what was found of the statements that a clause stems from; nothing before a round of all sides was counted.

    Raises:
        Refused: If clause or working papers are not theirs to see.
    """
    clause = asking.get(principal, "chain", SEE, Clause, clause_id)
    dialogue_id = clause.text.dialogue_id
    newest = next((row for row in papers(principal, dialogue_id, tag) if row.side is None and _says(row)), None)
    if newest is None:
        return ()
    looked = result(principal, UUID(newest.epoch_id), tag)
    if looked.findings is None:
        return ()
    named = {side.name: side for side in looked.sides}
    return tuple(_beside(found, named, newest) for found in _linked(clause, looked.findings))


def sounded_last(principal: Principal, clause_id: UUID, tag: str) -> SoundedLast | None:
    """
    Return what came of a clause in the newest sounding of all sides that was counted; None where there is none.

    Raises:
        Refused: If clause or working papers are not theirs to see.
    """
    clause = asking.get(principal, "chain", SEE, Clause, clause_id)
    papers_of = WorkingPaper.objects.filter(epoch__round__sounding=True, epoch__round__side=None, held=False)
    put = papers_of.filter(epoch__round__put__statement__wording__clause=clause)
    newest = put.order_by("-epoch__round__number").values_list("epoch", flat=True).first()
    if newest is None:
        return None
    wordings = {str(one.id): one for one in clause.wordings.select_related("version")}
    epoch = Epoch.objects.select_related("round").get(pk=newest)
    row = next((row for row in sounded(principal, newest, tag) if row.wording_id in wordings), None)
    if row is None:
        return None
    return SoundedLast(wordings[row.wording_id].version.number, epoch.round.number, str(epoch.id), row)


def _says(row: PaperRow) -> bool:
    return row.made and not row.held and not row.sounding


def _linked(clause: Clause, findings: Findings) -> list[Found]:
    links = Contribution.objects.filter(earlier_kind="statement", later_kind="clause", later=clause.pk)
    rows = Statement.objects.filter(pk__in=links.values("earlier"), dialogue=clause.text.dialogue_id)
    numbers = {str(number) for number in rows.values_list("number", flat=True)}
    return [found for found in findings.statements if found.id in numbers]


def _beside(found: Found, named: dict[str, NamedSide], row: PaperRow) -> Beside:
    sides = tuple((named[name], own.agree, own.answered) for name, own in found.sides.items() if name in named)
    return Beside(int(found.id), found.text or "", found.standing, sides, row)
