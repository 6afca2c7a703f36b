"""What to doubt of how far an agreement is carried out: who chose and scored, what is not counted, how coders agree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from markupsafe import Markup

from sulh.measurement.implementation.index import index_of
from sulh.papers.page import PageLanguage
from sulh.store.reads.beside import AgreementOverTime
from sulh.web.change.doubted import Doubted
from sulh.web.change.telling import reliability
from sulh.words.language import mark

APART: Final = mark("Two people score without seeing one another; a third looks at what they differ on.")
BAND: Final = mark("A band is told where coders differ. What is not counted is no zero.")
WEIGHTS: Final = mark(
    "The weights of kappa are linear: two scores that lie two steps apart count twice as much as those one step apart."
)
CHOSEN: Final = mark(
    "Facilitators, whose work this may be, cut the agreement into stipulations and chose who scores them; they read no "
    "score before a scoring is closed."
)
EQUAL: Final = mark("All stipulations weigh the same, a law like a meeting.")
OWED: Final = mark("What is not owed yet counts like all the rest.")
OTHERS: Final = mark(
    "Not the same stipulations are counted on every day, so two days are not to be compared as they are."
)
ALIKE: Final = mark(
    "1 is full agreement, 0 what chance gives. High agreement says that a scale is read alike, not that it is read "
    "rightly."
)


def of_agreement(words: PageLanguage, one: AgreementOverTime) -> Doubted:
    """Return what to doubt of how far an agreement is carried out, as of its last coded day."""
    return Doubted(words.name(one.title), tuple(_agreement(words, one)))


def given_up(words: PageLanguage, often: int) -> Markup:
    """Return how many scorings were begun and given up: whoever chooses coders could begin until they like it."""
    if not often:
        return words.say("No scoring of it was given up.")
    return words.count(
        "{n} scoring of it was given up before it was closed, and nothing of it is kept.",
        "{n} scorings of it were given up before they were closed, and nothing of them is kept.",
        often,
    )


def _agreement(words: PageLanguage, one: AgreementOverTime) -> Iterator[Markup]:
    day, last = one.days[-1]
    index = index_of(last)
    yield words.say(APART)
    yield words.say(CHOSEN)
    yield given_up(words, one.given_up)
    if one.differed:
        yield words.count(
            "On the last scored day the two differed on {n} stipulation, and a third looked at it.",
            "On the last scored day the two differed on {n} stipulations, and a third looked at them.",
            one.differed,
        )
    if index.counted < index.of and index.least is not None and index.most is not None:
        yield words.say(
            "On {day} {n} of {of} stipulations are counted. Whatever the others are, all of it lies between {low} and "
            "{high}.",
            day=words.when(day.isoformat()),
            n=words.number(index.counted),
            of=words.number(index.of),
            low=words.share(float(index.least)),
            high=words.share(float(index.most)),
        )
    if len({frozenset(each.stipulation for each in found if each.counts) for _, found in one.days}) > 1:
        yield words.say(OTHERS)
    agreeing = words.say("The two of the last day, weighted kappa")
    yield words.say("{name}: {text}", name=agreeing, text=reliability(words, one.kappa))
    yield from (words.say(text) for text in (ALIKE, WEIGHTS, BAND, OWED, EQUAL))
