"""
Does a study find what was planted in it? The share of intervals that hold a planted effect, by number of groups.

    people in groups, two waves, an effect ──▶ some are lost ──▶ estimate ──▶ is the planted effect in the interval?

    lost at random         the interval is asked: 95 % is meant, for the effect and for it in standard deviations
    one side moved more    the interval of the asymmetry is asked, in groups that both sides are in
    lost because of how    the bounds are asked, which are stated for just that; the plain interval is printed beside
    they changed           them, to show what is at stake

The effect moves estimate and interval by as much, so the share does not depend on it; it is varied all the same, since
standard deviations do. `tests/measurement/attitudes/test_coverage.py` runs the same with fewer studies.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks import report
from sulh.measurement.attitudes.attrition import spread
from sulh.measurement.attitudes.bounds import ARMS, Arms, one_way, worst_case
from sulh.measurement.attitudes.cells import Numbers
from sulh.measurement.attitudes.estimating import Rules, estimate, standardise
from sulh.measurement.attitudes.findings import Estimate, Said
from sulh.model.dialogue import Floats
from sulh.model.studies import Method

STUDIES = 2_000
KEPT = 0.85
LEVEL = 0.95
# Variances: of a person, of a group at both times, of a group at one time, of one answer. Those of one answer add to 1.
PERSON, GROUP, MOMENT, ANSWER = 0.5, 0.1, 0.05, 0.35
MANY = 20_000  # people for whom the truth is reckoned where it has no formula


@dataclass(frozen=True)
class Design:
    """Sizes of the groups that take part and of those compared, the planted effect, and the method."""

    name: str
    theirs: tuple[int, ...]
    others: tuple[int, ...]
    effect: float
    method: Method = "by_rule"


@dataclass(frozen=True)
class Held:
    """How often the planted effect was held, as it is and in standard deviations, and how wide intervals are."""

    plain: float
    standardised: float
    width: float
    method: str
    said: int


def main() -> int:
    """Simulate, print, write the section of the page; fail where an interval or a bound holds too seldom."""
    measured = [(design, simulate(design, STUDIES, np.random.default_rng(at))) for at, design in enumerate(designs())]
    uneven = [(one, asymmetry(one, STUDIES, np.random.default_rng(0))) for one in asymmetric()]
    bounded = bounds(STUDIES, np.random.default_rng(0))
    lines = [*table(measured), "", *table_of_asymmetry(uneven), "", *table_of_bounds(bounded)]
    print("\n".join(lines))
    report.write("attitudes_coverage", lines)
    least = min(one.plain for design, one in measured if design.method == "by_rule")
    return 0 if least > LEVEL - 0.02 and min(bounded["none"], bounded["one-way"]) > LEVEL - 0.02 else 1


def designs() -> list[Design]:
    """List what is simulated: 8, 16, 24 and 40 groups, alike and unlike in size, then cases that are hard."""
    effects = {8: 0.0, 16: 0.2, 24: 0.4, 40: 0.6}
    unlike = (4, 6, 8, 10, 12, 15, 20, 25, 6, 14)
    alike = [Design(f"{n} groups of 12", (12,) * (n // 2), (12,) * (n // 2), effects[n]) for n in effects]
    sizes = {n: tuple(unlike[at % 10] for at in range(n // 2)) for n in effects}
    mixed = [Design(f"{n} groups of 4 to 25", sizes[n], sizes[n][::-1], effects[n]) for n in effects]
    wild = [Design(f"{one.name}, wild bootstrap", one.theirs, one.others, one.effect, "wild") for one in mixed[:3]]
    hard = [
        Design("3 groups beside 5, of 12", (12,) * 3, (12,) * 5, 0.2),
        Design("2 groups beside 10, of 12", (12,) * 2, (12,) * 10, 0.2),
        Design("3 groups beside 3, of 12", (12,) * 3, (12,) * 3, 0.2),
        Design("4 groups of 10 beside 40 single people", (10,) * 4, (1,) * 40, 0.2),
        Design("4 groups of 10 beside 20 single people", (10,) * 4, (1,) * 20, 0.2),
        Design("4 groups of 10 beside 20 single people, dealt out", (10,) * 4, (1,) * 20, 0.2, "randomisation"),
        Design("4 people beside 4", (2,) * 4, (2,) * 4, 0.6),
    ]
    return [*alike, *mixed, *wild, *hard]


def simulate(design: Design, studies: int, rng: np.random.Generator, *, draws: int = 999) -> Held:
    """Draw studies of one design, some people lost at random, and count how often the planted effect is held."""
    rules = Rules(LEVEL, design.method, draws=draws)
    found: list[tuple[Said, Said]] = []
    for seed in range(studies):
        before, after, arm, cluster = people(design, rng)
        gone = rng.random(len(before)) > KEPT
        change = np.where(gone & (np.bincount(cluster)[cluster] > 1), np.nan, after - before)
        one = estimate(change, arm, cluster, ARMS, rules=rules_of(rules, seed), dealt=True)
        found.append((one, standardise(one, *spread(before, arm))))
    plain = [one for one, _ in found if isinstance(one, Estimate)]
    scaled = [other for _, other in found if isinstance(other, Estimate)]
    return Held(
        held(plain, design.effect),
        held(scaled, design.effect),
        float(np.mean([one.high - one.low for one in plain])),
        plain[0].method,
        len(plain),
    )


def asymmetric() -> list[Design]:
    """List designs for the asymmetry: 8, 16 and 40 groups, alike and unlike, by rule and by the wild bootstrap."""
    cases: dict[str, tuple[int, ...]] = {"8 groups of 12": (12,) * 4, "8 groups of 4 to 20": (4, 8, 12, 20)}
    larger: dict[str, tuple[int, ...]] = {"16 groups of 12": (12,) * 8, "40 groups of 12": (12,) * 20}
    by_rule = [Design(name, sizes, sizes[::-1], 0.2) for name, sizes in (cases | larger).items()]
    return [*by_rule, *(Design(name, sizes, sizes[::-1], 0.2, "wild") for name, sizes in cases.items())]


def asymmetry(design: Design, studies: int, rng: np.random.Generator, *, more: float = 0.3) -> tuple[str, float]:
    """Draw studies in which one side is moved more; return the method and how often the interval holds by how much."""
    found = []
    for seed in range(studies):
        before, after, arm, cluster = people(design, rng)
        side = (np.arange(len(arm)) % 2).astype(np.intp)
        apart = np.sqrt(MOMENT) * rng.normal(size=(2, int(cluster.max()) + 1))[side, cluster]
        moved = after + apart + more * ((side == 0) & (arm == 0))
        change = np.where(rng.random(len(arm)) > KEPT, np.nan, moved - before)
        rules = Rules(LEVEL, design.method, seed, 999)
        found.append(estimate(change, (2 * side + arm).astype(np.intp), cluster, (1, -1, -1, 1), rules=rules))
    told = [one for one in found if isinstance(one, Estimate)]
    return told[0].method, held(told, more)


def rules_of(rules: Rules, seed: int) -> Rules:
    """Give each study draws of its own: one set of draws for all would be one study's luck."""
    return Rules(rules.level, rules.method, seed, rules.draws)


