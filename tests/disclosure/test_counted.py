"""Numbers of an indicator that leave: attackers subtract parts and days from one another, and list worlds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from itertools import combinations, permutations, product
from typing import cast

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sulh.disclosure.counted import REST, told
from sulh.model.outcomes import WHOLE, Indicator, Reading, Role

MARCH, JUNE, AUTUMN = date(2026, 3, 1), date(2026, 6, 1), date(2026, 9, 1)
CAME = Indicator("i", 1, "output", "structures", "Who came", "people", "List", cut="side", parts=("Hill", "River"))
K = 5


def counted(days: Mapping[date, Mapping[int, int]], of: Indicator = CAME) -> Indicator:
    """Return an indicator with numbers that were found, by day and part."""
    rows = [Reading("actual", on, part, Decimal(n)) for on, here in days.items() for part, n in here.items()]
    return replace(of, readings=tuple(rows))


def read(indicator: Indicator, k: int = K) -> dict[tuple[date, int], int]:
    """Return what a reader of the file reads: what was found, by day and part."""
    return {(one.on, one.part): int(one.number) for one in told(indicator, k=k).readings if one.role != "target"}


def test_a_part_of_few_people_takes_the_whole_breakdown_with_it() -> None:
    """12 came, 9 of the hill: without all of the parts, 3 does not follow; with none of few, all are told."""
    small = counted({MARCH: {0: 12, 1: 9, 2: 3}})
    assert {(MARCH, 0): 12} == read(small)
    assert [("actual", MARCH, 1), ("actual", MARCH, 2)] == [
        (one.role, one.on, one.part) for one in told(small, k=K).withheld
    ]
    assert {(MARCH, 0): 12, (MARCH, 1): 7, (MARCH, 2): 5} == read(counted({MARCH: {0: 12, 1: 7, 2: 5}}))
    assert {} == read(counted({MARCH: {0: 12, 1: 7, 2: 5}}), k=13)


def test_zero_is_a_small_number_and_so_is_a_whole_of_few() -> None:
    """That nobody of one side came is of everybody of that side; four people are few, cut or not."""
    assert {(MARCH, 0): 12} == read(counted({MARCH: {0: 12, 1: 12, 2: 0}}))
    assert {} == read(counted({MARCH: {0: 4, 1: 4}}))
    assert {} == read(counted({MARCH: {0: 0}}))


def test_what_the_parts_leave_of_the_whole_is_a_part_as_well() -> None:
    """The river's number was not written down, or some came of no side: it follows by subtraction all the same."""
    assert {(MARCH, 0): 12} == read(counted({MARCH: {0: 12, 1: 9}}))
    assert {(MARCH, 0): 20} == read(counted({MARCH: {0: 20, 1: 9, 2: 8}}))
    assert {(MARCH, 0): 26, (MARCH, 1): 9, (MARCH, 2): 8} == read(counted({MARCH: {0: 26, 1: 9, 2: 8}}))
    assert {(MARCH, 0): 18} == read(counted({MARCH: {0: 18, 1: 9}}))


def test_a_part_and_a_whole_of_two_days_are_subtracted_whichever_comes_first() -> None:
    """Twelve of the hill on one day and fifteen of all on another leave three of the river, before and after alike."""
    hill, both, whole = {1: 12}, {1: 12, 2: 8}, {0: 15}
    for days in ({MARCH: hill, JUNE: whole}, {MARCH: whole, JUNE: hill}):
        assert {0} == {part for _, part in read(counted(days))}
    assert {(MARCH, 1): 12, (MARCH, 2): 8} == read(counted({MARCH: both, JUNE: whole}))
    assert {(MARCH, 0): 15} == read(counted({MARCH: whole, JUNE: both}))
    assert {(MARCH, 1): 12, (MARCH, 2): 8, (JUNE, 0): 27} == read(counted({MARCH: both, JUNE: {0: 27}}))
    rows = [Reading("baseline", MARCH, part, Decimal(n)) for part, n in both.items()]
    now = Reading("actual", MARCH, 0, Decimal(15))
    assert tuple(rows) == told(replace(CAME, readings=(now, *rows)), k=K).readings


def test_one_more_than_on_an_earlier_day_is_one_person() -> None:
    """It is told again when five have come or gone since every number that is told of the same part."""
    days = {MARCH: {0: 20, 1: 12, 2: 8}, JUNE: {0: 26, 1: 13, 2: 13}, AUTUMN: {0: 46, 1: 32, 2: 14}}
    assert {(on, part) for on in days for part in range(3)} - {(JUNE, 1), (JUNE, 2)} == set(read(counted(days)))
    assert {(MARCH, 0): 20, (JUNE, 0): 30} == read(counted({MARCH: {0: 20}, JUNE: {0: 30}, AUTUMN: {0: 21}}))


