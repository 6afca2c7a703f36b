"""Three families beside one another: what has to be told, and that nothing is ever made of them together."""

from __future__ import annotations

import inspect

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.measurement import beside
from sulh.measurement.beside import Alone, Caution, Moved, cautions, one_sided
from sulh.model.initiatives import CHANGES, Change

MOVED = st.builds(
    lambda family, side, one, other: Moved(family, "it", min(one, other), max(one, other), side),
    st.sampled_from(CHANGES),
    st.sampled_from([None, "hill", "river"]),
    st.floats(-1, 1),
    st.floats(-1, 1),
)


def up(family: Change, side: str | None = None) -> Moved:
    """Return something that rose for certain."""
    return Moved(family, "it", 0.1, 0.3, side)


def still(family: Change, side: str | None = None) -> Moved:
    """Return something of which nobody can say whether it moved."""
    return Moved(family, "it", -0.1, 0.1, side)


@pytest.mark.parametrize(
    ("moved", "told"),
    [
        ([], [Caution("unmeasured", CHANGES)]),
        ([up(one) for one in CHANGES], []),
        ([up("attitudes"), still("structures"), still("political_legal")], [Caution("one-family", ("attitudes",))]),
        (
            [Moved("political_legal", "it", -0.3, -0.1), up("attitudes"), up("structures")],
            [Caution("worse", ("political_legal",))],
        ),
    ],
)
def test_what_stays_alone_is_told(moved: list[Moved], told: list[Caution]) -> None:
    """In one family, on one side, downwards, or not measured at all; and nothing where all of it moves."""
    assert told == list(cautions(moved))


def test_what_moved_on_one_side_alone_is_told_of_each_thing() -> None:
    """Of one measure it may be the one side, of the next the other, of a third both: each is told of by itself."""
    both = [up("attitudes", "hill"), up("attitudes", "river")]
    one, other = (Moved("attitudes", what, 0.1, 0.3, side) for what, side in (("trust", "hill"), ("threat", "river")))
    less = Moved("attitudes", "threat", -0.3, 0.3, "hill"), Moved("attitudes", "trust", -0.3, 0.3, "river")

    told = one_sided([*both, one, other, *less, still("structures", "hill"), up("structures")])
    assert (Alone("attitudes", "trust", "hill"), Alone("attitudes", "threat", "river")) == told
    assert () == one_sided([one]), "one side that was measured alone says nothing of another"


@given(st.lists(MOVED, max_size=8))
def test_a_worsening_is_never_hidden_by_an_improvement(moved: list[Moved]) -> None:
    """Whatever rose beside it, what fell for certain is told with its family."""
    told = {family for one in cautions(moved) if one.code == "worse" for family in one.families}
    assert {one.family for one in moved if one.fell} == told


@given(st.lists(MOVED, max_size=8))
def test_the_order_in_which_it_was_measured_changes_nothing(moved: list[Moved]) -> None:
    """Turned round, the same is told."""
    assert cautions(moved) == cautions(moved[::-1])


def test_no_function_makes_one_number_of_several_families() -> None:
    """Nothing public here returns a number: there is no composite to be asked for."""
    public = [one for name, one in inspect.getmembers(beside, inspect.isfunction) if not name.startswith("_")]
    own = [one for one in public if one.__module__ == beside.__name__]
    assert {"cautions": "tuple[Caution, ...]", "one_sided": "tuple[Alone, ...]"} == {
        one.__name__: one.__annotations__["return"] for one in own
    }
