"""The entrance: a code is typed, never part of an address."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from sulh.access import Principal
from sulh.web.jinja import page
from sulh.words.language import LANGUAGES


def entrance(request: HttpRequest, principal: Principal) -> HttpResponse:
    """Ask for the entry number."""
    del principal
    return page(request, "entrance.html.j2", {"title": "Enter"})


def language(request: HttpRequest, principal: Principal) -> HttpResponse:
    """Change the language and go back to where one was."""
    del principal
    tag = request.POST.get("language", "")
    if tag in LANGUAGES:
        request.session["language"] = tag
    back = request.POST.get("back", "/")
    here = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return HttpResponseRedirect(back if here else "/")


def quick_exit(request: HttpRequest, principal: Principal) -> HttpResponse:
    """End the session, ask the browser to forget, and show a neutral page."""
    del principal
    request.session.flush()
    response = page(request, "away.html.j2", {"title": ""})
    response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response
