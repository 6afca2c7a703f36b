"""
Files that came into the map: what waits for a person's word, what was made of it, what was taken back.

    ImportBatch ◀── Actor, Tie, Place, Issue, AgendaItem, OfficialRound, Initiative, Offer

A row names the batch that made it until somebody changes it: then it stands for itself and stays when the batch goes.
"""

from __future__ import annotations

from django.db import models

from sulh.store.models.base import Row, SealedField

STATES = ("waiting", "done", "undone")


class ImportBatch(Row):
    """
    One file.

    Attributes:
        by, on: Who brought it, and on which day.
        form: Which form it was read as; empty where it has none that is read.
        private: Whether it holds initiatives: nobody learns of such a batch but who brought it.
        counts: How many of each kind were made.
        file, chosen, found: What came in, how it is to be read and what was read. All empty once it does not wait.
    """

    process = models.ForeignKey("store.Process", on_delete=models.CASCADE, related_name="imports")
    by = models.ForeignKey("store.Staff", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    form = models.CharField(max_length=14, default="", blank=True)
    state = models.CharField(max_length=8, choices=[(one, one) for one in STATES], default=STATES[0])
    private = models.BooleanField(default=True)
    counts = SealedField()
    file = SealedField()
    chosen = SealedField()
    found = SealedField()

    class Meta:
        verbose_name_plural = "import batches"

    def __str__(self) -> str:
        """Show form and state."""
        return f"{self.form} {self.state}"
