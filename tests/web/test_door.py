"""The door: nothing that tells who asks from where comes through it."""

from __future__ import annotations

import logging
import sys
from typing import Any

import pytest
from django.test import Client

from sulh.web.logging import Plain
from sulh.web.wsgi import NOWHERE, nobody

TELLING = {
    "REMOTE_ADDR": "203.0.113.9",
    "REMOTE_PORT": "4711",
    "HTTP_USER_AGENT": "Telephone 7",
    "HTTP_X_FORWARDED_FOR": "203.0.113.9",
    "HTTP_X_REAL_IP": "203.0.113.9",
    "HTTP_FORWARDED": "for=203.0.113.9",
    "HTTP_VIA": "proxy 203.0.113.9",
    "HTTP_CF_CONNECTING_IP": "203.0.113.9",
    "HTTP_SEC_CH_UA_MODEL": "Telephone 7",
}


def through(environ: dict[str, Any], *, scheme: str | None = None) -> dict[str, Any]:
    """Return what an application behind the door is handed."""
    seen: dict[str, Any] = {}

    def application(inner: dict[str, Any], _: object) -> list[bytes]:
        seen.update(inner)
        return []

    wrapped: Any = nobody(application, scheme=scheme)
    wrapped(environ, lambda *_: None)
    return seen


def test_no_address_and_no_agent_come_through() -> None:
    """Behind the door nobody can say where a request came from or what sent it."""
    seen = through({**TELLING, "PATH_INFO": "/", "HTTP_ACCEPT_LANGUAGE": "ar"})

    assert {"REMOTE_ADDR": NOWHERE, "PATH_INFO": "/", "HTTP_ACCEPT_LANGUAGE": "ar"} == seen


def test_the_request_itself_is_left_as_it_is() -> None:
    """What the server keeps for itself is not altered by the door."""
    environ = dict(TELLING)
    through(environ)

    assert TELLING == environ


def test_encryption_that_ended_in_front_is_believed() -> None:
    """Behind a server that ends the encryption the pages know that they are encrypted."""
    assert "https" == through({"wsgi.url_scheme": "http"}, scheme="https")["wsgi.url_scheme"]


def test_an_error_leaves_no_value_behind() -> None:
    """A line of the log names the kind of a fault and where in the code, and nothing that somebody wrote."""
    try:
        int("0712 0001 0000 0001 answered agree")
    except ValueError:
        record = logging.LogRecord("sulh", logging.ERROR, __file__, 1, "failed for %s", ("ann",), sys.exc_info())

    line = Plain().format(record)
    assert "ValueError" in line
    assert not {"0712", "ann", "agree"} & set(line.replace(">", " ").split())


@pytest.mark.django_db
def test_every_page_has_the_headers_of_the_house(client: Client) -> None:
    """No page is stored, framed, indexed, or may load anything from elsewhere."""
    response = client.get("/")

    assert "no-store" == response["Cache-Control"]
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "same-origin" == response["Referrer-Policy"]
    assert "nosniff" == response["X-Content-Type-Options"]
    assert "camera=()" in response["Permissions-Policy"]
