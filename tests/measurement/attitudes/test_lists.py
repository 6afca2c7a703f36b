"""Tests of `sulh.measurement.attitudes.lists`."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import norm

from sulh.measurement.attitudes.analysing import analyse
from sulh.measurement.attitudes.findings import Estimate, Listed, Unsaid
from sulh.measurement.attitudes.lists import design_effect
from sulh.model.studies import Instrument, Item, Row
from tests.measurement.attitudes.asked import study

LIST = Item(key="helped", kind="list", low=0, high=4, adverse=True)


def rows(share: tuple[float, float], *, people: int = 300, broken: bool = False, seed: int = 1) -> list[Row]:
    """
    People by themselves, half of whom see three harmless statements and half four.

    Args:
        share: To which share of participants and of the others the fourth applies.
        people: In each group.
        broken: Whether those who see four say that none applies, to stay out of it.
        seed: What draws.
    """
    rng = np.random.default_rng(seed)
    found = []
    for arm, group in enumerate(("participants", "comparison")):
        for who in range(people):
            seen = bool(who % 2)
            count = int(rng.binomial(3, 0.5)) + int(seen and rng.random() < share[arm])
            answer = 0.0 if broken and seen else float(count)
            found.append(
                Row(
                    person=f"{group}{who}",
                    wave="before",
                    group="participants" if group == "participants" else "comparison",
                    side=("north", "south")[who // 2 % 2],
                    values={"helped": answer},
                    shown={"helped": seen},
                )
            )
    return found


def lists(made: list[Row]) -> dict[str, Listed]:
    """What was found at the baseline, by group."""
    report = analyse(made, study(Instrument("list", 1, (LIST,))))
    return {one.group: one for one in report.lists if one.wave == "before"}


def test_a_share_that_nobody_told_is_found() -> None:
    """It is true of two participants in ten and of six others: each lies in its interval, and the difference too."""
    found = lists(rows((0.2, 0.6)))

    for group, share in (("participants", 0.2), ("compared", 0.6), ("difference", -0.4)):
        said = found[group].found
        assert isinstance(said, Estimate)
        assert said.low < share < said.high
    assert () == found["difference"].doubts


@pytest.mark.parametrize(("people", "said"), [(14, False), (16, True)])
def test_of_few_of_a_side_who_saw_a_list_no_share_is_told(people: int, *, said: bool) -> None:
    """Three of a side who saw the fourth statement would be left when the other side takes its own answers away."""
    found = lists(rows((0.2, 0.6), people=people))

    assert {said} == {isinstance(one.found, Estimate) for one in found.values()}
    assert said or {"few-people"} == {one.found.why for one in found.values() if isinstance(one.found, Unsaid)}


def test_the_difference_is_that_of_the_two_shares() -> None:
    """What is told of both groups together is the one less the other."""
    effects = {
        group: one.found.effect for group, one in lists(rows((0.3, 0.5))).items() if isinstance(one.found, Estimate)
    }

    assert effects["participants"] - effects["compared"] == pytest.approx(effects["difference"])


def test_a_list_that_changes_how_people_count_is_doubted() -> None:
    """Where those who see the fourth statement say that nothing applies, the share is not to be relied on."""
    assert {("list-design-effect",)} == {one.doubts for one in lists(rows((0.2, 0.2), broken=True)).values()}


def test_without_anybody_to_compare_there_is_one_share() -> None:
    """Of participants alone a share is told and no difference; a list is no measure of single people."""
    alone = [row for row in rows((0.3, 0.3)) if row.group == "participants"]
    report = analyse(alone, study(Instrument("list", 1, (LIST,))))

    assert {"participants"} == {one.group for one in report.lists}
    assert () == report.results


def test_honest_answers_are_seldom_suspected() -> None:
    """Of two hundred lists that were answered as meant, at most about one in twenty is suspected."""
    rng = np.random.default_rng(0)
    without = np.repeat([0, 1], 100)
    counts = rng.binomial(3, 0.5, (200, 200)) + (without == 0) * (rng.random((200, 200)) < 0.3)

    assert sum(design_effect(one.astype(float), without) < 0.05 for one in counts) <= 20


def test_suspicion_by_hand() -> None:
    """Half count nothing with the statement and four in ten without: the gap is .1 of .07, asked four times."""
    counts = np.array([0.0] * 50 + [1.0] * 50 + [0.0] * 40 + [1.0] * 60)

    assert 4 * norm.cdf(-0.1 / 0.07) == pytest.approx(design_effect(counts, np.repeat([0, 1], 100)))
