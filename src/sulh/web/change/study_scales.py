"""
What the figures of a study are to be read against: scales, how far people were apart, and what no report knows.

    scales      of each measure its scale, which way is better, the spread before, between which means people began
    numbers     the same as numbers, for the workbook
    LEVELS      why it is not told where people stood, and what stands there instead
    ELSE        what a careful reader asks and no figure answers
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor
from typing import Final, NamedTuple

from markupsafe import Markup, escape

from sulh.measurement.attitudes.beginning import began
from sulh.measurement.attitudes.findings import Estimate
from sulh.measurement.attitudes.measures import Measure, measures
from sulh.model.studies import Better
from sulh.papers.page import PageLanguage
from sulh.store.reads.study_reports import ReportShown
from sulh.web.change.study_telling import measure_name
from sulh.words.language import mark

HEADS: Final = (
    mark("What was measured"),
    mark("Scale"),
    mark("Standard deviation before"),
    mark("Mean before, at the widest"),
)
COLUMNS: Final = (
    mark("Lower end"),
    mark("Upper end"),
    mark("Standard deviation before"),
    mark("Mean before, from"),
    mark("Mean before, to"),
)
ENDS: Final[dict[Better, str]] = {
    "higher": mark("From {low} to {high}; more counts as better"),
    "lower": mark("From {low} to {high}; less counts as better"),
    "neither": mark("From {low} to {high}; neither way counts as better"),
}
LEVELS: Final = mark(
    "Where people stood on average is not told, not even roughly: beside the changes, one side could reckon answers of "
    "the other from it. The last column follows from numbers that are told in any case: people who are so far apart "
    "cannot all stand near one end. So how much room a change had is known no better than this."
)
ELSE: Final = (
    mark("Once something has begun, people know whether they take part in it, and may answer accordingly."),
    mark(
        "People who take part may meet those they are compared with. What passes on between them mostly makes an "
        "effect look smaller than it is."
    ),
    mark(
        "What else happened between the waves is in every change, and in an effect too where it did not touch all "
        "groups alike."
    ),
    mark("To be asked once may itself change how somebody answers the next time."),
    mark("Each person counts in the group of their first answers, whether or not they came to what was done."),
    mark(
        "What it would take for a finding to be lost moves those who took part alone: others who were lost are taken "
        "to have done like those who stayed. Bounds move both."
    ),
    mark("Who left a question out is not counted in it. Nothing is filled in for them."),
    mark("Whether a question means the same in each language was not tested here."),
    mark(
        "How alike people of one group answer is not told by itself. It is in every interval that counts groups and "
        "not people."
    ),
    mark(
        "How people were found and chosen, who paid, and whether anybody independent looked at the study beforehand (a "
        "board of ethics, say) is not recorded here. Ask whoever asked them."
    ),
    mark(
        "Whether somebody came to harm by taking part is in no figure of a study. Outcomes and theories of the same "
        "process may tell of it: read them beside this, and ask whoever asked."
    ),
)
HUNDREDTHS: Final = 100


class _Row(NamedTuple):
    """A measure with its spread, and between which means people began; None where no spread is told."""

    measure: Measure
    deviation: float | None
    low: float | None
    high: float | None


def scales(words: PageLanguage, shown: ReportShown) -> list[tuple[Markup, Markup, Markup, Markup]]:
    """Return of each measure its scale, how far people were apart before, and between which means they began."""
    return [
        (
            measure_name(words, shown.asked, one.measure.key),
            words.say(ENDS[one.measure.better], low=_end(words, one.measure.low), high=_end(words, one.measure.high)),
            *_began(words, one),
        )
        for one in _rows(shown)
    ]


def numbers(shown: ReportShown) -> tuple[tuple[float | None, ...], ...]:
    """Return what lies behind each row of `scales`."""
    return tuple((one.measure.low, one.measure.high, one.deviation, one.low, one.high) for one in _rows(shown))


def _rows(shown: ReportShown) -> Iterator[_Row]:
    """Yield each measure once: of its waves the one of most people, whose mean is known best."""
    found = shown.findings
    summed = frozenset(one.scale for one in found.cumulative if one.summed)
    by_key = {one.key: one for one in measures(shown.asked.instrument(), summed)}
    groups = 2 if found.balance else 1
    for key in dict.fromkeys(one.measure for one in found.results if one.measure in by_key):
        measure = by_key[key]
        told = [
            (one.found.n, one.deviation)
            for one in found.results
            if one.measure == key and isinstance(one.found, Estimate) and one.deviation is not None
        ]
        if not told:
            yield _Row(measure, None, None, None)
            continue
        people, deviation = max(told)
        low, high = began(deviation, people, groups, measure.low, measure.high)
        yield _Row(measure, deviation, floor(low * HUNDREDTHS) / HUNDREDTHS, ceil(high * HUNDREDTHS) / HUNDREDTHS)


def _began(words: PageLanguage, one: _Row) -> tuple[Markup, Markup]:
    if one.deviation is None or one.low is None or one.high is None:
        return words.say("Not told."), words.say("Not told.")
    low, high = words.decimal(one.low), words.decimal(one.high)
    return escape(words.decimal(one.deviation)), words.say("between {low} and {high}", low=low, high=high)


def _end(words: PageLanguage, value: float) -> str:
    return words.number(int(value)) if value == int(value) else words.decimal(value)
