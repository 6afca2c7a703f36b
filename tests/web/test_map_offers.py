"""Offers, days, links and matches as pages: each told before it happens, and nothing of them to who is here to pay."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from sulh.access import Principal
from sulh.store import clock
from sulh.store.models import Initiative, Link, Match, Message, Moment, Offer, Staff
from sulh.store.writes import cards, moments
from sulh.web.principal import SEAT
from tests.cast import Cast
from tests.store.mapped import Mapped, mapped
from tests.web.people import HALF_A_DAY, HALF_AN_HOUR

TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')
BADGE = re.compile(r'/map/offers"[^>]*>Offers and links <span class="tag">(\d+)</span>')
NEW = re.compile(r'name="new_id" value="([^"]+)"')


@pytest.fixture
def on_map(cast: Cast) -> Mapped:
    """Return the map of the cast's process."""
    return mapped(cast)


def seated(who: Principal) -> Client:
    """Return an owner at the door that their code opens."""
    return _opened({SEAT: who.id})


def signed(who: Principal) -> Client:
    """Return somebody with an account, signed in with a second factor."""
    client = Client()
    client.force_login(Staff.objects.get(pk=who.id), backend="django.contrib.auth.backends.ModelBackend")
    methods = [{"method": "password"}, {"method": "mfa", "type": "totp"}]
    return _opened({"account_authentication_methods": methods}, client)


def _opened(values: dict[str, object], client: Client | None = None) -> Client:
    client = client or Client()
    session, now = client.session, int(clock.now().timestamp())
    times = {"since": now, "seen": now, "idle": HALF_AN_HOUR, "longest": HALF_A_DAY, "language": "en"}
    session.update(values | times)
    session.save()
    client.cookies["s"] = str(session.session_key)
    return client


def at(on_map: Mapped, name: str, *ids: UUID) -> str:
    """Return an address of the map."""
    return reverse(name, args=[on_map.process, *ids])


def text(client: Client, address: str) -> str:
    """Return a page that opens."""
    answer = client.get(address)
    assert (200, address) == (answer.status_code, address)
    return str(answer.content.decode())


def waiting_badge(client: Client, address: str) -> str | None:
    """Return how many answers the navigation says are waited for."""
    found = BADGE.search(text(client, address))
    return found[1] if found else None


def test_an_owner_offers_names_days_and_is_asked_again(on_map: Mapped) -> None:
    """A day that collides is told before it is kept, and kept when it comes a second time."""
    mine = on_map.owned(on_map.owner, actors=[str(on_map.ids["council"])])
    theirs = on_map.shown(
        on_map.second, on_map.owned(on_map.second, "Fishers", actors=[str(on_map.ids["council"])]), owners="timing"
    )
    day = clock.today() + timedelta(days=20)
    moments.add_day(on_map.second, theirs, "session", day)
    owner = seated(on_map.owner)

    sent = {"occasion": "session", "start": day.isoformat(), "end": "", "anyway": ""}
    asked = owner.post(at(on_map, "map-days", mine), sent)
    assert (422, 0) == (asked.status_code, Moment.objects.filter(initiative=mine).count())
    assert "Council of elders" in asked.content.decode()
    assert at(on_map, "map-card", theirs) in asked.content.decode()
    told = f"session/{day}/{day}"
    assert f'name="anyway" value="{told}"' in asked.content.decode()
    assert 422 == owner.post(at(on_map, "map-days", mine), sent | {"anyway": f"session/{clock.today()}"}).status_code
    owner.post(at(on_map, "map-days", mine), sent | {"anyway": told})
    kept = Moment.objects.get(initiative=mine)
    said = {"issue": str(on_map.ids["water"]), "stance": "for"}
    offered = {"direction": "offer", "resource": "access", "about": "", "said": "Ask us."}
    for name, values in (("map-messages", said), ("map-card-offers", offered)):
        assert 302 == owner.post(at(on_map, name, mine), values).status_code
    page = text(owner, at(on_map, "map-card", mine))
    assert "Access to somebody" in page
    assert "For it" in text(owner, at(on_map, "map-messages", mine))
    for name, row in (
        ("map-day-remove", kept.id),
        ("map-message-remove", Message.objects.get().id),
        ("map-card-offer-remove", Offer.objects.get().id),
    ):
        assert 302 == owner.post(at(on_map, name, mine, row)).status_code
    assert [0, 0, 0] == [table.objects.filter(initiative=mine).count() for table in (Moment, Message, Offer)]


