"""
What those who were lost could change: bounds, why there are none, what it would take, and where one side lost unevenly.

    could_change    of one result: its bounds, or why none stand there; what it would take for a finding to be lost
    uneven          sides of which more were lost in one group than in the other, from counts that are told in any case
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from markupsafe import Markup

from sulh.measurement.attitudes import words as codes
from sulh.measurement.attitudes.attrition import MUCH_MORE
from sulh.measurement.attitudes.findings import Estimate, Lost, Result, Tipping
from sulh.measurement.attitudes.measures import Measure, measures
from sulh.papers.page import PageLanguage
from sulh.store.reads.study_reports import ReportShown
from sulh.web.change.study_behind import Behind, numbered, signed
from sulh.words.language import mark

LITTLE: Final = 0.1  # of the length of a scale: of what it would take for a finding to be lost
OF_A_CHANGE: Final = mark("Bounds for those who were lost are told of effects alone, and this is a change.")
NOBODY_LOST: Final = mark(
    "No bounds for those who were lost: nobody who had answered it at first was lost, or too few are left to reckon "
    "with."
)
NOT_CUT: Final = mark(
    "What follows if taking part made people stay, or made them leave, but never both, is not told: fewer than {k} "
    "would have to be cut off, or too few people or groups are left."
)
LOST: Final = mark(
    "For the finding to be lost, those who took part and were lost would have to have moved {n} further the other way "
    "than those of them who stayed."
)
TOO_FAR: Final = mark("The scale is not long enough for that.")
NEAR: Final = mark("That is less than a tenth of the scale: it takes little.")


class Uneven(NamedTuple):
    """A side, with the share that was lost of those who took part and of those they are compared with."""

    side: str
    participants: float
    compared: float


def could_change(
    words: PageLanguage, shown: ReportShown, one: Result, doubts: tuple[Markup, ...]
) -> Iterator[tuple[Markup, Behind]]:
    """Yield what those who were lost could change, or why that is not told; nothing where nothing is said of all."""
    if not isinstance(one.found, Estimate):
        return
    change = one.kind == "change"
    if change or not one.bounds:
        yield words.say(OF_A_CHANGE if change else NOBODY_LOST), Behind()
    for bound in one.bounds:
        text = words.say(
            "{assumption} The effect lies between {low} and {high}.",
            assumption=words.say(codes.ASSUMPTIONS[bound.assumption]),
            low=signed(words, bound.outer_low),
            high=signed(words, bound.outer_high),
        )
        yield text, Behind(doubts=doubts, low=numbered(bound.outer_low), high=numbered(bound.outer_high))
    if one.bounds and not any(bound.assumption == "one-way" for bound in one.bounds):
        yield words.say(NOT_CUT, k=words.number(shown.k)), Behind()
    if one.tipping is not None:
        yield _tips(words, one.tipping, scale_of(shown, one.measure)), Behind(doubts=doubts)


def uneven(shown: ReportShown, wave: str) -> Iterator[Uneven]:
    """Yield each side of which more were lost in one group than the other by a wave, where its counts are told."""
    lost = next((each.lost for each in shown.findings.attrition if each.wave == wave), ())
    plan = shown.plan if shown.findings.plan else None
    compared = plan.compared if plan else ("comparison", "wait_list")
    for side in dict.fromkeys(one.side for one in lost):
        mine = [one for one in lost if one.side == side and one.asked != 0]
        shares = [
            _share([one for one in mine if one.group in of], shown.k) for of in (("participants",), tuple(compared))
        ]
        theirs, others = shares
        if theirs is not None and others is not None and abs(theirs - others) >= MUCH_MORE:
            yield Uneven(side, theirs, others)


def scale_of(shown: ReportShown, key: str) -> Measure | None:
    """Return a measure of a report with the ends of its scale; None where its questions do not have it any more."""
    summed = frozenset(one.scale for one in shown.findings.cumulative if one.summed)
    return next((one for one in measures(shown.asked.instrument(), summed) if one.key == key), None)


def _tips(words: PageLanguage, tipping: Tipping, scale: Measure | None) -> Markup:
    text = [words.say(LOST, n=signed(words, tipping.unclear))]
    if not tipping.possible:
        text.append(words.say(TOO_FAR))
    elif scale is not None and tipping.unclear < LITTLE * (scale.high - scale.low):
        text.append(words.say(NEAR))
    return words.together(text)


def _share(lost: Sequence[Lost], k: int) -> float | None:
    """Return which share was lost; None of nobody, and where some are few."""
    if not lost or any(one.asked is None or one.answered is None or 0 < one.answered < k for one in lost):
        return None
    return 1 - sum(one.answered or 0 for one in lost) / sum(one.asked or 0 for one in lost)
