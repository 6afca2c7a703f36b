"""
The statements by standing, each as one row of the figure of the house; the divides; what has not been heard.

    Section ── rows ─┬─ anchor, number, text
                     ├─ lanes   each side's own answers in words
                     ├─ strip   the same, drawn
                     └─ limit   what limits it, in one sentence
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sulh.figures import marks
from sulh.figures.house import gap, lanes_of, parting, warmer
from sulh.figures.strip import Axis, definitions, height, rules, strip
from sulh.model.findings import STANDINGS, Divide, Findings, Standing, Statement
from sulh.papers.page import PageLanguage
from sulh.words.language import mark
from sulh.words.limits import Limits, Own
from sulh.words.text import shorten

HEADINGS: dict[Standing, tuple[str, str]] = {
    "firm": (
        mark("Firm on every side"),
        mark(
            "Every side's own answers reach {level}, uncertainty included. These are the candidates for common ground; "
            "leave out statements in which people tell about themselves."
        ),
    ),
    "likely": (
        mark("Likely"),
        mark(
            "On every side at least {level} of those who answered agree, but on at least one side there is not enough "
            "to rely on."
        ),
    ),
    "not-yet-known": (
        mark("Not yet known"),
        mark("At least one side has answered too little, or is too divided within itself."),
    ),
    "refused": (
        mark("Refused by a side"),
        mark("On at least one side more people reject than accept. None of these is common ground, whatever its rank."),
    ),
}
# In a room a statement is also refused when the level can no longer be reached, without more rejecting than accepting.
REFUSED_IN_A_ROOM = (
    mark("Refused or out of reach"),
    mark(
        "On at least one side more people reject than accept, or too few are left to reach {level}; each row says "
        "which. None of these is common ground, whatever its rank."
    ),
)
NONE_HERE: dict[Standing, str] = {
    "firm": mark("No statement is firm yet."),
    "likely": mark("No statement is likely."),
    "not-yet-known": mark("Of every statement something can be said."),
    "refused": mark("No side refuses a statement."),
}
NONE_REFUSED_IN_A_ROOM = mark("No side refuses a statement, and every statement can still reach {level}.")
WITHOUT_SIDES = mark("Without sides there is no standing: here is what all who answered make of each statement.")
SHOWN_DIVIDES = 12  # drawn; the next follow in words, the rest stays in findings.json
LISTED_DIVIDES = 60
LISTED_WARMER = 20  # statements that all accept, one side more warmly
UNFOLDED = 10  # rows of the weaker standings that are open at once; the others unfold
FOLDED: tuple[Standing, ...] = ("not-yet-known", "refused")
TEXTS_UP_TO = 40  # gaps; beyond, the unheard are listed by number alone
SHORT = 90  # letters of a statement where it is only named


@dataclass(frozen=True)
class Lane:
    """One side's own answers in words."""

    kind: str
    label: str
    own: Own
    interval: str | None


@dataclass(frozen=True)
class Row:
    """One statement."""

    anchor: str
    id: str
    text: str | None
    lanes: list[Lane]
    strip: Markup
    height: int
    limit: str


@dataclass(frozen=True)
class Section:
    """The statements of one standing."""

    standing: Standing
    heading: str
    lead: str
    rows: list[Row]
    folded: list[Row]

    def __len__(self) -> int:
        """How many statements have this standing."""
        return len(self.rows) + len(self.folded)


