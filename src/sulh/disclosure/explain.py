"""
Why a statement goes out as it does, in codes: for the facilitator, who can then say "five more answers of this side".

    judge (the same as `publish`) ─▶ Outcome ─▶ Explained ─┬─ outcome    numbers, word, carried or nothing
                                                           └─ reasons    codes, each with a side and a number

A working paper: why numbers were refused depends on the answers, and that a side had a caucus is that side's alone.
Nothing of it may be shown to those who answered, except how many answers are missing on their own side.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from sulh.disclosure.outcome import Outcome, firm_of, hidden_by_k, judge
from sulh.disclosure.past import Past
from sulh.disclosure.rules import growth_too_small, may_say_firm, more_for_a_try, plan
from sulh.model.findings import Findings
from sulh.model.publication import Audience, Ledger, Word

FORESEEN = 3  # a word that needs more than so many times the answers there are is not foreseen

Code = Literal[
    "no-sides",
    "under-k",
    "waits-for-more-answers",
    "words-end-with-numbers",
    "was-in-a-caucus",
    "numbers-not-tried",
    "numbers-wait-for-a-word",
    "numbers-refused-small-count",
    "numbers-refused-by-the-past",
    "numbers-below-raised-k",
]


@dataclass(frozen=True)
class Reason:
    """
    One reason.

    Attributes:
        code: `no-sides`; `under-k` (`number` more answers of this side would do); `waits-for-more-answers` (for a new
            word, `number` more; None: more than can be foreseen); `words-end-with-numbers` (only newer numbers can
            follow); `was-in-a-caucus` (this side spoke of it, or may have, when `number` had answered);
            `numbers-not-tried` (`number` more are needed on this side); `numbers-wait-for-a-word` (a try beside the
            word would give too much away); `numbers-refused-small-count`; `numbers-refused-by-the-past` (with what was
            said before, the table would give somebody away); `numbers-below-raised-k` (earlier numbers, for a lower k).
        side: The side concerned, where one is.
        invited: Whether so many more of this side are invited; None where nobody knows or no number is meant.
    """

    code: Code
    side: str | None = None
    number: int | None = None
    invited: bool | None = None


@dataclass(frozen=True)
class Explained:
    """
    What becomes of one statement, and why nothing more does.

    Attributes:
        outcome: `numbers` or a `word`, said anew; `carried` over from an earlier publication; or `nothing`.
        word: The word, new or carried over.
    """

    id: str
    outcome: Literal["numbers", "word", "carried", "nothing"]
    word: Word | None
    reasons: tuple[Reason, ...]


def explain(findings: Findings, ledger: Ledger, *, audience: Audience, k: int = 5) -> list[Explained]:
    """
    Say of every statement what `publish` would make of it, and why; for the facilitator only.

    Args:
        findings: What `publish` would be given.
        ledger: The same.
        audience: The same.
        k: The same.

    Returns:
        One a statement, in the order of ids. Nothing is entered in the ledger.

    Raises:
        DisclosureError: Where `publish` would.

    >>> from sulh import Recipe, analyse, synthesise
    >>> findings = analyse(synthesise(Recipe({"A": 30, "B": 3}, statements=1), seed=1)[0])
    >>> explain(findings, Ledger(), audience="room")[0].reasons
    (Reason(code='under-k', side='B', number=4, invited=None),)
    """
    return [_explained(findings, outcome, k) for outcome in judge(findings, ledger, audience=audience, k=k)]


def more_for_a_word(findings: Findings, past: Past, answered: Mapping[str, int], *, k: int) -> dict[str, int | None]:
    """
    How many more answers of each side a new word takes; None where so many cannot be foreseen.

    A word goes out when every side gives as many: the rules look at one side at a time.
    """
    return {side: _more_of(findings, past, side, count, k=k) for side, count in answered.items()}


def _more_of(findings: Findings, past: Past, side: str, count: int, *, k: int) -> int | None:
    for more in range(FORESEEN * max(count, past.behind, 4 * k)):
        answered = {side: count + more}
        firm = firm_of(findings, answered)
        if plan(past, answered, firm if may_say_firm(answered, firm) else None, k=k).words:
            return more
    return None


def _explained(findings: Findings, outcome: Outcome, k: int) -> Explained:
    shown, kept = outcome.shown, outcome.kept
    said = shown.word if shown.word != "too-few" else None
    if kept is not None and kept.numbers is not None:
        return Explained(shown.id, "numbers", said, ())
    reasons = tuple(_reasons(findings, outcome, k))
    if kept is not None and kept.word is not None:
        return Explained(shown.id, "word", said, reasons)
    return Explained(shown.id, "carried" if said else "nothing", said, reasons)


def _reasons(findings: Findings, outcome: Outcome, k: int) -> Iterator[Reason]:
    answered = {side: sum(table) for side, table in outcome.tables.items()}
    invited = {side.name: side.invited for side in findings.sides}
    if not answered:
        yield Reason("no-sides")
    elif min(answered.values()) < k:
        for side, count in answered.items():
            if count < k:
                yield _waits("under-k", side, k - count, _left(invited, side, count))
    else:
        yield from _about_words(findings, outcome, answered, k)
        yield from _about_numbers(findings, outcome, answered, k)
        for side in answered:
            closed = [moment.answered for moment in outcome.past.moments(side) if moment.closed]
            if closed:
                yield Reason("was-in-a-caucus", side, max(closed) + sum(outcome.past.base(side)))


def _about_words(findings: Findings, outcome: Outcome, answered: Mapping[str, int], k: int) -> Iterator[Reason]:
    if outcome.planned.words:
        return
    if outcome.past.numbers is not None:
        yield Reason("words-end-with-numbers")
        return
    invited = {side.name: side.invited for side in findings.sides}
    for side, more in more_for_a_word(findings, outcome.past, answered, k=k).items():
        if more != 0:
            yield _waits("waits-for-more-answers", side, more, _left(invited, side, answered[side]))


def _about_numbers(findings: Findings, outcome: Outcome, answered: Mapping[str, int], k: int) -> Iterator[Reason]:
    past, invited = outcome.past, {side.name: side.invited for side in findings.sides}
    if outcome.planned.tries:
        small = growth_too_small(past, outcome.tables, k=k)
        yield Reason("numbers-refused-small-count" if small else "numbers-refused-by-the-past")
    else:
        missing = {side: more for side, more in more_for_a_try(past, answered, k=k).items() if more}
        for side, more in missing.items():
            yield _waits("numbers-not-tried", side, more, _left(invited, side, answered[side]))
        if not missing:
            yield Reason("numbers-wait-for-a-word")
    if past.said is not None and past.said.numbers is not None and hidden_by_k(past.said.numbers, k):
        yield Reason("numbers-below-raised-k")


def _left(invited: Mapping[str, int | None], side: str, answered: int) -> int | None:
    """How many of a side could still answer; None where nobody was invited by name."""
    of = invited[side]
    return None if of is None else of - answered


def _waits(code: Code, side: str, more: int | None, left: int | None) -> Reason:
    return Reason(code, side, more, None if left is None or more is None else more <= left)
