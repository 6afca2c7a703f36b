"""What a reader of a report could reckon back: attacks of an outsider and of a side that pools its answers."""

from __future__ import annotations

import random
from collections.abc import Iterable

import msgspec
import numpy as np
import pytest

from sulh.measurement.attitudes.analysing import analyse
from sulh.measurement.attitudes.findings import Estimate, Report, Result, Unsaid
from sulh.measurement.attitudes.following import may_follow
from sulh.model.studies import Instrument, Item, Row, Study, Wave

K = 5
US = Item(key="us", kind="thermometer", low=0, high=100, scale="warmth", about="own")
THEM = Item(key="them", kind="thermometer", low=0, high=100, scale="warmth", about="others")
TRUST = Item(key="trust", kind="trust", low=1, high=5, better="higher")
WAVES = (Wave("before", "baseline"), Wave("after", "end"))
LATER = (*WAVES, Wave("later", "follow_up"))
SKIPPED = "participants north 0"  # who answers everything but the thermometer of the others at the end


def asked(*waves: Wave) -> Study:
    """A study of two sides, with two thermometers and a question beside them."""
    return Study("s", Instrument("short", 1, (US, THEM, TRUST)), waves, ("north", "south"), "not_by_lot")


def answers(*, of_south: int = 6, waves: Iterable[Wave] = WAVES) -> list[Row]:
    """Six of the north, and some of the south, in each of two groups, each of whom answers as they like."""
    rng, made = random.Random(3), []
    for group in ("participants", "comparison"):
        for side, people in (("north", 6), ("south", of_south)):
            for at in range(people):
                for wave in waves:
                    given = {"us": rng.randint(0, 100), "them": rng.randint(0, 100), "trust": rng.randint(1, 5)}
                    person = f"{group} {side} {at}"
                    if person == SKIPPED and wave.key == "after":
                        given["us"] = 97
                        del given["them"]
                    values = {key: float(value) for key, value in given.items()}
                    made.append(Row(person=person, wave=wave.key, group=group, side=side, values=values))
    return made


def instead(rows: Iterable[Row], person: str, wave: str, **given: float) -> list[Row]:
    """The same answers, but for some of one person's in one wave."""
    return [
        msgspec.structs.replace(one, values={**one.values, **given})
        if (one.person, one.wave) == (person, wave)
        else one
        for one in rows
    ]


def total(report: Report, measure: str) -> float:
    """The sum of the changes of all participants, as anybody reckons it from a mean and a number of people."""
    result = next(one for one in report.results if (one.measure, one.wave) == (measure, "after"))
    found = next(one.found for one in result.changes if (one.group, one.side) == ("participants", None))
    assert isinstance(found, Estimate)
    return round(found.effect, 2) * found.n


def test_what_is_left_of_three_measures_of_one_scale_is_nobodys_answer() -> None:
    """Own, others and own less others are of the same people; whoever skipped one of them moves none of the three."""
    made = answers()
    found = analyse(made, asked(*WAVES), k=K)
    other = analyse(instead(made, SKIPPED, "after", us=3.0), asked(*WAVES), k=K)

    assert found == other, "what stands beside a skipped question is used nowhere"
    left = total(found, "us") - total(found, "warmth") - total(found, "them")
    theirs = 97 - next(one.values["us"] for one in made if (one.person, one.wave) == (SKIPPED, "before"))
    assert 0 == pytest.approx(left, abs=0.5)
    assert abs(theirs) > 10
    assert {23, 24} == {one.found.n for one in found.results}, "a question of no scale is told of everybody"


@pytest.mark.parametrize(("of_south", "said"), [(0, True), (1, False), (4, False), (5, True)])
def test_a_side_that_pools_its_answers_is_left_with_nobody_or_many(of_south: int, *, said: bool) -> None:
    """Of a side of a few nothing is told with the others, neither of the changes nor of where they stood at first."""
    found = analyse(answers(of_south=of_south), asked(*WAVES), k=K)
    told = [*(one.found for one in found.results), *(one.found for one in found.balance)]
    for each in found.results:
        told += [one.found for one in each.changes] + [one.found for one in each.sides]
        told += [one.found for one in each.asymmetry]

    assert said is any(isinstance(one, Estimate) for one in told)
    if not said:
        assert {"few-people", "no-answers"} >= {one.why for one in told if isinstance(one, Unsaid)}
        assert all(not one.bounds and one.tipping is None and one.covariance is None for one in found.results)


