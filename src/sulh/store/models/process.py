"""
What is set up before anybody answers.

    Process ─┬─ Side            Ending: the intent to delete a process, and whether all of it is gone
             └─ Initiative ── Dialogue ─┬─ DialogueSide   which sides take part, and how many of each are invited
                                        ├─ HarmCheck      go or no-go, by phase
                                        └─ AgreedText     consent and ground rules, by version

Names and texts are sealed; a sealed field of several languages holds a map from language to text.
"""

from __future__ import annotations

from uuid import UUID

from django.db import models

from sulh.model.initiatives import WORK_PHASES
from sulh.model.package import ATTRIBUTIONS
from sulh.store.models.base import Row, SealedField

PROFILES = ("standard", "high")
KINDS = ("workshop", "sustained", "consultation", "caucus")
LEVELS = ("top", "middle_range", "grassroots")
POPULATIONS = ("room", "consultation")


class Process(Row):
    """
    One peace effort under one responsibility: the unit of keys, staff roles, log and closure.

    Attributes:
        rates_readiness: Whether judgements of readiness are kept: off until somebody switches it on.
        closed: Since when nobody writes any more; null while it goes on.
        ends: The day on which it is deleted for good; set by the closure.
    """

    name = SealedField()
    profile = models.CharField(max_length=10, choices=[(one, one) for one in PROFILES], default="standard")
    rates_readiness = models.BooleanField(default=False)
    began = models.DateField()
    closed = models.DateField(null=True)
    ends = models.DateField(null=True)

    class Meta:
        verbose_name_plural = "processes"

    def __str__(self) -> str:
        """Show the id: the name is sealed."""
        return str(self.id)


class Ending(models.Model):
    """
    That a process is to be gone, written before anything of it goes: whoever is stopped in between is gone on for.

    It has no foreign key to the process: it stays when that is gone.
    """

    process_id = models.UUIDField(primary_key=True)
    on = models.DateField()
    done = models.BooleanField(default=False)

    def __str__(self) -> str:
        """Show the day."""
        return str(self.on)


