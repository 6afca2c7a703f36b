"""What readers said, and what others may see of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.negotiation.approval import Answer, shown, standing

READERS = {"north": ("n1", "n2"), "south": ("s1",)}
SIDE_OF = {reader: side for side, people in READERS.items() for reader in people}
Readers = Mapping[str, Sequence[str]]
ANSWERS = st.dictionaries(st.sampled_from(sorted(SIDE_OF)), st.booleans())


def answers(said: Mapping[str, bool], digest: str = "h") -> list[Answer]:
    """Return what readers said of one hash."""
    return [Answer(reader, SIDE_OF[reader], yes, digest) for reader, yes in said.items()]


@given(ANSWERS)
def test_only_a_yes_of_everybody_approves(said: dict[str, bool]) -> None:
    """One reader missing is waiting, one no among all is a refusal, all yes is an approval."""
    everybody = said.keys() == SIDE_OF.keys()
    expected = "waiting" if not everybody else "approved" if all(said.values()) else "refused"
    assert expected == standing(READERS, answers(said), "h")


@given(ANSWERS.filter(lambda said: said.keys() != SIDE_OF.keys()), ANSWERS, st.booleans())
def test_nobody_sees_anything_before_the_last_answer(said: dict[str, bool], other: dict[str, bool], over: bool) -> None:
    """As long as one reader is silent, others see the same whatever the rest said, also when time has run out."""
    fewer = {reader: yes for reader, yes in other.items() if reader in said}
    assert shown(standing(READERS, answers(said), "h"), over=over) == shown(
        standing(READERS, answers(fewer), "h"), over=over
    )


def test_a_refusal_reads_like_silence() -> None:
    """Before the time is over and after, a no and no answer are shown alike: the day of the end tells nothing."""
    refused = standing(READERS, answers({"n1": True, "n2": True, "s1": False}), "h")
    silent = standing(READERS, answers({"n1": True}), "h")
    assert {"waiting"} == {shown(refused, over=False), shown(silent, over=False)}
    assert {"not-released"} == {shown(refused, over=True), shown(silent, over=True)}


@pytest.mark.parametrize("sizes", [(1, 1), (1, 2), (1, 1, 1), (2, 1, 1)])
def test_nobody_can_tell_who_said_no(sizes: tuple[int, ...]) -> None:
    """Every world listed: to a reader, a side that pools, or others, each no may as well be silence, mostly a yes."""
    readers = {f"side {place}": [f"{place}.{one}" for one in range(size)] for place, size in enumerate(sizes)}
    everybody = [reader for people in readers.values() for reader in people]
    worlds = [dict(zip(everybody, said, strict=True)) for said in product((True, False, None), repeat=len(everybody))]
    for attacker in [[], *([reader] for reader in everybody), *readers.values()]:
        seen: dict[object, list[dict[str, bool | None]]] = {}
        for world in worlds:
            seen.setdefault(looked_at(world, attacker, readers), []).append(world)
        for alike, other in product(seen.values(), set(everybody) - set(attacker)):
            fits = {world[other] for world in alike}
            assert fits == {True} or None in fits
            # the one exception, told beforehand: two sides, one of which knows that it said yes, and one other reader
            assert True in fits or len(everybody) - len(attacker) == 1


def looked_at(
    world: Mapping[str, bool | None], attacker: Sequence[str], readers: Mapping[str, Sequence[str]]
) -> object:
    """Return what these readers together know of a package: what they said, and how it is shown until the end."""
    side_of = {reader: side for side, people in readers.items() for reader in people}
    said = [Answer(one, side_of[one], yes, "h") for one, yes in world.items() if yes is not None]
    now = standing(readers, said, "h")
    return (tuple(world[one] for one in attacker), shown(now, over=False), shown(now, over=True))


def test_an_answer_to_other_bytes_is_no_answer() -> None:
    """Everybody said yes to one hash; of another nobody has said anything."""
    said = answers(dict.fromkeys(SIDE_OF, True))
    assert "approved" == standing(READERS, said, "h")
    assert "waiting" == standing(READERS, said, "i")


def test_a_side_without_readers_approves_nothing() -> None:
    """Nobody can say yes for a side that has nobody, and no sides at all are no approval either."""
    assert "waiting" == standing({"north": ("n1",), "south": ()}, answers({"n1": True}), "h")
    assert "waiting" == standing({}, [], "h")


def test_the_last_word_of_a_reader_counts() -> None:
    """A reader who thinks again before the others have answered has said the later thing."""
    said = [*answers({"n1": True, "n2": True, "s1": False}), Answer("s1", "south", yes=True, digest="h")]
    assert "approved" == standing(READERS, said, "h")


def test_somebody_who_is_no_reader_decides_nothing() -> None:
    """An answer of a seat that was replaced since counts neither way."""
    said = [*answers(dict.fromkeys(SIDE_OF, True)), Answer("gone", "north", yes=False, digest="h")]
    assert "approved" == standing(READERS, said, "h")
