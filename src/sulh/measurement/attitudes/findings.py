"""
What comes out of a study of attitudes: frozen values in which no figure stands without its doubt.

    Report ─┬─ results      one measure at one wave: effect or change, by side, bounds, and whether it was planned
            ├─ balance      how unlike the groups were before anything began
            ├─ reach        how many of those who were asked answered at first
            ├─ attrition    who was lost, by group and side: counts, never a list
            ├─ lists        what list experiments estimate
            ├─ cumulative   whether social distance may be summed
            └─ left_out, not_measured, warnings

    Estimate   an effect with its interval; p stands in it and nowhere else
    Unsaid     what cannot be said, and what it would take

A change without people to compare with is called a change and never an effect. All of it is about those who took part,
never about a society. Codes are put into words by `sulh.measurement.attitudes.words`.
"""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

from sulh.errors import SettingError
from sulh.model.findings import Value
from sulh.model.studies import Better, Correction, Expectation, Needed, StudyGroup

How = Literal["robust", "wild", "randomisation", "signs"]
Why = Literal["no-answers", "few-people", "few-clusters", "no-spread", "two-answers"]
Compared = Literal["none", "comparison", "wait_list", "both"]
LeftOutWhy = Literal["code-twice", "group-changes", "no-baseline", "unknown-wave", "unknown-side", "off-scale"]
LEFT_OUT_WHYS: tuple[LeftOutWhy, ...] = get_args(LeftOutWhy)
Reading = Literal["better", "worse", "held", "unclear", "no-direction"]


class Estimate(Value, frozen=True, tag=True):
    """
    An estimate with all that belongs to it.

    Attributes:
        effect, low, high: In the unit of the measure (or in standard deviations), at `level`.
        p: Of no effect at all, two-sided; None where nothing was tested. It has no place outside an estimate.
        n, clusters: People and clusters that it rests on.
        method: How the interval came about.
        doubts: Codes, each of which a reader has to see beside the figure.

    Raises:
        SettingError: If the interval does not hold the effect, or a number is none.

    >>> Estimate(0.4, 0.1, 0.7, 0.95, 0.01, 60, 12, "randomisation").doubts
    ()
    """

    effect: float
    low: float
    high: float
    level: float
    p: float | None
    n: int
    clusters: int
    method: How
    doubts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an effect without its interval."""
        if not -float("inf") < self.low <= self.effect <= self.high < float("inf"):
            raise SettingError(f"An interval from {self.low} to {self.high} does not hold the effect {self.effect}.")
        if self.p is not None and not 0 <= self.p <= 1:
            raise SettingError(f"p lies between 0 and 1, not at {self.p}.")


class Unsaid(Value, frozen=True, tag=True):
    """
    What cannot be said.

    Attributes:
        why: `no-answers`, `few-people`, `few-clusters`, `no-spread` (everybody has the same value), or `two-answers`
            (of yes and no the spread tells how many said yes).
        n, clusters: What there is.
        needed: How many people or clusters in each group it would take; 0 where more would not help.
    """

    why: Why
    n: int
    clusters: int
    needed: int = 0
    doubts: tuple[str, ...] = ()


Said: TypeAlias = Estimate | Unsaid


class Change(Value, frozen=True):
    """Change since the baseline of one group, of one side or (side None) of all; an interval and no test."""

    group: Literal["participants", "compared"]
    side: str | None
    found: Said


class OfSide(Value, frozen=True):
    """What was found of one side's people: an interval and no test, which would be one more for each side."""

    side: str
    found: Said


class Asymmetry(Value, frozen=True):
    """
    How much more one side was moved (or lost) than another: a finding of its own, since they seldom move alike.

    Attributes:
        adjusted: p after all asymmetries of the report are counted (Benjamini and Hochberg), beside `found`.
    """

    one: str
    other: str
    found: Said
    adjusted: float | None = None


class Bounds(Value, frozen=True):
    """
    Between which values the effect lies, whatever became of those who were lost.

    Attributes:
        assumption: `none`: those who were lost may have ended anywhere on the scale (Manski); the effect on everybody.
            `one-way`: taking part made people stay or made them leave, never both (Lee); the effect on those who
            would have stayed either way.
        low, high: The bounds.
        outer_low, outer_high: The same, widened at each end by the uncertainty of who was asked.
    """

    assumption: Literal["none", "one-way"]
    low: float
    high: float
    outer_low: float
    outer_high: float
    level: float


class Tipping(Value, frozen=True):
    """
    How much worse the lost participants would have had to do than those who stayed, for the finding to be lost.

    Attributes:
        no_effect: For the effect to be zero, in the unit of the measure.
        unclear: For the interval to reach zero.
        possible: Whether the scale is long enough for the latter.
    """

    no_effect: float
    unclear: float
    possible: bool


