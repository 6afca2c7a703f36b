"""
What several commands say in the same words: what went out, and what it binds.

How many of what, and in which language of the terminal (English), lives here; what the papers say does not.
"""

from __future__ import annotations

from sulh.formats.faults import counted
from sulh.model.publication import Publication


def what_went_out(publication: Publication) -> str:
    """Say how much of a publication is numbers, how much words, and of how many statements it says nothing."""
    numbers = sum(statement.numbers is not None for statement in publication.statements)
    words = sum(statement.word not in {None, "too-few"} for statement in publication.statements) - numbers
    nothing = len(publication.statements) - numbers - words
    return (
        f"Publication {publication.number} for {'the room' if publication.audience == 'room' else 'everyone'}: "
        f"numbers for {counted(numbers, 'statement')}, words for {words:,} more, nothing for {nothing:,}."
    )


def what_it_binds(publication: Publication) -> str:
    """Say what every later publication from the same ledger has to keep."""
    sides = ", ".join(side.name for side in publication.sides) or "none"
    counting = {"not-agree": "not agreeing", "missing": "missing"}[publication.pass_as]
    population = {"room": "an invited room", "consultation": "an open consultation"}[publication.population]
    return (
        f"Later publications from this ledger keep the sides ({sides}), the level {publication.level:g}, the "
        f"confidence {publication.confidence:g}, a pass counted as {counting}, and {population}; "
        f"k = {publication.k} may rise, never fall."
    )
