"""
The coordinator's week: meetings, what they begin with, and the minutes as a document.

    GET  map/week                        what is open, and the meetings
    POST map/week/new                    an agenda out of what presses most, which can be changed before it is kept
    GET  map/week/<id>                   one meeting; POST .../write, .../decide
    GET  map/week/<id>/minutes/<tag>     the minutes for a word processor
    POST map/decisions/<id>, .../open    done, and not done after all
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from markupsafe import Markup

from sulh.access import Principal, Refused, Role
from sulh.formats.media import DOCX
from sulh.formats.week_minutes import week_minutes_docx
from sulh.papers.page import PageLanguage
from sulh.store import clock
from sulh.store.reads import weekly as reads
from sulh.store.reads.weekly import MeetingShown
from sulh.store.writes import weekly as writes
from sulh.store.writes.looks import look
from sulh.web.downloads import download
from sulh.web.jinja import OWN_NAMES, Here, Link, page, words_of
from sulh.web.map.around import Around, around, below
from sulh.web.map.telling import Telling
from sulh.web.map.views import FIRST, OF_FINDINGS, FindingShown, Found
from sulh.web.map.week_forms import Deciding, Finishing, Preparing, Writing
from sulh.words.language import LANGUAGES

LONGEST = 900  # letters of a line that is filled in


def week(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Show what is open from earlier meetings, and the meetings."""
    shown = around(request, principal, process_id, "map-week")
    values = {
        "title": words_of(request).say("The week"),
        "held": shown.frame,
        "process_id": process_id,
        "open": reads.open_decisions(principal, process_id),
        "meetings": reads.meetings(principal, process_id),
        "today": clock.today(),
    }
    return page(request, "map/week.html.j2", values, here=shown.here)


