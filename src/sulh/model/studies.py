"""
What a study of attitudes is made of, and what was laid down before anything was measured.

    Instrument ── items     what is asked: a version of it, with its kinds, scales and which way is better
    Study ─┬─ instrument, waves, sides
           └─ assigned      how it came about who took part and who was compared: by lot, or not
    Plan ── outcomes        what will be looked at, when, in which direction: laid down before, with its hash

    Row                     one person's answers in one wave, under a code that leads to nobody

A thermometer for one's own people and one for the others share a `scale` and make one measure, the difference. Items of
social distance share a `scale` too and are summed only where they turn out to be cumulative. Nothing is computed here
(see `sulh.measurement.attitudes`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, get_args

import msgspec

from sulh.model.findings import Value

ItemKind = Literal[
    "thermometer",
    "social_distance",
    "inclusion",
    "trust",
    "threat",
    "salience",
    "discrimination",
    "willingness",
    "done",
    "list",
    "own",
]
Better = Literal["higher", "lower", "neither"]
WaveKind = Literal["baseline", "during", "end", "follow_up"]
WAVE_KINDS: tuple[WaveKind, ...] = get_args(WaveKind)
StudyGroup = Literal["participants", "comparison", "wait_list"]
STUDY_GROUPS: tuple[StudyGroup, ...] = get_args(StudyGroup)
Assigned = Literal["groups_by_lot", "people_by_lot", "not_by_lot"]
ASSIGNED: tuple[Assigned, ...] = get_args(Assigned)
Expectation = Literal["up", "down", "either"]
Method = Literal["by_rule", "robust", "wild", "randomisation"]
Correction = Literal["holm", "benjamini_hochberg"]
Needed = Literal["adverse", "behaviour"]  # kinds of item that every instrument has, or says why not
NEEDED: tuple[Needed, ...] = get_args(Needed)
# The ends of the scale of each kind where an item names no others: the last item kinds have none of their own.
SCALES: Mapping[ItemKind, tuple[float, float]] = {
    "thermometer": (0, 100),
    "social_distance": (0, 1),
    "inclusion": (1, 7),
    "trust": (1, 5),
    "threat": (1, 5),
    "salience": (1, 5),
    "discrimination": (1, 5),
    "willingness": (1, 5),
    "done": (0, 1),
}


class Item(Value, frozen=True, kw_only=True):
    """
    One question.

    Attributes:
        low, high: The ends of the scale. In a list experiment `high` counts the harmless statements and the one that
            matters; those who are not shown it can choose one fewer.
        better: Which way a change would be for the better; "neither" where nobody says so.
        adverse: Whether it could show harm: threat, salience, discrimination that is felt, avoidance.
        behaviour: Whether it asks what was done rather than what is thought.
        scale: Name that it shares with the items it is read together with; empty for an item by itself.
        about: Of a thermometer: for one's own people or for the others.
        texts: The question, by language.
    """

    key: str
    kind: ItemKind
    low: float
    high: float
    better: Better = "neither"
    adverse: bool = False
    behaviour: bool = False
    scale: str = ""
    about: Literal["own", "others", ""] = ""
    texts: Mapping[str, str] = msgspec.field(default_factory=dict)


class Instrument(Value, frozen=True):
    """
    What is asked. Another wording is another version.

    Attributes:
        without: For each needed kind of item that is left out, the reason that was given.
    """

    key: str
    version: int
    items: tuple[Item, ...]
    without: Mapping[Needed, str] = msgspec.field(default_factory=dict)


class Wave(Value, frozen=True):
    """One round of a study; a study has one baseline and may have several waves of every other kind."""

    key: str
    kind: WaveKind
    start: date | None = None


class Study(Value, frozen=True):
    """
    A study.

    Attributes:
        waves: In order of time, the baseline first.
        sides: Keys of the sides whose people are asked.
        assigned: Whether a lot decided who takes part: over groups, over single people, or not at all.
        asked: How many people were asked at first; 0 where nobody said.
    """

    key: str
    instrument: Instrument
    waves: tuple[Wave, ...]
    sides: tuple[str, ...]
    assigned: Assigned = "not_by_lot"
    asked: int = 0


class PlannedOutcome(Value, frozen=True):
    """
    What a plan will look at: one measure at one wave.

    Attributes:
        measure: Key of an item, or name of a scale.
        primary: Whether the study stands or falls with it; the others are read beside it.
    """

    measure: str
    wave: str
    primary: bool = False
    expected: Expectation = "either"


class Plan(Value, frozen=True, kw_only=True):
    """
    What was laid down before: it is frozen by its hash (`sulh.measurement.attitudes.plans`).

    Attributes:
        compared: Which people who did not (or not yet) take part are compared; empty for a study without any.
        primary_correction, other_correction: For the primary outcomes together, and for the others together.
        adjusted: Whether planned effects are also told with the baseline taken out, beside the difference.
        level: Of every interval.
        seed: Of everything that is drawn.
    """

    study: str
    instrument: str
    version: int
    outcomes: tuple[PlannedOutcome, ...]
    compared: tuple[StudyGroup, ...] = ("comparison", "wait_list")
    method: Method = "by_rule"
    primary_correction: Correction = "holm"
    other_correction: Correction = "benjamini_hochberg"
    level: float = 0.95
    seed: int = 0
    adjusted: bool = False


class Row(Value, frozen=True, kw_only=True):
    """
    One person's answers in one wave.

    Attributes:
        person: The code that the person made from answers only they know; it joins the waves and leads to nobody.
        cluster: The dialogue group, village or class within which people are alike; None for somebody by themselves.
        values: Item -> answer; what was not answered is absent, never zero.
        shown: List experiment -> whether the statement that matters was on this person's list.
    """

    person: str
    wave: str
    group: StudyGroup
    side: str
    cluster: str | None = None
    values: Mapping[str, float] = msgspec.field(default_factory=dict)
    shown: Mapping[str, bool] = msgspec.field(default_factory=dict)
