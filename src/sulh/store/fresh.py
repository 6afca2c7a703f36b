"""
Under which id a new row is kept: the one that its form brought, so that a form sent twice makes one row.

Whoever sends a form can put any id in it, one that they read on another page too. What has that id stays as it is, and
nobody learns from the answer whether there is such a row: another id is drawn.
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import Model

from sulh.store import clock


def fresh_id(table: type[Model], wanted: UUID | None) -> UUID:
    """Return the id that is wanted if no row of the table has it, else a random one."""
    drawn = clock.random_id()
    return drawn if wanted is None or table._default_manager.filter(pk=wanted).exists() else wanted
