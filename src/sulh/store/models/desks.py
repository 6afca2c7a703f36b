"""
The official table, as a process knows it.

    Desk ── AgendaItem        a receiving point, which may be only a name; a point of the official process
    Question                  what a desk asks or wants tested; whose it is may be recorded nowhere

An account of a desk is a `Membership` of the role "desk" that names its desk.
"""

from __future__ import annotations

from django.db import models

from sulh.negotiation.question_states import QUESTION
from sulh.store.models.base import Row, SealedField

ITEM_STATES = ("not-raised", "open", "stalled", "agreed")
QUESTION_KINDS = ("question", "option")


class Desk(Row):
    """A receiving point in an official body; `names` by language."""

    process = models.ForeignKey("store.Process", on_delete=models.CASCADE, related_name="desks")
    names = SealedField()
    on = models.DateField()

    def __str__(self) -> str:
        """Show the id: the name is sealed."""
        return str(self.id)


class AgendaItem(Row):
    """
    A point of the official process.

    Attributes:
        titles: By language. `wanted`: what is wanted on it, by language; `wanted_by`: by when.
        since: Since when it has been in this state.
        source: Where that is known from: an item without a source is refused.
    """

    process = models.ForeignKey("store.Process", on_delete=models.CASCADE, related_name="agenda_items")
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, null=True, related_name="agenda_items")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=[(one, one) for one in ITEM_STATES], default="not-raised")
    since = models.DateField(null=True)
    titles = SealedField()
    wanted = SealedField()
    wanted_by = models.DateField(null=True)
    source = SealedField()
    batch = models.ForeignKey("store.ImportBatch", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("process", "number"), name="agenda_items_are_counted"),)

    def __str__(self) -> str:
        """Show number and state."""
        return f"{self.number} {self.state}"


class Question(Row):
    """
    What a desk asks, or an option that it wants tested.

    Attributes:
        desk: Whose it is; null where its origin is recorded nowhere, the log included.
        dialogue: Where it is put; null until a facilitator has taken it.
        texts: By language, as it came and as it was translated.
        refusal: Why it was declined, in words for the desk.
        since: Since when it has been in this state.
    """

    process = models.ForeignKey("store.Process", on_delete=models.CASCADE, related_name="questions")
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, null=True, related_name="questions")
    dialogue = models.ForeignKey("store.Dialogue", on_delete=models.CASCADE, null=True, related_name="questions")
    agenda_item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, null=True, related_name="questions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=[(one, one) for one in QUESTION_KINDS])
    state = models.CharField(max_length=10, choices=[(one, one) for one in QUESTION.states], default=QUESTION.first)
    texts = SealedField()
    refusal = SealedField()
    since = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("process", "number"), name="questions_are_counted"),)

    def __str__(self) -> str:
        """Show number and state."""
        return f"{self.number} {self.state}"
