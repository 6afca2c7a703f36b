"""Before the gravest acts the password is asked for again; what was typed before lies nowhere meanwhile."""

from __future__ import annotations

import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from sulh.store.models import Process, Staff
from sulh.web.sessions import SessionStore
from tests.cast import Cast
from tests.web.people import sign_in

PASSWORD = "five unrelated words of mine"


def _in(client: Client, cast: Cast, who: str) -> None:
    """Sign somebody in who has a password, a good while ago."""
    cast.staff[who].set_password(PASSWORD)
    cast.staff[who].save()
    sign_in(client, cast, who)
    session = client.session
    session["account_authentication_methods_user"] = str(cast.staff[who].pk)
    session.save()


@pytest.mark.parametrize("name", ["process-purge", "process-close"])
def test_what_was_typed_is_not_kept_while_the_password_is_asked_for(client: Client, cast: Cast, name: str) -> None:
    """The name of a process that is to be deleted stands in no session, and so not in the database in clear."""
    _in(client, cast, "facilitator")
    address = reverse(name, kwargs={"process_id": cast.process.id})
    answer = client.post(address, {"typed": "Valley talks"})
    kept = [str(SessionStore().decode(row.session_data)) for row in Session.objects.all()]

    assert f"{reverse('account_reauthenticate')}?next=" in answer.headers["Location"]
    assert address.replace("/", "%2F") in answer.headers["Location"]
    assert not any("Valley" in session or str(client.session.session_key) in session for session in kept)
    assert Process.objects.filter(pk=cast.process.id, closed=None).exists()


def test_a_browser_left_open_opens_no_other_account(client: Client, cast: Cast) -> None:
    """A new first password is made after the administrator's own was given, and not before."""
    _in(client, cast, "administrator")
    address = reverse("account-renew", kwargs={"staff_id": cast.staff["facilitator"].id})
    asked = client.post(address).headers["Location"]
    client.post(asked, {"password": "not it"})
    between = client.post(address).status_code
    back = client.post(asked, {"password": PASSWORD}).headers["Location"]
    led = client.get(back).headers["Location"]
    found = re.search(r"[a-z2-7]{24}", client.post(address).content.decode())

    assert (302, address, reverse("accounts")) == (between, back, led)
    assert found is not None
    assert Staff.objects.get(account="facilitator").check_password(found[0])
