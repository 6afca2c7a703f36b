"""
People, as far as the machine knows them.

    Staff ── Membership ── Process        an account, and the role it holds in a process
      Membership: public half of a facilitator's key; private half wrapped under a passphrase (standard profile only)
    Seat ─┬─ Acceptance ── AgreedText     one entry code: a participant, reader, owner or assistant
          └─ StudyGroup                   or one that a whole group shares who answer a study
    Identity                              a box that only one facilitator's key opens

No column joins an identity and a seat: which seat somebody has is written inside the box.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from sulh.access import SEATED, STAFF, Role
from sulh.store.models.base import Row, SealedField, new_id

if TYPE_CHECKING:
    Accounts = BaseUserManager["Staff"]
else:
    Accounts = BaseUserManager


class StaffManager(Accounts):
    """Finds accounts by name; they are made by `sulh.store.writes.staff`."""


class Staff(AbstractBaseUser):
    """
    An account of somebody who runs things. The account name is chosen so that it names nobody.

    `name` is sealed under the key of the installation and shown to people of the same process only. So is `reminders`,
    the address to which an account wants to be reminded that something waits; it is empty unless they gave one.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.CharField(max_length=40, unique=True)
    name = SealedField()
    reminders = SealedField()
    language = models.CharField(max_length=8, default="en")
    administrator = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    provisional = models.BooleanField(default=False)  # the password was given by an administrator and is to be changed

    objects = StaffManager()
    USERNAME_FIELD = "account"

    def __str__(self) -> str:
        """Show the account name."""
        return self.account


class Membership(Row):
    """The role of one account in one process; `side` where each side has a facilitator of its own, `desk` of a desk."""

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="memberships")
    process = models.ForeignKey("store.Process", on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(role, role) for role in STAFF])
    side = models.ForeignKey("store.Side", on_delete=models.PROTECT, null=True, blank=True)
    desk = models.ForeignKey("store.Desk", on_delete=models.PROTECT, null=True, blank=True, related_name="accounts")
    public_key = models.BinaryField(default=bytes)
    wrapped_private_key = models.BinaryField(default=bytes)
    ended = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("staff", "process", "role"), condition=Q(ended=None), name="one_membership_a_role"
            ),
        )

    def __str__(self) -> str:
        """Show the role."""
        return self.role


class Seat(Row):
    """
    One entry code. A participant has exactly one side and one dialogue; nothing joins two seats of one person.

    Attributes:
        label: A few random letters printed on the slip, by which a facilitator finds the seat to replace its code.
        code: Hash of the entry code; null once the seat is left.
        generation: How often the code was replaced; a session that began with an earlier code is over.
        spare: Hash of a second code of the same seat, which an owner made for the day on which the first is lost.
        spare_generation: How often the spare code was made or ended; the same for sessions that began with one.
        spare_on: The day on which it was made: by it an owner sees whether they made it.
        channel: "screen", or "paper" for a seat whose answers are entered from ballots.
        ballot: Number printed on the paper ballot, random; empty for a seat on screen.
        language: Empty until it was chosen; always empty where many people share the seat.
        group: Of respondents: the group of a study that comes in with this code. The seat goes with it.
    """

    role = models.CharField(max_length=20, choices=[(role, role) for role in SEATED])
    process = models.ForeignKey("store.Process", on_delete=models.CASCADE, related_name="seats")
    dialogue = models.ForeignKey("store.Dialogue", on_delete=models.CASCADE, null=True, related_name="seats")
    side = models.ForeignKey("store.Side", on_delete=models.PROTECT, null=True, related_name="seats")
    label = models.CharField(max_length=12)
    code = models.BinaryField(max_length=32, null=True, unique=True)
    generation = models.PositiveSmallIntegerField(default=0)
    spare = models.BinaryField(max_length=32, null=True, unique=True)
    spare_generation = models.PositiveSmallIntegerField(default=0)
    spare_on = models.DateField(null=True)
    channel = models.CharField(max_length=8, default="screen", choices=[("screen", "screen"), ("paper", "paper")])
    ballot = models.CharField(max_length=16, default="", blank=True)
    language = models.CharField(max_length=8, default="", blank=True)
    left = models.BooleanField(default=False)
    group = models.OneToOneField("store.StudyGroup", on_delete=models.CASCADE, null=True, related_name="seat")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("dialogue", "label"), name="one_seat_a_label"),
            models.UniqueConstraint(
                fields=("dialogue", "ballot"), condition=~Q(ballot=""), name="one_seat_a_ballot_number"
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.PARTICIPANT) | Q(dialogue__isnull=False, side__isnull=False),
                name="a_participant_has_a_dialogue_and_a_side",
            ),
            models.CheckConstraint(condition=Q(role=Role.OWNER) | Q(spare=None), name="only_an_owner_has_a_spare_code"),
            models.CheckConstraint(
                condition=Q(role=Role.RESPONDENT, group__isnull=False, side__isnull=False, dialogue=None, language="")
                | (~Q(role=Role.RESPONDENT) & Q(group=None)),
                name="respondents_answer_for_a_group",
            ),
        )

    def __str__(self) -> str:
        """Show the label."""
        return self.label


class Acceptance(Row):
    """That a seat accepted one version of a text, on a day."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="acceptances")
    text = models.ForeignKey("store.AgreedText", on_delete=models.PROTECT)
    on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("seat", "text"), name="accepted_once"),)

    def __str__(self) -> str:
        """Show the day."""
        return str(self.on)


class Identity(Row):
    """Name, contact, notes and seat label of one person, in a box for one facilitator's key. No date, no order."""

    process = models.ForeignKey("store.Process", on_delete=models.CASCADE, related_name="identities")
    keeper = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="identities")
    box = models.BinaryField()

    class Meta:
        verbose_name_plural = "identities"

    def __str__(self) -> str:
        """Show nothing of it."""
        return "identity"
