"""
Rows of initiatives as whole cards: everything that is kept of each, before any of it is cut to a tier.

Who may read how much is decided in `sulh.store.reads.pictures`; nothing here is asked by a page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final
from uuid import UUID

from sulh.coordination.tiers import quarter_of
from sulh.model.initiatives import Card, Message, Moment, Offer
from sulh.store import models
from sulh.store.reads.ground import Ground, code, codes
from sulh.store.reads.keys import as_text, spelt
from sulh.store.sealing import Sealer

TEXTS: Final = ("titles", "aim", "independent")  # what is written in words, sealed
_JOINED: Final = ("issues", "places", "sides", "items", "actors", "funders", "depends_on")
_HANGING: Final[dict[str, Any]] = {"moments": models.Moment, "messages": models.Message, "offers": models.Offer}


class CardRows:
    """
    Cards of rows, in as many queries for one as for a thousand.

    Args:
        rows: Initiatives of one process.
        ground: The map of that process.
        opener: Of that process.
    """

    def __init__(self, rows: Iterable[models.Initiative], ground: Ground, opener: Sealer) -> None:
        """Read what hangs on the rows."""
        self._rows = {row.id: row for row in rows}
        self._ground = ground
        self._opener = opener
        self._parts: dict[str, dict[str, list[Any]]] = {name: joined_ids(name, self._rows) for name in _JOINED}
        for name, table in _HANGING.items():
            self._parts[name] = defaultdict(list)
            for one in table._default_manager.filter(initiative__in=self._rows).order_by("id"):
                self._parts[name][str(one.initiative_id)].append(one)

    def card(self, key: UUID) -> Card:
        """Return one card, whole."""
        row, opener = self._rows[key], self._opener
        places = self._ids(row, "places")
        moments = (Moment(code(one.occasion), one.start, one.end) for one in self._of(row, "moments"))
        return Card(
            id=str(row.id),
            sectors=codes(row.sector_tracks),
            regions=tuple(dict.fromkeys(self._ground.region(place) for place in places)),
            quarter=None if row.start is None else quarter_of(row.start),
            titles=opener.texts(row, "titles"),
            issues=self._ids(row, "issues"),
            places=places,
            sides=self._ids(row, "sides"),
            levels=codes(row.levels),
            quadrants=codes(row.quadrants),
            changes=codes(row.changes),
            items=self._ids(row, "items"),
            owner=None if row.responsible_id is None else self._ground.stands(str(row.responsible_id)),
            actors=self._standing(row, "actors"),
            funders=self._standing(row, "funders"),
            start=row.start,
            end=row.end,
            phase=code(row.phase) or None,
            moments=tuple(sorted(moments, key=lambda one: (one.start, one.end, one.occasion))),
            aim=opener.text(row, "aim"),
            messages=tuple(Message(str(one.issue_id), code(one.stance)) for one in self._of(row, "messages")),
            depends_on=self._ids(row, "depends_on"),
            independent=opener.text(row, "independent"),
            offers=tuple(offer_of(one, self._ground, opener) for one in self._of(row, "offers")),
            confirmed=row.confirmed,
        )

    def _of(self, row: models.Initiative, name: str) -> list[Any]:
        return self._parts[name].get(str(row.id), [])

    def _ids(self, row: models.Initiative, name: str) -> tuple[str, ...]:
        return tuple(self._of(row, name))

    def _standing(self, row: models.Initiative, name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._ground.stands(one) for one in self._of(row, name)))


def offer_of(row: models.Offer, ground: Ground, opener: Sealer) -> Offer:
    """Return an offer or a need, whole."""
    actor = None if row.actor_id is None else ground.stands(str(row.actor_id))
    about = (actor, *(None if one is None else str(one) for one in (row.side_id, row.place_id)))
    return Offer(
        id=str(row.id),
        holder=str(row.initiative_id or row.desk_id),
        direction=code(row.direction),
        resource=code(row.resource),
        about=tuple(one for one in about if one is not None),
        words=opener.text(row, "words"),
    )


def joined_ids(name: str, rows: Mapping[UUID, models.Initiative]) -> dict[str, list[str]]:
    """Return what a many-to-many field joins to each row, by its id, in the order of the ids."""
    field: Any = models.Initiative._meta.get_field(name)
    one, other = field.m2m_field_name(), field.m2m_reverse_field_name()
    found: dict[str, list[str]] = defaultdict(list)
    through: Any = field.remote_field.through
    texts = as_text(one, other)
    joined = through.objects.filter(**{f"{one}__in": rows}).order_by(other).annotate(**texts)
    for card, what in joined.values_list(*texts):
        found[spelt(card)].append(spelt(what))
    return found
