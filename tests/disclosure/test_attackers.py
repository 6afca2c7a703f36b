from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.disclosure.attackers import (
    AGREED_AT,
    DISAGREED_AT,
    PASSED_AT,
    Crowd,
    Exposed,
    Insider,
    Seen,
    exposed,
    net_crowds,
    outsiders_crowds,
)
from sulh.errors import ShapeError


def worlds(crowds: Sequence[Crowd]) -> Iterator[dict[tuple[int, int], tuple[int, ...]]]:
    """Every way in which every single person can have answered: (crowd, person) -> answer at every moment."""
    people = [(place, person) for place, crowd in enumerate(crowds) for person in range(crowd.size)]
    choices = []
    for place, _ in people:
        pattern = crowds[place].pattern
        periods = sorted({number for number in pattern if number})
        rows = []
        for given_ in product(range(3), repeat=len(periods)):
            row = dict(zip(periods, given_, strict=True))
            rows.append(tuple(row.get(number, -1) for number in pattern))
        choices.append(rows)
    for world in product(*choices):
        yield dict(zip(people, world, strict=True))


def holds(world: dict[tuple[int, int], tuple[int, ...]], seen: Sequence[Seen]) -> bool:
    """Whether everything that was seen is true in this world."""
    tables = [[[row[moment] for row in world.values()].count(v) for v in range(3)] for moment in range(len(seen))]
    for moment, known in enumerate(seen):
        if known.table is not None and list(known.table) != tables[moment]:
            return False
        if known.agree is not None and not known.agree[0] <= tables[moment][0] <= known.agree[1]:
            return False
        if known.refused and not any(
            tables[moment][v] - (0 if since is None else tables[since][v]) < limit for v, since, limit in known.refused
        ):
            return False
    return True


def exposed_by_trying(crowds: Sequence[Crowd], seen: Sequence[Seen], insiders: Sequence[Insider]) -> list[Exposed]:
    """The oracle: list every world, person by person, and see what all the possible ones have in common."""
    patterns = [crowd.pattern for crowd in crowds]
    own: dict[tuple[int, int], tuple[int, ...]] = {}
    for insider in insiders:
        place = patterns.index(insider.pattern)
        own[place, sum(key[0] == place for key in own)] = insider.answers
    possible = [
        world
        for world in worlds(crowds)
        if all(world[person] == answers for person, answers in own.items()) and holds(world, seen)
    ]
    found = set()
    for place, crowd in enumerate(crowds):
        for person in range(crowd.size):
            if (place, person) in own:
                continue
            for period in {number for number in crowd.pattern if number}:
                moment = crowd.pattern.index(period)
                given_ = {world[place, person][moment] for world in possible}
                found |= {Exposed(crowd.pattern, moment, v, sure=False) for v in range(3) if v not in given_}
                found |= {Exposed(crowd.pattern, moment, v, sure=True) for v in range(3) if given_ == {v}}
    return sorted(found, key=repr)


@st.composite
def tiny_stories(draw: st.DrawFn) -> tuple[list[Crowd], list[Seen], list[Insider]]:
    """A handful of people over two or three moments, with one true world behind what is seen."""
    moments = draw(st.integers(1, 3))
    patterns = [p for p in product(range(3), repeat=moments) if any(p) and _in_order(p)]
    chosen = draw(st.lists(st.sampled_from(patterns), min_size=1, max_size=3, unique=True))
    crowds = [Crowd(pattern, draw(st.integers(1, 2))) for pattern in chosen]
    truth = draw(st.sampled_from(list(worlds(crowds))))
    tables = [[[row[moment] for row in truth.values()].count(v) for v in range(3)] for moment in range(moments)]
    seen = []
    for agree, disagree, passed in tables:
        kind = draw(st.sampled_from(["table", "range", "refused", "nothing"]))
        if kind == "table":
            seen.append(Seen(table=(agree, disagree, passed)))
        elif kind == "range":
            seen.append(Seen(agree=(max(0, agree - draw(st.integers(0, 1))), agree + draw(st.integers(0, 1)))))
        elif kind == "refused":
            limit = min(agree, disagree, passed) + 1
            seen.append(Seen(refused=tuple((v, None, limit) for v in range(3))))
        else:
            seen.append(Seen())
    insiders = []
    if draw(st.booleans()):
        insiders.append(Insider(crowds[0].pattern, truth[0, 0]))
    return crowds, seen, insiders


def _in_order(pattern: tuple[int, ...]) -> bool:
    """Answers are numbered in the order in which they were given."""
    given_ = [number for number in pattern if number]
    return given_ == sorted(given_) and given_[0] == 1


@settings(max_examples=60, deadline=None)
@given(tiny_stories())
def test_solver_finds_what_trying_every_world_finds(story: tuple[list[Crowd], list[Seen], list[Insider]]) -> None:
    """The solver calls certain exactly what every possible world of single people has in common."""
    crowds, seen, insiders = story

    expected = exposed_by_trying(crowds, seen, insiders)

    assert expected == sorted(exposed(crowds, seen, insiders), key=repr)


def test_unanimous_table_exposes_everybody() -> None:
    """Where all eight agree, everybody is known to agree and nobody to do anything else."""
    found = exposed([Crowd((1,), 8)], [Seen(table=(8, 0, 0))])

    assert Exposed((1,), 0, AGREED_AT, sure=True) in found
    assert {Exposed((1,), 0, DISAGREED_AT, sure=False), Exposed((1,), 0, PASSED_AT, sure=False)} < set(found)


def test_own_answer_can_be_the_one_that_hides_the_rest() -> None:
    """Seven of eight agree: no outsider knows who does not, but the one who does not knows all the others."""
    seen = [Seen(table=(7, 1, 0))]

    assert not [found for found in exposed([Crowd((1,), 8)], seen) if found.sure]
    assert Exposed((1,), 0, AGREED_AT, sure=True) in exposed([Crowd((1,), 8)], seen, [Insider((1,), (DISAGREED_AT,))])


def test_watcher_subtracts_and_outsider_cannot() -> None:
    """One more person between two tables is read off by whoever saw them come, and only by them."""
    seen = [Seen(table=(4, 3, 2)), Seen(table=(5, 3, 2))]

    assert Exposed((0, 1), 1, AGREED_AT, sure=True) in exposed(net_crowds([9, 10]), seen)
    assert [] == exposed(outsiders_crowds([9, 10]), seen)


def test_one_refusal_and_one_more_answer_tell_what_it_was_not() -> None:
    """Refused at fifteen, shown at sixteen as 6, 5, 5: some count had been 4, so the sixteenth did not agree."""
    refusal = Seen(refused=tuple((answer, None, 5) for answer in range(3)))

    found = exposed(net_crowds([15, 16]), [refusal, Seen(table=(6, 5, 5))])

    assert [Exposed((0, 1), 1, AGREED_AT, sure=False)] == found


def test_story_that_cannot_be_is_an_error() -> None:
    """Who is told two contradicting things is told so, and not that all is well."""
    with pytest.raises(ShapeError, match="contradicts"):
        exposed([Crowd((1,), 8)], [Seen(table=(8, 0, 1))])
