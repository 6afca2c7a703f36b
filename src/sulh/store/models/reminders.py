"""
What is kept so that an account can be reminded that something waits.

    Staff.reminders   the address that was proved, sealed; nothing is sent to any other
    Reminder          the address that waits for its proof, and when something was sent last

Both lie under the key of the installation and go when the account is closed, or works in no process any more for which
anything is sent.
"""

from __future__ import annotations

from django.db import models

from sulh.store.models.base import Row, SealedField


class Reminder(Row):
    """
    How one account is reminded.

    Attributes:
        awaiting: An address that was given and not proved yet.
        code: Hash of the code that was sent to it; null where none is out. `expires`: until when it holds.
        tries: How often a wrong code was typed.
        asked: The day of the last code, and `asks` how many were sent on it.
        language: In which the message is written: that of the page on which the address was given.
        tried: The day on which the machine last set out to send, so that it does so once a day.
        sent: The day of the last message. `told`: what waited then.
    """

    staff = models.OneToOneField("store.Staff", on_delete=models.CASCADE, related_name="reminder")
    awaiting = SealedField()
    code = models.BinaryField(max_length=32, null=True)
    expires = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    asked = models.DateField(null=True)
    asks = models.PositiveSmallIntegerField(default=0)
    language = models.CharField(max_length=8, default="en")
    tried = models.DateField(null=True)
    sent = models.DateField(null=True)
    told = SealedField()

    def __str__(self) -> str:
        """Show nothing of it."""
        return "reminder"
