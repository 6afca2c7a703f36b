"""
What a file holds, put on the map in one transaction, each row with the batch that made it.

    make(principal, batch, same) ─▶ counts      same: entries of the file that are actors of the map, as a person said

An actor that a person calls the same as one of the map becomes an entry that the other stands for
(`sulh.store.writes.merging`): nothing the file says of it is lost, and the two can be parted again. Initiatives are
written down as by a coordinator for an owner: nobody else sees them, and there is no code yet with which somebody comes
in (`sulh.store.writes.owner_codes`). What comes with them is listed nowhere: it is seen with their cards. Offers and
needs are those of initiatives and desks for which whoever brings them writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Model

from sulh.access import CHANGE, Principal, Refused, Role, Thing, ask
from sulh.coordination.incoming import Plan
from sulh.model.actors import Actor as MapActor
from sulh.model.actors import Name
from sulh.model.initiatives import Card
from sulh.model.picture import Picture
from sulh.store import clock
from sulh.store.map_sealing import map_sealer
from sulh.store.models import (
    Actor,
    AgendaItem,
    ImportBatch,
    Initiative,
    Issue,
    Message,
    Moment,
    OfficialRound,
    Ownership,
    Place,
    Process,
    Seat,
    Tie,
)
from sulh.store.reads.map_files import listed, own_batch, plan_of, wanted_of
from sulh.store.reads.pictures import seen_by
from sulh.store.sealing import sealer
from sulh.store.writes import log
from sulh.store.writes.cards import phase_from
from sulh.store.writes.offers import bring_in
from sulh.store.writes.seats import new_labels

AT_ONCE: Final = 500  # rows of one statement
_JOINED: Final = ("issues", "places", "sides", "items", "actors", "funders", "depends_on")


@transaction.atomic
def make(principal: Principal, batch_id: UUID, picture: Picture, same: Mapping[str, str]) -> UUID:
    """
    Put what a file holds on the map; a form that comes twice does it once.

    Args:
        principal: Who brought it.
        batch_id: Which file.
        picture: The map as they see it, ties among it.
        same: Id of an entry of the file -> id of the actor of the map that it is; others are made anew.

    Returns:
        Whose map it is.

    Raises:
        Refused: If it is not theirs, or `same` names an actor that is not offered.
    """
    row = own_batch(principal, batch_id, lock=True)
    if row.state != "waiting":
        return row.process_id
    _, plan = plan_of(principal, row, picture)
    _allowed(principal, row, plan, same)
    making = _Making(principal, row, plan)
    making.places()
    making.actors(same)
    making.ties()
    making.issues()
    making.official()
    making.cards()
    if plan.offers:
        bring_in(principal, row, seen_by(principal, row.process_id, ties=False), plan.offers)
    row.state, row.private, row.file, row.chosen, row.found = "done", bool(plan.cards or plan.offers), b"", b"", b""
    sealer(row.process_id).put(row, counts=plan.counts())
    row.save()
    return row.process_id


def _allowed(principal: Principal, row: ImportBatch, plan: Plan, same: Mapping[str, str]) -> None:
    """Ask for each kind of thing that comes in, and take no other for the same than was shown."""
    thing = Thing(process=str(row.process_id))
    for kind, held in (("coordination", plan.cards), ("agenda", plan.items), ("official-round", plan.rounds)):
        if held:
            ask(principal, kind, CHANGE, thing)
    offered = {(one.one, one.other) for one in plan.hints}
    if not offered.issuperset(same.items()) or not listed(row.process_id).issuperset(same.values()):
        raise Refused


class _Making:
    """The rows of one file."""

    def __init__(self, principal: Principal, row: ImportBatch, plan: Plan) -> None:
        self._principal, self._batch, self._plan = principal, row, plan
        self._process = Process.objects.select_for_update(of=("self",)).get(pk=row.process_id)
        self._opener, self._map = sealer(row.process_id), map_sealer()
        self._listed = not plan.cards
        new: tuple[tuple[str, Iterable[Any]], ...] = (
            ("places", plan.places),
            ("actors", plan.actors),
            ("cards", plan.cards),
        )
        self._ids = {kind: {one.id: clock.random_id() for one in held} for kind, held in new}
        self._ids["issues"] = {id_: clock.random_id() for id_ in plan.issues}

    def _id(self, kind: str, key: str) -> UUID:
        """Return under which id something is, or will be, that a file names."""
        return self._ids[kind].get(key) or UUID(key)

    def places(self) -> None:
        """Make places, and put them on this map."""
        rows = []
        for one in self._plan.places:
            within = None if one.within is None else self._id("places", one.within)
            row = Place(id=self._id("places", one.id), kind=one.kind, within_id=within, listed=self._listed)
            row.batch = self._batch
            known = one.latitude is not None and one.longitude is not None
            position = [one.latitude, one.longitude] if known else None
            self._map.put(row, names=_names(one.names), position=position)
            rows.append(row)
        _keep(Place, rows)
        _join(Place.processes.through, "place", "process", ((row.id, self._process.id) for row in rows))

    def actors(self, same: Mapping[str, str]) -> None:
        """Make actors; of those that are on the map already, an entry that the other stands for."""
        rows: list[Actor] = []
        wanted = [one for one in self._plan.actors if self._listed or one.id not in same]
        self._ids["actors"] |= {} if self._listed else {one: UUID(other) for one, other in same.items()}
        for one in wanted:
            row = Actor(id=self._id("actors", one.id), kind=one.kind, listed=self._listed, abroad=one.abroad)
            row.listed_on = clock.today() if self._listed else None
            row.sectors, row.level, row.batch = ",".join(one.sectors), one.level or "", self._batch
            if one.id in same:
                row.merged_into_id = UUID(same[one.id])
                row.merged_by_id, row.merged_on = UUID(self._principal.id), clock.today()
            self._map.put(row, names=_names(one.names), keys=dict(one.keys), source=one.source)
            rows.append(row)
        _keep(Actor, rows)
        _join(Actor.processes.through, "actor", "process", ((row.id, self._process.id) for row in rows))
        _join(Actor.places.through, "actor", "place", self._where(wanted))
        sides = ((self._id("actors", one.id), UUID(one.side)) for one in wanted if one.side)
        _join(Actor.sides.through, "actor", "side", sides)

    def _where(self, actors: Iterable[MapActor]) -> Iterable[tuple[UUID, UUID]]:
        return ((self._id("actors", one.id), self._id("places", place)) for one in actors for place in one.places)

    def ties(self) -> None:
        """Make ties between entries; of one that another stands for, under its own."""
        rows = []
        for one in self._plan.ties:
            ends = self._id("actors", one.one), self._id("actors", one.other)
            row = Tie(id=clock.random_id(), one_id=ends[0], other_id=ends[1], kind=one.kind, confidence=one.confidence)
            row.start, row.end, row.on, row.by_id = one.start, one.end, clock.today(), UUID(self._principal.id)
            row.batch, row.intensity = self._batch, one.intensity or ""
            self._map.put(row, source=one.source, about=one.about)
            if ends[0] != ends[1]:
                rows.append(row)
        _keep(Tie, rows)

    def issues(self) -> None:
        """Write issues down, each by the one name that the file has for it."""
        language, rows = wanted_of(self._batch).language, []
        for id_, name in self._plan.issues.items():
            row = Issue(id=self._ids["issues"][id_], process=self._process, on=clock.today(), batch=self._batch)
            self._opener.put(row, names={language: name})
            rows.append(row)
        _keep(Issue, rows)

    def official(self) -> None:
        """Write down points of the agenda and rounds, each with an entry in the log, as by hand."""
        process, source = self._process, wanted_of(self._batch).source
        last = process.agenda_items.aggregate(last=Max("number"))["last"] or 0
        for number, one in enumerate(self._plan.items, last + 1):
            item = AgendaItem(process=process, number=number, state=one.state, since=one.since)
            item.wanted_by, item.desk_id = one.wanted_by, UUID(one.desk) if one.desk else None
            item.batch = self._batch
            self._opener.put(item, titles=dict(one.titles), source=source)
            item.save(force_insert=True)
            log.enter(process.id, "item-added", self._principal, item=number, to=one.state)
        last = process.official_rounds.aggregate(last=Max("number"))["last"] or 0
        for number, found in enumerate(sorted(self._plan.rounds, key=lambda one: one.number), last + 1):
            row = OfficialRound(process=process, number=number, start=found.start, end=found.end, batch=self._batch)
            row.stalled_since = found.stalled_since
            self._opener.put(row, source=found.source)
            row.save(force_insert=True)
            log.enter(process.id, "official-round-added", self._principal, number=number)

    def cards(self) -> None:
        """Write initiatives down for owners who are not here."""
        cards = self._plan.cards
        rows = [self._card(one) for one in cards]
        taken = set(Seat.objects.filter(process=self._process, role=Role.OWNER).values_list("label", flat=True))
        labels = new_labels(taken, len(rows), clock.random_bytes)
        seats = [Seat(role=Role.OWNER, process=self._process, label=label) for label in labels]
        _keep(Seat, seats)
        _keep(Initiative, rows)
        _keep(Ownership, [Ownership(initiative=row, seat=seat) for row, seat in zip(rows, seats, strict=True)])
        for name in _JOINED:
            self._joined(name, cards)
        moments = [(one.id, moment) for one in cards for moment in dict.fromkeys(one.moments)]
        _keep(
            Moment,
            [
                Moment(initiative_id=self._id("cards", card), occasion=one.occasion, start=one.start, end=one.end)
                for card, one in moments
            ],
        )
        said = {(card.id, one.issue): one.stance for card in cards for one in card.messages}
        _keep(
            Message,
            [
                Message(initiative_id=self._id("cards", card), issue_id=UUID(issue), stance=stance)
                for (card, issue), stance in said.items()
            ],
        )

    def _card(self, one: Card) -> Initiative:
        row = Initiative(id=self._id("cards", one.id), process=self._process, entered=clock.today(), batch=self._batch)
        row.entered_by_id, row.start, row.end = UUID(self._principal.id), one.start, one.end
        row.phase = one.phase or phase_from(one.start)
        row.sector_tracks, row.levels = ",".join(one.sectors), ",".join(one.levels)
        row.quadrants, row.changes = ",".join(one.quadrants), ",".join(one.changes)
        row.responsible_id = self._id("actors", one.owner) if one.owner else None
        self._opener.put(row, titles=dict(one.titles), aim=one.aim, independent=one.independent)
        return row

    def _joined(self, name: str, cards: Sequence[Card]) -> None:
        field: Any = Initiative._meta.get_field(name)
        one, other = field.m2m_field_name(), field.m2m_reverse_field_name()
        kind = {"funders": "actors", "depends_on": "cards"}.get(name, name)
        pairs = (
            (self._id("cards", card.id), self._id(kind, key) if kind in self._ids else UUID(key))
            for card in cards
            for key in getattr(card, name)
        )
        _join(field.remote_field.through, one, other, pairs)


def _names(names: Iterable[Name]) -> list[dict[str, str]]:
    return [{"text": one.text, "language": one.language} for one in names]


def _keep(table: type[Model], rows: Sequence[Model]) -> None:
    table._default_manager.bulk_create(rows, batch_size=AT_ONCE)


def _join(through: Any, one: str, other: str, pairs: Iterable[tuple[UUID, UUID]]) -> None:
    """Keep pairs of a many-to-many field, each once."""
    rows = [through(**{f"{one}_id": first, f"{other}_id": second}) for first, second in dict.fromkeys(pairs)]
    through._default_manager.bulk_create(rows, batch_size=AT_ONCE)
