"""
What reading and writing of outcomes rest on alike.

    TEXTS          sealed fields of an outcome: its stamp is of these
    independent    whether somebody may say of an outcome what an independent person says
"""

from __future__ import annotations

from typing import Final

from sulh.access import Principal
from sulh.store.models import OutcomeStatement

TEXTS: Final = ("actor", "words", "contribution", "evidence")


def independent(principal: Principal, row: OutcomeStatement) -> bool:
    """Whether somebody neither wrote an outcome nor facilitates in its process."""
    return str(row.by_id) != principal.id and not principal.facilitates(row.process_id)
