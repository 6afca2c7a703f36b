"""
One text between the sides.

    OneText ─┬─ Clause                 a place in the text that keeps its id from version to version
             ├─ Version ── Wording     one clause in one version, by language; frozen once the version was put
             │    └─ Reply             what this version makes of what was said of earlier ones
             ├─ Criticism              of one seat on one wording; no page shows whose it is
             ├─ Announcement           that nobody cannot live with a wording
             └─ FinalAnswer            of one reader, yes or no, to one version

A wording that people are asked about in a round is a `Statement` of the source "clause" (`Statement.wording`).
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sulh.negotiation.text_states import TEXT
from sulh.store.models.base import Row, SealedField

AUDIENCES = ("side-by-side", "joint")
OUTCOMES = ("changed", "kept")


class OneText(Row):
    """
    The text of a dialogue; one at a time.

    Attributes:
        audience: "joint": everybody reads what became of every criticism. "side-by-side": each side of its own only.
        titles: By language.
        recommended: What the sides said in the end; it stays when a reader leaves or comes. Null before.
    """

    dialogue = models.ForeignKey("store.Dialogue", on_delete=models.CASCADE, related_name="one_texts")
    state = models.CharField(max_length=12, choices=[(one, one) for one in TEXT.states], default=TEXT.first)
    audience = models.CharField(max_length=14, choices=[(one, one) for one in AUDIENCES])
    titles = SealedField()
    recommended = models.BooleanField(null=True)
    on = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("dialogue",), condition=~Q(state="ended"), name="one_text_at_a_time"),
        )

    def __str__(self) -> str:
        """Show the state."""
        return self.state


class Clause(Row):
    """A place in a text; `agenda_item` is the official item that it bears on."""

    text = models.ForeignKey(OneText, on_delete=models.CASCADE, related_name="clauses")
    agenda_item = models.ForeignKey("store.AgendaItem", on_delete=models.SET_NULL, null=True, related_name="clauses")

    def __str__(self) -> str:
        """Show the id: what it says is sealed."""
        return str(self.id)


class Version(Row):
    """One version, from 1; `put` is the day on which it was put to the people, null while it is drafted."""

    text = models.ForeignKey(OneText, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    put = models.DateField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("text", "number"), name="versions_are_counted"),)

    def __str__(self) -> str:
        """Show the number."""
        return str(self.number)


class Wording(Row):
    """A clause as it reads in one version, by language."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="wordings")
    clause = models.ForeignKey(Clause, on_delete=models.CASCADE, related_name="wordings")
    place = models.PositiveSmallIntegerField()
    texts = SealedField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("version", "clause"), name="a_clause_once_a_version"),
            models.UniqueConstraint(fields=("version", "place"), name="one_clause_a_place"),
        )

    def __str__(self) -> str:
        """Show the place."""
        return str(self.place)


class Reply(Row):
    """What a version makes of some criticisms: changed, or kept and why; by language."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="replies")
    outcome = models.CharField(max_length=8, choices=[(one, one) for one in OUTCOMES])
    words = SealedField()

    class Meta:
        verbose_name_plural = "replies"

    def __str__(self) -> str:
        """Show the outcome."""
        return self.outcome


class Criticism(Row):
    """
    The need or concern that a wording fails.

    Attributes:
        seat: Whose it is, so that whoever leaves takes it along; no page shows it.
        need: {"language", "text"}.
        objection: Whether it came with "cannot live with it" in a sounding.
        epoch: In which it did; nobody but its seat sees it before that has ended.
    """

    wording = models.ForeignKey(Wording, on_delete=models.CASCADE, related_name="criticisms")
    seat = models.ForeignKey("store.Seat", on_delete=models.CASCADE, related_name="criticisms")
    need = SealedField()
    objection = models.BooleanField(default=False)
    epoch = models.ForeignKey("store.Epoch", on_delete=models.CASCADE, null=True, related_name="objections")
    reply = models.ForeignKey(Reply, on_delete=models.SET_NULL, null=True, related_name="criticisms")
    on = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("wording", "seat", "epoch"), condition=Q(objection=True), name="one_objection_an_epoch"
            ),
            models.CheckConstraint(
                condition=Q(objection=False, epoch=None) | Q(objection=True, epoch__isnull=False),
                name="an_objection_has_its_epoch",
            ),
        )

    def __str__(self) -> str:
        """Show nothing of it."""
        return "criticism"


class Announcement(Row):
    """
    That nobody who answered cannot live with a wording, said to everybody in the dialogue.

    It stays when somebody leaves: what was said was true of those who had answered by the end of `epoch`.
    """

    wording = models.OneToOneField(Wording, on_delete=models.CASCADE, related_name="announcement")
    epoch = models.ForeignKey("store.Epoch", on_delete=models.CASCADE, related_name="announcements")
    by = models.ForeignKey("store.Staff", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    def __str__(self) -> str:
        """Show the day."""
        return str(self.on)


class FinalAnswer(Row):
    """Yes or no of one reader to one version; nobody else sees it before every side has answered."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="answers")
    seat = models.ForeignKey("store.Seat", on_delete=models.CASCADE, related_name="final_answers")
    yes = models.BooleanField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("version", "seat"), name="one_answer_a_reader"),)

    def __str__(self) -> str:
        """Show nothing of it."""
        return "answer"
