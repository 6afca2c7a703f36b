"""
What limits each statement, in one sentence: the words at the end of every row of the figure of the house.

    firm            "side B, 13 of 14; 3 fewer would lose it."
    likely          "side B, 8 of 12: the interval still reaches down to 48 %."
    not yet known   "Too few answers from side B to say. 5 more would do."
    refused         "Refused by side B: 8 of 11 disagree, 3 agree."

The standing itself is decided in `sulh.opinion`; here it is only said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from sulh.model.findings import Findings, PassAs, Standing, Statement, Unheard
from sulh.words.language import Language, mark

STANDING_WORDS: dict[Standing, str] = {
    "firm": mark("firm"),
    "likely": mark("likely"),
    "not-yet-known": mark("not yet known"),
    "refused": mark("refused"),
}


class Own(Protocol):
    """What is read of one side's own answers: those of findings and those of a publication alike."""

    @property
    def agree(self) -> int:
        """How many agree."""

    @property
    def disagree(self) -> int:
        """How many disagree."""

    @property
    def passed(self) -> int:
        """How many passed."""

    @property
    def answered(self) -> int:
        """How many answered, passes included."""

    @property
    def low(self) -> float | None:
        """Lower end of the side's own interval; None without an answer."""

    @property
    def high(self) -> float | None:
        """Upper end."""


class Judged(Protocol):
    """What is read of a judged statement: a statement of findings, or the numbers of a published one."""

    @property
    def standing(self) -> Standing:
        """One of four words."""

    @property
    def witness(self) -> str | None:
        """The side that limits it."""

    @property
    def refused_by(self) -> Sequence[str]:
        """Sides that refuse it."""

    @property
    def margin(self) -> int | None:
        """How few turned answers would lose *firm*."""

    @property
    def margin_side(self) -> str | None:
        """The side of that margin."""

    @property
    def sides(self) -> Mapping[str, Own]:
        """Every side's own answers."""


def counted(own: Own, pass_as: PassAs) -> int:
    """
    Return how many answers count: all, or without the passes when a pass is read as no answer.

    >>> from sulh.model.findings import OwnAnswers
    >>> own = OwnAnswers(agree=3, disagree=1, passed=2, answered=6, low=None, high=None, estimate=None)
    >>> counted(own, "not-agree"), counted(own, "missing")
    (6, 4)
    """
    return own.answered - own.passed if pass_as == "missing" else own.answered


def rate(own: Own, pass_as: PassAs) -> float | None:
    """Return the share of the counted answers that agree; None without an answer."""
    n = counted(own, pass_as)
    return own.agree / n if n else None


@dataclass(frozen=True)
class Limits:
    """
    The sentences of one paper.

    Attributes:
        words: The language they are in; a language that escapes gives sentences that are escaped.
        level: The level of the findings.
        pass_as: How a pass was read.
        invited: Side -> number invited; empty in an open consultation.
        unheard: Statement -> what is missing there.
    """

    words: Language
    level: float
    pass_as: PassAs
    invited: dict[str, int]
    unheard: dict[str, list[Unheard]]

    @classmethod
    def of(cls, findings: Findings, words: Language) -> Limits:
        """Gather what the sentences need."""
        unheard: dict[str, list[Unheard]] = {}
        for gap in findings.unheard:
            unheard.setdefault(gap.id, []).append(gap)
        options = findings.inputs.options
        invited = {side.name: side.invited for side in findings.sides if side.invited is not None}
        return cls(words, options.level, options.pass_as, invited, unheard)

    def sentence(self, statement: Statement) -> str:
        """Return what limits a statement of the findings; empty where no side was declared."""
        return self.limit(statement, self.unheard.get(statement.id, ()))

    def limit(self, judged: Judged, gaps: Sequence[Unheard] = ()) -> str:
        """
        Return what limits a judged statement, the side named; empty where no side was declared.

        Args:
            judged: Its standing, and the answers it comes from.
            gaps: Which sides have answered it too little.
        """
        if judged.witness is None or judged.witness not in judged.sides:
            return ""
        if judged.standing == "not-yet-known" and gaps:
            return self.too_few(next((gap for gap in gaps if gap.side == judged.witness), gaps[0]))
        says = {"firm": self._firm, "likely": self._likely, "refused": self._refused}
        return says.get(judged.standing, self._not_yet_known)(judged, judged.witness)

    def _of(self, judged: Judged, side: str) -> str:
        """Return "13 of 14": of those whose answers count, in a room of those invited."""
        own, say = judged.sides[side], self.words.say
        agree = self.words.number(own.agree)
        if side in self.invited:
            return say("{agree} of {all} invited", agree=agree, all=self.words.number(self.invited[side]))
        return say("{agree} of {all}", agree=agree, all=self.words.number(counted(own, self.pass_as)))

    def _firm(self, judged: Judged, side: str) -> str:
        words, margin = self.words, judged.margin or 0
        part, other = self._of(judged, side), judged.margin_side
        if other is None or other == side:
            return words.count(
                "{side}, {part}; one fewer would lose it.",
                "{side}, {part}; {n} fewer would lose it.",
                margin,
                side=words.name(side),
                part=part,
            )
        return words.count(
            "{side}, {part}. On {other}, one fewer would lose it.",
            "{side}, {part}. On {other}, {n} fewer would lose it.",
            margin,
            side=words.name(side),
            part=part,
            other=words.name(other),
        )

    def _likely(self, judged: Judged, side: str) -> str:
        words, low = self.words, judged.sides[side].low or 0.0
        name, part = words.name(side), self._of(judged, side)
        if side in self.invited:
            return words.say("{side}, {part} so far; the others have not answered.", side=name, part=part)
        low_end = words.share(low)
        return words.say("{side}, {part}; the interval still reaches down to {low}.", side=name, part=part, low=low_end)

    def _refused(self, judged: Judged, side: str) -> str:
        sides = judged.refused_by or [side]
        return self.words.together([self._refusal(judged, name) for name in sides if name in judged.sides])

    def _refusal(self, judged: Judged, side: str) -> str:
        words, own = self.words, judged.sides[side]
        name = words.name(side)
        if own.disagree > own.agree:
            return words.say(
                "Refused by {side}: {disagree} disagree, {agree} agree.",
                side=name,
                disagree=words.number(own.disagree),
                agree=words.number(own.agree),
            )
        high = words.share(own.high or 0.0)
        return words.say(
            "Out of reach on {side}: at most {high} of those invited can still agree.", side=name, high=high
        )

    def _not_yet_known(self, judged: Judged, side: str) -> str:
        words = self.words
        own = judged.sides[side]
        name, part = words.name(side), self._of(judged, side)
        if own.low is None or own.high is None:
            return words.say("{side} has not answered.", side=name)
        if own.high < self.level:
            return words.say("{side}, {part}: below the level.", side=name, part=part)
        low, high = words.number(round(100 * own.low)), words.share(own.high)
        return words.say("{side}, {part}: anything between {low} and {high}.", side=name, part=part, low=low, high=high)

    def too_few(self, gap: Unheard) -> str:
        """Return the sentence for a side that has answered too little."""
        return self.words.count(
            "Too few answers from {side} to say. One more would do.",
            "Too few answers from {side} to say. {n} more would do.",
            gap.more,
            side=self.words.name(gap.side),
        )