class Statements:
    """All statements of one report, by standing and by what divides them."""

    def __init__(self, findings: Findings, words: PageLanguage) -> None:
        """Give every statement its place in the file and its sentence."""
        options = findings.inputs.options
        self.findings = findings
        self.words = words
        self.limits = Limits.of(findings, words)
        self.axis = Axis(options.level, leftward=words.leftward, pass_as=options.pass_as)
        self.parting, self.warmer = parting(findings), warmer(findings)
        self.anchors = {statement.id: f"s{place}" for place, statement in enumerate(findings.statements, 1)}
        self.by_id = {statement.id: statement for statement in findings.statements}

    def shared(self) -> Markup:
        """Return the shapes that every strip refers to."""
        return Markup(definitions(self.axis))

    def lanes(self) -> Markup:
        """Return the rules of style that place the lanes of every strip."""
        return Markup(rules(len(self.findings.sides) + 1))

    def sections(self) -> list[Section]:
        """Return one section a standing, the strongest first; empty ones say so. Without sides there is one for all."""
        if not self.findings.sides:
            rows = [self._row(statement) for statement in self.findings.statements]
            return [Section("not-yet-known", self.words.say("The statements"), self.words.say(WITHOUT_SIDES), rows, [])]
        return [self._section(standing) for standing in STANDINGS]

    def _section(self, standing: Standing) -> Section:
        rows = [self._row(statement) for statement in self.findings.statements if statement.standing == standing]
        heading, lead, none = self._spoken(standing)
        level = self.words.share(self.axis.level)
        open_at_once = UNFOLDED if standing in FOLDED else len(rows)
        return Section(
            standing,
            self.words.say(heading),
            self.words.say(lead if rows else none, level=level),
            rows[:open_at_once],
            rows[open_at_once:],
        )

    def _spoken(self, standing: Standing) -> tuple[str, str, str]:
        """Return heading, lead, and what stands where no statement has this standing."""
        if standing == "refused" and self.findings.inputs.population == "room":
            return (*REFUSED_IN_A_ROOM, NONE_REFUSED_IN_A_ROOM)
        return (*HEADINGS[standing], NONE_HERE[standing])

    def _row(self, statement: Statement) -> Row:
        return self._drawn(statement, lanes_of(statement), self.anchors[statement.id], self.limits.sentence(statement))

    def _drawn(self, statement: Statement, lanes: Sequence[tuple[int, Own]], anchor: str, limit: str) -> Row:
        names = list(statement.sides)
        return Row(
            anchor=anchor,
            id=statement.id,
            text=statement.text,
            lanes=[self._lane(side, names, own) for side, own in lanes],
            strip=Markup(strip(lanes, self.axis)),
            height=height(len(lanes)),
            limit=limit,
        )

    def _lane(self, side: int, names: list[str], own: Own) -> Lane:
        known = own.low is not None and own.high is not None
        if side >= 0:
            label: str = self.words.name(names[side])
        else:
            label = self.words.say("no side") if names else self.words.say("all who answered")
        interval = self.words.between(own.low or 0.0, own.high or 0.0) if known else None
        return Lane(marks.kind(side).removeprefix("s"), label, own, interval)

    def divides(self) -> list[Row]:
        """Return the widest divides, each pair of sides once, drawn with these two sides only."""
        rows = []
        for number, divide in enumerate(self.parting[:SHOWN_DIVIDES], 1):
            statement = self.by_id[divide.id]
            pair = [
                (g, own)
                for g, (name, own) in enumerate(statement.sides.items())
                if name in (divide.above, divide.below)
            ]
            rows.append(self._drawn(statement, pair, f"d{number}", self._gap(divide)))
        return rows

    def further_divides(self) -> list[tuple[str, str]]:
        """Return the next divides: number of the statement, and the divide in words."""
        return [(divide.id, self._gap(divide)) for divide in self.parting[SHOWN_DIVIDES:LISTED_DIVIDES]]

    def unlisted_divides(self) -> int:
        """How many divides are left to findings.json."""
        return max(len(self.parting) - LISTED_DIVIDES, 0) + max(len(self.warmer) - LISTED_WARMER, 0)

    def accepted_by_all(self) -> list[tuple[str, str]]:
        """Return the firm statements that one side accepts more warmly: number, and who by how much."""
        return [(divide.id, self._gap(divide)) for divide in self.warmer[:LISTED_WARMER]]

    def _gap(self, divide: Divide) -> str:
        return gap(divide, self.words, self.limits.invited)

    def unheard(self) -> list[tuple[str, list[tuple[str, list[str]]]]]:
        """Return for every side with gaps: how many more answers would do, and for which statements."""
        by_side: dict[str, dict[int, list[str]]] = {}
        for missing in self.findings.unheard:
            by_side.setdefault(missing.side, {}).setdefault(missing.more, []).append(missing.id)
        return [
            (side, [(self._would_do(more), ids) for more, ids in sorted(by_more.items())])
            for side, by_more in sorted(by_side.items())
        ]

    def _would_do(self, more: int) -> str:
        return self.words.count("One more answer would do:", "{n} more answers would do:", more)

    def named(self) -> bool:
        """Whether the unheard are few enough to be listed with their texts."""
        return len(self.findings.unheard) <= TEXTS_UP_TO

    def short(self, identifier: str) -> str | None:
        """Return the beginning of a statement's text, where it is only named."""
        text = self.by_id[identifier].text if identifier in self.by_id else None
        return None if text is None else shorten(text, SHORT)
