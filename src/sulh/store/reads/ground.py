"""
Actors, ties and places of a process, as far as they are listed or stand on a card that the reader sees.

    Ground(process) ── actors, ties, places      as far as they are asked for: a page need not read all that there is
                    ── stands(id)                which entry stands for an actor that was merged into another
    TiesOf          ── which ties a page needs: of some kinds, of some actors

An actor that nobody listed is on the map of whoever sees a card that names it, and of nobody else. Its ties are seen
where both ends are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q

from sulh.coordination.names import Joined, merged
from sulh.model.actors import Actor, Name, Place, Tie, TieKind
from sulh.store import clock, models
from sulh.store.map_sealing import map_sealer
from sulh.store.reads.keys import as_text, spelt
from sulh.store.sealing import Sealer


@dataclass(frozen=True)
class TiesOf:
    """
    Which ties are read: there are many, and few pages need all.

    Attributes:
        kinds: Those of these kinds; None for any.
        ends: Those at these actors; None for any.
        about: Whether what each is about is read too: it lies sealed, and few pages say it.
    """

    kinds: Collection[TieKind] | None = None
    ends: Collection[str] | None = None
    about: bool = False


_READ = ("kind", "listed", "abroad", "sectors", "level", "names", "keys", "merged_on")


class _Entry(NamedTuple):
    """What is read of one actor's row: its id, and what stands in `_READ`."""

    id: str
    kind: str
    listed: bool
    abroad: bool
    sectors: str
    level: str
    names: bytes
    keys: bytes
    merged_on: date | None


