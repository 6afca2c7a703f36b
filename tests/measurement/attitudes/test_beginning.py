"""Why a report tells no level: attacks on exact and on coarse ones; and what of levels follows without any."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from itertools import product

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.errors import SettingError
from sulh.measurement.attitudes.analysing import analyse
from sulh.measurement.attitudes.attrition import spread
from sulh.measurement.attitudes.beginning import began
from sulh.measurement.attitudes.findings import Estimate, Unsaid
from sulh.model.studies import Instrument, Item, Row, Study
from tests.measurement.attitudes.test_few import TRUST, WAVES, K, answers

GONE = "comparison south 2"
PEOPLE, TOP = 4, 2  # of the other side; answers from nothing to this
World = tuple[tuple[int, int], ...]  # before and after, of each of the other side
ASKED = Study("s", Instrument("short", 1, (TRUST,)), WAVES, ("north", "south"), "not_by_lot")


def level(rows: Iterable[Row], group: str, people: set[str]) -> float:
    """The mean before anything began of those of a group who are counted."""
    mine = [one.values["trust"] for one in rows if (one.group, one.wave) == (group, "before") and one.person in people]
    return sum(mine) / len(mine)


def test_a_level_of_those_who_came_again_is_the_answer_of_the_one_who_did_not() -> None:
    """With means of who is counted in a change, and how far apart all began, one who was lost is a subtraction."""
    made = [one for one in answers() if (one.person, one.wave) != (GONE, "after")]
    again = {one.person for one in made if one.wave == "after"}
    (told,) = (one.found for one in analyse(made, ASKED, k=K).balance)
    assert isinstance(told, Estimate)
    levels = {group: level(made, group, again) for group in ("participants", "comparison")}

    of_all = 12 * (levels["participants"] - told.effect)
    theirs = next(one.values["trust"] for one in made if (one.person, one.wave) == (GONE, "before"))
    assert theirs == pytest.approx(of_all - 11 * levels["comparison"])


def fixed(seen: Callable[[World], Hashable]) -> set[Hashable]:
    """What an attacker may see that leaves one way alone in which the four people answered afterwards."""
    ways: dict[Hashable, set[tuple[int, ...]]] = defaultdict(set)
    steps = range(TOP + 1)
    for world in product([(before, after) for before in steps for after in steps], repeat=PEOPLE):
        ways[seen(world)].add(tuple(after for _, after in world))
    return {one for one, left in ways.items() if len(left) == 1}


@pytest.mark.parametrize("own", [3, 4])
def test_a_level_in_thirds_beside_a_change_fixes_answers_whether_it_is_told_or_withheld(own: int) -> None:
    """Four of one side pool what they answered: who did not change, or by one step in all, stands there in full."""

    def change(world: World) -> int:
        return sum(after - before for before, after in world)

    def third(world: World) -> int:
        return min(3 * (own + sum(before for before, _ in world)) // (2 * PEOPLE * TOP), 2)

    without, with_it = fixed(change), fixed(lambda world: (change(world), third(world)))
    assert {-PEOPLE * TOP, PEOPLE * TOP} == without, "of an exact change the outermost two alone"
    assert (own - 3, 2) in with_it

    def kept_back(world: World) -> Hashable:
        return change(world), "withheld" if (change(world), third(world)) in with_it else third(world)

    assert (own - 3, "withheld") in fixed(kept_back), "that it is withheld says the same"


def numbers(told: object) -> list[float]:
    """Every number of a report, in order."""
    if isinstance(told, dict | list | tuple):
        parts = told.values() if isinstance(told, dict) else told
        return [number for part in parts for number in numbers(part)]
    return [float(told)] if isinstance(told, int | float) else []


def test_a_report_is_the_same_whether_all_began_low_or_high() -> None:
    """Everybody one step higher in both waves: where nobody was lost no figure moves, and so none tells a level."""
    low = [msgspec.structs.replace(one, values={"trust": (one.values["trust"] + 1) // 2}) for one in answers()]
    high = [msgspec.structs.replace(one, values={"trust": one.values["trust"] + 2}) for one in low]

    one, other = (numbers(msgspec.to_builtins(analyse(rows, ASKED, k=K))) for rows in (low, high))
    assert one == pytest.approx(other, abs=1e-9)
    assert len(one) > 50


def shares(effect: float, deviation: float, each: int) -> set[tuple[int, int]]:
    """How many of two groups of a size said yes, if so far apart and so widely spread: by whoever tries all ways."""
    spreads = {
        (one, other): ((one * (each - one) + other * (each - other)) / each / (2 * each - 2)) ** 0.5
        for one, other in product(range(each + 1), repeat=2)
        if abs((one - other) / each - effect) < 1e-9
    }
    return {found for found, apart in spreads.items() if abs(apart - deviation) < 1e-9}


def test_the_spread_of_yes_and_no_is_their_level_so_a_report_tells_none() -> None:
    """From spread and distance follows how many of either group said yes, or no; of other questions both are told."""
    values, arm = np.array([1] * 4 + [0] * 8 + [1] * 2 + [0] * 10, dtype=float), np.repeat([0, 1], 12)
    deviation, _ = spread(values, arm, np.zeros(24, dtype=int), fewest=1)
    assert {(4, 2), (10, 8)} == shares(2 / 12, deviation, 12), "it and its mirror, of all that they may have said"

    made = [msgspec.structs.replace(one, values={"met": float(one.values["trust"] > 3)}) for one in answers()]
    met = Item(key="met", kind="done", low=0, high=1, better="higher", behaviour=True)
    found = analyse(made, msgspec.structs.replace(ASKED, instrument=Instrument("short", 1, (met,))), k=K)
    (one,), (before,) = found.results, found.balance
    assert isinstance(one.found, Estimate)
    assert [Unsaid("two-answers", 24, 24)] * 2 == [one.standardised, before.found], "each is a group by themselves"
    assert (None, None) == (one.deviation, before.standardised)
    trust = analyse(answers(), ASKED, k=K)
    assert isinstance(trust.results[0].standardised, Estimate)
    assert isinstance(trust.balance[0].found, Estimate)


@given(
    st.lists(st.integers(1, 5), min_size=2, max_size=12),
    st.lists(st.integers(1, 5), min_size=2, max_size=12),
    st.integers(0, 3),
)
def test_the_mean_lies_where_the_spread_leaves_room(one: list[int], other: list[int], fewer: int) -> None:
    """Whatever two groups answered, their mean is between the two values; of fewer people these lie further apart."""
    values, arm = np.array([*one, *other], dtype=float), np.array([0] * len(one) + [1] * len(other))
    deviation, people = spread(values, arm, np.zeros(len(values), dtype=int), fewest=1)
    low, high = began(deviation, people, 2, 1, 5)

    assert 1 <= low <= values.mean() + 1e-9
    assert values.mean() - 1e-9 <= high <= 5
    if people - fewer > 2:
        wider = began(deviation, people - fewer, 2, 1, 5)
        assert wider[0] <= low + 1e-9
        assert high - 1e-9 <= wider[1]


def test_half_at_either_end_leaves_one_mean_and_everybody_alike_leaves_all() -> None:
    """By hand: ten people, five at 1 and five at 5, have a deviation of √(40/9): nothing but 3 is left."""
    assert (3.0, 3.0) == pytest.approx(began((40 / 9) ** 0.5, 10, 1, 1, 5), abs=1e-6)
    assert (1.0, 5.0) == began(0.0, 10, 1, 1, 5)


@pytest.mark.parametrize(("people", "low", "high"), [(2, 1, 5), (10, 5, 5)])
def test_without_people_or_a_scale_there_is_no_room(people: int, low: int, high: int) -> None:
    """No more people than groups, or a scale of no length, are refused."""
    with pytest.raises(SettingError):
        began(1.0, people, 2, low, high)
