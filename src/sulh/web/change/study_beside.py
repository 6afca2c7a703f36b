"""
What stands beside the results of a study: how far apart the groups were before, who was lost, what lists estimate.

    balance       how far apart the groups were before anything began
    apart         by which rule they are said to have differed
    attrition     who was lost, by group and side; small numbers are told as small
    leaving       which share of each group was lost, and whether one lost more
    listed        list experiments: shares, and why they may not be relied on
    cumulative    whether closeness builds on closeness, so that it may be summed
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from markupsafe import Markup, escape

from sulh.measurement.attitudes import words as codes
from sulh.measurement.attitudes.attrition import FAR_APART, MUCH_MORE, differs
from sulh.measurement.attitudes.findings import Attrition, Lost, Unsaid
from sulh.papers.page import PageLanguage
from sulh.store.reads.study_reports import ReportShown
from sulh.web.change.study_lost import uneven
from sulh.web.change.study_telling import doubts_in, kind_of, measure_name, said
from sulh.words.language import mark

WHOSE: Final = {  # of whom a list experiment tells
    "participants": mark("People who take part"),
    "compared": mark("People who do not take part"),
    "difference": mark("The difference"),
}


def balance(words: PageLanguage, shown: ReportShown) -> list[tuple[Markup, Markup, Markup]]:
    """Return how far those who took part were from the others at first, measure by measure."""
    return [
        (
            measure_name(words, shown.asked, one.measure),
            said(words, one.found),
            escape("" if one.standardised is None else words.decimal(one.standardised)),
        )
        for one in shown.findings.balance
    ]


def cumulative(words: PageLanguage, shown: ReportShown) -> list[Markup]:
    """Return of every scale of closeness whether its answers build on one another, where they do so least."""
    found = []
    for one in shown.findings.cumulative:
        if one.reproducibility is None or one.by_chance is None:
            continue
        verdict = mark("It may be summed.") if one.summed else mark("It is not summed: only its questions are told.")
        found.append(
            words.say(
                "The number of acceptances foretells {share} of answers; chance alone would give {chance}. {verdict}",
                share=words.share(one.reproducibility),
                chance=words.share(one.by_chance),
                verdict=words.say(verdict),
            )
        )
    return found


def attrition(words: PageLanguage, shown: ReportShown) -> list[tuple[Markup, Markup, Markup]]:
    """Return who was lost by each wave, by group and side; small numbers are told as small."""
    names = {side.id: side.name for side in shown.sides}
    rows = []
    for each in shown.findings.attrition:
        when = words.say(codes.WAVES[kind_of(shown, each.wave)])
        for one in (one for one in each.lost if one.asked != 0):
            group, side = words.say(codes.GROUPS[one.group]), words.name(names[one.side])
            answered, asked = (_few(words, number, shown.k) for number in (one.answered, one.asked))
            who = words.say("{group}, {side}", group=group, side=side)
            rows.append((who, when, words.say("{n} of {of}", n=answered, of=asked)))
    return rows


def counts(shown: ReportShown) -> Iterator[tuple[int | None, int | None]]:
    """Yield the numbers of each row of `attrition`, of small ones none."""
    for each in shown.findings.attrition:
        for one in (one for one in each.lost if one.asked != 0):
            yield _not_few(one.asked, shown.k), _not_few(one.answered, shown.k)


def listed(words: PageLanguage, shown: ReportShown) -> list[tuple[Markup, Markup, Markup]]:
    """Return what list experiments estimate: of whom and when, the share, and why it may not be relied on."""
    return [
        (
            words.say(
                "{wave}: {who}", wave=words.say(codes.WAVES[kind_of(shown, one.wave)]), who=words.say(WHOSE[one.group])
            ),
            said(words, one.found),
            words.together(doubts_in(words, (*one.found.doubts, *one.doubts))),
        )
        for one in shown.findings.lists
    ]


def apart(words: PageLanguage) -> Markup:
    """Return by which rule groups are said to have differed before anything began."""
    rule = mark(
        "It is said of a measure that the groups differed before where the interval does not reach nothing, or where "
        "they were {n} standard deviations apart or more."
    )
    return words.say(rule, n=words.decimal(FAR_APART))


def leaving(words: PageLanguage, shown: ReportShown) -> list[Markup]:
    """Return of each wave which share of each kind of group was lost, and whether one lost more than the other."""
    return [text for each in shown.findings.attrition for text in _leaving(words, shown, each)]


def _leaving(words: PageLanguage, shown: ReportShown, one: Attrition) -> Iterator[Markup]:
    shares = [
        words.say("{group}: {text}", group=words.say(codes.GROUPS[group]), text=share)
        for group in codes.GROUPS
        if (share := _lost_of(words, [each for each in one.lost if each.group == group], shown.k)) is not None
    ]
    when = words.say(codes.WAVES[kind_of(shown, one.wave)])
    if shares:
        yield words.say("{wave}: lost by then. {shares}", wave=when, shares=words.together(shares))
    if one.by_group is None:
        return
    if isinstance(one.by_group, Unsaid):
        said_ = mark("{wave}: whether more were lost among those who took part than among the others cannot be told.")
    elif differs(one.by_group, MUCH_MORE):
        said_ = mark(
            "{wave}: more were lost in one group than in the other, by more than chance gives or by {n} or more."
        )
    else:
        said_ = mark(
            "{wave}: of all sides together the groups lost alike, as far as chance tells, and differ by less than {n}."
        )
    yield words.say(said_, wave=when, n=words.share(MUCH_MORE))
    names = {side.id: side.name for side in shown.sides}
    of_side = mark("{wave}, {side}: {one} of those who took part were lost, and {other} of the others.")
    for each in uneven(shown, one.wave):
        one_share, other = words.share(each.participants), words.share(each.compared)
        yield words.say(of_side, wave=when, side=words.name(names[each.side]), one=one_share, other=other)


def _lost_of(words: PageLanguage, lost: Sequence[Lost], k: int) -> Markup | None:
    """Return which share of a kind of group was lost; none of few, nor what would tell of a part that is few."""
    if not any(one.asked != 0 for one in lost):
        return None
    if any(one.asked is None or one.answered is None or 0 < one.answered < k for one in lost):
        return words.say("not told, since some are few.")
    asked, answered = sum(one.asked or 0 for one in lost), sum(one.answered or 0 for one in lost)
    return words.say("{share}.", share=words.share(1 - answered / asked))


def _few(words: PageLanguage, value: int | None, k: int) -> Markup:
    told = _not_few(value, k)
    return words.say("fewer than {k}", k=words.number(k)) if told is None else escape(words.number(told))


def _not_few(value: int | None, k: int) -> int | None:
    return None if value is None or 0 < value < k else value
