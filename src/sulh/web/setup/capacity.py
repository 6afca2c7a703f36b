"""
What a room of this size can ever show, in sentences: said before a dialogue is created, and afterwards on its own page.

The numbers come from `sulh.disclosure.capacity`, which decides as the publication will. Of answers nothing is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from sulh.designs import Design
from sulh.disclosure.capacity import Capacity, Limit, capacity
from sulh.papers.page import PageLanguage
from sulh.papers.publication import HEADINGS


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
    found = capacity(people, population=design.population, level=level, k=k, caucus=design.kind == "caucus")
    return Shows(
        first=_first(words, found, design, size.least),
        words=tuple(words.say(HEADINGS[word][0]) for word in found.words),
        limits=tuple(_limit(words, limit, names) for limit in found.limits if _tells(limit, found, design)),
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


def _tells(limit: Limit, found: Capacity, design: Design) -> bool:
    """Whether a limit is worth a sentence: of one side, or of a size nobody knows, none is the smallest."""
    if limit.code != "smallest-side":
        return True
    people = {side.invited for side in found.sides}
    return design.population == "room" and len(people) > 1


def _limit(words: PageLanguage, limit: Limit, names: Mapping[str, str]) -> Markup:
    side, number = words.name(names[limit.side]), limit.number
    if limit.code == "no-firm" and number is None:
        return words.say("{side} is too small for “Firm on every side”, whatever its people answer.", side=side)
    count = number or 0
    if limit.code == "no-firm":
        return words.count(
            "“Firm on every side” is out of reach if everybody on {side} answers; with {n} answer it can be said.",
            "“Firm on every side” is out of reach if everybody on {side} answers; with {n} answers it can be said.",
            count,
            side=side,
        )
    if limit.code == "text-only":
        return words.count("{side} lacks {n} person for that.", "{side} lacks {n} people for that.", count, side=side)
    if limit.code == "no-numbers":
        return words.count(
            "Numbers take {n} answer from {side}.", "Numbers take {n} answers from {side}.", count, side=side
        )
    return words.count(
        "{side} is the smallest side, with {n} invited: it limits what can be said of all.",
        "{side} is the smallest side, with {n} invited: it limits what can be said of all.",
        count,
        side=side,
    )
