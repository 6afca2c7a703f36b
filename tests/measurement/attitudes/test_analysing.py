"""Tests of a whole study: `sulh.measurement.attitudes.analysing` and `resulting`."""

from __future__ import annotations

import random

import msgspec
import numpy as np
import pytest

from sulh.errors import SettingError
from sulh.measurement.attitudes.analysing import analyse
from sulh.measurement.attitudes.attrition import differs
from sulh.measurement.attitudes.families import corrected
from sulh.measurement.attitudes.findings import Estimate, Reach, Report, Result, Said, Unsaid
from sulh.measurement.attitudes.plans import digest
from sulh.model.studies import Correction, Instrument, PlannedOutcome, Row, Study, Wave
from tests.measurement.attitudes.asked import FELT, MET, SIDES, TRUST, Moved, plan, rows, study

MIXED: Moved = {"trust": (1.0, 0.0), "felt": (0.9, 0.0), "met": (0.0, 0.0)}


def of(report: Report, measure: str, wave: str = "after") -> Result:
    """The result of one measure."""
    return next(one for one in report.results if (one.measure, one.wave) == (measure, wave))


def estimate(result: Result) -> Estimate:
    """What was found, where something was."""
    assert isinstance(result.found, Estimate)
    return result.found


@pytest.fixture(scope="module")
def mixed() -> Report:
    """A study in which trust rises, felt discrimination rises too, and nobody does anything else than before."""
    return analyse(
        rows(MIXED), study(), plan(PlannedOutcome("trust", "after", primary=True), PlannedOutcome("felt", "after"))
    )


def test_what_got_better_and_what_got_worse_are_both_told(mixed: Report) -> None:
    """Trust and felt discrimination rise at once, as in Ethiopia: both are told, and that deeds did not follow."""
    assert ["better", "worse", "unclear"] == [of(mixed, key).reading for key in ("trust", "felt", "met")]
    assert ("better-and-worse", "thought-not-done") == mixed.warnings
    assert "those-who-took-part" == mixed.about


def test_how_many_of_those_who_were_asked_answered_is_told_or_that_nobody_knows(mixed: Report) -> None:
    """Of 200 who were asked 160 answered at first; of a few only that they are few; without a number, nothing."""
    drawn = rows({"trust": (0, 0), "felt": (0, 0), "met": (0, 0)})
    some, few = (
        analyse(drawn[:size], msgspec.structs.replace(study(), asked=200)).reach for size in (len(drawn), 3 * 2)
    )

    assert mixed.reach is None
    assert Reach(200, 160) == some
    assert Reach(200, None) == few
    older = {name: value for name, value in msgspec.to_builtins(mixed).items() if name != "reach"}
    assert mixed == msgspec.convert(older, Report), "a report that is older than this opens still"


def test_where_deeds_follow_nothing_is_missed() -> None:
    """When people both trust more and meet more, nobody is warned that what they do did not change."""
    report = analyse(rows({"trust": (1.0, 0.0), "felt": (0.0, 0.0), "met": (0.6, 0.0)}), study())

    assert ["better", "unclear", "better"] == [of(report, key).reading for key in ("trust", "felt", "met")]
    assert ("nothing-planned",) == report.warnings


def test_an_effect_is_what_participants_changed_more_than_the_others(mixed: Report) -> None:
    """The effect is the difference of the two changes, and in standard deviations it is divided by theirs."""
    trust = of(mixed, "trust")
    changes = {one.group: one.found for one in trust.changes if one.side is None}
    mine, theirs = changes["participants"], changes["compared"]
    assert isinstance(mine, Estimate)
    assert isinstance(theirs, Estimate)
    assert isinstance(trust.standardised, Estimate)

    assert mine.effect - theirs.effect == pytest.approx(estimate(trust).effect)
    assert ("effect", "comparison", 16, "randomisation") == (
        trust.kind,
        trust.compared,
        estimate(trust).clusters,
        estimate(trust).method,
    )
    assert 0.7 < trust.standardised.effect < 1.3