def people(design: Design, rng: np.random.Generator) -> tuple[Floats, Floats, Numbers, Numbers]:
    """Draw everybody's answers in two waves, in standard deviations, with their group and arm."""
    sizes = np.array([*design.theirs, *design.others])
    cluster = np.repeat(np.arange(len(sizes)), sizes)
    arm = (cluster >= len(design.theirs)).astype(np.intp)
    person = np.sqrt(PERSON) * rng.normal(size=len(cluster)) + np.sqrt(GROUP) * rng.normal(size=len(sizes))[cluster]
    waves = [
        person
        + np.sqrt(MOMENT) * rng.normal(size=len(sizes))[cluster]
        + np.sqrt(ANSWER) * rng.normal(size=len(cluster))
        for _ in range(2)
    ]
    return waves[0], waves[1] + design.effect * (arm == 0), arm, cluster


def bounds(studies: int, rng: np.random.Generator, *, samples: int = 199) -> dict[str, float]:
    """
    Draw studies in which those who did worse leave, participants more than others, and count what holds the truth.

    Returns:
        `none`, `one-way`: share of studies in which the bounds, widened, hold the effect that they are stated for.
        `none-inner`: share in which the bounds hold the effect that nobody's leaving would have shown; all of them.
        `plain`: share in which the plain interval holds the effect on everybody.
    """
    every, staying = truths()
    counted = {"none": 0, "one-way": 0, "none-inner": 0, "plain": 0}
    for _ in range(studies):
        arms, whole = leaving((15,) * 20, (15,) * 20, rng)
        worst, lee = worst_case(arms, rules=Rules()), one_way(arms, rules=Rules(), samples=samples)
        plain = estimate(arms.change, arms.arm, arms.cluster, ARMS, rules=Rules(), dealt=True)
        shown = whole[arms.arm == 0].mean() - whole[arms.arm == 1].mean()
        counted["none"] += worst is not None and worst.outer_low <= every <= worst.outer_high
        counted["none-inner"] += worst is not None and worst.low <= shown <= worst.high
        counted["one-way"] += lee is not None and lee.outer_low <= staying <= lee.outer_high
        counted["plain"] += isinstance(plain, Estimate) and plain.low <= every <= plain.high
    return {name: number / studies for name, number in counted.items()}


