"""
What becomes of every statement: the one path that publishing, previewing and explaining all take.

    findings + ledger ─▶ judge ─▶ Outcome ─┬─ shown     what a reader sees
                                           ├─ kept      what the ledger keeps, if anything
                                           └─ past, planned, tables    why it came out so

An outcome holds what was answered: it stays in the facilitator's room, as the findings do. What is done with it
is decided in `publish` (the publication and the ledger) and in `explain` (codes for the facilitator).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from sulh.disclosure.defence import stand_guard
from sulh.disclosure.ledger import check_chain, check_request
from sulh.disclosure.past import Past, is_caucus, is_silent, pasts, same_readers
from sulh.disclosure.rules import (
    Plan,
    Table,
    fewest_shown,
    firm_agreements,
    may_say_firm,
    numbers_allowed,
    plan,
)
from sulh.disclosure.wording import check_texts
from sulh.disclosure.words import word_for
from sulh.model.dialogue import natural
from sulh.model.findings import Findings, OwnAnswers, Statement
from sulh.model.publication import Audience, Kept, Ledger, Numbers, PublishedAnswers, PublishedStatement


@dataclass(frozen=True)
class Outcome:
    """
    What becomes of one statement, and why.

    Attributes:
        shown: What a reader sees of it.
        kept: What the ledger keeps of it; None for nothing.
        past: What decided: what was said before, as far as this publication may look at it.
        planned: What could have come out.
        tables: Agree, disagree, pass of every side; empty without sides.
    """

    shown: PublishedStatement
    kept: Kept | None
    past: Past
    planned: Plan
    tables: Mapping[str, Table]


@dataclass(frozen=True)
class _Before:
    """Everything said before, by statement: as it decides this publication, and as each side holds it."""

    number: int
    deciding: Mapping[str, Past]
    held: Mapping[str, Mapping[str, Past]]

    def stories(self, identifier: str) -> dict[str, Past]:
        """What the people of each side hold of one statement."""
        return {side: told.get(identifier, Past()) for side, told in self.held.items()}


def judge(findings: Findings, ledger: Ledger, *, audience: Audience, k: int) -> list[Outcome]:
    """
    Decide of every statement what may be said of it, in the order of their ids. Statements left out do not appear.

    Raises:
        DisclosureError: If the ledger was altered or does not allow this publication; the text says what to do.
    """
    check_chain(ledger)
    check_request(findings, ledger, audience=audience, k=k)
    joint = pasts(ledger)
    check_texts(findings, joint)
    names = [side.name for side in findings.sides]
    held = {name: pasts(ledger, name) for name in names}
    before = _Before(next_number(findings, ledger), held[names[0]] if is_caucus(names) else joint, held)
    left_out = {*findings.inputs.rejected, *findings.inputs.excluded}
    return [
        _outcome(findings, statement, before, k=k)
        for statement in sorted(findings.statements, key=lambda statement: natural(statement.id))
        if statement.id not in left_out
    ]


def next_number(findings: Findings, ledger: Ledger) -> int:
    """
    Return the number of the next publication for the same readers.

    Joint publications are counted by themselves, and each side's caucus by itself: a number that ran on through both
    would tell the other side that there was a caucus.
    """
    names = [side.name for side in findings.sides]
    return 1 + sum(same_readers(entry, names) for entry in ledger.entries)


def _outcome(findings: Findings, statement: Statement, before: _Before, *, k: int) -> Outcome:
    """Take one statement through plan, numbers and words, and let the attackers look at it."""
    past = before.deciding.get(statement.id, Past())
    if not findings.sides:
        return Outcome(_bare(statement, None), None, past, Plan(), {})
    tables = {side.name: _table(statement.sides[side.name]) for side in findings.sides}
    answered = {name: sum(table) for name, table in tables.items()}
    found = Outcome(_bare(statement, "too-few"), None, past, Plan(), tables)
    if min(answered.values()) < k:
        return found
    firm_from = firm_of(findings, answered)
    planned = plan(past, answered, firm_from if may_say_firm(answered, firm_from) else None, k=k)
    found = replace(found, shown=_carried(statement, past, k=k), planned=planned)
    kept = _said(statement, past, planned, tables, firm_from, k=k)
    if is_silent(kept):  # a joint publication leaves no trace of it, a caucus only that it may have been one
        return replace(found, kept=kept if is_caucus(list(answered)) else None)
    stand_guard(before.stories(statement.id), kept, tables)
    if kept.word is None:  # numbers were tried and refused, and no word could be put in their place
        return replace(found, kept=kept)
    shown = PublishedStatement(statement.id, statement.text, kept.word, before.number, kept.numbers)
    return replace(found, shown=shown, kept=kept)


def _table(answers: OwnAnswers) -> Table:
    return (answers.agree, answers.disagree, answers.passed)


def firm_of(findings: Findings, answered: Mapping[str, int]) -> dict[str, int]:
    """Fewest agreements of each side that are called firm, if so many answer."""
    options = findings.inputs.options
    return firm_agreements(
        answered,
        {side.name: side.invited for side in findings.sides},
        population=findings.inputs.population,
        level=options.level,
        confidence=options.confidence,
    )


def _said(
    statement: Statement, past: Past, planned: Plan, tables: dict[str, Table], firm_from: dict[str, int], *, k: int
) -> Kept:
    """Return what is said anew by this plan; silent when nothing is."""
    agree = {name: table[0] for name, table in tables.items()}
    answered = {name: sum(table) for name, table in tables.items()}
    least = fewest_shown(past, k) if planned.tries else None
    if planned.tries and numbers_allowed(past, tables, k=k):
        word = word_for(agree, answered, firm_from)  # follows from the numbers beside it
        return Kept(statement.id, answered, least, word, firm_from, _numbers(statement), statement.text)
    said = word_for(agree, answered, planned.firm_from) if planned.words else None
    return Kept(statement.id, answered, least, said, planned.firm_from, None, statement.text)


def _numbers(statement: Statement) -> Numbers:
    return Numbers(
        {name: _published(answers) for name, answers in statement.sides.items()},
        statement.standing,
        statement.witness,
        statement.refused_by,
        statement.margin,
        statement.margin_side,
    )


def _published(answers: OwnAnswers) -> PublishedAnswers:
    low, high = answers.low or 0.0, answers.high or 0.0  # never null where every count is at least k
    return PublishedAnswers(answers.agree, answers.disagree, answers.passed, sum(_table(answers)), low, high)


def _carried(statement: Statement, past: Past, *, k: int) -> PublishedStatement:
    """Say again, unchanged, what an earlier publication told the same readers; too few if none ever did."""
    if past.said is None:
        return _bare(statement, "too-few")
    numbers = None if past.said.numbers is None or hidden_by_k(past.said.numbers, k) else past.said.numbers
    return PublishedStatement(statement.id, statement.text, past.said.word, past.said.number, numbers)


def hidden_by_k(numbers: Numbers, k: int) -> bool:
    """Whether k was raised since above one of these counts."""
    return any(min(own.agree, own.disagree, own.passed) < k for own in numbers.sides.values())


def _bare(statement: Statement, word: Literal["too-few"] | None) -> PublishedStatement:
    return PublishedStatement(statement.id, statement.text, word, None, None)
