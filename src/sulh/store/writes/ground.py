"""
What the map of a process rests on: issues, rounds of the official process, places, actors and the ties between them.

    add_issue, add_round                     of the process
    add_place, add_actor ── add_tie          of the map; a tie with a source, or it is refused

Whoever keeps the map writes down what is known from public sources (`listed`); an owner names actors of their own on a
card, and nobody sees them but whoever sees that card's actors. What is changed later stands in
`sulh.store.writes.ground_changes`, two entries for one actor in `sulh.store.writes.merging`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from sulh.access import CHANGE, Principal, Refused
from sulh.model.actors import ACTOR_KINDS, CONFIDENCES, PLACE_KINDS, TIE_KINDS
from sulh.model.tracks import LEVELS, SECTOR_TRACKS
from sulh.store import asking, clock
from sulh.store.errors import Invalid
from sulh.store.fresh import fresh_id
from sulh.store.map_sealing import map_sealer
from sulh.store.models import Actor, Initiative, Issue, OfficialRound, Place, Process, Tie
from sulh.store.sealing import sealer
from sulh.store.texts import NAME, NOTE, SENTENCE, Reading
from sulh.store.writes import log
from sulh.words.language import LANGUAGES

SECTORS: Final = tuple(track.key for track in SECTOR_TRACKS)
MOST_NAMES: Final = 40  # of one actor or place
NORTH, EAST = 90, 180  # degrees: where the globe ends
Names = Sequence[tuple[str, str]]  # (text, language or ""); the first is its own name for itself


@dataclass(frozen=True)
class ActorText:
    """
    An actor as somebody writes it.

    Attributes:
        names: The first is its own name for itself.
        side: Of the process at hand; empty for none.
        keys: Ids elsewhere, by the name of the list.
        source: Where it is known from; empty where nobody says.
    """

    kind: str
    names: Names
    sectors: Collection[str] = ()
    level: str = ""
    side: str = ""
    places: Collection[str] = ()
    abroad: bool = False
    keys: Mapping[str, str] = field(default_factory=dict)
    source: str = ""


@dataclass(frozen=True)
class TieText:
    """A tie as one source tells it; the order of the two matters."""

    one: UUID
    other: UUID
    kind: str
    confidence: str
    source: str
    start: date | None = None
    end: date | None = None
    about: str = ""


@transaction.atomic
def add_issue(principal: Principal, process_id: UUID, names: Mapping[str, str]) -> UUID:
    """
    Write down what the conflict is about; the same one sent twice is kept once.

    Raises:
        Refused: If they do not keep this map.
        Invalid: `names_..`, if it has none.
    """
    process = asking.get(principal, "map", CHANGE, Process, process_id, lock=True)
    reading = Reading()
    kept = reading.texts("names", names, LANGUAGES, most=NAME, needed=False)
    if not kept:
        reading.faults.setdefault(f"names_{LANGUAGES[0]}", "one-language")
    reading.done()
    opener = sealer(process.id)
    same = next((row.id for row in process.issues.all() if opener.texts(row, "names") == kept), None)
    if same is not None:
        return same
    row = Issue(process=process, on=clock.today())
    opener.put(row, names=kept)
    row.save(force_insert=True)
    return row.id


@transaction.atomic
def add_round(
    principal: Principal,
    process_id: UUID,
    *,
    source: str,
    start: date | None = None,
    end: date | None = None,
    stalled_since: date | None = None,
    new_id: UUID | None = None,
) -> UUID:
    """
    Write down a round of the official process, or that it stands still.

    Raises:
        Refused: For whoever neither keeps this map nor signs in for a desk.
        Invalid: `source`, if it has none; `start`, without any day; `end`, if it lies before the beginning.
    """
    process = asking.get(principal, "official-round", CHANGE, Process, process_id, lock=True)
    kept = read_round(source, start=start, end=end, stalled_since=stalled_since)
    if new_id is not None and process.official_rounds.filter(pk=new_id).exists():
        return new_id
    last = process.official_rounds.aggregate(last=Max("number"))["last"] or 0
    row = OfficialRound(process=process, number=last + 1, start=start, end=end, stalled_since=stalled_since)
    row.id = fresh_id(OfficialRound, new_id)
    sealer(process.id).put(row, source=kept)
    row.save(force_insert=True)
    log.enter(process.id, "official-round-added", principal, number=row.number)
    return row.id


@transaction.atomic
def add_place(
    principal: Principal,
    process_id: UUID,
    kind: str,
    names: Names,
    *,
    within: UUID | None = None,
    position: tuple[float, float] | None = None,
    new_id: UUID | None = None,
) -> UUID:
    """
    Write down a place; disputed names stand beside one another.

    Raises:
        Refused: If they do not keep this map.
        Invalid: `kind`, `names`, `within` or `position`.
    """
    process = asking.get(principal, "map", CHANGE, Process, process_id, lock=True)
    reading = Reading()
    reading.choice("kind", kind, PLACE_KINDS)
    kept = _names(reading, names)
    if within is not None and not process.places.filter(pk=within).exists():
        reading.faults["within"] = "no-choice"
    if position is not None and not (abs(position[0]) <= NORTH and abs(position[1]) <= EAST):
        reading.faults["position"] = "no-choice"
    reading.done()
    if new_id is not None and process.places.filter(pk=new_id, listed=True).exists():
        return new_id
    row = Place(id=fresh_id(Place, new_id), kind=kind, within_id=within, listed=True)
    map_sealer().put(row, names=kept, position=position)
    row.save(force_insert=True)
    row.processes.add(process)
    return row.id


@transaction.atomic
def add_actor(principal: Principal, process_id: UUID, given: ActorText, *, new_id: UUID | None = None) -> UUID:
    """
    Write down an actor that is known from public sources; a form that comes twice, with one `new_id`, once.

    Raises:
        Refused: If they do not keep this map.
        Invalid: If a value cannot be kept.
    """
    process = asking.get(principal, "map", CHANGE, Process, process_id, lock=True)
    if new_id is not None and process.actors.filter(pk=new_id, listed=True).exists():
        return new_id
    row = Actor(id=fresh_id(Actor, new_id), listed=True, listed_on=clock.today())
    write_actor(process, row, given)
    return row.id


@transaction.atomic
def name_actor(principal: Principal, initiative_id: UUID, given: ActorText, *, new_id: UUID | None = None) -> UUID:
    """
    Name an actor on a card: seen with the card's actors, and by nobody else.

    Raises:
        Refused: If the card is not theirs.
        Invalid: If a value cannot be kept.
    """
    card = asking.get(principal, "card", CHANGE, Initiative, initiative_id, lock=True)
    if new_id is not None and card.actors.filter(pk=new_id).exists():
        return new_id
    row = Actor(id=fresh_id(Actor, new_id), listed=False)
    write_actor(card.process, row, given)
    card.actors.add(row)
    return row.id


@transaction.atomic
def add_tie(principal: Principal, process_id: UUID, given: TieText, *, new_id: UUID | None = None) -> UUID:
    """
    Write down a tie between two actors of this map, as one source tells it.

    Raises:
        Refused: If they do not keep this map, or do not see one of the two.
        Invalid: If a value cannot be kept; `other`, for a tie of somebody with themselves.
    """
    process = asking.get(principal, "map", CHANGE, Process, process_id)
    reading = Reading()
    reading.choice("kind", given.kind, TIE_KINDS)
    reading.choice("confidence", given.confidence, CONFIDENCES)
    source = reading.text("source", given.source, most=SENTENCE)
    about = reading.text("about", given.about, most=SENTENCE, needed=False)
    if given.one == given.other:
        reading.faults["other"] = "no-choice"
    if given.start is not None and given.end is not None and given.end < given.start:
        reading.faults["end"] = "end-before-start"
    reading.done()
    if process.actors.filter(pk__in=(given.one, given.other), listed=True).count() != len({given.one, given.other}):
        raise Refused
    if new_id is not None and Tie.objects.filter(pk=new_id, one__processes=process).exists():
        return new_id
    row = Tie(
        id=fresh_id(Tie, new_id),
        one_id=given.one,
        other_id=given.other,
        kind=given.kind,
        confidence=given.confidence,
        start=given.start,
        end=given.end,
        by_id=UUID(principal.id),
        on=clock.today(),
    )
    map_sealer().put(row, source=source, about=about)
    row.save(force_insert=True)
    return row.id


def read_round(source: str, *, start: date | None, end: date | None, stalled_since: date | None) -> str:
    """
    Return where a round is known from, as it can be kept.

    Raises:
        Invalid: As `add_round` says.
    """
    reading = Reading()
    kept = reading.text("source", source, most=SENTENCE)
    if start is None and stalled_since is None:
        reading.faults["start"] = "empty"
    if start is not None and end is not None and end < start:
        reading.faults["end"] = "end-before-start"
    reading.done()
    return kept


def write_actor(process: Process, row: Actor, given: ActorText) -> None:
    """
    Put what was given on an actor and keep it; its sides and places in other processes stay.

    Raises:
        Invalid: If a value cannot be kept.
    """
    reading = Reading()
    reading.choice("kind", given.kind, ACTOR_KINDS)
    names = _names(reading, given.names)
    if set(given.sectors) - set(SECTORS):
        reading.faults["sectors"] = "no-choice"
    if given.level:
        reading.choice("level", given.level, LEVELS)
    source = reading.text("source", given.source, most=NOTE, needed=False)  # of several entries, once they were joined
    sides, places = list(process.sides.all()), list(process.places.all())
    chosen = [one for one in sides if str(one.id) == given.side]
    where = [one for one in places if str(one.id) in given.places]
    if given.side and not chosen:
        reading.faults["side"] = "no-choice"
    if len(where) != len(set(given.places)):
        reading.faults["places"] = "no-choice"
    reading.done()
    row.kind, row.level, row.abroad, row.batch = given.kind, given.level, given.abroad, None
    row.sectors = ",".join(one for one in SECTORS if one in given.sectors)
    map_sealer().put(row, names=names, keys=dict(given.keys), source=source)
    row.save()
    row.processes.add(process)
    row.sides.remove(*sides)
    row.sides.add(*chosen)
    row.places.remove(*places)
    row.places.add(*where)


def _names(reading: Reading, given: Names) -> list[dict[str, str]]:
    """Return the names that can be kept, in their order, each once."""
    kept = [(reading.text("names", text, most=NAME, needed=False), language) for text, language in given]
    named = list(dict.fromkeys((text, language if language in LANGUAGES else "") for text, language in kept if text))
    if not named:
        reading.faults.setdefault("names", "empty")
    if len(named) > MOST_NAMES:
        raise Invalid({"names": "too-long"})
    return [{"text": text, "language": language} for text, language in named]