def test_what_was_planned_is_told_apart_from_what_was_not(mixed: Report) -> None:
    """The plan named trust as primary and felt discrimination beside it; deeds were looked at besides."""
    told = {one.measure: (one.planned, one.primary, one.correction) for one in mixed.results}

    assert {
        "trust": (True, True, "holm"),
        "felt": (True, False, "benjamini_hochberg"),
        "met": (False, False, "benjamini_hochberg"),
    } == told
    assert ["met"] == [one.measure for one in mixed.results if "not-planned" in one.found.doubts]
    assert [estimate(one).p for one in mixed.results] == [one.adjusted for one in mixed.results]  # families of one


@pytest.mark.parametrize("correction", ["holm", "benjamini_hochberg"])
def test_primary_outcomes_are_counted_together(correction: Correction) -> None:
    """Three primary outcomes are one family, put right as the plan says."""
    three = plan(*(PlannedOutcome(key, "after", primary=True) for key in ("trust", "felt", "met")))
    laid_down = msgspec.structs.replace(three, primary_correction=correction)
    results = analyse(rows({"trust": (0.2, 0.0), "felt": (0.1, 0.0), "met": (0.1, 0.0)}), study(), laid_down).results
    alone = np.array([estimate(one).p for one in results], dtype=float)

    assert corrected(alone, correction).tolist() == [one.adjusted for one in results]
    assert corrected(alone, "holm").tolist() != corrected(alone, "benjamini_hochberg").tolist()


def test_a_plan_fixes_level_method_and_seed() -> None:
    """What the plan says of them holds, whatever is asked for afterwards."""
    laid_down = msgspec.structs.replace(plan(PlannedOutcome("trust", "after")), level=0.8, method="wild", seed=7)
    report = analyse(rows({"trust": (0.5, 0.0)}), study(Instrument("short", 1, (TRUST,))), laid_down, level=0.5, seed=1)
    found = estimate(of(report, "trust"))

    assert (0.8, "wild") == (found.level, found.method)
    assert (0.8, 7) == (report.level, report.seed)


def test_a_change_without_a_comparison_is_no_effect() -> None:
    """Where nobody else was asked, the result says so itself, in its kind, in whom it compares and in its doubts."""
    alone = [row for row in rows(MIXED) if row.group == "participants"]
    report = analyse(alone, study())

    assert {("change", "none")} == {(one.kind, one.compared) for one in report.results}
    assert all("no-comparison" in one.found.doubts for one in report.results)
    assert ((), ()) == (report.balance, of(report, "trust").bounds)
    assert "nothing-planned" in report.warnings


def test_a_barrier_against_worsening_is_seen() -> None:
    """Where the others get worse and participants stay as they were, as in Haifa, that is what is told."""
    held = analyse(rows({"trust": (0.0, -1.0)}), study(Instrument("short", 1, (TRUST,))))

    assert "held" == of(held, "trust").reading


def test_each_side_is_told_by_itself_and_the_asymmetry_too() -> None:
    """When one side alone is moved, the sides differ: that is a finding with its own interval."""
    report = analyse(rows({"trust": (1.5, 0.0)}, one_side_only=0.0), study(Instrument("short", 1, (TRUST,))))
    trust = of(report, "trust")
    (uneven,) = trust.asymmetry
    north, south = (one.found for one in trust.sides)
    assert isinstance(north, Estimate)
    assert isinstance(south, Estimate)
    assert isinstance(uneven.found, Estimate)

    assert north.effect - south.effect == pytest.approx(uneven.found.effect)
    assert uneven.found.low > 0
    assert uneven.adjusted == uneven.found.p
    assert "sides-unlike" in report.warnings
    assert [None, None] == [north.p, south.p]


