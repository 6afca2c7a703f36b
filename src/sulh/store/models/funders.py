"""
What owners of initiatives let the funders of a process be told.

    Initiative ── FunderConsent    of a finding that names it: told only if the owner of the other says so too

A row names one initiative and the key of the finding, and never the other one: what its owner may read of it is what
they said themselves, whatever becomes of the other.
"""

from __future__ import annotations

from django.db import models

from sulh.store.models.base import Row


class FunderConsent(Row):
    """
    That the owner of an initiative said of a finding that funders may be told.

    Attributes:
        key: Of the finding, as funders have it (`sulh.coordination.to_funders`): of another matter it is another.
        by: The seat of the owner who said it, or the process for what its facilitators hold; a new owner has not.
    """

    initiative = models.ForeignKey("store.Initiative", on_delete=models.CASCADE, related_name="funder_consents")
    key = models.CharField(max_length=40)
    by = models.UUIDField()
    on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("initiative", "key"), name="a_finding_is_agreed_to_once"),)

    def __str__(self) -> str:
        """Show the day."""
        return str(self.on)
