"""The pages of what the map rests on: actors, ties, places, issues, the official process and its items."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from sulh.model.initiatives import AUDIENCES
from sulh.store.models import Actor, AgendaItem, Issue, OfficialRound, Place, Seat, Staff, Tie
from sulh.store.writes import cards, ground
from tests.cast import DAY, Cast
from tests.store.mapped import Mapped, mapped
from tests.web.people import enter, sign_in

TOKEN = re.compile(r'(?<=name="csrfmiddlewaretoken" value=")\w+')
STAFF = {"coordinator": "coordinator", "funder": "funder", "desk": "desk-of-water"}


@pytest.fixture
def on_map(cast: Cast) -> Mapped:
    """Return the map of the cast's process."""
    found = mapped(cast)
    cast.staff.update({name: Staff.objects.get(account=account) for name, account in STAFF.items()})
    cast.seats["mine"] = Seat.objects.get(pk=found.owner.id)
    return found


def page(response: Any) -> str:
    """Return a page that was given, without its token."""
    assert response.status_code in {200, 422}
    return TOKEN.sub("", response.content.decode())


def at(on_map: Mapped, where: str) -> str:
    """Return an address of the map."""
    return f"/w/p/{on_map.process}/map/{where}"


def who(cast: Cast, name: str) -> Client:
    """Let somebody in."""
    return enter(Client(), cast, name) if name in cast.seats else sign_in(Client(), cast, name)


def test_an_actor_is_written_found_tied_joined_and_parted(cast: Cast, on_map: Mapped) -> None:
    """A coordinator's way: names in two scripts, a search in the other, a tie with a source, one actor of two, two."""
    keeper, reader, council = who(cast, "coordinator"), who(cast, "mine"), on_map.ids["council"]
    names = {"name_0": "Полисарио", "language_0": "", "name_1": "بوليساريو", "language_1": "ar"}
    told = keeper.post(at(on_map, "actors/new"), {"kind": "party", "source": "A list of parties", **names})
    made = UUID(told.headers["Location"].rsplit("/", 1)[1])
    assert f"actors/{made}" in page(reader.get(at(on_map, "actors?q=polisario")))
    assert f"actors/{council}" not in page(reader.get(at(on_map, "actors?q=polisario")))
    assert f"actors/{council}" not in page(reader.get(at(on_map, "actors?kind=party")))
    own = at(on_map, f"actors/{made}")
    assert [True, False] == ["A list of parties" in page(one.get(own)) for one in (keeper, reader)]

    tie = at(on_map, f"actors/{made}/tie?q=elders")
    assert "Council of elders" in page(keeper.get(tie))
    given = {"other": str(council), "kind": "trusts", "way": "in", "confidence": "low", "source": "Her speech"}
    assert 302 == keeper.post(tie, given).status_code
    seen = [page(one.get(at(on_map, f"actors/{council}"))) for one in (keeper, reader)]
    assert [True, False] == ["Her speech" in one for one in seen]
    assert [True, True] == ["Unsure" in one for one in seen]
    over = at(on_map, f"actors/{made}/ties/{Tie.objects.get().id}")
    assert 302 == keeper.post(over, {"end": "2024-05-01"}).status_code
    assert "2024" in page(reader.get(at(on_map, f"actors/{made}")))

    keeper.post(at(on_map, "actors/new"), {"kind": "party", "name_0": "Polisario", "language_0": "en"})
    assert "May be the same" in page(keeper.get(at(on_map, f"actors/{made}")))
    assert "May be the same" not in page(reader.get(at(on_map, f"actors/{made}")))
    other = Actor.objects.exclude(pk=made).get(kind="party").id
    both = at(on_map, f"actors/{made}/same/{other}")
    assert "hold the same words" in page(keeper.get(both))
    assert 302 == keeper.post(both, {"stands": str(made)}).status_code
    assert "Polisario" in page(reader.get(at(on_map, f"actors/{made}")))
    assert 404 == reader.get(at(on_map, f"actors/{other}")).status_code
    files = [one.get(at(on_map, "files/actors.csv")).content.decode() for one in (keeper, reader)]
    assert [True, False] == ["A list of parties" in one for one in files]
    keeper.post(at(on_map, f"actors/{made}/part/{other}"))
    assert 200 == reader.get(at(on_map, f"actors/{other}")).status_code


