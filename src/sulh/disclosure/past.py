"""
What was ever said of one statement, as the rules and the attackers need it.

    Ledger ─▶ Past ─┬─ numbers              the last numbers that went out: everything is counted from them
                    ├─ said                 what the last publication of the same readers said of it
                    ├─ since                everything kept after those numbers: words, and tries that were refused
                    └─ tries                how many of these were tries

Counts after numbers went out are counted from those numbers on: the difference of two publications is a publication.

One ledger holds joint publications and those of caucuses, so there are two ways of looking at it:

    joint       every joint publication as it was; a caucus only as a closed door: how many answered, not what was said
    one side    everything that side was part of, joint or among itself; nothing of any other side's caucus

The first decides joint publications, so that nothing said in a caucus shows through them. The second decides what a
side may be told among itself, and is what the attackers are given: the people of a side hold both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sulh.disclosure.mixing import PAIR, Moment, behind_a_door
from sulh.disclosure.words import Band, bands
from sulh.model.publication import Entry, Kept, Ledger, Numbers, Word

Counts = tuple[int, int, int]  # agree, disagree, pass
NONE: Counts = (0, 0, 0)


@dataclass(frozen=True)
class Said:
    """
    What readers were last told of one statement, for carrying over.

    Attributes:
        word: The last word.
        number: The publication it went out with, counted among the publications of the same readers.
        numbers: The numbers beside it.
    """

    word: Word
    number: int
    numbers: Numbers | None = None


@dataclass(frozen=True)
class Past:
    """
    What was ever said of one statement.

    Attributes:
        numbers: The last numbers that went out.
        said: What the readers of this kind of publication (joint, or this side's caucus) were last told.
        since: What was kept after the last numbers, oldest first.
        text: The last text of the statement that is known; None if it never had one.
        joint_base: In the view of one side, its counts in the last joint numbers: joint refusals are counted from them
            even where the side has had newer numbers of its own.
    """

    numbers: Numbers | None = None
    said: Said | None = None
    since: tuple[Kept, ...] = ()
    text: str | None = None
    joint_base: Counts = NONE

    @property
    def word(self) -> Word | None:
        """The last word these readers were told."""
        return None if self.said is None else self.said.word

    @property
    def tries(self) -> int:
        """How often numbers were tried and refused since they last went out."""
        return sum(kept.needed is not None for kept in self.since)

    @property
    def spoken(self) -> bool:
        """Whether a word went out after the last numbers."""
        return any(kept.word is not None for kept in self.since)

    @property
    def behind(self) -> int:
        """
        Most answers of a side that may have been laid open behind a closed door; 0 without one.

        Everything up to that side's last moment counts, joint words after the caucus included.
        """
        closed = [self.moments(side) for side in sorted(self._caucuses())]
        return max((moment.answered for moments in closed for moment in moments), default=0)

    def closed(self, side: str) -> bool:
        """Whether a caucus of this side lies behind a closed door."""
        return any(moment.closed for moment in self.moments(side))

    def base(self, side: str) -> Counts:
        """Agree, disagree, pass of a side when numbers last went out; zero before."""
        return NONE if self.numbers is None else _counts(self.numbers, side)

    def fresh(self, side: str, answered: int) -> int:
        """How many more answered than when numbers last went out (net)."""
        return answered - sum(self.base(side))

    def last_try(self, side: str) -> int:
        """Fresh answers of a side at the last refused try; 0 without one."""
        tried = [kept.answered[side] for kept in self.since if kept.needed is not None]
        return self.fresh(side, tried[-1]) if tried else 0

    def moments(self, side: str) -> list[Moment]:
        """Every moment since the last numbers that was one of this side, in fresh answers."""
        found: list[Moment] = []
        for kept in self.since:
            if side in kept.answered:
                moment = self._moment(kept, side)
                if not moment.closed or moment.answered >= _least_behind(found):
                    found.append(moment)
        return found

    def bands(self, kept: Kept, side: str) -> list[Band]:
        """How many of the fresh answers of a side may agree after a word that went out."""
        if kept.word is None:
            return []
        firm_from = None if kept.firm_from is None else kept.firm_from[side]
        agreed = self.base(side)[0]
        return [(low - agreed, high - agreed) for low, high in bands(kept.word, kept.answered[side], firm_from)]

    def limits(self, kept: Kept, side: str) -> Counts | None:
        """Below what each fresh count of a side was small when numbers were refused; None when they were not tried."""
        if kept.needed is None:
            return None
        counted_from = self.base(side) if is_caucus(list(kept.answered)) else self.joint_base
        agree, disagree, passed = (
            kept.needed - now + then for now, then in zip(self.base(side), counted_from, strict=True)
        )
        return (agree, disagree, passed)

    def _moment(self, kept: Kept, side: str) -> Moment:
        fresh = self.fresh(side, kept.answered[side])
        if is_silent(kept):
            return behind_a_door(fresh)
        return Moment(fresh, tuple(self.bands(kept, side)) or ((0, fresh),), tried=kept.needed is not None)

    def _caucuses(self) -> set[str]:
        return {side for kept in self.since if is_silent(kept) for side in kept.answered if self.closed(side)}


def silent(kept: Kept) -> Kept:
    """Return what the ledger keeps of a caucus that said nothing: how many answered, and the text."""
    return Kept(kept.id, kept.answered, None, None, None, None, kept.text)


def is_silent(kept: Kept) -> bool:
    """Whether nothing was said or tried: the mark of a caucus, or of one seen through its closed door."""
    return kept.word is None and kept.needed is None


def pasts(ledger: Ledger, side: str | None = None) -> dict[str, Past]:
    """
    Everything ever said, by statement; an earlier round counts like an earlier moment of the same round.

    Args:
        ledger: Everything that ever left.
        side: Whose view to take; None for what decides a joint publication.

    >>> pasts(Ledger())
    {}
    """
    told: dict[str, Past] = {}
    for number, entry in _numbered(ledger, side):
        for kept in entry.statements:
            past = told.get(kept.id, Past())
            told[kept.id] = replace(_after(past, kept, number, side), text=kept.text or past.text)
    return told


def same_readers(entry: Entry, sides: list[str]) -> bool:
    """Whether a publication over these sides belongs to the same row as this entry: the joint one, or one caucus's."""
    return entry.sides == sides if is_caucus(sides) else not is_caucus(entry.sides)


def is_caucus(sides: list[str]) -> bool:
    """Whether a publication over these sides is one side's alone."""
    return len(sides) == 1


def _numbered(ledger: Ledger, side: str | None) -> Iterator[tuple[int | None, Entry]]:
    """Entries in this view, with the number that the same readers know them by; None for those of other readers."""
    number = 0
    for entry in ledger.entries:
        own = same_readers(entry, [] if side is None else [side])
        number += own
        if side is None or side in entry.sides:
            yield number if own else None, entry


def _after(past: Past, kept: Kept, number: int | None, side: str | None) -> Past:
    if number is None and side is None:  # a caucus, seen from a joint publication
        return replace(past, since=(*past.since, silent(kept)))
    if is_silent(kept):  # a caucus that said nothing, seen by its own side
        return past
    if number is not None and kept.word is not None:
        past = replace(past, said=Said(kept.word, number, kept.numbers))
    if kept.numbers is None:
        return replace(past, since=(*past.since, kept))
    if side is not None and len(kept.answered) > 1:
        past = replace(past, joint_base=_counts(kept.numbers, side))
    return replace(past, numbers=kept.numbers, since=())


def _least_behind(found: list[Moment]) -> int:
    """
    Fewest answers with which a caucus can have been told anything that counts beside these moments.

    After a joint moment it takes a mixed step. After another caucus it need not: what was said there is not looked at,
    perhaps nothing, and the step may have begun before it.
    """
    if not found:
        return 2 * PAIR
    return found[-1].answered + (1 if found[-1].closed else 2 * PAIR)


def _counts(numbers: Numbers, side: str) -> Counts:
    answers = numbers.sides[side]
    return (answers.agree, answers.disagree, answers.passed)
