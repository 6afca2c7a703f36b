"""
Who and what a conflict is made of: of the installation, under the key of the map, on the map of each process.

    Actor ── Tie ── Actor       Actor.merged_into: another entry for the same actor, kept and to be parted again
      └───── Place ── within

SQL sees ids, kinds and days. Names, sources and notes are sealed. An actor that no process needs any more goes with the
last one (`sulh.store.shredding`).
"""

from __future__ import annotations

from django.db import models

from sulh.model.actors import ACTOR_KINDS, CONFIDENCES, INTENSITIES, PLACE_KINDS, TIE_KINDS
from sulh.model.tracks import LEVELS
from sulh.store.models.base import Row, SealedField


class Place(Row):
    """
    A place. `names`: list of {text, language}; the first is its own name for itself.

    Attributes:
        listed: As of an actor.
        position: Latitude and longitude in degrees, sealed like a name; empty where nobody said.
    """

    processes = models.ManyToManyField("store.Process", related_name="places")
    kind = models.CharField(max_length=10, choices=[(one, one) for one in PLACE_KINDS])
    listed = models.BooleanField(default=False)
    within = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="inside")
    names = SealedField()
    position = SealedField()
    batch = models.ForeignKey("store.ImportBatch", on_delete=models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        """Show the kind."""
        return self.kind


class Actor(Row):
    """
    Anyone with a part in the conflict or in the effort for peace.

    Attributes:
        listed: Known from public sources: whoever sees the map sees it. Otherwise it is seen with cards that name it.
        listed_on: The day on which it came onto the map as listed; None for who was there before days were kept.
        sectors: Keys of sector tracks, joined by commas.
        keys: Ids elsewhere, by the name of the list.
        source: Where it is known from; empty where nobody said.
        merged_into, merged_by, merged_on: Which entry stands for both since a person said that they are one.
    """

    processes = models.ManyToManyField("store.Process", related_name="actors")
    kind = models.CharField(max_length=14, choices=[(one, one) for one in ACTOR_KINDS])
    listed = models.BooleanField(default=False)
    listed_on = models.DateField(null=True)
    abroad = models.BooleanField(default=False)
    sectors = models.CharField(max_length=120, default="", blank=True)
    level = models.CharField(max_length=20, choices=[(one, one) for one in LEVELS], default="", blank=True)
    sides = models.ManyToManyField("store.Side", related_name="actors")
    places = models.ManyToManyField(Place, related_name="actors")
    names = SealedField()
    keys = SealedField()
    source = SealedField()
    merged_into = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="duplicates")
    merged_by = models.ForeignKey("store.Staff", on_delete=models.PROTECT, null=True, related_name="+")
    merged_on = models.DateField(null=True)
    batch = models.ForeignKey("store.ImportBatch", on_delete=models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        """Show the kind."""
        return self.kind


class Tie(Row):
    """
    One tie as one source tells it; ties that contradict one another stand beside one another.

    Attributes:
        about: What it is about, such as a territory, sealed; empty where nobody said.
        intensity: How much was fought in each of its years; empty where nobody counted.
    """

    one = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="ties")
    other = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="ties_to")
    kind = models.CharField(max_length=12, choices=[(one, one) for one in TIE_KINDS])
    confidence = models.CharField(max_length=8, choices=[(one, one) for one in CONFIDENCES])
    start = models.DateField(null=True)
    end = models.DateField(null=True)
    intensity = models.CharField(max_length=5, choices=[(one, one) for one in INTENSITIES], default="", blank=True)
    about = SealedField()
    source = SealedField()
    by = models.ForeignKey("store.Staff", on_delete=models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    batch = models.ForeignKey("store.ImportBatch", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = (models.CheckConstraint(condition=~models.Q(one=models.F("other")), name="a_tie_is_between_two"),)

    def __str__(self) -> str:
        """Show the kind."""
        return self.kind
