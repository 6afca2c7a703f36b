"""
The week of those who coordinate: what was put aside, what they met on, what was decided, and who also convenes.

    Process ─┬─ Dismissal         a finding that somebody put aside, and why; also an owner, for themselves
             ├─ WeeklyMeeting ── MeetingDecision
             └─ DeclaredRoles     that somebody coordinates and convenes, which everybody may read
"""

from __future__ import annotations

from django.db import models

from sulh.store.models.base import Row, SealedField


class Dismissal(Row):
    """
    A finding that somebody put aside, and why.

    `scope`: for whom it is aside: "coordination" for those who keep the map, or the id of an owner's seat.
    """

    process = models.ForeignKey("store.Process", on_delete=models.CASCADE, related_name="dismissals")
    scope = models.CharField(max_length=40)
    key = models.CharField(max_length=40)
    reason = SealedField()
    on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("process", "scope", "key"), name="put_aside_once"),)

    def __str__(self) -> str:
        """Show the day."""
        return str(self.on)


class WeeklyMeeting(Row):
    """A meeting of those who coordinate: `agenda`, lines of text as they stood when it was prepared."""

    process = models.ForeignKey("store.Process", on_delete=models.CASCADE, related_name="weekly_meetings")
    on = models.DateField()
    agenda = SealedField()
    minutes = SealedField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("process", "on"), name="one_weekly_meeting_a_day"),)

    def __str__(self) -> str:
        """Show the day."""
        return str(self.on)


class MeetingDecision(Row):
    """What was decided, who acts next, until when: of how the work is arranged, never of the conflict."""

    meeting = models.ForeignKey(WeeklyMeeting, on_delete=models.CASCADE, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    words = SealedField()
    next_actor = SealedField()
    due = models.DateField(null=True)
    done = models.DateField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("meeting", "number"), name="decisions_are_counted"),)

    def __str__(self) -> str:
        """Show the number."""
        return str(self.number)


class DeclaredRoles(Row):
    """That an account both coordinates and convenes in a process: declared, and shown to everybody in it."""

    process = models.ForeignKey("store.Process", on_delete=models.CASCADE, related_name="declared_roles")
    staff = models.ForeignKey("store.Staff", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("process", "staff"), name="declared_once"),)

    def __str__(self) -> str:
        """Show the day."""
        return str(self.on)
