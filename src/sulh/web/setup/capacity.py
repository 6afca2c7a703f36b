"""
What a room of this size can ever show, in sentences: said before a dialogue is created, and afterwards on its own page.

The numbers come from `sulh.disclosure.capacity`, which decides as the publication will. Of answers nothing is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from sulh.designs import Design
from sulh.disclosure.capacity import Capacity, Code, capacity
from sulh.papers.page import PageLanguage
from sulh.papers.publication import headings


@dataclass(frozen=True)
class Shows:
    """
    What pages say.

    Attributes:
        first: The one sentence that matters most.
        words: What can be said of a statement, strongest first; none if nothing computed leaves.
        limits: What cannot be, and which side limits it.
        advice: Of the size this kind was made for.
    """

    first: Markup
    words: tuple[Markup, ...]
    limits: tuple[Markup, ...]
    advice: Markup


def shows(
    words: PageLanguage,
    design: Design,
    names: Mapping[str, str],
    invited: Mapping[str, int | None],
    *,
    k: int,
    level: float,
) -> Shows:
    """
    Return the sentences.

    Args:
        words: The reader's language.
        design: Of the dialogue's kind.
        names: Side -> name.
        invited: Side -> number invited; None in an open consultation: then the size that the kind was made for counts.
        k: Fewest answers a side, by the risk profile.
        level: Share that has to agree for *firm*.
    """
    size = design.typical.people
    people = {side: size.least if number is None else number for side, number in invited.items()}
    alone = design.kind == "caucus"
    found = capacity(people, population=design.population, level=level, k=k, caucus=alone)
    return Shows(
        first=_first(words, found, design, size.least),
        words=tuple(words.say(headings(word, alone=alone)[0]) for word in found.words),
        limits=tuple(_limits(words, found, design, names)),
        advice=words.say(
            "This kind was made for {least} to {most} people of each side.",
            least=words.number(size.least),
            most=words.number(size.most),
        ),
    )


def _first(words: PageLanguage, found: Capacity, design: Design, typical: int) -> Markup:
    if not found.anything:
        return words.count(
            "Nothing counted from answers can leave this room: that takes {n} answer from every side. What the "
            "statements say can leave, and so can criticism, objections and approval.",
            "Nothing counted from answers can leave this room: that takes {n} answers from every side. What the "
            "statements say can leave, and so can criticism, objections and approval.",
            found.k,
        )
    if design.population == "consultation":
        return words.say(
            "Nobody knows yet how many will answer. From {typical} answers of each side on, numbers can often be shown "
            "of a statement, and one of these words:",
            typical=words.number(max(typical, *(side.numbers_from for side in found.sides))),
        )
    if found.numbers:
        return words.say("If all answer, numbers can often be shown of a statement, and one of these words:")
    return words.say("If all answer, words can be shown of a statement, never numbers. It gets one of these:")


def _limits(words: PageLanguage, found: Capacity, design: Design, names: Mapping[str, str]) -> Iterator[Markup]:
    """Say each limit once, with every side that it is true of."""
    sides: dict[tuple[Code, int | None], list[Markup]] = {}
    for limit in found.limits:
        sides.setdefault((limit.code, limit.number), []).append(words.name(names[limit.side]))
    for (code, number), of in sides.items():
        unlike = design.population == "room" and len(of) < len(found.sides)
        if code != "smallest-side" or unlike:
            yield _limit(words, code, number, words.listing(of))


def _limit(words: PageLanguage, code: Code, number: int | None, sides: Markup) -> Markup:
    if code == "no-firm" and number is None:
        return words.say("“Firm on every side” can never be said: too few are invited of {sides}.", sides=sides)
    count = number or 0
    if code == "no-firm":
        return words.count(
            "“Firm on every side” is out of reach if all of {sides} answer; with {n} answer it can be said.",
            "“Firm on every side” is out of reach if all of {sides} answer; with {n} answers it can be said.",
            count,
            sides=sides,
        )
    if code == "text-only":
        return words.count(
            "{sides}: {n} more person is needed for that.",
            "{sides}: {n} more people are needed for that.",
            count,
            sides=sides,
        )
    if code == "no-numbers":
        return words.count(
            "Numbers take {n} answer from each side. Fewer are invited of {sides}.",
            "Numbers take {n} answers from each side. Fewer are invited of {sides}.",
            count,
            sides=sides,
        )
    return words.count(
        "The smallest side limits what can be said of all: {sides}, with {n} invited.",
        "The smallest side limits what can be said of all: {sides}, with {n} invited.",
        count,
        sides=sides,
    )
