"""
The figures about ties as they are taken along: every table of their page, and what it says beside them.

    taken(words, found) ──▶ name of a sheet -> its rows, the first its headings; counts as numbers
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from sulh.formats.cells import Cell
from sulh.formats.workbooks import LONGEST_NAME
from sulh.measurement.structures.words import CAUTIONS, DOUBTS
from sulh.papers.page import PageLanguage
from sulh.store import clock
from sulh.store.reads.structures import Between, Standing
from sulh.web.change.numbered import as_cells
from sulh.web.change.structures_heads import heads
from sulh.web.change.structures_listed import WHO
from sulh.web.change.structures_reader import for_whom
from sulh.web.change.structures_series import BESIDE_CHANCE, LINE, by_numbers, lines_of
from sulh.web.change.structures_telling import Figures, Row, Telling, names_in

Rows = list[list[Cell]]


def taken(words: PageLanguage, found: Standing) -> dict[str, Rows]:
    """Return what is told of ties on a day, sheet by sheet."""
    telling = Telling(words, names_in(words, found.over_time.sides))
    figures = telling.figures(found.found)
    together = telling.together(found.bodies, found.projects)
    first = words.say("To be told first")
    sheets = dict(_tables(words, figures, telling.fates(found.fates)))
    sheets[_sheet(words.say("By quarter"))] = _texts(by_numbers(words, lines_of(words, found.over_time)))
    sheets[_sheet(first)] = _texts([(first,), *((one,) for one in _said(words, figures, found))])
    sheets[_sheet(words.say("What the figures rest on"))] = _texts(
        [*_days(words, found.between), *figures.families, *together, *figures.basis]
    )
    return sheets


def _tables(words: PageLanguage, figures: Figures, fates: Iterable[Row]) -> Iterator[tuple[str, Rows]]:
    for table, one in heads(words).items():
        rows = fates if table == "fates" else getattr(figures, table)
        yield _sheet(one.called), _texts([[text for text, _ in one.columns], *rows])


def _said(words: PageLanguage, figures: Figures, found: Standing) -> Iterator[str]:
    """Yield what the page says before and beside its tables."""
    yield for_whom(words, found.over_time, clock.today())
    yield from (*figures.lead, *figures.doubts)
    unseen = dict.fromkeys(code for one in found.fates for code in one.doubts)
    yield from (words.say(DOUBTS[code]) for code in unseen)
    beside = (text for of, text in CAUTIONS.items() if of != "brokers")  # who they are stands in no file
    yield from (words.say(text) for text in (WHO, LINE, BESIDE_CHANCE, *beside))


def _days(words: PageLanguage, between: Between) -> list[tuple[str, str]]:
    return [
        (words.say("Day"), words.when(between.day.isoformat())),
        (words.say("Compared with"), words.when(between.before.isoformat())),
    ]


def _sheet(called: Markup) -> str:
    return called.striptags()[:LONGEST_NAME]


def _texts(rows: Iterable[Iterable[str | float | None]]) -> Rows:
    return [as_cells(row) for row in rows]
