"""
What every template can call: words, addresses, files of pages, and what is true of the page at hand.

    words, say, count, name    the reader's language (`sulh.papers.page`): what goes into a sentence is escaped
    url, static                addresses
    csrf_input                 the hidden field of every form
    here                       neutral name, languages, who is signed in, navigation (`Here`)

One environment for all pages: it escapes, and a name that a view did not hand over is a fault, not an empty place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from django.conf import settings
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.backends.jinja2 import Jinja2
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from sulh.access import SEATED, STRANGER, Principal, Role
from sulh.figures import marks
from sulh.papers.page import PageLanguage, page_language
from sulh.web.pictures import picture
from sulh.web.principal import LANGUAGES, STATION
from sulh.words.text import clean

OK, NOT_KEPT = 200, 422
OWN_NAMES = (("ar", "العربية"), ("fr", "Français"), ("en", "English"))


class Link(NamedTuple):
    """One place of the navigation; `badge` says how many things wait there."""

    label: str
    href: str
    current: bool = False
    badge: int | str | None = None


@dataclass(frozen=True)
class Named:
    """Somebody or something with a name, as pages show it."""

    name: str
    id: str


@dataclass(frozen=True)
class Here:
    """What is true of the page at hand."""

    neutral_name: str
    demo: bool
    language: str
    languages: tuple[tuple[str, str], ...] = OWN_NAMES
    staff: Named | None = None
    process: Named | None = None
    dialogue: Named | None = None
    profile: str | None = None
    nav: tuple[Link, ...] = ()
    beside: tuple[Link, ...] = ()  # what belongs to the area at hand
    crumbs: tuple[Link, ...] = ()
    path: str = "/"


class Templates(Jinja2):
    """Jinja2 as Django calls it; also for the pages of accounts, which ask for names ending in .html."""

    def get_template(self, template_name: str) -> Any:
        """Find a template under its own name, or with .j2 behind it."""
        name = template_name if template_name.endswith(".j2") else f"{template_name}.j2"
        return super().get_template(name)


def environment(**options: Any) -> Environment:
    """Return the environment of all pages."""
    given = options | {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    del given["autoescape"]
    made = Environment(autoescape=True, **given)
    made.globals |= {"url": _url, "static": static, "clean": clean, "side_kind": side_kind, "picture": picture}
    return made


def _url(name: str, **values: object) -> str:
    return reverse(name, kwargs=values or None)


def side_kind(mark: int) -> str:
    """Return the name of the shape and colour of a side, by its mark."""
    return marks.kind(mark).removeprefix("s")


def here_of(request: HttpRequest, **more: Any) -> Here:
    """Return what is true of every page of this request, and what a view adds."""
    config = settings.SULH
    return Here(
        neutral_name=config.neutral_name, demo=config.demo, language=words_of(request).tag, path=request.path, **more
    )


def words_of(request: HttpRequest) -> PageLanguage:
    """Return the reader's language."""
    found: PageLanguage = getattr(request, "words", None) or page_language("en")
    return found


def speech(request: HttpRequest, here: Here) -> dict[str, Any]:
    """Return what a template can call, for one request."""
    words = words_of(request)
    token = Markup('<input type="hidden" name="csrfmiddlewaretoken" value="{}">').format(get_token(request))
    return {
        "words": words,
        "say": words.say,
        "count": words.count,
        "name": words.name,
        "csrf_input": token,
        "here": here,
        "reader": partial(reader, request),
        "seated": partial(seated, request),
        "lent": partial(lent, request),  # asked by pages of participants alone: an error page opens no session
        "offered": partial(offered, request),  # the same
        "request": request,
    }


def reader(request: HttpRequest) -> bool:
    """Return whether the one who asks is a reader of a side: their pages lead to other places."""
    acting: Principal = vars(request).get("acting", STRANGER)
    return acting.holds(Role.READER)


def seated(request: HttpRequest) -> bool:
    """Return whether the one who asks came with an entry number: their telephone keeps what pages are called."""
    acting: Principal = vars(request).get("acting", STRANGER)
    return any(acting.holds(role) for role in SEATED)


def lent(request: HttpRequest) -> int:
    """Return after how many seconds a page of a shared device is taken back; 0 on a device of one's own."""
    session: Any = getattr(request, "session", {})
    return int(session["idle"]) + 5 if session.get(STATION) else 0


def offered(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    """Return the languages that a person's own pages can be read in: those of their dialogue, once they are inside."""
    session: Any = getattr(request, "session", {})
    theirs = session.get(LANGUAGES)
    return tuple(one for one in OWN_NAMES if theirs is None or one[0] in theirs)


def spoken(request: HttpRequest) -> dict[str, Any]:
    """Return what templates of django-allauth's views can call: the same as ours."""
    return speech(request, here_of(request)) | {"trail": ()}


def page(
    request: HttpRequest,
    template: str,
    values: Mapping[str, Any] | None = None,
    *,
    here: Here | None = None,
    status: int = OK,
) -> HttpResponse:
    """Return a page made from a template; one that shows a form again that was not kept says so by its status too."""
    from django.template.loader import get_template

    if status == OK and _sent_back(request, values or {}):
        status = NOT_KEPT
    spoken = speech(request, here or here_of(request)) | dict(values or {})
    own: Any = get_template(template)  # Jinja's own template is inside
    return HttpResponse(own.template.render(spoken), status=status, headers={"Content-Language": words_of(request).tag})


def _sent_back(request: HttpRequest, values: Mapping[str, Any]) -> bool:
    """Whether a form that was sent comes back with faults, or because nothing was in it."""
    if request.method != "POST":
        return False
    given = [value for value in values.values() if isinstance(value, BaseForm)]
    return any(form.errors if form.is_bound else not request.POST for form in given)


def error_page(request: HttpRequest, template: str, *, status: int, **values: Any) -> HttpResponse:
    """Return a page of an error: no database, no session."""
    return page(request, template, values, status=status)
