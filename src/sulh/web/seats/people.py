"""
A facilitator's key, and the sealed list that it opens.

    key                  make it (standard), or bring its public half (high)
    people ──▶ people-write       somebody is sealed
       ├─────▶ people-open        somebody is looked for: the answer to the form is the only page with a name on it
       ├─────▶ people-export      all own boxes as a file (high)
       └─────▶ people-erase, people-erase-all

No name, label or passphrase is part of an address, of a session or of a second page.
"""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from sulh.access import Principal, Refused
from sulh.store.errors import Invalid
from sulh.store.reads import identities as reads
from sulh.store.writes import facilitator_keys, identities
from sulh.web.downloads import download
from sulh.web.incoming import an_id
from sulh.web.jinja import page, words_of
from sulh.web.navigation import in_process
from sulh.web.seats.forms import Key, Passphrase, PublicHalf, Search, Somebody

FILE = "list.txt"  # says nothing of what is inside


def key(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Show one's own key by its fingerprint, and make or replace it."""
    own = reads.own_key(principal, process_id)
    form = _form_of_key(request, own)
    if form.is_bound and form.is_valid():
        try:
            _keep(principal, process_id, form)
        except Invalid as refusal:
            form.told(refusal, words_of(request))
        else:
            return HttpResponseRedirect(reverse("key", kwargs={"process_id": process_id}))
    if isinstance(form, PublicHalf) and form.is_bound:
        form.forget()
    here, _ = in_process(request, principal, process_id, "people")
    values = {"title": words_of(request).say("Your key"), "key": own, "form": form, "process_id": process_id}
    return page(request, "seats/key.html.j2", values, here=here, status=422 if form.is_bound else 200)


def people(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Show how many people are sealed to one's own key."""
    return _people(request, principal, process_id)


def write(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Seal somebody's identity."""
    if request.method != "POST":
        return _back(principal, process_id)
    words = words_of(request)
    form = Somebody(words, reads.people_page(principal, process_id), request.POST)
    if form.is_valid():
        try:
            identities.write(principal, process_id, an_id(form.cleaned_data["keeper"]), form.person())
        except Invalid as refusal:
            form.told(refusal, words)
        else:
            return _back(principal, process_id)
    return _people(request, principal, process_id, somebody=form)


def search(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Open what fits, for this one answer."""
    if request.method != "POST":
        return _back(principal, process_id)
    words = words_of(request)
    form = Search(words, request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            found = identities.search(principal, process_id, given["wanted"], given["passphrase"])
        except Invalid as refusal:
            form.told(refusal, words)
        else:
            here, _ = in_process(request, principal, process_id, "people")
            values = {"title": words.say("Found"), "found": found, "process_id": process_id}
            return page(request, "seats/opened.html.j2", values, here=here)
    return _people(request, principal, process_id, wanted=form)


def export(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Hand out one's own boxes, sealed, as a file."""
    if request.method != "POST":
        return _back(principal, process_id)
    return download(identities.export(principal, process_id), "text/plain; charset=utf-8", FILE)


def erase(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Erase the entry of somebody who was just looked for."""
    if request.method == "POST":
        reads.own_key(principal, process_id)
        identities.erase(principal, process_id, an_id(request.POST.get("entry")))
    return _back(principal, process_id)


def erase_all(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Ask once more, then erase all of one's own entries."""
    if request.method != "POST":
        return _back(principal, process_id)
    own = reads.own_key(principal, process_id)
    seen = request.POST.get("seen", "")
    if not seen:
        here, _ = in_process(request, principal, process_id, "people")
        values = {"title": words_of(request).say("Erase your list"), "key": own, "process_id": process_id}
        return page(request, "seats/erase.html.j2", values, here=here)
    if not (seen.isascii() and seen.isdecimal() and len(seen) < len(str(identities.MOST_BOXES)) + 1):
        raise Refused
    identities.erase_all(principal, process_id, seen=int(seen))
    return _back(principal, process_id)


def _form_of_key(request: HttpRequest, own: reads.KeyShown) -> Key:
    kind = PublicHalf if own.profile == "high" else Passphrase
    return kind(words_of(request), own, request.POST if request.method == "POST" else None)


def _keep(principal: Principal, process_id: UUID, form: Key) -> None:
    """Make or bring a key, as the form asks."""
    given = form.cleaned_data
    if isinstance(form, PublicHalf):
        facilitator_keys.register(principal, process_id, given["public"], **form.before())
    elif given["passphrase"] != given["again"]:
        raise Invalid({"again": "not-the-same"})
    else:
        facilitator_keys.make(principal, process_id, given["passphrase"], **form.before())


def _people(
    request: HttpRequest,
    principal: Principal,
    process_id: UUID,
    *,
    somebody: Somebody | None = None,
    wanted: Search | None = None,
) -> HttpResponse:
    words = words_of(request)
    shown = reads.people_page(principal, process_id)
    here, _ = in_process(request, principal, process_id, "people")
    values = {
        "title": words.say("Names and contacts"),
        "process_id": process_id,
        "people": shown,
        "somebody": somebody or Somebody(words, shown),
        "wanted": wanted or Search(words),
    }
    return page(request, "seats/people.html.j2", values, here=here, status=422 if somebody or wanted else 200)


def _back(principal: Principal, process_id: UUID) -> HttpResponse:
    """Lead back to the list, which must be theirs: a redirect tells nobody else that there is one."""
    reads.people_page(principal, process_id)
    return HttpResponseRedirect(reverse("people", kwargs={"process_id": process_id}))
