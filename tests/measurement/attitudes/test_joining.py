"""Tests of `sulh.measurement.attitudes.joining`."""

from __future__ import annotations

import math

import msgspec
import pytest

from sulh.errors import SettingError
from sulh.measurement.attitudes.joining import join
from sulh.model.studies import Instrument, Row, Study, StudyGroup, Wave
from tests.measurement.attitudes.asked import SIDES, TRUST, study

ASKED = study(Instrument("short", 1, (TRUST,)))


def row(person: str, wave: str, trust: float | None = 4.0, **other: str) -> Row:
    """One row of somebody from the north who takes part."""
    values = {} if trust is None else {"trust": trust}
    made = Row(person=person, wave=wave, group="participants", side="north", values=values)
    return msgspec.structs.replace(made, **other)


def left_out(*rows: Row) -> dict[str, int]:
    """Reason -> number."""
    return {one.why: one.number for one in join(rows, ASKED).left_out}


def test_waves_are_joined_by_code_and_what_was_not_answered_is_absent() -> None:
    """Codes join two rows to one person; an answer that is not there is not a zero."""
    panel = join(
        [row("b", "after", 5.0), row("a", "before", 3.0), row("b", "before", 2.0), row("a", "after", None)], ASKED
    )
    values = panel.values["trust"]

    assert [3.0, 2.0] == values[:, 0].tolist()
    assert math.isnan(values[0, 1])
    assert 5.0 == values[1, 1]
    assert [[1.0, 0.0], [1.0, 1.0]] == panel.answered.tolist()


@pytest.mark.parametrize(
    ("rows", "reason", "number"),
    [
        ([row("a", "before"), row("a", "before"), row("a", "after")], "code-twice", 3),
        ([row("a", "before"), row("a", "after", side="south")], "group-changes", 1),
        ([row("a", "before"), row("a", "after", group="comparison")], "group-changes", 1),
        ([row("a", "after")], "no-baseline", 1),
        ([row("a", "before"), row("a", "long ago")], "unknown-wave", 1),
        ([row("a", "before"), row("b", "before", side="west")], "unknown-side", 1),
        ([row("a", "before", 8.0)], "off-scale", 1),
        ([row("a", "before", math.nan)], "off-scale", 1),
    ],
)
def test_what_cannot_be_joined_is_left_out_and_counted(rows: list[Row], reason: str, number: int) -> None:
    """Rows of a code that two people made, of changing groups, without baseline or off the scale: counted by reason."""
    assert {reason: number} == left_out(*rows)


def test_two_groups_of_one_name_are_two_clusters() -> None:
    """A village whose people partly take part is two clusters, and whoever has none is one by themselves."""
    rows = [
        msgspec.structs.replace(row(person, "before"), group=group, cluster=cluster)
        for person, group, cluster in cast_of()
    ]
    panel = join(rows, ASKED)

    assert [0, 0, 1, 2, 3] == panel.cluster.tolist()


def cast_of() -> list[tuple[str, StudyGroup, str | None]]:
    """Five people: two of a village take part, one of it does not, and two are of no village."""
    return [
        ("a", "participants", "village"),
        ("b", "participants", "village"),
        ("c", "comparison", "village"),
        ("d", "comparison", None),
        ("e", "comparison", None),
    ]


def test_a_study_has_one_baseline_and_it_comes_first() -> None:
    """Without a baseline nothing is a change."""
    for waves in ((Wave("after", "end"),), (Wave("after", "end"), Wave("before", "baseline"))):
        with pytest.raises(SettingError, match="baseline"):
            join([], Study("valley", Instrument("short", 1, (TRUST,)), waves, SIDES))
