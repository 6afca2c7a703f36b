"""
From items to measures: what is analysed, and what an instrument lacks.

    two thermometers of one scale     each, and their difference: own people less the others
    social distance                   each item; the sum of the scale only if it turns out cumulative (`distance`)
    other items of one scale          their mean, of people who answered all of them
    an item by itself                 as it is
    a list experiment                 no measure of persons at all (`lists`)

Measures of one scale are of the same people: of those who answered all its items. Were somebody in two thermometers
and not in their difference, their answer would be what is left when the one is taken from the others (`few`).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

import numpy as np

from sulh.errors import SettingError
from sulh.measurement.attitudes.distance import accepts
from sulh.measurement.attitudes.joining import Panel
from sulh.model.dialogue import Floats
from sulh.model.studies import NEEDED, Better, Instrument, Item, Needed

PAIR = 2


@dataclass(frozen=True)
class Measure:
    """
    What is analysed.

    Attributes:
        items: What it is made of; of a difference the own people's thermometer first.
        beside: All items of the scale that it is of or belongs to: who skipped one of these is left out.
        low, high: The ends of its scale.
    """

    key: str
    items: tuple[Item, ...]
    made: Literal["single", "difference", "mean", "sum"]
    low: float
    high: float
    better: Better
    adverse: bool
    behaviour: bool
    beside: tuple[Item, ...]

    @property
    def two_answers(self) -> bool:
        """
        Whether nothing lies between the ends of its scale, as of yes and no.

        The spread of such a measure is its level: p(1 − p). So wherever it is told, the share of yes is told too.
        """
        return self.made == "single" and self.high - self.low == 1


def missing_kinds(instrument: Instrument) -> tuple[Needed, ...]:
    """
    Name the kinds of item that an instrument lacks and gives no reason for.

    >>> trust = Item(key="trust", kind="trust", low=1, high=5)
    >>> missing_kinds(Instrument("short", 1, (trust,), {"behaviour": "Nobody can meet yet."}))
    ('adverse',)
    """
    there = {"adverse": any(item.adverse for item in instrument.items)}
    there["behaviour"] = any(item.behaviour for item in instrument.items)
    return tuple(kind for kind in NEEDED if not there[kind] and not instrument.without.get(kind, "").strip())


def measures(instrument: Instrument, summed: frozenset[str] = frozenset()) -> tuple[Measure, ...]:
    """
    List what is analysed of an instrument.

    Args:
        instrument: What was asked.
        summed: Scales of social distance that turned out cumulative.

    Raises:
        SettingError: If items of one scale do not belong together.

    >>> own = Item(key="us", kind="thermometer", low=0, high=100, scale="warmth", about="own")
    >>> others = Item(key="them", kind="thermometer", low=0, high=100, scale="warmth", about="others")
    >>> [(one.key, one.made, one.low, one.high) for one in measures(Instrument("short", 1, (others, own)))]
    [('warmth', 'difference', -100, 100), ('them', 'single', 0, 100), ('us', 'single', 0, 100)]
    """
    scales: dict[str, list[Item]] = defaultdict(list)
    for item in instrument.items:
        if item.scale and item.kind != "list":
            scales[item.scale].append(item)
    asked = [item for item in instrument.items if item.kind != "list" and not _in_mean(item)]
    single = [_single(item, scales[item.scale] if item.scale else [item]) for item in asked]
    joined = [_joined(scale, items) for scale, items in scales.items() if _wanted(scale, items, summed)]
    keys = [one.key for one in (*joined, *single)]
    if len(set(keys)) < len(keys):
        raise SettingError("A scale cannot be called like an item.")
    return (*joined, *single)


def values(measure: Measure, panel: Panel) -> Floats:
    """Return a measure's values; shape (people, waves), NaN where an item of its scale was not answered."""
    skipped = np.isnan([panel.values[item.key] for item in measure.beside]).any(axis=0)
    return np.where(skipped, np.nan, _made(measure, panel))


def _made(measure: Measure, panel: Panel) -> Floats:
    columns = [panel.values[item.key] for item in measure.items]
    if measure.made == "difference":
        return columns[0] - columns[1]
    if measure.made == "mean":
        return np.asarray(np.mean(columns, axis=0), dtype=float)
    if measure.made == "sum":
        return np.asarray(accepts(measure.items, columns).sum(axis=-1), dtype=float)
    return columns[0]


def _single(item: Item, beside: list[Item]) -> Measure:
    flags = (item.adverse, item.behaviour)
    return Measure(item.key, (item,), "single", item.low, item.high, item.better, *flags, tuple(beside))


def _in_mean(item: Item) -> bool:
    """Items of a mean are not told one by one; those of a thermometer and of social distance are."""
    return bool(item.scale) and item.kind not in {"thermometer", "social_distance"}


def _wanted(scale: str, items: list[Item], summed: frozenset[str]) -> bool:
    return items[0].kind != "social_distance" or scale in summed


def _joined(scale: str, items: list[Item]) -> Measure:
    """Make one measure of the items of a scale."""
    first = items[0]
    if len({item.kind for item in items}) > 1:
        raise SettingError(f"The items of {scale} are of several kinds.")
    flags = (any(item.adverse for item in items), any(item.behaviour for item in items))
    if first.kind == "thermometer":
        by_about = {item.about: item for item in items}
        if len(items) != PAIR or set(by_about) != {"own", "others"}:
            raise SettingError(f"{scale} needs one thermometer for one's own people and one for the others.")
        own, others = by_about["own"], by_about["others"]
        return Measure(
            scale,
            (own, others),
            "difference",
            own.low - others.high,
            own.high - others.low,
            "lower",
            *flags,
            (own, others),
        )
    if first.kind == "social_distance":
        return Measure(scale, tuple(items), "sum", 0, len(items), "higher", *flags, tuple(items))
    if len({(item.low, item.high, item.better) for item in items}) > 1:
        raise SettingError(f"The items of {scale} differ in scale or direction and have no mean.")
    return Measure(scale, tuple(items), "mean", first.low, first.high, first.better, *flags, tuple(items))
