"""
Actors, ties and places of a process, as far as they are listed or stand on a card that the reader sees.

    Ground(process, known) ── actors, ties, places      known: ids that the reader's cards show
                           ── stands(id)                which entry stands for an actor that was merged into another

An actor that nobody listed is on the map of whoever sees a card that names it, and of nobody else. Its ties are seen
where both ends are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from sulh.coordination.names import Joined, merged
from sulh.model.actors import Actor, Name, Place, Tie
from sulh.store import clock, models
from sulh.store.map_sealing import map_sealer
from sulh.store.sealing import Sealer


class Ground:
    """
    What the map of one process rests on.

    Args:
        process: Whose map.
    """

    def __init__(self, process: models.Process) -> None:
        """Read which actors and places there are; nothing is opened yet."""
        self._process = process
        self._sides = {str(one) for one in process.sides.values_list("id", flat=True)}
        self._actors = {str(row.id): row for row in process.actors.all()}
        self._places = {str(row.id): row for row in process.places.all()}

    @cached_property
    def _opener(self) -> Sealer:
        return map_sealer()

    def stands(self, actor: str) -> str:
        """Return the entry that stands for an actor, however often it was merged."""
        row = self._actors.get(actor)
        while row is not None and row.merged_into_id is not None and str(row.merged_into_id) in self._actors:
            row = self._actors[str(row.merged_into_id)]
        return actor if row is None else str(row.id)

    def region(self, place: str) -> str:
        """Return the outermost place around a place."""
        *_, outermost = (place, *self._outwards(place))
        return outermost

    def actors(self, named: Iterable[str]) -> tuple[Actor, ...]:
        """Return the actors that are listed, and those of these ids, in the order of their ids."""
        known = set(named) & self._actors.keys()
        known |= {self.stands(key) for key, row in self._actors.items() if row.listed}
        joined: dict[str, list[str]] = defaultdict(list)
        for key, row in self._actors.items():
            if row.listed and row.merged_into_id is not None:
                joined[self.stands(key)].append(key)
        own = self.entries(known.union(*(joined[key] for key in known & joined.keys())))
        return tuple(self._merged(own, key, joined[key]) if key in joined else own[key] for key in sorted(known))

    def entries(self, keys: Iterable[str]) -> dict[str, Actor]:
        """Return entries as they were written, by id: none brings anything to another."""
        sides, places = _pairs(models.Actor.sides.through, "side"), _pairs(models.Actor.places.through, "place")
        return {key: self._actor(key, sides[key], places[key]) for key in keys}

    def _merged(self, own: Mapping[str, Actor], key: str, joined: Iterable[str]) -> Actor:
        today = clock.today()
        return merged(own[key], [Joined(own[one], self._actors[one].merged_on or today) for one in joined], on=today)

    def _actor(self, key: str, sides: list[str], places: list[str]) -> Actor:
        row = self._actors[key]
        return Actor(
            id=key,
            kind=code(row.kind),
            names=names_of(self._opener, row),
            sectors=codes(row.sectors),
            level=code(row.level) or None,
            side=next((one for one in sides if one in self._sides), None),
            places=tuple(one for one in places if one in self._places),
            abroad=row.abroad,
            keys=dict(self._opener.get(row, "keys") or {}),
        )

    def ties(self, actors: Iterable[Actor]) -> tuple[Tie, ...]:
        """Return the ties between these actors, without where they are known from."""
        known = {actor.id for actor in actors}
        rows = models.Tie.objects.filter(one__processes=self._process, other__processes=self._process)
        values = rows.order_by("id").values_list("id", "one", "other", "kind", "confidence", "start", "end")
        stands = {key: self.stands(key) for key in self._actors}
        found = []
        for key, one, other, kind, confidence, start, end in values:
            first, second = stands[str(one)], stands[str(other)]
            if first != second and first in known and second in known:
                found.append(Tie(str(key), first, second, code(kind), code(confidence), start, end))
        return tuple(found)

    def places(self, named: Iterable[str]) -> tuple[Place, ...]:
        """Return the places that are listed, those of these ids, and those around them."""
        shown = {key for key, row in self._places.items() if row.listed} | set(named)
        wanted = {one for key in shown for one in self._outwards(key)}
        return tuple(self._place(self._places[key]) for key in sorted(wanted))

    def _place(self, row: models.Place) -> Place:
        latitude, longitude = self._opener.get(row, "position") or (None, None)
        within = None if row.within_id is None else str(row.within_id)
        return Place(str(row.id), code(row.kind), names_of(self._opener, row), within, latitude, longitude)

    def _outwards(self, key: str) -> Iterator[str]:
        while key in self._places:
            yield key
            key = str(self._places[key].within_id)


def names_of(opener: Sealer, row: models.Actor | models.Place) -> tuple[Name, ...]:
    """Return what an actor or a place is called, its own name for itself first."""
    return tuple(Name(one["text"], one.get("language", "")) for one in opener.get(row, "names") or ())


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


def _pairs(through: Any, other: str) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for actor, what in through.objects.order_by(other).values_list("actor", other):
        found[str(actor)].append(str(what))
    return found
