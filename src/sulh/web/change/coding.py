"""
Who scores an agreement, and the scoring itself.

    POST w/carried-out/<agreement>/coding    as of which day, and which two
    POST w/carried-out/<agreement>/third     who settles what they see differently
    POST w/coders/<coder>/instead            who scores in the place of somebody who cannot go on
    POST w/codings/<id>/off                  giving it up
    GET  w/scores/<coder>                    one's own scores, a page at a time; POST keeps a page, .../in hands in
"""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from markupsafe import Markup

from sulh.access import Principal, Refused
from sulh.formats.implementation_words import SCORE_WORDS, THEME_WORDS
from sulh.store import clock
from sulh.store.coders import APART
from sulh.store.reads import implementation as reads
from sulh.store.reads.coders import Replaced, nameable, named, third_of
from sulh.store.reads.ground import code
from sulh.store.reads.implementation import Standing
from sulh.store.reads.own_scores import OwnScores, own_scores
from sulh.store.writes import coding as writes
from sulh.store.writes import naming_coders
from sulh.web.change.around import below
from sulh.web.change.forms import CodingForm, InsteadForm, NamingForm, ScoreForm, ThirdForm
from sulh.web.change.implementation import AREA, below_agreement
from sulh.web.incoming import a_number
from sulh.web.jinja import page, words_of


def open_(request: HttpRequest, principal: Principal, agreement_id: UUID) -> HttpResponse:
    """Let two evaluators score an agreement as of a day."""
    words = words_of(request)
    found = reads.standing(principal, agreement_id, words.tag)
    offered = reads.evaluators_of(principal, UUID(found.process_id))
    form = CodingForm(words, offered, request.POST or None, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with form.telling():
            chosen = (given["first"], given["second"])
            writes.open_(principal, agreement_id, given["on"], chosen, new_id=given["new_id"])
            return HttpResponseRedirect(reverse("carried-out", args=[agreement_id]))
    shown = below_agreement(request, principal, found)
    values = {
        "title": words.say("Have it scored"),
        "form": form,
        "action": request.path,
        "few": len(offered) < len(APART),
        "stipulations": len(found.stipulations),
        "process_id": found.process_id,
    }
    return page(request, "change/coding_new.html.j2", values, here=shown.here)


def third(request: HttpRequest, principal: Principal, agreement_id: UUID) -> HttpResponse:
    """Let a third evaluator settle what two see differently."""
    words = words_of(request)
    found = reads.standing(principal, agreement_id, words.tag)
    if found.coding is None:
        raise Refused
    coding_id = UUID(found.coding.id)
    if request.POST.get("third") and request.POST["third"] == third_of(principal, coding_id):  # pressed twice
        return HttpResponseRedirect(reverse("carried-out", args=[agreement_id]))
    offered = nameable(principal, coding_id)
    form = ThirdForm(words, offered, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.telling():
            naming_coders.name_third(principal, coding_id, form.cleaned_data["third"])
            return HttpResponseRedirect(reverse("carried-out", args=[agreement_id]))
    return _naming(request, principal, found, form, title=words.say("Name a third coder"), coder=None)


def instead(request: HttpRequest, principal: Principal, coder_id: UUID) -> HttpResponse:
    """Let somebody score in the place of a coder who left or cannot go on."""
    words = words_of(request)
    coder = named(principal, coder_id)
    after = reverse("carried-out", args=[coder.agreement_id])
    if request.POST.get("instead") == coder.staff:  # pressed twice
        return HttpResponseRedirect(after)
    found = reads.standing(principal, UUID(coder.agreement_id), words.tag)
    offered = nameable(principal, UUID(coder.coding_id))
    form = InsteadForm(words, offered, request.POST or None, initial={"gone": coder.staff})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with form.telling():
            naming_coders.replace(principal, coder_id, given["instead"], gone=given["gone"] or None)
            return HttpResponseRedirect(after)
    title = words.say("Somebody else as coder {n}", n=words.number(coder.number))
    return _naming(request, principal, found, form, title=title, coder=coder)


def _naming(
    request: HttpRequest,
    principal: Principal,
    found: Standing,
    form: NamingForm,
    *,
    title: Markup,
    coder: Replaced | None,
) -> HttpResponse:
    """Show who can be named, third or in the place of a coder."""
    shown = below_agreement(request, principal, found)
    values = {
        "title": title,
        "form": form,
        "action": request.path,
        "coder": coder,
        "nobody": not form.offered,
        "process_id": found.process_id,
    }
    return page(request, "change/coder_name.html.j2", values, here=shown.here)


def call_off(request: HttpRequest, principal: Principal, coding_id: UUID) -> HttpResponse:
    """Give a coding up."""
    del request
    return HttpResponseRedirect(reverse("carried-out", args=[writes.call_off(principal, coding_id)]))


def scores(request: HttpRequest, principal: Principal, coder_id: UUID) -> HttpResponse:
    """Show what one scores, a page at a time, and keep it."""
    words = words_of(request)
    found = own_scores(principal, coder_id, page=a_number(request.POST.get("page") or request.GET.get("page")))
    form = ScoreForm(words, found.rows, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.telling():
            writes.score(principal, coder_id, form.given())
            return HttpResponseRedirect(_next(coder_id, found))
    shown = below(request, principal, UUID(found.process_id), AREA)
    values = {
        "title": words.say("Score: {title}", title=words.name(found.agreement)),
        "found": found,
        "form": form,
        "rows": [(one, words.say(THEME_WORDS[code(one.theme)])) for one in found.rows],
        "scale": [(key, words.say(text)) for key, text in SCORE_WORDS.items()],
        "coder_id": coder_id,
    }
    return page(request, "change/scores.html.j2", values, here=shown.here)


def hand_in(request: HttpRequest, principal: Principal, coder_id: UUID) -> HttpResponse:
    """Say that one's scores are done."""
    del request
    writes.hand_in(principal, coder_id)
    return HttpResponseRedirect(reverse("scores", args=[coder_id]))


def _next(coder_id: UUID, found: OwnScores) -> str:
    """Return the address of the page after this one, or of this one where it is the last."""
    number = min(found.page + 1, found.pages)
    return f"{reverse('scores', args=[coder_id])}?page={number}"
