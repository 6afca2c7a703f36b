"""
What to doubt of studies of attitudes, for a page or a file that is read without the pages of their own.

    fell          what got worse that a study measured, told before anything else
    of_studies    what each study says first, and the doubts of what stands in the panel
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from sulh.measurement.attitudes.findings import Estimate
from sulh.papers.page import PageLanguage
from sulh.store.reads.study_reports import ReportShown
from sulh.web.change.doubted import Doubted
from sulh.web.change.study_figures import BESIDE, STUDIES
from sulh.web.change.study_first import about, first, worse
from sulh.web.change.study_sides import among_panels
from sulh.web.change.study_telling import common_doubts, doubts_in, main, of_side


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
    drawn = [said for one in results for said in (one.found, *(of_side(shown, one, each) for each in one.sides))]
    codes = {code for each in drawn if isinstance(each, Estimate) for code in each.doubts}
    yield from among_panels(words, shown)
    yield from about(words, shown)
    yield from first(words, shown)
    yield from doubts_in(words, codes, common_doubts(shown.findings))
