"""How the people of the cast come in, without going through the pages of entry; no test lives here."""

from __future__ import annotations

from django.test import Client

from sulh.store import clock
from sulh.store.study_kept import asked_of
from sulh.web.principal import HALVES, SEAT, SHEET
from tests.adversary.pages import forms
from tests.cast import Cast

HALF_AN_HOUR, HALF_A_DAY = 30 * 60, 12 * 60 * 60


def enter(client: Client, cast: Cast, name: str, *, language: str = "en") -> Client:
    """Let somebody with a code in, as the entrance would; who answers a study has agreed to it."""
    seat = cast.seats[name]
    agreed: dict[str, object] = {SHEET: asked_of(seat.group.study).digest, HALVES: {}} if seat.group else {}
    return _session(client, {SEAT: str(seat.id), "language": language, **agreed})


def sign_in(client: Client, cast: Cast, name: str, *, language: str = "en") -> Client:
    """Let somebody with an account in, with their second factor."""
    client.force_login(cast.staff[name], backend="django.contrib.auth.backends.ModelBackend")
    methods = [{"method": "password"}, {"method": "mfa", "type": "totp"}]
    return _session(client, {"account_authentication_methods": methods, "language": language})


def agree(client: Client) -> None:
    """Agree to what somebody who answers a study reads first, as the form on that page would."""
    form = next(one for one in forms(client.get("/sheet/first").content) if "read" in one.holds)
    assert "/sheet" == client.post(form.action, form.holds | {"answer": "yes"}).headers["Location"]


def _session(client: Client, values: dict[str, object]) -> Client:
    session = client.session
    now = int(clock.now().timestamp())
    session.update({**values, "since": now, "seen": now, "idle": HALF_AN_HOUR, "longest": HALF_A_DAY})
    session.save()
    client.cookies["s"] = str(session.session_key)
    return client
