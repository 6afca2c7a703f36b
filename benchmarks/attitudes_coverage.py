"""
Does a study find what was planted in it? The share of intervals that hold a planted effect, by number of groups.

    people in groups, two waves, an effect ──▶ some are lost ──▶ estimate ──▶ is the planted effect in the interval?

    lost at random         the interval is asked: 95 % is meant, for the effect and for it in standard deviations
    baseline taken out     the same of the effect adjusted for where people began, with how wide both intervals are
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
from sulh.measurement.attitudes.adjusting import covariance
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
BOUNDED = (4, 8, 20)  # groups in each arm, when people leave for a reason
UNLIKE = (4, 6, 8, 10, 12, 15, 20, 25, 6, 14)  # sizes of groups that are not alike
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


@dataclass(frozen=True)
class Beside:
    """How often the planted effect is held by the difference, and with the baseline taken out; how wide both are."""

    method: str
    plain: float
    adjusted: float
    width: float
    narrow: float


def main() -> int:
    """Simulate, print, write the section of the page; fail where an interval or a bound holds too seldom."""
    measured = [(design, simulate(design, STUDIES, np.random.default_rng(at))) for at, design in enumerate(designs())]
    narrower = [(one, beside_covariance(one, STUDIES, np.random.default_rng(0))) for one in covaried()]
    uneven = [(one, asymmetry(one, STUDIES, np.random.default_rng(0))) for one in asymmetric()]
    bounded = {groups: bounds(STUDIES, np.random.default_rng(0), groups=groups) for groups in BOUNDED}
    lines = [*table(measured), "", *table_of_covariance(narrower), "", *table_of_asymmetry(uneven), ""]
    lines += table_of_bounds(bounded)
    print("\n".join(lines))
    report.write("attitudes_coverage", lines)
    least = min(one.plain for design, one in measured if design.method == "by_rule")
    least = min(least, *(one.adjusted for _, one in narrower))
    worst = min(found[name] for found in bounded.values() for name in ("none", "one-way"))
    return 0 if min(least, worst) > LEVEL - 0.02 else 1


def designs() -> list[Design]:
    """List what is simulated: 6 to 40 groups, small, large and unlike in size, effects from 0 to 0.6, hard cases."""
    numbers, effects = (8, 16, 24, 40), (0.0, 0.2, 0.4, 0.6)
    planted = dict(zip(numbers, effects, strict=True))
    alike = [
        Design(f"{n} groups of {size}", (size,) * (n // 2), (size,) * (n // 2), effect)
        for size, every in ((5, effects[::3]), (12, effects), (25, effects[::3]))
        for n in numbers
        for effect in every
    ]
    sizes = {n: tuple(UNLIKE[at % 10] for at in range(n // 2)) for n in numbers}
    mixed = [Design(f"{n} groups of 4 to 25", sizes[n], sizes[n][::-1], planted[n]) for n in numbers]
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
        found.append((one, standardise(one, *spread(before, arm, np.zeros_like(arm), fewest=1))))
    plain = [one for one, _ in found if isinstance(one, Estimate)]
    scaled = [other for _, other in found if isinstance(other, Estimate)]
    return Held(
        held(plain, design.effect),
        held(scaled, design.effect),
        float(np.mean([one.high - one.low for one in plain])),
        plain[0].method,
        len(plain),
    )


def covaried() -> list[Design]:
    """List designs for the baseline taken out: few and many groups, few people, alike and unlike in size."""
    return [
        Design("8 groups of 5", (5,) * 4, (5,) * 4, 0.2),
        Design("8 groups of 12", (12,) * 4, (12,) * 4, 0.2),
        Design("16 groups of 4 to 25", UNLIKE[:8], UNLIKE[7::-1], 0.4),
        Design("40 groups of 12", (12,) * 20, (12,) * 20, 0.6),
        *(Design(f"{each} people beside {each}, one by one", (1,) * each, (1,) * each, 0.4) for each in (5, 10, 20)),
    ]


def beside_covariance(design: Design, studies: int, rng: np.random.Generator, *, draws: int = 999) -> Beside:
    """Draw studies, some people lost at random: the difference beside the effect with the baseline taken out."""
    found: list[tuple[Estimate, Estimate]] = []
    for seed in range(studies):
        before, after, arm, cluster = people(design, rng)
        gone = rng.random(len(before)) > KEPT
        after = np.where(gone & (np.bincount(cluster)[cluster] > 1), np.nan, after)
        rules = Rules(LEVEL, design.method, seed, draws)
        plain = estimate(after - before, arm, cluster, ARMS, rules=rules, dealt=True)
        other = covariance(before, after, arm, cluster, rules=rules)
        if isinstance(plain, Estimate) and isinstance(other, Estimate):
            found.append((plain, other))
    plainly, taken = [one for one, _ in found], [other for _, other in found]
    widths = [float(np.mean([one.high - one.low for one in each])) for each in (plainly, taken)]
    return Beside(plainly[0].method, held(plainly, design.effect), held(taken, design.effect), *widths)


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


def bounds(studies: int, rng: np.random.Generator, *, groups: int = 20, samples: int = 199) -> dict[str, float]:
    """
    Draw studies in which those who did worse leave, participants more than others, and count what holds the truth.

    Args:
        studies: How many.
        rng: What draws.
        groups: Groups that take part, and as many beside them.
        samples: Draws behind the outer ends of the one-way bounds.

    Returns:
        `none`, `one-way`: share of studies in which the bounds, widened, hold the effect that they are stated for.
        `none-inner`: share in which the bounds hold the effect that nobody's leaving would have shown; all of them.
        `plain`: share in which the plain interval holds the effect on everybody.
    """
    every, staying = truths()
    counted = {"none": 0, "one-way": 0, "none-inner": 0, "plain": 0}
    for _ in range(studies):
        arms, whole = leaving((15,) * groups, (15,) * groups, rng)
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


def table_of_covariance(measured: Sequence[tuple[Design, Beside]]) -> list[str]:
    """Lay out the difference beside the effect with the baseline taken out."""
    rows = [
        [
            design.name,
            f"{design.effect:.1f}",
            one.method,
            f"{one.plain:.1%}",
            f"{one.adjusted:.1%}",
            f"{one.width:.2f}",
            f"{one.narrow:.2f}",
        ]
        for design, one in measured
    ]
    head = ["groups, half of them take part", "planted", "method", "held", "adjusted held", "mean width", "adjusted"]
    return [
        "The difference in differences beside the effect adjusted for where each person began, in the same studies:",
        "how often either interval holds what was planted, and how wide the two are on average.",
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


def table_of_bounds(measured: dict[int, dict[str, float]]) -> list[str]:
    """Lay out how often bounds hold."""
    words = {
        "none": "bounds that assume nothing, widened",
        "one-way": "bounds that assume one way of leaving, widened",
        "none-inner": "bounds that assume nothing, as they are: the effect had nobody left",
        "plain": "the plain interval, which assumes that people left at random",
    }
    head = ["what", *(f"{2 * groups} groups" for groups in measured)]
    rows = [[said, *(f"{found[name]:.1%}" for found in measured.values())] for name, said in words.items()]
    return [
        "Those who did worse leave: 35 % of the participants and 15 % of the others, groups of 15, half of which take",
        f"part. How often the truth is held, in {STUDIES:,} studies.",
        "",
        *report.table(head, rows),
    ]


if __name__ == "__main__":
    sys.exit(main())
