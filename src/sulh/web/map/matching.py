"""
A blind match as its two owners see it: first that there is something and of which kind, then what both agreed to.

    POST map/initiatives/<id>/matches/<match>      agree to the next step, do not go on, end
"""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from markupsafe import Markup

from sulh.access import Principal, Refused
from sulh.coordination.match_states import MATCH
from sulh.papers.page import PageLanguage
from sulh.store.reads.map_frames import own_card
from sulh.store.reads.matching import MatchShown
from sulh.store.writes import matching as writes
from sulh.store.writes.looks import look, look_at_match
from sulh.web.jinja import page, words_of
from sulh.web.map.card_rows import rows_of
from sulh.web.map.joined import Naming, line_of_match, theirs
from sulh.web.map.offers import proposing
from sulh.web.map.telling import Telling
from sulh.web.map.work_forms import MoveForm
from sulh.words.language import mark

NEXT: Final = {
    "kind": mark("If you both agree, each sees the theme and area of the other: title, issues, places, sides, levels."),
    "theme": mark("If you both agree, each sees who answers for the other and who is engaged, and can propose a link."),
}
MOVES: Final = {"agree": writes.consent, "decline": writes.decline, "end": writes.end}


def match(request: HttpRequest, principal: Principal, process_id: UUID, card_id: UUID, match_id: UUID) -> HttpResponse:
    """Show as much of the other as both agreed to, and ask for the next step."""
    words = words_of(request)
    shown = theirs(request, principal, process_id, is_below=True)
    if own_card(principal, card_id).process_id != process_id:
        raise Refused
    seen = look(principal, process_id, at=())
    found = look_at_match(principal, card_id, match_id, seen)
    if found is None:
        raise Refused
    form = MoveForm(words, MATCH.acts, request.POST if request.method == "POST" else None)
    if form.is_valid():
        MOVES[form.cleaned_data["move"]](principal, card_id, match_id, step=form.cleaned_data["step"])
        return HttpResponseRedirect(request.path)
    state = found.line.state
    values = {
        "title": words.say("Work on the same matter"),
        "line": line_of_match(Naming(words, seen), process_id, found.line),
        "match": found.line,
        "next": words.say(NEXT[state]) if state in NEXT else "",
        "rows": _rows(words, found),
        "propose": proposing(seen, str(card_id), str(found.other), met=True) if state in MATCH.before("end") else "",
        "form": form,
        "action": request.path,
        "back": reverse("map-card", args=[process_id, card_id]),
    }
    return page(request, "map/match.html.j2", values, here=shown.here)


def _rows(words: PageLanguage, found: MatchShown) -> list[tuple[Markup, Markup]]:
    if found.card is None:
        return []
    telling = Telling(words, found.picture)
    title = telling.name_of("card", found.card.id)
    return [(words.say("Called"), title), *rows_of(words, telling, found.card)]
