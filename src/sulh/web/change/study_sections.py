"""
What a report of a study tells beneath its results, a section each, for whoever takes it along.

    sections(words, shown) ──▶ Section, ...      in the order of the page, empty ones too

The results and their figure are in `study_taken`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from markupsafe import Markup, escape

from sulh.formats.cells import Cell
from sulh.formats.p_values import p_cell
from sulh.formats.report_head import ENDS
from sulh.formats.study_report import Section
from sulh.measurement.attitudes.findings import Estimate, Said
from sulh.papers.page import PageLanguage
from sulh.store.reads.study_reports import ReportShown
from sulh.web.change.study_behind import numbered
from sulh.web.change.study_beside import apart, attrition, balance, counts, cumulative, leaving, listed
from sulh.web.change.study_origin import again, reproduced
from sulh.web.change.study_plan import HASHED, PLAN, letters, terms
from sulh.web.change.study_scales import COLUMNS, ELSE, HEADS, LEVELS, numbers, scales
from sulh.words.language import mark

MEASURED: Final = mark("What was measured")
FOUND: Final = mark("What was found")
SIZE: Final = mark("In standard deviations")
RECORDED: Final = (mark("About"), mark("What is recorded"))
TESTED: Final = (*ENDS, "p")
Behinds = tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]  # columns and rows of the workbook alone
NONE: Final[Behinds] = ((), ())


def sections(words: PageLanguage, shown: ReportShown) -> Iterator[Section]:
    """Return what stands beneath the results, in the order of the page."""
    yield _scales(words, shown)
    yield _lists(words, shown)
    closeness = mark("Whether closeness builds on closeness")
    yield _section(words, (closeness, mark("Closeness")), texts=cumulative(words, shown))
    yield _before(words, shown)
    yield _again(words, shown)
    other = (mark("What else a reader will ask"), mark("Other doubts"))
    yield _section(words, other, texts=[words.say(one) for one in ELSE])
    origin = mark("Where these figures come from")
    yield _section(words, (origin, origin), RECORDED, reproduced(words, shown), again(words, shown))
    hashed = [words.say(HASHED), escape(letters(shown))] if letters(shown) else []
    yield _section(words, (PLAN, mark("Plan")), RECORDED, terms(words, shown), hashed)


def texts_of(found: Iterable[str]) -> tuple[str, ...]:
    """Return texts without markup."""
    return tuple(escape(one).striptags() for one in found)


def cells_of(rows: Iterable[Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    """Return the cells of rows without markup."""
    return tuple(texts_of(row) for row in rows)


def _scales(words: PageLanguage, shown: ReportShown) -> Section:
    names = (mark("What the figures are to be read against"), mark("Scales"))
    behind = (COLUMNS, numbers(shown))
    return _section(words, names, HEADS, scales(words, shown), [words.say(LEVELS)], behind)


def _lists(words: PageLanguage, shown: ReportShown) -> Section:
    names = (mark("Lists: the share to whom the hidden statement applies"), mark("Lists"))
    heads = (mark("Of whom"), FOUND, mark("What to doubt"))
    behind = (TESTED, tuple(_tested(words, one.found) for one in shown.findings.lists))
    return _section(words, names, heads, listed(words, shown), behind=behind)


def _before(words: PageLanguage, shown: ReportShown) -> Section:
    names = (mark("How far apart the groups were before anything began"), mark("Before anything began"))
    rows = tuple((*_tested(words, one.found), one.standardised) for one in shown.findings.balance)
    behind = ((*TESTED, SIZE), rows)
    return _section(words, names, (MEASURED, FOUND, SIZE), balance(words, shown), [apart(words)], behind)


def _again(words: PageLanguage, shown: ReportShown) -> Section:
    name = mark("Who answered again")
    heads = (mark("Who"), mark("Which wave"), mark("Answered again"))
    behind = ((mark("People at first"), mark("People who answered again")), tuple(counts(shown)))
    return _section(words, (name, name), heads, attrition(words, shown), leaving(words, shown), behind)


def _section(
    words: PageLanguage,
    names: tuple[str, str],
    heads: tuple[str, ...] = (),
    rows: Iterable[Iterable[Markup]] = (),
    texts: Iterable[Markup] = (),
    behind: Behinds = NONE,
) -> Section:
    """Return a section under its name and, in the workbook, that of its sheet."""
    name, sheet = texts_of(words.say(one) for one in names)
    return Section(
        name=name,
        sheet=sheet,
        texts=texts_of(texts),
        heads=texts_of(words.say(one) for one in heads),
        rows=cells_of(rows),
        columns=texts_of(words.say(one) for one in behind[0]),
        numbers=behind[1],
    )


def _tested(words: PageLanguage, found: Said) -> tuple[Cell, ...]:
    if not isinstance(found, Estimate):
        return (None,) * len(TESTED)
    return *(numbered(one) for one in (found.low, found.effect, found.high)), p_cell(words, found.p)
