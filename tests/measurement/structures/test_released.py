"""What is told further: nothing of persons, and no small count, not even by subtraction."""

from __future__ import annotations

from itertools import combinations_with_replacement, product

import numpy as np
import pytest
from msgspec.structs import replace

from sulh.measurement.structures.measure import structures
from sulh.measurement.structures.released import FEW, released, turnover_released
from sulh.model.actors import Actor, Tie
from sulh.model.dialogue import Booleans
from sulh.model.structures import Among, Index, Reach, Structures, Turnover
from sulh.model.tracks import LEVELS
from tests.measurement.structures.drawn import DAY, TODAY, drawn, pairs, people

Kind = tuple[str, str]  # side and level, empty for none


def sums(found: Structures) -> list[tuple[int | None, Booleans]]:
    """Return each count of ties that figures tell, and as a sum of which kinds of tie."""
    kinds: list[Kind] = list(product((*found.basis.sides, ""), (*LEVELS, "")))
    one, other = zip(*combinations_with_replacement(kinds, 2), strict=True)
    ends = [[np.array([kind[at] for kind in end], object) for end in (one, other)] for at in (0, 1)]
    (side, its_side), (level, its_level) = ends
    sided = (side != "") & (its_side != "")
    known = sided & (level != "") & (its_level != "")
    across, vertical = side != its_side, level != its_level
    told: list[tuple[int | None, Booleans]] = []
    for index in (found.index, *found.sides, *found.levels):
        among = {
            "network": sided,
            "side": sided & ((side == index.of) | (its_side == index.of)),
            "level": sided & (level == index.of) & (its_level == index.of),
        }[index.scope]
        told += [(index.external, among & across), (index.internal, among & ~across)]
    for (first, second), cells in zip(ends, (found.side_ties, found.level_ties), strict=True):
        for cell in cells:
            there, back = (first == cell.one) & (second == cell.other), (first == cell.other) & (second == cell.one)
            told.append((cell.ties, there | back))
    return [
        *told,
        (found.families.horizontal, known & across & ~vertical),
        (found.families.vertical, known & ~across & vertical),
        (found.families.both, known & across & vertical),
        (found.families.neither, known & ~across & ~vertical),
        (found.basis.ties, sided | ~sided),
        (found.basis.ties_without_side, ~sided),
        (found.families.unknown, ~known),
    ]


def follows(which: Booleans, told: list[Booleans]) -> bool:
    """Whether a count is fixed by those that are told, by adding and subtracting."""
    rows = np.array([*told, np.zeros(len(which), bool)], float)
    return bool(np.linalg.matrix_rank(rows) == np.linalg.matrix_rank(np.vstack([rows, which])))


def leaks(whole: Structures) -> list[int]:
    """Return the places of those sums that are few, are not told, and follow from what is told."""
    after = sums(released(whole))
    told = [which for number, which in after if number is not None]
    # where none is said to be unknown, there is none of any of the kinds that would be
    told += [np.arange(len(which)) == kind for number, which in after if number == 0 for kind in np.flatnonzero(which)]
    assert all(number is None or number >= FEW for number, _ in after[:-2])
    return [
        at
        for at, ((number, which), (shown, _)) in enumerate(zip(sums(whole), after, strict=True))
        if shown is None and number in range(1 if at >= len(after) - 2 else 0, FEW) and follows(which, told)
    ]


@pytest.mark.parametrize("seed", range(9))
def test_no_small_count_of_ties_follows_from_what_is_told(seed: int) -> None:
    """Whatever is added and subtracted: no count under three comes out, in networks of few ties and of more."""
    sides = [("north", "south"), ("north", "south", None), ("north", "south", "east", None), ("a", "b", "c")][seed % 4]
    actors, ties = drawn(seed, 12 + seed, 60 + 7 * seed, sides=sides)
    known = [replace(actor, level=actor.level or "top") if seed % 3 else actor for actor in actors]

    assert [] == leaks(structures(known, ties, DAY, seed=1, draws=1))


