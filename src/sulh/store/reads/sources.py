"""
Where the map is known from: for whoever keeps it, and for nobody else.

    actor_kept(principal, process, actor)     an actor as it was written, with the entries that it stands for
    actor_sources(principal, process)         the source of each actor that is listed
    tie_sources(principal, process, ids)      the source of each tie, or of those on a page
    round_kept(principal, round)              a round, to be written anew

Everybody else sees of the map what their picture shows (`sulh.store.reads.pictures`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from msgspec.structs import replace

from sulh.access import CHANGE, SEE, Principal, Refused
from sulh.coordination.names import together
from sulh.model.actors import Actor
from sulh.store import asking, models
from sulh.store.map_sealing import map_sealer
from sulh.store.reads.ground import Ground
from sulh.store.reads.keys import as_text, spelt
from sulh.store.sealing import sealer
from sulh.store.texts import seen

ACTOR_TEXTS = ("names", "keys", "source")  # what is written of an actor in words, sealed


@dataclass(frozen=True)
class Duplicate:
    """An entry that stands for an actor no longer, since a person said that another one does."""

    actor: Actor
    on: date


@dataclass(frozen=True)
class ActorKept:
    """
    An actor as it was written.

    Attributes:
        actor: Its own entry, without what others brought to it.
        duplicates: The entries that it stands for, oldest first.
        listed: Ids of all that are listed: with these it may be joined.
    """

    actor: Actor
    stamp: str
    duplicates: tuple[Duplicate, ...]
    listed: frozenset[str]


@dataclass(frozen=True)
class RoundKept:
    """A round of the official process as it was written."""

    process_id: UUID
    number: int
    start: date | None
    end: date | None
    stalled_since: date | None
    source: str
    stamp: str


def actor_kept(principal: Principal, process_id: UUID, actor_id: UUID) -> ActorKept:
    """
    Return an actor as it was written.

    Raises:
        Refused: If they do not keep this map, or it is not listed on it, or another entry stands for it.
    """
    process = asking.get(principal, "map-sources", SEE, models.Process, process_id)
    row = process.actors.filter(pk=actor_id, listed=True, merged_into=None).first()
    if row is None:
        raise Refused
    ground = Ground(process)
    joined = list(process.actors.filter(merged_into=row).order_by("merged_on", "id"))
    own, opener = ground.entries([str(one.id) for one in (row, *joined)]), map_sealer()
    own |= {str(one.id): replace(own[str(one.id)], source=opener.text(one, "source")) for one in (row, *joined)}
    duplicates = (Duplicate(own[str(one.id)], one.merged_on) for one in joined if one.merged_on is not None)
    listed = process.actors.filter(listed=True).values_list("id", flat=True)
    return ActorKept(own[str(row.id)], seen(row, *ACTOR_TEXTS), tuple(duplicates), frozenset(map(str, listed)))


def actor_sources(principal: Principal, process_id: UUID) -> dict[str, str]:
    """
    Return where listed actors are known from, of one that stands for others what all of these say.

    Of an actor that stands on cards alone nothing is told: only whoever wrote it down knows how far its source may go.

    Raises:
        Refused: If they do not keep this map.
    """
    process = asking.get(principal, "map-sources", SEE, models.Process, process_id)
    ground, opener = Ground(process), map_sealer()
    rows = sorted(process.actors.filter(listed=True), key=lambda row: (row.merged_on or date.min, str(row.id)))
    told: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        told[ground.stands(str(row.id))].append(opener.text(row, "source"))
    return {key: together(texts) for key, texts in told.items()}


def tie_sources(principal: Principal, process_id: UUID, ids: Iterable[str] | None = None) -> dict[str, str]:
    """
    Return where ties are known from.

    Args:
        principal: Who keeps this map.
        process_id: Which map.
        ids: Of ties that they see; None for every tie of the map.

    Raises:
        Refused: If they do not keep this map.
    """
    process = asking.get(principal, "map-sources", SEE, models.Process, process_id)
    opener = map_sealer()
    rows = models.Tie.objects.filter(one__processes=process, other__processes=process)
    rows = rows if ids is None else rows.filter(pk__in=[UUID(one) for one in ids])
    texts = as_text("id")
    kept = ((spelt(key), source) for key, source in rows.annotate(**texts).values_list(*texts, "source"))
    return {key: str(opener.opened(models.Tie, key, "source", source) or "") for key, source in kept}


def round_kept(principal: Principal, round_id: UUID) -> RoundKept:
    """
    Return a round, to be written anew.

    Raises:
        Refused: For whoever neither keeps this map nor signs in for a desk.
    """
    row = asking.get(principal, "official-round", CHANGE, models.OfficialRound, round_id)
    return RoundKept(
        process_id=row.process_id,
        number=row.number,
        start=row.start,
        end=row.end,
        stalled_since=row.stalled_since,
        source=sealer(row.process_id).text(row, "source"),
        stamp=seen(row, "source"),
    )
