"""
publication.html: what participants and readers see. Words first; numbers only where the publication holds them.

    Publication ─▶ Part (one word) ── statements ── Said ─┬─ text
                                                          ├─ since      "said since publication 2, unchanged"
                                                          └─ row?       numbers, drawn, where they may be shown

Nothing stands here that is not in the `Publication`: no count is made, no order changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from sulh.figures.house import direction
from sulh.figures.strip import Axis, definitions, height, rules, strip
from sulh.model.findings import OwnAnswers, Statement
from sulh.model.publication import Audience, Numbers, Publication, PublishedStatement, Word
from sulh.papers.method import how_to_read
from sulh.papers.page import PageLanguage, page_language, render
from sulh.papers.standings import Lane, Row
from sulh.words.language import mark
from sulh.words.limits import STANDING_WORDS, Limits

NOTICES: dict[Audience, str] = {
    "room": mark(
        "For the people of this dialogue. It says what every side makes of each statement, never who said what."
    ),
    "public": mark("For everyone. It says what every side makes of each statement, never who said what."),
}
HEADINGS: dict[Word | None, tuple[str, str]] = {
    "firm-on-every-side": (
        mark("Firm on every side"),
        mark("Every side, taken by itself, agrees clearly enough to rely on."),
    ),
    "most-on-each-side": (
        mark("Most on each side agree"),
        mark("On every side more than half of those who answered agree."),
    ),
    "most-on-one-side": (
        mark("Most agree on one side, not on every side"),
        mark("Where no numbers stand, it is not said which side."),
    ),
    "no-majority": (mark("No majority on any side"), mark("On no side do most of those who answered agree.")),
    "too-few": (
        mark("Too few answers to say"),
        mark("On some side too few people have answered for anything to be said without pointing at somebody."),
    ),
    None: (mark("The statements"), mark("Nothing counted from answers is said of these.")),
}
SMALL_CIRCLE = (
    mark("The statements"),
    mark(
        "In a circle this small nothing counted from answers leaves the room, so that nobody can be pointed at. "
        "The statements stand here as they were asked; what each side makes of them stays in the conversation."
    ),
)


@dataclass(frozen=True)
class Said:
    """One statement, as far as it may be known."""

    statement: PublishedStatement
    row: Row | None
    standing: str | None


@dataclass(frozen=True)
class Part:
    """The statements of which the same word is said."""

    anchor: str
    heading: str
    lead: str
    said: list[Said]


def publication_html(publication: Publication, *, lang: str = "en") -> str:
    """
    Return a publication as one HTML file that needs no other file, no script and no network.

    Args:
        publication: From `sulh.publish`. Not altered.
        lang: Language of the labels: "en", "fr" or "ar".

    Returns:
        The page. The same publication and language give the same bytes.

    Raises:
        SettingError: If Sulh does not speak the language.
    """
    words = page_language(lang)
    axis = Axis(publication.level, leftward=words.leftward, pass_as=publication.pass_as)
    parts = _parts(publication, words, axis)
    return render(
        "publication.html.j2",
        words,
        publication=publication,
        notice=words.say(NOTICES[publication.audience]),
        facts=_facts(publication, words),
        parts=parts,
        numbers=any(said.row is not None for part in parts for said in part.said),
        mark_says=how_to_read(publication.population, words),
        axis_says=direction(axis, words),
        shared=Markup(definitions(axis)),
        lanes=Markup(rules(len(publication.sides))),
    )


def _facts(publication: Publication, words: PageLanguage) -> list[tuple[str, str | None]]:
    when = publication.when
    return [
        (words.say("How people were chosen"), publication.chosen),
        (words.say("When"), None if not when else words.when(when)),
        (words.say("How they were asked"), publication.how),
        (words.say("Who is missing"), publication.missing),
    ]


def _parts(publication: Publication, words: PageLanguage, axis: Axis) -> list[Part]:
    """Group what is said by its word; statements come in the order of the publication."""
    parts = []
    silent = all(statement.word == "too-few" for statement in publication.statements)
    for word, statements in groupby(publication.statements, key=lambda statement: statement.word):
        heading, lead = SMALL_CIRCLE if silent else HEADINGS[word]
        said = [_said(publication, statement, words, axis) for statement in statements]
        parts.append(Part(word or "statements", words.say(heading), words.say(lead), said))
    return parts


def _said(publication: Publication, statement: PublishedStatement, words: PageLanguage, axis: Axis) -> Said:
    numbers = statement.numbers
    if numbers is None:
        return Said(statement, None, None)
    place = publication.statements.index(statement) + 1
    row = _row(publication, statement, numbers, words, axis, anchor=f"s{place}")
    if statement.word == "firm-on-every-side" or numbers.standing == "refused":  # the heading or the sentence says it
        return Said(statement, row, None)
    return Said(statement, row, words.opening(words.say(STANDING_WORDS[numbers.standing])))


def _row(
    publication: Publication,
    statement: PublishedStatement,
    numbers: Numbers,
    words: PageLanguage,
    axis: Axis,
    *,
    anchor: str,
) -> Row:
    """Draw the numbers that may be shown, as a row of the figure of the house."""
    sides = {
        name: OwnAnswers(own.agree, own.disagree, own.passed, own.answered, own.low, own.high, None)
        for name, own in numbers.sides.items()
    }
    order = [side.name for side in publication.sides]
    lanes = [(order.index(name), own) for name, own in sides.items()]
    invited = {side.name: side.invited for side in publication.sides if side.invited is not None}
    limits = Limits(
        words, publication.level, publication.pass_as, invited if publication.population == "room" else {}, {}
    )
    return Row(
        anchor=anchor,
        id=statement.id,
        text=statement.text,
        lanes=[
            Lane(str(g % 8), words.name(order[g]), own, words.between(own.low or 0.0, own.high or 0.0))
            for g, own in lanes
        ],
        strip=Markup(strip(lanes, axis)),
        height=height(len(lanes)),
        limit=limits.sentence(_as_finding(statement, numbers, sides)),
    )


def _as_finding(statement: PublishedStatement, numbers: Numbers, sides: dict[str, OwnAnswers]) -> Statement:
    """Return what the publication holds in the shape in which a limit is said; what it does not hold stays empty."""
    return Statement(
        id=statement.id,
        text=statement.text,
        score=None,
        score_witness=None,
        standing=numbers.standing,
        witness=numbers.witness,
        refused_by=numbers.refused_by,
        margin=numbers.margin,
        margin_side=numbers.margin_side,
        sides=sides,
        undeclared=None,
    )