def test_two_ties_across_are_not_the_rest_of_all_ties() -> None:
    """Eighteen ties inside the sides and two across: neither the two nor the twenty are told."""
    ids = [f"{side}{number}" for side in "ab" for number in range(10)]
    told = pairs(*(f"{side}{number} {side}{number + 1}" for side in "ab" for number in range(9)), "a0 b0", "a5 b5")
    whole = structures(people(ids), told, DAY, seed=1, draws=1)
    after = released(whole)

    assert (20, 2) == (whole.basis.ties, whole.index.external)
    assert (None, None, None, "few") == (after.basis.ties, after.index.external, after.index.value, after.index.unsaid)
    assert [9, None, 9] == [cell.ties for cell in after.side_ties]
    assert [] == leaks(whole)


def test_together_hidden_cells_are_not_few() -> None:
    """Two cells without a tie would both follow from a sum of none: a third is hidden with them."""
    ids = [f"{side}{number}" for side in "abcd" for number in range(4)]
    told = pairs("a0 a1", "a1 a2", "a2 a3", "b0 b1", "b1 b2", "b2 b3", "b3 b0", *(f"a{n} b{n}" for n in range(4)))
    cells = released(structures(people(ids), told, DAY, seed=1, draws=1)).side_ties

    assert {("B", "B"): 4} == {(cell.one, cell.other): cell.ties for cell in cells if cell.ties is not None}


def test_persons_and_small_sides_are_not_told() -> None:
    """No node, no broker; with a side of two neither sizes nor anything that gives them; members of a body as few."""
    actors = [*people([*(f"a{number}" for number in range(9)), "b1", "b2", "x1"]), Actor("board", "organisation", ())]
    told = pairs(*(f"a{number} {who}" for number in range(9) for who in ("b1", "b2")), "a1 a2", "a2 a3", "a3 a4")
    seats = [Tie(who, who, "board", "member_of", "high") for who in ("a1", "a2", "a3", "b1")]
    whole = structures(actors, [*told, *seats], DAY, seed=1, draws=9)
    after = released(whole)

    assert whole.restricted is not None
    assert (None, {"A": 9, "B": None}, None) == (after.restricted, after.basis.sides, after.basis.without_side)
    assert Index("network", "", None, None, None, None, "few") == after.index
    assert {None} == {cell.pairs for cell in after.side_ties}
    assert {Reach("A", "B", None, None, None, None, "few"), Reach("B", "A", None, None, None, None, "few")} == {
        *after.reach
    }
    assert [{"A": 3, "B": None}] == [body.members for body in after.bodies]


def test_who_comes_to_the_other_side_is_told_unless_they_or_the_others_are_few() -> None:
    """Six of nine come over, three of them directly; nine of the ten others do, which would tell of the tenth."""
    ids = [*(f"a{number}" for number in range(9)), *(f"b{number}" for number in range(10))]
    told = pairs("a0 b0", "a1 b1", "a2 b2", "a3 a0", "a4 a1", "a5 a2", *(f"b{number} b0" for number in range(3, 9)))
    there, back = released(structures(people(ids), told, DAY, seed=1, draws=9)).reach

    assert Reach("A", "B", 9, 3, 6, 0.666667) == there
    assert Reach("B", "A", 10, None, None, None, "few") == back


def test_those_who_come_only_through_another_are_not_few_where_both_are_told() -> None:
    """Of nine, five come over directly and six within two steps: the one between the two numbers would be told."""
    ids = [*(f"a{number}" for number in range(9)), *(f"b{number}" for number in range(9))]
    told = pairs(*(f"a{number} b{number}" for number in range(5)), "a5 a0", "b0 b1")
    there, _ = released(structures(people(ids), told, DAY, seed=1, draws=9)).reach

    assert Reach("A", "B", 9, None, 6, 0.666667) == there