def prepare(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Prepare a meeting; what presses most is filled in, as text that stays as it is kept."""
    words = words_of(request)
    shown = below(request, principal, process_id, "map-week")
    form = Preparing(words, request.POST or None)
    if request.method == "POST":
        if form.is_valid():
            with form.telling():
                made = writes.prepare(principal, process_id, form.cleaned_data["on"], form.cleaned_data["agenda"])
                return HttpResponseRedirect(reverse("map-meeting", args=[process_id, made]))
    else:
        agenda = "\n".join(agenda_of(words, principal, process_id))
        form = Preparing(words, initial={"on": clock.today(), "agenda": agenda})
    values = {
        "title": words.say("Prepare a meeting"),
        "open": reads.open_decisions(principal, process_id),
        "process_id": process_id,
        "today": clock.today(),
        "form": form,
        "action": request.path,
    }
    return page(request, "map/week_new.html.j2", values, here=shown.here)


def agenda_of(words: PageLanguage, principal: Principal, process_id: UUID) -> list[str]:
    """
    Return the most pressing findings, a line each, of what owners show to all who coordinate.

    All of them read the agenda: so not what a coordinator wrote down for an owner who has not confirmed it yet,
    nor what they see in another role.
    """
    coordinating = tuple(grant for grant in principal.grants if grant.role == Role.COORDINATOR)
    seen = look(Principal(principal.id, coordinating), process_id, ties=OF_FINDINGS)
    cards = tuple(card for card in seen.picture.cards if card.id not in seen.unconfirmed)
    seen = replace(seen, picture=msgspec.structs.replace(seen.picture, cards=cards))
    found = Found(principal, seen, Telling(words, seen.picture))
    return [_line(words, one) for one in found.shown(found.left[:FIRST])]


def _line(words: PageLanguage, one: FindingShown) -> str:
    """Return a finding as one line of text: what it is, what it rests on, whom it concerns."""
    head = words.say("{what}: {when}", what=one.heading, when=one.about) if one.about else one.heading
    told = Markup(" ").join([Markup("{}.").format(head), *one.sentences])
    unnamed = [called for _, called in one.cards if called not in told]
    if unnamed:
        told += Markup(" ") + words.say("It concerns {initiatives}.", initiatives=words.listing(unnamed))
    text = told.striptags()
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def meeting(request: HttpRequest, principal: Principal, process_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Show one meeting: what it found open, its agenda, minutes and decisions."""
    shown = below(request, principal, process_id, "map-week")
    found = _meeting(principal, process_id, meeting_id)
    values = {
        "title": words_of(request).say("Weekly meeting"),
        "process_id": process_id,
        "found": found,
        "today": clock.today(),
        "documents": [
            Link(called, reverse("map-minutes", args=[process_id, found.id, tag]))
            for tag, called in OWN_NAMES
            if tag in LANGUAGES
        ],
    }
    return page(request, "map/meeting.html.j2", values, here=shown.here)


def write(request: HttpRequest, principal: Principal, process_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Write agenda and minutes."""
    words = words_of(request)
    shown = below(request, principal, process_id, "map-week")
    found = _meeting(principal, process_id, meeting_id)
    held = {"agenda": "\n".join(found.agenda), "minutes": found.minutes, "stamp": found.stamp}
    form = Writing(words, request.POST or None, initial=held)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with form.telling():
            writes.write(principal, meeting_id, agenda=given["agenda"], minutes=given["minutes"], stamp=given["stamp"])
            return _to(process_id, meeting_id)
    values = {"title": words.say("Agenda and minutes"), "form": form, "action": request.path}
    return page(request, "map/week_write.html.j2", values, here=_beneath(shown, found, words))


def decide(request: HttpRequest, principal: Principal, process_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Write down a decision."""
    words = words_of(request)
    shown = below(request, principal, process_id, "map-week")
    found = _meeting(principal, process_id, meeting_id)
    form = Deciding(words, request.POST or None, initial={"next_actor": words.say("the coordinator")})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with form.telling(words="what"):
            writes.decide(principal, meeting_id, given["what"], given["next_actor"], given["due"])
            return _to(process_id, meeting_id)
    values = {"title": words.say("A decision"), "form": form, "action": request.path}
    return page(request, "map/week_decide.html.j2", values, here=_beneath(shown, found, words))


def decision(request: HttpRequest, principal: Principal, process_id: UUID, decision_id: UUID) -> HttpResponse:
    """Say on which day a decision was done."""
    words = words_of(request)
    shown = below(request, principal, process_id, "map-week")
    of, meeting_id, one = reads.decision(principal, decision_id)
    if of != process_id:
        raise Refused
    form = Finishing(words, request.POST or None, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        with form.telling():
            writes.finish(principal, decision_id, form.cleaned_data["on"])
            return _to(process_id, meeting_id)
    values = {
        "title": words.say("A decision"),
        "one": one,
        "process_id": process_id,
        "back": reverse("map-meeting", args=[process_id, meeting_id]),
        "form": form,
        "action": request.path,
    }
    return page(request, "map/decision.html.j2", values, here=shown.here)


def reopen(request: HttpRequest, principal: Principal, process_id: UUID, decision_id: UUID) -> HttpResponse:
    """Say that a decision is not done after all."""
    del request
    of, meeting_id, _ = reads.decision(principal, decision_id)
    if of != process_id:
        raise Refused
    writes.reopen(principal, decision_id)
    return _to(process_id, meeting_id)


def minutes(
    request: HttpRequest, principal: Principal, process_id: UUID, meeting_id: UUID, language: str
) -> HttpResponse:
    """Hand over the minutes as a document; its name says nothing of what it is."""
    del request
    found = _meeting(principal, process_id, meeting_id)
    if language not in LANGUAGES:
        raise Refused
    data = week_minutes_docx(reads.minutes_of(found), lang=language)
    return download(data, DOCX, f"minutes-{found.on.isoformat()}-{language}.docx")


def _meeting(principal: Principal, process_id: UUID, meeting_id: UUID) -> MeetingShown:
    found = reads.meeting(principal, meeting_id)
    if found.process_id != process_id:
        raise Refused
    return found


def _beneath(shown: Around, found: MeetingShown, words: PageLanguage) -> Here:
    at = reverse("map-meeting", args=[found.process_id, found.id])
    crumb = Link(words.say("Weekly meeting"), at)
    return replace(shown.here, crumbs=(*shown.here.crumbs, crumb))


def _to(process_id: UUID, meeting_id: UUID) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("map-meeting", args=[process_id, meeting_id]))