def leaving(theirs: Sequence[int], others: Sequence[int], rng: np.random.Generator) -> tuple[Arms, Floats]:
    """Draw one study on a scale from 1 to 7; whoever did worse is more likely to leave, more so among participants."""
    change, before, arm, cluster, stays = drawn(theirs, others, rng)
    gone = stays < np.where(arm == 0, 0.35, 0.15)
    return Arms(np.where(gone, np.nan, change), before, arm, cluster, 1.0, 7.0), change


def drawn(
    theirs: Sequence[int], others: Sequence[int], rng: np.random.Generator
) -> tuple[Floats, Floats, Numbers, Numbers, Floats]:
    """Draw changes, values before, arms, groups, and how much each one is inclined to stay (evenly from 0 to 1)."""
    design = Design("", tuple(theirs), tuple(others), 0.5)
    one, two, arm, cluster = people(design, rng)
    before, after = (np.clip(np.round(4 + 1.3 * wave), 1, 7) for wave in (one, two))
    inclined = 0.5 * (two - one - design.effect * (arm == 0)) + rng.normal(size=len(arm))
    order = inclined.argsort().argsort()
    return after - before, before, arm, cluster, (order + 0.5) / len(order)


def truths() -> tuple[float, float]:
    """Reckon, from very many people, the effect on everybody and on those who would stay either way."""
    change, _, arm, _, stays = drawn((10,) * MANY, (10,) * MANY, np.random.default_rng(1))
    kept = stays >= 0.35
    both = [change[(arm == one)].mean() for one in (0, 1)], [change[(arm == one) & kept].mean() for one in (0, 1)]
    return float(both[0][0] - both[0][1]), float(both[1][0] - both[1][1])


def held(found: Sequence[Estimate], truth: float) -> float:
    """Return the share of intervals that hold the truth."""
    return float(np.mean([one.low <= truth <= one.high for one in found]))


def table(measured: Sequence[tuple[Design, Held]]) -> list[str]:
    """Lay out how often intervals hold."""
    head = ["groups, half of them take part", "planted", "method", "held", "held in SD", "mean width", "said"]
    rows = [
        [
            design.name,
            f"{design.effect:.1f}",
            one.method,
            f"{one.plain:.1%}",
            f"{one.standardised:.1%}",
            f"{one.width:.2f}",
            one.said,
        ]
        for design, one in measured
    ]
    return [
        f"How often a 95 % interval holds a planted effect: {STUDIES:,} studies a design, {1 - KEPT:.0%} of people",
        "lost at random (nobody who is a group alone). By chance a share of 95 % lies between 93.4 and 96.6 %. Dealing",
        "out few groups can only give certain levels: with 4 and 4 that is 97.1 %, which is what is found.",
        "",
        *report.table(head, rows),
    ]


def table_of_asymmetry(measured: Sequence[tuple[Design, tuple[str, float]]]) -> list[str]:
    """Lay out how often the interval of an asymmetry holds."""
    rows = [[one.name, method, f"{share:.1%}"] for one, (method, share) in measured]
    return [
        "One side is moved by 0.3 standard deviations more than the other, both being in every group: how often the",
        "interval of that asymmetry holds it.",
        "",
        *report.table(["groups, half of them take part", "method", "held"], rows),
    ]


def table_of_bounds(measured: dict[str, float]) -> list[str]:
    """Lay out how often bounds hold."""
    words = {
        "none": "bounds that assume nothing, widened",
        "one-way": "bounds that assume one way of leaving, widened",
        "none-inner": "bounds that assume nothing, as they are: the effect had nobody left",
        "plain": "the plain interval, which assumes that people left at random",
    }
    return [
        "Those who did worse leave: 35 % of the participants and 15 % of the others, 20 groups of 15 each. How often",
        f"the truth is held, in {STUDIES:,} studies.",
        "",
        *report.table(["what", "held"], [[words[name], f"{share:.1%}"] for name, share in measured.items()]),
    ]


if __name__ == "__main__":
    sys.exit(main())
