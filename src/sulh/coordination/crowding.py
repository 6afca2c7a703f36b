"""
Too much at once: many on one issue, level and side; one person in many initiatives; contrary words on one issue.

    CROWD    this many at work on one issue, at one level, with one side: "crowding"
    ASKED    this many initiatives at one time that engage one person: "asked too often"

Both thresholds are rules of the project. Research found that effectiveness rises with the number of third parties and
then falls again, and gives no number that would hold elsewhere. A crowd is told as a crowd: nobody in it is one too
many.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import product
from typing import Final

from sulh.coordination.findings import Evidence, Finding, Ref
from sulh.coordination.pressing import finding
from sulh.coordination.world import World
from sulh.model.initiatives import Card, Stance

CROWD: Final = 5
ASKED: Final = 4


def crowds(world: World) -> Iterator[Finding]:
    """Give a finding for each issue, level and side that at least `CROWD` initiatives at work name together."""
    cells: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for key, card in world.working.items():
        for cell in product(sorted(set(card.issues)), sorted(set(card.levels)), sorted(set(card.sides))):
            cells[cell].append(key)
    for (issue, level, side), cards in sorted(cells.items()):
        if len(cards) >= CROWD:
            about = (Ref("issue", issue), Ref("level", level), Ref("side", side))
            told = Evidence("work-side-by-side", tuple(cards), about, number=len(cards))
            yield finding("crowding", cards, about, [told], more=min(25, 3 * (len(cards) - CROWD)))


def asked_too_often(world: World) -> Iterator[Finding]:
    """
    Give a finding for each person whom at least `ASKED` initiatives engage at one time.

    The largest number at one time counts; a card without dates may run at any time, and that is told.
    """
    engaged: defaultdict[str, list[str]] = defaultdict(list)
    for key, card in world.working.items():
        for actor in set(card.actors) & world.persons:
            engaged[actor].append(key)
    for person, cards in sorted(engaged.items()):
        at_once = busiest([world.working[key] for key in cards], world.today) if len(cards) >= ASKED else ()
        if len(at_once) >= ASKED:
            ref = Ref("actor", person)
            told = [Evidence("engage-one-person", at_once, (ref,), number=len(at_once))]
            undated = tuple(key for key in at_once if world.working[key].start is None)
            told += [Evidence("time-not-told", undated)] if undated else []
            yield finding("asked_too_often", at_once, (ref,), told, more=min(30, 5 * (len(at_once) - ASKED)))


def busiest(cards: Iterable[Card], today: date) -> tuple[str, ...]:
    """
    Return the ids of the most cards that run on one day from today on; of several such days, the first.

    >>> first, second = Card("a", end=date(2026, 12, 1)), Card("b", start=date(2027, 1, 1))
    >>> busiest([first, second, Card("c")], date(2026, 11, 27))
    ('a', 'c')
    """
    cards = list(cards)
    days = sorted({today} | {card.start for card in cards if card.start and card.start > today})
    best: tuple[str, ...] = ()
    for day in days:
        running = tuple(sorted(card.id for card in cards if _runs(card, day)))
        best = running if len(running) > len(best) else best
    return best


def _runs(card: Card, day: date) -> bool:
    return (card.start is None or card.start <= day) and (card.end is None or card.end >= day)


def contrary(world: World) -> Iterator[Finding]:
    """Give a finding for each issue for which one initiative at work speaks in public, and another against it."""
    said: defaultdict[str, defaultdict[Stance, set[str]]] = defaultdict(lambda: defaultdict(set))
    for key, card in world.working.items():
        for message in card.messages:
            said[message.issue][message.stance].add(key)
    for issue, stances in sorted(said.items()):
        sides = sorted(stances["for"]), sorted(stances["against"])
        if all(sides) and len(set(sides[0] + sides[1])) > 1:
            ref = Ref("issue", issue)
            told = [Evidence("speak-for", tuple(sides[0]), (ref,)), Evidence("speak-against", tuple(sides[1]), (ref,))]
            yield finding("contrary_messages", {*sides[0], *sides[1]}, (ref,), told)
