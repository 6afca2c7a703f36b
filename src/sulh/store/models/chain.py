"""
What became of it: from a statement to a provision of an agreement, link by link.

    Agreement ── Provision                   a text that was signed; a passage of it
    Contribution(from, to)                   one link, with a confidence and a source; never a share

Suggestions of passages are computed anew and never kept; what is kept, a person has confirmed.
"""

from __future__ import annotations

from django.db import models

from sulh.model.implementation import AGREEMENT_KINDS, STAGES
from sulh.store.models.base import Row, SealedField

CHAIN = ("statement", "clause", "package", "answer", "provision")  # in the order of a chain
CONFIDENCES = ("low", "medium", "high")


class Agreement(Row):
    """
    The text of an agreement: title, text and where it is from, all sealed; `on` is the day it bears.

    Attributes:
        text: Its paragraphs, in order; places in it count in the paragraphs joined by an empty line each. None of one
            that is known by its keys alone.
        stage, kind: In the vocabulary of PA-X (`sulh.model.implementation`); empty where nobody said.
        keys: Ids elsewhere, such as {"pax": "1830"}, sealed.
    """

    process = models.ForeignKey("store.Process", on_delete=models.CASCADE, related_name="agreements")
    title = SealedField()
    text = SealedField()
    source = SealedField()
    on = models.DateField(null=True)
    stage = models.CharField(max_length=8, blank=True, default="", choices=[(one, one) for one in STAGES])
    kind = models.CharField(max_length=12, blank=True, default="", choices=[(one, one) for one in AGREEMENT_KINDS])
    keys = SealedField()

    def __str__(self) -> str:
        """Show the day."""
        return str(self.on)


class Provision(Row):
    """
    A passage of an agreement: characters from `start` to `end` of its text, and who is to act on it.

    `agenda_item` is the official item that it bears on, if one does.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="provisions")
    agenda_item = models.ForeignKey("store.AgendaItem", on_delete=models.SET_NULL, null=True, related_name="provisions")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    authority = SealedField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("agreement", "start", "end"), name="a_passage_once"),)

    def __str__(self) -> str:
        """Show where it stands."""
        return f"{self.start}-{self.end}"


class Contribution(Row):
    """
    One link of a chain: that something contributed to something later, as somebody judged it.

    Attributes:
        source: Why it is thought so: a document, a conversation, matched words.
    """

    process = models.ForeignKey("store.Process", on_delete=models.CASCADE, related_name="contributions")
    earlier_kind = models.CharField(max_length=10, choices=[(one, one) for one in CHAIN])
    earlier = models.UUIDField()
    later_kind = models.CharField(max_length=10, choices=[(one, one) for one in CHAIN])
    later = models.UUIDField()
    confidence = models.CharField(max_length=8, choices=[(one, one) for one in CONFIDENCES])
    source = SealedField()
    by = models.ForeignKey("store.Staff", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("earlier", "later"), name="one_link_a_pair"),)

    def __str__(self) -> str:
        """Show what it joins."""
        return f"{self.earlier_kind} to {self.later_kind}"
