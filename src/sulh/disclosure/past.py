"""
What was ever said of one statement, as the rules and the attackers need it.

    Ledger ─▶ Past ─┬─ numbers, number     the last numbers that went out, and the publication they went out with
                    ├─ word, word_number   the last word
                    ├─ since               everything kept after those numbers: words, and tries that were refused
                    └─ tries               how many of these were tries

Counts after numbers went out are counted from those numbers on: the difference of two publications is a publication.
"""

from __future__ import annotations

from dataclasses import dataclass

from sulh.disclosure.mixing import Moment
from sulh.disclosure.words import bands
from sulh.model.publication import Kept, Ledger, Numbers, Word


@dataclass(frozen=True)
class Past:
    """
    What was ever said of one statement.

    Attributes:
        numbers: The last numbers that went out.
        number: The publication they went out with.
        word: The last word that went out.
        word_number: The publication it went out with.
        since: What was kept after the last numbers, oldest first.
        text: The last text of the statement that is known; None if it never had one.
    """

    numbers: Numbers | None = None
    number: int | None = None
    word: Word | None = None
    word_number: int | None = None
    since: tuple[Kept, ...] = ()
    text: str | None = None

    @property
    def tries(self) -> int:
        """How often numbers were tried and refused since they last went out."""
        return sum(kept.needed is not None for kept in self.since)

    def base(self, side: str) -> tuple[int, int, int]:
        """Agree, disagree, pass of a side when numbers last went out; zero before."""
        if self.numbers is None:
            return (0, 0, 0)
        answers = self.numbers.sides[side]
        return (answers.agree, answers.disagree, answers.passed)

    def fresh(self, side: str, answered: int) -> int:
        """How many more answered than when numbers last went out (net)."""
        return answered - sum(self.base(side))

    def last_try(self, side: str) -> int:
        """Fresh answers of a side at the last refused try; 0 without one."""
        tried = [kept.answered[side] for kept in self.since if kept.needed is not None]
        return self.fresh(side, tried[-1]) if tried else 0

    def moments(self, side: str) -> list[Moment]:
        """Every moment since the last numbers, from one side, in fresh answers."""
        return [_moment(kept, side, self.fresh(side, kept.answered[side])) for kept in self.since]


def _moment(kept: Kept, side: str, fresh: int) -> Moment:
    if kept.word is None:
        return Moment(fresh, ((0, fresh),), tried=kept.needed is not None)
    firm_from = None if kept.firm_from is None else kept.firm_from[side]
    return Moment(fresh, tuple(bands(kept.word, kept.answered[side], firm_from)), tried=kept.needed is not None)


def pasts(ledger: Ledger) -> dict[str, Past]:
    """
    Everything ever said, by statement; an earlier round counts like an earlier moment of the same round.

    >>> pasts(Ledger())
    {}
    """
    told: dict[str, Past] = {}
    for entry in ledger.entries:
        for kept in entry.statements:
            told[kept.id] = _after(told.get(kept.id, Past()), kept, entry.number)
    return told


def _after(past: Past, kept: Kept, number: int) -> Past:
    text = kept.text or past.text
    if kept.numbers is not None:
        return Past(kept.numbers, number, kept.word, number, (), text)
    if kept.word is not None:
        return Past(past.numbers, past.number, kept.word, number, (*past.since, kept), text)
    return Past(past.numbers, past.number, past.word, past.word_number, (*past.since, kept), text)
