"""What got through, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from sulh.negotiation.balance import Alert, Family, Part, Through, balance

SIDES = ("north", "south")
PARTS = st.lists(
    st.builds(
        Part,
        side=st.sampled_from([*SIDES, None]),
        family=st.sampled_from(["ideas", "people"]),
        through=st.sampled_from(["open", "yes", "partly", "no"]),
    )
)


def parts(side: str | None, *through: Through, family: Family = "ideas") -> list[Part]:
    """Return parts of one side."""
    return [Part(side, family, one) for one in through]


def told(given_parts: Sequence[Part]) -> list[Alert]:
    """Return what a balance alerts to."""
    return list(balance(given_parts, SIDES).alerts)


def test_a_worked_example() -> None:
    """Two of three ideas of the north got through, one of the south is still open: no alert yet."""
    found = balance([*parts("north", "yes", "partly", "no"), *parts("south", "open")], SIDES)
    assert [(3, 2, 0), (1, 0, 1)] == [(row.sent, row.through, row.open) for row in found.rows if row.family == "ideas"]
    assert [] == [one for one in found.alerts if one.family == "ideas"]


def test_one_side_through_and_the_other_refused_is_told() -> None:
    """Both were answered; only one side's arrived."""
    assert [Alert("only-through", "ideas", "south", "north")] == told([*parts("north", "yes"), *parts("south", "no")])


def test_nothing_sent_of_one_side_is_told() -> None:
    """A package that carries one side's concerns alone is one-sided before anybody has answered."""
    assert [Alert("only-sent", "ideas", "south", "north")] == told(parts("north", "open"))


def test_what_carries_the_concern_of_all_counts_for_each() -> None:
    """A part of every side is nobody's advantage."""
    assert [] == told(parts(None, "yes", "no"))


def test_people_and_ideas_are_counted_apart() -> None:
    """Ideas of both arrived, people of one: the alert is about people."""
    given_parts = [*parts(None, "yes"), *parts("north", "yes", family="people"), *parts("south", "no", family="people")]
    assert [Alert("only-through", "people", "south", "north")] == told(given_parts)


def test_nothing_sent_is_nothing_to_tell() -> None:
    """An empty balance has a row for every side and no alert."""
    assert (4, ()) == (len(balance([], SIDES).rows), balance([], SIDES).alerts)


@given(PARTS)
def test_the_sides_are_treated_alike(given_parts: list[Part]) -> None:
    """Exchanging the sides exchanges the alerts, and nothing else."""
    swapped = [
        Part({"north": "south", "south": "north"}.get(one.side or ""), one.family, one.through) for one in given_parts
    ]
    names = {"north": "south", "south": "north"}
    expected = {(one.kind, one.family, names[one.side], names[one.other]) for one in told(given_parts)}
    assert expected == {(one.kind, one.family, one.side, one.other) for one in told(swapped)}


@given(PARTS)
def test_nobody_is_left_out_of_what_they_have(given_parts: list[Part]) -> None:
    """A side of which something got through is never told to be left out of it."""
    found = balance(given_parts, SIDES)
    through = {(row.side, row.family): row.through for row in found.rows}
    assert not [one for one in found.alerts if through[one.side, one.family] > 0]
