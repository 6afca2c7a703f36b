"""
Looking at the map: what somebody sees of others' initiatives is written down for the owners, once a day and tier.

    look(principal, process) ─▶ Seen      pages and exports get the map from here and from nowhere else
    look_near(principal, process, card)   one initiative and what lies near it, on a map of any size
    look_to_write(principal, process)     what stands in forms: nobody's initiative
    look_at_match(principal, ...)         what two owners agreed to show one another, and no more

That somebody looked stands on the initiative and nowhere else: the process log is read by people who may not know that
there is such an initiative.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from sulh.access import Principal
from sulh.model.initiatives import Card
from sulh.store import clock
from sulh.store.models import InitiativeTier, Look
from sulh.store.reads.ground import TiesOf
from sulh.store.reads.matching import MatchShown, match_of
from sulh.store.reads.neighbourhood import seen_near, seen_to_choose
from sulh.store.reads.pictures import Seen, seen_by


def look(
    principal: Principal, process_id: UUID, *, ties: bool | TiesOf = False, at: Iterable[UUID] | None = None
) -> Seen:
    """
    Return the map of a process as somebody sees it, and write down whose initiatives they saw.

    Args:
        principal: Who looks.
        process_id: Whose map.
        ties: Whether ties are wanted too, or which.
        at: The cards that the page shows; None for all.

    Raises:
        Refused: If it is not theirs to see.
    """
    seen = seen_by(principal, process_id, ties=ties)
    shown = None if at is None else {str(one) for one in at}
    others = [one for one in seen.picture.cards if one.id not in seen.own and (shown is None or one.id in shown)]
    _write_down(_looks(principal, seen, others))
    return seen


def look_near(principal: Principal, process_id: UUID, card_id: UUID) -> Seen:
    """
    Return an initiative as somebody sees it with what lies near it, and write down for its owner that they saw it.

    Raises:
        Refused: If the map is not theirs to see.
    """
    seen = seen_near(principal, process_id, card_id)
    saw(principal, seen, (str(card_id),))
    return seen


def look_to_write(principal: Principal, process_id: UUID) -> Seen:
    """
    Return what stands in forms of the map as somebody sees it: issues, places, sides, items; nobody's initiative.

    Raises:
        Refused: If the map is not theirs to see.
    """
    return seen_to_choose(principal, process_id)


def look_at_match(principal: Principal, initiative_id: UUID, match_id: UUID, seen: Seen) -> MatchShown | None:
    """
    Return a match of one's own initiative, and write down for the other how much of theirs was seen.

    Raises:
        Refused: If the initiative is not theirs.
    """
    found = match_of(principal, initiative_id, match_id, seen)
    if found is not None and found.card is not None:
        _write_down(_looks(principal, seen, [found.card]))
    return found


def saw(principal: Principal, seen: Seen, cards: Iterable[str]) -> None:
    """Write down which initiatives a page shows, where that was known only after looking (`at=()`)."""
    shown = set(cards) - seen.own
    _write_down(_looks(principal, seen, [card for card in seen.picture.cards if card.id in shown]))


def _write_down(looks: Sequence[Look]) -> None:
    """Keep what is not kept yet: whoever looks twice a day writes once, and hundreds of rows are not tried again."""
    ids = {look.initiative_id for look in looks}
    today = Look.objects.filter(viewer__in={look.viewer for look in looks}, on=clock.today(), initiative__in=ids)
    kept = set(today.values_list("initiative", "tier"))
    Look.objects.bulk_create(
        [look for look in looks if (look.initiative_id, look.tier) not in kept], ignore_conflicts=True
    )


def _looks(principal: Principal, seen: Seen, cards: Sequence[Card]) -> list[Look]:
    by, today, as_whom = UUID(principal.id), clock.today(), _as_whom(seen, cards)
    return [
        Look(
            initiative_id=UUID(card.id),
            audience=as_whom.get(card.id, seen.audiences[0]),
            viewer=by,
            tier=card.tier,
            on=today,
        )
        for card in cards
    ]


def _as_whom(seen: Seen, cards: Sequence[Card]) -> dict[str, str]:
    """Return as which of two audiences somebody sees each card: the one that its owner gave that tier."""
    if len(seen.audiences) == 1:
        return {}
    tiers = {card.id: card.tier for card in cards}
    rows = InitiativeTier.objects.filter(initiative__in=[UUID(one) for one in tiers], audience__in=seen.audiences)
    given = ((str(one), audience, tier) for one, audience, tier in rows.values_list("initiative", "audience", "tier"))
    return {one: audience for one, audience, tier in given if tiers[one] == tier}