def test_a_need_is_met_a_link_proposed_and_responsibility_handed_over(on_map: Mapped) -> None:
    """From the list of offers to the hand-off: what the other is told stands there before anybody asks."""
    item = str(on_map.ids["item"])
    mine = on_map.owned(on_map.owner, items=[item])
    theirs = on_map.shown(on_map.second, on_map.owned(on_map.second, "Fishers", items=[item]), owners="actors")
    owner, second = seated(on_map.owner), seated(on_map.second)
    owner.post(at(on_map, "map-card-offers", mine), {"direction": "need", "resource": "place", "about": "", "said": ""})
    second.post(
        at(on_map, "map-card-offers", theirs), {"direction": "offer", "resource": "place", "about": "", "said": ""}
    )
    empty = owner.post(at(on_map, "map-register"), {"aim": ""})
    missing = [name in empty.content.decode() for name in ("aim_error", "One language at least has to be filled in.")]
    assert (422, [True, True]) == (empty.status_code, missing)  # the title, too, in the first answer
    new = at(on_map, "map-link-new", mine, theirs)
    assert new in text(owner, at(on_map, "map-offers"))
    assert at(on_map, "map-link-new", mine, on_map.ids["desk"]) in text(owner, at(on_map, "map-card", mine))

    page = text(owner, new)
    assert "they see no more than you show to them" in page
    assert ("Sharing information" in page, "checked" in page) == (True, False)  # nothing is chosen beforehand
    found = NEW.search(page)
    assert found is not None
    for _ in range(2):  # pressed twice
        owner.post(new, {"mode": "hand_off", "said": "We leave the valley.", "new_id": found[1]})
    made = Link.objects.get().id
    waiting = text(second, at(on_map, "map-offers"))
    assert "An initiative that its owner does not show to you" in waiting
    assert "Elders" not in waiting
    assert ["1", None] == [waiting_badge(who, at(on_map, "map-cards")) for who in (second, owner)]
    asked = ["Waits for your answer" in text(who, at(on_map, "map-cards")) for who in (second, owner)]
    assert [True, False] == asked
    told = text(second, at(on_map, "map-link", made))
    assert "We leave the valley." in told
    assert "is yours: you answer for it" in told
    assert 422 == second.post(at(on_map, "map-link", made), {"move": "take"}).status_code
    second.post(at(on_map, "map-link", made), {"move": "accept"})
    assert on_map.second.id == str(Initiative.objects.get(pk=mine).owner_id)
    assert "Elders" in text(second, at(on_map, "map-card", mine))
    assert 404 == owner.get(at(on_map, "map-card", mine)).status_code


def test_a_desk_asks_what_it_sees_and_nothing_else(on_map: Mapped) -> None:
    """From an initiative's page to the owner's yes; of one that is hidden and of none it reads the same."""
    seen = on_map.shown(on_map.owner, on_map.owned(on_map.owner), desks="actors")
    hidden = on_map.owned(on_map.second, "Fishers")
    desk, owner = signed(on_map.desk), seated(on_map.owner)
    new = at(on_map, "map-desk-link", on_map.ids["desk"], seen)
    assert new in text(desk, at(on_map, "map-card", seen))

    page = text(desk, new)
    assert ("hand_off" in page, "Its owner reads which desk asks" in page) == (False, True)
    values = {"mode": "information", "said": "We tell you when the committee meets.", "new_id": NEW.findall(page)[0]}
    made = [desk.post(new, values).headers["Location"] for _ in range(2)]
    assert made == [at(on_map, "map-link", Link.objects.get().id)] * 2
    assert new not in text(desk, at(on_map, "map-card", seen))
    assert "1" == waiting_badge(owner, at(on_map, "map-offers"))
    asked = text(owner, made[0])
    assert all(part in asked for part in ("Ministry of Water", "when the committee meets", "Accept the proposal"))
    owner.post(made[0], {"move": "accept"})
    assert "End this link" in text(desk, made[0])

    bare = []
    for target in (hidden, uuid4()):
        path = at(on_map, "map-desk-link", on_map.ids["desk"], target)
        answers = [desk.get(path), desk.post(path, values)]
        bare.append([(one.status_code, TOKEN.sub(b"", one.content).replace(path.encode(), b"")) for one in answers])
    assert bare[0] == bare[1]
    assert {404} == {status for status, _ in bare[0]}


