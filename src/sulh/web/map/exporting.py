"""
Files that a reader takes along: what they see of the map, and no more.

    GET  map/files                       which there are; for whoever keeps the map also what comes in
    GET  map/files/<name>                one of them
    POST map/files/iati                  initiatives that their owners show to the public in full
    GET  map/initiatives/<id>/file       an owner's own card, from which a host gives it to another

Every file is made from the reader's own picture, and whose initiatives stand in it is written down for their owners.
"""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from markupsafe import Markup

from sulh.access import Principal, Refused
from sulh.coordination.leaving import leaving
from sulh.formats.calendar_file import CalendarWords
from sulh.formats.card_file import Source, for_recipient, source_file
from sulh.formats.iati import Reporter, iati
from sulh.formats.known import known_of
from sulh.formats.map_out import FILES, Outgoing, ready, written
from sulh.formats.media import JSON
from sulh.model.actors import Name
from sulh.model.picture import Picture
from sulh.papers.page import PageLanguage
from sulh.store import clock
from sulh.store.reads.ground import TiesOf
from sulh.store.reads.map_files import public
from sulh.store.reads.map_frames import MapFrame, map_frame, own_card
from sulh.store.reads.sources import actor_sources, tie_sources
from sulh.store.writes.looks import look
from sulh.web.downloads import download
from sulh.web.jinja import NOT_KEPT, page, words_of
from sulh.web.map.around import Around, around
from sulh.web.map.came import came
from sulh.web.map.file_forms import BringForm, RegisterForm
from sulh.words.language import language, mark

# What each file is called, by the beginning of its name.
CALLED: Final[dict[str, str]] = {
    "initiatives": mark("Initiatives"),
    "initiatives-hxl": mark("Initiatives by place, with HXL tags"),
    "offers": mark("Offers and needs"),
    "actors": mark("Actors"),
    "ties": mark("Ties between actors"),
    "network": mark("Actors and ties as a graph"),
    "places": mark("Places"),
    "days": mark("Days, for a calendar"),
    "agenda": mark("Official agenda"),
    "rounds": mark("Rounds of the official talks"),
}
FORMS: Final = {"csv": "CSV", "xlsx": "XLSX", "graphml": "GraphML", "geojson": "GeoJSON", "ics": "iCalendar"}


def files(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Show which files there are."""
    shown = around(request, principal, process_id, "map-files")
    words = words_of(request)
    return shelf(request, principal, shown, RegisterForm(words), BringForm(words))


def shelf(
    request: HttpRequest, principal: Principal, shown: Around, register: RegisterForm, bring: BringForm
) -> HttpResponse:
    """Show the page of files, with forms as they stand."""
    words, process_id = words_of(request), UUID(shown.frame.process_id)
    values = {
        "title": words.say("Files"),
        "held": shown.frame,
        "process_id": process_id,
        "came": came(words, principal, process_id) if shown.frame.keeps else [],
        "shelves": _shelves(words, shown.frame),
        "register": register,
        "bring": bring,
    }
    status = NOT_KEPT if register.errors or bring.errors else 200
    return page(request, "map/files.html.j2", values, here=shown.here, status=status)


def _shelves(words: PageLanguage, frame: MapFrame) -> list[tuple[Markup, list[tuple[str, str]]]]:
    """Return what each file is called, with the forms in which it is had: (name, form)."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name, one in FILES.items():
        if _theirs(one, frame):
            called, _, form = name.rpartition(".")
            found.setdefault(called, []).append((name, FORMS[form]))
    return [(words.say(CALLED[called]), forms) for called, forms in found.items()]


def _theirs(file: Outgoing, frame: MapFrame) -> bool:
    """Whether a file is for this reader: not what joins initiatives for who pays, nor ties for who sees none."""
    return not (file.of_work and frame.pays) and (frame.network or not file.ties)


def one(request: HttpRequest, principal: Principal, process_id: UUID, file: str) -> HttpResponse:
    """Hand over a file."""
    frame = map_frame(principal, process_id)
    wanted = FILES.get(file)
    if wanted is None or not _theirs(wanted, frame):
        raise Refused
    ties = TiesOf(about=True) if wanted.ties else False
    seen = look(principal, process_id, ties=ties, at=None if wanted.cards else ())
    known_from: dict[str, str] | None = {} if frame.keeps else None
    if frame.keeps and wanted.ties:
        known_from = tie_sources(principal, process_id)
    if known_from is not None and wanted.actors:
        known_from |= actor_sources(principal, process_id)
    travels = leaving(seen.picture, sources=known_from)
    ready_ = ready(travels, words=_calendar_words(request), now=clock.now(), tag=words_of(request).tag)
    data = written(file, ready_)
    return download(data, wanted.kind, file)


def register(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Hand over, for a public register, what owners show to the public in full."""
    shown = around(request, principal, process_id, "map-files")
    words = words_of(request)
    form = RegisterForm(words, request.POST)
    if not form.is_valid():
        return shelf(request, principal, shown, form, BringForm(words))
    open_to_all = public(principal, process_id)
    seen = look(principal, process_id, at=[UUID(one) for one in open_to_all])
    picture = seen.picture
    cards = [card for card in picture.cards if card.id in open_to_all and card.tier == "detail"]
    given = form.cleaned_data
    made = iati(
        cards,
        reporter=Reporter(given["ref"], given["kind"], Name(given["name"], given["language"])),
        now=clock.now(),
        actors=picture.actors,
        places=leaving(picture).places,
        known=known_of(picture),
    )
    if not made.data:
        form.add_error(None, str(words.say("No initiative that you see can stand in a public register yet.")))
        return shelf(request, principal, shown, form, BringForm(words))
    return download(made.data, "application/xml", "activities.xml")


def own(request: HttpRequest, principal: Principal, process_id: UUID, card_id: UUID) -> HttpResponse:
    """Hand an owner their own card, in full, as a host needs it to give it to another."""
    del request
    held = own_card(principal, card_id)
    if held.process_id != process_id or not held.mine:
        raise Refused
    picture = look(principal, process_id, at=()).picture
    _, names = for_recipient(Source(held.card, _names(picture)), id_=held.card.id)
    return download(source_file(held.card, names), JSON, "card.json")


def _names(picture: Picture) -> dict[str, dict[str, str]]:
    """Return what everything on a map is called, by id and language."""
    named = {one.id: {name.language or "und": name.text for name in reversed(one.names)} for one in picture.actors}
    named |= {one.id: {name.language or "und": name.text for name in reversed(one.names)} for one in picture.places}
    named |= {one.id: dict(one.titles) for one in picture.items}
    return named | {id_: dict(texts) for part in (picture.issues, picture.sides) for id_, texts in part.items()}


def _calendar_words(request: HttpRequest) -> CalendarWords:
    plain = language(words_of(request).tag)
    return CalendarWords(
        session=plain.say("Meeting"), public_event=plain.say("Event"), official_round=plain.say("Round")
    )
