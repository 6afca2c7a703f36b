"""
How far agreements are carried out: the list, one agreement, and what facilitators write down of it.

    GET  change/agreements                             all with their index, and what waits to be scored
    GET  w/carried-out/<agreement>                     over time, by theme and side, every stipulation, what was done
    POST w/carried-out/<agreement>/stipulations/new    one more; w/stipulations/<id> changes it, .../remove
    POST w/carried-out/<agreement>/acts/new            what an authority did; w/acts/<id>/remove

Who scores and the scores themselves: `coding`; stipulations as tables: `tables`; what the sides are asked: `asked`.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from sulh.access import Principal, Refused
from sulh.formats.implementation_words import ACT_WORDS, THEME_WORDS
from sulh.measurement.implementation.index import Index
from sulh.model.implementation import Theme
from sulh.papers.page import PageLanguage
from sulh.store import clock
from sulh.store.reads import implementation as reads
from sulh.store.reads.asked_stipulations import Askable
from sulh.store.reads.implementation import Standing
from sulh.store.writes import stipulations as writes
from sulh.web.change.agreement_doubting import CHOSEN, WEIGHTS, compared, given_up, owing, same_sources
from sulh.web.change.around import Around, around, below
from sulh.web.change.forms import ActForm, StipulationForm
from sulh.web.change.sides_say import told_by_sides
from sulh.web.change.telling import TO_NAME, drawn, late, over_days, reliability, row, told
from sulh.web.jinja import Link, page, words_of
from sulh.web.map.drawings import picture_of
from sulh.web.map.parts import part_of

AREA = "implementation"
PAGE = 25  # stipulations in the table at a time
SHORT = 60  # letters of a stipulation in a list


def overview(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Show how far each agreement is carried out, and what waits for the reader to score."""
    words = words_of(request)
    shown = around(request, principal, process_id, AREA)
    found = reads.overview(principal, process_id)
    values = {
        "title": words.say("Agreements carried out"),
        "process_id": process_id,
        "found": found,
        "held": shown.frame,
        "lines": [(one, told(words, one.index)) for one in found.agreements],
        "to_name": [(words.say(TO_NAME[one.sort]), one) for one in found.waits],
    }
    return page(request, "change/overview.html.j2", values, here=shown.here)


def agreement(request: HttpRequest, principal: Principal, agreement_id: UUID) -> HttpResponse:
    """Show how far one agreement is carried out."""
    words = words_of(request)
    found = reads.standing(principal, agreement_id, words.tag)
    shown = below(request, principal, UUID(found.process_id), AREA)
    themes = [(words.say(THEME_WORDS[one]), *told(words, index)) for one, index in _by_name(words, found)]
    owed = [(side.name, *told(words, found.owed[side.id])) for side in found.sides if side.id in found.owed]
    part = part_of(request, [row(words, found, one) for one in found.stipulations], PAGE)
    values = {
        "title": words.say("{title}: how far it is carried out", title=words.name(found.title)),
        "found": found,
        "drawn": drawn(words, found),
        "picture_of": picture_of,
        "now": told(words, found.points[-1].index) if found.points else None,
        "scored_on": found.points[-1].on.isoformat() if found.points else None,
        "today": clock.today().isoformat(),
        "chosen": CHOSEN,
        "weights": WEIGHTS,
        "given_up": given_up(words, found.given_up),
        "compared": list(compared(words, found.days)),
        "owing": list(owing(words, found.stipulations)),
        "same_sources": list(same_sources(words, found.stipulations)),
        "kappa": None if found.kappa is None else reliability(words, found.kappa),
        "alpha": None if found.alpha is None else over_days(words, found.alpha),
        "themes": themes,
        "owed": owed,
        "late": [late(words, found, one) for one in found.overdue[:PAGE]],
        "unseen": any(not one.looked for one in found.overdue),
        "later": max(len(found.overdue) - PAGE, 0),
        "part": part,
        "own": [one for one in reads.to_score(principal, UUID(found.process_id)) if one.agreement_id == found.id],
        "sides_say": told_by_sides(words, principal, agreement_id),
        "acts": [(words.say(ACT_WORDS[one.kind]), one) for one in found.acts],
    }
    return page(request, "change/agreement.html.j2", values, here=shown.here)


