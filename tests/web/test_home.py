"""The first page of staff."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from sulh.store import clock
from sulh.store.models import Commitment, HarmCheck, Session, Statement
from tests.cast import Cast
from tests.web.people import enter, sign_in


def words(response: Any) -> str:
    """Return the words of a page."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", response.content.decode())).split())


def test_what_waits_is_told_with_its_age_and_leads_there(client: Client, cast: Cast) -> None:
    """Each line says what, where and how old, in words."""
    today = clock.today()
    Statement.objects.create(
        dialogue=cast.dialogue,
        number=10,
        source="proposal",
        asks="need",
        state="proposed",
        on=today - timedelta(days=3),
    )
    session = Session.objects.create(dialogue=cast.dialogue, number=1, on=today)
    Commitment.objects.create(session=session, side=cast.sides["hill"], due=today - timedelta(days=1))
    HarmCheck.objects.all().delete()
    sign_in(client, cast, "facilitator")

    shown = client.get(reverse("staff-home"))

    told = words(shown)
    assert "1 proposal to decide waiting for 3 days Talks on water" in told
    assert "1 commitment due 1 day late" in told
    assert "The harm check has no go yet before the next round" in told
    assert reverse("harm-check", kwargs={"dialogue_id": cast.dialogue.id}) in shown.content.decode()


def test_an_empty_page_says_what_to_do(client: Client, cast: Cast) -> None:
    """A new account is told how to get in, an administrator what they can do, a facilitator that nothing waits."""
    expected = {
        "nobody": "You do not work in a process yet.",
        "administrator": "Nothing waits for you. Your account This installation Found a process",
        "facilitator": "Nothing waits for you.",
        "translator": "You translate",
    }
    for who, sentence in expected.items():
        sign_in(client, cast, who)
        assert sentence in words(client.get(reverse("staff-home"))), who


def test_whoever_is_not_signed_in_is_led_to_the_sign_in(client: Client, cast: Cast) -> None:
    """A stranger, and an account whose second factor is missing, are asked for what is missing."""
    assert reverse("account_login") == client.get(reverse("staff-home"))["Location"]

    client.force_login(cast.staff["facilitator"], backend="django.contrib.auth.backends.ModelBackend")
    assert 302 == client.get(reverse("staff-home")).status_code


@pytest.mark.parametrize("who", ["hill", "hill-reader", "owner"])
def test_whoever_came_with_an_entry_number_finds_nothing(client: Client, cast: Cast, who: str) -> None:
    """The page is not for participants, and does not tell them that it is there."""
    enter(client, cast, who)
    assert 404 == client.get(reverse("staff-home")).status_code


def test_ages_are_in_the_readers_numerals(client: Client, cast: Cast) -> None:
    """In Arabic a page runs from right to left and counts in Arabic numerals."""
    Statement.objects.create(
        dialogue=cast.dialogue,
        number=10,
        source="proposal",
        asks="need",
        state="proposed",
        on=clock.today() - timedelta(days=30),
    )
    sign_in(client, cast, "facilitator", language="ar")

    shown = client.get(reverse("staff-home")).content.decode()

    assert 'dir="rtl"' in shown
    assert "٣٠" in shown
