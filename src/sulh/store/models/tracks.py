"""
How the initiatives of a process stay in step: what each shows to whom, what it offers, what it does with others.

    Initiative ─┬─ Ownership         of somebody with a code
                ├─ InitiativeTier    the tier of an audience
                ├─ Look              who saw how much of it, on a day
                ├─ Moment, Message   its days; what it says in public
                ├─ Offer, Link       also of and with a desk
                └─ Match             work on the same matter as another's, told step by step
    Process ────┬─ Issue, OfficialRound
                └─ Matching          what somebody let be matched: counted, a few a week

What those who coordinate do with it stands in `sulh.store.models.week`.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from sulh.coordination.link_states import LINK
from sulh.coordination.match_states import MATCH
from sulh.model.initiatives import AUDIENCES, DIRECTIONS, MODES, OCCASIONS, RESOURCES, STANCES, TIERS
from sulh.store.models.base import Row, SealedField


class Issue(Row):
    """What a conflict is about, in a few words; `names` by language."""

    process = models.ForeignKey("store.Process", on_delete=models.CASCADE, related_name="issues")
    names = SealedField()
    on = models.DateField()
    batch = models.ForeignKey("store.ImportBatch", on_delete=models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        """Show the id: the name is sealed."""
        return str(self.id)


class OfficialRound(Row):
    """A round of the official process, from public sources or from a desk; without a source it is refused."""

    process = models.ForeignKey("store.Process", on_delete=models.CASCADE, related_name="official_rounds")
    number = models.PositiveSmallIntegerField()
    start = models.DateField(null=True)
    end = models.DateField(null=True)
    stalled_since = models.DateField(null=True)
    source = SealedField()
    batch = models.ForeignKey("store.ImportBatch", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("process", "number"), name="official_rounds_are_counted"),)

    def __str__(self) -> str:
        """Show the number."""
        return str(self.number)


class Ownership(Row):
    """Whose an initiative is: the seat of somebody who enters with a code, for which no account and no name is kept."""

    initiative = models.OneToOneField("store.Initiative", on_delete=models.CASCADE, related_name="ownership")
    seat = models.ForeignKey("store.Seat", on_delete=models.CASCADE, related_name="owned")

    def __str__(self) -> str:
        """Show the seat's id."""
        return str(self.seat_id)


class InitiativeTier(Row):
    """How much of an initiative an audience sees; an audience without a row sees nothing."""

    initiative = models.ForeignKey("store.Initiative", on_delete=models.CASCADE, related_name="tiers")
    audience = models.CharField(max_length=14, choices=[(one, one) for one in AUDIENCES])
    tier = models.CharField(max_length=12, choices=[(one, one) for one in TIERS])

    class Meta:
        constraints = (models.UniqueConstraint(fields=("initiative", "audience"), name="one_tier_an_audience"),)

    def __str__(self) -> str:
        """Show both."""
        return f"{self.audience} {self.tier}"


class Moment(Row):
    """Days on which something takes place, or nothing should disturb."""

    initiative = models.ForeignKey("store.Initiative", on_delete=models.CASCADE, related_name="moments")
    occasion = models.CharField(max_length=14, choices=[(one, one) for one in OCCASIONS])
    start = models.DateField()
    end = models.DateField()

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(end__gte=F("start")), name="a_moment_ends_after_it_begins"),)

    def __str__(self) -> str:
        """Show the first day."""
        return str(self.start)


class Message(Row):
    """What an initiative says in public on an issue."""

    initiative = models.ForeignKey("store.Initiative", on_delete=models.CASCADE, related_name="messages")
    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="messages")
    stance = models.CharField(max_length=8, choices=[(one, one) for one in STANCES])

    class Meta:
        constraints = (models.UniqueConstraint(fields=("initiative", "issue"), name="one_message_an_issue"),)

    def __str__(self) -> str:
        """Show the stance."""
        return self.stance


class Offer(Row):
    """What an initiative or a desk can lend others, or lacks; at most one of actor, side and place says about whom."""

    process = models.ForeignKey("store.Process", on_delete=models.CASCADE, related_name="offers")
    initiative = models.ForeignKey("store.Initiative", on_delete=models.CASCADE, null=True, related_name="offers")
    desk = models.ForeignKey("store.Desk", on_delete=models.CASCADE, null=True, related_name="offers")
    direction = models.CharField(max_length=6, choices=[(one, one) for one in DIRECTIONS])
    resource = models.CharField(max_length=14, choices=[(one, one) for one in RESOURCES])
    actor = models.ForeignKey("store.Actor", on_delete=models.SET_NULL, null=True, related_name="+")
    side = models.ForeignKey("store.Side", on_delete=models.CASCADE, null=True, related_name="+")
    place = models.ForeignKey("store.Place", on_delete=models.SET_NULL, null=True, related_name="+")
    words = SealedField()
    batch = models.ForeignKey("store.ImportBatch", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(initiative=None, desk__isnull=False) | Q(initiative__isnull=False, desk=None),
                name="an_offer_is_of_one",
            ),
        )

    def __str__(self) -> str:
        """Show direction and kind."""
        return f"{self.direction} {self.resource}"