def new(request: HttpRequest, principal: Principal, agreement_id: UUID) -> HttpResponse:
    """Write a stipulation down."""
    words = words_of(request)
    found, shown = keeping(request, principal, agreement_id)
    form = StipulationForm(words, _sides(found), request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.telling():
            writes.add(principal, agreement_id, form.given(), new_id=form.cleaned_data["new_id"])
            again = "again" in request.POST
            route = "stipulation-new" if again else "carried-out"
            return HttpResponseRedirect(reverse(route, args=[agreement_id]))
    values = {"title": words.say("Write a stipulation down"), "form": form, "action": request.path, "again": True}
    return page(request, "change/form.html.j2", values, here=shown.here)


def change(request: HttpRequest, principal: Principal, stipulation_id: UUID) -> HttpResponse:
    """Write a stipulation anew, or take it back, as long as nobody has scored it."""
    words = words_of(request)
    edit = reads.stipulation_to_change(principal, stipulation_id)
    found, shown = keeping(request, principal, UUID(edit.agreement_id))
    first = {
        "what": edit.words,
        "authority": edit.authority,
        "theme": edit.theme,
        "sides": edit.sides,
        "due": edit.due,
        "stamp": edit.stamp,
    }
    form = StipulationForm(words, _sides(found), request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        with form.telling():
            writes.change(principal, stipulation_id, form.given(), stamp=form.cleaned_data["stamp"])
            return HttpResponseRedirect(reverse("carried-out", args=[edit.agreement_id]))
    values: dict[str, Any] = {
        "title": words.say("Change this stipulation"),
        "form": form,
        "action": request.path,
        "scored": edit.scored,
        "asked": edit.asked,
        "remove": None if edit.scored or edit.asked else reverse("stipulation-remove", args=[stipulation_id]),
    }
    return page(request, "change/form.html.j2", values, here=shown.here)


def remove(request: HttpRequest, principal: Principal, stipulation_id: UUID) -> HttpResponse:
    """Take a stipulation back."""
    del request
    return HttpResponseRedirect(reverse("carried-out", args=[writes.remove(principal, stipulation_id)]))


def new_act(request: HttpRequest, principal: Principal, agreement_id: UUID) -> HttpResponse:
    """Write down what an authority did."""
    words = words_of(request)
    found, shown = keeping(request, principal, agreement_id)
    offered = [(one.value.id, short(words, one.value.number, one.words)) for one in found.stipulations]
    form = ActForm(words, offered, request.POST or None, initial={"day": clock.today()})
    if request.method == "POST" and form.is_valid():
        with form.telling():
            writes.add_act(principal, UUID(found.process_id), form.given(), new_id=form.cleaned_data["new_id"])
            return HttpResponseRedirect(reverse("carried-out", args=[agreement_id]) + "#acts")
    values = {"title": words.say("What an authority did"), "form": form, "action": request.path}
    return page(request, "change/form.html.j2", values, here=shown.here)


def remove_act(request: HttpRequest, principal: Principal, act_id: UUID) -> HttpResponse:
    """Take back what was written down of an authority."""
    del request
    return HttpResponseRedirect(reverse("implementation", args=[writes.remove_act(principal, act_id)]))


def keeping(request: HttpRequest, principal: Principal, agreement_id: UUID) -> tuple[Standing, Around]:
    """
    Return an agreement for whoever writes it down, and what stands around a page below it.

    Raises:
        Refused: For everybody else.
    """
    found = reads.standing(principal, agreement_id, words_of(request).tag)
    if not found.keeps:
        raise Refused
    return found, below_agreement(request, principal, found)


def below_agreement(request: HttpRequest, principal: Principal, found: Standing | Askable) -> Around:
    """Return what stands around a page that lies below the page of an agreement."""
    crumb = Link(words_of(request).name(found.title), reverse("carried-out", args=[found.id]))
    return below(request, principal, UUID(found.process_id), AREA, crumb)


def short(words: PageLanguage, number: int, text: str) -> str:
    """Return a stipulation as one of a list: its number and how it begins."""
    cut = text if len(text) <= SHORT else text[:SHORT] + "…"
    return f"{words.number(number)} · {cut}"


def _sides(found: Standing) -> list[tuple[str, str]]:
    return [(side.id, side.name) for side in found.sides]


def _by_name(words: PageLanguage, found: Standing) -> list[tuple[Theme, Index]]:
    return sorted(found.themes.items(), key=lambda one: str(words.say(THEME_WORDS[one[0]])))
