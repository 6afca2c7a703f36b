"""
What leaves for the official table.

    TransferPackage ─┬─ content, digest     canonical bytes (`sulh.negotiation.package`), sealed, and their SHA-256
                     ├─ Approval            of one reader, for one hash, on screen or on a slip under two witnesses
                     ├─ PackagePart         whose concern a part carries, and whether it got through: for the balance
                     ├─ Handover            given by hand, told in a briefing: dated, in words
                     └─ DeskAnswer          what the desk said, or what was understood of what it said

What a package says is in its bytes and nowhere else: a page or a document is made from them.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sulh.negotiation.package_states import PACKAGE
from sulh.store.models.base import Row, SealedField

ANSWERS = ("taken-up", "partly", "noted", "not-now", "rejected", "no-answer-possible")
PARTS = ("idea", "clause", "person", "process")
THROUGH = ("open", "yes", "partly", "no")
HANDOVERS = ("carrier", "briefing")


class TransferPackage(Row):
    """
    One package.

    Attributes:
        content: The canonical bytes, as text.
        since: The day of its last move, by which its age is told; `on` is the day on which it was composed.
        expires: What has not been approved by every side and sent by then is not released.
        question: The desk's question that it answers.
        mark: What the recipient's copy bears, announced on its first page and outside the hash; empty for none.
    """

    dialogue = models.ForeignKey("store.Dialogue", on_delete=models.CASCADE, related_name="packages")
    desk = models.ForeignKey("store.Desk", on_delete=models.PROTECT, null=True, related_name="packages")
    agenda_item = models.ForeignKey("store.AgendaItem", on_delete=models.PROTECT, null=True, related_name="packages")
    question = models.ForeignKey("store.Question", on_delete=models.PROTECT, null=True, related_name="packages")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=14, choices=[(one, one) for one in PACKAGE.states], default=PACKAGE.first)
    content = SealedField()
    digest = models.CharField(max_length=64)
    expires = models.DateField()
    mark = models.CharField(max_length=24, default="", blank=True)
    composed_by = models.ForeignKey("store.Staff", on_delete=models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey("store.Staff", on_delete=models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    since = models.DateField(null=True)
    sent = models.DateField(null=True)
    opened = models.DateField(null=True)
    ended = models.DateField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("dialogue", "number"), name="packages_are_counted"),)

    def __str__(self) -> str:
        """Show number and state."""
        return f"{self.number} {self.state}"


class Approval(Row):
    """
    Yes or no of one reader to the bytes of one hash: on screen, on a slip, or both; what was said on screen holds.

    Attributes:
        entered_by: Who typed a slip in; null where the reader answered on screen.
        witness: The second one, who typed the same; a slip counts only with both. While another answer waits for its
            second one, the slip that counts stays beside it.
    """

    package = models.ForeignKey(TransferPackage, on_delete=models.CASCADE, related_name="approvals")
    seat = models.ForeignKey("store.Seat", on_delete=models.CASCADE, related_name="approvals")
    digest = models.CharField(max_length=64)
    yes = models.BooleanField()
    entered_by = models.ForeignKey("store.Staff", on_delete=models.PROTECT, null=True, related_name="+")
    witness = models.ForeignKey("store.Staff", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("package", "seat", "digest"), condition=Q(entered_by=None), name="one_approval_on_screen"
            ),
            models.UniqueConstraint(
                fields=("package", "seat", "digest"),
                condition=~Q(entered_by=None) & Q(witness=None),
                name="one_slip_waits_a_reader",
            ),
            models.UniqueConstraint(
                fields=("package", "seat", "digest"), condition=~Q(witness=None), name="one_slip_counts_a_reader"
            ),
        )

    def __str__(self) -> str:
        """Show nothing of it."""
        return "approval"


class PackagePart(Row):
    """One part of a package, by its place among those of its kind; `side` whose concern it carries, null for all."""

    package = models.ForeignKey(TransferPackage, on_delete=models.CASCADE, related_name="parts")
    kind = models.CharField(max_length=8, choices=[(one, one) for one in PARTS])
    place = models.PositiveSmallIntegerField()
    side = models.ForeignKey("store.Side", on_delete=models.PROTECT, null=True, related_name="+")
    through = models.CharField(max_length=8, choices=[(one, one) for one in THROUGH], default="open")
    statement = models.ForeignKey("store.Statement", on_delete=models.SET_NULL, null=True, related_name="+")
    wording = models.ForeignKey("store.Wording", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("package", "kind", "place"), name="one_part_a_place"),)

    def __str__(self) -> str:
        """Show kind and place."""
        return f"{self.kind} {self.place}"


class Handover(Row):
    """That a package was carried, or told in a briefing; `words` say how, without naming anybody in an export."""

    package = models.ForeignKey(TransferPackage, on_delete=models.CASCADE, related_name="handovers")
    kind = models.CharField(max_length=10, choices=[(one, one) for one in HANDOVERS])
    words = SealedField()
    by = models.ForeignKey("store.Staff", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    def __str__(self) -> str:
        """Show kind and day."""
        return f"{self.kind} {self.on}"


class DeskAnswer(Row):
    """
    What a desk said to a package.

    Attributes:
        reasons: Why. `acceptable`: what would make it acceptable.
        understood: Whether a facilitator wrote down what they understood of an oral answer; shown as such.
        number: From 1 in its package: answers of one day stand in the order in which they were given.
    """

    package = models.ForeignKey(TransferPackage, on_delete=models.CASCADE, related_name="answers")
    answer = models.CharField(max_length=20, choices=[(one, one) for one in ANSWERS])
    reasons = SealedField()
    acceptable = SealedField()
    understood = models.BooleanField(default=False)
    by = models.ForeignKey("store.Staff", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    number = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("package", "number"), name="answers_are_counted"),)

    def __str__(self) -> str:
        """Show the answer."""
        return self.answer
