"""
publication.html: what participants and readers see. Words first; numbers only where the publication holds them.

    Publication ─▶ Part (one word) ── statements ── Said ─┬─ text
                                                          ├─ since      "from publication 2, not judged anew since"
                                                          └─ row?       numbers, drawn, where they may be shown

Nothing stands here that is not in the `Publication`: no count is made, no order changed.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from itertools import groupby

from markupsafe import Markup

from sulh.figures import marks
from sulh.figures.house import direction
from sulh.figures.strip import Axis, definitions, height, rules, strip
from sulh.model.publication import Audience, Numbers, Publication, PublishedStatement, Word
from sulh.papers.method import how_to_read, how_to_read_limits
from sulh.papers.page import PageLanguage, page_language, render
from sulh.papers.standings import Lane, Row
from sulh.words.language import mark
from sulh.words.limits import STANDING_WORDS, Limits

FIRM: Word = "firm-on-every-side"
NOTICES: dict[Audience, str] = {
    "room": mark(
        "For the people of this dialogue. It says what every side makes of each statement, never who said what."
    ),
    "public": mark("For everyone. It says what every side makes of each statement, never who said what."),
}
HEADINGS: dict[Word | None, tuple[str, str]] = {
    "firm-on-every-side": (
        mark("Firm on every side"),
        mark(
            "At least {level} of those who answered on every side agree, allowing for chance; a pass counts as not "
            "agreeing."
        ),
    ),
    "most-on-each-side": (
        mark("Most on each side agree"),
        mark("On every side more than half of those who answered agree."),
    ),
    "most-on-one-side": (
        mark("Most agree on one side, not on every side"),
        mark("On at least one side more than half of those who answered agree, but not on every side."),
    ),
    "no-majority": (mark("No majority on any side"), mark("On no side do most of those who answered agree.")),
    "too-few": (
        mark("Too few answers to say"),
        mark(
            "On some side too few people have answered for anything to be said without pointing at somebody. How many "
            "it takes depends also on what was asked and shared before."
        ),
    ),
    None: (mark("The statements"), mark("Nothing counted from answers is said of these.")),
}
OF_ONE_SIDE: dict[Word | None, tuple[str, str]] = {  # a publication of one side speaks of that side alone
    "firm-on-every-side": (
        mark("Firm on this side"),
        mark(
            "At least {level} of those who answered on this side agree, allowing for chance; a pass counts as not "
            "agreeing."
        ),
    ),
    "most-on-each-side": (
        mark("Most on this side agree"),
        mark("More than half of those who answered on this side agree."),
    ),
    "no-majority": (
        mark("No majority on this side"),
        mark("It is not so that most of those who answered on this side agree."),
    ),
    "too-few": (
        mark("Too few answers to say"),
        mark(
            "Too few people of this side have answered for anything to be said without pointing at somebody. How many "
            "it takes depends also on what was asked and shared before."
        ),
    ),
}
NOTICE_OF_ONE = mark(
    "For the people of this side alone. It says what they make of each statement, never who said what."
)
FIRM_IN_A_ROOM = mark("At least {level} of those invited on every side agree.")
FIRM_ON_ONE_IN_A_ROOM = mark("At least {level} of those invited on this side agree.")
WHICH_SIDE = {  # whether the statements said to divide hold numbers: none, some
    False: mark("It is not said which side."),
    True: mark("Where only words are given, which side is not said."),
}
NOTHING_SAID = (  # true also where one side was told something alone before, and the same for whoever reads it
    mark("The statements"),
    mark(
        "Nothing counted from answers is said here, so that nobody can be pointed at. For something to be said more "
        "people would have to answer; how many it takes depends also on what was asked and shared before. The "
        "statements stand here as they were asked, and what people make of them stays in the conversation."
    ),
)


@dataclass(frozen=True)
class Said:
    """One statement, as far as it may be known; `since` where it alone was said earlier than others."""

    statement: PublishedStatement
    row: Row | None
    standing: str | None
    since: str | None


@dataclass(frozen=True)
class Part:
    """The statements of which the same word is said."""

    anchor: str
    heading: str
    lead: str
    said: list[Said]


@dataclass(frozen=True)
class Contents:
    """
    What a page shows of a publication.

    Attributes:
        notice: For whom it is.
        facts: Who was asked: label and text, None for a gap.
        carried: The sentence that says so where nothing is new.
        silent: Whether nothing counted from answers is said.
        parts: The statements by word.
        numbers: Whether there are rows with numbers, for which the next three stand.
        mark_says, axis_says: How to read a row.
        shared: The shapes that all rows refer to.
    """

    notice: str
    facts: list[tuple[str, str | None]]
    carried: str | None
    silent: bool
    parts: list[Part]
    numbers: bool
    mark_says: str
    axis_says: str
    shared: Markup


def headings(word: Word | None, *, alone: bool) -> tuple[str, str]:
    """
    Return the heading of a word and what it means, both to be said in a language.

    Args:
        word: The word.
        alone: Whether one side is spoken of, or all.
    """
    return OF_ONE_SIDE.get(word, HEADINGS[word]) if alone else HEADINGS[word]


def contents(publication: Publication, words: PageLanguage) -> Contents:
    """Return what a page shows of a publication, in the reader's language."""
    axis = Axis(publication.level, leftward=words.leftward, pass_as=publication.pass_as)
    parts = _parts(publication, words, axis)
    return Contents(
        notice=words.say(NOTICES[publication.audience] if publication.side is None else NOTICE_OF_ONE),
        facts=_facts(publication, words),
        carried=_carried(publication, words),
        silent=all(statement.word in (None, "too-few") for statement in publication.statements),
        parts=parts,
        numbers=any(said.row is not None for part in parts for said in part.said),
        mark_says=words.together([how_to_read(publication.population, words), how_to_read_limits(words)]),
        axis_says=direction(axis, words),
        shared=Markup(definitions(axis)),
    )


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
    shown = contents(publication, words)
    return render(
        "publication.html.j2",
        words,
        publication=publication,
        lanes=Markup(rules(len(publication.sides))),
        **{field.name: getattr(shown, field.name) for field in fields(shown)},
    )