def test_what_the_map_rests_on_is_kept_by_few_and_seen_by_all(cast: Cast, on_map: Mapped) -> None:
    """Places, issues and rounds are written by whoever keeps the map, rounds and own items by a desk too."""
    keeper, desk, reader = (who(cast, name) for name in ("coordinator", "desk", "funder"))
    place = {"kind": "region", "name_0": "North", "language_0": "en", "latitude": "33.5", "longitude": "36"}
    assert "both, or none" in page(keeper.post(at(on_map, "places/new"), place | {"longitude": ""}))
    stalled = {"stalled_since": "2026-03-01", "source": "Press release"}
    item = {"titles_en": "Seed for spring", "source": "The desk", "state": "open"}
    own = {"desk": str(on_map.ids["desk"])}
    pages = ("places/new", "issues/new", "official/new", "official/item", "actors/new")
    assert {200} == {keeper.get(at(on_map, where)).status_code for where in pages}
    for where, fields, kept in (("places/new", place, Place), ("issues/new", {"names_en": "Roads"}, Issue)):
        before = kept._default_manager.count()
        assert [302, 404, 404] == [one.post(at(on_map, where), fields).status_code for one in (keeper, desk, reader)]
        assert before + 1 == kept._default_manager.count()
    assert [302, 302, 404] == [
        one.post(at(on_map, "official/new"), stalled).status_code for one in (keeper, desk, reader)
    ]
    assert [422, 302, 404] == [
        one.post(at(on_map, "official/item"), fields).status_code
        for one, fields in ((desk, item), (desk, item | own), (reader, item | own))
    ]
    last = OfficialRound.objects.order_by("number").last()
    assert last is not None
    assert 302 == desk.post(at(on_map, f"official/rounds/{last.id}/drop")).status_code
    for where, text in (("places", "North"), ("issues", "Roads"), ("official", "Press release")):
        assert text in page(reader.get(at(on_map, where)))
    assert "Bridge" in page(keeper.get(at(on_map, "network")))
    assert [404, 404] == [one.get(at(on_map, "network")).status_code for one in (desk, reader)]
    assert "Seed for spring" in page(reader.get(at(on_map, f"items/{AgendaItem.objects.latest('number').id}")))


def test_an_item_shows_who_works_on_it_at_the_readers_tier(cast: Cast, on_map: Mapped) -> None:
    """One page an item: with an initiative that is hidden it is the same in every byte, whoever reads it."""
    where = at(on_map, f"items/{on_map.ids['item']}")
    before = {name: page(who(cast, name).get(where)) for name in ("coordinator", "desk", "funder", "facilitator")}
    made = on_map.owned(on_map.owner, items=[str(on_map.ids["item"])], sides=[], actors=[str(on_map.ids["council"])])
    for address in (where, at(on_map, f"actors/{on_map.ids['council']}"), at(on_map, "issues"), at(on_map, "places")):
        on_map.shown(on_map.owner, made)
        hidden = [page(who(cast, name).get(address)) for name in ("coordinator", "funder")]
        assert not any(str(made) in one or "Elders for water" in one for one in hidden)
    assert before == {name: page(who(cast, name).get(where)) for name in before}

    cards.show(on_map.owner, made, dict.fromkeys(AUDIENCES, "detail"), matched=False)
    shown = page(who(cast, "desk").get(where))
    assert "Elders for water" in shown
    assert "What nobody covers" in shown  # two levels that it does not name
    assert "Elders for water" in page(who(cast, "funder").get(at(on_map, f"actors/{on_map.ids['council']}")))
    ground.add_round(on_map.coordinator, on_map.process, source="Press release", stalled_since=DAY)
    found = page(who(cast, "coordinator").get(at(on_map, "findings"))).split("<h3>")
    both = [one for one in found if one.startswith("A stall is an opening")]
    assert [True, True] == [f"initiatives/{made}" in one for one in both]  # of the item, and of the round


