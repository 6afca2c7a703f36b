"""
A map of any size in rows: a `Picture` written into a process of its own, with people who look. No test lives here.

    laid_out(picture) ─▶ LaidOut ─┬─ cast      coordinator, facilitator, funder, desk; owner (of `HELD` initiatives)
                                  ├─ process   whose map it is
                                  └─ ids       what stands for each id of the picture

Rows are made in bulk and sealed as pages seal them. What every card names is there, in the picture or not; an actor
that only cards name is listed nowhere. Every initiative is confirmed and shows a coordinator everything, a facilitator
its actors, other owners its theme, desks and funders that it exists. Names are Arabic, with an alias in Latin letters.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID

from sulh.access import Role
from sulh.model.actors import Actor, Place
from sulh.model.initiatives import AUDIENCES, Audience, Card, Offer, Tier
from sulh.model.picture import Picture
from sulh.store import clock, models
from sulh.store.map_sealing import map_sealer
from sulh.store.sealing import Sealer, keyring, sealer
from tests.cast import DAY, Cast, _staff, make_cast

HELD = 3  # initiatives of the owner who looks
EACH = 10  # initiatives of any other
SHOWN: dict[Audience, Tier] = {
    "coordinators": "detail",
    "facilitators": "actors",
    "owners": "theme_area",
    "desks": "existence",
    "funders": "existence",
}
AIM = (
    "Let those who live on both sides of the canal agree, before the summer, on hours, on who opens the gates and on "
    "what happens when somebody does not keep to it, and let officials hear of it in a form that they can use."
)
_ARABIC = [
    "مجلس",
    "شيوخ",
    "لجنة",
    "نساء",
    "شبكة",
    "تجار",
    "جمعية",
    "مزارعي",
    "اتحاد",
    "معلمي",
    "رابطة",
    "أطباء",
    "هيئة",
    "شباب",
    "مركز",
    "وادي",
    "نهر",
    "جبل",
    "سهل",
    "قلعة",
    "باب",
]
_LATIN = [
    "Majlis",
    "Shuyukh",
    "Lajnat",
    "Nisa",
    "Shabaka",
    "Tujjar",
    "Jamiyat",
    "Muzari",
    "Ittihad",
    "Muallimi",
    "Rabita",
    "Atibba",
    "Hayat",
    "Shabab",
]
_ENDINGS = [
    "Barada",
    "Hawran",
    "Jabal",
    "Furat",
    "Wadi",
    "Qalaat",
    "Khabur",
    "Asi",
    "Yarmuk",
    "Litani",
    "Zab",
    "Dijla",
    "Ghab",
    "Hermon",
    "Sinjar",
    "Tadmur",
]
Joins = list[tuple[UUID, UUID]]


@dataclass
class LaidOut:
    """See the head of the module."""

    cast: Cast
    process: UUID
    ids: dict[str, UUID] = field(default_factory=dict)

    def of(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Return what stands for several ids of the picture."""
        return tuple(str(self.ids[key]) for key in keys)


def laid_out(picture: Picture, *, prefix: str = "") -> LaidOut:
    """Return the rows of a picture; `prefix` keeps the accounts of two maps apart."""
    cast = make_cast(prefix, number=1 + bool(prefix))
    process = models.Process(began=DAY)
    keyring().new_data_key(str(process.id))
    sealer(process.id).put(process, name="Talks of the plain")
    process.save()
    made = LaidOut(cast, process.id)
    _Rows(made, process, picture).write(prefix)
    return made


