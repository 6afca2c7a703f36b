"""Two reports beside one another: what can be subtracted is of nobody or of many."""

from __future__ import annotations

import pytest

from sulh.measurement.attitudes.findings import Attrition, Lost, Report
from sulh.measurement.attitudes.following import may_follow

K = 5
THEN = ((20, 18), (20, 16))


def told(*cells: tuple[int | None, int | None]) -> Report:
    """Return a report of one wave: how many participants of each side were asked, and answered again."""
    lost = tuple(Lost("participants", f"side{at}", *cell) for at, cell in enumerate(cells))
    return Report(
        study="a",
        level=0.95,
        seed=1,
        plan=None,
        departures=(),
        missing_kinds=(),
        results=(),
        balance=(),
        attrition=(Attrition("2", lost, None, None, ()),),
        lists=(),
        cumulative=(),
        left_out=(),
        not_measured=(),
        warnings=(),
    )


@pytest.mark.parametrize(
    ("now", "withdrawn", "may"),
    [
        (THEN, 0, True),
        (((15, 13), (20, 16)), 5, True),  # five of one side, all of whom had answered again
        (((14, 13), (14, 11)), 12, True),
        (((16, 14), (19, 15)), 5, False),  # five together, and one alone on the other side
        (((15, 17), (20, 16)), 5, False),  # five of one side, one of whom had answered again
        (((None, None), (20, 16)), 16, False),  # those who are left are few, and what they lost cannot be told
    ],
)
def test_each_part_has_lost_nobody_or_many(now: tuple[tuple[int, int], ...], withdrawn: int, may: bool) -> None:
    """What holds for all together holds of each side, and of those who answered again."""
    assert may == may_follow(told(*THEN), told(*now), withdrawn, k=K)


@pytest.mark.parametrize(("withdrawn", "may"), [(5, True), (6, False)])
def test_of_a_part_that_is_not_told_nobody_withdrew(withdrawn: int, may: bool) -> None:
    """Everybody who withdrew is found among those who are told of; else one of the few is missing."""
    assert may == may_follow(told((20, 18), (None, None)), told((15, 13), (None, None)), withdrawn, k=K)
