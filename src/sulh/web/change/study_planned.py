"""
A plan in plain words: before it is laid down, what it says and what cannot be told with it; afterwards, what it said.

    form ──before──▶ Before ─┬─ said      compared with whom, the primary outcomes first
                             └─ doubts    nobody to compare with, few groups, many primary outcomes
    StudyShown ──laid_down──▶ the same sentences, of the plan that stands
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from sulh.measurement.attitudes.measures import measures
from sulh.measurement.attitudes.words import GROUPS, WAVES
from sulh.model.studies import Better
from sulh.papers.page import PageLanguage
from sulh.store.reads.studies import StudyShown
from sulh.web.change.study_forms import ADJUSTED_TOO, LOOKED_AT
from sulh.web.change.study_telling import measure_name
from sulh.words.language import mark

MOST_PRIMARY: Final = 3  # beyond this each has to be so large that hardly any is found
FEWEST_GROUPS: Final = 3  # in life, of each side and kind: with fewer hardly any effect can be told
FOR_BETTER: Final = mark("{name} ({wave}): {expected}, for the better")
FOR_WORSE: Final = mark("{name} ({wave}): {expected}, for the worse")
NEITHER: Final = mark("{name} ({wave}): {expected}; no way counts as better")
BETTER: Final[Mapping[tuple[Better, str], str]] = {
    ("higher", "up"): FOR_BETTER,
    ("higher", "down"): FOR_WORSE,
    ("higher", "either"): mark("{name} ({wave}): {expected}; to rise counts as better"),
    ("lower", "up"): FOR_WORSE,
    ("lower", "down"): FOR_BETTER,
    ("lower", "either"): mark("{name} ({wave}): {expected}; to fall counts as better"),
    ("neither", "up"): NEITHER,
    ("neither", "down"): NEITHER,
    ("neither", "either"): NEITHER,
}
NOBODY: Final = mark("Compared with nobody")


@dataclass(frozen=True)
class Before:
    """What is read before a plan is laid down."""

    said: tuple[Markup, ...]
    doubts: tuple[Markup, ...]


def before(
    words: PageLanguage,
    found: StudyShown,
    outcomes: Mapping[tuple[str, str], str],
    compared: Collection[str],
    *,
    adjusted: bool,
) -> Before:
    """Return what a plan would say, and what could not be told with the groups that there are."""
    primary = sum(said.startswith("primary") for said in outcomes.values())
    said = (
        _compared(words, compared),
        words.count("{n} primary outcome", "{n} primary outcomes", primary),
        *_outcomes(words, found, outcomes),
        *([words.say(ADJUSTED_TOO)] if adjusted else []),
    )
    return Before(said, tuple(_doubts(words, found, compared, primary)))


def laid_down(words: PageLanguage, found: StudyShown) -> list[Markup]:
    """Return what the plan of a study says: compared with whom, then the primary outcomes, then the others."""
    if found.plan is None:
        return []
    outcomes = {
        (one.measure, one.wave): f"{'primary' if one.primary else 'other'}:{one.expected}"
        for one in found.plan.outcomes
    }
    adjusted = [words.say(ADJUSTED_TOO)] if found.plan.adjusted else []
    return [_compared(words, found.plan.compared), *_outcomes(words, found, outcomes), *adjusted]


def _compared(words: PageLanguage, compared: Collection[str]) -> Markup:
    kinds = [words.say(text) for key, text in GROUPS.items() if key in compared]
    if not kinds:
        return words.say(NOBODY)
    return words.say("Compared with: {groups}", groups=Markup(" · ").join(kinds))


def _outcomes(words: PageLanguage, found: StudyShown, outcomes: Mapping[tuple[str, str], str]) -> list[Markup]:
    waves = {str(one.number): words.say(WAVES[one.kind]) for one in found.waves}
    ordered = sorted(outcomes.items(), key=lambda one: not one[1].startswith("primary"))
    better = {one.key: one.better for one in measures(found.asked.instrument(), _summed(found))}
    return [
        words.say(
            BETTER[better.get(measure, "neither"), said.rpartition(":")[2]],
            name=measure_name(words, found.asked, measure),
            wave=waves.get(wave, Markup("")),
            expected=words.say(LOOKED_AT[said]),
        )
        for (measure, wave), said in ordered
    ]


def _summed(found: StudyShown) -> frozenset[str]:
    return frozenset(one.item.scale for one in found.asked.questions if one.item.kind == "social_distance")


def _doubts(words: PageLanguage, found: StudyShown, compared: Collection[str], primary: int) -> list[Markup]:
    """Return what this plan cannot tell; groups can still be named afterwards, and the sentences say so."""
    there = {one.arm for one in found.groups}
    doubts = []
    if "participants" not in there:
        doubts.append(words.say("No group of people who take part is named yet: with none, nothing can be told."))
    if not compared or not there & set(compared):
        doubts.append(
            words.say("There is nobody to compare with: what is found is a change, which may have come about anyway.")
        )
    elif _few(found, compared):
        doubts.append(
            words.say(
                "It takes {n} groups of each side, of people who take part and of those they are compared with: with "
                "these, hardly any effect can be told.",
                n=words.number(FEWEST_GROUPS),
            )
        )
    if primary > MOST_PRIMARY:
        doubts.append(
            words.say(
                "More than {n} primary outcomes: the more there are, the larger each has to be before it is told from "
                "chance. Call the others secondary.",
                n=words.number(MOST_PRIMARY),
            )
        )
    return doubts


def _few(found: StudyShown, compared: Collection[str]) -> bool:
    """Whether some side has groups in life, and fewer than needed on one end of the comparison."""
    if not any(one.together for one in found.groups):
        return False
    counted = Counter(
        (one.side, one.arm == "participants") for one in found.groups if one.arm in {*compared, "participants"}
    )
    sides = {one.side for one in found.groups}
    return any(counted[side, taking] < FEWEST_GROUPS for side in sides for taking in (True, False))
