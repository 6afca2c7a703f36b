"""
What stands side by side: the series of each family of changes, what has to be told first, and what they rest on.

    gathered(...) ─▶ Gathered ─┬─ panels, signs     for the figure and for the report
                               ├─ reader            for whom it is, and by the map of which day
                               ├─ cautions          sentences about all of it
                               ├─ doubts            of each series of a family (each room says its own)
                               └─ evidence          where each figure's own page is

Each family gives its series from its own room; here they are laid beside one another and nothing more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.urls import reverse
from markupsafe import Markup

from sulh.access import Principal
from sulh.figures.panels import Panel, Series, Sign
from sulh.measurement.beside import Caution, Moved, cautions, one_sided
from sulh.measurement.implementation.index import change, index_of
from sulh.model.initiatives import Change
from sulh.papers.page import PageLanguage
from sulh.store import clock
from sulh.store.reads import beside as reads
from sulh.store.reads import structures as structure_reads
from sulh.store.reads import study_reports as study_reads
from sulh.store.reads.beside import AgreementOverTime, WentOn
from sulh.store.reads.structures import OverTime
from sulh.web.change.agreement_doubting import of_agreement
from sulh.web.change.doubted import Doubted
from sulh.web.change.structures_doubting import of_ties
from sulh.web.change.structures_reader import for_whom
from sulh.web.change.structures_series import over_time
from sulh.web.change.structures_telling import names_in
from sulh.web.change.study_doubting import fell, of_studies
from sulh.web.change.study_figures import attitudes, of_sides
from sulh.web.change.telling import dot_of
from sulh.web.jinja import Link
from sulh.words.language import mark

AGREEMENTS: Final = 3  # the newest that were coded; all of them stand on their own page
FAMILY_WORDS: Final[dict[Change, str]] = {
    "attitudes": mark("Attitudes"),
    "structures": mark("Structures"),
    "political_legal": mark("Political and legal relationships"),
}
SHEET_WORDS: Final[dict[Change, str]] = {  # short enough for the name of a sheet
    "attitudes": mark("Attitudes"),
    "structures": mark("Structures"),
    "political_legal": mark("Political and legal"),
}
EMPTY: Final[dict[Change, str]] = {
    "attitudes": mark("No study of attitudes was analysed, or too few people answered to be told."),
    "structures": mark("No ties across the sides are known, or too few to be told."),
    "political_legal": mark("No agreement has been scored."),
}
CAUTION_WORDS: Final = {
    "unmeasured": mark("Not measured twice, so nothing can be said, good or bad: {families}."),
    "worse": mark("Something got worse: {families}. It stands there like all the rest."),
    "one-family": mark(
        "What can be said to have moved stays in one panel: {families}. Nothing moves the others by itself."
    ),
}
ONE_SIDED: Final[dict[Change, str]] = {  # of families that are measured by side
    "attitudes": mark(
        "Of those of one side alone who took part it can be said that they moved: {names}. That does not say that the "
        "others did not. Ask them what they saw."
    ),
    "structures": mark(
        "Of one side alone it can be said that it moved: {names}. That does not say that the others did not."
    ),
}
TAKING_PART: Final = mark(
    "Attitudes are those of people who took part. Where a side is named, its people who took part are meant: nothing "
    "is said of a side, and nothing of a society."
)


@dataclass(frozen=True)
class Gathered:
    """What stands side by side in a process."""

    panels: tuple[Panel, ...]
    signs: tuple[Sign, ...]
    ties: OverTime
    reader: Markup
    cautions: tuple[Markup, ...]
    doubts: Mapping[Change, Sequence[Doubted]]
    evidence: tuple[Link, ...]


def gathered(words: PageLanguage, principal: Principal, process_id: UUID) -> Gathered:
    """
    Return what was measured of each family, in the reader's language.

    Raises:
        Refused: If what changes in this process is not theirs to see.
    """
    agreements = reads.political(principal, process_id)[:AGREEMENTS]
    told = structure_reads.over_time(principal, process_id)
    ties, risen = over_time(words, told.days)
    studies = study_reads.attitudes(principal, process_id, words.tag)
    warmth, warmed = attitudes(words, studies)
    found: dict[Change, list[Series]] = {
        "attitudes": warmth,
        "structures": ties,
        "political_legal": [_series(words, one) for one in agreements],
    }
    moved = [*warmed, *risen, *(one for each in agreements for one in _moved(each))]
    return Gathered(
        panels=tuple(_panel(words, family, found[family]) for family in FAMILY_WORDS),
        signs=tuple(_sign(words, one) for one in reads.went_on(principal, process_id, words.tag)),
        ties=told,
        reader=for_whom(words, told, clock.today()),
        cautions=(
            *([words.say(TAKING_PART)] if warmth else []),
            *fell(words, studies),
            *(_told(words, one) for one in cautions(moved)),
            *_one_sided(words, [*of_sides(words, studies), *risen], names_in(words, told.sides)),
        ),
        doubts={
            "attitudes": of_studies(words, studies),
            "structures": of_ties(words, told),
            "political_legal": [of_agreement(words, one) for one in agreements],
        },
        evidence=(
            *(Link(words.name(one.title), reverse("study-report", args=[one.id])) for one in studies),
            *([Link(words.say("Ties across the sides"), reverse("structures", args=[process_id]))] if ties else []),
            *(Link(words.name(one.title), reverse("carried-out", args=[one.id])) for one in agreements),
        ),
    )


def _panel(words: PageLanguage, family: Change, series: list[Series]) -> Panel:
    return Panel(_say(words, FAMILY_WORDS[family]), tuple(series), _say(words, EMPTY[family]))


def _series(words: PageLanguage, one: AgreementOverTime) -> Series:
    """Return how far an agreement is carried out, day by day."""
    ends = (_say(words, mark("nothing")), _say(words, mark("everything")))
    dots = [dot_of(words, day, index_of(found)) for day, found in one.days]
    return Series(one.title, tuple(dot for dot in dots if dot is not None), (0.0, 1.0), ends)


def _moved(one: AgreementOverTime) -> list[Moved]:
    """Return by how much an agreement was carried out further between its first and its last coded day."""
    (_, first), *others = one.days
    found = change(first, others[-1][1]) if others else None
    if found is None or found.low is None or found.high is None:
        return []
    return [Moved("political_legal", one.title, float(found.low), float(found.high))]


def _sign(words: PageLanguage, one: WentOn) -> Sign:
    said = {
        "initiative": words.name(one.name),
        "dialogue": words.say("A round of a dialogue"),
        "round": words.say("Round {n} of the official talks", n=words.number(one.number)),
        "stall": words.say("Round {n} stands still", n=words.number(one.number)),
        "release": words.say("A package was released"),
        "violence": words.say("Fighting between actors of this map"),
    }
    return Sign(said[one.sort].striptags(), one.start, one.end or clock.today())


def _told(words: PageLanguage, one: Caution) -> Markup:
    families = words.listing([words.say(FAMILY_WORDS[family]) for family in one.families])
    return words.say(CAUTION_WORDS[one.code], families=families)


def _one_sided(words: PageLanguage, moved: Sequence[Moved], names: Mapping[str, str]) -> Iterator[Markup]:
    """Name what moved for certain on one side alone, and on which: of another measure it may be the other side."""
    found = one_sided(moved)
    for family, text in ONE_SIDED.items():
        told = [
            words.say("{name} ({sides})", name=words.name(one.what), sides=words.name(names[one.side]))
            for one in found
            if one.family == family and one.side in names
        ]
        if told:
            yield words.say(text, names=words.listing(told))


def _say(words: PageLanguage, text: str) -> str:
    return words.say(text).striptags()