class Link(Row):
    """
    What two do together.

    Attributes:
        other, desk: One of them: another initiative, or a desk.
        proposed_by: Id of the account or seat that proposed it.
        by_desk: Whether the desk proposed it to the initiative, whose owner answers; else the initiative did.
        words: What is meant, for both.
        since: Since when it has been in this state.
    """

    process = models.ForeignKey("store.Process", on_delete=models.CASCADE, related_name="links")
    one = models.ForeignKey("store.Initiative", on_delete=models.CASCADE, related_name="links")
    other = models.ForeignKey("store.Initiative", on_delete=models.CASCADE, null=True, related_name="links_to")
    desk = models.ForeignKey("store.Desk", on_delete=models.CASCADE, null=True, related_name="links")
    mode = models.CharField(max_length=20, choices=[(one, one) for one in MODES])
    state = models.CharField(max_length=10, choices=[(one, one) for one in LINK.states], default=LINK.first)
    proposed_by = models.UUIDField()
    by_desk = models.BooleanField(default=False)
    words = SealedField()
    since = models.DateField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(other=None, desk__isnull=False) | Q(other__isnull=False, desk=None),
                name="a_link_has_two_ends",
            ),
            models.CheckConstraint(
                condition=Q(by_desk=False) | Q(desk__isnull=False), name="a_desk_proposes_for_itself"
            ),
        )

    def __str__(self) -> str:
        """Show mode and state."""
        return f"{self.mode} {self.state}"


class Match(Row):
    """
    Two initiatives whose owners both agreed to be matched work on the same matter.

    Attributes:
        kinds: Of which kinds it is what they share, joined by commas: said once and never computed anew.
        step: The step at which it was declined: the other's page goes on showing it, as if nobody had answered.
        one_consents, other_consents: To the next step, which is taken when both have.
        one_declines, other_declines: Who does not want to go on; told to nobody else.
    """

    one = models.ForeignKey("store.Initiative", on_delete=models.CASCADE, related_name="matches")
    other = models.ForeignKey("store.Initiative", on_delete=models.CASCADE, related_name="matches_to")
    state = models.CharField(max_length=10, choices=[(one, one) for one in MATCH.states], default=MATCH.first)
    kinds = models.CharField(max_length=30, default="")
    step = models.CharField(max_length=10, default="", blank=True)
    one_consents = models.BooleanField(default=False)
    other_consents = models.BooleanField(default=False)
    one_declines = models.BooleanField(default=False)
    other_declines = models.BooleanField(default=False)
    since = models.DateField()

    class Meta:
        verbose_name_plural = "matches"
        constraints = (models.UniqueConstraint(fields=("one", "other"), name="a_pair_is_matched_once"),)

    def __str__(self) -> str:
        """Show the state."""
        return self.state


class Matching(Row):
    """
    That a holder let something be matched on a day: counted, so that nobody asks what there is by changing a card.

    Attributes:
        holder: The seat of an owner, or the process for what its facilitators hold.
        footprint: What stands for the issues, items and regions that were compared.
    """

    process = models.ForeignKey("store.Process", on_delete=models.CASCADE, related_name="matchings")
    holder = models.UUIDField()
    footprint = models.CharField(max_length=20)
    on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("process", "holder", "footprint"), name="matched_on_it_once"),)

    def __str__(self) -> str:
        """Show the day."""
        return str(self.on)


class Look(Row):
    """That somebody of an audience saw an initiative at a tier, on a day; `viewer` is an account or a seat."""

    initiative = models.ForeignKey("store.Initiative", on_delete=models.CASCADE, related_name="looks")
    audience = models.CharField(max_length=14, choices=[(one, one) for one in AUDIENCES])
    viewer = models.UUIDField()
    tier = models.CharField(max_length=12, choices=[(one, one) for one in TIERS])
    on = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("initiative", "viewer", "tier", "on"), name="a_look_a_day_and_tier"),
        )

    def __str__(self) -> str:
        """Show the day."""
        return str(self.on)