def _facts(publication: Publication, words: PageLanguage) -> list[tuple[str, str | None]]:
    when = publication.when
    return [
        (words.say("How people were chosen"), publication.chosen),
        (words.say("When"), None if not when else words.when(when)),
        (words.say("How they were asked"), publication.how),
        (words.say("Who is missing"), publication.missing),
    ]


def _latest(publication: Publication) -> int | None:
    """Return the number of the publication that said the newest of what stands here; None where nothing is said."""
    return max((statement.since for statement in publication.statements if statement.since is not None), default=None)


def _carried(publication: Publication, words: PageLanguage) -> str | None:
    """Say that everything here was said before, where it was."""
    latest = _latest(publication)
    if latest is None or latest == publication.number:
        return None
    return words.say(
        "Nothing here is new since publication {number}: too few people have answered since for a new word or number "
        "to be safe. It does not mean that opinions stayed the same.",
        number=words.number(latest),
    )


def _parts(publication: Publication, words: PageLanguage, axis: Axis) -> list[Part]:
    """Group what is said by its word; statements come in the order of the publication."""
    parts = []
    silent = all(statement.word == "too-few" for statement in publication.statements)
    for word, group in groupby(publication.statements, key=lambda statement: statement.word):
        statements = list(group)
        heading, lead = NOTHING_SAID if silent else headings(word, alone=publication.side is not None)
        said = [_said(publication, statement, words, axis) for statement in statements]
        spoken = words.say(lead) if silent else _lead(publication, word, statements, words)
        parts.append(Part(word or "statements", words.say(heading), spoken, said))
    return parts


def _lead(
    publication: Publication, word: Word | None, statements: list[PublishedStatement], words: PageLanguage
) -> str:
    """Say what a word means, with the level of this publication."""
    alone = publication.side is not None
    lead = headings(word, alone=alone)[1]
    if word == FIRM and publication.population == "room":
        lead = FIRM_ON_ONE_IN_A_ROOM if alone else FIRM_IN_A_ROOM
    meaning = words.say(lead, level=words.share(publication.level))
    numbers = [statement.numbers is not None for statement in statements]
    if word != "most-on-one-side" or all(numbers):
        return meaning
    return words.together([meaning, words.say(WHICH_SIDE[any(numbers)])])


def _said(publication: Publication, statement: PublishedStatement, words: PageLanguage, axis: Axis) -> Said:
    numbers, since = statement.numbers, _since(publication, statement, words)
    if numbers is None:
        return Said(statement, None, None, since)
    row = _row(publication, statement, numbers, words, axis)
    if statement.word == FIRM or numbers.standing == "refused":  # the heading or the sentence says it
        return Said(statement, row, None, since)
    return Said(statement, row, words.opening(words.say(STANDING_WORDS[numbers.standing])), since)


def _since(publication: Publication, statement: PublishedStatement, words: PageLanguage) -> str | None:
    """Say where one statement was said earlier than others: where all were, one sentence above says it."""
    if statement.since is None or statement.since == publication.number or _latest(publication) != publication.number:
        return None
    return words.say("From publication {number}; not judged anew since.", number=words.number(statement.since))


def _row(
    publication: Publication, statement: PublishedStatement, numbers: Numbers, words: PageLanguage, axis: Axis
) -> Row:
    """Draw the numbers that may be shown, as a row of the figure of the house."""
    order = [side.name for side in publication.sides]
    lanes = [(order.index(name), own) for name, own in numbers.sides.items()]
    in_a_room = publication.population == "room"
    invited = {side.name: side.invited for side in publication.sides if in_a_room and side.invited is not None}
    limits = Limits(words, publication.level, publication.pass_as, invited, {})
    return Row(
        anchor=f"s{publication.statements.index(statement) + 1}",
        id=statement.id,
        text=statement.text,
        lanes=[
            Lane(marks.kind(g).removeprefix("s"), words.name(order[g]), own, words.between(own.low, own.high))
            for g, own in lanes
        ],
        strip=Markup(strip(lanes, axis)),
        height=height(len(lanes)),
        limit=limits.limit(numbers),
    )
