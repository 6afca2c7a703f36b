"""
The door: what a server hands over, stripped of everything that tells who asks from where.

The client address becomes a constant, agent and forwarding headers are dropped before any library sees them. Behind
it stands Django. The server itself keeps no access log (`sulh serve`).
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

NOWHERE = "192.0.2.0"  # of the range for examples: it stands for every client's address
DROPPED = (
    "HTTP_USER_AGENT",
    "HTTP_FORWARDED",
    "HTTP_VIA",
    "HTTP_X_REAL_IP",
    "HTTP_REFERER_FULL",
    "REMOTE_HOST",
    "REMOTE_PORT",
)
DROPPED_BEGINNINGS = ("HTTP_X_FORWARDED", "HTTP_SEC_CH", "HTTP_X_CLIENT", "HTTP_CF_", "HTTP_TRUE_CLIENT")


def nobody(application: WSGIApplication, *, scheme: str | None = None) -> WSGIApplication:
    """
    Wrap an application so that it cannot know who asks.

    Args:
        application: What to wrap.
        scheme: "https" where a server in front ends the encryption; None leaves it as it came.
    """

    def wrapped(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        known: dict[str, Any] = {
            name: value
            for name, value in environ.items()
            if name not in DROPPED and not name.startswith(DROPPED_BEGINNINGS)
        }
        known["REMOTE_ADDR"] = NOWHERE
        if scheme is not None:
            known["wsgi.url_scheme"] = scheme
        return application(known, start_response)

    return wrapped


def _application() -> WSGIApplication:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sulh.web.settings")
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from django.urls import get_resolver

    application = get_wsgi_application()
    len(get_resolver().url_patterns)  # reads every page's code now, not with the first request of each worker
    gc.collect()
    gc.freeze()  # what is there from the start is there to the end: it is not looked through while pages are made
    return nobody(application, scheme=None if settings.PLAIN else "https")


def __getattr__(name: str) -> WSGIApplication:
    """Make the application when a server asks for it, not when this module is imported."""
    if name != "application":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return _application()
