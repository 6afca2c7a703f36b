"""
What those around the valley offer one another and lack, two links, and a match that waits for an answer.

It goes through the verbs that pages use; whose work is whose stands in `around_valley`, by its place there.
"""

from __future__ import annotations

from typing import Final
from uuid import UUID

from sulh.access import Principal, Role
from sulh.store.demo.world import World
from sulh.store.models import AgendaItem, Initiative, Match, Membership, Seat
from sulh.store.reads.principals import of_seat, of_staff
from sulh.store.writes import links, matching, offers
from sulh.store.writes.links import LinkText
from sulh.store.writes.offers import OfferText

ELDERS, MILL, MARKET, SPRINGS, SCHOOL, FUND = 0, 1, 4, 5, 6, 7  # places in `around_valley.WORK`
OFFERS: Final = (
    (MILL, "need", "place", "mill", "The old mill is cold from November on."),
    (MARKET, "offer", "place", "mirane", "A hall with a stove, free on weekdays."),
    (ELDERS, "offer", "trust", "hill-water", "They listen to Haj Idris."),
    (SPRINGS, "need", "trust", "hill-water", "Nobody lets us measure above the village."),
    (SCHOOL, "need", "money", "orsal", "For a bus in winter."),
    (FUND, "offer", "money", "valley", "Small sums, within a month."),
    (SPRINGS, "offer", "expertise", "", "Figures that both committees can check."),
)


def plant_exchange(world: World, ids: dict[str, UUID]) -> None:
    """Plant offers, needs, links and the first answer to a match; `ids`: by the keys of `around_valley`."""
    owners = {place: _owner(world, place) for place in {ELDERS, MILL, MARKET, SPRINGS, SCHOOL, FUND}}
    works = {place: Initiative.objects.get(ownership__seat=UUID(owner.id)).id for place, owner in owners.items()}
    for place, direction, resource, about, words in OFFERS:
        given = OfferText(direction, resource, str(ids[about]) if about else "", words)
        offers.add_of_card(owners[place], works[place], given)
    item = AgendaItem.objects.filter(process=world.process, desk__isnull=False).order_by("number").first()
    if item is not None and item.desk_id is not None:
        desk = _speaker(world, item.desk_id)
        offers.add_of_desk(desk, item.desk_id, OfferText("need", "expertise", "", "How much water there is in August."))
        told = LinkText("information", "We send what we measure, and you tell us when the committee meets.")
        made = links.propose(owners[SPRINGS], works[SPRINGS], item.desk_id, told)
        links.answer(desk, made, accepted=True)
    asked = LinkText("shared_resources", "Could you pay a bus for the winter? Both villages would ask together.")
    links.propose(owners[SCHOOL], works[SCHOOL], works[FUND], asked)
    match = Match.objects.get(one__in=works.values(), other__in=works.values())
    matching.consent(owners[MILL], works[MILL], match.id, step=match.state)


def _owner(world: World, place: int) -> Principal:
    return of_seat(Seat.objects.get(process=world.process, role=Role.OWNER, label=f"WORK{place}").id)


def _speaker(world: World, desk: UUID) -> Principal:
    """Return an account of a desk; a facilitator, while it is only a name."""
    signed = Membership.objects.filter(process=world.process, desk=desk, ended=None).first()
    return world.facilitator if signed is None else of_staff(signed.staff_id)