def test_who_was_lost_raises_doubts_and_bounds() -> None:
    """When a third of the participants is lost and nobody else, attrition is told by group and the effect bounded."""
    report = analyse(rows({"trust": (1.0, 0.0)}, lost=(0.35, 0.0)), study(Instrument("short", 1, (TRUST,))))
    trust, (attrition,) = of(report, "trust"), report.attrition
    asked = {group: [one for one in attrition.lost if one.group == group] for group in ("participants", "comparison")}

    assert {"attrition-differs", "many-lost"} <= set(trust.found.doubts)
    assert [80, 80] == [sum(one.asked or 0 for one in side) for side in asked.values()]
    assert 80 == sum(one.answered or 0 for one in asked["comparison"])
    assert 1 - sum(one.answered or 0 for one in asked["participants"]) / 80 == pytest.approx(attrition.share)
    assert ["none", "one-way"] == [one.assumption for one in trust.bounds]
    assert all(one.outer_low <= one.low <= estimate(trust).effect <= one.high <= one.outer_high for one in trust.bounds)
    assert trust.tipping
    assert trust.tipping.unclear < trust.tipping.no_effect


def test_people_of_one_side_alone_are_a_doubt() -> None:
    """Where of those who took part one side alone answered afterwards, every result says so."""
    one_sided = [
        row
        for row in rows({"trust": (1.0, 0.0)})
        if (row.wave, row.group, row.side) != ("after", "participants", "south")
    ]
    both, one = (
        of(analyse(made, study(Instrument("short", 1, (TRUST,)))), "trust").found.doubts
        for made in (rows({"trust": (1.0, 0.0)}), one_sided)
    )

    assert "one-side" not in both
    assert "one-side" in one


@pytest.mark.parametrize(
    ("low", "effect", "high", "doubted"),
    [(-0.05, 0.02, 0.09, False), (0.01, 0.05, 0.09, True), (-0.2, 0.12, 0.4, True), (-0.4, -0.12, 0.2, True)],
)
def test_a_difference_is_doubted_beyond_chance_or_if_it_is_large(
    low: float, effect: float, high: float, *, doubted: bool
) -> None:
    """A small difference beyond chance and a large one that may be chance are both doubted; what is unsaid is not."""
    assert doubted == differs(Estimate(effect, low, high, 0.95, 0.1, 40, 10, "robust"), 0.10)
    assert not differs(Unsaid("few-people", 3, 3), 0.10)
    assert not differs(None, 0.10)


def test_without_loss_there_is_nothing_to_bound(mixed: Report) -> None:
    """Where everybody answered, there are no bounds, and nobody could tip the finding."""
    assert ((), None) == (of(mixed, "trust").bounds, of(mixed, "trust").tipping)
    assert not {"attrition-differs", "many-lost"} & set(of(mixed, "trust").found.doubts)


def test_groups_that_were_unlike_from_the_start_are_doubted() -> None:
    """Participants who trusted more before anything began are not simply compared, by lot or not."""
    higher = [
        msgspec.structs.replace(row, values={"trust": min(7.0, row.values["trust"] + 1.5)})
        if row.group == "participants"
        else row
        for row in rows({"trust": (0.0, 0.0)})
    ]
    unlike = analyse(higher, study(Instrument("short", 1, (TRUST,)), assigned="not_by_lot"))

    assert "not-by-lot" not in of(analyse(higher, study(Instrument("short", 1, (TRUST,)))), "trust").found.doubts
    assert {"baseline-differs", "not-by-lot"} <= set(of(unlike, "trust").found.doubts)
    assert (unlike.balance[0].standardised or 0) > 0.25


