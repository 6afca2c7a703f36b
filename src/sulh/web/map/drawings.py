"""The figures of the map, each with its table: the timeline by track, and who is missing."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from markupsafe import Markup

from sulh.access import Principal
from sulh.coordination.coverage import Coverage
from sulh.coordination.coverage import coverage as coverage_of
from sulh.coordination.findings import Ref
from sulh.figures.coverage import FIELDS, Panel, grids
from sulh.figures.drawn import Drawn, Labels
from sulh.figures.tracks import timeline as timeline_figure
from sulh.formats.meeting_words import LEVEL_WORDS, SECTOR_WORDS
from sulh.formats.track_words import ACTOR_WORDS, CONFIDENCE_WORDS, TIE_WORDS
from sulh.model.tracks import Level, SectorKey
from sulh.papers.page import PageLanguage
from sulh.store.reads.ground import code
from sulh.store.reads.pictures import Seen
from sulh.store.sealing import in_language
from sulh.store.writes.looks import look
from sulh.web.jinja import page, words_of
from sulh.web.map.around import around
from sulh.web.map.parts import part_of
from sulh.web.map.telling import Telling

PAGE = 50  # rows of the table beside the timeline
FEWEST = 5  # initiatives behind a number that desks, owners and funders are told


def timeline(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Show what goes on when, track by track, with the official process on top."""
    words = words_of(request)
    shown = around(request, principal, process_id, "map-timeline")
    seen = look(principal, process_id)
    drawn = timeline_figure(seen.picture, words, labels_of(words))
    part = part_of(request, drawn.table.rows, PAGE)
    values = {"title": words.say("Timeline"), "drawn": drawn, "part": part, "picture_of": picture_of}
    return page(request, "map/figure.html.j2", values, here=shown.here)


def coverage(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Show which track works at which level with which side, and the voices that nobody names."""
    words = words_of(request)
    shown = around(request, principal, process_id, "map-coverage")
    seen = look(principal, process_id)
    telling = Telling(words, seen.picture)
    inside = {"coordinators", "facilitators"}.intersection(seen.audiences)
    found = coverage_of(seen.picture, ("sector", "level", "side"), k=0 if inside else FEWEST)
    absent = (*found.absent, *coverage_of(seen.picture, ("issue",), k=0 if inside else FEWEST).absent)
    values = {
        "title": words.say("Who is missing"),
        "drawn": grids(_panels(words, seen, found), words, labels_of(words), floor=not inside),
        "absent": [(telling.name_of(ref.kind, ref.id), ref.kind) for ref in absent],
        "pairs": [(telling.name_of(*_parts(one)), telling.name_of(*_parts(other))) for one, other in found.pairs],
        "floor": not inside,
        "picture_of": picture_of,
    }
    return page(request, "map/coverage.html.j2", values, here=shown.here)


def _parts(ref: Ref) -> tuple[str, str]:
    return ref.kind, ref.id


def _panels(words: PageLanguage, seen: Seen, found: Coverage) -> list[Panel]:
    """Return a grid for each side, in the order of their names: how many work in each field with that side."""
    names = {key: in_language(dict(texts), words.tag) for key, texts in seen.picture.sides.items()}
    counts: dict[str, dict[tuple[SectorKey, Level], int | None]] = {side: {} for side in names}
    for cell in found.cells:
        sector, level, side = cell.refs
        if sector is not None and level is not None and side is not None and side.id in counts:
            counts[side.id][code(sector.id), code(level.id)] = cell.number
    return [Panel(names[side], _whole(counts[side])) for side in sorted(names, key=lambda one: (names[one], one))]


def _whole(counts: dict[tuple[SectorKey, Level], int | None]) -> dict[tuple[SectorKey, Level], int | None]:
    return {field: counts.get(field, 0) for field in FIELDS}


def labels_of(words: PageLanguage) -> Labels:
    """Return what the code lists of the map are called, for figures."""
    return Labels(
        sectors={key: str(words.say(text)) for key, text in SECTOR_WORDS.items()},
        levels={key: str(words.say(text)) for key, text in LEVEL_WORDS.items()},
        kinds={key: str(words.say(text)) for key, text in ACTOR_WORDS.items()},
        ties={key: str(words.say(text)) for key, text in TIE_WORDS.items()},
        confidences={key: str(words.say(text)) for key, text in CONFIDENCE_WORDS.items()},
    )


def picture_of(drawn: Drawn) -> Markup:
    """Return the picture of a figure, to stand in a page."""
    return Markup(drawn.svg)  # noqa: S704 - drawn from numbers and names, which the figure escapes
