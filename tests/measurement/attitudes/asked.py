"""A study made for tests: sixteen groups of people, of whom half take part. No test lives here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import numpy as np

from sulh.model.dialogue import Floats
from sulh.model.studies import Assigned, Instrument, Item, Plan, PlannedOutcome, Row, Study, StudyGroup, Wave

TRUST = Item(key="trust", kind="trust", low=1, high=7, better="higher")
FELT = Item(key="felt", kind="discrimination", low=1, high=7, better="lower", adverse=True)
MET = Item(key="met", kind="done", low=0, high=1, better="higher", behaviour=True)
US = Item(key="us", kind="thermometer", low=0, high=100, scale="warmth", about="own")
THEM = Item(key="them", kind="thermometer", low=0, high=100, scale="warmth", about="others")
ASKED = Instrument("short", 1, (TRUST, FELT, MET))
WAVES = (Wave("before", "baseline"), Wave("after", "end"))
SIDES = ("north", "south")
# item -> how far participants and those compared are moved; met is 0 or 1, so its shift is one of chances.
Moved = Mapping[str, tuple[float, float]]


def study(
    instrument: Instrument = ASKED, *, waves: tuple[Wave, ...] = WAVES, assigned: Assigned = "groups_by_lot"
) -> Study:
    """Make a study of two sides."""
    return Study("valley", instrument, waves, SIDES, assigned)


def rows(
    moved: Moved,
    *,
    clusters: tuple[int, int] = (8, 8),
    size: int = 10,
    one_side_only: float = 1.0,
    lost: tuple[float, float] = (0.0, 0.0),
    seed: int = 1,
) -> list[Row]:
    """
    Draw rows: people of one group are a little alike, both sides are in each group, and some are lost.

    Args:
        moved: Shift of each item in participants and in those compared.
        clusters: Groups that take part, and that do not.
        size: People in each.
        one_side_only: Which share of its shift the south takes.
        lost: Share of participants and of those compared who do not answer afterwards.
        seed: What draws.
    """
    rng = np.random.default_rng(seed)
    found = []
    for arm, group in enumerate(("participants", "comparison")):
        for number in range(clusters[arm]):
            alike = 0.2 * rng.normal(size=len(moved))
            for who in range(size):
                side = SIDES[who % 2]
                part = 1.0 if who % 2 == 0 else one_side_only
                shift = {item: by[arm] * part for item, by in moved.items()}
                gone = rng.random() < lost[arm]
                found += _person(f"{group}{number}.{who}", cast("StudyGroup", group), side, (shift, alike, gone), rng)
    return found


def _person(
    code: str,
    group: StudyGroup,
    side: str,
    fate: tuple[dict[str, float], Floats, bool],
    rng: np.random.Generator,
) -> list[Row]:
    """Both waves of one person, or the first alone."""
    shift, alike, gone = fate
    before = {item: _answer(item, 0.0, rng) for item in shift}
    after = {
        item: _moved(item, before[item], by + float(alike[at]), rng) for at, (item, by) in enumerate(shift.items())
    }
    base = Row(person=code, wave="before", group=group, side=side, cluster=code.partition(".")[0], values=before)
    later = Row(person=code, wave="after", group=group, side=side, cluster=code.partition(".")[0], values=after)
    return [base] if gone else [base, later]


def _answer(item: str, shift: float, rng: np.random.Generator) -> float:
    if item == "met":
        return float(rng.random() < 0.3 + shift)
    return float(np.clip(round(4 + shift + rng.normal()), 1, 7))


def _moved(item: str, before: float, by: float, rng: np.random.Generator) -> float:
    if item == "met":
        return _answer(item, by, rng)
    return float(np.clip(round(before + by + 0.5 * rng.normal()), 1, 7))


def plan(*outcomes: PlannedOutcome, version: int = 1) -> Plan:
    """Lay down a plan for the study."""
    return Plan(study="valley", instrument="short", version=version, outcomes=outcomes)
