"""What funders are told of two initiatives, on pages: beside the finding for owners, and nowhere until both agree."""

from __future__ import annotations

import re

from django.test import Client

from tests.adversary.ground import bare
from tests.cast import Cast
from tests.store.mapped import mapped
from tests.web.test_map_offers import at, seated, signed, text

TELL = re.compile(r'action="([^"]+/funders)"')
BACK = re.compile(r'action="([^"]+/funders/back)"')
HEADING = "Work on the same matter"


def test_an_owner_lets_funders_be_told_beside_the_finding_and_takes_it_back(cast: Cast) -> None:
    """The pages of the funder and of the other owner are the same bytes until both agreed, and again afterwards."""
    on_map = mapped(cast)
    item = str(on_map.ids["item"])
    mine, theirs = (on_map.owned(who, items=[item]) for who in (on_map.owner, on_map.second))
    for who, one in ((on_map.owner, mine), (on_map.second, theirs)):
        on_map.shown(who, one, owners="theme_area", funders="theme_area", coordinators="detail")
    owner, second, funder = seated(on_map.owner), seated(on_map.second), signed(on_map.funder)
    pages = [at(on_map, "map"), at(on_map, "map-findings"), at(on_map, "map-item", on_map.ids["item"])]
    pages += [at(on_map, "map-card", one) for one in (mine, theirs)]

    def read(client: Client) -> list[bytes]:
        return [bare(client.get(page)) for page in pages]

    found = [TELL.findall(text(owner, page)) for page in pages]
    assert [1] * 5 == [len(one) for one in found]
    assert [] == TELL.findall(text(signed(on_map.coordinator), pages[1]))
    untold, waiting = read(funder), read(second)  # after all of them are written down among those who looked
    (tell,) = {one for each in found for one in each}
    assert 302 == owner.post(tell).status_code
    assert (untold, waiting) == (read(funder), read(second))
    for page in pages:
        assert "until then neither of you learns" in text(owner, page)

    assert 302 == second.post(TELL.findall(text(second, pages[1]))[0]).status_code
    for page in pages:
        assert HEADING in text(funder, page)
        assert [[], []] == [pattern.findall(text(funder, page)) for pattern in (TELL, BACK)]
        assert "It is agreed for both initiatives" in text(owner, page)

    (back,) = BACK.findall(text(owner, pages[-2]))
    assert 302 == owner.post(back).status_code
    assert (untold, found[1]) == (read(funder), TELL.findall(text(owner, pages[1])))
    on_map.shown(on_map.owner, mine)
    assert "not found now" in text(second, pages[-1])
    second.post(BACK.findall(text(second, pages[-1]))[0])
    assert "not found now" not in text(second, pages[-1])
