"""What is said beforehand of a room's size is what publishing in such a room really brings about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

import pytest

from sulh.disclosure.capacity import Capacity, Limit, capacity
from sulh.disclosure.publish import publish
from sulh.errors import SettingError
from sulh.model.findings import Population
from sulh.model.publication import WORDS, Ledger, PublishedStatement, Word
from tests.disclosure.cast import Table, findings_of

POPULATIONS: tuple[Population, ...] = ("room", "consultation")


def answers_of(size: int, k: int) -> Iterator[Table]:
    """Every number of agreements with nobody passing, and with k and k behind the other answers where that fits."""
    for agree in range(size + 1):
        yield (agree, size - agree, 0)
        if size - agree >= 2 * k:
            yield (agree, size - agree - k, k)


def first_publications(invited: Mapping[str, int], population: Population, k: int) -> list[PublishedStatement]:
    """What `publish` makes of every way in which all invited can answer, as statements of one dialogue."""
    rows = list(product(*(answers_of(size, k) for size in invited.values())))
    tables = {side: [row[place] for row in rows] for place, side in enumerate(invited)}
    findings = findings_of(tables, invited=invited if population == "room" else None)
    return publish(findings, Ledger(), audience="room", k=k)[0].statements


def really(invited: Mapping[str, int], population: Population, k: int) -> tuple[tuple[Word, ...], bool]:
    """The words that come out of a dialogue of this size, strongest first, and whether numbers do."""
    shown = first_publications(invited, population, k)
    said = {statement.word for statement in shown}
    return tuple(word for word in WORDS[:-1] if word in said), any(statement.numbers for statement in shown)


def foretold(found: Capacity) -> tuple[tuple[Word, ...], bool]:
    """The same, as said beforehand."""
    return found.words, found.numbers


@pytest.mark.parametrize("population", POPULATIONS)
@pytest.mark.parametrize("k", [3, 5])
@pytest.mark.parametrize(
    ("one", "other"), [(3, 3), (4, 9), (5, 5), (6, 12), (9, 9), (10, 10), (9, 12), (15, 15), (16, 7)]
)
def test_joint_dialogue_says_what_was_foretold(one: int, other: int, k: int, population: Population) -> None:
    """Every word and only those, and numbers exactly where they can be: by publishing every way of answering."""
    invited = {"A": one, "B": other}

    assert really(invited, population, k) == foretold(capacity(invited, population=population, k=k))


@pytest.mark.parametrize("population", POPULATIONS)
@pytest.mark.parametrize("size", [2, 3, 5, 6, 8, 9, 10, 12, 15, 17, 18, 20])
@pytest.mark.parametrize("k", [3, 5, 8])
def test_caucus_says_what_was_foretold(size: int, k: int, population: Population) -> None:
    """One side by itself, at every size."""
    found = capacity({"A": size}, population=population, k=k, caucus=True)
    assert really({"A": size}, population, k) == foretold(found)


@pytest.mark.parametrize("size", [5, 8, 12])
def test_firm_begins_where_it_was_foretold(size: int) -> None:
    """With the agreements that were named it is firm; with one fewer on one side it is not."""
    found = capacity({"A": size, "B": size}, population="room")
    least = found.sides[0].firm_from
    assert least is not None
    words = []
    for agree in (least, least - 1):
        tables = {"A": [(agree, size - agree, 0)], "B": [(least, size - least, 0)]}
        findings = findings_of(tables, invited={"A": size, "B": size})
        words.append(publish(findings, Ledger(), audience="room")[0].statements[0].word)

    assert "firm-on-every-side" == words[0] != words[1]


@pytest.mark.parametrize("population", POPULATIONS)
def test_each_threshold_is_the_first_that_publishing_knows(population: Population) -> None:
    """One answer fewer than foretold says nothing, is not firm, or is not even tried in numbers."""
    side = capacity({"A": 40}, population=population, caucus=True).sides[0]

    def comes_out(answered: int) -> tuple[bool, bool, bool]:
        rows = list(answers_of(answered, 5))
        findings = findings_of({"A": rows}, invited={"A": 40} if population == "room" else None)
        shown, ledger = publish(findings, Ledger(), audience="room")
        said = {statement.word for statement in shown.statements}
        tried = any(kept.needed for kept in ledger.entries[0].statements)
        return said != {"too-few"}, "firm-on-every-side" in said, tried

    found = {size: comes_out(size) for size in range(1, 41)}
    assert min(size for size, (word, _, _) in found.items() if word) == side.words_from
    assert min(size for size, (_, firm, _) in found.items() if firm) == side.firm_answers
    assert min(size for size, (_, _, tried) in found.items() if tried) == side.numbers_from


def test_under_k_a_side_only_text_leaves() -> None:
    """Four on one side: one person is missing there, and nothing computed from answers leaves for anybody."""
    found = capacity({"A": 30, "B": 4}, population="room")

    assert not found.anything
    assert [Limit("text-only", "B", 1), Limit("no-numbers", "B", 15), Limit("smallest-side", "B", 4)] == list(
        found.limits
    )
    assert capacity({"A": 30, "B": 5}, population="room").anything


def test_caucuses_are_judged_side_by_side() -> None:
    """Twelve may speak among themselves though the other side is of three, where nothing is said."""
    found = capacity({"A": 12, "B": 3}, population="room", caucus=True)

    assert () == found.words
    assert [0, 2] == [side.missing for side in found.sides]
    assert [8, None] == [side.firm_from for side in found.sides]


def test_smallest_side_is_named_wherever_it_stands() -> None:
    """Two that are equally small are both named."""
    found = capacity({"A": 6, "B": 9, "C": 6}, population="room")

    assert ["A", "C"] == [limit.side for limit in found.limits if limit.code == "smallest-side"]


def test_room_without_firm_says_from_how_many_it_could_be() -> None:
    """In a consultation of eight *firm* would be seven or eight of eight: never, at this size."""
    found = capacity({"A": 8, "B": 20}, population="consultation")

    assert [Limit("no-firm", "A", None)] == [limit for limit in found.limits if limit.code == "no-firm"]
    assert "firm-on-every-side" not in found.words


def test_side_of_nobody_says_nothing() -> None:
    """Where nobody is invited yet there is nothing to divide by."""
    found = capacity({"A": 0, "B": 12}, population="room")
    assert ((), False, 5) == (found.words, found.numbers, found.sides[0].missing)


@pytest.mark.parametrize(("invited", "k"), [({}, 5), ({"A": -1}, 5), ({"A": 12}, 2)])
def test_what_makes_no_sense_is_refused(invited: dict[str, int], k: int) -> None:
    """No side, fewer than nobody, or k below three."""
    with pytest.raises(SettingError, match="from 3"):
        capacity(invited, population="room", k=k)