def test_a_match_tells_its_two_owners_step_by_step(on_map: Mapped) -> None:
    """First that there is something; the title once both agreed; a link once both know one another."""
    mine = on_map.shown(on_map.owner, on_map.owned(on_map.owner), matched=True)
    theirs = on_map.shown(on_map.second, on_map.owned(on_map.second, "Fishers"), matched=True)
    match = Match.objects.get().id
    owner, second = seated(on_map.owner), seated(on_map.second)
    here, there = at(on_map, "map-match", mine, match), at(on_map, "map-match", theirs, match)
    assert here in text(owner, at(on_map, "map-offers"))
    assert here in text(owner, at(on_map, "map-card", mine))
    assert "Fishers" not in text(owner, here)
    owner.post(here, {"move": "agree", "step": "kind"})
    assert "You agreed" in text(owner, here)
    assert "Agree to the next step" in text(second, there)
    second.post(there, {"move": "agree", "step": "kind"})
    assert "Fishers" in text(owner, here)
    assert 409 == owner.post(here, {"move": "agree", "step": "kind"}).status_code
    for client, address in ((owner, here), (second, there)):
        client.post(address, {"move": "agree", "step": "theme"})
    assert at(on_map, "map-link-new", mine, theirs) in text(owner, here)
    owner.post(at(on_map, "map-link-new", mine, theirs), {"mode": "information", "said": "", "new_id": ""})
    assert "Fishers" in text(owner, at(on_map, "map-link", Link.objects.get().id))
    for who in (on_map.coordinator, on_map.funder):
        assert 404 == signed(who).get(here).status_code
    assert 404 == second.get(here).status_code


def test_a_funder_reads_the_same_with_and_without_what_joins_initiatives(on_map: Mapped) -> None:
    """Two on one matter and all of it shown, a clash, a link, a match, a hidden third: a funder hears of gaps alone."""
    day, council = clock.today() + timedelta(days=20), [str(on_map.ids["council"])]
    mine, theirs = (
        on_map.shown(who, on_map.owned(who, name, actors=council), funders="detail", matched=True)
        for who, name in ((on_map.owner, "Elders"), (on_map.second, "Fishers"))
    )
    funder = signed(on_map.funder)
    pages = [at(on_map, name) for name in ("map", "map-findings")]
    before = [TOKEN.sub(b"", funder.get(page).content) for page in pages]
    assert 404 == funder.get(at(on_map, "map-offers")).status_code
    assert not any(b"same matter" in page or b"map-offers" in page for page in before)

    hidden = on_map.owned(on_map.second, "Hidden", actors=council, items=[str(on_map.ids["item"])])
    for who, one in ((on_map.owner, mine), (on_map.second, theirs), (on_map.second, hidden)):
        moments.add_day(who, one, "session", day)
    cards.confirm(on_map.owner, mine)
    Link.objects.create(
        process_id=on_map.process, one_id=mine, other_id=theirs, mode="information", proposed_by=mine, since=day
    )
    assert before == [TOKEN.sub(b"", funder.get(page).content) for page in pages]
    assert "collide" not in text(funder, at(on_map, "map-card", mine))
