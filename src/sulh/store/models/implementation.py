"""
How far an agreement is carried out, as coders score it who do not see one another's score.

    Agreement ─┬─ Stipulation        one commitment: what, who owes it, by when
               │    └─ StipulationStatement ── Statement     as which statement the sides of a dialogue are asked
               └─ Coding(on)         everything is scored as of a day
                    └─ Coder         an evaluator; a third one settles what two see differently
                         └─ Score    of a stipulation, with its source
    OfficialAct                      what an authority did: a law, a decree, a recognition, a meeting

Titles, words and sources are sealed. A score is a bare number; whose it is stands on the coder.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sulh.model.implementation import ACT_KINDS, SCORES, THEMES
from sulh.store.models.base import Row, SealedField


class Stipulation(Row):
    """
    One concrete commitment of an agreement.

    Attributes:
        words: What is to be done, as the agreement says it.
        authority: Who is to do it: an official body.
        sides: Which sides owe it; none where a body of no side does.
    """

    agreement = models.ForeignKey("store.Agreement", on_delete=models.CASCADE, related_name="stipulations")
    number = models.PositiveSmallIntegerField()
    theme = models.CharField(max_length=20, choices=[(one, one) for one in THEMES])
    words = SealedField()
    authority = SealedField()
    due = models.DateField(null=True)
    agenda_item = models.ForeignKey("store.AgendaItem", on_delete=models.SET_NULL, null=True, related_name="+")
    provision = models.ForeignKey("store.Provision", on_delete=models.SET_NULL, null=True, related_name="stipulations")
    sides = models.ManyToManyField("store.Side", related_name="+")
    on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("agreement", "number"), name="stipulations_are_counted"),)

    def __str__(self) -> str:
        """Show the number."""
        return str(self.number)


class StipulationStatement(Row):
    """As which statement of a dialogue people are asked whether a stipulation was carried out; nothing they answer."""

    stipulation = models.ForeignKey(Stipulation, on_delete=models.CASCADE, related_name="asked")
    statement = models.ForeignKey("store.Statement", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("stipulation", "statement"), name="a_stipulation_is_a_statement_once"),
        )

    def __str__(self) -> str:
        """Show the id of the stipulation."""
        return str(self.stipulation_id)


class Coding(Row):
    """
    All stipulations of an agreement scored as of a day; closed once every coder has handed in.

    `former`: accounts that were coders of it and were replaced; they have no part in it any more.
    """

    agreement = models.ForeignKey("store.Agreement", on_delete=models.CASCADE, related_name="codings")
    on = models.DateField()
    opened = models.DateField()
    closed = models.DateField(null=True)
    former = models.ManyToManyField("store.Staff", related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("agreement", "on"), name="one_coding_a_day"),)

    def __str__(self) -> str:
        """Show the day."""
        return str(self.on)


class Coder(Row):
    """
    Somebody who scores: two of them apart, and a third who settles what they see differently.

    Attributes:
        number: 1 or 2, and 3 for the one who settles; pages name coders by it and by nothing else.
        handed_in: From then on nothing of theirs is changed.
    """

    coding = models.ForeignKey(Coding, on_delete=models.CASCADE, related_name="coders")
    staff = models.ForeignKey("store.Staff", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    handed_in = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("coding", "staff"), name="a_coder_once"),
            models.UniqueConstraint(fields=("coding", "number"), name="coders_are_counted"),
            models.CheckConstraint(condition=Q(number__in=[1, 2, 3]), name="two_coders_and_a_third"),
        )

    def __str__(self) -> str:
        """Show the number."""
        return str(self.number)


class Score(Row):
    """How far a stipulation was carried out by the day of the coding; null for "cannot be told"."""

    coder = models.ForeignKey(Coder, on_delete=models.CASCADE, related_name="scores")
    stipulation = models.ForeignKey(Stipulation, on_delete=models.CASCADE, related_name="scores")
    value = models.PositiveSmallIntegerField(null=True)
    source = SealedField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("coder", "stipulation"), name="a_coder_scores_once"),
            models.CheckConstraint(condition=Q(value__isnull=True) | Q(value__in=SCORES), name="scores_are_0_to_3"),
        )

    def __str__(self) -> str:
        """Show the value."""
        return str(self.value)


class OfficialAct(Row):
    """
    What an authority did on a day, with the instrument: a law, a decree, a recognition, a meeting.

    Attributes:
        authority: The official body; unofficial work contributes and is never named here.
        words: The instrument, or what was done.
    """

    process = models.ForeignKey("store.Process", on_delete=models.CASCADE, related_name="official_acts")
    stipulation = models.ForeignKey(Stipulation, on_delete=models.SET_NULL, null=True, related_name="acts")
    kind = models.CharField(max_length=12, choices=[(one, one) for one in ACT_KINDS])
    authority = SealedField()
    words = SealedField()
    source = SealedField()
    day = models.DateField()
    by = models.ForeignKey("store.Staff", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    def __str__(self) -> str:
        """Show the day."""
        return str(self.day)
