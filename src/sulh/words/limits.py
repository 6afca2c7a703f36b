"""
What limits each statement, in one sentence: the words at the end of every row of the figure of the house.

    firm            "side B, 13 of 14; 3 fewer would lose it."
    likely          "side B, 8 of 12: the interval still reaches down to 48 %."
    not yet known   "Too few answers from side B to say. 5 more would do."
    refused         "Refused by side B: 8 of 11 disagree, 3 agree."

The standing itself is decided in `sulh.opinion`; here it is only said.
"""

from __future__ import annotations

from dataclasses import dataclass

from sulh.model.findings import Findings, OwnAnswers, PassAs, Standing, Statement, Unheard
from sulh.words.language import Language, mark

STANDING_WORDS: dict[Standing, str] = {
    "firm": mark("firm"),
    "likely": mark("likely"),
    "not-yet-known": mark("not yet known"),
    "refused": mark("refused"),
}


def counted(own: OwnAnswers, pass_as: PassAs) -> int:
    """
    Return how many answers count: all, or without the passes when a pass is read as no answer.

    >>> own = OwnAnswers(agree=3, disagree=1, passed=2, answered=6, low=None, high=None, estimate=None)
    >>> counted(own, "not-agree"), counted(own, "missing")
    (6, 4)
    """
    return own.answered - own.passed if pass_as == "missing" else own.answered


def rate(own: OwnAnswers, pass_as: PassAs) -> float | None:
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
        """Return what limits a statement, the side named; empty where no side was declared."""
        if statement.witness is None or statement.witness not in statement.sides:
            return ""
        says = {"firm": self._firm, "likely": self._likely, "refused": self._refused}
        return says.get(statement.standing, self._not_yet_known)(statement, statement.witness)

    def _of(self, statement: Statement, side: str) -> str:
        """Return "13 of 14": of those whose answers count, in a room of those invited."""
        own, say = statement.sides[side], self.words.say
        agree = self.words.number(own.agree)
        if side in self.invited:
            return say("{agree} of {all} invited", agree=agree, all=self.words.number(self.invited[side]))
        return say("{agree} of {all}", agree=agree, all=self.words.number(counted(own, self.pass_as)))

    def _firm(self, statement: Statement, side: str) -> str:
        words, margin = self.words, statement.margin or 0
        part, other = self._of(statement, side), statement.margin_side
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

    def _likely(self, statement: Statement, side: str) -> str:
        words, low = self.words, statement.sides[side].low or 0.0
        name, part = words.name(side), self._of(statement, side)
        if side in self.invited:
            return words.say("{side}, {part} so far; the others have not answered.", side=name, part=part)
        low_end = words.share(low)
        return words.say("{side}, {part}; the interval still reaches down to {low}.", side=name, part=part, low=low_end)

    def _refused(self, statement: Statement, side: str) -> str:
        sides = statement.refused_by or [side]
        return self.words.together([self._refusal(statement, name) for name in sides if name in statement.sides])

    def _refusal(self, statement: Statement, side: str) -> str:
        words, own = self.words, statement.sides[side]
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

    def _not_yet_known(self, statement: Statement, side: str) -> str:
        words = self.words
        gaps = {gap.side: gap for gap in self.unheard.get(statement.id, ())}
        if gaps:
            gap = gaps.get(side) or next(iter(gaps.values()))
            return self.too_few(gap)
        own = statement.sides[side]
        name, part = words.name(side), self._of(statement, side)
        if own.low is None or own.high is None:
            return words.say("{side} has not answered.", side=name)
        if own.high < self.level:
            return words.say("{side}, {part}: below the level.", side=name, part=part)
        interval = words.between(own.low, own.high)
        return words.say("{side}, {part}: anything within {interval}.", side=name, part=part, interval=interval)

    def too_few(self, gap: Unheard) -> str:
        """Return the sentence for a side that has answered too little."""
        return self.words.count(
            "Too few answers from {side} to say. One more would do.",
            "Too few answers from {side} to say. {n} more would do.",
            gap.more,
            side=self.words.name(gap.side),
        )
