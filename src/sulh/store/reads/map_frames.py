"""
What stands around the pages of the map, and the parts of the map that only some read.

    map_frame(principal, process)        the name of the process for whoever works inside it, and nothing for others
    own_card(principal, card)            a card as its holder keeps it: the form, the tiers, who looked
    put_aside(principal, process)        keys of findings that this reader, or their colleagues, put aside
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from msgspec.structs import replace

from sulh.access import SEE, Principal, Role, may
from sulh.coordination.tiers import seen_at, unnamed
from sulh.model.initiatives import AUDIENCES, Audience, Card, Tier
from sulh.store import asking
from sulh.store.models import Dismissal, Initiative, Process
from sulh.store.reads.card_rows import TEXTS, CardRows
from sulh.store.reads.declared import declared_in
from sulh.store.reads.ground import Ground, code
from sulh.store.reads.pictures import Reader
from sulh.store.sealing import sealer
from sulh.store.texts import seen

COORDINATION = "coordination"
OUTSIDE: frozenset[Audience] = frozenset(("desks", "funders"))  # who, by `sulh.access`, sees no person on a card
_INSIDE = (Role.FACILITATOR, Role.COORDINATOR)


@dataclass(frozen=True)
class MapFrame:
    """
    The map of a process: `process` and `profile` are empty for whoever does not work inside it.

    Attributes:
        network: Whether the reader sees persons and ties.
        pays: Whether the reader is here as a funder alone, who hears of what joins initiatives if both owners agree.
        declared: The names of those who coordinate and convene at once, which everybody is told.
    """

    process_id: str
    process: str
    profile: str
    coordinates: bool
    keeps: bool
    facilitates: bool
    owns: bool
    network: bool
    pays: bool
    declared: tuple[str, ...]


@dataclass(frozen=True)
class LookLine:
    """How many people of an audience saw a card at a tier, and the last day on which one did."""

    audience: Audience
    tier: Tier
    last: date
    people: int


@dataclass(frozen=True)
class OwnCard:
    """
    A card as its holder keeps it.

    Attributes:
        tiers: What each audience sees; "none" where nothing was said.
        views: The card as each audience sees it; None for nothing.
        waits: That it was entered for its owner, who has not confirmed it.
        mine: Whether the reader is its owner, or it is of the facilitators and they are one: theirs to show.
    """

    card: Card
    process_id: UUID
    stamp: str
    tiers: dict[Audience, Tier]
    views: dict[Audience, Card | None]
    looks: tuple[LookLine, ...]
    matched: bool
    waits: bool
    mine: bool
    dialogues: bool


def map_frame(principal: Principal, process_id: UUID) -> MapFrame:
    """
    Return what stands around the map of a process.

    Raises:
        Refused: If it is not theirs to see.
    """
    process = asking.get(principal, "map", SEE, Process, process_id)
    roles = {grant.role for grant in principal.grants if grant.process == str(process_id)}
    inside = bool(roles.intersection(_INSIDE))
    return MapFrame(
        process_id=str(process.id),
        process=sealer(process.id).text(process, "name") if inside else "",
        profile=process.profile if inside else "",
        coordinates=Role.COORDINATOR in roles,
        keeps=inside,
        facilitates=Role.FACILITATOR in roles,
        owns=Role.OWNER in roles,
        network=may(principal, "network", SEE, asking.thing_of(process)),
        pays=roles == {Role.FUNDER},
        declared=declared_in(process.id),
    )


def own_card(principal: Principal, initiative_id: UUID) -> OwnCard:
    """
    Return a card as its holder keeps it; of what it rests on, what they see.

    Raises:
        Refused: If it is not theirs.
    """
    row = asking.get(principal, "card", SEE, Initiative, initiative_id)
    process = row.process
    rests_on = row.depends_on.filter(Reader(principal, process.id).shown("existence"))
    known = {str(one) for one in rests_on.values_list("id", flat=True)}
    ground = Ground(process)
    whole = CardRows([row], ground, sealer(process.id)).card(row.id)
    card = replace(whole, depends_on=tuple(one for one in whole.depends_on if one in known))
    outside = unnamed(card, ground.persons)
    tiers: dict[Audience, Tier] = dict.fromkeys(AUDIENCES, "none")
    for one in row.tiers.all():
        tiers[code(one.audience)] = code(one.tier)
    return OwnCard(
        card=card,
        process_id=process.id,
        stamp=seen(row, *TEXTS),
        tiers=tiers,
        views={one: seen_at(outside if one in OUTSIDE else card, tier) for one, tier in tiers.items()},
        looks=_looks(row),
        matched=row.matched,
        waits=row.owner_id is not None and row.confirmed is None,
        mine=row.owner_id is None or str(row.owner_id) == principal.id,
        dialogues=row.dialogues.exists(),
    )


def put_aside(principal: Principal, process_id: UUID) -> dict[str, str]:
    """
    Return the keys of findings that were put aside for this reader, with the reason of each.

    Raises:
        Refused: If the map is not theirs to see.
    """
    process = asking.get(principal, "map", SEE, Process, process_id)
    opener = sealer(process.id)
    rows = Dismissal.objects.filter(process=process, scope=scope_of(principal, process_id))
    return {row.key: opener.text(row, "reason") for row in rows}


def scope_of(principal: Principal, process_id: UUID) -> str:
    """Return for whom somebody puts a finding aside: all who coordinate, or themselves."""
    coordinates = any(grant.role == Role.COORDINATOR and grant.process == str(process_id) for grant in principal.grants)
    return COORDINATION if coordinates else principal.id


def _looks(row: Initiative) -> tuple[LookLine, ...]:
    people: dict[tuple[str, str], set[UUID]] = {}
    last: dict[tuple[str, str], date] = {}
    for audience, tier, viewer, on in row.looks.order_by("on").values_list("audience", "tier", "viewer", "on"):
        people.setdefault((audience, tier), set()).add(viewer)
        last[audience, tier] = on
    lines = (LookLine(code(key[0]), code(key[1]), last[key], len(people[key])) for key in people)
    return tuple(sorted(lines, key=lambda one: (one.last, one.audience, one.tier), reverse=True))
