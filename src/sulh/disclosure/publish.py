"""
The one way out: findings and the ledger in, a publication and the longer ledger out.

    findings ─▶ every statement: plan ─▶ numbers, word or nothing ─▶ attackers ─▶ order ─▶ publication
    ledger ───▶ (what was said before)                                                 └─▶ ledger + one entry

Nothing is read or written here, and neither argument is altered. What is not in the publication does not leave: no
score, no estimate, no map, no groups, no unheard counts, nothing of people without a side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sulh.disclosure.defence import stand_guard
from sulh.disclosure.ledger import check_chain, check_request, digest, head
from sulh.disclosure.mixing import needed
from sulh.disclosure.past import Past, pasts
from sulh.disclosure.rules import Plan, Table, firm_agreements, may_say_firm, numbers_allowed, plan
from sulh.disclosure.wording import check_texts
from sulh.disclosure.words import word_for
from sulh.model.dialogue import natural
from sulh.model.findings import Findings, OwnAnswers, Side, Statement
from sulh.model.publication import (
    NOTICES,
    WORDS,
    Audience,
    Entry,
    Kept,
    Ledger,
    Numbers,
    Publication,
    PublishedAnswers,
    PublishedSide,
    PublishedStatement,
)


def publish(findings: Findings, ledger: Ledger, *, audience: Audience, k: int = 5) -> tuple[Publication, Ledger]:
    """
    Decide what may leave the facilitator's room, and enter it in the ledger.

    Each statement goes out with numbers, with a word, or as a question only. Nothing said here can, together with
    anything the ledger holds, tell one of the attackers what somebody answered (see `sulh.disclosure.attackers`).
    Texts of statements go out as the facilitator holds them: that they name nobody is for the facilitator to see.

    Args:
        findings: What an analysis found.
        ledger: Everything that ever left this dialogue; an empty one before its first publication.
        audience: "room" for the people of the dialogue, "public" for everyone.
        k: Smallest number of people that may stand behind a published count; 3 or more.

    Returns:
        The publication, and the ledger with one more entry. The same arguments give the same values.

    Raises:
        DisclosureError: If the ledger was altered or does not allow this publication; the text says what to do.

    Source:
        docs/methods/what-can-be-published.md; the proof in docs/decisions/0003-disclosure.md.

    >>> from sulh import Recipe, analyse, synthesise
    >>> findings = analyse(synthesise(Recipe({"A": 30, "B": 20}, statements=3), seed=1)[0])
    >>> publication, ledger = publish(findings, Ledger(), audience="room")
    >>> publication.number, [side.name for side in publication.sides], len(ledger.entries)
    (1, ['A', 'B'], 1)
    """
    check_chain(ledger)
    check_request(findings, ledger, audience=audience, k=k)
    number = len(ledger.entries) + 1
    told = pasts(ledger)
    check_texts(findings, told)
    left_out = {*findings.inputs.rejected, *findings.inputs.excluded}
    outcomes = [
        _outcome(findings, statement, told.get(statement.id, Past()), number=number, k=k)
        for statement in sorted(findings.statements, key=lambda statement: natural(statement.id))
        if statement.id not in left_out
    ]
    publication = _publication(findings, [outcome.shown for outcome in outcomes], audience, number=number, k=k)
    entry = _entry(publication, [outcome.kept for outcome in outcomes if outcome.kept is not None], head(ledger))
    return publication, Ledger((*ledger.entries, entry))


@dataclass(frozen=True)
class _Outcome:
    """What a reader sees of a statement, and what the ledger keeps if anything is said anew."""

    shown: PublishedStatement
    kept: Kept | None = None


def _outcome(findings: Findings, statement: Statement, past: Past, *, number: int, k: int) -> _Outcome:
    """Take one statement through plan, numbers and words, and let the attackers look at it."""
    if not findings.sides:
        return _Outcome(_bare(statement, None))
    tables = {side.name: _table(statement.sides[side.name]) for side in findings.sides}
    answered = {name: sum(table) for name, table in tables.items()}
    if min(answered.values()) < k:
        return _Outcome(_bare(statement, "too-few"))
    firm_from = _firm_from(findings, answered)
    planned = plan(past, answered, firm_from if may_say_firm(answered, firm_from) else None, k=k)
    kept = _said(statement, past, planned, tables, firm_from, k=k)
    if kept is None:
        return _Outcome(_carried(statement, past, k=k))
    stand_guard(past, kept, tables)
    if kept.word is None:  # numbers were tried and refused, and no word could be put in their place
        return _Outcome(_carried(statement, past, k=k), kept)
    shown = PublishedStatement(statement.id, statement.text, kept.word, number, kept.numbers)
    return _Outcome(shown, kept)


def _table(answers: OwnAnswers) -> Table:
    return (answers.agree, answers.disagree, answers.passed)


def _firm_from(findings: Findings, answered: dict[str, int]) -> dict[str, int]:
    options = findings.inputs.options
    invited = {side.name: side.invited for side in findings.sides}
    return firm_agreements(
        answered,
        invited,
        population=findings.inputs.population,
        level=options.level,
        confidence=options.confidence,
    )


def _said(
    statement: Statement, past: Past, planned: Plan, tables: dict[str, Table], firm_from: dict[str, int], *, k: int
) -> Kept | None:
    """Return what is said anew by this plan; None when nothing is."""
    if not planned.words and not planned.tries:
        return None
    agree = {name: table[0] for name, table in tables.items()}
    answered = {name: sum(table) for name, table in tables.items()}
    least = needed(past.tries, k) if planned.tries else None
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
    """Say again, unchanged, what an earlier publication said; too few if none ever could."""
    if past.word is None:
        return _bare(statement, "too-few")
    if past.numbers is None:
        return PublishedStatement(statement.id, statement.text, past.word, past.word_number, None)
    counts = [count for side in past.numbers.sides for count in past.base(side)]
    numbers = past.numbers if min(counts) >= k else None  # k may have been raised since
    return PublishedStatement(statement.id, statement.text, past.word, past.number, numbers)


def _bare(statement: Statement, word: Literal["too-few"] | None) -> PublishedStatement:
    return PublishedStatement(statement.id, statement.text, word, None, None)


def _place(shown: PublishedStatement) -> tuple[int, float, tuple[int, int, str]]:
    """
    Sort key: by word; within a word numbers first, by the worst side's own lower end; all others by id alone.

    The order of statements without numbers must say no more than their words: sorted by the worst side's lower end,
    a long enough list would give counts away.
    """
    word = WORDS.index(shown.word) if shown.word is not None else len(WORDS)
    # with k agreements on every side the lowest end is above zero: numbers come before words
    lowest = min(answers.low for answers in shown.numbers.sides.values()) if shown.numbers else 0.0
    return (word, -lowest, natural(shown.id))


def _publication(
    findings: Findings, shown: Sequence[PublishedStatement], audience: Audience, *, number: int, k: int
) -> Publication:
    about, options = findings.inputs.about, findings.inputs.options
    return Publication(
        notice=NOTICES[audience],
        number=number,
        audience=audience,
        k=k,
        level=options.level,
        confidence=options.confidence,
        pass_as=options.pass_as,
        population=findings.inputs.population,
        title=about.title,
        question=about.question,
        chosen=about.chosen,
        when=about.when,
        how=about.how,
        missing=about.missing,
        sides=[_side(side, about.invited.get(side.name), k=k) for side in findings.sides],
        statements=sorted(shown, key=_place),
        cannot_say=_cannot_say(findings),
    )


def _side(side: Side, stated: int | None, *, k: int) -> PublishedSide:
    """Say how many took part only in steps of k, and not at all below k."""
    answered = side.answered // k * k
    return PublishedSide(side.name, side.invited if side.invited is not None else stated, answered or None)


def _cannot_say(findings: Findings) -> list[Literal["no-sides", "one-side"]]:
    if len(findings.sides) > 1:
        return []
    return ["one-side"] if findings.sides else ["no-sides"]


def _entry(publication: Publication, kept: list[Kept], previous: str) -> Entry:
    return Entry(
        number=publication.number,
        audience=publication.audience,
        k=publication.k,
        level=publication.level,
        confidence=publication.confidence,
        pass_as=publication.pass_as,
        population=publication.population,
        sides=[side.name for side in publication.sides],
        statements=kept,
        publication=digest(publication),
        previous=previous,
    )
