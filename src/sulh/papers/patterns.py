"""
What single answers show, and the tally cannot: the map, opinion groups, what sets a side apart, flagged patterns.

    Patterns ─┬─ why_not, field     the sentence in place of the map, or its drawing
              ├─ relation, groups   opinion groups as a check on the declared sides
              ├─ apart              what sets each declared side apart
              └─ flags, changed     patterns that deserve a look; the standings that change without them
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from sulh.figures.opinions import BREADTH, described, field, group_name, relation, why_not
from sulh.model.findings import Findings, Flag, Representative, Standing
from sulh.papers.page import PageLanguage
from sulh.words.language import mark
from sulh.words.limits import STANDING_WORDS

MOST_TELLING = 5
KINDS = {
    "identical": mark("Answers alike in every point"),
    "burst": mark("Many answers within a short time"),
    "all-no": mark("Disagreement with nearly everything"),
    "opposed-block": mark("A block that answers against its own side"),
}
NOBODY = 0.5  # people; where fewer are usual, usually there is nobody


@dataclass(frozen=True)
class Telling:
    """A statement that sets people apart: its number and what they make of it, in words."""

    id: str
    words: str


@dataclass(frozen=True)
class GroupRow:
    """One opinion group."""

    name: str
    members: int
    by_side: list[tuple[str, int]]
    telling: list[Telling]


@dataclass(frozen=True)
class FlagRow:
    """One flagged pattern."""

    heading: str
    side: str | None
    evidence: str


@dataclass(frozen=True)
class Drawing:
    """The map."""

    inner: Markup
    width: int
    height: int
    alternative: str


@dataclass(frozen=True)
class Change:
    """A statement whose standing is another without the flagged."""

    id: str
    before: str
    after: str


class Patterns:
    """What single answers show."""

    def __init__(self, findings: Findings, words: PageLanguage) -> None:
        """Keep what is needed; nothing is drawn before it is asked for."""
        self.findings = findings
        self.words = words
        self.why_not = why_not(findings, words)

    def drawing(self) -> Drawing | None:
        """Return the map, if there is one to show."""
        found = self.findings.groups
        if self.why_not is not None or found is None or found.map is None:
            return None
        inner, tall = field(found, found.map, self.words)
        return Drawing(Markup(inner), BREADTH, tall, described(found, self.words))  # noqa: S704 - drawn from numbers

    def relation(self) -> str | None:
        """Return what groups and declared sides have to do with each other; None without groups."""
        return None if self.findings.groups is None else relation(self.findings.groups, self.words)

    def groups(self) -> list[GroupRow]:
        """Return the opinion groups with how many of each side they hold."""
        if self.findings.groups is None:
            return []
        return [
            GroupRow(
                name=group_name(group.number, self.words),
                members=group.members,
                by_side=list(group.by_side.items()),
                telling=[self._telling(item) for item in group.representative[:MOST_TELLING]],
            )
            for group in self.findings.groups.groups
        ]

    def apart(self) -> list[tuple[str, list[Telling]]]:
        """Return what sets each declared side apart from the others, sides in alphabetical order."""
        if self.findings.groups is None:
            return []
        by_side = sorted(self.findings.groups.by_side.items())
        return [(side, [self._telling(item) for item in items[:MOST_TELLING]]) for side, items in by_side if items]

    def _telling(self, item: Representative) -> Telling:
        share, others = self.words.share(item.share), self.words.share(item.others)
        if item.direction == "agree":
            said = self.words.say("{share} agree; of the others {others}", share=share, others=others)
        else:
            said = self.words.say("{share} disagree; of the others {others}", share=share, others=others)
        return Telling(item.id, said)

    def flags(self) -> list[FlagRow]:
        """Return the flagged patterns."""
        return [] if self.findings.integrity is None else [self._flag(flag) for flag in self.findings.integrity.flags]

    def _flag(self, flag: Flag) -> FlagRow:
        says = {
            "identical": self._identical,
            "burst": self._burst,
            "all-no": self._all_no,
            "opposed-block": self._opposed,
        }
        people = self._people(len(flag.participants))
        return FlagRow(self.words.say(KINDS[flag.kind]), flag.side, says[flag.kind](people, flag.evidence))

    def _identical(self, people: str, evidence: dict[str, float]) -> str:
        return self.words.say(
            "{people} with the same answers to {answers} statements; by chance {usual}.",
            people=people,
            answers=self.words.number(round(evidence["answers"])),
            usual=self._usual(evidence["expected"]),
        )

    def _burst(self, people: str, evidence: dict[str, float]) -> str:
        return self.words.say(
            "{people} within {seconds} seconds; usually {usual}. "
            "Their answers are more alike than those of their side.",
            people=people,
            seconds=self.words.number(round(evidence["seconds"])),
            usual=self._usual(evidence["usual"]),
        )

    def _all_no(self, people: str, evidence: dict[str, float]) -> str:
        return self.words.say(
            "{people} whose every answer is a no, at least {answers} answers each; among such answers of their side "
            "{usual} are a no.",
            people=people,
            answers=self.words.number(round(evidence["answers"])),
            usual=self.words.share(evidence["expected"]),
        )

    def _opposed(self, people: str, evidence: dict[str, float]) -> str:
        return self.words.say(
            "{people}, {share} of whose answers go against their own side; usual are {usual}.",
            people=people,
            share=self.words.share(evidence["share"]),
            usual=self.words.share(evidence["expected"]),
        )

    def _people(self, number: int) -> str:
        return self.words.count("one participant", "{n} participants", number)

    def _usual(self, number: float) -> str:
        return self.words.say("nobody") if number < NOBODY else self._people(max(round(number), 1))

    def changed(self) -> list[Change]:
        """Return the statements whose standing is another when the flagged are left out."""
        if self.findings.integrity is None:
            return []
        before = {statement.id: statement.standing for statement in self.findings.statements}
        return [
            Change(rest.id, self._word(before[rest.id]), self._word(rest.standing))
            for rest in self.findings.integrity.without
            if rest.id in before and before[rest.id] != rest.standing
        ]

    def _word(self, standing: Standing) -> str:
        return self.words.say(STANDING_WORDS[standing])

    def by_cut(self) -> list[tuple[str, str, list[str]]]:
        """Return the statements whose standing differs within a value: number, standing overall, standing in each."""
        if self.findings.cut is None:
            return []
        within = [{s.id: s.standing for s in value.statements} for value in self.findings.cut.values]
        return [
            (statement.id, self._word(statement.standing), [self._word(by_id[statement.id]) for by_id in within])
            for statement in self.findings.statements
            if any(by_id[statement.id] != statement.standing for by_id in within)
        ]

    def by_direction(self) -> list[tuple[str, list[str]]]:
        """Return the statements that pull furthest to each end of the map: heading and numbers."""
        if self.findings.groups is None or self.findings.groups.map is None:
            return []
        pulls = self.findings.groups.map.statements
        ends = (
            (self.words.say("To the right lie those who agree with:"), 0, 1),
            (self.words.say("To the left:"), 0, -1),
            (self.words.say("To the top:"), 1, 1),
            (self.words.say("To the bottom:"), 1, -1),
        )
        return [(heading, _furthest(pulls, axis, sign)) for heading, axis, sign in ends if _furthest(pulls, axis, sign)]


def _furthest(pulls: dict[str, tuple[float, float]], axis: int, sign: int) -> list[str]:
    """
    Return the three statements that pull furthest one way and mostly that way.

    >>> _furthest({"1": (0.9, 0.1), "2": (-0.5, 0.0), "3": (0.2, 0.8)}, 0, 1)
    ['1']
    """
    mostly = [name for name, pull in pulls.items() if sign * pull[axis] > abs(pull[1 - axis])]
    return sorted(mostly, key=lambda name: -sign * pulls[name][axis])[:3]
