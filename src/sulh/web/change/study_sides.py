"""
What a study says of its sides before any figure: each time which measure it is, and which sides.

    unlike         of which measures those of one side who took part were moved otherwise than those of another
    among_panels   which measure stands among the panels, whether it was planned, and which planned ones do not
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from sulh.measurement.attitudes.findings import Estimate
from sulh.papers.page import PageLanguage
from sulh.store.reads.study_reports import ReportShown
from sulh.web.change.study_figures import BESIDE
from sulh.web.change.study_telling import main, measure_name
from sulh.words.language import mark


def unlike(words: PageLanguage, shown: ReportShown) -> Markup:
    """Return each measure of which two sides were moved unlike, beyond what chance gives, with the two."""
    names = {side.id: words.name(side.name) for side in shown.sides}
    apart = {
        (one.measure, pair.one, pair.other): None
        for one in shown.findings.results
        for pair in one.asymmetry
        if isinstance(pair.found, Estimate) and not pair.found.low <= 0 <= pair.found.high
    }
    told = [
        words.say(
            "{name} ({sides})",
            name=measure_name(words, shown.asked, measure),
            sides=words.listing([names[one], names[other]]),
        )
        for measure, one, other in apart
    ]
    return words.listing(told)


def among_panels(words: PageLanguage, shown: ReportShown) -> Iterator[Markup]:
    """Say which measure of a study stands among the panels, and name those that its plan calls primary, too."""
    names = [measure_name(words, shown.asked, key) for key in main(shown)]
    if not names:
        return
    drawn, others = names[:BESIDE], names[BESIDE:]
    if not any(one.primary for one in shown.findings.results):
        text = mark(
            "Drawn of it is the first measure of which something can be said: {names}. No plan calls it primary."
        )
        yield words.say(text, names=words.listing(drawn))
        return
    text = mark("Drawn of it is what its plan calls primary: {names}. Figures of one side stand beside it, in no plan.")
    yield words.say(text, names=words.listing(drawn))
    if others:
        yield words.say("Primary as well, and on its own page alone: {names}.", names=words.listing(others))
