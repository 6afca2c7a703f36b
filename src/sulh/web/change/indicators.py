"""
Indicators, and everything of this area as files.

    GET  change/indicators              what is counted, every number by day and part
    POST change/indicators/new          one more, with its cut; w/indicators/<id>/remove until something was found
    POST w/indicators/<id>/numbers      of a day: before, aimed at, found
    GET  change/logframe.xlsx           indicators, assumptions, outcomes and what others say of them
    POST change/results                 results of IATI, of initiatives that are shown to the public in full
"""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from markupsafe import Markup, escape
from msgspec.structs import replace

from sulh.access import Principal, Refused
from sulh.formats.iati import Reporter, iati
from sulh.formats.iati_results import result
from sulh.formats.logframe import logframe
from sulh.formats.media import XLSX
from sulh.formats.outcome_words import COUNTED_WORDS, KIND_WORDS, LEVEL_WORDS, ROLE_WORDS
from sulh.formats.track_words import CHANGE_WORDS
from sulh.model.actors import Actor, Name
from sulh.model.outcomes import Indicator
from sulh.papers.page import PageLanguage
from sulh.store import clock, models
from sulh.store.reads import outcomes as reads
from sulh.store.reads.outcomes import Around, PublicResults
from sulh.store.writes import indicators as writes
from sulh.web.change.around import around, below
from sulh.web.change.outcome_forms import IndicatorForm, NumbersForm
from sulh.web.change.outcome_telling import whose
from sulh.web.downloads import download
from sulh.web.jinja import page, words_of
from sulh.web.map.file_forms import RegisterForm

AREA: Final = "indicators"


def overview(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Show what is counted, with every number."""
    words = words_of(request)
    shown = around(request, principal, process_id, AREA)
    held = reads.indicators(principal, process_id, words.tag)
    values = {
        "title": words.say("Indicators"),
        "process_id": process_id,
        "around": held.around,
        "rows": [
            (one, _facts(words, one, held.around), _heads(words, one), _numbers(words, one)) for one in held.found
        ],
    }
    return page(request, "change/indicators.html.j2", values, here=shown.here)


def new(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Write an indicator down."""
    words = words_of(request)
    held = reads.indicators(principal, process_id, words.tag).around
    if not held.keeps:
        raise Refused
    form = IndicatorForm(words, held, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.telling():
            writes.add(principal, process_id, form.given(), new_id=form.cleaned_data["new_id"])
            return HttpResponseRedirect(reverse("indicators", args=[process_id]))
    shown = below(request, principal, process_id, AREA)
    values = {"title": words.say("Write an indicator down"), "form": form, "action": request.path}
    return page(request, "change/form.html.j2", values, here=shown.here)


def remove(request: HttpRequest, principal: Principal, indicator_id: UUID) -> HttpResponse:
    """Take an indicator back of which nothing was found yet."""
    del request
    return HttpResponseRedirect(reverse("indicators", args=[writes.remove(principal, indicator_id)]))


def numbers(request: HttpRequest, principal: Principal, indicator_id: UUID) -> HttpResponse:
    """Put numbers of a day."""
    words = words_of(request)
    process_id = reads.process_of(principal, models.Indicator, indicator_id)
    held = reads.indicators(principal, process_id, words.tag)
    found = next(one for one in held.found if one.id == str(indicator_id))
    form = NumbersForm(words, found, request.POST or None, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with form.telling():
            writes.put(principal, indicator_id, given["role"], form.numbers(), on=given["on"])
            return HttpResponseRedirect(reverse("indicators", args=[process_id]) + f"#n-{found.number}")
    shown = below(request, principal, process_id, AREA)
    measured = any(one.role == "actual" for one in found.readings)
    values = {
        "title": words.say("Numbers: {indicator}", indicator=words.name(found.words)),
        "form": form,
        "action": request.path,
        "remove": None if measured else reverse("indicator-remove", args=[indicator_id]),
    }
    return page(request, "change/form.html.j2", values, here=shown.here)


def frame_file(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Give everything of this area as a workbook."""
    data = logframe(reads.logframe_of(principal, process_id, words_of(request).tag))
    return download(data, XLSX, "logframe.xlsx")


def results(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Give indicators for a public register, of what is shown to the public in full and of nothing else."""
    words = words_of(request)
    found = reads.public_results(principal, process_id)
    form = RegisterForm(words, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        data = _written(found, Reporter(given["ref"], given["kind"], Name(given["name"], given["language"])))
        if data:
            return download(data, "application/xml", "results.xml")
        form.add_error(None, str(words.say("No initiative that is shown to the public in full has an indicator.")))
    shown = below(request, principal, process_id, AREA)
    values = {
        "title": words.say("Results for a public register"),
        "process_id": process_id,
        "form": form,
        "action": request.path,
        "count_of": len(found.cards),
        "least": found.least,
    }
    return page(request, "change/results.html.j2", values, here=shown.here)


def _written(found: PublicResults, reporter: Reporter) -> bytes:
    """Return the file: whoever publishes answers for these initiatives, since no owner does."""
    publisher = Actor(reporter.ref, "organisation", (reporter.name,), keys={"iati": reporter.ref})
    return iati(
        [replace(card, owner=reporter.ref) for card in found.cards],
        reporter=reporter,
        now=clock.now(),
        actors=[publisher],
        results={card.id: [result(one) for one in found.indicators[card.id]] for card in found.cards},
    ).data


def _facts(words: PageLanguage, one: Indicator, held: Around) -> Markup:
    """Return in one line what an indicator is."""
    told = [words.say(LEVEL_WORDS[one.level]), words.say(CHANGE_WORDS[one.family])]
    told += [words.say(KIND_WORDS[one.kind])] if one.kind else []
    told.append(words.say(COUNTED_WORDS[one.counted]))
    told.append(words.say("more is the better") if one.rises else words.say("less is the better"))
    told.append(words.say("Source: {source}", source=words.name(one.source)))
    told.append(whose(words, one.initiative, held))
    return Markup(" · ").join(told)


def _heads(words: PageLanguage, one: Indicator) -> list[tuple[Markup, str]]:
    parts = [words.say("All together"), *(words.name(part) for part in one.parts)]
    return [(words.say("Day"), ""), (words.say("What it is"), ""), *((part, "n") for part in parts)]


def _numbers(words: PageLanguage, one: Indicator) -> list[tuple[Markup, ...]]:
    """Return every number, a row a day and role; what nobody counted is told as not known and never as 0."""
    rows = []
    unknown = words.say("not known")
    for on, role in sorted({(each.on, each.role) for each in one.readings}):
        held = {each.part: each.number for each in one.readings if (each.on, each.role) == (on, role)}
        cells = [escape(words.number(held[part])) if part in held else unknown for part in range(len(one.parts) + 1)]
        rows.append((escape(words.when(on.isoformat())), words.say(ROLE_WORDS[role]), *cells))
    return rows