def test_a_baseline_is_a_day_like_others_and_an_aim_is_of_nobody() -> None:
    """Ten before and eleven after: one person came; three are aimed at, and that is told."""
    rows = (Reading("baseline", MARCH, 0, Decimal(10)), Reading("actual", JUNE, 0, Decimal(11)))
    aim = Reading("target", JUNE, 1, Decimal(3))
    assert (rows[0], aim) == told(replace(CAME, readings=(*rows, aim)), k=K).readings


def test_of_what_is_said_of_people_only_the_whole_leaves_and_of_things_everything() -> None:
    """Half of the hill can be half of two people; three carts are three carts."""
    days = {MARCH: {0: 50, 1: 50, 2: 3}}
    assert {(MARCH, 0): 50} == read(counted(days, replace(CAME, counted="of_people")))
    assert 3 == len(read(counted(days, replace(CAME, counted="things"))))


At = tuple[date, str]  # a day and what its numbers are: from before, or found


def _known(file: Iterable[Reading]) -> Mapping[At, dict[int, int]]:
    """Return what an attacker knows of each day: what is told, what its parts add up to, what they leave."""
    known: dict[At, dict[int, int]] = defaultdict(dict)
    for one in file:
        known[one.on, one.role][one.part] = int(one.number)
    for here in known.values():
        parts = [number for part, number in here.items() if part != WHOLE]
        every = len(parts) == len(CAME.parts)
        if every:
            here.setdefault(WHOLE, sum(parts))
        if parts and WHOLE in here and (not every or here[WHOLE] != sum(parts)):
            here[REST] = here[WHOLE] - sum(parts)
    return known


def _subtracted(file: Iterable[Reading]) -> Iterable[int]:
    """Yield what an attacker reckons: rests, changes, and a whole of any day less some of the parts of any other."""
    known = _known(file)
    yield from (here[REST] for here in known.values() if REST in here)
    for one, other in permutations(known.values(), 2):
        yield from (one[part] - other[part] for part in one.keys() & other.keys())
        parts = [number for part, number in other.items() if part != WHOLE]
        for size in range(1, len(parts) + 1) if WHOLE in one else ():
            yield from (one[WHOLE] - sum(some) for some in combinations(parts, size))


PLACES = [(day, role) for day in (MARCH, JUNE, AUTUMN) for role in ("baseline", "actual")]


@given(
    st.dictionaries(
        st.sampled_from(PLACES), st.dictionaries(st.sampled_from((0, 1, 2)), st.integers(0, 60)), max_size=4
    )
)
def test_nothing_small_is_reckoned_from_what_is_told(days: dict[At, dict[int, int]]) -> None:
    """Whatever was written down, in whichever order, with parts missing, overlapping or not adding up."""
    rows = [
        Reading(cast("Role", role), on, part, Decimal(number))
        for (on, role), here in days.items()
        for part, number in here.items()
    ]
    file = told(replace(CAME, readings=tuple(rows)), k=K).readings

    assert all(one.number >= K for one in file)
    assert [] == [number for number in _subtracted(file) if abs(number) < K]


def test_whatever_is_counted_on_two_days_in_either_order_leaves_nothing_small() -> None:
    """Every way to write down or leave out the whole and two parts on two days, in both orders."""
    numbers = (None, 3, 5, 9, 12)
    one_day = [
        {part: number for part, number in enumerate(here) if number is not None}
        for here in product((None, 9, 12, 15, 20), numbers, numbers)
    ]
    for first, second in product(one_day, one_day):
        file = told(counted({MARCH: first, JUNE: second}), k=K).readings
        assert [] == [number for number in _subtracted(file) if abs(number) < K]


def test_an_attacker_who_knows_the_rule_and_lists_every_world_finds_no_number_that_is_withheld() -> None:
    """Two sides on two days, every way in which up to eleven people come: each withheld number can be another one."""
    small, most = 3, 11
    crowds = [(hill, river) for hill in range(most + 1) for river in range(most + 1 - hill)]
    worlds = defaultdict(list)
    for first, second in product(crowds, crowds):
        days = {on: {0: sum(one), 1: one[0], 2: one[1]} for on, one in ((MARCH, first), (JUNE, second))}
        worlds[tuple(sorted(read(counted(days), small).items()))].append(days)
    found = 0
    for file, fitting in worlds.items():
        hidden = {(on, part) for on in (MARCH, JUNE) for part in range(3)} - {at for at, _ in file}
        found += sum(len({days[on][part] for days in fitting}) == 1 for on, part in hidden)

    assert 0 == found