class _Rows:
    """Writes one picture, table by table: what is named comes before what names it."""

    def __init__(self, made: LaidOut, process: models.Process, picture: Picture) -> None:
        self._made, self._process, self._picture = made, process, picture
        self._opener, self._map, self._luck = sealer(process.id), map_sealer(), random.Random(7)

    def write(self, prefix: str) -> None:
        self._named()
        self._places()
        self._actors()
        self._agenda()
        self._people(prefix)
        self._cards()
        self._between()

    def _id(self, key: str) -> UUID:
        return self._made.ids[key]

    def _new(self, keys: Iterable[str]) -> dict[str, UUID]:
        """Give ids to what has none yet."""
        fresh = {key: clock.random_id() for key in dict.fromkeys(keys) if key not in self._made.ids}
        self._made.ids |= fresh
        return fresh

    def _all(self, name: str) -> Iterator[str]:
        for card in self._picture.cards:
            yield from getattr(card, name)

    def _named(self) -> None:
        """Write issues, sides and desks."""
        said = (message.issue for card in self._picture.cards for message in card.messages)
        issues = self._new((*self._picture.issues, *self._all("issues"), *said))
        sides = self._new((*self._picture.sides, *self._all("sides")))
        desks = self._new(self._picture.desks)
        for table, new in ((models.Issue, issues), (models.Desk, desks)):
            rows: Any = [table(id=one, process=self._process, on=DAY) for one in new.values()]
            self._create(self._opener, table, rows)
        marked = [models.Side(id=one, process=self._process, mark=n) for n, one in enumerate(sides.values())]
        self._create(self._opener, models.Side, marked)

    def _create(self, opener: Sealer, table: Any, rows: list[Any], **more: Any) -> None:
        """Seal the names of rows and keep them."""
        for row in rows:
            opener.put(row, names={"ar": self._name(), "en": self._latin()}, **more)
        table.objects.bulk_create(rows)

    def _name(self, words: int = 3) -> str:
        return " ".join(self._luck.choice(_ARABIC) for _ in range(words)) + f" {self._luck.randrange(10_000)}"

    def _latin(self) -> str:
        return f"{self._luck.choice(_LATIN)} {self._luck.choice(_LATIN)} {self._luck.choice(_ENDINGS)}"

    def _names(self) -> list[dict[str, str]]:
        return [{"text": self._name(), "language": "ar"}, {"text": self._latin(), "language": "en"}]

    def _places(self) -> None:
        """Write the places, the wider ones first."""
        known = {one.id: one for one in self._picture.places}
        found = (
            *self._all("places"),
            *self._all("regions"),
            *(one for each in self._picture.actors for one in each.places),
        )
        new = self._new((*known, *found))
        rows = []
        for key, one in new.items():
            place = known.get(key, Place(key, "region", ()))
            within = self._made.ids.get(place.within or "")
            rows.append(models.Place(id=one, kind=place.kind, listed=key in known, within_id=within))
            position = [32 + self._luck.random() * 5, 36 + self._luck.random() * 6]
            self._map.put(rows[-1], names=self._names(), position=position)
        models.Place.objects.bulk_create(rows)
        _join(models.Place.processes.through, "place", "process", [(row.id, self._process.id) for row in rows])

    def _actors(self) -> None:
        """Write the actors and their ties."""
        known = {one.id: one for one in self._picture.actors}
        owners = (card.owner for card in self._picture.cards if card.owner)
        about = (one for offer in self._offers() for one in offer.about if one not in self._made.ids)
        ends = (one for tie in self._picture.ties for one in (tie.one, tie.other))
        new = self._new((*known, *owners, *self._all("actors"), *self._all("funders"), *about, *ends))
        actors = {key: known.get(key, Actor(key, "organisation", ())) for key in new}
        models.Actor.objects.bulk_create(self._actor(one, listed=key in known) for key, one in actors.items())
        _join(models.Actor.processes.through, "actor", "process", [(one, self._process.id) for one in new.values()])
        sides = [(new[key], self._id(one.side)) for key, one in actors.items() if one.side]
        _join(models.Actor.sides.through, "actor", "side", sides)
        _join(models.Actor.places.through, "actor", "place", self._pairs("places", actors))
        models.Tie.objects.bulk_create(self._ties(), batch_size=2_000)

    def _actor(self, one: Actor, *, listed: bool) -> models.Actor:
        row = models.Actor(id=self._id(one.id), kind=one.kind, listed=listed, abroad=one.abroad, level=one.level or "")
        self._map.put(row, names=self._names(), keys=dict(one.keys))
        return row

    def _pairs(self, name: str, things: Mapping[str, Any]) -> Joins:
        return [(self._id(key), self._id(one)) for key, each in things.items() for one in getattr(each, name)]

    def _ties(self) -> Iterator[models.Tie]:
        for tie in self._picture.ties:
            ends = {"one_id": self._id(tie.one), "other_id": self._id(tie.other)}
            row = models.Tie(kind=tie.kind, confidence=tie.confidence, start=tie.start, end=tie.end, on=DAY, **ends)
            self._map.put(row, source=tie.source or "A newspaper")
            self._made.ids[tie.id] = row.id
            yield row

    def _agenda(self) -> None:
        """Write the items and rounds of the official process."""
        items = []
        for number, item in enumerate(self._picture.items, 1):
            row = models.AgendaItem(process=self._process, number=number, state=item.state, since=item.since)
            row.wanted_by, row.desk_id = item.wanted_by, self._made.ids.get(item.desk or "")
            self._opener.put(row, titles={"ar": self._name(), "en": self._latin()}, source="A newspaper")
            self._made.ids[item.id] = row.id
            items.append(row)
        models.AgendaItem.objects.bulk_create(items)
        for one in self._picture.rounds:
            days = {"start": one.start, "end": one.end, "stalled_since": one.stalled_since}
            official = models.OfficialRound(process=self._process, number=one.number, **days)
            self._opener.put(official, source=one.source)
            self._made.ids[one.id] = official.id
            official.save()

    def _people(self, prefix: str) -> None:
        """Give everybody who looks an account or a seat."""
        staff, desk = self._made.cast.staff, next((self._id(key) for key in self._picture.desks), None)
        for role in (Role.COORDINATOR, Role.FUNDER, Role.DESK):
            staff[str(role)] = _staff(prefix + str(role))
            staff[str(role)].save()
        for role in (Role.COORDINATOR, Role.FUNDER, Role.DESK, Role.FACILITATOR):
            held = desk if role == Role.DESK else None
            models.Membership.objects.create(staff=staff[str(role)], process=self._process, role=role, desk_id=held)

    def _seats(self, cards: int) -> Iterator[UUID]:
        """Give the seat of each card's owner: first of the one who looks."""
        for number in range(1 + -(-max(0, cards - HELD) // EACH)):
            seat = models.Seat(role=Role.OWNER, process=self._process, label=f"W{number}", language="ar")
            seat.save()
            if number == 0:
                self._made.cast.seats["owner"] = seat
            yield from [seat.id] * (EACH if number else HELD)

    def _cards(self) -> None:
        """Write the initiatives with what hangs on each."""
        cards = {card.id: card for card in self._picture.cards}
        new = self._new(cards)
        models.Initiative.objects.bulk_create(self._card(card) for card in cards.values())
        for name in ("issues", "places", "sides", "items", "actors", "funders"):
            field_: Any = models.Initiative._meta.get_field(name)
            through: Any = field_.remote_field.through
            _join(through, field_.m2m_field_name(), field_.m2m_reverse_field_name(), self._pairs(name, cards))
        depends = models.Initiative.depends_on.through
        _join(depends, "from_initiative", "to_initiative", self._pairs("depends_on", cards))
        seats = islice(self._seats(len(new)), len(new))
        owned = [
            models.Ownership(initiative_id=one, seat_id=seat) for one, seat in zip(new.values(), seats, strict=True)
        ]
        models.Ownership.objects.bulk_create(owned)
        models.InitiativeTier.objects.bulk_create(
            models.InitiativeTier(initiative_id=one, audience=audience, tier=SHOWN[audience])
            for one in new.values()
            for audience in AUDIENCES
            if audience in SHOWN
        )
        models.Moment.objects.bulk_create(
            models.Moment(initiative_id=new[key], occasion=one.occasion, start=one.start, end=one.end)
            for key, card in cards.items()
            for one in card.moments
        )
        models.Message.objects.bulk_create(
            models.Message(initiative_id=new[key], issue_id=self._id(one.issue), stance=one.stance)
            for key, card in cards.items()
            for one in card.messages
        )

    def _card(self, card: Card) -> models.Initiative:
        row = models.Initiative(
            id=self._id(card.id),
            process=self._process,
            sector_tracks=",".join(card.sectors),
            levels=",".join(card.levels),
            quadrants=",".join(card.quadrants),
            changes=",".join(card.changes),
            start=card.start,
            end=card.end,
            phase=card.phase or "running",
            entered=DAY,
            confirmed=DAY,
            responsible_id=None if card.owner is None else self._id(card.owner),
        )
        titles = {"ar": self._name(5), "en": f"{self._latin()} for {self._latin()}", "fr": f"{self._latin()} pour tous"}
        self._opener.put(row, titles=titles, aim=AIM, independent=card.independent)
        return row

    def _between(self) -> None:
        """Write offers and needs, of desks too, and links."""
        models.Offer.objects.bulk_create(self._offer(one) for one in self._offers())
        rows = []
        for link in self._picture.links:
            to = {"desk_id" if link.other in self._picture.desks else "other_id": self._id(link.other)}
            row = models.Link(process=self._process, one_id=self._id(link.one), mode=link.mode, state=link.state, **to)
            row.proposed_by, row.since = self._process.id, clock.today()
            self._opener.put(row, words="We tell one another what we hear.")
            rows.append(row)
        models.Link.objects.bulk_create(rows)

    def _offers(self) -> Iterator[Offer]:
        yield from self._picture.offers
        for card in self._picture.cards:
            yield from card.offers

    def _offer(self, one: Offer) -> models.Offer:
        """Return an offer about the first of each that it is about: a row holds one actor, one side, one place."""
        holder = "desk_id" if one.holder in self._picture.desks else "initiative_id"
        held: dict[str, Any] = {holder: self._id(one.holder)}
        for key in reversed(one.about):
            held[self._kind(key)] = self._id(key)
        row = models.Offer(process=self._process, direction=one.direction, resource=one.resource, **held)
        self._opener.put(row, words="From spring on, two days a week.")
        return row

    def _kind(self, key: str) -> str:
        if key in self._picture.sides:
            return "side_id"
        return "place_id" if key in {one.id for one in self._picture.places} else "actor_id"


def _join(through: Any, one: str, other: str, pairs: Joins) -> None:
    rows = [through(**{f"{one}_id": first, f"{other}_id": second}) for first, second in dict.fromkeys(pairs)]
    through.objects.bulk_create(rows, batch_size=2_000)


def on(day: date) -> Any:
    """Return a clock that stands still on the day that a picture shows."""
    noon = clock.now().replace(year=day.year, month=day.month, day=day.day, hour=12)
    return lambda: noon
