"""
The last line of defence: before anything leaves, the attackers are run over it and over all that left before.

The rules already allow only what leaves a mixed way. Here an independent solver looks again, at the whole story of one
statement, for a watcher who knows every other side's answers, in the case that leaves least room to hide: nobody acted
who need not have. The story of a side is all that its own people hold: joint publications and those of its caucus. The
guard is meant never to find anything; if it does, the program is wrong and nothing is published.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from sulh.disclosure.alibi import alibi
from sulh.disclosure.attackers import Seen, exposed, net_crowds
from sulh.disclosure.past import Past
from sulh.disclosure.rules import Table
from sulh.errors import DisclosureError
from sulh.model.publication import Kept

STORIES_OF_WORDS = 5  # words that leave two cases double the stories: older ones are left to the rules


def stand_guard(stories: Mapping[str, Past], kept: Kept, tables: Mapping[str, Table]) -> None:
    """
    Let the attackers look at what is about to be said of one statement.

    Args:
        stories: What was said of it before, as each side holds it.
        kept: What is about to be said.
        tables: The true table of every side, for the word the best-informed reader could make of it.

    Raises:
        DisclosureError: If somebody's answer would be certain.
    """
    for side, table in tables.items():
        for answered, seen in _stories(stories[side], kept, side, table):
            if _given_away(answered, seen):
                raise DisclosureError(
                    f"Statement {kept.id}: this publication would give an answer away, which the rules should have "
                    "prevented. Nothing was written. Please report this."
                )


def _stories(past: Past, kept: Kept, side: str, table: Table) -> Iterator[tuple[list[int], list[Seen]]]:
    """Every story one side's readers may hold true, in answers since numbers last went out."""
    everything = [*past.since, kept]
    answered = [past.fresh(side, moment.answered[side]) for moment in everything]
    cases = [_cases(past, moment, side, place) for place, moment in enumerate(everything)]
    if kept.numbers is not None:
        fresh = tuple(now - then for now, then in zip(table, past.base(side), strict=True))
        cases[-1] = [Seen(table=(fresh[0], fresh[1], fresh[2]))]
    for seen in product(*cases):
        yield answered, list(seen)


def _cases(past: Past, moment: Kept, side: str, place: int) -> list[Seen]:
    """List what one moment may tell of one side: bands of a word, and a refusal if it was the cause."""
    limits = past.limits(moment, side) or ()
    refused = tuple((answer, None, limit) for answer, limit in enumerate(limits))
    recent = place >= len(past.since) - STORIES_OF_WORDS
    if moment.word is None or not recent:
        return [Seen(refused=refused)]
    return [Seen(agree=band, refused=refused) for band in past.bands(moment, side)]


def _given_away(answered: list[int], seen: list[Seen]) -> bool:
    return alibi(answered, seen) is None and bool(exposed(net_crowds(answered), seen))
