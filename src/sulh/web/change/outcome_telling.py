"""
Outcomes in words: what is known of one, what is doubtful of it, and where many of them lie.

    title_of, summary, facts_of, doubts_of     one outcome
    where_they_lie                             all of them, by kind of change and cell of the RPP matrix
    what_came                                  between two days: which came, of which somebody independent said what
    whose                                      whose work something is: of outcomes, theories and indicators
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup, escape

from sulh.formats.outcome_words import CHANGED_WORDS, DOUBT_WORDS, KIND_WORDS, VERDICT_WORDS, WHO_WORDS
from sulh.formats.track_words import CHANGE_WORDS, QUADRANT_WORDS
from sulh.measurement.outcomes import Since, crossed, denials, doubts
from sulh.model.initiatives import QUADRANTS, Quadrant
from sulh.model.outcomes import KINDS, Kind, Outcome
from sulh.papers.page import PageLanguage
from sulh.store.reads.outcomes import Around
from sulh.web.change.outcome_forms import NOT_SAID
from sulh.words.language import mark

BEARING: Final = {  # (intended, negative)
    (True, False): mark("Aimed at, and for the better"),
    (True, True): mark("Aimed at, and for the worse"),
    (False, False): mark("Not aimed at, and for the better"),
    (False, True): mark("Not aimed at, and for the worse"),
}
DENIED: Final = frozenset({"denied", "disputed"})
WORSE, BY_SOMEBODY = mark("for the worse"), mark("denied")


def title_of(words: PageLanguage, one: Outcome) -> Markup:
    """Return what an outcome is called: its number, and who changed."""
    return words.say("Outcome {n}: {actor}", n=words.number(one.number), actor=words.name(one.actor))


def summary(words: PageLanguage, one: Outcome) -> Markup:
    """Return an outcome in one line: which change, how it bears, what others say."""
    said = [each.verdict for each in one.substantiations]
    told = [
        words.say("{verdict}: {n}", verdict=words.say(text), n=words.number(said.count(key)))
        for key, text in VERDICT_WORDS.items()
        if key in said
    ]
    bearing = words.say(BEARING[one.intended, one.negative])
    return Markup(" · ").join([words.say(CHANGE_WORDS[one.family]), bearing, *told])


def doubts_of(words: PageLanguage, one: Outcome) -> list[Markup]:
    """Return what is doubtful of an outcome, a sentence each."""
    return [_denials(words, one) if code in DENIED else words.say(DOUBT_WORDS[code]) for code in doubts(one)]


def _denials(words: PageLanguage, one: Outcome) -> Markup:
    """Return how many of those who were asked deny an outcome: one person is not many."""
    asked, deny = len(one.substantiations), denials(one)
    if deny == asked:
        return words.count("{n} person was asked, and denies it.", "{n} people were asked, and all deny it.", deny)
    return words.count(
        "{n} of {of} who were asked denies it.", "{n} of {of} who were asked deny it.", deny, of=words.number(asked)
    )


def facts_of(words: PageLanguage, one: Outcome, held: Around) -> list[tuple[Markup, Markup]]:
    """Return what is known of an outcome beside its words; what was not said is told as such."""
    silent = words.say(NOT_SAID)
    sides = words.listing([words.name(held.names[side]) for side in one.sides if side in held.names])
    return [
        (words.say("Who changed"), words.say(WHO_WORDS[one.who])),
        (words.say("What kind of thing"), words.say(CHANGED_WORDS[one.changed])),
        (words.say("Which of the three changes"), words.say(CHANGE_WORDS[one.family])),
        (words.say("Since"), escape(words.when(one.on.isoformat()))),
        (words.say("How it bears"), words.say(BEARING[one.intended, one.negative])),
        (words.say("Our contribution"), words.name(one.contribution) if one.contribution else silent),
        (words.say("What that rests on"), words.name(one.evidence) if one.evidence else silent),
        (words.say("Sides"), sides or silent),
        (words.say("Kind of change"), words.say(KIND_WORDS[one.kind]) if one.kind else silent),
        (words.say("People and kind of change"), words.say(QUADRANT_WORDS[one.quadrant]) if one.quadrant else silent),
        (words.say("Whose work"), whose(words, one.initiative, held)),
    ]


def whose(words: PageLanguage, initiative: str | None, held: Around) -> Markup:
    """Return whose work it is; an initiative that has an owner now is not named here."""
    if initiative is None:
        return words.say("The process as a whole")
    title = held.initiatives.get(initiative)
    return words.name(title) if title else words.say("An initiative that has an owner of its own now")


def where_they_lie(words: PageLanguage, found: Sequence[Outcome]) -> list[tuple[Markup, ...]]:
    """
    Return how many outcomes lie in each kind and each cell, and how many of them are for the worse or denied.

    Nothing where none says in which it lies.
    """
    counts = crossed(found)
    if not any(kind or quadrant for kind, quadrant in counts):
        return []
    worse, denied = crossed(one for one in found if one.negative), crossed(one for one in found if denials(one))

    def cell(at: tuple[Kind | None, Quadrant | None]) -> Markup:
        told = [
            words.say("{what}: {n}", what=words.say(what), n=words.number(of[at]))
            for what, of in ((WORSE, worse), (BY_SOMEBODY, denied))
            if at in of
        ]
        n = words.number(counts.get(at, 0))
        return words.say("{n} ({marks})", n=n, marks=words.listing(told)) if told else escape(n)

    return [
        (
            words.say(KIND_WORDS[kind] if kind else NOT_SAID),
            *(cell((kind, quadrant)) for quadrant in (*QUADRANTS, None)),
        )
        for kind in (*KINDS, None)
    ]


def what_came(words: PageLanguage, found: Since) -> list[tuple[Markup, Markup]]:
    """Return what came between two days, by the numbers of outcomes; a denial stands there like an agreement."""

    def numbers(which: Sequence[int]) -> Markup:
        return words.listing([words.number(one) for one in which]) if which else words.say("no outcome")

    said = [(words.say(VERDICT_WORDS[verdict]), numbers(which)) for verdict, which in found.said.items()]
    return [(words.say("Had changed"), numbers(found.changed)), *said]
