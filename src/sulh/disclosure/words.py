"""
Words instead of numbers: which word a statement earns, and what a word gives away.

    agreements of every side ─▶ word ─▶ bands: how many agreements of one side the word leaves possible

A word speaks of all sides at once and never names one. A pass counts as not agreeing. What a word gives away is judged
for the reader who knows most: one who knows every other side's answers, for whom the word narrows one side's
agreements to a band. Whether a word may go out at all is decided elsewhere (see `sulh.disclosure.mixing`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sulh.model.publication import Word

Band = tuple[int, int]  # fewest and most agreements, both possible


def majority(answered: int) -> int:
    """
    Fewest agreements that are more than half.

    >>> majority(5), majority(8)
    (3, 5)
    """
    return answered // 2 + 1


def vocabulary(sides: int, *, firm: bool) -> tuple[Word, ...]:
    """
    Words that could come out, strongest first, for so many sides.

    >>> vocabulary(2, firm=False)
    ('most-on-each-side', 'most-on-one-side', 'no-majority')
    """
    words: list[Word] = ["firm-on-every-side"] if firm else []
    words.append("most-on-each-side")
    if sides > 1:
        words.append("most-on-one-side")
    return (*words, "no-majority")


def word_for(agree: Mapping[str, int], answered: Mapping[str, int], firm_from: Mapping[str, int] | None) -> Word:
    """
    Return the strongest word that every side's answers earn.

    Args:
        agree: Side -> agreements.
        answered: Side -> answers.
        firm_from: Side -> fewest agreements that count as firm; None when *firm* is not among the words.

    >>> word_for({"A": 9, "B": 5}, {"A": 10, "B": 10}, None)
    'most-on-one-side'
    """
    if firm_from is not None and all(agree[side] >= firm_from[side] for side in agree):
        return "firm-on-every-side"
    sides_with_most = sum(agree[side] >= majority(answered[side]) for side in agree)
    if sides_with_most == len(agree):
        return "most-on-each-side"
    return "most-on-one-side" if sides_with_most else "no-majority"


def bands(word: Word, answered: int, firm_from: int | None) -> Sequence[Band]:
    """
    How many of one side may agree after this word, in the eyes of one who knows all the other sides.

    Where the word leaves two cases (most agree here, or not here), each is a band of its own: such a reader knows
    which of them holds.

    Args:
        word: What went out, not `too-few`.
        answered: Answers of this side.
        firm_from: Fewest agreements of this side that count as firm, if *firm* could have come out.

    >>> bands("most-on-each-side", 10, 8), bands("most-on-one-side", 10, 8)
    (((6, 7),), ((6, 10), (0, 5)))
    """
    most = majority(answered)
    if word == "firm-on-every-side":
        return ((answered if firm_from is None else firm_from, answered),)
    if word == "most-on-each-side":
        # who knows that all others are firm knows that this side is not: else the word would be *firm*
        return ((most, answered if firm_from is None or firm_from <= most else firm_from - 1),)
    if word == "most-on-one-side":
        return ((most, answered), (0, most - 1))
    return ((0, most - 1),)