class Side(Row):
    """A declared camp of a process. `mark` is its place in the list of shapes and colours, from 0."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="sides")
    names = SealedField()
    mark = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("process", "mark"), name="one_side_a_mark"),)

    def __str__(self) -> str:
        """Show the id: the names are sealed."""
        return str(self.id)


class Initiative(Row):
    """
    A bounded piece of peace work: of the facilitators of its process, or of an owner who enters with a code.

    Attributes:
        titles: By language. `aim`: one text. `agenda_item`: the official item it bears on in words, while it stands on
            no agenda; `items` are those that do.
        sector_tracks, levels, quadrants, changes: Keys of code lists in `sulh.model`, joined by commas.
        ownership: The seat of its owner; none for one that the facilitators hold themselves.
        entered_by: The coordinator who wrote it down for the owner; `confirmed` is null until the owner says it holds.
        responsible: Who answers for it, on the map.
        matched: Whether its owner agreed to learn of work on the same matter (`Match`).
        independent: Why it is better without a link to Track One, in words.
    """

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="initiatives")
    titles = SealedField()
    aim = SealedField()
    agenda_item = SealedField()
    sector_tracks = models.CharField(max_length=120, default="", blank=True)
    levels = models.CharField(max_length=60, default="", blank=True)
    quadrants = models.CharField(max_length=90, default="", blank=True)
    changes = models.CharField(max_length=50, default="", blank=True)
    start = models.DateField(null=True)
    end = models.DateField(null=True)
    phase = models.CharField(max_length=10, choices=[(one, one) for one in WORK_PHASES], default="running")
    entered_by = models.ForeignKey("store.Staff", on_delete=models.PROTECT, null=True, related_name="+")
    entered = models.DateField(null=True)
    confirmed = models.DateField(null=True)
    responsible = models.ForeignKey("store.Actor", on_delete=models.SET_NULL, null=True, related_name="answers_for")
    issues = models.ManyToManyField("store.Issue", related_name="initiatives")
    places = models.ManyToManyField("store.Place", related_name="initiatives")
    sides = models.ManyToManyField(Side, related_name="initiatives")
    items = models.ManyToManyField("store.AgendaItem", related_name="initiatives")
    actors = models.ManyToManyField("store.Actor", related_name="initiatives")
    funders = models.ManyToManyField("store.Actor", related_name="funds")
    depends_on = models.ManyToManyField("self", symmetrical=False, related_name="needed_by")
    matched = models.BooleanField(default=False)
    independent = SealedField()
    batch = models.ForeignKey("store.ImportBatch", on_delete=models.SET_NULL, null=True, related_name="+")

    @property
    def owner_id(self) -> UUID | None:
        """Return the seat of its owner; None for one that the facilitators hold themselves."""
        held = getattr(self, "ownership", None)
        return None if held is None else held.seat_id

    def __str__(self) -> str:
        """Show the id: the title is sealed."""
        return str(self.id)


class Dialogue(Row):
    """
    Repeated sessions and rounds of one group under agreed ground rules.

    Attributes:
        titles, question: By language; shown to participants.
        asked, chosen, missing: Who is asked, how they are chosen, who is missing; by language. All three must be there
            before a round opens.
        languages: Tags joined by commas. No statement circulates before it exists in each.
        level, k: Fixed and recorded before anybody answers. k may be raised, never lowered.
        phase: Kelman 0 to 4 for a workshop, Saunders 1 to 5 for a sustained dialogue, else null.
    """

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="dialogues")
    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="dialogues")
    agenda_item = models.ForeignKey("store.AgendaItem", on_delete=models.SET_NULL, null=True, related_name="dialogues")
    kind = models.CharField(max_length=20, choices=[(one, one) for one in KINDS])
    population = models.CharField(max_length=20, choices=[(one, one) for one in POPULATIONS])
    titles = SealedField()
    question = SealedField()
    asked = SealedField()
    chosen = SealedField()
    missing = SealedField()
    languages = models.CharField(max_length=60)
    level = models.FloatField(default=0.6)
    k = models.PositiveSmallIntegerField(default=5)
    phase = models.PositiveSmallIntegerField(null=True)
    began = models.DateField()

    def __str__(self) -> str:
        """Show the kind."""
        return self.kind

    @property
    def tags(self) -> list[str]:
        """Return the languages of the dialogue as a list."""
        return self.languages.split(",")


class DialogueSide(Row):
    """
    That a side takes part in a dialogue.

    Attributes:
        invited: Null in an open consultation.
        attribution: The most that a release may tell of this side; the lowest of all sides holds.
    """

    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="sides")
    side = models.ForeignKey(Side, on_delete=models.PROTECT, related_name="dialogues")
    invited = models.PositiveIntegerField(null=True)
    attribution = models.CharField(max_length=16, choices=[(one, one) for one in ATTRIBUTIONS], default=ATTRIBUTIONS[0])

    class Meta:
        constraints = (models.UniqueConstraint(fields=("dialogue", "side"), name="a_side_takes_part_once"),)

    def __str__(self) -> str:
        """Show how many are invited."""
        return str(self.invited)


class HarmCheck(Row):
    """Who could be harmed, and go or no-go; one a phase. `answers`: question key -> note and yes or no, sealed."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="harm_checks")
    phase = models.PositiveSmallIntegerField(null=True)
    answers = SealedField()
    go = models.BooleanField()
    by = models.ForeignKey("store.Staff", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    number = models.PositiveIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("dialogue", "number"), name="harm_checks_are_counted"),)

    def __str__(self) -> str:
        """Show the decision."""
        return "go" if self.go else "no-go"


class AgreedText(Row):
    """
    One version of the consent text or of the ground rules: language -> list of paragraphs, sealed.

    Attributes:
        announces: Of ground rules: whether it may be announced of a clause that nobody cannot live with it.
        release: Of the consent text of a consultation: what may go to the official table without anybody being asked
            again (`sulh.model.consented.Consented`); empty where nothing may.
    """

    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="agreed_texts")
    kind = models.CharField(max_length=12, choices=[("consent", "consent"), ("rules", "rules")])
    version = models.PositiveSmallIntegerField()
    paragraphs = SealedField()
    announces = models.BooleanField(default=False)
    release = SealedField()
    on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("dialogue", "kind", "version"), name="one_text_a_version"),)

    def __str__(self) -> str:
        """Show kind and version."""
        return f"{self.kind} {self.version}"
