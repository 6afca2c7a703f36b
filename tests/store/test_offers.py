"""What initiatives and desks lend and lack, the days of an initiative and what it says: kept by whoever holds it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from sulh.access import Principal, Refused
from sulh.coordination.offers import matches
from sulh.model.initiatives import Offer
from sulh.store import clock
from sulh.store.errors import Invalid
from sulh.store.models import Desk
from sulh.store.reads.pictures import seen_by
from sulh.store.sealing import sealer
from sulh.store.writes import moments, offers
from sulh.store.writes.offers import OfferText
from tests.cast import DAY, Cast
from tests.store.mapped import Mapped, mapped

WORDS = "Through the schoolmaster."


@pytest.fixture
def on_map(cast: Cast) -> Mapped:
    """Return the map of the cast's process."""
    return mapped(cast)


def told(on_map: Mapped, who: Principal, initiative: UUID) -> list[Offer]:
    """Return the offers of an initiative as somebody sees them."""
    card = on_map.card(who, initiative)
    return list(card.offers) if card else []


def test_an_offer_is_seen_as_far_as_its_card_is(cast: Cast, on_map: Mapped) -> None:
    """Its kind with the theme, about whom with the actors, its words with everything; its holder alone keeps it."""
    mine, council = on_map.owned(on_map.owner), str(on_map.ids["council"])
    given = OfferText("offer", "access", council, WORDS)
    made = offers.add_of_card(on_map.owner, mine, given)
    assert made == offers.add_of_card(on_map.owner, mine, given)  # sent twice, kept once
    seen = []
    for tier in ("existence", "theme_area", "actors", "detail"):
        on_map.shown(on_map.owner, mine, coordinators=tier)
        seen += [(tier, one.about, one.words) for one in told(on_map, on_map.coordinator, mine)]
    assert [("theme_area", (), ""), ("actors", (council,), ""), ("detail", (council,), WORDS)] == seen

    for who in (on_map.second, on_map.coordinator, cast.principal("facilitator")):
        with pytest.raises(Refused):
            offers.add_of_card(who, mine, given)
        with pytest.raises(Refused):
            offers.remove(who, made)
    for wrong in (OfferText("gift", "access"), OfferText("offer", "gold"), OfferText("offer", "access", str(uuid4()))):
        with pytest.raises(Invalid):
            offers.add_of_card(on_map.owner, mine, wrong)
    offers.remove(on_map.owner, made)
    assert [] == told(on_map, on_map.owner, mine)


def test_a_desk_says_what_it_needs_and_a_name_has_facilitators_say_it(cast: Cast, on_map: Mapped) -> None:
    """Others see of a desk which kinds; a need of the desk meets an offer on its item, in the owner's own picture."""
    facilitator, desk = cast.principal("facilitator"), on_map.ids["desk"]
    theirs = offers.add_of_desk(on_map.desk, desk, OfferText("need", "access", str(on_map.ids["council"]), WORDS))
    mine = on_map.owned(on_map.owner, items=[str(on_map.ids["item"])])
    offers.add_of_card(on_map.owner, mine, OfferText("offer", "access"))
    seen = seen_by(on_map.owner, on_map.process).picture
    assert [((), "")] == [(one.about, one.words) for one in seen.offers]
    assert [(str(desk), str(mine))] == [(one.need.holder, one.offer.holder) for one in matches(seen)]

    with pytest.raises(Refused):
        offers.add_of_desk(facilitator, desk, OfferText("need", "time"))
    with pytest.raises(Refused):
        offers.remove(facilitator, theirs)
    name = Desk(process=cast.process, on=DAY)
    sealer(cast.process.id).put(name, names={"en": "Office of the envoy"})
    name.save()
    made = offers.add_of_desk(facilitator, name.id, OfferText("need", "time"))
    for who in (on_map.desk, on_map.owner, on_map.coordinator):
        with pytest.raises(Refused):
            offers.remove(who, made)
    offers.remove(facilitator, made)


def test_days_and_messages_are_the_holders(on_map: Mapped) -> None:
    """One message an issue, the same day once, no day that ends before it begins; nobody else's hand in it."""
    mine, day = on_map.owned(on_map.owner), clock.today() + timedelta(days=9)
    made = moments.add_day(on_map.owner, mine, "session", day)
    assert made == moments.add_day(on_map.owner, mine, "session", day, day)
    with pytest.raises(Invalid):
        moments.add_day(on_map.owner, mine, "session", day, day - timedelta(days=1))
    said = moments.say(on_map.owner, mine, str(on_map.ids["water"]), "for")
    assert said == moments.say(on_map.owner, mine, str(on_map.ids["water"]), "against")
    with pytest.raises(Invalid):
        moments.say(on_map.owner, mine, str(uuid4()), "for")

    card = on_map.card(on_map.owner, mine)
    assert card is not None
    assert (["session"], ["against"]) == ([one.occasion for one in card.moments], [one.stance for one in card.messages])
    for who in (on_map.second, on_map.coordinator):
        with pytest.raises(Refused):
            moments.add_day(who, mine, "session", day)
        with pytest.raises(Refused):
            moments.remove_day(who, made)
        with pytest.raises(Refused):
            moments.unsay(who, said)
    moments.remove_day(on_map.owner, made)
    moments.unsay(on_map.owner, said)
    card = on_map.card(on_map.owner, mine)
    assert card is not None
    assert ((), ()) == (card.moments, card.messages)