class Ground:
    """
    What the map of one process rests on; each part is read when it is first asked for.

    Args:
        process: Whose map.
        persons: Whether persons are among its actors.
    """

    def __init__(self, process: models.Process, *, persons: bool = True) -> None:
        """Keep it."""
        self._process = process
        self._whom = Q() if persons else ~Q(kind="person")

    @cached_property
    def _sides(self) -> frozenset[str]:
        return frozenset(str(one) for one in self._process.sides.values_list("id", flat=True))

    @cached_property
    def _into(self) -> Mapping[str, str]:
        """Each entry that was merged, with the one that it was merged into, where both are on this map."""
        rows = self._process.actors.filter(merged_into__processes=self._process)
        return {str(one): str(into) for one, into in rows.values_list("id", "merged_into")}

    @cached_property
    def persons(self) -> frozenset[str]:
        """Which actors are persons, whether or not they are among those that are read."""
        rows = self._process.actors.filter(kind="person")
        return frozenset(str(one) for one in rows.values_list("id", flat=True))

    @cached_property
    def _places(self) -> Mapping[str, models.Place]:
        return {str(row.id): row for row in self._process.places.all()}

    @cached_property
    def _opener(self) -> Sealer:
        return map_sealer()

    def stands(self, actor: str) -> str:
        """Return the entry that stands for an actor, however often it was merged."""
        while actor in self._into:
            actor = self._into[actor]
        return actor

    def entries_of(self, actors: Iterable[str]) -> frozenset[str]:
        """Return every entry for which one of these stands, and these."""
        known = frozenset(actors)
        return known | {one for one in self._into if self.stands(one) in known}

    def region(self, place: str) -> str:
        """Return the outermost place around a place."""
        *_, outermost = (place, *self._outwards(place))
        return outermost

    def actors(self, named: Iterable[str], *, among: Iterable[str] | None = None) -> tuple[Actor, ...]:
        """
        Return the actors that are listed, and those of these ids, in the order of their ids.

        Args:
            named: Ids that the reader's cards show, among ids of others.
            among: Of the listed ones, only those of these ids are wanted; None for all.
        """
        wanted, chosen = set(named), dict[str, Any](processes=self._process)
        if among is not None:
            chosen = {"id__in": _ids(self.entries_of(wanted.union(among)))}
        rows = self._rows(chosen)
        known = wanted & rows.keys()
        known |= {self.stands(key) for key, row in rows.items() if row.listed} & rows.keys()
        joined: dict[str, list[str]] = defaultdict(list)
        for key in self._into.keys() & rows.keys():
            if rows[key].listed:
                joined[self.stands(key)].append(key)
        told = known.union(*(joined[key] for key in known & joined.keys()))
        own = self._entries({key: rows[key] for key in told}, chosen)
        return tuple(
            _merged(own[key], [(own[one], rows[one]) for one in sorted(joined[key])]) if key in joined else own[key]
            for key in sorted(known)
        )

    def entries(self, keys: Iterable[str]) -> dict[str, Actor]:
        """Return entries as they were written, by id: none brings anything to another."""
        chosen = {"id__in": _ids(keys)}
        return self._entries(self._rows(chosen), chosen)

    def _rows(self, chosen: Mapping[str, Any]) -> dict[str, _Entry]:
        texts = as_text("id")
        rows = self._process.actors.filter(self._whom, **chosen).annotate(**texts)
        found = rows.values_list(*texts, *_READ)
        return {entry.id: entry for entry in (_Entry(spelt(key), *rest) for key, *rest in found)}

    def _entries(self, rows: Mapping[str, _Entry], chosen: Mapping[str, Any]) -> dict[str, Actor]:
        """Return actors as they were written; `chosen` are rows among which they all are."""
        sides = _pairs(models.Actor.sides.through, "side", chosen, here=self._sides)
        places = _pairs(models.Actor.places.through, "place", chosen, here=self._places)
        return {key: self._actor(row, sides[key], places[key]) for key, row in rows.items()}

    def _actor(self, row: _Entry, sides: list[str], places: list[str]) -> Actor:
        return Actor(
            id=row.id,
            kind=code(row.kind),
            names=_names(self._opener.opened(models.Actor, row.id, "names", row.names)),
            sectors=codes(row.sectors),
            level=code(row.level) or None,
            side=next(iter(sides), None),
            places=tuple(places),
            abroad=row.abroad,
            keys=dict(self._opener.opened(models.Actor, row.id, "keys", row.keys) or {}),
        )

    def ties(self, actors: Iterable[Actor], of: TiesOf) -> tuple[Tie, ...]:
        """Return the ties between these actors, without where they are known from; those of `of` alone."""
        known = {actor.id for actor in actors}
        rows = models.Tie.objects.filter(one__processes=self._process, other__processes=self._process)
        if of.kinds is not None:
            rows = rows.filter(kind__in=sorted(of.kinds))
        if of.ends is not None:
            ends = _ids(self.entries_of(of.ends))
            rows = rows.filter(Q(one__in=ends) | Q(other__in=ends))
        ids = as_text("id", "one", "other")
        fields = ("kind", "confidence", "start", "end", "intensity", *(("about",) if of.about else ()))
        values = rows.order_by("id").annotate(**ids).values_list(*ids, *fields)
        stands = {key: key for key in known} | {key: self.stands(key) for key in self._into}
        found = []
        for kept, one, other, kind, confidence, start, end, intensity, *about in values:
            first, second, key = stands.get(spelt(one)), stands.get(spelt(other)), spelt(kept)
            if first != second and first in known and second in known:
                said, fought = self._about(key, about), code(intensity) or None
                found.append(
                    Tie(key, first, second, code(kind), code(confidence), start, end, about=said, intensity=fought)
                )
        return tuple(found)

    def _about(self, key: str, kept: list[bytes]) -> str:
        """Open what a tie is about, as far as it was read."""
        return str(self._opener.opened(models.Tie, key, "about", kept[0]) or "") if kept else ""

    def places(self, named: Iterable[str]) -> tuple[Place, ...]:
        """Return the places that are listed, those of these ids, and those around them."""
        shown = {key for key, row in self._places.items() if row.listed} | set(named)
        wanted = {one for key in shown for one in self._outwards(key)}
        return tuple(self._place(self._places[key]) for key in sorted(wanted))

    def _place(self, row: models.Place) -> Place:
        latitude, longitude = self._opener.get(row, "position") or (None, None)
        within = None if row.within_id is None else str(row.within_id)
        return Place(str(row.id), code(row.kind), _names(self._opener.get(row, "names")), within, latitude, longitude)

    def _outwards(self, key: str) -> Iterator[str]:
        while key in self._places:
            yield key
            key = str(self._places[key].within_id)


def _merged(own: Actor, joined: Iterable[tuple[Actor, _Entry]]) -> Actor:
    today = clock.today()
    return merged(own, [Joined(one, row.merged_on or today) for one, row in joined], on=today)


def _ids(keys: Iterable[str]) -> list[UUID]:
    """Return ids as the database has them; what is none is no row's."""
    return [UUID(key) for key in keys]


def _names(kept: Any) -> tuple[Name, ...]:
    """Return what an actor or a place is called, its own name for itself first."""
    return tuple(Name(one["text"], one.get("language", "")) for one in kept or ())


def code(kept: str) -> Any:
    """Return a key of a code list as it is kept: the table holds no other."""
    return kept


def codes(joined: str) -> tuple[Any, ...]:
    """
    Return the keys that a column holds.

    >>> codes("citizen,business"), codes("")
    (('citizen', 'business'), ())
    """
    return tuple(key for key in joined.split(",") if key)


def _pairs(through: Any, other: str, chosen: Mapping[str, Any], *, here: Collection[str]) -> Mapping[str, list[str]]:
    """Return what a many-to-many field joins to these actors, so far as it is on this map."""
    found: dict[str, list[str]] = defaultdict(list)
    of_actors = through.objects.filter(**{f"actor__{name}": value for name, value in chosen.items()})
    texts = as_text("actor", other)
    for actor, what in of_actors.order_by(other).annotate(**texts).values_list(*texts):
        key = spelt(what)
        if key in here:
            found[spelt(actor)].append(key)
    return found
