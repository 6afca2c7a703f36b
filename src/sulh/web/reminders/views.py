"""One's own address for reminders, and the digest of what waits. Both are for whoever has an account."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from sulh.access import STRANGER, Principal
from sulh.store.errors import Invalid
from sulh.store.reads import reminders as reads
from sulh.store.reads.digest import digest
from sulh.store.writes import reminders as writes
from sulh.web.account.views import first_page
from sulh.web.jinja import page, words_of
from sulh.web.navigation import for_staff
from sulh.web.reminders.digest import told, told_of_map
from sulh.web.reminders.forms import Giving, Proving, tell


def own(request: HttpRequest, principal: Principal) -> HttpResponse:
    """Show how somebody is reminded; take an address and send a code to it."""
    if principal == STRANGER:
        return HttpResponseRedirect(first_page(request))
    words = words_of(request)
    giving = Giving(words, request.POST if request.method == "POST" else None)
    if request.method == "POST" and giving.is_valid():
        try:
            writes.give(principal, giving.cleaned_data["address"], words.tag)
            return HttpResponseRedirect(reverse("reminders"))
        except Invalid as refusal:
            tell(giving, refusal)
    return _own(request, principal, giving=giving)


def prove(request: HttpRequest, principal: Principal) -> HttpResponse:
    """Take the code that came to an address."""
    if principal == STRANGER:
        return HttpResponseRedirect(first_page(request))
    proving = Proving(words_of(request), request.POST)
    if proving.is_valid():
        try:
            writes.prove(principal, proving.cleaned_data["code"])
            return HttpResponseRedirect(reverse("reminders"))
        except Invalid as refusal:
            tell(proving, refusal)
    return _own(request, principal, proving=proving)


def take_back(request: HttpRequest, principal: Principal) -> HttpResponse:
    """Forget somebody's own address."""
    if principal == STRANGER:
        return HttpResponseRedirect(first_page(request))
    writes.take_back(principal)
    return HttpResponseRedirect(reverse("reminders"))


def waiting(request: HttpRequest, principal: Principal) -> HttpResponse:
    """Show everything that waits on one sheet, by numbers; with titles where somebody asks for them."""
    if principal == STRANGER:
        return HttpResponseRedirect(first_page(request))
    words, titles = words_of(request), request.GET.get("titles") == "1"
    found = digest(principal, words.tag, titles=titles)
    values = {
        "title": words.say("Digest of what waits"),
        "day": words.when(found.today.isoformat()),
        "on_maps": [told_of_map(words, one, found.today) for one in found.on_maps],
        "parts_of": [(part, told(words, part)) for part in found.parts],
        "titles": titles,
    }
    return page(request, "reminders/digest.html.j2", values, here=for_staff(request, principal))


def _own(
    request: HttpRequest, principal: Principal, *, giving: Giving | None = None, proving: Proving | None = None
) -> HttpResponse:
    words = words_of(request)
    values: dict[str, Any] = {
        "title": words.say("Reminders"),
        "own": reads.own(principal, words.tag),
        "giving": giving or Giving(words),
        "proving": proving or Proving(words),
    }
    status = 422 if request.method == "POST" else 200
    return page(request, "reminders/own.html.j2", values, here=for_staff(request, principal), status=status)
