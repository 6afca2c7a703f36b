"""Whoever replaces an entry number could come in with it: what was answered under the old one is shown to nobody."""

from __future__ import annotations

from django.test import Client

from sulh.store.reads import circulating
from sulh.store.writes import proposals, seats, votes
from tests.cast import Cast

SAID, PROPOSED = "You agreed.", "The mill should be repaired"
PAGES = ("/own", "/propose")


def _answered(cast: Cast) -> None:
    cast.round()
    hill = cast.principal("hill")
    votes.answer(hill, circulating.at(hill), cast.statements[0].id, 1)
    proposals.propose(hill, "need", PROPOSED, "en")


def _came_in(code: str) -> Client:
    client = Client()
    client.post("/", {"code": code})
    return client


def _told(client: Client) -> list[bool]:
    """Whether pages tell what was answered and what was proposed."""
    own, proposed = (client.get(page).content.decode() for page in PAGES)
    return [SAID in own, PROPOSED in proposed]


def test_a_replaced_number_opens_no_earlier_answer(cast: Cast) -> None:
    """A name leads to a label, a label to a new number: it must not lead on to the answers of that person."""
    _answered(cast)
    before = _told(_came_in(cast.codes["hill"]))
    slip = seats.replace(cast.principal("facilitator"), cast.dialogue.id, "S1", generation=0)
    client = _came_in(slip.code)

    assert [True, True] == before
    assert [False, False] == _told(client)


def test_with_a_replaced_number_one_goes_on_answering(cast: Cast) -> None:
    """Who lost their slip answers as before, again and without a network; only what they said is not shown back."""
    _answered(cast)
    slip = seats.replace(cast.principal("facilitator"), cast.dialogue.id, "S1", generation=0)
    client = _came_in(slip.code)
    page = client.get("/answer").content.decode()

    assert "1 of 3 answered." in page
    assert "queue.js" in page
    assert 200 == client.get("/ahead").status_code
