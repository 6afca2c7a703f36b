"""
Rounds, and what is answered in them.

    Round ─┬─ RoundStatement          which statements are put
           ├─ Epoch ─┬─ Vote          an answer, under a random seat; a later epoch gets a row of its own
           │         └─ WorkingPaper  what was found, made once when the epoch had ended
           └─ Sitting                 that a seat began, and whether it has finished

The answers of an epoch are each seat's last votes up to it. So a change after its end alters nothing that was found,
and whoever leaves takes every row along. A vote has no time.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sulh.store.models.base import Row, SealedField

ROUND_STATES = ("draft", "open", "paused", "closed")


class Round(Row):
    """
    A time in which statements are put and answered: of one side (a caucus) or jointly.

    Attributes:
        side: The one side of a caucus round; null when all sides of the dialogue answer.
        number: From 1 in its dialogue.
        sounding: Whether clauses of a one-text are put: support, can live with, cannot live with.
    """

    dialogue = models.ForeignKey("store.Dialogue", on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    side = models.ForeignKey("store.Side", on_delete=models.PROTECT, null=True, related_name="rounds")
    state = models.CharField(max_length=8, choices=[(one, one) for one in ROUND_STATES], default="draft")
    sounding = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("dialogue", "number"), name="rounds_are_counted"),)

    def __str__(self) -> str:
        """Show number and state."""
        return f"{self.number} {self.state}"


class RoundStatement(Row):
    """That a statement is put in a round; `place` is its order on paper, from 1."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="put")
    statement = models.ForeignKey("store.Statement", on_delete=models.CASCADE, related_name="rounds")
    place = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("round", "statement"), name="put_once"),
            models.UniqueConstraint(fields=("round", "place"), name="one_statement_a_place"),
        )

    def __str__(self) -> str:
        """Show the place."""
        return str(self.place)


class Epoch(Row):
    """
    A part of a round, ended at a time set beforehand.

    Attributes:
        ended: Whether its end was entered in the log, and its working paper made.
        stage: How many stages of that paper are done, for those who wait for it.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="epochs")
    number = models.PositiveSmallIntegerField()
    ends = models.DateTimeField()
    ended = models.BooleanField(default=False)
    stage = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("round", "number"), name="epochs_are_counted"),)

    def __str__(self) -> str:
        """Show number and end."""
        return f"{self.number} {self.ends:%Y-%m-%d %H:%M}"


class Vote(Row):
    """
    One seat's answer to one statement in one epoch: +1 agree, -1 disagree, 0 pass.

    In a sounding: +1 support, 0 can live with it, -1 cannot live with it.
    """

    seat = models.ForeignKey("store.Seat", on_delete=models.CASCADE, related_name="votes")
    epoch = models.ForeignKey(Epoch, on_delete=models.CASCADE, related_name="votes")
    statement = models.ForeignKey("store.Statement", on_delete=models.CASCADE, related_name="votes")
    value = models.SmallIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("seat", "epoch", "statement"), name="one_answer_an_epoch"),
            models.CheckConstraint(condition=Q(value__in=(-1, 0, 1)), name="agree_disagree_or_pass"),
        )

    def __str__(self) -> str:
        """Show nothing of it."""
        return "vote"


class Sitting(Row):
    """One seat in one round. `began`: second of its first answer since 1970, for the search for bursts."""

    seat = models.ForeignKey("store.Seat", on_delete=models.CASCADE, related_name="sittings")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="sittings")
    began = models.BigIntegerField()
    finished = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("seat", "round"), name="one_sitting_a_round"),)

    def __str__(self) -> str:
        """Show nothing of it."""
        return "sitting"


class Delivery(models.Model):
    """That an answer kept on a phone has arrived: its random id, so that it counts once. Gone with the round."""

    token = models.UUIDField(primary_key=True)
    seat = models.ForeignKey("store.Seat", on_delete=models.CASCADE, related_name="deliveries")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="deliveries")

    class Meta:
        verbose_name_plural = "deliveries"

    def __str__(self) -> str:
        """Show nothing of it."""
        return "delivery"


class WorkingPaper(Row):
    """
    The findings of one epoch, as canonical JSON, sealed. Counts only: whom they are of is not in it.

    Attributes:
        held: Whether it says nothing, because too few answered since the paper before it in the same round.
        sounded: Of a sounding: statement -> side -> how many support, can live with, cannot live with it.
        trace: {"count", "root", "blind"} behind the blinded commitment in the log; for facilitators.
    """

    epoch = models.OneToOneField(Epoch, on_delete=models.CASCADE, related_name="paper")
    held = models.BooleanField(default=False)
    findings = SealedField()
    sounded = SealedField()
    trace = SealedField()

    def __str__(self) -> str:
        """Show nothing of it."""
        return "working paper"


class KeptLedger(Row):
    """The ledger of one dialogue, sealed. `size` is how many entries it has: whoever adds one names the size before."""

    dialogue = models.OneToOneField("store.Dialogue", on_delete=models.CASCADE, related_name="ledger")
    size = models.PositiveIntegerField(default=0)
    entries = SealedField()

    def __str__(self) -> str:
        """Show the size."""
        return str(self.size)


class KeptPublication(Row):
    """What left the facilitator's room: a publication, sealed, with its hash. `side` where it is one side's alone."""

    dialogue = models.ForeignKey("store.Dialogue", on_delete=models.CASCADE, related_name="publications")
    epoch = models.ForeignKey(Epoch, on_delete=models.PROTECT, related_name="publications")
    number = models.PositiveIntegerField()
    side = models.ForeignKey("store.Side", on_delete=models.PROTECT, null=True, related_name="+")
    content = SealedField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey("store.Staff", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("dialogue", "number"), name="publications_are_counted"),)

    def __str__(self) -> str:
        """Show the number."""
        return str(self.number)
