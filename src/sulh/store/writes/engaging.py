"""
What an initiative is tied to, one at a time: chosen out of thousands, so no form holds all of them.

    join ◀──▶ leave     PARTS: who is engaged, pays, answers for it; what it cannot go on without; where; on what

Only what its holder sees can be chosen. When its owner does it, they confirm the initiative at the same time.
"""

from __future__ import annotations

from typing import Any, Final, Literal, get_args
from uuid import UUID

from django.db import transaction

from sulh.access import CHANGE, Principal, Refused
from sulh.store import asking, clock
from sulh.store.models import Initiative
from sulh.store.reads.ground import Ground
from sulh.store.reads.pictures import Seen, seen_by
from sulh.store.writes import matching, unlisted

Part = Literal["actors", "responsible", "funders", "depends_on", "places", "issues"]
PARTS: Final[tuple[Part, ...]] = get_args(Part)
ACTORS: Final = frozenset({"actors", "responsible", "funders"})


def offered(seen: Seen, part: Part, initiative_id: UUID) -> set[str]:
    """Return the ids of what a reader can choose for a part of an initiative."""
    picture = seen.picture
    if part in ACTORS:
        return {one.id for one in picture.actors}
    if part == "places":
        return {one.id for one in picture.places}
    return set(picture.issues) if part == "issues" else {one.id for one in picture.cards} - {str(initiative_id)}


@transaction.atomic
def join(principal: Principal, initiative_id: UUID, part: Part, what: UUID) -> None:
    """
    Tie an initiative to something; of those who answer for it there is one, so a new one takes the place of the old.

    Raises:
        Refused: If the initiative is not theirs, or they do not see what it is to be tied to.
    """
    row = asking.get(principal, "card", CHANGE, Initiative, initiative_id, lock=True)
    if str(what) not in offered(seen_by(principal, row.process_id, ties=False), part, initiative_id):
        raise Refused
    named = unlisted.of(row)
    if part == "responsible":
        row.responsible_id = what
    else:
        _manager(row, part).add(what)
    _keep(principal, row)
    unlisted.forget(named)


@transaction.atomic
def leave(principal: Principal, initiative_id: UUID, part: Part, what: UUID) -> None:
    """
    Untie an initiative from something; nothing happens where it is not tied to it. Whom it alone named is forgotten.

    Raises:
        Refused: If the initiative is not theirs.
    """
    row = asking.get(principal, "card", CHANGE, Initiative, initiative_id, lock=True)
    named = unlisted.of(row)
    stands = Ground(row.process).stands if part in ACTORS else str  # another entry may stand for the one that was tied
    if part != "responsible":
        ids = list(_manager(row, part).values_list("id", flat=True))
        _manager(row, part).remove(*(one for one in ids if stands(str(one)) == str(what)))
    elif row.responsible_id is not None and stands(str(row.responsible_id)) == str(what):
        row.responsible_id = None
    _keep(principal, row)
    unlisted.forget(named)


def _keep(principal: Principal, row: Initiative) -> None:
    if row.owner_id is None or str(row.owner_id) == principal.id:
        row.confirmed = clock.today()
    row.save()
    matching.refresh(row)


def _manager(row: Initiative, part: Part) -> Any:
    return getattr(row, part)
