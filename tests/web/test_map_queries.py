"""No page of the map asks the database more often when there is more on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from msgspec.structs import replace

from benchmarks.map_pages import OK, beside, pages, people
from sulh.store import clock
from tests.coordination.planted import clean
from tests.store.large_map import laid_out, on

if TYPE_CHECKING:
    from sulh.model.picture import Picture


FEW, MANY = 5, 30  # initiatives, actors and ties; the owner who looks holds three of them
PAGES = 50  # at least that many addresses are asked for


def _of(size: int) -> Picture:
    """Return a map with so many initiatives, and as many actors and ties; each initiative says the same of itself."""
    whole = clean(size)
    one = whole.cards[0]
    cards = tuple(replace(one, id=card.id, owner=card.owner, moments=card.moments) for card in whole.cards)
    ends = ("p0000", "p0001")
    ties = tuple(replace(tie, one=ends[0], other=ends[1]) for tie in whole.ties[:size])
    kept = tuple(actor for actor in whole.actors if actor.id in ends)
    return replace(whole, cards=cards, links=whole.links[:2], actors=(*kept, *whole.actors[2 : 2 + size]), ties=ties)


def _asked(client: Client, address: str) -> int:
    """Return how many queries a page takes; 0 for whoever does not have it."""
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    return len(asked) if answer.status_code == OK else 0


@pytest.mark.django_db
def test_every_page_asks_as_often_of_many_as_of_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither who coordinates nor, on pages of their own, an owner asks more for an initiative, actor or tie more."""
    found: list[dict[str, int]] = []
    monkeypatch.setattr(clock, "now", on(clean(1).today))
    for size, prefix in ((FEW, ""), (MANY, "more-")):
        picture = _of(size)
        made = laid_out(picture, prefix=prefix)
        held, clients = beside(made, picture), people(made)
        every = {page.called: page.address for page in pages(made, held) if not page.file}
        of_all = {called: _asked(clients["coordinator"], address) for called, address in every.items()}
        own = {called: _asked(clients["owner"], every[called]) for called, asked in of_all.items() if not asked}
        found.append(of_all | own)
    few, many = found
    assert few == many
    assert sum(asked > 0 for asked in few.values()) > PAGES
