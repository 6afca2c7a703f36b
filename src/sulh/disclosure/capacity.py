"""
What a room of this size can ever show: said before a dialogue is created, so that nobody waits for what cannot come.

    people a side ─▶ capacity ─┬─ words     that can come out if all answer (none: only text leaves)
                               ├─ numbers   whether whole tables can ever go out
                               ├─ sides     what each side allows, were it alone
                               └─ limits    codes with numbers; a page makes sentences of them

Computed with the functions `publish` decides with, for a first publication to which everybody invited has answered.
Nothing of answers enters here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from typing import Literal

from sulh.disclosure.past import Past
from sulh.disclosure.rules import SMALLEST_K, Plan, firm_agreements, may_say_firm, plan
from sulh.disclosure.words import majority
from sulh.errors import SettingError
from sulh.model.findings import Population
from sulh.model.publication import WORDS, Word

FIRM: Word = "firm-on-every-side"
MOST: Word = "most-on-each-side"

Code = Literal["text-only", "no-firm", "no-numbers", "smallest-side"]


@dataclass(frozen=True)
class Limit:
    """
    One thing that a room of this size cannot do, or why.

    Attributes:
        code: `text-only`: nothing computed from answers leaves; text, criticism, objection and approval take its place
            (`number`: people missing on this side). `no-firm`: if all answer, *firm* cannot be said, for the sake of
            this side (`number`: fewest answers with which it could; None: never). `no-numbers` (`number`: answers of
            this side from which they are tried). `smallest-side`: it limits all others (`number`: people invited
            there).
        side: The side concerned.
    """

    code: Code
    side: str
    number: int | None


@dataclass(frozen=True)
class SideCapacity:
    """
    What one side allows.

    Attributes:
        invited: How many people.
        missing: People missing before anything computed from answers can leave; 0 where it can.
        words_from: Answers from which a word can go out.
        firm_from: Agreements called firm if all answer; None where *firm* cannot be said then.
        firm_answers: Fewest answers with which *firm* can be said, were this side alone; None if never. With a few more
            it may be out of reach again: where numbers are tried and refused, the word must leave more open.
        numbers_from: Answers from which numbers are tried.
    """

    name: str
    invited: int
    missing: int
    words_from: int
    firm_from: int | None
    firm_answers: int | None
    numbers_from: int


@dataclass(frozen=True)
class Capacity:
    """
    What can ever be shown.

    Attributes:
        caucus: Whether each side is judged by itself, as for its own caucus; else all sides jointly.
        words: Words that can come out if all answer, strongest first; in caucuses those that every side can say.
        numbers: Whether numbers can go out if all answer; in caucuses in every one.
        sides: In the order given.
        limits: What cannot be, and the side that limits it.
    """

    k: int
    caucus: bool
    words: tuple[Word, ...]
    numbers: bool
    sides: tuple[SideCapacity, ...]
    limits: tuple[Limit, ...]

    @property
    def anything(self) -> bool:
        """Whether anything computed from answers can ever leave."""
        return bool(self.words)


@dataclass(frozen=True)
class _Room:
    """The rules of one dialogue that is not there yet."""

    invited: Mapping[str, int]
    population: Population
    level: float
    confidence: float
    k: int

    def firm_from(self, answered: Mapping[str, int]) -> dict[str, int]:
        return firm_agreements(
            answered, self.invited, population=self.population, level=self.level, confidence=self.confidence
        )

    def planned(self, answered: Mapping[str, int]) -> Plan:
        firm = self.firm_from(answered)
        return plan(Past(), answered, firm if may_say_firm(answered, firm) else None, k=self.k)

    def words(self, answered: Mapping[str, int]) -> tuple[Word, ...]:
        """Words that can come out. Beside numbers come no others: a table holds six who do not agree, or more."""
        planned, firm = self.planned(answered), self.firm_from(answered)
        always = all(firm[side] <= majority(size) for side, size in answered.items())  # then *most* is *firm*
        return tuple(word for word in planned.words if not (always and word == MOST and FIRM in planned.words))


def capacity(
    invited: Mapping[str, int],
    *,
    population: Population,
    level: float = 0.6,
    k: int = 5,
    caucus: bool = False,
    confidence: float = 0.9,
) -> Capacity:
    """
    Say what a dialogue of this size can ever show.

    Args:
        invited: Side -> how many people; one side or more.
        population: "room" if everybody is invited by name, else "consultation" (then the numbers are expectations).
        level: Share of a side that has to agree for *firm*.
        k: Smallest number of people that may stand behind anything published.
        caucus: Whether each side is judged by itself.
        confidence: Of the intervals of a consultation.

    Raises:
        SettingError: Without a side, with a negative number, or with k below 3.

    >>> small = capacity({"A": 12, "B": 4}, population="room")
    >>> small.words, small.limits[0]
    ((), Limit(code='text-only', side='B', number=1))
    >>> capacity({"A": 12, "B": 6}, population="room").words[0]
    'firm-on-every-side'
    """
    if not invited or min(invited.values()) < 0 or k < SMALLEST_K:
        raise SettingError(f"Capacity needs a side or more, no negative number of people, and k from {SMALLEST_K}.")
    room = _Room(invited, population, level, confidence, k)
    rounds = [{side: people} for side, people in invited.items()] if caucus else [dict(invited)]
    said = [(answered, room.words(answered) if min(answered.values()) else ()) for answered in rounds]
    common = tuple(word for word in WORDS if all(word in words for _, words in said))
    firm = [room.firm_from(answered) for answered, words in said if FIRM in words]
    numbers = all(min(answered.values()) > 0 and room.planned(answered).tries for answered in rounds)
    sides = tuple(_side(room, side, _of(firm, side)) for side in invited)
    return Capacity(k, caucus, common, numbers, sides, tuple(_limits(common, sides, numbers=numbers)))


def _of(firm: list[dict[str, int]], side: str) -> int | None:
    return next((fewest[side] for fewest in firm if side in fewest), None)


def _side(room: _Room, side: str, firm_from: int | None) -> SideCapacity:
    people = room.invited[side]
    words_from = next(size for size in count(1) if plan(Past(), {side: size}, None, k=room.k).words)
    return SideCapacity(
        name=side,
        invited=people,
        missing=max(0, words_from - people),
        words_from=words_from,
        firm_from=firm_from,
        firm_answers=next((size for size in range(1, people + 1) if FIRM in room.words({side: size})), None),
        numbers_from=next(size for size in count(words_from) if room.planned({side: size}).tries),
    )


def _limits(words: tuple[Word, ...], sides: tuple[SideCapacity, ...], *, numbers: bool) -> list[Limit]:
    found = [Limit("text-only", side.name, side.missing) for side in sides if side.missing]
    if words and FIRM not in words:
        never = [side for side in sides if side.firm_answers is None]
        found += [Limit("no-firm", side.name, side.firm_answers) for side in never or sides]
    if not numbers:
        found += [
            Limit("no-numbers", side.name, side.numbers_from) for side in sides if side.invited < side.numbers_from
        ]
    fewest = min(side.invited for side in sides)
    return found + [Limit("smallest-side", side.name, fewest) for side in sides if side.invited == fewest]
