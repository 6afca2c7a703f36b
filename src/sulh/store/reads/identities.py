"""
The key of a facilitator and the sealed list it opens, as far as they can be seen without opening anything.

    KeyShown      fingerprint, how many boxes are sealed to it, whether its private half lies here under a passphrase
    PeoplePage    one's own key, and the keys to which something can be sealed

No name, no date, no order: a box is a random id and bytes. Opening is in `store.writes.identities`, because it is an
act that is logged.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from sulh.access import CHANGE, SEE, Principal, Refused, Role, Thing, ask, may
from sulh.store.models import Membership
from sulh.store.sealing import INSTALLATION, sealer
from sulh.vault.identities import fingerprint


@dataclass(frozen=True)
class KeyShown:
    """A facilitator's own key: `fingerprint` is empty where there is none; `here` says that its private half is."""

    profile: str
    fingerprint: str
    boxes: int
    here: bool


@dataclass(frozen=True)
class Keeper:
    """A facilitator to whose key somebody's identity can be sealed."""

    id: str
    name: str
    own: bool


@dataclass(frozen=True)
class PeoplePage:
    """One's own key, and all keys to which one may seal, one's own first."""

    key: KeyShown
    keepers: tuple[Keeper, ...]


def own_key(principal: Principal, process_id: UUID) -> KeyShown:
    """
    Return one's own key in a process.

    Raises:
        Refused: For whoever is no facilitator there.
    """
    return _shown(own_membership(principal, process_id))


def people_page(principal: Principal, process_id: UUID) -> PeoplePage:
    """
    Return one's own key and to whose keys one may seal.

    Raises:
        Refused: For whoever is no facilitator there.
    """
    own = own_membership(principal, process_id)
    rows = facilitators(process_id).select_related("staff").exclude(public_key=b"")
    opener = sealer(INSTALLATION)
    keepers = [
        Keeper(str(row.id), opener.text(row.staff, "name") or row.staff.account, row.id == own.id)
        for row in rows
        if may(principal, "identity", CHANGE, of_keeper(row))
    ]
    return PeoplePage(_shown(own), tuple(sorted(keepers, key=lambda one: (not one.own, one.name, one.id))))


def own_membership(principal: Principal, process_id: UUID) -> Membership:
    """
    Return under which row somebody is a facilitator of a process, with the process.

    Raises:
        Refused: If they are none.
    """
    ask(principal, "identity", SEE, Thing(process=str(process_id), holder=principal.id))
    row = facilitators(process_id).select_related("process").filter(staff_id=principal.id).first()
    if row is None:
        raise Refused
    return row


def facilitators(process_id: UUID) -> QuerySet[Membership]:
    """Return the rows of those who are facilitators of a process now."""
    return Membership.objects.filter(process_id=process_id, role=Role.FACILITATOR, ended=None)


def of_keeper(keeper: Membership) -> Thing:
    """Return what the access table is asked before something is sealed to somebody's key."""
    sides = frozenset(() if keeper.side_id is None else (str(keeper.side_id),))
    return Thing(process=str(keeper.process_id), sides=sides)


def _shown(own: Membership) -> KeyShown:
    public = bytes(own.public_key)
    return KeyShown(
        profile=own.process.profile,
        fingerprint=fingerprint(public) if public else "",
        boxes=own.identities.count(),
        here=bool(own.wrapped_private_key),
    )
