"""
What got through to the official table, side by side: ideas and people counted apart.

    Part(side, family, through) ─▶ balance(parts, sides) ─▶ Balance ─┬─ rows     one a side and family: sent, through
                                                                     └─ alerts   where it is one-sided, and which way

Asymmetric transfer is a barrier of its own: one side's ideas or people arrive and the other's do not. A part that
carries the concern of every side counts for each of them. No share is formed: the numbers are small, and each stands
for itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from sulh.model.findings import Value

Family = Literal["ideas", "people"]
Through = Literal["open", "yes", "partly", "no"]
FAMILIES: Final[tuple[Family, ...]] = ("ideas", "people")
FAMILY_OF: Final[dict[str, Family]] = {"idea": "ideas", "clause": "ideas", "person": "people", "process": "people"}
ARRIVED: Final = ("yes", "partly")


class Part(Value, frozen=True):
    """
    One part of a package that was sent.

    Attributes:
        side: Id of the side whose concern it carries; null if every side's.
        through: What became of it at the official table: "open" while nothing was said.
    """

    side: str | None
    family: Family
    through: Through


class Row(Value, frozen=True):
    """How many parts of one family carried the concern of one side: sent, got through, still open."""

    side: str
    family: Family
    sent: int
    through: int
    open: int


class Alert(Value, frozen=True):
    """
    One-sided transfer.

    Attributes:
        kind: `only-sent`: parts of one side were sent, none of another. `only-through`: something of one side got
            through, and of another, which had parts sent and answered, nothing.
        side: The side that is left out. `other`: the one that is not.
    """

    kind: Literal["only-sent", "only-through"]
    family: Family
    side: str
    other: str


class Balance(Value, frozen=True):
    """Rows in the order of sides, ideas before people; alerts in the same order."""

    rows: tuple[Row, ...]
    alerts: tuple[Alert, ...]


def balance(parts: Sequence[Part], sides: Sequence[str]) -> Balance:
    """
    Return what got through, by side and family, and where it is one-sided.

    Args:
        parts: Of packages that were sent.
        sides: Every side of the dialogue, in a neutral order.

    >>> found = balance([Part("north", "ideas", "yes"), Part("south", "ideas", "no")], ["north", "south"])
    >>> [(one.kind, one.side) for one in found.alerts]
    [('only-through', 'south')]
    """
    rows = tuple(_row(parts, side, family) for side in sides for family in FAMILIES)
    return Balance(rows, tuple(alert for family in FAMILIES for alert in _alerts(rows, family)))


def _row(parts: Sequence[Part], side: str, family: Family) -> Row:
    own = [part for part in parts if part.family == family and part.side in (side, None)]
    through = sum(part.through in ARRIVED for part in own)
    return Row(side, family, len(own), through, sum(part.through == "open" for part in own))


def _alerts(rows: Sequence[Row], family: Family) -> list[Alert]:
    """Return at most one alert a side that is left out, beside the side that has the most."""
    own = [row for row in rows if row.family == family]
    most = max(own, key=lambda row: (row.through, row.sent), default=None)
    if most is None:
        return []
    alerts = []
    for row in own:
        if row.sent == 0 and most.sent > 0:
            alerts.append(Alert("only-sent", family, row.side, most.side))
        elif row.sent > row.open and row.through == 0 and most.through > 0:
            alerts.append(Alert("only-through", family, row.side, most.side))
    return alerts
