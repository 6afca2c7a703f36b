"""Readiness and the central coalition, by a worked example."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from sulh.negotiation.readiness import Judgement, Share, coalition, newest, readiness

DAY = date(2026, 11, 1)
EXAMPLE = {"A": ((0.8, 0.5), (0.6, 0.7), (0.9, 0.1)), "B": ((0.5, 0.8), (0.4, 0.4))}
JUDGED = tuple(
    Judgement(f"{side}{at}", side, "one", DAY, *given)
    for side, rows in EXAMPLE.items()
    for at, given in enumerate(rows)
)


def test_the_worked_example_gives_its_shares_and_breadth() -> None:
    """Two of three on one side and one of two on the other are ready at .35: breadth one half, and it spans both."""
    found = coalition(JUDGED, ("A", "B"), 0.35)

    assert [0.4, 0.42, 0.09, 0.4, 0.16] == [readiness(one.motivation, one.optimism) for one in JUDGED]
    assert (Share("A", 3, 2, 2), Share("B", 2, 1, 1)) == found.shares
    assert (Fraction(1, 2), Fraction(1, 2), True) == (found.least, found.most, found.spans)


def test_a_broad_coalition_on_one_side_alone_has_no_breadth() -> None:
    """With nobody ready on one side breadth is nothing; with nobody judged there it is not known."""
    one_side = [one for one in JUDGED if one.actor != "B0"]
    unknown = coalition(one_side, ("A", "B", "C"), 0.35)

    assert (Fraction(0), False) == ((found := coalition(one_side, ("A", "B"), 0.35)).least, found.spans)
    assert (None, None, False) == (unknown.least, unknown.most, unknown.spans)


def test_a_rater_who_disagrees_is_not_averaged_away() -> None:
    """Of two raters who differ, the actor is counted by what any finds and not by what all find."""
    doubt = Judgement("B0", "B", "two", DAY, 0.1, 0.8)
    found = coalition([*JUDGED, doubt], ("A", "B"), 0.35)

    assert Share("B", 2, 0, 1) == found.shares[1]
    assert (Fraction(0), Fraction(1, 2), False) == (found.least, found.most, found.spans)


def test_the_newest_judgement_of_each_rater_counts() -> None:
    """A later judgement of the same rater takes the place of the earlier one, in whatever order they come."""
    later = Judgement("A2", "A", "one", date(2026, 11, 9), 0.9, 0.9)

    assert 3 == coalition([later, *JUDGED], ("A", "B")).shares[0].least
    assert newest([later, *JUDGED]) == newest([*JUDGED, later])


@pytest.mark.parametrize(("given", "ready"), [((0.7, 0.5), 1), ((0.69, 0.5), 0)])
def test_whoever_reaches_the_threshold_is_ready(given: tuple[float, float], ready: int) -> None:
    """At the threshold itself somebody is ready, and just below it nobody."""
    assert ready == coalition([Judgement("A0", "A", "one", DAY, *given)], ("A",), 0.35).shares[0].least
