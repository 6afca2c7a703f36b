"""The cast with the people of the map: coordinator, funder, desk, two owners, and what they keep of the valley."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sulh.access import Principal, Role
from sulh.model.initiatives import Card, Tier
from sulh.store import clock
from sulh.store.map_sealing import map_sealer
from sulh.store.models import Actor, AgendaItem, Desk, Issue, Membership, Place, Process, Seat, Staff
from sulh.store.reads.pictures import seen_by
from sulh.store.reads.principals import of_seat, of_staff
from sulh.store.sealing import INSTALLATION, sealer
from sulh.store.writes import cards
from sulh.store.writes.cards import CardText
from tests.cast import DAY, Cast

AIM = "Let the elders of both villages agree on hours."


@dataclass
class Mapped:
    """The map of the cast's process: ids by short names."""

    process: UUID
    coordinator: Principal
    funder: Principal
    desk: Principal
    owner: Principal
    second: Principal
    ids: dict[str, UUID]

    def card(self, who: Principal, initiative: UUID) -> Card | None:
        """Return a card as somebody sees it."""
        return seen_by(who, self.process).card(initiative)

    def given(self, title: str = "Elders for water", **more: Any) -> CardText:
        """Return an initiative as somebody writes it."""
        said = CardText(
            titles={"en": title},
            aim=AIM,
            sectors=["religion"],
            levels=["middle_range"],
            issues=[str(self.ids["water"])],
            places=[str(self.ids["mill"])],
            start=date(2026, 4, 1),
        )
        return replace(said, **more)

    def owned(self, owner: Principal, title: str = "Elders for water", **more: Any) -> UUID:
        """Return an initiative that an owner registered."""
        made, _ = cards.register(owner, self.process, self.given(title, **more))
        return made

    def shown(self, owner: Principal, initiative: UUID, *, matched: bool = False, **tiers: Tier) -> UUID:
        """Let audiences see an initiative, and return it."""
        cards.show(owner, initiative, tiers, matched=matched)
        return initiative


def account(name: str, process: Process, role: Role, desk: Desk | None = None) -> Principal:
    """Return somebody with an account and a role in a process."""
    staff = Staff(account=name)
    sealer(INSTALLATION).put(staff, name=name.title())
    staff.set_unusable_password()
    staff.save()
    Membership.objects.create(staff=staff, process=process, role=role, desk=desk)
    return of_staff(staff.id)


def owner_seat(process: Process, label: str) -> Principal:
    """Return an owner with a seat."""
    return of_seat(Seat.objects.create(role=Role.OWNER, process=process, label=label, language="en").id)


def place(process: Process, name: str, kind: str, within: UUID | None = None) -> UUID:
    """Return a place that everybody on the map sees."""
    row = Place(kind=kind, within_id=within, listed=True)
    map_sealer().put(row, names=[{"text": name, "language": "en"}], position=[33.5, 36.3])
    row.save()
    row.processes.add(process)
    return row.id


def actor(process: Process, name: str, kind: str = "organisation", *, listed: bool = True) -> UUID:
    """Return an actor on the map of a process."""
    row = Actor(kind=kind, listed=listed)
    map_sealer().put(row, names=[{"text": name, "language": "en"}])
    row.save()
    row.processes.add(process)
    return row.id


def mapped(cast: Cast) -> Mapped:
    """Return the map of the cast's process."""
    process, opener = cast.process, sealer(cast.process.id)
    desk, issue = Desk(process=process, on=DAY), Issue(process=process, on=clock.today())
    item = AgendaItem(process=process, number=1, state="stalled", since=DAY, desk=desk)
    opener.put(desk, names={"en": "Ministry of Water"})
    opener.put(issue, names={"en": "Water"})
    opener.put(item, titles={"en": "Hours of the canal"}, source="Press release")
    for row in (desk, issue, item):
        row.save()
    valley = place(process, "The valley", "region")
    ids = {
        "desk": desk.id,
        "water": issue.id,
        "item": item.id,
        "valley": valley,
        "mill": place(process, "The mill", "district", valley),
        "council": actor(process, "Council of elders"),
        "fund": actor(process, "Bridge Fund"),
        "quiet": actor(process, "A quiet go-between", "person", listed=False),
    }
    return Mapped(
        process=process.id,
        coordinator=account("coordinator", process, Role.COORDINATOR),
        funder=account("funder", process, Role.FUNDER),
        desk=account("desk-of-water", process, Role.DESK, desk),
        owner=owner_seat(process, "OWNA"),
        second=owner_seat(process, "OWNB"),
        ids=ids,
    )
