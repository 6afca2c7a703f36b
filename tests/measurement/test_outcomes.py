"""What a sceptical reader asks of outcomes, one by one and all together."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sulh.measurement.outcomes import as_of, crossed, doubts, lopsided, since
from sulh.model.outcomes import VERDICTS, Outcome, Substantiation, Verdict

DAY = date(2026, 5, 1)
WHOLE = Outcome(
    id="o",
    number=1,
    who="authority",
    actor="The ministry",
    changed="policy",
    words="Opens the road",
    family="political_legal",
    on=DAY,
    contribution="It asked for it",
    evidence="Gazette",
    kind="transfer",
    quadrant="key_sociopolitical",
    sides=("hill",),
)


def said(*verdicts: Verdict) -> Outcome:
    """Return the outcome as others judge it."""
    told = tuple(Substantiation(str(n), one, "A teacher", "So it was", DAY) for n, one in enumerate(verdicts))
    return replace(WHOLE, substantiations=told)


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (said("agrees"), ()),
        (WHOLE, ("nobody-independent",)),
        (said("partly", "agrees"), ("partly",)),
        (said("denies", "denies"), ("denied",)),
        (said("agrees", "denies"), ("disputed",)),
        (said("partly", "denies"), ("disputed",)),
        (replace(said("agrees"), who="network"), ("no-authority",)),
        (replace(said("agrees"), who="network", family="structures"), ()),
        (replace(said("agrees"), evidence="", contribution=""), ("no-evidence", "no-contribution")),
    ],
)
def test_what_is_doubtful_of_one_outcome(outcome: Outcome, expected: tuple[str, ...]) -> None:
    """What is missing is told, and a denial whoever agrees beside it."""
    assert expected == doubts(outcome)


@given(st.lists(st.sampled_from(VERDICTS), max_size=6))
def test_no_agreement_hides_a_denial(verdicts: list[Verdict]) -> None:
    """However many agree, one denial is told; and without one, none is."""
    told = {"denied", "disputed"} & set(doubts(said(*verdicts)))
    assert ("denies" in verdicts) == bool(told)


def test_what_is_one_sided_of_many() -> None:
    """Three alike are told to be so; one that differs takes the warnings away; two say nothing."""
    alike = [WHOLE] * 3
    other = replace(WHOLE, negative=True, family="attitudes", quadrant="more_personal", sides=("hill", "river"))
    assert ("only-good", "one-family", "one-quadrant", "one-side") == lopsided(alike)
    assert () == lopsided([*alike, other])
    assert () == lopsided(alike[:2])
    assert ("one-family", "one-quadrant", "one-side") == lopsided([*alike, replace(WHOLE, intended=False)])


def test_what_was_not_said_is_no_cell_and_no_side() -> None:
    """Outcomes that name no cell and no side make no warning of one, and stand apart where the two views cross."""
    silent = replace(WHOLE, kind=None, quadrant=None, sides=())
    assert ("only-good", "one-family") == lopsided([WHOLE, silent, silent])
    assert {("transfer", "key_sociopolitical"): 1, (None, None): 2} == crossed([WHOLE, silent, silent])


def test_a_day_shows_what_had_changed_and_had_been_said_by_then() -> None:
    """Before its day an outcome is not there; a denial of the day after stands in no snapshot of the day before."""
    first, second = date(2026, 3, 1), date(2026, 6, 1)
    early = replace(WHOLE, on=first, substantiations=(Substantiation("a", "agrees", "A teacher", "Yes", DAY),))
    late = Substantiation("b", "denies", "A miller", "No", second)
    both = [replace(early, substantiations=(*early.substantiations, late)), replace(WHOLE, id="p", number=2, on=DAY)]

    assert () == as_of(both, date(2026, 2, 28))
    assert (replace(early, substantiations=()),) == as_of(both, first)
    assert [(), ("agrees",), ("agrees", "denies")] == [
        tuple(said.verdict for said in as_of(both, day)[0].substantiations) for day in (first, DAY, second)
    ]
    came = since(both, first, second)
    assert ((2,), {"agrees": (1,), "partly": (), "denies": (1,)}) == (came.changed, came.said)
    assert ((), {"agrees": (), "partly": (), "denies": (1,)}) == (
        (later := since(both, DAY, second)).changed,
        later.said,
    )
    assert {("transfer", "key_sociopolitical"): 1} == crossed(as_of(both, first))
