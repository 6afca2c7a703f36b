"""
Blind matches as each of the two reads them, and the coarse cards that they are made from.

    matches_of(principal, initiative)         what waits or was agreed, without anything of the other
    match_of(principal, initiative, match)    one, with as much of the other as both agreed to
    in_contact(principal, initiative)         with whom it came to know one another: a link can be proposed
    coarse_cards(process)                     of those who agreed: issue, item, region, quarter, and no name

Nobody but the holder of an initiative reads anything of its matches: no coordinator, no funder, no count. A match that
the other declined reads here like one that nobody has answered.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import msgspec
from django.db.models import Q

from sulh.access import SEE, Principal
from sulh.coordination.blind import coarse
from sulh.coordination.match_states import MATCH, SHOWS
from sulh.coordination.tiers import seen_at
from sulh.model.initiatives import Card
from sulh.model.picture import Picture
from sulh.store import asking
from sulh.store.models import Initiative, Match, Process
from sulh.store.reads.card_rows import CardRows, joined_ids
from sulh.store.reads.ground import Ground, code, codes
from sulh.store.reads.pictures import Seen
from sulh.store.sealing import sealer


@dataclass(frozen=True)
class MatchLine:
    """
    A match as one of the two is told of it.

    Attributes:
        kinds: Of which kinds it is what the two share: "issue", "item", "place".
        state: As in `match_states`; one that the other declined is told as it stood before.
        consents: Whether this side has agreed to the next step.
    """

    id: UUID
    initiative: UUID
    kinds: tuple[str, ...]
    state: str
    consents: bool
    since: date

    @property
    def waits(self) -> bool:
        """Whether this side can answer."""
        return self.state in MATCH.before("agree") and not self.consents


@dataclass(frozen=True)
class MatchShown:
    """A match with the other's card at the tier that both agreed to, and the names for it; None before that."""

    line: MatchLine
    other: UUID
    card: Card | None
    picture: Picture


def matches_of(principal: Principal, initiative_id: UUID) -> tuple[MatchLine, ...]:
    """
    Return the matches of an initiative, newest first.

    Raises:
        Refused: If it is not theirs.
    """
    asking.get(principal, "card", SEE, Initiative, initiative_id)
    return matches_among([initiative_id])


def matches_among(own: Iterable[UUID]) -> tuple[MatchLine, ...]:
    """Return the matches of initiatives that the caller has found to be the reader's own, newest first."""
    ids = set(own)
    rows = Match.objects.filter(Q(one__in=ids) | Q(other__in=ids)).order_by("-since", "id")
    return tuple(line_of(row, mine) for row in rows for mine in (row.one_id, row.other_id) if mine in ids)


def match_of(principal: Principal, initiative_id: UUID, match_id: UUID, seen: Seen) -> MatchShown | None:
    """
    Return a match as the holder of one of the two reads it; None if there is none.

    Args:
        principal: Who reads.
        initiative_id: Theirs.
        match_id: Which.
        seen: Their map, for the names of issues, sides and items.

    Raises:
        Refused: If the initiative is not theirs.
    """
    own = asking.get(principal, "card", SEE, Initiative, initiative_id)
    row = Match.objects.select_related("one", "other").filter(Q(one=own) | Q(other=own), pk=match_id).first()
    if row is None:
        return None
    line, other = line_of(row, own.id), row.other if row.one_id == own.id else row.one
    process, ground = own.process, Ground(own.process)
    card = seen_at(CardRows([other], ground, sealer(process.id)).card(other.id), SHOWS[line.state])
    if card is None:
        return MatchShown(line, other.id, None, seen.picture)
    card = msgspec.structs.replace(card, depends_on=())
    about = [one for offer in card.offers for one in offer.about]
    named = [one for one in (*card.actors, *card.funders, *about, card.owner) if one is not None]
    places = ground.places([*card.places, *card.regions, *about])
    picture = msgspec.structs.replace(seen.picture, cards=(card,), actors=ground.actors(named), places=places)
    return MatchShown(line, other.id, card, picture)


def in_contact(principal: Principal, initiative_id: UUID) -> frozenset[UUID]:
    """
    Return the initiatives whose owners and this one's came to know one another through a match.

    Raises:
        Refused: If it is not theirs.
    """
    asking.get(principal, "card", SEE, Initiative, initiative_id)
    pairs = Match.objects.filter(Q(one=initiative_id) | Q(other=initiative_id), state__in=MATCH.before("end"))
    return frozenset(one for both in pairs.values_list("one", "other") for one in both) - {initiative_id}


def line_of(row: Match, mine: UUID) -> MatchLine:
    """Return a match as one of its two is told of it."""
    first = row.one_id == mine
    declines = row.one_declines if first else row.other_declines
    state = row.step if row.state == "declined" and not declines else row.state
    consents = row.one_consents if first else row.other_consents
    return MatchLine(row.id, mine, codes(row.kinds), state, consents, row.since)


def coarse_cards(process: Process) -> tuple[Card, ...]:
    """
    Return what may be compared blindly: of every initiative whose owner agreed to it and confirmed it.

    No sealed value is opened. Whose two are is told by the seat of their owner, or by the process for what its
    facilitators hold.
    """
    agreed = process.initiatives.filter(Q(ownership=None) | Q(confirmed__isnull=False), matched=True)
    rows = {row.id: row for row in agreed.select_related("ownership").order_by("id")}
    ground = Ground(process)
    issues, items, places = (joined_ids(name, rows) for name in ("issues", "items", "places"))
    return tuple(
        coarse(
            Card(
                str(key),
                issues=tuple(issues.get(str(key), ())),
                items=tuple(items.get(str(key), ())),
                start=row.start,
                end=row.end,
                phase=code(row.phase) or None,
            ),
            holder=str(row.owner_id or process.id),
            regions=[ground.region(place) for place in places.get(str(key), ())],
        )
        for key, row in rows.items()
    )
