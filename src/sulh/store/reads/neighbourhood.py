"""
What lies near one initiative, read from its own rows and few others: for its page, on a map of any size.

    seen_near(principal, process, card) ─▶ Seen     in which `touched_by`, `partners` and `link_to_track_one` find of
                                                    that card what they find in the whole map (`seen_by`)
    seen_to_choose(principal, process, ...) ─▶ Seen what can be chosen for a card, without the other cards

    card ─┬─ an issue or item it names, somebody it engages, what it says in public, its days with a side ─┐
          ├─ what hangs together by dependency, and by people who carry any of that alone                  ├─▶ cards
          └─ linked to it; the reader's own                                                                ┘

The same steps as in `sulh.coordination.neighbourhood`, taken in the database, and each only among what the reader sees
at the tier at which the step can be seen: what is hidden is not asked for. Ties are those of the people of the card.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from sulh.access import Principal
from sulh.coordination.dependency import reached
from sulh.coordination.neighbourhood import alone
from sulh.coordination.world import people
from sulh.model.initiatives import Card
from sulh.store import models
from sulh.store.reads.ground import TiesOf
from sulh.store.reads.pictures import Reader, Seen

Ways = Mapping[str, set[str]]


def seen_near(principal: Principal, process_id: UUID, card_id: UUID) -> Seen:
    """
    Return what somebody sees of an initiative and of what lies near it; no card where they do not see it.

    Raises:
        Refused: If the map is not theirs to see.
    """
    reader, key = Reader(principal, process_id), str(card_id)
    ways = _ways(reader)
    chained = reader.cards(Q(pk__in=_ids(reached([key], ways))))
    centre = next((card for card in chained if card.id == key), None)
    if centre is None:
        return reader.seen((), (), ties=False, among=())
    chain = reached({card.id for card in chained} | _carried(reader, chained), ways)
    own = Q(pk__in=_ids((*chain, *reader.own)))
    cards = reader.cards(own | _sharing(reader, centre) | _meeting(reader, centre) | _linked(centre))
    near = [UUID(card.id) for card in cards]
    links = reader.links(cards, Q(one__in=near) | Q(other__in=near))
    return reader.seen(cards, links, ties=TiesOf(ends=people(centre)), among=())


def seen_to_choose(
    principal: Principal, process_id: UUID, *, cards: Iterable[str] = (), actors: Iterable[str] = ()
) -> Seen:
    """
    Return what somebody can choose for an initiative: of cards and actors, those of these that they see.

    What there are few of is there in full: issues, places, sides, the official agenda.

    Raises:
        Refused: If the map is not theirs to see.
    """
    reader, wanted = Reader(principal, process_id), frozenset(actors)
    naming = _rows(reader, "actors").filter(_engaging(reader, wanted)).values("pk")
    found = reader.cards(Q(pk__in=_ids(cards)) | Q(pk__in=naming)) if wanted or cards else ()
    return reader.seen(found, (), ties=False, among=wanted)


def _engaging(reader: Reader, actors: Iterable[str]) -> Q:
    """Return the initiatives that engage one of some actors, are paid by it, or answered for."""
    entries = _ids(reader.ground.entries_of(actors))
    joined = (getattr(models.Initiative, name).through.objects for name in ("actors", "funders"))
    return Q(responsible__in=entries) | _any(
        Q(pk__in=each.filter(actor__in=entries).values("initiative")) for each in joined
    )


def _ways(reader: Reader) -> Ways:
    """Return what depends on what, in both directions, among cards that tell the reader so."""
    # Two lists in one condition would have SQLite try every pair of initiatives that there could be.
    seen = _rows(reader, "existence").filter(pk=OuterRef("to_initiative"))
    telling = models.Initiative.depends_on.through.objects.filter(from_initiative__in=_rows(reader, "detail"))
    pairs = telling.filter(Exists(seen))
    ways: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in pairs.values_list("from_initiative", "to_initiative"):
        ways[str(one)].add(str(other))
        ways[str(other)].add(str(one))
    return ways


def _carried(reader: Reader, chained: Iterable[Card]) -> set[str]:
    """Return the cards that have to do with somebody who carries one of these alone."""
    carriers = frozenset[str]().union(*(alone(card) for card in chained))
    found = _rows(reader, "actors").filter(_engaging(reader, carriers))
    return {str(one) for one in found.values_list("pk", flat=True)}


def _sharing(reader: Reader, centre: Card) -> Q:
    """Return the cards that name an issue or item of a card, engage somebody it engages, or speak of the same."""
    engaged = reader.ground.entries_of(centre.actors)
    said = {message.issue for message in centre.messages}
    issues, items, actors = (getattr(models.Initiative, name).through for name in ("issues", "items", "actors"))
    themes = Q(pk__in=issues.objects.filter(issue__in=_ids(centre.issues)).values("initiative"))
    themes |= Q(pk__in=items.objects.filter(agendaitem__in=_ids(centre.items)).values("initiative"))
    people_ = Q(pk__in=actors.objects.filter(actor__in=_ids(engaged)).values("initiative"))
    public = Q(pk__in=models.Message.objects.filter(issue__in=_ids(said)).values("initiative"))
    at_tiers = (("theme_area", themes), ("actors", people_), ("detail", public))
    return _any(Q(pk__in=_rows(reader, tier).filter(which).values("pk")) for tier, which in at_tiers)


def _meeting(reader: Reader, centre: Card) -> Q:
    """Return the cards that have to do with a side of a card on one of its days."""
    days = _any(Q(start__lte=one.end, end__gte=one.start) for one in centre.moments)
    sides = models.Initiative.sides.through.objects.filter(side__in=_ids(centre.sides)).values("initiative")
    held = models.Moment.objects.filter(days, initiative__in=sides).values("initiative")
    return Q(pk__in=_rows(reader, "timing").filter(pk__in=held).values("pk"))


def _linked(centre: Card) -> Q:
    key = UUID(centre.id)
    ends = (
        models.Link.objects.filter(**{mine: key}).exclude(other=None).values(theirs)
        for mine, theirs in (("one", "other"), ("other", "one"))
    )
    return _any(Q(pk__in=end) for end in ends)


def _rows(reader: Reader, tier: Any) -> Any:
    """Return the initiatives that the reader sees at a tier or above."""
    return reader.process.initiatives.filter(reader.shown(tier))


def _any(conditions: Iterable[Q]) -> Q:
    """Return what meets one of these; nothing where there is none."""
    found = Q(pk__in=())
    for one in conditions:
        found |= one
    return found


def _ids(keys: Iterable[str]) -> list[UUID]:
    return [UUID(key) for key in keys]
