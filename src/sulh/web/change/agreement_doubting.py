"""What to doubt of how far an agreement is carried out: who scored it, what is not counted, how far coders agree."""

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


def _agreement(words: PageLanguage, one: AgreementOverTime) -> Iterator[Markup]:
    day, last = one.days[-1]
    index = index_of(last)
    yield words.say(APART)
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
    yield from (words.say(text) for text in (ALIKE, BAND, OWED))
