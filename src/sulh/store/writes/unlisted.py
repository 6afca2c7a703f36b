"""
People and groups that an initiative named and nobody listed: kept as long as an initiative or an offer names them.

    before = of(initiative)     ... what it names is changed, or it goes ...     forget(before)

A name that stands nowhere any more is a name that can only be lost.
"""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from sulh.store.models import Actor, Initiative, Offer


def of(row: Initiative) -> frozenset[UUID]:
    """Return the actors that an initiative or its offers name and that nobody listed."""
    offered = Offer.objects.filter(initiative=row, actor__isnull=False).values("actor")
    named = Q(initiatives=row) | Q(funds=row) | Q(answers_for=row) | Q(pk__in=offered)
    return frozenset(Actor.objects.filter(named, listed=False).values_list("id", flat=True))


def take_away(row: Initiative) -> None:
    """Delete an initiative with all that hangs on it, and whom it alone named."""
    named = of(row)
    row.delete()
    forget(named)


def forget(actors: Collection[UUID]) -> None:
    """Delete those of these actors that nothing names any more, with their ties."""
    offered = Offer.objects.filter(actor__in=actors).values("actor")
    left = Actor.objects.filter(pk__in=actors, listed=False, initiatives=None, funds=None, answers_for=None)
    left.filter(readiness=None).exclude(pk__in=offered).delete()