def test_one_who_was_lost_is_not_reckoned_from_the_bounds() -> None:
    """Of the one who did not come again the bounds hold whatever they had answered, and do not move with it."""
    gone = "comparison south 2"
    made = [one for one in answers() if (one.person, one.wave) != (gone, "after")]
    ends = []
    for answered in (1.0, 5.0):
        report = analyse(instead(made, gone, "before", trust=answered), asked(*WAVES), k=K)
        (result,) = (one for one in report.results if one.measure == "trust")
        ends.append([(one.assumption, one.low, one.high) for one in result.bounds])

    assert ends[0] == ends[1]
    assert ["none"] == [kind for kind, _, _ in ends[0]], "and nobody is cut off alone"


def test_a_later_wave_takes_nobody_out_of_an_earlier_one() -> None:
    """Who names another side in the third wave counts in the second still: both reports are of the same people."""
    made = answers(waves=LATER)
    odd = [
        msgspec.structs.replace(one, side="south") if (one.person, one.wave) == (SKIPPED, "later") else one
        for one in made
    ]
    first = analyse([one for one in odd if one.wave != "later"], asked(*WAVES), k=K)
    second = analyse(odd, asked(*LATER), k=K)

    def of_second_wave(report: Report) -> list[Result]:
        plain = (one for one in report.results if one.wave == "after")
        return [msgspec.structs.replace(one, adjusted=None, asymmetry=()) for one in plain]

    assert of_second_wave(first) == of_second_wave(second)
    assert [("group-changes", 1)] == [(one.why, one.number) for one in second.left_out]


def test_of_many_who_withdraw_all_but_one_may_have_skipped_a_question() -> None:
    """Five withdraw, four of whom had left a question out: what the fifth answered would be told: nothing follows."""
    rng = np.random.default_rng(1)
    people = [f"participants north {at}" for at in range(12)]
    made = [
        Row(
            person=person,
            wave=wave.key,
            group="participants",
            side="north",
            values={"us": float(rng.integers(0, 100)), "them": float(rng.integers(0, 100))}
            | ({} if at in {1, 2, 3, 4} else {"trust": float(rng.integers(1, 6))}),
        )
        for at, person in enumerate(people)
        for wave in WAVES
    ]
    last = analyse(made, asked(*WAVES), k=K)

    def without(*gone: int) -> Report:
        return analyse([one for one in made if one.person not in {people[at] for at in gone}], asked(*WAVES), k=K)

    assert not may_follow(last, without(0, 1, 2, 3, 4), 5, k=K)
    assert may_follow(last, without(0, 5, 6, 7, 8), 5, k=K), "of the rest too few answered it to be told"
    assert may_follow(last, last, 0, k=K)


def test_where_somebody_began_who_is_told_nowhere_moves_no_other_figure() -> None:
    """One of the south alone was there at first: whatever they answered, every other figure stays the same."""
    north = answers(of_south=0)
    alone = Row(person="s", wave="before", group="participants", side="south", values={"trust": 1.0})
    other = msgspec.structs.replace(alone, values={"trust": 5.0})
    reports = [analyse([*north, one], asked(*WAVES), k=K) for one in (alone, other)]

    assert reports[0] == reports[1]
    assert isinstance(next(one for one in reports[0].results if one.measure == "trust").standardised, Estimate)


def test_of_few_who_are_told_nowhere_no_total_tells_how_many_there_are() -> None:
    """One or three of the south, gone or not: how many answered, and which share was lost, are the same."""
    everybody = msgspec.structs.replace(asked(*WAVES), asked=40)
    told = []
    for of_south, stay in ((1, True), (3, True), (3, False)):
        rows = [one for one in answers(of_south=of_south) if stay or one.side == "north" or one.wave == "before"]
        told.append(analyse(rows, everybody, k=K))

    assert [told[0].attrition, told[0].reach] == [told[1].attrition, told[1].reach]
    assert [told[0].attrition, told[0].reach] == [told[2].attrition, told[2].reach]
    assert told[0].reach is not None
    assert (40, None) == (told[0].reach.asked, told[0].reach.answered)
    assert [6, None, 6, None] == [one.answered for one in told[0].attrition[0].lost]
