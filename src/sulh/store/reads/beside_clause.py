"""
What was found of the statements that a clause stems from, for whoever drafts it.

    clause ── Contribution ── statement ── newest working paper of a round of all sides ─▶ Beside

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
from sulh.store.models import Clause, Contribution, Statement
from sulh.store.reads.frames import NamedSide
from sulh.store.reads.results import PaperRow, papers, result


@dataclass(frozen=True)
class Beside:
    """One statement that contributed to the clause, as it was found last; `sides`: agree and answered of each."""

    number: int
    text: str
    standing: Standing
    sides: tuple[tuple[NamedSide, int, int], ...]
    row: PaperRow


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
