"""Tests of `sulh.opinion.comparison` against the known answers of K11."""

import numpy as np
import pytest

from sulh.model.findings import Comparison
from sulh.opinion.comparison import comparison
from sulh.opinion.tally import Tally


def compare(*agree_of: tuple[int, int]) -> Comparison:
    """Compare one statement, given (agreements, answers) of each side."""
    counts = [[[agree, answered - agree, 0]] for agree, answered in agree_of]
    names = tuple("ABCDEF"[: len(agree_of)])
    return comparison(Tally(names, ("1",), np.array([*counts, [[0, 0, 0]]])))[0]


@pytest.mark.parametrize(
    ("sides", "consensus", "worst"),
    [
        (((9, 10), (1, 10)), 0.1389, 0.1667),
        (((90, 100), (3, 5)), 0.510, 0.571),
        (((900, 1000), (3, 5)), 0.514, 0.571),
        (((4, 4),) * 6, 0.335, 0.833),
    ],
)
def test_known_answers(sides: tuple[tuple[int, int], ...], consensus: float, worst: float) -> None:
    """Group-informed consensus and the least willing side are those of K11; more sides shrink the former."""
    found = compare(*sides)

    assert consensus == pytest.approx(found.group_informed_consensus, abs=6e-4)
    assert worst == pytest.approx(found.smallest_laplace, abs=6e-4)


def test_the_geometric_mean_does_not_shrink_with_the_number_of_sides() -> None:
    """Six sides at five sixths each have a geometric mean of five sixths."""
    assert 5 / 6 == pytest.approx(compare(*((4, 4),) * 6).geometric_mean, abs=1e-6)


def test_overall_agreement_counts_people_not_sides() -> None:
    """Ninety-one of a hundred and five agree overall, whatever the five think: that is its fault."""
    assert 91 / 105 == pytest.approx(compare((91, 100), (0, 5)).overall, abs=1e-6)


def test_without_sides_only_the_overall_share_is_given() -> None:
    """Where no sides are declared there is an overall share and nothing by side."""
    found = comparison(Tally((), ("1", "2"), np.array([[[3, 1, 0], [0, 0, 0]]])))

    assert [0.75, None] == [entry.overall for entry in found]
    assert [None, None] == [entry.smallest_laplace for entry in found]
