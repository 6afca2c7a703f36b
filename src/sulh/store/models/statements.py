"""
What is said.

    Statement ── StatementText (one a language: text, back-translation)
        state: proposed ─▶ accepted | rejected | merged;  accepted ─▶ withdrawn
        circulates once it is accepted and exists in every language of the dialogue

`author` is a seat; no page shows it. It is there so that whoever leaves takes what is not yet in circulation along.
"""

from __future__ import annotations

from django.db import models

from sulh.store.models.base import Row, SealedField

ASKS = ("experience", "need", "position", "constraint", "idea")
SOURCES = ("design", "seed", "proposal", "note", "clause")
STATES = ("proposed", "accepted", "rejected", "merged", "withdrawn")


class Statement(Row):
    """
    One statement.

    Attributes:
        source: "design" came with the kind of dialogue, "seed" by the facilitators, "proposal" of a participant, "note"
            of a session, "clause" of a one-text.
        side: The one side among whom it circulates (a caucus); null for all sides of the dialogue.
        origin: {"language", "text"} as it came. Never changed and shown on no page: opening it is an act in the log.
        reason: Why it was rejected, reworded or merged.
        number: Place in the dialogue, from 1; what people call it.
        wording: The clause that it puts to the people, in a sounding.
        question: The desk's question that it came of; no page of participants knows it.
    """

    dialogue = models.ForeignKey("store.Dialogue", on_delete=models.CASCADE, related_name="statements")
    number = models.PositiveIntegerField()
    source = models.CharField(max_length=10, choices=[(one, one) for one in SOURCES])
    asks = models.CharField(max_length=12, choices=[(one, one) for one in ASKS])
    state = models.CharField(max_length=10, choices=[(one, one) for one in STATES])
    side = models.ForeignKey("store.Side", on_delete=models.PROTECT, null=True, related_name="+")
    author = models.ForeignKey("store.Seat", on_delete=models.SET_NULL, null=True, related_name="statements")
    note = models.ForeignKey("store.Note", on_delete=models.SET_NULL, null=True, related_name="statements")
    wording = models.OneToOneField("store.Wording", on_delete=models.CASCADE, null=True, related_name="statement")
    question = models.ForeignKey("store.Question", on_delete=models.SET_NULL, null=True, related_name="statements")
    agenda_item = models.ForeignKey("store.AgendaItem", on_delete=models.SET_NULL, null=True, related_name="statements")
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged")
    origin = SealedField()
    reason = SealedField()
    on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("dialogue", "number"), name="statements_are_counted"),)

    def __str__(self) -> str:
        """Show the number."""
        return str(self.number)


class StatementText(Row):
    """A statement in one language; `back` is the translation back, kept on record."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=8)
    text = SealedField()
    back = SealedField()
    by = models.ForeignKey("store.Staff", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("statement", "language"), name="one_text_a_language"),)

    def __str__(self) -> str:
        """Show the language."""
        return self.language


class ModerationAct(Row):
    """One act on a statement, for the record: no author, no participant."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="acts")
    act = models.CharField(max_length=12)
    reason = SealedField()
    by = models.ForeignKey("store.Staff", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    number = models.PositiveIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("statement", "number"), name="acts_are_counted"),)

    def __str__(self) -> str:
        """Show the act."""
        return self.act
