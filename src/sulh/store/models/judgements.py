"""
Judgements that people make of a conflict: dated, by a rater, never computed, and never the last word.

    PhaseEstimate          in which stage of escalation it is, with reasons
    ReadinessJudgement     how far an actor wants an end and believes in talks: off until a process switches it on

A later judgement stands beside an earlier one; a second rater who disagrees adds their own.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sulh.store.models.base import Row, SealedField

STAGES = ("discussion", "polarisation", "segregation", "destruction")


class PhaseEstimate(Row):
    """In which stage somebody sees the conflict on a day, and why."""

    process = models.ForeignKey("store.Process", on_delete=models.CASCADE, related_name="phase_estimates")
    stage = models.CharField(max_length=14, choices=[(one, one) for one in STAGES])
    reasons = SealedField()
    source = SealedField()
    by = models.ForeignKey("store.Staff", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    def __str__(self) -> str:
        """Show the stage."""
        return self.stage


class ReadinessJudgement(Row):
    """
    Motivation to end the conflict and optimism that talks can work, of one actor, as one rater sees them.

    Both from 0 to 1. `dissent`: what speaks against this judgement, in words.
    """

    process = models.ForeignKey("store.Process", on_delete=models.CASCADE, related_name="readiness")
    actor = models.ForeignKey("store.Actor", on_delete=models.CASCADE, related_name="readiness")
    side = models.ForeignKey("store.Side", on_delete=models.CASCADE, related_name="+")
    motivation = models.FloatField()
    optimism = models.FloatField()
    dissent = SealedField()
    source = SealedField()
    by = models.ForeignKey("store.Staff", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(motivation__gte=0, motivation__lte=1, optimism__gte=0, optimism__lte=1),
                name="readiness_is_between_0_and_1",
            ),
        )

    def __str__(self) -> str:
        """Show the day."""
        return str(self.on)
