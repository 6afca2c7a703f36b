"""Pages of rounds, results and publications, as a facilitator goes through them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from sulh.store import clock
from sulh.store.models import Epoch, Round, Sitting
from tests.cast import Cast
from tests.web.people import sign_in

At = Callable[..., None]
DIGEST = re.compile(r'name="digest" value="([0-9a-f]{64})"')


def soon(hours: float) -> str:
    """Return what a browser sends for a moment so many hours from now."""
    return f"{clock.now() + timedelta(hours=hours):%Y-%m-%dT%H:%M}"


def planned(cast: Cast, **more: object) -> dict[str, object]:
    """Return a plan of a round with all statements and one epoch."""
    return {"statements": [str(one.id) for one in cast.statements], "ends_1": soon(5)} | more


def text(response: Any) -> str:
    """Return a page as text."""
    return str(response.content.decode())


def answered(cast: Cast, round_: Round, people: int = 6) -> Epoch:
    """Let so many of each side agree, and one of each disagree with the first statement."""
    epoch = round_.epochs.get(number=1)
    for side in ("hill", "river"):
        for place, seat in enumerate([cast.seats[side], *cast.more(side, people - 1)]):
            Sitting.objects.create(seat=seat, round=round_, began=place, finished=True)
            for statement in cast.statements:
                against = place == 0 and statement is cast.statements[0]
                cast.vote(seat, statement, -1 if against else 1, epoch)
    return epoch


def test_a_round_is_planned_opened_and_closed(client: Client, cast: Cast) -> None:
    """A facilitator plans a round, opens it, sees how many have finished, and closes it."""
    sign_in(client, cast, "facilitator")
    empty = client.get(reverse("rounds", args=[cast.dialogue.id]))
    assert "There is no round yet." in text(empty)

    made = client.post(reverse("round-new", args=[cast.dialogue.id]), planned(cast, ends_2=soon(9)))
    round_ = Round.objects.get()
    address = reverse("round", args=[round_.id])
    assert address == made.headers["Location"]
    assert "Open this round" in text(client.get(address))
    client.post(reverse("round-open", args=[round_.id]))
    Sitting.objects.create(seat=cast.seats["hill"], round=round_, began=1, finished=True)

    page = text(client.get(address))
    assert "runs now" in page
    assert re.search(r"<bdi>Hill</bdi></span>: 1 of 1", page)
    assert re.search(r"<bdi>River</bdi></span>: 0 of 1", page)
    client.post(reverse("round-close", args=[round_.id]))
    assert "Working paper" in text(client.get(address))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"statements": []}, "Choose at least one statement."),
        ({"statements": ["00000000-0000-4000-8000-000000000000"]}, "One of these can no longer be put."),
        ({"statements": ["\x00'; drop"]}, "One of these can no longer be put."),
        ({"ends_1": "2020-01-01T00:00"}, "Each epoch has to end later than now."),
        ({"ends_1": "soon"}, "Enter a valid date/time."),
        ({"ends_2": "2020-01-01T00:00"}, "Each epoch has to end later than the one before."),
        ({"ends_1": ""}, "This field is required."),
    ],
)
def test_a_plan_that_cannot_be_is_told_at_its_field(
    client: Client, cast: Cast, change: dict[str, object], said: str
) -> None:
    """What cannot be kept is said in a sentence, and nothing is stored."""
    sign_in(client, cast, "facilitator")
    response = client.post(reverse("round-new", args=[cast.dialogue.id]), planned(cast, **change))

    assert 422 == response.status_code
    assert said in text(response).replace("&#x27;", "'")
    assert not Round.objects.exists()


def test_nothing_of_an_open_epoch_is_on_any_page(client: Client, cast: Cast) -> None:
    """While an epoch runs, its results, its paper and its preview are not there, for nobody."""
    sign_in(client, cast, "facilitator")
    epoch = answered(cast, cast.round())

    for name in ("result", "result-without", "result-paper"):
        assert 404 == client.get(reverse(name, args=[epoch.id])).status_code
    assert "No epoch has ended yet" in text(client.get(reverse("results", args=[cast.dialogue.id])))
    preview = client.get(reverse("publish", args=[epoch.id]))
    assert 409 == preview.status_code
    assert "agree" not in text(preview)


def test_the_results_room_tells_what_was_found(client: Client, cast: Cast, at: At) -> None:
    """After its end an epoch has a page that begins with what it is, and shows each side in words and drawn."""
    sign_in(client, cast, "facilitator")
    epoch = answered(cast, cast.round(hours=1))
    at(hours=2)
    client.cookies.clear()
    sign_in(client, cast, "facilitator")
    page = text(client.get(reverse("result", args=[epoch.id])))

    assert page.index("Working paper of the facilitator.") < page.index("One bus" if "One bus" in page else "<h2>")
    assert "3 of 3 statements are firm on every side." in page
    assert "Clean water for every house before summer" in page
    assert re.search(r"<bdi>Hill</bdi></span></th><td>5 agree</td><td>1 disagree</td><td>0 pass</td>", page)
    assert "style=" not in page
    saved = client.get(reverse("result-paper", args=[epoch.id]))
    assert 'attachment; filename="working-paper.html"' == saved.headers["Content-Disposition"]
    assert "Working paper of the facilitator." in text(saved)[:300]
