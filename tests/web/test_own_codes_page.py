"""An owner's own codes as a page: made by one button, shown once, and the visit goes on."""

from __future__ import annotations

import re

from django.test import Client
from django.urls import reverse

from sulh.store.writes import cards
from tests.cast import Cast
from tests.store.mapped import mapped

CODE = re.compile(r'<bdi dir="ltr">([0-9 ]{19})</bdi>')
STEP = re.compile(r'name="step" value="([^"]+)"')


def came_in(code: str) -> Client:
    """Return somebody who typed a code at the entrance."""
    client = Client()
    client.post("/", {"code": code})
    return client


def test_an_owner_makes_their_own_codes_and_stays_inside(cast: Cast) -> None:
    """Each is shown once and opens the same; whoever is in with the code before is out, and who made it is not."""
    on_map = mapped(cast)
    at = reverse("map-own-codes", args=[on_map.process])
    first = came_in(cards.invite(on_map.coordinator, on_map.process).code)
    assert at in first.get(reverse("map-cards", args=[on_map.process])).content.decode()

    def make(client: Client, move: str) -> str:
        page = client.get(at).content.decode()
        step = STEP.findall(page)[0]
        answer = client.post(at, {"move": move, "step": step})
        assert (200, 409) == (answer.status_code, client.post(at, {"move": move, "step": step}).status_code)
        (code,) = CODE.findall(answer.content.decode())
        assert code not in client.get(at).content.decode()
        return str(code)

    spare = came_in(make(first, "spare"))
    assert "You came in with it." in spare.get(at).content.decode()
    other = came_in(make(spare, "spare"))
    make(other, "first")
    assert [404, 200, 200] == [client.get(at).status_code for client in (first, spare, other)]
    assert "spare code goes on" in other.get(at).content.decode()
