"""
How a view is declared, so that its permission can be read, tested and never forgotten.

    route("rounds/<uuid:round_id>/close", views.close, "round-close", asks=("round", "change"))
    open_route("", views.entrance, "entrance")        for everybody: the entrance and little else

A view takes the request and its `Principal`. What the principal may not see and what does not exist end in one and
the same page. `tests/web/test_access_matrix.py` walks every route from the URL resolver and fails on one that was not
declared here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import NoReverseMatch, URLPattern, path, reverse

from sulh.access import TABLE, Over, Principal, Refused, Verb
from sulh.store.errors import Conflict, Incomplete
from sulh.vault.codes import TooBusy
from sulh.web import errors
from sulh.web.principal import BETWEEN, principal_of

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Principal, P], HttpResponse]
METHODS = ("GET", "POST")


@dataclass(frozen=True)
class Declared:
    """What a route asks of the access table; nothing where it is open to everybody."""

    name: str
    asks: tuple[str, Verb] | None
    methods: tuple[str, ...]


def route(
    pattern: str, view: View[P], name: str, *, asks: tuple[str, Verb], methods: tuple[str, ...] = METHODS
) -> URLPattern:
    """
    Declare a view with the row of the access table that it asks.

    Raises:
        KeyError: At start, if the table has no such row.
    """
    if asks not in TABLE:
        raise KeyError(f"route {name}: the access table has no row {asks}")
    return _path(pattern, view, Declared(name, asks, methods))


def open_route(pattern: str, view: View[P], name: str, *, methods: tuple[str, ...] = METHODS) -> URLPattern:
    """Declare a view that everybody may see, stranger or not."""
    return _path(pattern, view, Declared(name, None, methods))


def library_route(pattern: str, view: Callable[..., HttpResponseBase], name: str) -> URLPattern:
    """Declare a view of a library, which knows no `Principal` and asks for itself: sign-in and second factor."""

    @wraps(view)
    def declared(request: HttpRequest, /, *args: object, **kwargs: object) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    vars(declared)["declared"] = Declared(name, None, METHODS)
    return path(pattern, declared, name=name)


def place(name: str, **at: object) -> str | None:
    """Return the address of another area; None where this installation does not serve it."""
    try:
        return reverse(name, kwargs=at)
    except NoReverseMatch:
        return None


def _path(pattern: str, view: View[P], declared: Declared) -> URLPattern:
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if ("GET" if request.method == "HEAD" else request.method) not in declared.methods:
            return HttpResponseNotAllowed(declared.methods)
        try:
            principal = vars(request)["acting"] = principal_of(request)
            return view(request, principal, *args, **kwargs)
        except (Conflict, Incomplete, Over) as refusal:
            return errors.not_now(request, refusal)
        except Refused:
            if request.session.get(BETWEEN) and request.method == "GET" and declared.name != "station":
                return redirect("station")  # the way back on a shared device leads to the next person's entry
            return errors.nothing_here(request)
        except (OperationalError, InterfaceError, DatabaseError, TooBusy):
            return errors.not_saved(request)

    vars(guarded)["declared"] = declared
    return path(pattern, guarded, name=declared.name)