class Result(Value, frozen=True, kw_only=True):
    """
    One measure at one wave.

    Attributes:
        kind: `effect` beside people who did not (or not yet) take part; `change` without any.
        compared: With whom; `none` is said here, so that nobody can leave it out.
        found: The effect, or the change of those who took part, with every doubt there is about it.
        standardised: The same in standard deviations at the baseline; its interval knows that they are estimated.
        sides: The same of each side's people.
        planned, primary, expected: What the frozen plan says of it; not planned where there is no plan.
        correction, adjusted: p after all results of its family are counted, beside `found`; None where nothing was.
        covariance: The effect with the baseline taken out, an interval and no test; only where the plan asks for it, a
            lot decided who takes part, and somebody is compared.
        deviation: Standard deviation at the baseline, by which `standardised` is divided; None where that is not told.
        bounds, tipping: What those who were lost could change; bounds only where somebody was lost.
        reading: Which way it points: `held` where those who did not take part got worse and those who did, did not.
    """

    measure: str
    wave: str
    kind: Literal["effect", "change"]
    compared: Compared
    better: Better
    adverse: bool
    behaviour: bool
    found: Said
    standardised: Said
    changes: tuple[Change, ...]
    sides: tuple[OfSide, ...]
    asymmetry: tuple[Asymmetry, ...]
    planned: bool
    primary: bool
    expected: Expectation
    correction: Correction
    adjusted: float | None
    bounds: tuple[Bounds, ...]
    tipping: Tipping | None
    reading: Reading
    covariance: Said | None = None
    deviation: float | None = None


class Balance(Value, frozen=True):
    """How far the participants were from those compared at the baseline, in the unit and in standard deviations."""

    measure: str
    found: Said
    standardised: float | None


class Lost(Value, frozen=True):
    """
    How many of a group and side were asked at the baseline, and how many of them answered in this wave.

    Attributes:
        asked, answered: None where fewer than k were asked: that there are few is all that is told.
    """

    group: StudyGroup
    side: str
    asked: int | None
    answered: int | None


class Attrition(Value, frozen=True):
    """
    Who was lost by one wave.

    Attributes:
        lost: By group and side.
        share: Share of the participants who were lost; None where fewer than k were asked.
        by_group: Share lost among participants less that among those compared; None without anybody to compare.
        by_side: Share lost on one side less that on another.
    """

    wave: str
    lost: tuple[Lost, ...]
    share: float | None
    by_group: Said | None
    by_side: tuple[Asymmetry, ...]


class Reach(Value, frozen=True):
    """How many people were asked at first, and how many of them answered; None where fewer than k did."""

    asked: int
    answered: int | None


class Listed(Value, frozen=True):
    """
    What a list experiment estimates: the share to whom the statement applies, which nobody said of themselves.

    Attributes:
        group: Whose share; `difference` for the participants' less that of those compared.
        doubts: `list-design-effect` where the answers cannot be those of one list with and without a statement.
    """

    item: str
    wave: str
    group: Literal["participants", "compared", "difference"]
    found: Said
    doubts: tuple[str, ...]


class Cumulative(Value, frozen=True):
    """
    Whether the items of a scale of social distance build on one another, where they do so least.

    Attributes:
        wave, side: Of whom; side None for all together.
        reproducibility: Share of answers that the number of acceptances foretells.
        by_chance: What the items' frequencies alone would give; a value near it says little.
        n: Complete answers it rests on.
        summed: Whether the scale may be summed: from .90 on. If not, its items stand by themselves.
    """

    scale: str
    wave: str
    side: str | None
    reproducibility: float | None
    by_chance: float | None
    n: int
    summed: bool


class LeftOut(Value, frozen=True):
    """How many rows (of `off-scale`: answers) were left out for one reason; never whose."""

    why: LeftOutWhy
    number: int


class NotMeasured(Value, frozen=True):
    """A planned outcome of which there is no result."""

    measure: str
    wave: str
    primary: bool


class Report(Value, frozen=True, kw_only=True):
    """
    Everything.

    Attributes:
        about: Whom all of it is about.
        plan: SHA-256 of the plan; None where nothing was laid down before.
        version: Of Sulh, by which it was found; empty in reports that are older than this field.
        departures: Codes for where the study left its plan.
        missing_kinds: Kinds of item that the instrument lacks without a reason.
        warnings: Codes about several results together.
        reach: How many of those who were asked answered at first; None where nobody said how many were.
    """

    about: Literal["those-who-took-part"] = "those-who-took-part"
    study: str
    level: float
    seed: int
    plan: str | None
    version: str = ""
    departures: tuple[str, ...]
    missing_kinds: tuple[Needed, ...]
    results: tuple[Result, ...]
    balance: tuple[Balance, ...]
    attrition: tuple[Attrition, ...]
    lists: tuple[Listed, ...]
    cumulative: tuple[Cumulative, ...]
    left_out: tuple[LeftOut, ...]
    not_measured: tuple[NotMeasured, ...]
    warnings: tuple[str, ...]
    reach: Reach | None = None
