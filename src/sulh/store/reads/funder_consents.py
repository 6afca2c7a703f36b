"""
What owners said that funders may be told: for a funder what both agreed to, for an owner what they said themselves.

    agreed_among(initiatives)     keys of what funders who see these are told
    said_of(own)                  what the holder of these said, and whether it was said for the other too

What counts is what the present owner of a confirmed initiative said. Nobody else reads any of it: no coordinator, no
count, no log.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet

from sulh.coordination.to_funders import Stand, agreed, stands
from sulh.store.models import FunderConsent, Initiative

_OWNERS = Q(initiative__ownership__seat=F("by"), initiative__confirmed__isnull=False)
_FACILITATORS = Q(initiative__ownership=None, initiative__process=F("by"))


@dataclass(frozen=True)
class SaidToFunders:
    """
    What was said for an initiative of one's own.

    Attributes:
        stand: "waits" as long as it was not said for the other, "told" from then on.
    """

    card: str
    key: str
    on: date
    stand: Stand


def agreed_among(initiatives: QuerySet[Initiative]) -> frozenset[str]:
    """Return the keys of the findings of which both owners said that funders may be told, among some initiatives."""
    rows = _standing().filter(initiative__in=initiatives.values("pk"))
    return agreed((str(one), key) for one, key in rows.values_list("initiative", "key"))


def said_of(own: Collection[str]) -> tuple[SaidToFunders, ...]:
    """Return what was said for initiatives that the caller has found to be the reader's own, the oldest first."""
    mine = _standing().filter(initiative__in=[UUID(one) for one in own])
    rows = _standing().filter(key__in=mine.values("key")).order_by("on", "key", "initiative")
    said = [(str(one), key, on) for one, key, on in rows.values_list("initiative", "key", "on")]
    stand = stands(((card, key) for card, key, _ in said), own)
    return tuple(SaidToFunders(card, key, on, stand[key]) for card, key, on in said if card in own)


def _standing() -> QuerySet[FunderConsent]:
    return FunderConsent.objects.filter(_OWNERS | _FACILITATORS)
