"""
What changed, what should have, and what is counted: as facilitators write it down and others judge it.

    OutcomeStatement ── Substantiation       who changed what; what somebody independent says of it
    TheoryOfChange ─── Assumption ── AssumptionLook    why an initiative should work; whether that still holds
    Indicator ── IndicatorValue              a number by a declared cut: before, aimed at, found
    Reflection                               twenty minutes after a session, for facilitators alone

All words are sealed. Numbers of indicators are bare; what they count is sealed.
"""

from __future__ import annotations

from django.db import models

from sulh.model.initiatives import CHANGES, QUADRANTS
from sulh.model.outcomes import CHANGED, COUNTED, HOLDS, KINDS, LEVELS, ROLES, VERDICTS, WHO
from sulh.store.models.base import Row, SealedField

DIGITS, DECIMALS = 15, 3  # of a number that an indicator can hold


class OutcomeStatement(Row):
    """
    Who changed what; once somebody has judged it, its words stay.

    Attributes:
        actor: Which authority, group or network.
        contribution, evidence: Our part in it, and what it rests on; both may be missing, and that is told.
        on: By which day it had changed. `written`: when it was written down.
    """

    process = models.ForeignKey("store.Process", on_delete=models.CASCADE, related_name="outcomes")
    initiative = models.ForeignKey("store.Initiative", on_delete=models.SET_NULL, null=True, related_name="+")
    number = models.PositiveSmallIntegerField()
    who = models.CharField(max_length=10, choices=[(one, one) for one in WHO])
    actor = SealedField()
    changed = models.CharField(max_length=12, choices=[(one, one) for one in CHANGED])
    words = SealedField()
    family = models.CharField(max_length=15, choices=[(one, one) for one in CHANGES])
    kind = models.CharField(max_length=10, choices=[(one, one) for one in KINDS], default="", blank=True)
    quadrant = models.CharField(max_length=20, choices=[(one, one) for one in QUADRANTS], default="", blank=True)
    contribution = SealedField()
    evidence = SealedField()
    intended = models.BooleanField(default=True)
    negative = models.BooleanField(default=False)
    sides = models.ManyToManyField("store.Side", related_name="+")
    on = models.DateField()
    by = models.ForeignKey("store.Staff", on_delete=models.PROTECT, related_name="+")
    written = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("process", "number"), name="outcomes_are_counted"),)

    def __str__(self) -> str:
        """Show the number."""
        return str(self.number)


class Substantiation(Row):
    """What somebody independent says of an outcome, as an evaluator took it down; `who` is what they are, no name."""

    outcome = models.ForeignKey(OutcomeStatement, on_delete=models.CASCADE, related_name="substantiations")
    verdict = models.CharField(max_length=8, choices=[(one, one) for one in VERDICTS])
    who = SealedField()
    words = SealedField()
    by = models.ForeignKey("store.Staff", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    def __str__(self) -> str:
        """Show the verdict."""
        return self.verdict


class TheoryOfChange(Row):
    """
    Why an initiative should bring a change about: one theory an initiative.

    Attributes:
        domains: Keys of `sulh.model.outcomes.DOMAINS`, joined by commas.
    """

    process = models.ForeignKey("store.Process", on_delete=models.CASCADE, related_name="theories")
    initiative = models.OneToOneField("store.Initiative", on_delete=models.CASCADE, related_name="theory")
    words = SealedField()
    domains = models.CharField(max_length=90, default="", blank=True)
    on = models.DateField()

    def __str__(self) -> str:
        """Show the day."""
        return str(self.on)


class Assumption(Row):
    """What has to hold for a theory to hold."""

    theory = models.ForeignKey(TheoryOfChange, on_delete=models.CASCADE, related_name="assumptions")
    number = models.PositiveSmallIntegerField()
    words = SealedField()
    on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("theory", "number"), name="assumptions_are_counted"),)

    def __str__(self) -> str:
        """Show the number."""
        return str(self.number)


class AssumptionLook(Row):
    """Whether an assumption held on a day, and what that rests on; earlier looks stay."""

    assumption = models.ForeignKey(Assumption, on_delete=models.CASCADE, related_name="looks")
    state = models.CharField(max_length=8, choices=[(one, one) for one in HOLDS])
    words = SealedField()
    on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("assumption", "on"), name="one_look_a_day"),)

    def __str__(self) -> str:
        """Show state and day."""
        return f"{self.state} {self.on}"


class Indicator(Row):
    """
    Something that is counted again and again in the same way.

    Attributes:
        source: Where the number comes from.
        cut, parts: How it is told apart, declared before anything is counted; none for the whole alone.
        counted: Whether people are counted: then small numbers do not leave (`sulh.disclosure.counted`).
    """

    process = models.ForeignKey("store.Process", on_delete=models.CASCADE, related_name="indicators")
    initiative = models.ForeignKey("store.Initiative", on_delete=models.SET_NULL, null=True, related_name="+")
    number = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=8, choices=[(one, one) for one in LEVELS])
    family = models.CharField(max_length=15, choices=[(one, one) for one in CHANGES])
    kind = models.CharField(max_length=10, choices=[(one, one) for one in KINDS], default="", blank=True)
    words = SealedField()
    unit = SealedField()
    source = SealedField()
    cut = SealedField()
    parts = SealedField()
    rises = models.BooleanField(default=True)
    counted = models.CharField(max_length=9, choices=[(one, one) for one in COUNTED], default="people")
    on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("process", "number"), name="indicators_are_counted"),)

    def __str__(self) -> str:
        """Show the number."""
        return str(self.number)


class IndicatorValue(Row):
    """A number of an indicator on a day; `part` 0 is the whole."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="values")
    role = models.CharField(max_length=8, choices=[(one, one) for one in ROLES])
    on = models.DateField()
    part = models.PositiveSmallIntegerField(default=0)
    number = models.DecimalField(max_digits=DIGITS, decimal_places=DECIMALS)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("indicator", "role", "on", "part"), name="one_number_a_part_and_day"),
        )

    def __str__(self) -> str:
        """Show role and day."""
        return f"{self.role} {self.on}"


class Reflection(Row):
    """What facilitators make of a session while they remember it: one a session, read by them alone."""

    session = models.OneToOneField("store.Session", on_delete=models.CASCADE, related_name="reflection")
    happened = SealedField()
    surprised = SealedField()
    otherwise = SealedField()
    harm = SealedField()
    on = models.DateField()

    def __str__(self) -> str:
        """Show the day."""
        return str(self.on)
