"""
Ties across the sides: figures of a day, what became of ties since another day, the index by quarter.

    GET  change/structures?on=&since=   as far as the reader is told: an evaluator reads no count under three, and ends
                                        of quarters
    GET  change/structures.xlsx         the same as a workbook

A network from a file stands in `structures_file`, what exposes persons in `brokers`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from markupsafe import Markup, escape

from sulh.access import Principal
from sulh.figures.drawn import Drawn
from sulh.figures.panels import Panel, Series, panels
from sulh.formats.media import XLSX
from sulh.formats.workbooks import workbook
from sulh.measurement.structures.words import CAUTIONS, DOUBTS
from sulh.papers.page import PageLanguage
from sulh.store import clock
from sulh.store.reads import structures as reads
from sulh.store.reads.quarters import ends_of_quarters
from sulh.store.reads.structures import Between, OverTime
from sulh.web.change.around import around
from sulh.web.change.structures_heads import heads
from sulh.web.change.structures_series import AS_KNOWN, BESIDE_CHANCE, LINE, by_day, by_numbers, series
from sulh.web.change.structures_telling import Telling, names_in
from sulh.web.downloads import download
from sulh.web.jinja import page, words_of
from sulh.web.map.drawings import picture_of

AREA: Final = "structures"
YEAR: Final = 365
EARLIEST: Final = date(1900, 1, 1)


def overview(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Show what ties show on a day, beside another day, and by quarter."""
    words = words_of(request)
    shown = around(request, principal, process_id, AREA)
    found = reads.standing(principal, process_id, _between(request))
    between = found.between
    telling = Telling(words, names_in(words, found.over_time.sides))
    lines = _lines(words, found.over_time)
    days, rows = by_day(words, lines)
    asked = {"on": between.day.isoformat(), "since": between.before.isoformat()}
    values = {
        "title": words.say("Ties across the sides"),
        "process_id": process_id,
        **asked,
        "take": f"{reverse('structures-take', args=[process_id])}?{urlencode(asked)}",
        "heads": heads(words),
        "exact": found.exact,
        "ends": [] if found.exact else _ends(words, between),
        "figures": telling.figures(found.found),
        "together": telling.together(found.bodies, found.projects),
        "fates": telling.fates(found.fates),
        "unseen": [
            words.say(DOUBTS[code]) for code in dict.fromkeys(code for one in found.fates for code in one.doubts)
        ],
        "cautions": CAUTIONS,
        "drawn": _drawn(words, lines),
        "days": days,
        "rows": rows,
        "picture_of": picture_of,
        "names_them": shown.frame.facilitates,
    }
    return page(request, "change/structures.html.j2", values, here=shown.here)


def take(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Give the figures as a workbook: the same ones."""
    words = words_of(request)
    found = reads.standing(principal, process_id, _between(request))
    between = found.between
    telling = Telling(words, names_in(words, found.over_time.sides))
    figures = telling.figures(found.found)
    sheets: dict[str, list[list[str]]] = {}
    for table, one in heads(words).items():
        rows = telling.fates(found.fates) if table == "fates" else getattr(figures, table)
        sheets[_sheet(one.called)] = _texts([[text for text, _ in one.columns], *rows])
    unseen = dict.fromkeys(code for one in found.fates for code in one.doubts)
    said = (*figures.lead, *figures.doubts, *(words.say(DOUBTS[code]) for code in unseen))
    said = (*said, *(words.say(text) for text in (AS_KNOWN[found.exact], LINE, BESIDE_CHANCE, *CAUTIONS.values())))
    days = [
        (words.say("Day"), words.when(between.day.isoformat())),
        (words.say("Compared with"), words.when(between.before.isoformat())),
    ]
    sheets[_sheet(words.say("By quarter"))] = _texts(by_numbers(words, _lines(words, found.over_time)))
    sheets[_sheet(words.say("To be told first"))] = _texts(
        [(words.say("To be told first"),), *((one,) for one in said)]
    )
    sheets[_sheet(words.say("What the figures rest on"))] = _texts(
        [*days, *figures.families, *telling.together(found.bodies, found.projects), *figures.basis]
    )
    return download(workbook(sheets, leftward=words.leftward), XLSX, f"structures-{between.day.isoformat()}.xlsx")


def _sheet(called: Markup) -> str:
    """Return the name of a sheet, which has thirty-one letters at most."""
    return called.striptags()[:31]


def _texts(rows: Iterable[Iterable[str]]) -> list[list[str]]:
    return [[escape(cell).striptags() for cell in row] for row in rows]


def _lines(words: PageLanguage, found: OverTime) -> list[Series]:
    names = names_in(words, found.sides)
    return series(words, found.days, [(side.id, names[side.id], side.mark) for side in found.sides])


def _drawn(words: PageLanguage, lines: list[Series]) -> Drawn:
    empty = words.say("No ties across the sides are known, or too few to be told.").striptags()
    panel = Panel(words.say("Structures").striptags(), tuple(lines), empty)
    return panels([panel], [], clock.today(), words, words.say("The E–I index at the end of each quarter").striptags())


def _ends(words: PageLanguage, between: Between) -> list[tuple[str, str]]:
    """Return the ends of quarters from which somebody chooses who is told no other day, the newest first."""
    offered = {*ends_of_quarters(clock.today()), between.day, between.before}
    return [(one.isoformat(), words.when(one.isoformat())) for one in sorted(offered, reverse=True)]


def _between(request: HttpRequest) -> Between:
    """Return the two days that an address asks for: today and a year before, if it does not say."""
    today = clock.today()
    day = _day(request.GET.get("on"), today, last=today)
    return Between(day, _day(request.GET.get("since"), day - timedelta(YEAR), last=day - timedelta(1)))


def _day(text: str | None, usual: date, *, last: date) -> date:
    """Return a day as it came in an address, moved to what can be asked for; what is usual for whatever is none."""
    try:
        return max(min(date.fromisoformat(text or ""), last), EARLIEST)
    except ValueError:
        return usual
