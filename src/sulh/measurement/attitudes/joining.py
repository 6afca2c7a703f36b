"""
From rows to people: the waves of each person joined by the code that only they can make.

    rows (a person in a wave) ──join──▶ Panel ─┬─ group, side, cluster     (people,)
                                               ├─ values   item -> (people, waves), NaN = not answered
                                               ├─ shown    list -> (people, waves), 1, 0, NaN
                                               └─ left_out  reason -> how many rows, never whose

Who has no baseline is left out: nothing can be said of their change. Where two people made the same code, nobody can
say which is right, and all rows of that code are left out. What somebody is called at the baseline holds: a dialogue
group that was joined later changes nothing, and a later row that names another group or side is left out by itself. So
no later wave takes anybody out of an earlier one: two reports would differ by that person.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sulh.errors import SettingError
from sulh.measurement.attitudes.cells import Numbers
from sulh.measurement.attitudes.findings import LEFT_OUT_WHYS, LeftOut, LeftOutWhy
from sulh.model.dialogue import Floats
from sulh.model.studies import STUDY_GROUPS, Item, Row, Study


@dataclass(frozen=True, eq=False)
class Panel:
    """
    People over waves.

    Attributes:
        waves: Keys in order of time; the first is the baseline.
        sides: Keys in the order of the study.
        group: Shape (people,). Number of each one's group in `STUDY_GROUPS`.
        side: Shape (people,). Number of each one's side.
        cluster: Shape (people,). Number of each one's cluster; whoever has none is one by themselves.
        values: Item -> shape (people, waves). NaN for what was not answered.
        shown: List experiment -> shape (people, waves). 1 with the statement that matters, 0 without, NaN for neither.
        left_out: How many rows were left out, by reason.
    """

    waves: tuple[str, ...]
    sides: tuple[str, ...]
    group: Numbers
    side: Numbers
    cluster: Numbers
    values: Mapping[str, Floats]
    shown: Mapping[str, Floats]
    left_out: tuple[LeftOut, ...]

    @property
    def answered(self) -> Floats:
        """Whether each person answered anything in each wave; shape (people, waves), 1 or 0."""
        some = [~np.isnan(column) for column in self.values.values()]
        found: Floats = np.any(some, axis=0).astype(float)
        return found


def join(rows: Iterable[Row], study: Study) -> Panel:
    """
    Join rows to people.

    Raises:
        SettingError: If the study has no baseline as its first wave, or several.

    >>> from sulh.model.studies import Instrument, Wave
    >>> asked = Instrument("short", 1, (Item(key="warm", kind="thermometer", low=0, high=100),))
    >>> study = Study("s", asked, (Wave("before", "baseline"), Wave("after", "end")), ("a", "b"))
    >>> rows = [
    ...     Row(person="x", wave=wave, group="participants", side="a", values={"warm": warm})
    ...     for wave, warm in (("before", 40), ("after", 55))
    ... ]
    >>> join(rows, study).values["warm"].tolist()
    [[40.0, 55.0]]
    """
    if [wave.kind == "baseline" for wave in study.waves] != [True] + [False] * (len(study.waves) - 1):
        raise SettingError("A study has one baseline, and it is the first wave.")
    waves, left = tuple(wave.key for wave in study.waves), Counter[LeftOutWhy]()
    items = {item.key: item for item in study.instrument.items}
    found = _people(rows, study, left)
    values = {key: np.full((len(found), len(waves)), np.nan) for key in items}
    shown = {key: np.full((len(found), len(waves)), np.nan) for key, item in items.items() if item.kind == "list"}
    for at, mine in enumerate(found):
        for row in mine:
            _fill(row, (at, waves.index(row.wave)), items, values, shown, left)
    first = [next(row for row in mine if row.wave == waves[0]) for mine in found]
    return Panel(
        waves,
        study.sides,
        np.array([STUDY_GROUPS.index(row.group) for row in first], dtype=np.intp),
        np.array([study.sides.index(row.side) for row in first], dtype=np.intp),
        _clusters(first),
        values,
        shown,
        tuple(LeftOut(why, left[why]) for why in LEFT_OUT_WHYS if left[why]),
    )


def _people(rows: Iterable[Row], study: Study, left: Counter[LeftOutWhy]) -> list[list[Row]]:
    """Gather the rows of each code, in order of codes, and count what is left out."""
    waves = {wave.key for wave in study.waves}
    gathered: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.wave not in waves:
            left["unknown-wave"] += 1
        elif row.side not in study.sides:
            left["unknown-side"] += 1
        else:
            gathered[row.person].append(row)
    found = []
    for person in sorted(gathered):
        mine = gathered[person]
        fault = _fault(mine, study.waves[0].key)
        if fault is not None:
            left[fault] += len(mine)
            continue
        first = next(row for row in mine if row.wave == study.waves[0].key)
        same = [row for row in mine if (row.group, row.side) == (first.group, first.side)]
        left["group-changes"] += len(mine) - len(same)
        found.append(same)
    return found


def _fault(mine: Sequence[Row], baseline: str) -> LeftOutWhy | None:
    """Say why the rows of one code cannot be used; None where they can."""
    waves = [row.wave for row in mine]
    if len(set(waves)) < len(waves):
        return "code-twice"
    return None if baseline in waves else "no-baseline"


def _fill(
    row: Row,
    place: tuple[int, int],
    items: Mapping[str, Item],
    values: Mapping[str, Floats],
    shown: Mapping[str, Floats],
    left: Counter[LeftOutWhy],
) -> None:
    """Put one row's answers in their place; an answer that is off its scale is left out, not bent."""
    for key, answer in row.values.items():
        if key not in items:
            continue
        if items[key].low <= answer <= items[key].high:
            values[key][place] = answer
        else:
            left["off-scale"] += 1
    for key, seen in row.shown.items():
        if key in shown:
            shown[key][place] = seen


def _clusters(first: Sequence[Row]) -> Numbers:
    """Number the clusters; whoever has none is one by themselves. Those of different groups are never one."""
    names = [(row.group, row.cluster) if row.cluster is not None else ("", str(at)) for at, row in enumerate(first)]
    number = {name: at for at, name in enumerate(dict.fromkeys(names))}
    return np.array([number[name] for name in names], dtype=np.intp)
