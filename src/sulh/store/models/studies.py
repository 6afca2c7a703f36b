"""
Studies of attitudes: what is asked, of whom, when; answers that nobody reads one by one; and what was found.

    Study ─┬─ StudyWave ───┐
           ├─ StudyGroup ──┴─ StudySheet     one person's answers in one wave, under the key of the STUDY
           │      └─ Seat                    the entry number that all its people share, where one was made
           └─ StudyReport                    frozen findings, under the key of the process

What a study asks, its plan and its reports lie under the key of the process. Its answers lie under a key of their own,
which dies 90 days after the last wave and takes them along. `person` is a hash under that key of a code that a person
makes from what only they know: it joins waves, leads to no dialogue and no seat, and means nothing without the key.
No time, device or place stands anywhere.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from sulh.model.studies import ASSIGNED, STUDY_GROUPS, WAVE_KINDS
from sulh.store.models.base import Row, SealedField


class Study(Row):
    """
    A study.

    Attributes:
        asked: Its questionnaire, whole.
        languages: Tags joined by commas.
        assigned: Whether a lot decided who takes part.
        plan, digest, frozen: What was laid down before anybody answered twice, its hash, and when.
        withdrawn: Of how many people answers were taken out since the last report.
        awaits: Under which id the machine will make a report; None where none is awaited.
        awaited_by: Whose account asked for it.
        unmade: Code of why the last one that was awaited was not made.
        ends: The day on which its answers are deleted; None while no wave is set.
        gone: When they were deleted, with their key.
    """

    process = models.ForeignKey("store.Process", on_delete=models.CASCADE, related_name="studies")
    by = models.ForeignKey("store.Staff", on_delete=models.PROTECT, related_name="+")
    title = SealedField()
    asked = SealedField()
    languages = models.CharField(max_length=60)
    assigned = models.CharField(max_length=16, choices=[(one, one) for one in ASSIGNED])
    plan = SealedField()
    digest = models.CharField(max_length=64, blank=True)
    frozen = models.DateField(null=True)
    withdrawn = models.PositiveIntegerField(default=0)
    awaits = models.UUIDField(null=True)
    awaited_by = models.UUIDField(null=True)
    unmade = models.CharField(max_length=40, blank=True, default="")
    on = models.DateField()
    ends = models.DateField(null=True)
    gone = models.DateField(null=True)

    def __str__(self) -> str:
        """Show the day on which it was set up."""
        return str(self.on)

    @property
    def tags(self) -> list[str]:
        """Return its languages as a list."""
        return self.languages.split(",")


class StudyWave(Row):
    """
    One round of asking, from a day to a day.

    Attributes:
        number: Its key in files and reports, in the order in which waves were set.
        analysed: Whether a report was made of it: from then on it takes no answers.
    """

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="waves")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=[(one, one) for one in WAVE_KINDS])
    opens = models.DateField()
    closes = models.DateField()
    analysed = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("study", "number"), name="waves_are_counted"),
            models.UniqueConstraint(fields=("study",), condition=Q(kind="baseline"), name="one_baseline"),
            models.CheckConstraint(condition=Q(closes__gte=F("opens")), name="waves_close_after_they_open"),
        )

    def __str__(self) -> str:
        """Show the number."""
        return str(self.number)


class StudyGroup(Row):
    """
    People who are asked: of one side, taking part or not.

    Attributes:
        number: What stands for it in files.
        together: Whether they are one group in life too, such as a class or a dialogue group: then they are alike.
        asked: How many people are asked; 0 where nobody said.
        sent: How many sheets were sent with its entry number, kept or replaced, since that number was made.
    """

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="groups")
    number = models.PositiveSmallIntegerField()
    arm = models.CharField(max_length=12, choices=[(one, one) for one in STUDY_GROUPS])
    side = models.ForeignKey("store.Side", on_delete=models.PROTECT, related_name="+")
    label = SealedField()
    together = models.BooleanField(default=True)
    asked = models.PositiveSmallIntegerField(default=0)
    sent = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("study", "number"), name="groups_are_counted"),)

    def __str__(self) -> str:
        """Show the number."""
        return str(self.number)


class StudySheet(Row):
    """One person's answers in one wave, sealed under the key of the study."""

    wave = models.ForeignKey(StudyWave, on_delete=models.CASCADE, related_name="sheets")
    group = models.ForeignKey(StudyGroup, on_delete=models.PROTECT, related_name="sheets")
    person = models.CharField(max_length=64)
    answers = SealedField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("wave", "person"), name="a_person_once_a_wave"),)

    def __str__(self) -> str:
        """Show nothing of the person."""
        return "sheet"


class StudyReport(Row):
    """What was found, frozen: of whole groups alone, and of no row."""

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="reports")
    number = models.PositiveSmallIntegerField()
    on = models.DateField()
    findings = SealedField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("study", "number"), name="reports_are_counted"),)

    def __str__(self) -> str:
        """Show the number."""
        return str(self.number)
