"""The process log as it is kept: one record a row, in clear, chained by hashes; triggers refuse to alter it."""

from __future__ import annotations

from django.db import models

from sulh.store.models.base import Row


class LogRecord(models.Model):
    """
    One record. `body` is its canonical JSON (`sulh.vault.log`), `digest` the hash over it.

    It has no foreign key to the process: nothing may delete it along.
    """

    process_id = models.UUIDField()
    number = models.PositiveIntegerField()
    body = models.TextField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("process_id", "number"), name="records_are_counted"),)

    def __str__(self) -> str:
        """Show the number."""
        return str(self.number)


class KeptCheckpoint(Row):
    """A signed checkpoint over the log of one process, as text."""

    process_id = models.UUIDField()
    size = models.PositiveIntegerField()
    body = models.TextField()
    on = models.DateField()

    def __str__(self) -> str:
        """Show the size."""
        return str(self.size)