def test_eight_people_are_dealt_out_or_left_unsaid() -> None:
    """Of eight people, a dialogue and its waiting list, all 70 lots are gone through; without a lot it is unsaid."""
    few = [
        msgspec.structs.replace(row, side="north", cluster="dialogue" if row.group == "participants" else None)
        for row in rows({"trust": (2.0, 0.0)}, clusters=(1, 1), size=4)
    ]
    asked = Instrument("short", 1, (TRUST,))
    by_lot = of(analyse(few, study(asked, assigned="people_by_lot")), "trust")
    found = of(analyse(few, study(asked, assigned="not_by_lot")), "trust").found

    assert ("randomisation", 8) == (estimate(by_lot).method, estimate(by_lot).n)
    assert 2 / 70 <= (estimate(by_lot).p or 0)
    assert {"people-as-units", "few-clusters"} <= set(by_lot.found.doubts)
    assert isinstance(found, Unsaid)
    assert ("few-clusters", 8, 3) == (found.why, found.n, found.needed)


def test_what_was_planned_and_is_not_there_is_listed() -> None:
    """An outcome that nobody measured, and a plan for other questions, are told and not passed over."""
    other = plan(
        PlannedOutcome("trust", "after", primary=True), PlannedOutcome("warmth", "after", primary=True), version=2
    )
    report = analyse(rows({"trust": (0.5, 0.0)}), study(Instrument("short", 1, (TRUST,))), other)

    assert [("warmth", "after", True)] == [(one.measure, one.wave, one.primary) for one in report.not_measured]
    assert ("other-version",) == report.departures
    assert digest(other) == report.plan


def test_several_waves_are_each_compared_with_the_baseline() -> None:
    """A follow-up stands beside the end: what has faded is seen."""
    twice = Study("valley", Instrument("short", 1, (TRUST,)), (*study().waves, Wave("later", "follow_up")), SIDES)
    told = rows({"trust": (1.5, 0.0)})
    faded = [
        msgspec.structs.replace(row, wave="later", values=before.values)
        for before, row in zip(told[::2], told[1::2], strict=True)
    ]
    report = analyse([*told, *faded], twice)

    assert ["better", "unclear"] == [of(report, "trust", wave).reading for wave in ("after", "later")]
    assert isinstance(of(report, "trust", "later").found, Unsaid)  # nobody differs from before: no spread


def test_a_wave_that_was_not_held_yet_is_nothing() -> None:
    """With the baseline alone there are no results and nobody is lost; how unlike the groups are is told already."""
    first = [row for row in rows({"trust": (1.0, 0.0)}) if row.wave == "before"]
    report = analyse(first, study(Instrument("short", 1, (TRUST,))), plan(PlannedOutcome("trust", "after")))

    assert ((), ()) == (report.results, report.attrition)
    assert ["after"] == [one.wave for one in report.not_measured]
    assert ["trust"] == [one.measure for one in report.balance]


def test_of_nobody_nothing_is_said() -> None:
    """Without a single row there is a report, and nothing in it."""
    report = analyse([], study())

    assert ((), (), (), (), ()) == (report.results, report.balance, report.attrition, report.lists, report.left_out)


def test_neither_the_order_of_rows_nor_a_new_run_changes_anything() -> None:
    """The same rows in another order give the same report, to the last digit."""
    made = rows(MIXED, lost=(0.2, 0.1))
    mixed_up = random.Random(3).sample(made, len(made))

    assert analyse(made, study(), seed=5) == analyse(mixed_up, study(), seed=5)


def test_a_better_direction_that_is_turned_round_turns_the_reading() -> None:
    """Turning a scale round changes the sign of effect and interval and nothing else."""
    made = rows({"trust": (0.8, 0.0)})
    turned = [msgspec.structs.replace(row, values={"trust": 8 - row.values["trust"]}) for row in made]
    asked = Instrument("short", 1, (TRUST,))
    lower = Instrument("short", 1, (msgspec.structs.replace(TRUST, better="lower"),))
    one, other = (of(analyse(those, study(which)), "trust") for those, which in ((made, asked), (turned, lower)))

    assert estimate(one).effect == pytest.approx(-estimate(other).effect)
    assert estimate(one).low == pytest.approx(-estimate(other).high)
    assert (estimate(one).p, one.reading) == (estimate(other).p, other.reading)


