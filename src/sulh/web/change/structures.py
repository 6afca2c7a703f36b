"""
Ties across the sides: figures of a day, what became of ties since another day, the index by quarter.

    GET  change/structures?on=&since=   as far as the reader is told: an evaluator reads no count under three, and ends
                                        of quarters
    GET  change/structures.xlsx         the same as a workbook

The workbook is laid out in `structures_taken`. A network from a file stands in `structures_file`, what exposes persons
in `brokers`.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

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
from sulh.store.reads.structures import Between
from sulh.web.change.around import around
from sulh.web.change.structures_heads import heads
from sulh.web.change.structures_listed import WHO
from sulh.web.change.structures_reader import file_name, for_whom
from sulh.web.change.structures_series import BESIDE_CHANCE, LINE, by_day, lines_of
from sulh.web.change.structures_taken import taken
from sulh.web.change.structures_telling import Telling, names_in
from sulh.web.downloads import download
from sulh.web.incoming import a_day
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
    lines = lines_of(words, found.over_time)
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
        "who": WHO,
        "cautions": CAUTIONS,
        "drawn": _drawn(words, lines),
        "reader": for_whom(words, found.over_time, clock.today()),
        "notes": (LINE, BESIDE_CHANCE),
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
    data = workbook(taken(words, found), leftward=words.leftward)
    return download(data, XLSX, file_name("structures", found.over_time, found.between.day, "xlsx"))


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
    day = a_day(text)
    return usual if day is None else max(min(day, last), EARLIEST)
