"""
What to doubt of each series that stands side by side: for the page, and for files that are read without it.

    fell           what got worse that a study measured, told before anything else
    of_studies     what each study says first, and the doubts of what stands in the panel
    of_ties        what ties always leave open, and what is doubtful of these
    of_agreement   who scored it, of how much nothing counts, how far its coders agree

Each says what the page of its own says first; a reader of a file has no other page beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from markupsafe import Markup

from sulh.measurement.attitudes.findings import Estimate
from sulh.measurement.implementation.index import index_of
from sulh.measurement.structures.words import CAUTIONS, DOUBTS
from sulh.papers.page import PageLanguage
from sulh.store.reads.beside import AgreementOverTime
from sulh.store.reads.structures import OverTime
from sulh.store.reads.studies import ReportShown
from sulh.web.change.structures_series import AS_KNOWN, BESIDE_CHANCE, LINE
from sulh.web.change.study_beside import about
from sulh.web.change.study_figures import BESIDE, STUDIES
from sulh.web.change.study_telling import common_doubts, doubts_in, first, main, worse
from sulh.web.change.telling import reliability
from sulh.words.language import mark

LISTED: Final = mark("Only actors and ties that the map lists are counted. What only an owner named is not.")
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


class Doubted(NamedTuple):
    """A study, the ties or an agreement, with what is to be doubted of it."""

    name: Markup
    texts: tuple[Markup, ...]


def fell(words: PageLanguage, found: Sequence[ReportShown]) -> list[Markup]:
    """Return for each study in the panels what of all that it measured got worse, whether or not it is drawn."""
    return [
        words.say("{name}: {text}", name=words.name(one.title), text=text)
        for one in found[:STUDIES]
        for text in worse(words, one)
    ]


def of_studies(words: PageLanguage, found: Sequence[ReportShown]) -> list[Doubted]:
    """Return for each study in the panels what its page says first, and the doubts of its main measure."""
    return [Doubted(words.name(one.title), tuple(_study(words, one))) for one in found[:STUDIES]]


def _study(words: PageLanguage, shown: ReportShown) -> Iterator[Markup]:
    results = [one for one in shown.findings.results if one.measure in main(shown)[:BESIDE]]
    sides = [each.found for one in results for each in one.sides if isinstance(each.found, Estimate)]
    codes = {code for each in sides for code in each.doubts}
    yield from about(words, shown)
    yield from first(words, shown)
    yield from doubts_in(words, codes, common_doubts(shown.findings))


def of_ties(words: PageLanguage, found: OverTime) -> list[Doubted]:
    """Return what to doubt of the index of ties; nothing where there is none."""
    told = [one.index for one in found.days if one.index.value is not None]
    if not told:
        return []
    codes = dict.fromkeys((*found.doubts, *told[-1].doubts))
    silent = len(found.days) - len(told)
    texts = [
        *(words.say(DOUBTS[code]) for code in codes),
        *([_silent(words, silent)] if silent else []),
        *(
            words.say(text)
            for text in (LISTED, AS_KNOWN[found.exact], LINE, CAUTIONS["missing"], BESIDE_CHANCE, CAUTIONS["cause"])
        ),
    ]
    return [Doubted(words.say("Ties across the sides"), tuple(texts))]


def _silent(words: PageLanguage, days: int) -> Markup:
    return words.count(
        "Of {n} day nothing is told: there were no ties, or too few to tell of them.",
        "Of {n} days nothing is told: there were no ties, or too few to tell of them.",
        days,
    )


def of_agreement(words: PageLanguage, one: AgreementOverTime) -> Doubted:
    """Return what to doubt of how far an agreement is carried out, as of its last coded day."""
    return Doubted(words.name(one.title), tuple(_agreement(words, one)))


def _agreement(words: PageLanguage, one: AgreementOverTime) -> Iterable[Markup]:
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
