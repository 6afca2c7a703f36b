"""
Where the figures of a study come from: who asked and how, by which plan, and what it takes to come to the same.

    reproduced    terms with their values: report, plan, who asked, days, seed, program
    alone         that one account did all of it
    again         who can work it out again, which nobody outside can, and until when
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from markupsafe import Markup, escape

from sulh import __version__
from sulh.instruments import template
from sulh.measurement.attitudes import words as codes
from sulh.measurement.attitudes.drawing import DRAWS
from sulh.model.questionnaire import ASKER
from sulh.model.studies import Correction
from sulh.papers.page import PageLanguage
from sulh.store.reads.study_acts import ANALYSED, SAID, SET_UP, Acts
from sulh.store.reads.study_acts import PLAN as PLAN_LAID
from sulh.store.reads.study_reports import ReportShown
from sulh.store.sealing import in_language
from sulh.web.change.study_plan import (
    CORRECTIONS,
    EARLIER,
    LATER,
    PLANNED,
    compared_with,
    laid_down_before,
    laid_down_on,
)
from sulh.web.change.study_telling import kind_of
from sulh.web.statements.words import language_name
from sulh.words.language import mark

Terms = Iterator[tuple[Markup, Markup]]
SEED: Final = mark(
    "The same answers, plan and number give the same figures. With another number the ends of bounds, and of intervals "
    "that come from many draws, would move: by about a hundredth of their length, and seldom by more than four."
)
INSIDE: Final = mark("Answers can be taken out in no form: nobody outside can work these figures out again.")
ACTS: Final = {
    SET_UP: mark("setting the study up"),
    PLAN_LAID: mark("laying the plan down"),
    SAID: mark("saying how many people are asked"),
    ANALYSED: mark("having it analysed"),
}
OF_SIDES: Final[Correction] = "benjamini_hochberg"  # of asymmetries, whatever a plan says of the results
FAMILIES: Final = (  # planned, primary: results whose p are counted together
    ((True, True), PLANNED[0]),
    ((True, False), PLANNED[1]),
    ((False, False), mark("p of what was not planned")),
)


def reproduced(words: PageLanguage, shown: ReportShown) -> list[tuple[Markup, Markup]]:
    """Return what it takes to come to the same figures: which report, of what, by which plan, number and program."""
    found = shown.findings
    drawn = words.say("not kept") if found.version != __version__ else escape(words.number(DRAWS))
    return [
        (words.say("Report"), words.say("Number {n} of this study", n=words.number(shown.number))),
        (words.say("Made on"), escape(words.when(shown.on.isoformat()))),
        *_plan(words, shown),
        *_asking(words, shown),
        *_who(words, shown),
        (words.say("Level of the intervals"), escape(words.share(found.level))),
        *_corrections(words, shown),
        (words.say("Number with which all drawing begins"), words.name(str(found.seed))),
        (words.say("Draws, where there are too many ways to try all"), drawn),
        (words.say("Fewest people of whom anything is told"), escape(words.number(shown.k))),
        (words.say("Made with Sulh"), words.name(found.version) if found.version else words.say("not kept")),
    ]


def again(words: PageLanguage, shown: ReportShown) -> list[Markup]:
    """Return how far the figures would come out the same, and that nobody outside can try."""
    found = [words.say(SEED), words.say(INSIDE)]
    if shown.gone is not None:
        text = mark("The answers were destroyed on {day}: nobody can work this out again.")
        found.append(words.say(text, day=words.when(shown.gone.isoformat())))
    elif shown.ends is not None:
        text = mark("The answers are destroyed on {day}. From then on it cannot be done here either.")
        found.append(words.say(text, day=words.when(shown.ends.isoformat())))
    return found


def _plan(words: PageLanguage, shown: ReportShown) -> Terms:
    """Yield which plan it was, with whom it compares, and whether it came before the answers, as far as days tell."""
    name = words.say("Plan")
    if shown.findings.plan is None:
        yield name, words.say("None was laid down.")
        return
    yield name, laid_down_on(words, shown)
    yield words.say("Compared with"), compared_with(words, shown.plan)
    before = laid_down_before(shown)
    if before is not None:
        yield words.say("Laid down before the answers"), words.say(EARLIER if before else LATER)


def _asking(words: PageLanguage, shown: ReportShown) -> Terms:
    """Yield who asked, in their own words; what, when, in which languages, and how."""
    asked = shown.asked
    said = [words.name(in_language(dict(asked.asker[part]), words.tag)) for part in ASKER if part in asked.asker]
    yield words.say("Who asked"), words.together(said) if said else words.say("Nobody said who asked.")
    name = words.name(in_language(dict(template(asked.template).name), words.tag))
    yield words.say("Questions"), words.say("{name}, version {n}", name=name, n=words.number(asked.version))
    languages = [words.name(language_name(tag)) for tag in shown.languages]
    yield words.say("Languages in which it was asked"), Markup(" · ").join(languages)
    how = mark(
        "On this machine, on paper, or by a server of forms: these figures do not tell which answer came in which way."
    )
    yield words.say("How it was asked"), words.say(how)
    answered = {one.wave for one in shown.findings.attrition}
    for key in shown.days:
        if key in answered or kind_of(shown, key) == "baseline":
            yield words.say(codes.WAVES[kind_of(shown, key)]), escape(words.when(_span(shown, key)))


def alone(words: PageLanguage, shown: ReportShown) -> list[Markup]:
    """Say that one account did all that the log tells of a study; nothing where it was one thing, or several did."""
    acts = shown.acts
    if acts.accounts != 1 or len(acts.done) == 1:
        return []
    text = mark("One account did all of this: {acts}. Whether anybody else looked at it is not recorded here.")
    return [words.say(text, acts=_acts(words, acts))]


def _who(words: PageLanguage, shown: ReportShown) -> Terms:
    """Yield by how many accounts a study was made, and never by which."""
    acts = shown.acts
    if acts.done:
        told = words.count("{acts}: by {n} account", "{acts}: by {n} accounts", acts.accounts, acts=_acts(words, acts))
        yield words.say("Who did what"), told


def _acts(words: PageLanguage, acts: Acts) -> str:
    return words.listing([words.say(ACTS[act]) for act in acts.done])


def _corrections(words: PageLanguage, shown: ReportShown) -> Terms:
    """Yield of each family of results by which rule their p are put right for how many they are."""
    results = shown.findings.results
    for family, name in FAMILIES:
        one = next((one for one in results if (one.planned, one.primary) == family), None)
        if one is not None:
            yield words.say(name), words.say(CORRECTIONS[one.correction])
    if any(one.asymmetry for one in results):
        yield words.say("p of how unlike the sides were moved"), words.say(CORRECTIONS[OF_SIDES])


def _span(shown: ReportShown, wave: str) -> str:
    return f"{shown.days[wave][1].isoformat()}/{shown.closes[wave].isoformat()}"
