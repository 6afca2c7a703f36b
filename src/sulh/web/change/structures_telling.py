"""
Figures about ties in words: rows of tables, doubts as sentences.

    Telling(words, names) ── figures(found)      everything that a page shows of one day
                          ── fates(turnover)     what became of ties between two days
                          ── brokers, bodies     what is restricted, by the names that are handed in

The index over time stands in `structures_series`. No index is told without its bounds, and no p without both; where a
count is few, the word "few" stands for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup, escape
from msgspec.structs import replace

from sulh.formats.meeting_words import LEVEL_WORDS
from sulh.formats.track_words import TIE_WORDS
from sulh.measurement.structures.words import DOUBTS, UNSAID
from sulh.model.structures import Among, Broker, Cell, Chance, Index, JointBody, Missing, Structures, Turnover, Unsaid
from sulh.papers.page import PageLanguage
from sulh.store.reads.structures import SideRead
from sulh.store.sealing import in_language
from sulh.web.change.numbered import numbered
from sulh.web.change.structures_listed import rests
from sulh.words.language import mark

Row = tuple[Markup, ...]
AMONG: Final[dict[Among, str]] = {
    "all": mark("All ties"),
    "across": mark("Across sides"),
    "inside": mark("Inside a side"),
}
LEAST_TOLD: Final = 0.01  # a smaller p is told as smaller than this
OF_EACH: Final = {"may-be-chance", "missing-could-turn-it"}  # doubts of a part, whatever is doubtful of the whole
LIKELY: Final = 2  # place of the share of missing ties that stands beside each index: one in five


@dataclass(frozen=True)
class Figures:
    """
    What a page shows of one day.

    Attributes:
        lead: The index of the network in sentences.
        doubts: All doubts, each once, the ones about everything first; at the end whom it rests on.
        indexes, missing, side_ties, level_ties, reach: Rows of tables.
        families, basis: Terms with their values.
    """

    lead: tuple[Markup, ...]
    doubts: tuple[Markup, ...]
    indexes: tuple[Row, ...]
    missing: tuple[Row, ...]
    side_ties: tuple[Row, ...]
    level_ties: tuple[Row, ...]
    families: tuple[tuple[Markup, Markup], ...]
    reach: tuple[Row, ...]
    basis: tuple[tuple[Markup, Markup], ...]


class Telling:
    """
    Tells figures in one language.

    Args:
        words: The reader's.
        names: What each side is called, by the id that the figures have, in the order in which they are shown.
    """

    def __init__(self, words: PageLanguage, names: Mapping[str, str]) -> None:
        """Keep both."""
        self._words = words
        self._names = names
        self._order = {side: place for place, side in enumerate(names)}

    def figures(self, found: Structures) -> Figures:
        """Return everything that a page shows."""
        return Figures(
            lead=tuple(self._lead(found.index)),
            doubts=tuple(self._doubts(found)),
            indexes=tuple(self._index(one) for one in (found.index, *self._sides(found), *found.levels)),
            missing=tuple(self._missing(one) for one in found.index.missing),
            side_ties=tuple(self._cell(one, self.side) for one in self._cells(found)),
            level_ties=tuple(self._cell(one, self._level) for one in found.level_ties),
            families=self._families(found),
            reach=tuple(self._reach(found)),
            basis=tuple(self._basis(found)),
        )

    def fates(self, found: Iterable[Turnover]) -> tuple[Row, ...]:
        """Return what became of ties: all, across, inside; with the share of what is known that was kept."""
        words, rows = self._words, []
        for one in found:
            counts = (one.kept, one.new, one.ended, one.not_observed, one.first_seen)
            kept = (
                self._unsaid(one.unsaid)
                if one.jaccard is None
                else numbered(words.share(one.jaccard), round(one.jaccard, 2))
            )
            rows.append((words.say(AMONG[one.among]), *(self.count(number) for number in counts), kept))
        return tuple(rows)

    def count(self, number: int | None) -> Markup:
        """Return a count, or that it is few."""
        return self._words.say("few") if number is None else numbered(self._words.number(number), number)

    def side(self, side: str) -> Markup:
        """Return what a side is called."""
        return self._words.name(self._names.get(side, side))

    def brokers(self, found: Iterable[Broker], names: Mapping[str, Markup]) -> tuple[Row, ...]:
        """Return who holds pairs across sides together: who, how many pairs, their share, the parts without them."""
        words = self._words
        return tuple(
            (names[one.actor], self.count(one.pairs), escape(words.share(one.share)), self.count(one.parts))
            for one in found
        )

    def together(self, bodies: int | None, *projects: int | None) -> tuple[Row, ...]:
        """Return in how many bodies two sides sit and, if that is asked, how many initiatives engage both."""
        words = self._words
        sits = (words.say("Bodies in which members of two sides sit"), self.count(bodies))
        engage = words.say(
            "Initiatives that engage two sides, of those that show the public with whom they work and when"
        )
        return (sits, *((engage, self.count(number)) for number in projects))

    def bodies(self, found: Iterable[JointBody], names: Mapping[str, Markup]) -> tuple[Row, ...]:
        """Return where members of several sides sit: the body or initiative, how many of each side, since when."""
        words = self._words
        rows = []
        for one in found:
            members = [
                words.say("{side}: {n}", side=self.side(side), n=self.count(number))
                for side, number in one.members.items()
            ]
            since = escape(words.when(one.since.isoformat())) if one.since else words.say("not known")
            rows.append((names[one.id], words.listing(members), since))
        return tuple(rows)

    def _level(self, level: str) -> Markup:
        words = {str(key): text for key, text in LEVEL_WORDS.items()}
        return self._words.say(words[level])

    def _sides(self, found: Structures) -> list[Index]:
        """Return the sides in the order in which they are shown."""
        return sorted(found.sides, key=lambda one: self._place(one.of))

    def _cells(self, found: Structures) -> list[Cell]:
        """Return the cells of the sides in the order in which these are shown, the earlier side of each first."""
        turned = (
            replace(one, one=one.other, other=one.one) if self._place(one.one) > self._place(one.other) else one
            for one in found.side_ties
        )
        return sorted(turned, key=lambda one: (self._place(one.one), self._place(one.other)))

    def _place(self, side: str) -> int:
        return self._order.get(side, 0)

    def _of(self, one: Index) -> Markup:
        if one.scope == "network":
            return self._words.say("All actors with a side")
        return self.side(one.of) if one.scope == "side" else self._level(one.of)

    def _lead(self, one: Index) -> Iterator[Markup]:
        words = self._words
        if one.value is None:
            yield words.say(UNSAID[one.unsaid])
            return
        across, inside = self.count(one.external), self.count(one.internal)
        yield words.say("{across} ties lie across sides, {inside} inside one.", across=across, inside=inside)
        yield words.say("The E–I index is {value}.", value=self._value(one))
        if one.chance is not None:
            yield words.say("Chance gives {chance}.", chance=self._chance(one))
            yield words.say(
                "So low or lower in {low} of the ways to deal the sides, so high or higher in {high}.",
                **self._tails(one),
            )
        if one.turns_at:
            beyond = mark(
                "It lies beyond the range that chance gives, which does not say why; it could lie inside if {share} of "
                "all ties were missing."
            )
            yield words.say(beyond, share=words.share(one.turns_at))

    def _value(self, one: Index) -> Markup:
        """Return an index with its bounds, or why there is none."""
        words = self._words
        if one.value is None:
            return self._unsaid(one.unsaid)
        return words.say("{value} (between {low} and {high} if one tie in five is not known)", **bounds(words, one))

    def _unsaid(self, why: Unsaid) -> Markup:
        """Return why there is no figure, short in a cell where its neighbours are few."""
        return self.count(None) if why == "few" else self._words.say(UNSAID[why])

    def _chance(self, one: Index) -> Markup:
        return Markup("–") if one.chance is None else chance(self._words, one.chance)

    def _tails(self, one: Index) -> dict[str, Markup]:
        if one.chance is None:
            return {"low": Markup("–"), "high": Markup("–")}
        return {"low": self._p(one.chance.at_most), "high": self._p(one.chance.at_least)}

    def _p(self, value: float) -> Markup:
        words = self._words
        if value < LEAST_TOLD:
            return words.say("below {n}", n=words.decimal(LEAST_TOLD))
        return self._decimal(value)

    def _decimal(self, value: float) -> Markup:
        """Return a number with two decimals: no workbook says more of it than a page does."""
        return numbered(self._words.decimal(value), round(value, 2))

    def _index(self, one: Index) -> Row:
        tails, counts = self._tails(one), (self.count(one.external), self.count(one.internal))
        return (self._of(one), *counts, self._value(one), self._chance(one), tails["low"], tails["high"])

    def _missing(self, one: Missing) -> Row:
        words = self._words
        low, high = (escape(words.decimal(value)) for value in (one.random_low, one.random_high))
        random = words.say("{low} to {high}", low=low, high=high)
        worst = (self._decimal(value) for value in (one.all_internal, one.all_external))
        return (numbered(words.share(one.share), one.share), *worst, random)

    def _cell(self, one: Cell, name: Callable[[str], Markup]) -> Row:
        words = self._words
        if one.one == one.other:
            between = words.say("Inside {one}", one=name(one.one))
        else:
            between = words.say("{one} and {other}", one=name(one.one), other=name(one.other))
        return between, self.count(one.ties), self.count(one.claims), self.count(one.pairs)

    def _families(self, found: Structures) -> tuple[tuple[Markup, Markup], ...]:
        words, one = self._words, found.families
        return (
            (words.say("Across the divide, at one level"), self.count(one.horizontal)),
            (words.say("Across levels, inside one side"), self.count(one.vertical)),
            (words.say("Across both"), self.count(one.both)),
            (words.say("Across neither"), self.count(one.neither)),
            (words.say("Of an end the side or the level is not known"), self.count(one.unknown)),
        )

    def _reach(self, found: Structures) -> Iterator[Row]:
        words = self._words
        for one in sorted(found.reach, key=lambda one: (self._place(one.side), self._place(one.other))):
            way = words.say("From {one} to {other}", one=self.side(one.side), other=self.side(one.other))
            share = self._unsaid(one.unsaid) if one.share is None else escape(words.share(one.share))
            yield way, self.count(one.actors), self.count(one.direct), self.count(one.within_two), share

    def _basis(self, found: Structures) -> Iterator[tuple[Markup, Markup]]:
        words, basis = self._words, found.basis
        for side in (one for one in self._names if one in basis.sides):
            yield words.say("Actors of {side}", side=self.side(side)), self.count(basis.sides[side])
        yield words.say("Actors of whom nobody told a side"), self.count(basis.without_side)
        yield words.say("Actors of whom nobody told a level"), self.count(basis.without_level)
        ties, claims = self.count(basis.ties), self.count(basis.claims)
        yield words.say("Ties, and what sources tell of them"), words.say("{ties} · {claims}", ties=ties, claims=claims)
        yield words.say("Ties that count"), words.listing([words.say(TIE_WORDS[kind]) for kind in basis.kinds])
        yield words.say("Ties with an end of no side"), self.count(basis.ties_without_side)
        yield words.say("Ties without a day of beginning"), self.count(basis.undated)
        yield words.say("Ties told with low confidence only"), self.count(basis.weak)
        yield words.say("Ties beside which distrust or hostility is told"), self.count(basis.contested)
        drawn = words.say(
            "at most {n} times, from the fixed number {seed}",
            n=words.number(basis.draws),
            seed=words.number(basis.seed),
        )
        yield words.say("Sides dealt anew"), drawn

    def _doubts(self, found: Structures) -> Iterator[Markup]:
        words = self._words
        yield from (words.say(DOUBTS[code]) for code in found.doubts)
        yield from (words.say(DOUBTS[code]) for code in found.index.doubts)
        parts = (*self._sides(found), *found.levels)
        for code in DOUBTS:
            named = [self._of(one) for one in parts if code in one.doubts]
            if named and (code in OF_EACH or code not in found.index.doubts):
                yield words.say("{name}: {text}", name=words.listing(named), text=words.say(DOUBTS[code]))
        yield from rests(words, found.basis)


def names_in(words: PageLanguage, sides: Iterable[SideRead]) -> dict[str, str]:
    """Return what each side is called in the reader's language, by its id, in the order of their marks."""
    return {side.id: in_language(dict(side.names), words.tag) for side in sides}


def chance(words: PageLanguage, found: Chance) -> Markup:
    """Return what chance gives: on average, and where 95 in 100 of the ways to deal the sides lie."""
    mean, low, high = (words.decimal(value) for value in (found.expected, found.low, found.high))
    return words.say("{mean} on average, mostly {low} to {high}", mean=mean, low=low, high=high)


def bounds(words: PageLanguage, one: Index) -> dict[str, str]:
    """Return an index that has a value with its bounds, as text: value, low, high."""
    missing = one.missing[LIKELY]
    told = {"value": one.value or 0.0, "low": missing.all_internal, "high": missing.all_external}
    return {key: words.decimal(value) for key, value in told.items()}
