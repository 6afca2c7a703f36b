"""Agreement of coders: worked cases, properties, and what cannot be said."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sulh.measurement.implementation.reliability import alpha, kappa, krippendorff, table_of, weighted_kappa

PAIRS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=40)


def test_the_worked_tables_of_two_coders() -> None:
    """Observed .70 and by chance .50 are .40; the ordinal table is .844 by linear and .925 by quadratic weights."""
    four = np.array([[4, 1, 0, 0], [0, 3, 1, 0], [0, 1, 3, 1], [0, 0, 0, 6]], dtype=float)
    pairs = [(row, column) for row in range(4) for column in range(4) for _ in range(int(four[row, column]))]
    found = weighted_kappa(pairs)

    assert 0.40 == round(kappa(np.array([[20.0, 5], [10, 15]]), "none") or 0, 2)
    assert (0.844, 0.925) == (round(found.value or 0, 3), round(kappa(four, "quadratic") or 0, 3))
    assert (four == table_of(pairs)).all()
    assert found.low is not None
    assert found.high is not None
    assert found.low < 0.844 < found.high


def test_what_cannot_be_said_is_not_said() -> None:
    """Everything alike gives no figure, few stipulations no interval, nothing scored twice neither."""
    alike, few = weighted_kappa([(2, 2)] * 30), weighted_kappa([(0, 0), (1, 1), (3, 2)])

    assert (None, "no-variation") == (alike.value, alike.reason)
    assert (True, None, "too-few") == (few.value is not None, few.low, few.reason)
    assert "too-few" == weighted_kappa([]).reason
    assert "too-few" == alpha(np.array([[1.0, np.nan], [np.nan, 2.0]])).reason


def test_the_same_seed_gives_the_same_interval() -> None:
    """And another seed hardly moves it."""
    pairs = [(n % 4, (n * n) % 4) for n in range(40)]
    one, same, other = (weighted_kappa(pairs, seed=seed) for seed in (1, 1, 2))

    assert one == same
    assert one.value == other.value
    assert abs((one.low or 0) - (other.low or 0)) < 0.05


def test_a_stipulation_is_drawn_with_all_its_days() -> None:
    """Scored alike on three days it is no more evidence than once: the interval stays, and three apart narrow it."""
    pairs = np.array([(n % 4, (n * n) % 4) for n in range(12)], dtype=float)
    thrice, names = np.tile(pairs, (3, 1)), [str(n) for n in range(12)] * 3
    once, together, apart = alpha(pairs), alpha(thrice, of=names), alpha(thrice)
    wide, same, narrow = ((one.high or 0) - (one.low or 0) for one in (once, together, apart))

    assert [(12, 12), (12, 36), (36, 36)] == [(one.units, one.times) for one in (once, together, apart)]
    assert narrow < 0.7 * same
    assert abs(same - wide) < 0.1
    few = alpha(thrice[:27], of=["s", "t", "u"] * 9)
    assert (True, None, "too-few", 3) == (few.value is not None, few.low, few.reason, few.units)


@given(PAIRS)
def test_coders_have_no_first_and_second(pairs: list[tuple[int, int]]) -> None:
    """Exchanged, they agree as much; and alpha of two is the same whichever comes first."""
    turned = [(other, one) for one, other in pairs]
    one, other = kappa(table_of(pairs)), kappa(table_of(turned))
    assert one == other or (one is not None and other is not None and abs(one - other) < 1e-12)
    ratings = np.array(pairs, dtype=float)
    first, second = krippendorff(ratings), krippendorff(ratings[:, ::-1])
    assert first == second or (first is not None and second is not None and abs(first - second) < 1e-9)


@given(PAIRS)
def test_nobody_agrees_more_than_fully(pairs: list[tuple[int, int]]) -> None:
    """Both figures are at most 1, and 1 exactly where every pair is alike and not all are the same."""
    alike = all(one == other for one, other in pairs)
    for found in (kappa(table_of(pairs)), krippendorff(np.array(pairs, dtype=float))):
        assert found is None or found <= 1 + 1e-12
        assert found is None or alike == (abs(found - 1) < 1e-12)


@given(PAIRS)
def test_alpha_of_two_is_what_a_plain_loop_says(pairs: list[tuple[int, int]]) -> None:
    """Observed over expected squared difference, over all ordered pairs of scores, one taken without the other."""
    scores = [value for pair in pairs for value in pair]
    n = len(scores)
    observed = sum((one - other) ** 2 for one, other in pairs) / len(pairs)
    expected = sum((a - b) ** 2 for a in scores for b in scores) / (n * (n - 1))
    found = krippendorff(np.array(pairs, dtype=float), "interval")

    assert (expected == 0) == (found is None)
    if found is not None:
        assert abs(found - (1 - observed / expected)) < 1e-9