def test_the_pairs_of_a_level_of_two_tell_how_few_it_has() -> None:
    """With three at each level the numbers of pairs are told, and with two at one of them none is."""
    ids = [f"{side}{number}" for side in "abc" for number in range(3)]
    known = [replace(one, side="A", level=LEVELS["abc".index(one.id[0])]) for one in people(ids)]
    many, few = (released(structures(some, [], DAY, seed=1)).level_ties for some in (known, known[1:]))

    assert [3, 9, 9, 3, 9, 3] == [cell.pairs for cell in many]
    assert {None} == {cell.pairs for cell in few}


def turned(among: Among, kept: int, new: int, ended: int, unseen: int) -> Turnover:
    """Return what became of ties, none of which was seen for the first time."""
    return Turnover(TODAY, TODAY, among, kept, new, ended, unseen, 0, jaccard=0.5)


def test_what_became_of_few_ties_is_not_told() -> None:
    """A fate that is few across the sides is told of neither part, and of all ties only where it is not few."""
    every, across, inside = turnover_released(
        (turned("all", 20, 9, 4, 2), turned("across", 8, 1, 2, 1), turned("inside", 12, 8, 2, 1))
    )

    assert (20, 9, 4, None, None, 0.5) == (
        every.kept,
        every.new,
        every.ended,
        every.not_observed,
        every.first_seen,
        every.jaccard,
    )
    assert (8, None, None, None, "few") == (across.kept, across.new, across.ended, across.jaccard, across.unsaid)
    assert (12, None, None, None, "few") == (inside.kept, inside.new, inside.ended, inside.jaccard, inside.unsaid)


def test_the_rest_between_the_parts_and_all_is_not_told_if_it_is_few() -> None:
    """Twenty kept, eight across and ten inside would tell of the two of which no side is known."""
    every, across, inside = turnover_released(
        (turned("all", 20, 9, 9, 9), turned("across", 8, 4, 4, 4), turned("inside", 10, 5, 5, 5))
    )

    assert (20, None, None, 9, 4, 5) == (every.kept, across.kept, inside.kept, every.new, across.new, inside.new)


def test_how_many_have_a_tie_is_told_where_those_beside_them_are_not_few() -> None:
    """Of 24, eighteen have a tie and six come over: told; not if two have none, or if two alone stay on their side."""
    ids = [*(f"a{number}" for number in range(12)), *(f"b{number}" for number in range(12))]
    over = [f"a{number} b{number}" for number in range(3)]
    inside = [f"{side}{number} {side}{number + 3}" for side in "ab" for number in (3, 4, 5)]

    def tied(*told: str, of: list[str] = ids) -> tuple[int | None, int | None]:
        whole = structures(people(of), pairs(*told), DAY, seed=1, draws=1)
        return whole.basis.tied, released(whole).basis.tied

    assert (18, 18) == tied(*over, *inside)
    assert (18, None) == tied(*over, *inside, of=[*ids[:10], *ids[12:22]]), "two would have none"
    assert (20, None) == tied(
        *over, *(f"{side}{number} {side}{number % 3}" for side in "ab" for number in range(3, 9)), "a9 a10"
    ), "eighteen come within two steps: two would be left"
    assert (18, None) == tied(*over, *inside, of=[*ids, "x1"]), "whoever has no side would be one more or less"
    assert (6, None) == tied(*over, "a0 a1", "b0 b1"), "how many ties there are is not told"


@pytest.mark.parametrize("seed", range(12))
def test_no_few_actors_are_left_between_those_with_a_tie_and_those_who_come(seed: int) -> None:
    """Whatever reach tells beside them: all, those with a tie, those who come, and the rest between are none few."""
    sides = [("north", "south"), ("north", "south", None), ("north", "south", "east")][seed % 3]
    actors, ties = drawn(seed, 20 + 9 * seed, 20 + 12 * seed, sides=sides)
    after = released(structures(actors, ties, DAY, seed=1, draws=1))
    come = [one.within_two for one in after.reach if one.within_two is not None]

    if after.basis.tied is not None:
        assert after.basis.actors is not None
        assert FEW <= after.basis.actors - after.basis.tied
        assert len(sides) > 2 or FEW <= after.basis.tied - sum(come)
