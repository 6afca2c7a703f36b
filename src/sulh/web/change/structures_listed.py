"""
Whom figures of ties rest on, in a sentence each: who has a tie, who has no side, and who writes ties down.

    rests(words, basis)   how many of the actors have a tie; how many have no side, and how many ties that leaves out
    WHO                   who writes ties down, and that nobody outside looks

What is few, or beside a few, is told as few: the counts come as far as their reader is told (`sulh.store.reads`).
"""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from sulh.model.structures import Basis
from sulh.papers.page import PageLanguage
from sulh.words.language import mark

WHO: Final = mark(
    "Ties are written down by those who coordinate and facilitate, or taken from lists as their sources have them. "
    "Whoever brings people together wants it to show, and nobody outside checks."
)
TIED: Final = mark(
    "Actors with a tie that counts: {tied} of {all}. Of the others none was told, and they may have some."
)
UNTOLD: Final = mark("How many actors have a tie is not told: they or the others are few, or beside a few.")
SIDELESS: Final = mark("Actors without a side: {n}. Ties that the index leaves out for it: {ties}.")


def rests(words: PageLanguage, basis: Basis) -> list[Markup]:
    """Return how many of the actors have a tie and how many have no side; nothing where nobody is listed."""
    if basis.actors == 0:
        return []
    tied = words.say(UNTOLD)
    if basis.tied is not None and basis.actors is not None:
        tied = words.say(TIED, tied=words.number(basis.tied), all=words.number(basis.actors))
    counts = {"n": basis.without_side, "ties": basis.ties_without_side}
    told = {key: words.say("few") if one is None else words.number(one) for key, one in counts.items()}
    return [tied, words.say(SIDELESS, **told)]
