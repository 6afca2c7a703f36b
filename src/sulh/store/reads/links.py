"""
Links as those at either end of them read them: what was proposed, who answers, how it stands today.

    links_of(principal, seen)     those of the reader's own initiatives and desks, newest first
    desks_of(principal, seen)     the desks that the reader speaks for
    as_desk(principal, desk)      the reader as nobody but that desk: what it sees by itself
    waiting(principal, process)   how much waits for the reader's answer

Links between others stand in the picture, where both are shown with their actors (`sulh.store.reads.pictures`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from sulh.access import SEE, Principal, Role
from sulh.coordination.link_states import LINK, WAITS, standing
from sulh.coordination.match_states import MATCH
from sulh.model.initiatives import Mode
from sulh.store import asking, clock
from sulh.store.models import Initiative, Link, Match, Membership, Process
from sulh.store.reads.ground import code
from sulh.store.reads.matching import matches_among
from sulh.store.reads.pictures import Seen
from sulh.store.sealing import Sealer, sealer


@dataclass(frozen=True)
class LinkShown:
    """
    A link as somebody at one end of it reads it.

    Attributes:
        one, other: The initiative or desk that proposed it; the initiative or desk that it goes to.
        words: What is meant.
        answers: Whether it waits for the reader.
        ends: Whether the reader can end it or take it back.
    """

    id: UUID
    one: str
    other: str
    mode: Mode
    state: str
    since: date
    words: str
    answers: bool
    ends: bool


def links_of(principal: Principal, seen: Seen) -> tuple[LinkShown, ...]:
    """
    Return the links that lead from or to what is the reader's own, newest first.

    Raises:
        Refused: If the map is not theirs to see.
    """
    process = asking.get(principal, "map", SEE, Process, seen.process_id)
    desks = desks_of(principal, seen)
    cards = Q(one__in=seen.own) | Q(other__in=seen.own)
    rows = process.links.filter(cards | Q(desk__in=desks)).order_by("-since", "id")
    opener, own = sealer(process.id), seen.own | desks
    return tuple(_shown(row, own, opener) for row in rows)


def desks_of(principal: Principal, seen: Seen) -> frozenset[str]:
    """Return the desks that somebody speaks for: those they sign in for, for facilitators those that are only names."""
    if not principal.facilitates(seen.process_id):
        return seen.desks
    signed = Membership.objects.filter(process=seen.process_id, ended=None, desk__isnull=False).values_list("desk")
    return seen.desks | {one for one in seen.picture.desks if one not in {str(desk) for (desk,) in signed}}


def as_desk(principal: Principal, desk_id: UUID) -> Principal:
    """Return somebody with what they hold for one desk alone: no other role of theirs widens what the desk sees."""
    grants = (grant for grant in principal.grants if grant.role == Role.DESK and grant.desk == str(desk_id))
    return Principal(principal.id, tuple(grants))


def waiting(principal: Principal, process_id: UUID) -> int:
    """
    Return how many links and matches wait for the reader's answer.

    Raises:
        Refused: If the map is not theirs to see.
    """
    process = asking.get(principal, "map", SEE, Process, process_id)
    held = [grant for grant in principal.grants if grant.process == str(process_id)]
    mine = Q(ownership__seat=principal.id) if any(grant.role == Role.OWNER for grant in held) else Q(pk=None)
    mine |= Q(ownership=None) if principal.facilitates(process_id) else Q(pk=None)
    own = list(process.initiatives.filter(mine).values_list("id", flat=True))
    desks = [grant.desk for grant in held if grant.desk]
    asked = Q(other__in=own) | Q(desk__in=desks, by_desk=False) | Q(one__in=own, by_desk=True)
    links = process.links.filter(asked, state=LINK.first, since__gte=clock.today() - WAITS)
    return links.count() + sum(one.waits for one in matches_among(own))


def met(seen: Seen) -> Mapping[str, Mapping[str, str]]:
    """Return the titles of initiatives that the reader's own came into contact with through a match, by id."""
    pairs = Match.objects.filter(Q(one__in=seen.own) | Q(other__in=seen.own), state__in=MATCH.before("end"))
    ids = {one for both in pairs.values_list("one", "other") for one in both if str(one) not in seen.own}
    opener = sealer(seen.process_id)
    return {str(row.id): opener.texts(row, "titles") for row in Initiative.objects.filter(pk__in=ids)}


def _shown(row: Link, own: frozenset[str], opener: Sealer) -> LinkShown:
    one, other = str(row.one_id), str(row.other_id or row.desk_id)
    if row.by_desk:
        one, other = other, one
    state = standing(row.state, row.since, clock.today())
    waits = state == LINK.first
    return LinkShown(
        id=row.id,
        one=one,
        other=other,
        mode=code(row.mode),
        state=state,
        since=row.since,
        words=opener.text(row, "words"),
        answers=waits and other in own,
        ends=(waits and one in own) or state in LINK.before("end")[:1],
    )
