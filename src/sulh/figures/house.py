"""
The figure of the house by itself, for notebooks and documents: one row a statement, every side on one axis.

    statement            | none       level         all |  what limits it
    12  Open the bridge  |      ¦    ──────●──          |  side B, 13 of 14;
                         |  ────────◆──────             |  3 fewer would lose it.

The report draws the same strips into its own rows. Also here: the same rows for the statements that divide. A statement
that is firm on every side divides nobody, however much more warmly one of them accepts it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from sulh.figures.canvas import Canvas, wrapped
from sulh.figures.strip import Axis, definitions, height, rules, strip
from sulh.model.findings import STANDINGS, Divide, Findings, OwnAnswers, Statement
from sulh.words.language import Language, language
from sulh.words.limits import STANDING_WORDS, Limits
from sulh.words.text import isolate

WIDTH, MARGIN, GAP = 1000, 20, 28
TEXT, AXIS = 330, 340  # breadths of the columns; the words have what is left
ROUNDING = 1e-6  # of a gap, rounded in the findings
LETTERS = {"text": 44, "words": 32}  # that fit one line of each column
SMALL = 17  # leading of small lines


@dataclass(frozen=True)
class Row:
    """One row of the figure: its statement, lanes, and the words at its end."""

    statement: Statement
    lanes: list[tuple[int, OwnAnswers]]
    words: str


def lanes_of(statement: Statement) -> list[tuple[int, OwnAnswers]]:
    """Return a statement's lanes: every declared side by its number, then -1 for those of no side, if any."""
    lanes = list(enumerate(statement.sides.values()))
    return lanes if statement.undeclared is None else [*lanes, (-1, statement.undeclared)]


def standings(findings: Findings, *, lang: str = "en", most: int | None = None) -> str:
    """
    Draw what every side makes of each statement, sorted by standing.

    Args:
        findings: From `sulh.analyse`.
        lang: Language of the labels: "en", "fr" or "ar".
        most: Number of statements to show at most; None for all.

    Returns:
        One SVG as text: the facilitator's working paper, like the findings themselves.
    """
    words = language(lang)
    limits = Limits.of(findings, words)
    ordered = sorted(findings.statements, key=lambda statement: STANDINGS.index(statement.standing))
    rows = [Row(statement, lanes_of(statement), _standing(limits, statement)) for statement in ordered[:most]]
    return _figure(findings, words, rows, title=headline(findings, words))


def headline(findings: Findings, words: Language) -> str:
    """Return the finding in one line: how many statements are firm on every side."""
    if not findings.sides:
        return words.say("No sides were declared, so nothing can be called common ground.")
    firm = sum(statement.standing == "firm" for statement in findings.statements)
    if len(findings.statements) == 1:
        return (
            words.say("The one statement is firm on every side.")
            if firm
            else words.say("The one statement is not firm on every side.")
        )
    of = words.number(len(findings.statements))
    if not firm:
        return words.say("None of {of} statements is firm on every side.", of=of)
    return words.count(
        "One of {of} statements is firm on every side.",
        "{n} of {of} statements are firm on every side.",
        firm,
        of=of,
    )


def divides(findings: Findings, *, lang: str = "en", most: int | None = 20) -> str:
    """
    Draw the statements where one side's answers exclude another's, the widest gap first.

    Args:
        findings: From `sulh.analyse`.
        lang: Language of the labels.
        most: Number of divides to show at most.

    Returns:
        One SVG as text; without a divide it holds the sentence that says so.
    """
    words = language(lang)
    by_id = {statement.id: statement for statement in findings.statements}
    invited = invited_of(findings)
    rows = [_divide_row(by_id[divide.id], divide, words, invited) for divide in parting(findings)[:most]]
    return _figure(findings, words, rows, title=divided(findings, words))


def firm_ids(findings: Findings) -> set[str]:
    """Return the statements that are firm on every side."""
    return {statement.id for statement in findings.statements if statement.standing == "firm"}


def parting(findings: Findings) -> list[Divide]:
    """Return the divides of statements that are not firm on every side, the widest first."""
    firm = firm_ids(findings)
    return [divide for divide in findings.divides if divide.id not in firm]


def warmer(findings: Findings) -> list[Divide]:
    """Return where all sides accept, one of them more warmly: the divides of firm statements."""
    firm = firm_ids(findings)
    return [divide for divide in findings.divides if divide.id in firm]


def invited_of(findings: Findings) -> dict[str, int]:
    """Return how many were invited on each side of a room; nothing in an open consultation."""
    return {side.name: side.invited for side in findings.sides if side.invited is not None}


def divided(findings: Findings, words: Language) -> str:
    """Return in one line on how many statements the sides part."""
    number = len({divide.id for divide in parting(findings)})
    if not number:
        return words.say("No statement divides the sides beyond doubt.")
    return words.count(
        "On one statement the answers of one side exclude those of another.",
        "On {n} statements the answers of one side exclude those of another.",
        number,
    )


