"""Tests of names that are all but the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from sulh.errors import InputError
from sulh.formats.near import refuse_near, skeleton
from sulh.formats.reading import read
from tests.formats.made import VOTES, file

PAIRS = [
    ("North", "north"),
    ("Straße", "STRASSE"),
    ("North Bank", "North  Bank"),
    ("North Bank", "NorthBank"),
    ("Vall\u00e9e", "Valle\u0301e"),
    ("أحمد", "احمد"),
    ("إدارة", "ادارة"),
    ("آمال", "امال"),
    ("مصطفى", "مصطفي"),
    ("غزة", "غزه"),
    ("شمال", "شمـــال"),
    ("شَمال", "شمال"),
]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_two_spellings_of_a_side_stop_the_reading(tmp_path: Path, one: str, other: str) -> None:
    """Capitals, blanks, ways of storing an accent, forms of an Arabic letter never make two sides, lenient or not."""
    sides = file(tmp_path, f"participant,side\nann,{one}\nbo,{other}\n", "sides.csv")
    for lenient in (False, True):
        for given in ({"sides": sides}, {"cut": sides}):
            with pytest.raises(InputError) as caught:
                read(file(tmp_path, VOTES), **given, lenient=lenient)  # type: ignore[arg-type] # names of paths

            assert "near-side" == caught.value.kind
            assert f"'{one}'" in caught.value.found
            assert f"'{other}'" in caught.value.found


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_an_invited_name_is_spelt_as_the_side_is(tmp_path: Path, one: str, other: str) -> None:
    """A number invited for another spelling of a side would make a side from which nobody came."""
    sides = file(tmp_path, f"participant,side\nann,{one}\nbo,{one}\n", "sides.csv")

    with pytest.raises(InputError) as caught:
        read(file(tmp_path, VOTES), sides=sides, invited={other: 5, "South": 4})

    assert ("near-side", "invited") == (caught.value.kind, caught.value.file)


def test_one_person_with_two_spellings_is_told_of_the_spellings(tmp_path: Path) -> None:
    """Who stands in the file twice, once as North and once as north, has one side spelt in two ways."""
    sides = file(tmp_path, "participant,side\nann,North\nann,north\n", "sides.csv")

    with pytest.raises(InputError, match="'North' and 'north'"):
        read(file(tmp_path, VOTES), sides=sides)


def test_spellings_that_look_alike_are_said_to_be(tmp_path: Path) -> None:
    """An accent stored in two ways cannot be seen, so the sentence says it."""
    sides = file(tmp_path, "participant,side\nann,Vall\u00e9e\nbo,Valle\u0301e\n", "sides.csv")

    with pytest.raises(InputError, match="the same letters, stored in two ways"):
        read(file(tmp_path, VOTES), sides=sides)


@pytest.mark.parametrize(("one", "other"), [("North", "South"), ("Zone 1", "Zone 2"), ("شمال", "جنوب"), ("A", "À")])
def test_different_names_remain_different(one: str, other: str) -> None:
    """Another letter, number or accent is another side."""
    refuse_near([one, other], "sides.csv")

    assert skeleton(one) != skeleton(other)


def test_a_misspelt_number_invited_is_named(tmp_path: Path) -> None:
    """Who gives a number for Nort and none for North is told of both."""
    sides = file(tmp_path, "participant,side\nann,North\nbo,South\n", "sides.csv")

    with pytest.raises(InputError, match="for 'North', found none; 'Nort' belongs to no declared side"):
        read(file(tmp_path, VOTES), sides=sides, invited={"Nort": 3, "South": 3})


def test_a_hundred_sides_may_be(tmp_path: Path) -> None:
    """A hundred sides are read; one more is a wrong column, also when it comes with the numbers invited."""
    rows = "".join(f"{one},side {one}\n" for one in range(100))
    sides = file(tmp_path, "participant,side\n" + rows, "sides.csv")
    invited = {f"side {one}": 1 for one in range(100)}

    assert 100 == len(read(file(tmp_path, VOTES), sides=sides, invited=invited).sides.names)
    with pytest.raises(InputError, match="at most 100"):
        read(file(tmp_path, VOTES), sides=sides, invited=invited | {"one more": 1})
