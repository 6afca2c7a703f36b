"""
The map of the demonstration: the official process, a dozen initiatives on all nine tracks, who shows how much to whom.

What is planted here goes through the verbs that pages use. The words stand in `around_valley`.
"""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from sulh.access import Principal, Role
from sulh.model.initiatives import AUDIENCES
from sulh.store.demo import around_valley as around
from sulh.store.demo import valley
from sulh.store.demo.contacts import plant_contacts
from sulh.store.demo.exchange import plant_exchange
from sulh.store.demo.people import entry_number
from sulh.store.demo.week import plant_week
from sulh.store.demo.world import World
from sulh.store.models import AgendaItem, Initiative, Membership, Message, Moment, Seat, Staff
from sulh.store.reads.card_rows import TEXTS
from sulh.store.reads.principals import of_seat, of_staff
from sulh.store.texts import seen
from sulh.store.writes import cards, ground
from sulh.store.writes.cards import CardText
from sulh.store.writes.ground import ActorText, TieText

COORDINATOR, FUNDER = "still-water", "long-bridge"


def plant_tracks(world: World) -> None:
    """Plant the map."""
    for account, role in ((COORDINATOR, Role.COORDINATOR), (FUNDER, Role.FUNDER)):
        Membership.objects.create(staff=Staff.objects.get(account=account), process_id=world.process, role=role)
    coordinator = of_staff(Staff.objects.get(account=COORDINATOR).id)
    with world.ago(days=30):
        ids = _ground(world, coordinator)
        _rounds(world, coordinator)
    plant_contacts(world, ids)
    items = list(AgendaItem.objects.filter(process=world.process).order_by("number").values_list("id", flat=True))
    for place, work in enumerate(around.WORK):
        with world.ago(days=6 + place):
            _work(world, _owner(world, place), work, ids, items)
    _own(world, ids, items)
    with world.ago(days=3):
        plant_exchange(world, ids)
    plant_week(world, coordinator)


def _ground(world: World, coordinator: Principal) -> dict[str, UUID]:
    """Write down issues, places, actors and ties; return their ids by the keys of `around_valley`."""
    ids = dict(world.sides)
    for key, names in around.ISSUES.items():
        ids[key] = ground.add_issue(coordinator, world.process, names)
    for key, (kind, within, names) in around.PLACES.items():
        inside = None if within is None else ids[within]
        ids[key] = ground.add_place(
            coordinator, world.process, kind, _names(names), within=inside, position=around.POSITIONS[key]
        )
    for key, one in around.ACTORS.items():
        text = ActorText(
            kind=one.kind,
            names=_names(one.names),
            sectors=one.sectors,
            level=one.level,
            side=str(ids[one.side]) if one.side else "",
            places=[str(ids[one.place])] if one.place else [],
            abroad=one.abroad,
            source=one.source,
        )
        ids[key] = ground.add_actor(coordinator, world.process, text)
    for first, second, kind, sure, since, source in around.TIES:
        start = None if since is None else date(since, 1, 1)
        ground.add_tie(coordinator, world.process, TieText(ids[first], ids[second], kind, sure, source, start))
    return ids


def _rounds(world: World, coordinator: Principal) -> None:
    today = world.now.date()
    for source, start, end, stalled in (
        ("Communiqué of the first round (made up)", -400, -396, None),
        ("Communiqué of the second round (made up)", -75, -70, -70),
    ):
        ground.add_round(
            coordinator,
            world.process,
            source=source,
            start=today + timedelta(days=start),
            end=today + timedelta(days=end),
            stalled_since=None if stalled is None else today + timedelta(days=stalled),
        )


def _owner(world: World, place: int) -> Principal:
    seat = Seat.objects.create(
        role=Role.OWNER,
        process_id=world.process,
        label=f"WORK{place}",
        code=world.hasher.digest(entry_number("owner", place)),
        language="en",
    )
    return of_seat(seat.id)


def _work(world: World, owner: Principal, work: around.Work, ids: dict[str, UUID], items: list[UUID]) -> None:
    today = world.now.date()
    text = CardText(
        titles=work.titles,
        aim=work.aim,
        sectors=work.sectors,
        levels=work.levels,
        issues=_of(ids, work.issues),
        places=_of(ids, work.places),
        sides=_of(ids, work.sides),
        start=today + timedelta(days=work.since),
        end=None if work.until is None else today + timedelta(days=work.until),
        phase=work.phase,
        quadrants=work.quadrants,
        changes=work.changes,
        items=[str(items[one]) for one in work.items],
        actors=_of(ids, work.actors),
        funders=_of(ids, work.funders),
        responsible=str(ids[work.responsible]) if work.responsible else "",
        independent=work.independent,
    )
    made, _ = cards.register(owner, world.process, text)
    cards.show(owner, made, dict(zip(AUDIENCES, work.tiers, strict=False)), matched=work.matched)
    for occasion, first, last in work.moments:
        start, end = today + timedelta(days=first), today + timedelta(days=last)
        Moment.objects.create(initiative_id=made, occasion=occasion, start=start, end=end)
    for issue, stance in work.says.items():
        Message.objects.create(initiative_id=made, issue_id=ids[issue], stance=stance)


def _own(world: World, ids: dict[str, UUID], items: list[UUID]) -> None:
    """Let the facilitators' own initiative, in which the dialogues are held, stand on the map too."""
    text = CardText(
        titles=valley.INITIATIVE,
        aim=valley.AIM,
        sectors=["professional", "citizen"],
        levels=["grassroots"],
        issues=_of(ids, ("water", "road", "school")),
        places=_of(ids, ("valley",)),
        sides=_of(ids, ("hill", "river")),
        start=world.now.date() - timedelta(days=40),
        quadrants=["more_personal", "key_personal"],
        changes=["attitudes", "political_legal"],
        items=[str(items[0])],
    )
    stamp = seen(Initiative.objects.get(pk=world.initiative), *TEXTS)
    cards.change(world.facilitator, world.initiative, text, stamp=stamp)
    tiers = dict.fromkeys(("coordinators", "owners", "desks"), "theme_area")
    cards.show(world.facilitator, world.initiative, tiers, matched=False)


def _names(texts: around.Texts) -> list[tuple[str, str]]:
    return [(text, tag) for tag, text in texts.items()]


def _of(ids: dict[str, UUID], keys: tuple[str, ...]) -> list[str]:
    return [str(ids[key]) for key in keys]
