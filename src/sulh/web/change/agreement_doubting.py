"""
What to doubt of how far an agreement is carried out: who chose and scored, what is not counted, how coders agree.

    of_agreement      side by side with it, and in the files of that page
    about             all of it, with its figure, as the table of its stipulations holds it
    compared, owing   of two days of it, of what each side owes
    same_sources      on how many stipulations coders wrote the same down
    given_up          how many scorings were begun and given up
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from markupsafe import Markup

from sulh.measurement.implementation.coded import Coded
from sulh.measurement.implementation.index import index_of, over_same
from sulh.papers.page import PageLanguage
from sulh.store.reads.beside import AgreementOverTime
from sulh.store.reads.implementation import Standing, StipulationRead
from sulh.web.change.doubted import Doubted
from sulh.web.change.telling import over_days, reliability, told
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
UNLIKE: Final = mark("Sides owe different things, or the same ones together: these figures are not to be compared.")
ALIKE: Final = mark(
    "1 is full agreement, 0 what chance gives. High agreement says that a scale is read alike, not that it is read "
    "rightly."
)


def of_agreement(words: PageLanguage, one: AgreementOverTime) -> Doubted:
    """Return what to doubt of how far an agreement is carried out, as of its last coded day."""
    return Doubted(words.name(one.title), tuple(_agreement(words, one)))


def about(words: PageLanguage, found: Standing) -> list[str]:
    """Return what is to be told of a table of stipulations: of which, as of which day, how far, and what to doubt."""
    told_of = [words.say("{title}: how far it is carried out", title=words.name(found.title))]
    if found.kappa is None or not found.days:
        return [one.striptags() for one in (*told_of, words.say("Nothing is scored yet."))]
    band, counted = told(words, found.points[-1].index)
    day = words.say("As of {day}:", day=words.when(found.days[-1][0].isoformat()))
    told_of.append(words.together([day, Markup("{} · {}").format(band, counted)]))
    told_of += _agreement(
        words,
        AgreementOverTime(found.id, found.title, found.days, found.kappa, found.differed, found.given_up),
    )
    if found.alpha is not None:
        of_all = words.say("All of all days, Krippendorff's alpha")
        told_of.append(words.say("{name}: {text}", name=of_all, text=over_days(words, found.alpha)))
    told_of += [*same_sources(words, found.stipulations), *owing(words, found.stipulations)]
    return [one.striptags() for one in told_of]


def given_up(words: PageLanguage, often: int) -> Markup:
    """Return how many scorings were begun and given up: whoever chooses coders could begin until they like it."""
    if not often:
        return words.say("No scoring of it was given up.")
    return words.count(
        "{n} scoring of it was given up before it was closed, and nothing of it is kept.",
        "{n} scorings of it were given up before they were closed, and nothing of them is kept.",
        often,
    )


def compared(words: PageLanguage, days: Sequence[tuple[date, Sequence[Coded]]]) -> Iterator[Markup]:
    """Yield that days are not to be compared as they stand, and what can be; nothing where all count the same."""
    if len({frozenset(one.stipulation for one in found if one.counts) for _, found in days}) <= 1:
        return
    yield words.say(OTHERS)
    before, after = over_same(days[0][1], days[-1][1])
    if before.counted:
        yield words.count(
            "Over the {n} stipulation that is counted on the first day and on the last: {before}, then {after}.",
            "Over the {n} stipulations that are counted on the first day and on the last: {before}, then {after}.",
            before.counted,
            before=told(words, before)[0],
            after=told(words, after)[0],
        )


def owing(words: PageLanguage, found: Sequence[StipulationRead]) -> Iterator[Markup]:
    """Yield what is to be known of figures by the side that owes it: what counts with several, and with none."""
    together = sum(len(one.value.sides) > 1 for one in found)
    nobody = sum(not one.value.sides for one in found)
    if together:
        yield words.count(
            "{n} of {of} stipulations is owed by several sides, and counts with each of them.",
            "{n} of {of} stipulations are owed by several sides, and count with each of them.",
            together,
            of=words.number(len(found)),
        )
    if nobody:
        yield words.count(
            "{n} stipulation that no side owes stands in no row.",
            "{n} stipulations that no side owes stand in no row.",
            nobody,
        )
    yield words.say(UNLIKE)


def same_sources(words: PageLanguage, found: Sequence[StipulationRead]) -> Iterator[Markup]:
    """Yield on how many stipulations that count coders wrote the same source, and how far one source reaches."""
    counted = [one for one in found if one.coded.counts]
    of = words.number(len(counted))
    alike = sum(len(one.sources) == 1 for one in counted)
    yield words.count(
        "On {n} of {of} stipulations that are counted, coders wrote the same source, word for word.",
        "On {n} of {of} stipulations that are counted, coders wrote the same source, word for word.",
        alike,
        of=of,
    )
    often = Counter(source for one in counted for source in one.sources).most_common(1)
    if often and often[0][1] > 1:
        yield words.say("One source stands on {n} of {of}.", n=words.number(often[0][1]), of=of)


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
    yield from compared(words, one.days)
    agreeing = words.say("The two of the last day, weighted kappa")
    yield words.say("{name}: {text}", name=agreeing, text=reliability(words, one.kappa))
    yield from (words.say(text) for text in (ALIKE, WEIGHTS, BAND, OWED, EQUAL))
