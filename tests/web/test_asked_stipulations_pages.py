"""Stipulations put to the sides by a form, and what was published of them beside the coders' index."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from sulh.store.models import Statement
from tests.adversary.coded import evaluators
from tests.cast import Cast
from tests.store.asked import accord, answered, left
from tests.web.people import sign_in

At = Callable[..., None]
HEADING = "What the sides say, as published"


def text(client: Client, route: str, *at: object) -> str:
    """Return a page that opens, without the tokens of its forms."""
    answer = client.get(reverse(route, args=at))
    assert (200, route) == (answer.status_code, route)
    return re.sub(r'value="\w{64}"', "", answer.content.decode())


def test_the_sides_are_asked_and_what_was_published_stands_beside_the_index(cast: Cast, at: At) -> None:
    """Chosen by a form; nothing and no hint before publication; then shares and words as published, nothing else."""
    evaluators(cast)
    desk, reader = (sign_in(Client(), cast, name) for name in ("facilitator", "evaluator"))
    agreement, (road, well, long) = accord(cast, "Open the road", "Share the well", "x" * 240)
    form, before = reverse("stipulations-ask", args=[agreement]), text(reader, "carried-out", agreement)
    given = {"dialogue": str(cast.dialogue.id), "language": "en", "stipulations": [str(road), str(well)]}
    refused = desk.post(form, given | {"stipulations": [str(long)]})
    assert (422, 404) == (refused.status_code, reader.post(form, given).status_code)
    assert "Stipulation 3 is too long for a statement." in refused.content.decode()
    made = desk.post(form, given)
    assert (302, reverse("statements", args=[cast.dialogue.id])) == (made.status_code, made["Location"])
    first, second = Statement.objects.filter(number__gt=3).order_by("number")
    epoch = answered(cast, at, first, second, people=25)
    desk, reader = (sign_in(Client(), cast, name) for name in ("facilitator", "evaluator"))
    assert before == text(reader, "carried-out", agreement)
    left(cast, epoch)
    shown = text(desk, "carried-out", agreement)

    assert before == text(reader, "carried-out", agreement)
    assert all(said in shown for said in (HEADING, "Carried out: Open the road", "15 agree", "5 disagree"))
    assert 'id="p1s1"' in shown
    assert reverse("publication", args=[first.dialogue.publications.get().id]) in shown
    assert "their answers belong to them" in text(desk, "stipulation-change", road)
    for tag, heading in (("fr", "Ce que disent les parties"), ("ar", "ما تقوله الأطراف")):
        assert heading in text(sign_in(Client(), cast, "facilitator", language=tag), "carried-out", agreement)