def test_no_p_without_effect_and_interval() -> None:
    """An estimate whose interval does not hold its effect cannot be made, nor one with an open end."""
    for low, high in ((0.5, 1.0), (float("-inf"), 1.0), (float("nan"), 1.0)):
        with pytest.raises(SettingError):
            Estimate(0.4, low, high, 0.95, 0.01, 10, 5, "robust")
    with pytest.raises(SettingError):
        Estimate(0.4, 0.1, 1.0, 0.95, 1.2, 10, 5, "robust")


def test_p_has_no_place_but_in_an_estimate() -> None:
    """No value of a report but an estimate has a field for p, and what is put right stands beside one."""
    from sulh.measurement.attitudes import findings

    fields = {
        name: [one.name for one in msgspec.structs.fields(value)]
        for name, value in vars(findings).items()
        if isinstance(value, type) and issubclass(value, msgspec.Struct)
    }

    assert ["Estimate"] == [name for name, mine in fields.items() if "p" in mine]
    assert all("found" in mine for mine in fields.values() if "adjusted" in mine)
    assert not {"score", "total", "rank", "composite"} & {field for mine in fields.values() for field in mine}


def test_a_report_survives_being_written(mixed: Report) -> None:
    """Written as JSON and read back it is the same, with estimates and what is unsaid told apart."""
    assert mixed == msgspec.json.decode(msgspec.json.encode(mixed), type=Report)


def test_no_code_of_a_person_or_a_group_of_people_is_in_a_report(mixed: Report) -> None:
    """Codes of people and names of their groups go in, and none comes out."""
    written = msgspec.json.encode(mixed).decode()

    assert not [row for row in rows(MIXED) if f'"{row.person}"' in written or f'"{row.cluster}"' in written]


def test_an_instrument_without_adverse_or_behavioural_items_is_told() -> None:
    """What is left out without a reason is named in the report; a reason is enough."""
    bare = Instrument("short", 1, (TRUST,))
    excused = Instrument("short", 1, (TRUST,), {"adverse": "Asked elsewhere.", "behaviour": "Nobody can meet."})
    made: list[Row] = rows({"trust": (0.0, 0.0)}, clusters=(3, 3), size=4)

    assert ("adverse", "behaviour") == analyse(made, study(bare)).missing_kinds
    assert () == analyse(made, study(excused)).missing_kinds
    assert () == analyse(made, study(Instrument("short", 1, (TRUST, FELT, MET)))).missing_kinds


def test_where_few_of_a_side_answered_nothing_is_told() -> None:
    """With ten as the fewest and a side of eight, the other could pool its answers and take them from all together."""
    made = rows({"trust": (1.0, 0.0)}, clusters=(4, 4), size=5)
    told, untold = (of(analyse(made, study(Instrument("short", 1, (TRUST,))), k=k), "trust") for k in (8, 10))
    apart: list[Said] = [untold.found, *(one.found for one in untold.sides)]
    apart += [one.found for one in untold.asymmetry] + [one.found for one in untold.changes]
    full: list[Said] = [*(one.found for one in told.sides), *(one.found for one in told.changes)]

    assert {("few-people", 10)} == {(one.why, one.needed) for one in apart if isinstance(one, Unsaid)}
    assert not [one for one in apart if isinstance(one, Estimate)]
    assert all(isinstance(one, Estimate) for one in (*full, told.asymmetry[0].found))


def test_how_many_were_lost_of_a_few_is_not_told() -> None:
    """Of sides of twelve and eight, with ten as the fewest, those of eight are a few; all participants are twenty."""
    made = rows({"trust": (1.0, 0.0)}, clusters=(4, 4), size=5, lost=(0.5, 0.5))
    (found,) = analyse(made, study(Instrument("short", 1, (TRUST,))), k=10).attrition

    assert [("north", 12), ("south", None)] * 2 == [(one.side, one.asked) for one in found.lost]
    assert {True, False} == {one.answered is None for one in found.lost}
    assert found.share is not None
