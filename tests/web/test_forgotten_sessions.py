"""Whoever leaves is in no session any more, on no device; everybody else goes on undisturbed."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from sulh.web.sessions import SessionStore
from tests.cast import Cast
from tests.web.people import enter


def held() -> list[dict[str, object]]:
    """Return what every session holds."""
    return [SessionStore().decode(row.session_data) for row in Session.objects.all()]


def seats(cast: Cast) -> list[str]:
    """Return who is in a session, by name."""
    names = {str(seat.id): name for name, seat in cast.seats.items()}
    return sorted(names[str(one["seat"])] for one in held() if "seat" in one)


@pytest.fixture
def other(cast: Cast) -> Client:
    """A browser in which somebody of the other side is inside."""
    cast.round()
    return enter(Client(), cast, "river")


def test_no_session_of_a_seat_that_was_left_is_kept(cast: Cast, other: Client) -> None:
    """Three devices of one seat: after leaving on one of them no row is of this seat; the other person goes on."""
    devices = [enter(Client(), cast, "hill") for _ in range(3)]

    left = devices[0].post("/leave")

    assert 200 == left.status_code
    assert ["river"] == seats(cast)
    assert str(cast.seats["hill"].id) not in str(held())
    assert 404 == devices[1].get("/answer").status_code
    assert 200 == other.get("/answer").status_code


def test_a_shared_device_goes_back_to_its_assistant(cast: Cast, other: Client) -> None:
    """Who leaves on their own telephone while a device still shows them as sitting there is gone from it too."""
    device = enter(Client(), cast, "assistant")
    device.post("/station", {"code": cast.codes["hill"]})

    enter(Client(), cast, "hill").post("/leave")

    assert ["assistant", "river"] == seats(cast)
    assert str(cast.seats["hill"].id) not in str(held())
    assert "/station" == device.get("/answer")["Location"]
    assert 200 == device.get("/station").status_code
    assert 200 == other.get("/answer").status_code


def test_leaving_at_a_shared_device_ends_a_turn_only(cast: Cast, other: Client) -> None:
    """The assistant's stay goes on under a new key, and nothing of the one who left is in it."""
    del other
    device = enter(Client(), cast, "assistant")
    device.post("/station", {"code": cast.codes["hill"]})

    assert 200 == device.post("/leave").status_code

    assert ["assistant", "river"] == seats(cast)
    assert str(cast.seats["hill"].id) not in str(held())
    assert 200 == device.get("/station").status_code


def test_an_assistant_who_leaves_is_in_no_device_either(cast: Cast, other: Client) -> None:
    """The devices that were opened by them are closed, whoever sits there."""
    device = enter(Client(), cast, "assistant")
    device.post("/station", {"code": cast.codes["hill"]})

    enter(Client(), cast, "assistant").post("/leave")

    assert ["river"] == seats(cast)
    assert 404 == device.get("/answer").status_code
    assert 200 == other.get("/answer").status_code