def gap(divide: Divide, words: Language, invited: Mapping[str, int]) -> str:
    """
    Return a divide in words: who lies above whom, and by how much at least.

    Args:
        divide: Two sides and the gap between them.
        words: The reader's language.
        invited: Side -> number invited; in a room the gap is told in people, of as many as the smaller side holds.
    """
    if divide.above in invited and divide.below in invited:
        room = min(invited[divide.above], invited[divide.below])
        return words.count(
            "More agreement from {above} than from {below}, by at least one person in {all}.",
            "More agreement from {above} than from {below}, by at least {n} people in {all}.",
            max(math.floor(divide.gap * room + ROUNDING * room), 1),
            above=words.name(divide.above),
            below=words.name(divide.below),
            all=words.number(room),
        )
    points = max(round(100 * divide.gap), 1)
    return words.count(
        "More agreement from {above} than from {below}, by at least one point in a hundred.",
        "More agreement from {above} than from {below}, by at least {n} points in a hundred.",
        points,
        above=words.name(divide.above),
        below=words.name(divide.below),
    )


def _divide_row(statement: Statement, divide: Divide, words: Language, invited: Mapping[str, int]) -> Row:
    pair = {divide.above, divide.below}
    lanes = [(number, own) for number, (name, own) in enumerate(statement.sides.items()) if name in pair]
    return Row(statement, lanes, gap(divide, words, invited))


def _standing(limits: Limits, statement: Statement) -> str:
    if statement.standing == "refused":  # the sentence says so itself
        return limits.sentence(statement)
    word = limits.words.opening(limits.words.say(STANDING_WORDS[statement.standing]))
    return f"{word}. {limits.sentence(statement)}".strip()


def _figure(findings: Findings, words: Language, rows: list[Row], *, title: str) -> str:
    canvas = Canvas(words, WIDTH)
    canvas.write(MARGIN, 36, [title], kind="b t")
    y = canvas.legend([side.name for side in findings.sides], MARGIN, 62)
    axis = Axis(findings.inputs.options.level, leftward=words.leftward, pass_as=findings.inputs.options.pass_as)
    if rows:
        y = _axis(canvas, axis, y + 14)
    for row in rows:
        y = _row(canvas, axis, row, y)
    alternative = " ".join(f"{isolate(row.statement.text or row.statement.id)}: {row.words}" for row in rows)
    most = max((len(row.lanes) for row in rows), default=1)
    shared = f"{definitions(axis)}<style>{rules(most)}</style>"
    return canvas.finish(y + MARGIN, title=title, alternative=alternative or title, shared=shared)


def direction(axis: Axis, words: Language) -> str:
    """Say which way the axis runs, and what the dashed rule is."""
    share = words.share(axis.level)
    if axis.leftward:
        return words.say(
            "The axis runs from right (nobody agrees) to left (all agree). Dashed rule: {level}.", level=share
        )
    return words.say("The axis runs from left (nobody agrees) to right (all agree). Dashed rule: {level}.", level=share)


def _axis(canvas: Canvas, axis: Axis, y: float) -> float:
    """Write the ends of the axis, and say which way it runs."""
    words, start = canvas.words, MARGIN + TEXT + GAP
    canvas.write(MARGIN, y, [direction(axis, words)], kind="q")
    canvas.write(start, y + 26, [words.say("none")], kind="q")
    canvas.write(start + AXIS - 24, y + 26, [words.say("all")], kind="q")
    return y + 36


def _row(canvas: Canvas, axis: Axis, row: Row, y: float) -> float:
    said = row.statement.text or row.statement.id
    text = wrapped(said, LETTERS["text"], lines=4)
    ending = wrapped_words(row.words)
    lanes = height(len(row.lanes))
    tall = max(19 * len(text), lanes, SMALL * len(ending)) + 18
    start = MARGIN + TEXT + GAP
    edges = "".join(f'<line class="ax" x1="{x}" x2="{x}" y1="0" y2="100%"/>' for x in ("0%", "100%"))
    rule = f'<line class="ax" x1="{MARGIN}" x2="{WIDTH - MARGIN}" y1="{y:g}" y2="{y:g}" stroke-opacity=".5"/>'
    canvas.draw(rule)
    canvas.write(MARGIN, y + 24, text)
    canvas.place(start, y + 9, AXIS, lanes, edges + strip(row.lanes, axis))
    canvas.write(start + AXIS + GAP, y + 24, ending, kind="q", leading=SMALL)
    return y + tall


def wrapped_words(sentence: str) -> list[str]:
    """Return our own sentence in lines of the last column; its isolates are kept whole by wrapping between words."""
    lines: list[str] = [""]
    for word in sentence.split(" "):
        spaced = f"{lines[-1]} {word}".strip()
        if len(spaced) <= LETTERS["words"]:
            lines[-1] = spaced
        else:
            lines.append(word)
    return [line for line in lines if line]
