"""The accounts of the installation, for its administrator."""

from __future__ import annotations

from dataclasses import dataclass

from sulh.access import SEE, Principal, Thing, ask
from sulh.store.models import Staff
from sulh.store.sealing import INSTALLATION, sealer


@dataclass(frozen=True)
class Account:
    """An account: not what it does in which process, which is not the administrator's to see."""

    id: str
    account: str
    name: str
    administrator: bool
    open: bool
    waiting: bool
    own: bool


def accounts(principal: Principal) -> list[Account]:
    """Return every account, open ones first, by account name."""
    ask(principal, "account", SEE, Thing())
    opener = sealer(INSTALLATION)
    rows = Staff.objects.order_by("-is_active", "account")
    return [
        Account(
            id=str(row.id),
            account=row.account,
            name=opener.text(row, "name"),
            administrator=row.administrator,
            open=row.is_active,
            waiting=row.provisional,
            own=str(row.id) == principal.id,
        )
        for row in rows
    ]
