"""
Ties across the sides: figures of a day, what became of ties since another day, the index by quarter.

    GET  change/structures?on=&since=   as far as the reader is told: an evaluator reads no count under three
    over_time(words, found)             the same index for the page on which three families stand beside one another

A network from a file stands in `structures_file`, what exposes persons in `brokers`.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from sulh.access import Principal
from sulh.figures.drawn import Drawn
from sulh.figures.panels import Panel, Series, panels
from sulh.measurement.beside import Moved
from sulh.measurement.structures.words import CAUTIONS, DOUBTS
from sulh.papers.page import PageLanguage
from sulh.store import clock
from sulh.store.reads import structures as reads
from sulh.store.reads.structures import Between, OverTime, SideRead
from sulh.store.sealing import in_language
from sulh.web.change.around import around
from sulh.web.change.structures_series import moved, series
from sulh.web.change.structures_telling import Telling
from sulh.web.jinja import page, words_of
from sulh.web.map.drawings import picture_of

AREA: Final = "structures"
YEAR: Final = 365
EARLIEST: Final = date(1900, 1, 1)


def overview(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Show what ties show on a day, beside another day, and by quarter."""
    words, today = words_of(request), clock.today()
    shown = around(request, principal, process_id, AREA)
    on = _day(request.GET.get("on"), today, last=today)
    since = _day(request.GET.get("since"), on - timedelta(YEAR), last=on - timedelta(1))
    found = reads.standing(principal, process_id, Between(on, since))
    telling = Telling(words, names_in(words, found.over_time.sides))
    drawn = _drawn(words, found.over_time)
    values = {
        "title": words.say("Ties across the sides"),
        "process_id": process_id,
        "on": on.isoformat(),
        "since": since.isoformat(),
        "exact": found.exact,
        "figures": telling.figures(found.found),
        "bodies": telling.count(found.bodies),
        "fates": telling.fates(found.fates),
        "unseen": [
            words.say(DOUBTS[code]) for code in dict.fromkeys(code for one in found.fates for code in one.doubts)
        ],
        "cautions": CAUTIONS,
        "drawn": drawn,
        "picture_of": picture_of,
        "names_them": shown.frame.facilitates,
    }
    return page(request, "change/structures.html.j2", values, here=shown.here)


def over_time(words: PageLanguage, found: OverTime) -> tuple[list[Series], list[Moved]]:
    """Return the index by quarter beside what chance gives, for a figure, and by how much it rose; of sides, too."""
    return series(words, found.days), moved(found.days, words.say("E–I index of ties").striptags())


def names_in(words: PageLanguage, sides: tuple[SideRead, ...]) -> dict[str, str]:
    """Return what each side is called in the reader's language, by its id, in the order of their marks."""
    return {side.id: in_language(dict(side.names), words.tag) for side in sides}


def _drawn(words: PageLanguage, found: OverTime) -> Drawn:
    names = names_in(words, found.sides)
    of = [(side.id, names[side.id], side.mark) for side in found.sides]
    empty = words.say("No ties across the sides are known, or too few to be told.").striptags()
    panel = Panel(words.say("Structures").striptags(), tuple(series(words, found.days, of)), empty)
    return panels([panel], [], clock.today(), words, words.say("The E–I index at the end of each quarter").striptags())


def _day(text: str | None, usual: date, *, last: date) -> date:
    """Return a day as it came in an address, moved to what can be asked for; what is usual for whatever is none."""
    try:
        return max(min(date.fromisoformat(text or ""), last), EARLIEST)
    except ValueError:
        return usual