def test_what_stands_on_the_map_is_said_as_it_is(cast: Cast, on_map: Mapped) -> None:
    """Who works on an item stands by name, what nobody works on is named, a form pressed twice leads to the list."""
    keeper = who(cast, "coordinator")
    for title in ("Zither makers", "Abbots", "Millers"):
        made = on_map.owned(on_map.owner, title, items=[str(on_map.ids["item"])])
        on_map.shown(on_map.owner, made, coordinators="detail")
    ground.add_issue(on_map.coordinator, on_map.process, {"en": "Schools for girls"})

    home, missing = page(keeper.get(at(on_map, "").rstrip("/"))), page(keeper.get(at(on_map, "coverage")))
    on_it = home[home.index("On it:") :]
    assert on_it.index("Abbots") < on_it.index("Millers") < on_it.index("Zither makers")
    assert "No package released on it yet" in home
    assert ("Schools for girls" in missing, "<li>Water</li>" in missing) == (True, False)

    form = {"titles_en": "Wells", "aim": "Agree", "sectors": "religion", "levels": "top", "new_id": str(uuid4())}
    first, again = (keeper.post(at(on_map, "register"), form) for _ in range(2))
    assert [200, 409] == [first.status_code, again.status_code]
    assert f'href="{at(on_map, "initiatives")}"' in again.content.decode()


def test_who_is_engaged_is_chosen_by_name(cast: Cast, on_map: Mapped) -> None:
    """Found among what its owner sees, added, taken away; somebody not on the map is seen with this card alone."""
    made, council = on_map.owned(on_map.owner), str(on_map.ids["council"])
    mine, keeper = who(cast, "mine"), who(cast, "coordinator")
    with_, name = (at(on_map, f"initiatives/{made}/{where}") for where in ("with", "name"))
    assert council in page(mine.get(f"{with_}/actors?q=elders"))
    assert council not in page(mine.get(f"{with_}/actors?q=bridge"))
    for part in ("actors", "responsible", "funders"):
        assert 302 == mine.post(f"{with_}/{part}", {"what": council, "act": "add"}).status_code
    mine.post(f"{with_}/funders", {"what": council, "act": "remove"})
    mine.post(name, {"kind": "person", "name_0": "A cousin", "language_0": "en"})
    card = on_map.card(on_map.owner, made)
    assert card is not None
    assert (2, True, council, ()) == (len(card.actors), council in card.actors, card.owner, card.funders)
    assert "A cousin" in page(mine.get(f"{with_}/actors"))
    assert "A cousin" not in page(keeper.get(at(on_map, "actors")))

    change = at(on_map, f"initiatives/{made}/change")
    (stamp,) = re.findall(r'name="stamp" value="(\w+)"', page(mine.get(change)))
    fields = {"titles_en": "Elders", "aim": "Talk", "sectors": "religion", "levels": "top", "phase": "running"}
    assert 302 == mine.post(change, fields | {"stamp": stamp}).status_code
    after = on_map.card(on_map.owner, made)
    assert after is not None
    assert ("Elders", card.actors, card.owner) == (after.titles["en"], after.actors, after.owner)
    hidden = on_map.owned(on_map.second, "Quiet work")
    answers = [mine.post(f"{with_}/{part}", {"what": str(hidden)}).status_code for part in ("depends_on", "actors")]
    assert [404, 404] == answers
    assert 404 == mine.get(f"{with_}/places").status_code  # few enough to stand on the form
    assert [404, 404] == [keeper.get(f"{with_}/actors").status_code, keeper.post(name, {}).status_code]


def test_facilitators_say_what_a_dialogue_and_a_statement_bear_on(cast: Cast, on_map: Mapped) -> None:
    """It stands on the page of the item for facilitators, and for nobody else on the map."""
    office, keeper, item = who(cast, "facilitator"), who(cast, "coordinator"), str(on_map.ids["item"])
    statement = cast.statements[0]
    for where in (f"/w/d/{cast.dialogue.id}/item", f"/w/statements/{statement.id}/item"):
        assert 404 == keeper.post(where, {"item": item}).status_code
        assert "Hours of the canal" in page(office.get(where))
        assert 422 == office.post(where, {"item": str(on_map.ids["desk"])}).status_code
        assert 302 == office.post(where, {"item": item}).status_code
    told = page(office.get(at(on_map, f"items/{item}")))
    assert [True, True] == [text in told for text in (f"/w/d/{cast.dialogue.id}", "1 statement")]
    assert str(cast.dialogue.id) not in page(keeper.get(at(on_map, f"items/{item}")))
    office.post(f"/w/d/{cast.dialogue.id}/item", {"item": "none"})
    assert f"/w/d/{cast.dialogue.id}" not in page(office.get(at(on_map, f"items/{item}")))
