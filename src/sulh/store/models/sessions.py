"""
Meetings.

    Session ─┬─ Presence      how many were there in which capacity; the Track label is derived, never stored
             ├─ Note          unattributed; statements may be drawn from it
             └─ Commitment    what, by a side or a pair of sides, by when, done or not
    Relationship              five elements, per pair of sides, per date
"""

from __future__ import annotations

from django.db import models

from sulh.store.models.base import Row, SealedField

CAPACITIES = ("official", "official_personal", "mandated_nonofficial", "nonofficial")
UNDECLARED = "undeclared"  # counted beside them: somebody who has not said in which capacity they came
ELEMENTS = ("identity", "interests", "power", "perceptions", "interaction")


class Session(Row):
    """One meeting of a dialogue. `phase` is the dialogue's at that time."""

    dialogue = models.ForeignKey("store.Dialogue", on_delete=models.CASCADE, related_name="sessions")
    number = models.PositiveSmallIntegerField()
    on = models.DateField()
    phase = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("dialogue", "number"), name="sessions_are_counted"),)

    def __str__(self) -> str:
        """Show number and day."""
        return f"{self.number} {self.on}"


class Presence(Row):
    """How many attended in one capacity, or in none that they declared, the third party apart. Numbers, never who."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="presences")
    capacity = models.CharField(max_length=24, choices=[(one, one) for one in (*CAPACITIES, UNDECLARED)])
    third_party = models.BooleanField(default=False)
    count = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("session", "capacity", "third_party"), name="one_count_a_capacity"),
        )

    def __str__(self) -> str:
        """Show capacity and count."""
        return f"{self.capacity} {self.count}"


class Note(Row):
    """What was said, by nobody in particular."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="notes")
    number = models.PositiveSmallIntegerField()
    text = SealedField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("session", "number"), name="notes_are_counted"),)

    def __str__(self) -> str:
        """Show the number."""
        return str(self.number)


class Commitment(Row):
    """What a session ended with: by one side, or by a pair, never by a person."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="commitments")
    what = SealedField()
    side = models.ForeignKey("store.Side", on_delete=models.PROTECT, related_name="+")
    with_side = models.ForeignKey("store.Side", on_delete=models.PROTECT, null=True, related_name="+")
    due = models.DateField(null=True)
    done = models.DateField(null=True)

    def __str__(self) -> str:
        """Show when it is due."""
        return str(self.due)


class Relationship(Row):
    """What is seen of one element of the relationship between two sides, on a day. Describes a pair, never a person."""

    dialogue = models.ForeignKey("store.Dialogue", on_delete=models.CASCADE, related_name="relationships")
    side = models.ForeignKey("store.Side", on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey("store.Side", on_delete=models.PROTECT, related_name="+")
    element = models.CharField(max_length=16, choices=[(one, one) for one in ELEMENTS])
    text = SealedField()
    on = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("dialogue", "side", "other", "element", "on"), name="one_view_a_day"),
        )

    def __str__(self) -> str:
        """Show element and day."""
        return f"{self.element} {self.on}"
