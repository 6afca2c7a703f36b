"""
What ties show of the relation between the sides: figures for those who read what changes, names for those who see ties.

    standing(principal, process, between)   figures of a day, what became of ties since another, the index by quarter
    over_time(principal, process)           the index by quarter alone
    brokers(principal, process, day)        who stands where: restricted; called(...) is what they are called

Only actors and ties that are listed are counted: what an owner alone named is on no page of figures. Of two entries
for one actor, one stands for both. Of initiatives those alone are joint projects which everybody may know of: they show
the public with whom they work and when, and only organisations count in them, since the public reads of no person. So
nobody's figure depends on a card that is not theirs to see.

Whoever does not see the network itself, an evaluator, gets what may be told further
(`sulh.measurement.structures.released`): no count under three, and of actors, ties and initiatives those that stood on
the map at the end of a quarter. So what comes moves their figures four times a year, with all that a quarter brought;
whoever looked every day would see single ties come. What is deleted or corrected, joined to another entry, or shown to
more or fewer people, counts at once. No name is opened but by `called`, and no title but by `titled`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet
from msgspec import structs

from sulh.access import SEE, Principal, may
from sulh.measurement.structures.measure import DRAWS, doubts_of, structures
from sulh.measurement.structures.network import Span, network
from sulh.measurement.structures.over_time import over_time as index_over_time
from sulh.measurement.structures.released import FEW, day_released, released, turnover_released
from sulh.measurement.structures.turnover import Told, turnover
from sulh.model.actors import Actor, Tie
from sulh.model.initiatives import TIERS, Card
from sulh.model.structures import BODIES, Basis, OnDay, Structures, Turnover
from sulh.store import asking, clock, models
from sulh.store.reads.card_rows import joined_ids
from sulh.store.reads.ground import Ground, code
from sulh.store.reads.keys import as_text, spelt
from sulh.store.reads.quarters import end_up_to, ends_of_quarters
from sulh.store.sealing import sealer

SEED: Final = 7  # the same figures for everybody, and again tomorrow


@dataclass(frozen=True)
class SideRead:
    """A side with its names by language, and the number of its mark."""

    id: str
    names: Mapping[str, str]
    mark: int


@dataclass(frozen=True)
class Between:
    """The day that figures are of, and the one with which it is compared."""

    day: date
    before: date


@dataclass(frozen=True)
class OverTime:
    """The index at the end of each quarter and, for whoever is told any day, today; of the sides, too."""

    days: tuple[OnDay, ...]
    sides: tuple[SideRead, ...]
    doubts: tuple[str, ...]
    basis: Basis  # of the last day
    exact: bool


@dataclass(frozen=True)
class Standing:
    """
    What ties show.

    Attributes:
        between: The days that were told: an evaluator is told ends of quarters.
        exact: Whether the reader is told small counts, too, and any day.
        bodies: In how many bodies members of several sides sit; None for few. Which these are is restricted.
        projects: How many initiatives that show the public whom they engage, and when, engage several; None for few.
        fates: What became of all ties, of those across sides, of those inside one.
    """

    between: Between
    found: Structures
    bodies: int | None
    projects: int | None
    fates: tuple[Turnover, Turnover, Turnover]
    over_time: OverTime
    exact: bool


@dataclass(frozen=True)
class _Listed:
    """What is listed: actors without names, and what sources told of their ties, each with the day of telling."""

    actors: tuple[Actor, ...]
    told: tuple[Told, ...]
    public: tuple[tuple[date, Card], ...]  # initiatives, each with the day on which it came onto the map

    @property
    def ties(self) -> tuple[Tie, ...]:
        return tuple(one.tie for one in self.told)

    @property
    def cards(self) -> tuple[Card, ...]:
        return tuple(card for _, card in self.public)

    def known_on(self, day: date) -> _Listed:
        """Return what sources had told by the end of a day, and initiatives that had come by then."""
        public = tuple((entered, card) for entered, card in self.public if entered <= day)
        return replace(self, told=tuple(one for one in self.told if one.day <= day), public=public)


def standing(principal: Principal, process_id: UUID, between: Between) -> Standing:
    """
    Return what ties show on a day.

    Args:
        principal: Who reads; it decides whether small counts are told.
        process_id: Of which process.
        between: The day, and the one before it with which ties are compared.

    Raises:
        Refused: If what changes in this process is not theirs to see.
    """
    process = asking.get(principal, "change", SEE, models.Process, process_id)
    exact = _exact(principal, process)
    listed = _listed(process, exact=exact)
    between = between if exact else _by_quarter(between)
    day = Span(between.day, between.day)
    found = structures(listed.actors, listed.ties, day, seed=SEED, cards=listed.cards, restricted=False)
    fates = turnover(listed.actors, listed.told, between.before, between.day)
    together = Counter(one.kind for one in found.bodies)
    told = {kind: together[kind] if exact or together[kind] >= FEW else None for kind in BODIES}
    return Standing(
        between=between,
        found=structs.replace(found if exact else released(found), bodies=()),
        bodies=told["body"],
        projects=told["project"],
        fates=fates if exact else turnover_released(fates),
        over_time=_over_time(process, listed, exact=exact),
        exact=exact,
    )


def over_time(principal: Principal, process_id: UUID) -> OverTime:
    """
    Return the index by quarter.

    Raises:
        Refused: If what changes in this process is not theirs to see.
    """
    process = asking.get(principal, "change", SEE, models.Process, process_id)
    exact = _exact(principal, process)
    return _over_time(process, _listed(process, exact=exact), exact=exact)


def brokers(principal: Principal, process_id: UUID, day: date) -> tuple[Structures, tuple[SideRead, ...]]:
    """
    Return figures of a day with what is restricted in them, and the sides.

    Raises:
        Refused: If ties by name are not theirs to see.
    """
    process = asking.get(principal, "brokers", SEE, models.Process, process_id)
    listed = _listed(process, exact=True)
    found = structures(listed.actors, listed.ties, Span(day, day), seed=SEED, cards=listed.cards, draws=1)
    return found, _sides(process)


def called(principal: Principal, process_id: UUID, ids: Iterable[str]) -> dict[str, Actor]:
    """
    Return actors with their names, by id.

    Raises:
        Refused: If ties by name are not theirs to see.
    """
    process = asking.get(principal, "brokers", SEE, models.Process, process_id)
    return Ground(process).entries(ids)


def titled(principal: Principal, process_id: UUID, ids: Collection[str]) -> dict[str, dict[str, str]]:
    """
    Return titles by language of those among these that are initiatives which show the public when they work.

    Raises:
        Refused: If ties by name are not theirs to see.
    """
    process = asking.get(principal, "brokers", SEE, models.Process, process_id)
    opener = sealer(process.id)
    return {str(row.id): opener.texts(row, "titles") for row in _public(process).filter(pk__in=ids)}


def _by_quarter(between: Between) -> Between:
    """Return two ends of quarters in place of two days: the last ones up to these, the first before the second."""
    day = min(end_up_to(between.day), ends_of_quarters(clock.today())[-1])
    return Between(day, min(end_up_to(between.before), end_up_to(day - timedelta(1))))


def _exact(principal: Principal, process: models.Process) -> bool:
    return may(principal, "network", SEE, asking.thing_of(process))


def _over_time(process: models.Process, listed: _Listed, *, exact: bool) -> OverTime:
    today = clock.today()
    days = (*ends_of_quarters(today), today) if exact else ends_of_quarters(today)
    found = index_over_time(listed.actors, listed.ties, days, seed=SEED, draws=DRAWS)
    told = found if exact else tuple(day_released(one) for one in found)
    return OverTime(told, _sides(process), _doubts(listed, found), _basis(listed, days[-1], exact=exact), exact)


def _basis(listed: _Listed, day: date, *, exact: bool) -> Basis:
    """Return what figures of a day rest on, as far as the reader is told."""
    found = structures(listed.actors, listed.ties, Span(day, day), seed=SEED, draws=1, restricted=False)
    basis = found.basis if exact else released(found).basis
    return structs.replace(basis, draws=DRAWS)  # by which the index over time is dealt; for counts none is needed


def _doubts(listed: _Listed, found: tuple[OnDay, ...]) -> tuple[str, ...]:
    """Return what to doubt of all days: what the ties of the last rest on, what nobody looked at since the first."""
    first, last = found[0].day, found[-1].day
    unseen = turnover(listed.actors, listed.told, first, last)[0].doubts
    return (*doubts_of(network(listed.actors, listed.ties, Span(last, last))), *unseen)


def _sides(process: models.Process) -> tuple[SideRead, ...]:
    opener = sealer(process.id)
    rows = process.sides.order_by("mark", "id")
    return tuple(SideRead(str(row.id), opener.texts(row, "names"), row.mark) for row in rows)


def _listed(process: models.Process, *, exact: bool) -> _Listed:
    day = None if exact else ends_of_quarters(clock.today())[-1]
    entries = _entries(process, day)
    stands = _stands(process, entries)
    actors = _actors(process, entries, stands)
    found = _Listed(actors, tuple(_told(process, stands)), tuple(_projects(process, stands, actors)))
    return found if day is None else found.known_on(day)


def _entries(process: models.Process, day: date | None) -> QuerySet[models.Actor]:
    """Return who is listed; those alone who were by the end of a day, where one is given."""
    then = Q() if day is None else Q(listed_on=None) | Q(listed_on__lte=day)
    return process.actors.filter(then, listed=True)


def _stands(process: models.Process, entries: QuerySet[models.Actor]) -> dict[str, str]:
    """Return every listed entry, as the database spells it, with the entry that stands for it."""
    ground, texts = Ground(process), as_text("id")
    rows = entries.annotate(**texts).values_list(*texts)
    return {kept: ground.stands(spelt(kept)) for (kept,) in rows}


def _actors(process: models.Process, listed: QuerySet[models.Actor], stands: Mapping[str, str]) -> tuple[Actor, ...]:
    """Return the actors; what one of several entries does not say, the next says that was joined to it."""
    texts = as_text("id")
    rows = listed.annotate(**texts)
    sides = _side_of(process)
    entries: defaultdict[str, list[Actor]] = defaultdict(list)
    for kept, kind, level, joined in rows.order_by("merged_on", "id").values_list(*texts, "kind", "level", "merged_on"):
        own = joined is None
        one = Actor(stands[kept], code(kind), (), level=code(level) or None, side=sides.get(kept))
        entries[one.id].insert(0, one) if own else entries[one.id].append(one)
    return tuple(_as_one(entries[key]) for key in sorted(entries))


def _as_one(entries: Iterable[Actor]) -> Actor:
    first, *others = entries
    side = next((one.side for one in (first, *others) if one.side), None)
    level = next((one.level for one in (first, *others) if one.level), None)
    return Actor(first.id, first.kind, (), level=level, side=side)


def _side_of(process: models.Process) -> dict[str, str]:
    """Return the side of each entry in this process; of several, the first by id, as on the map."""
    texts = as_text("actor", "side")
    rows = models.Actor.sides.through.objects.filter(side__process=process).order_by("-side").annotate(**texts)
    return {actor: spelt(side) for actor, side in rows.values_list(*texts)}


def _public(process: models.Process) -> QuerySet[models.Initiative]:
    """Return initiatives that show the public with whom they work and when, and whose owners confirmed them."""
    open_ = models.InitiativeTier.objects.filter(audience="public", tier__in=TIERS[TIERS.index("timing") :])
    confirmed = Q(ownership=None) | Q(confirmed__isnull=False)
    return process.initiatives.filter(confirmed, pk__in=open_.values("initiative")).order_by("id")


def _projects(
    process: models.Process, stands: Mapping[str, str], actors: Iterable[Actor]
) -> Iterable[tuple[date, Card]]:
    """Give those initiatives with the organisations whom they engage, as far as these are listed; without any name."""
    organisations = {one.id for one in actors if one.kind != "person"}
    rows, by_id = {row.id: row for row in _public(process)}, {spelt(kept): one for kept, one in stands.items()}
    engaged = joined_ids("actors", rows)
    for key, row in rows.items():
        listed = {by_id[one] for one in engaged.get(str(key), []) if one in by_id}
        with_ = tuple(sorted(listed & organisations))
        yield (
            row.entered or date.min,
            Card(str(key), actors=with_, start=row.start, end=row.end, phase=code(row.phase) or None),
        )


def _told(process: models.Process, stands: Mapping[str, str]) -> Iterable[Told]:
    """Give what sources told of ties between those who are listed."""
    texts = as_text("one", "other")
    rows = models.Tie.objects.filter(one__processes=process, one__listed=True).annotate(**texts)
    fields = rows.order_by("id").values_list(*texts, "kind", "confidence", "start", "end", "on")
    for number, (one, other, kind, confidence, start, end, on) in enumerate(fields):
        if one in stands and other in stands and stands[one] != stands[other]:
            tie = Tie(str(number), stands[one], stands[other], code(kind), code(confidence), start, end)
            yield Told(tie, on)
