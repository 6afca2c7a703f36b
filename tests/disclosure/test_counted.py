"""Numbers of an indicator that leave: attackers subtract parts and days from one another, and list worlds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sulh.disclosure.counted import told
from sulh.model.outcomes import WHOLE, Indicator, Reading

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
    assert {(MARCH, 0): 18, (MARCH, 1): 9} == read(counted({MARCH: {0: 18, 1: 9}}))
    assert {(MARCH, 0): 20} == read(counted({MARCH: {0: 20, 1: 9, 2: 8}}))
    assert {(MARCH, 0): 12} == read(counted({MARCH: {0: 12}, JUNE: {1: 9}}))


def test_one_more_than_on_an_earlier_day_is_one_person() -> None:
    """It is told again when five have come or gone since every number that is told of the same part."""
    days = {MARCH: {0: 20, 1: 12, 2: 8}, JUNE: {0: 26, 1: 13, 2: 13}, AUTUMN: {0: 36, 1: 18, 2: 18}}
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


def _subtracted(file: Mapping[tuple[date, int], int]) -> Iterable[int]:
    """Yield what an attacker reckons from a file alone: rests of wholes, and differences of all that between days."""
    days = sorted({on for on, _ in file})
    known: dict[str, dict[date, int]] = defaultdict(dict)
    for on in days:
        parts = [file[on, part] for part in (1, 2) if (on, part) in file]
        all_there = len(parts) == len(CAME.parts)
        if (on, WHOLE) in file or all_there:
            known["whole"][on] = file.get((on, WHOLE), sum(parts))
            rest = known["whole"][on] - sum(parts)
            known |= {"rest": known["rest"] | {on: rest}} if parts and (rest or not all_there) else {}
        known |= {f"{part}": known[f"{part}"] | {on: file[on, part]} for part in (1, 2) if (on, part) in file}
    yield from known["rest"].values()
    for series in known.values():
        yield from (series[other] - series[one] for one, other in combinations(sorted(series), 2))


@given(
    st.dictionaries(
        st.sampled_from((MARCH, JUNE, AUTUMN)), st.dictionaries(st.sampled_from((0, 1, 2)), st.integers(0, 40))
    )
)
def test_nothing_small_is_reckoned_from_what_is_told(days: dict[date, dict[int, int]]) -> None:
    """Whatever was written down, on whichever days, with parts missing, overlapping or not adding up."""
    file = read(counted(dict(sorted(days.items()))))

    assert all(number >= K for number in file.values())
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
