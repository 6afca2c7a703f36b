"""
What those who were lost could change: bounds under two assumptions, and how bad it would have to be.

    worst_case    nothing is assumed: each of the lost may have ended anywhere on the scale     the effect on everybody
    one_way       taking part made people stay, or made them leave, but not some the one and    the effect on those who
                  some the other: as many as too many stayed are cut off, at either end         would stay either way
    tipping       how much worse than those who stayed the lost would have had to do

Of few who were lost nothing is used, not even what they answered at the baseline: they are taken to have moved from one
end of the scale to the other. With the effect and the counts beside it, bounds would tell their answers otherwise. Nor
are few cut off: the bound and the mean would tell what those answered who moved most.

The outer ends add the uncertainty of who was asked. Where nobody was lost there is nothing to bound.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from sulh.measurement.attitudes.cells import Numbers
from sulh.measurement.attitudes.estimating import FEWEST_ROBUST, Rules, estimate
from sulh.measurement.attitudes.findings import Bounds, Said, Tipping, Unsaid
from sulh.model.dialogue import Booleans, Floats

SAMPLES = 499
ARMS = (1.0, -1.0)


@dataclass(frozen=True, eq=False)
class Arms:
    """
    Everybody who was asked at the baseline, in two groups.

    Attributes:
        change: Shape (people,). Since the baseline; NaN for who was lost.
        before: Shape (people,). Value at the baseline.
        arm: Shape (people,). 0 for participants, 1 for those compared, −1 for neither.
        cluster: Shape (people,). Number of each one's cluster.
        low, high: The ends of the scale.
        few: Shape (people,). Who is among few of their side and group who were lost; None for nobody.
    """

    change: Floats
    before: Floats
    arm: Numbers
    cluster: Numbers
    low: float
    high: float
    few: Booleans | None = None

    @property
    def first(self) -> tuple[Floats, Floats]:
        """Value at the baseline as far as it is used, if the lost were to move down and if up; shapes (people,)."""
        few = np.zeros(len(self.before), dtype=bool) if self.few is None else self.few
        return np.where(few, self.high, self.before), np.where(few, self.low, self.before)

    @property
    def lost(self) -> Booleans:
        """Who was lost; shape (people,)."""
        gone: Booleans = np.isnan(self.change) & ~np.isnan(self.before) & (self.arm >= 0)
        return gone


def worst_case(arms: Arms, *, rules: Rules) -> Bounds | None:
    """
    Bound the effect when the lost may have ended anywhere on the scale; None where it cannot be said.

    Source:
        Manski (1990); Horowitz and Manski (2000).

    >>> change = np.array([1.0, 1.0, 1.0, np.nan, 0.0, 0.0, 1.0, 0.0])
    >>> arms = Arms(change, np.full(8, 3.0), np.array([0] * 4 + [1] * 4), np.arange(8), 1.0, 5.0)
    >>> found = worst_case(arms, rules=Rules())  # whoever was lost changed by −2 at the least and by 2 at the most
    >>> found.low, found.high  # (3 − 2)/4 − 1/4 and (3 + 2)/4 − 1/4
    (0.0, 1.0)
    """
    ends = [_filled(arms, rules, worst=worst) for worst in (True, False)]
    low, high = ends
    if isinstance(low, Unsaid) or isinstance(high, Unsaid):
        return None
    return Bounds("none", low.effect, high.effect, low.low, high.high, rules.level)


def one_way(arms: Arms, *, rules: Rules, samples: int = SAMPLES) -> Bounds | None:
    """
    Bound the effect on those who would have stayed either way, by cutting the group that kept more people.

    The outer ends come from drawing whole clusters anew, and from t with as many degrees of freedom as the smaller
    group has clusters, less one. None where a group has too few people or clusters, or few would be cut off.

    Source:
        Lee (2009).

    >>> change = np.array([0.0, 1.0, 2.0, 3.0, 4.0, 0.0, 0.0, 1.0, 1.0, np.nan])
    >>> arms = Arms(change, np.zeros(10), np.array([0] * 5 + [1] * 5), np.arange(10), -5.0, 5.0)
    >>> found = one_way(arms, rules=Rules(fewest=0))  # one of five: the means of 0 1 2 3 and 1 2 3 4, less 1/2
    >>> round(found.low, 6), round(found.high, 6)
    (1.0, 2.0)
    """
    kept = (arms.arm >= 0) & ~np.isnan(arms.before)
    change, arm = arms.change[kept], arms.arm[kept]
    _, cluster = np.unique(arms.cluster[kept], return_inverse=True)
    of_cluster = [np.unique(cluster[arm == one]) for one in (0, 1)]
    stayed = [int((~np.isnan(change[arm == one])).sum()) for one in (0, 1)]
    if min(stayed) < rules.fewest or min(len(one) for one in of_cluster) < FEWEST_ROBUST:
        return None
    if 0 < _cut_off(change, arm) < rules.fewest:
        return None
    found = _cut(change, arm, np.ones((1, len(change))))[0]
    with np.errstate(divide="ignore", invalid="ignore"):  # of some draws nobody stayed: they count for nothing
        drawn = _cut(change, arm, _resampled(of_cluster, cluster, samples, rules.seed))
    width = float(stdtrit(min(len(one) for one in of_cluster) - 1, (1 + rules.level) / 2))
    below, above = (float(end) for end in width * np.nanstd(drawn, axis=0, ddof=1))
    low, high = (float(end) for end in found)
    return Bounds("one-way", low, high, low - below, high + above, rules.level)


def tipping(found: Said, arms: Arms) -> Tipping | None:
    """
    Tell how much worse the lost participants would have had to do for the finding to be lost.

    The lost of those compared are taken to have done like those of them who stayed. None where there is no finding
    to lose (its interval holds zero), or no participant was lost.
    """
    theirs = (arms.arm == 0) & ~np.isnan(arms.before)
    share = float(arms.lost[theirs].mean()) if theirs.any() else 0.0
    if isinstance(found, Unsaid) or not share or found.low <= 0 <= found.high:
        return None
    near = found.low if found.effect > 0 else found.high
    stayed = float(np.nanmean(arms.change[theirs]))
    down, up = (one[theirs & arms.lost] for one in arms.first)
    furthest = arms.low - down if found.effect > 0 else arms.high - up
    room = abs(float(np.mean(furthest)) - stayed)
    return Tipping(abs(found.effect) / share, abs(near) / share, possible=room >= abs(near) / share)


def _filled(arms: Arms, rules: Rules, *, worst: bool) -> Said:
    """Estimate with the lost put where they make the effect smallest, or largest."""
    fell, rose = arms.first
    down, up = arms.low - fell, arms.high - rose
    theirs, others = (down, up) if worst else (up, down)
    extreme = np.where(arms.arm == 0, theirs, others)
    filled = np.where(arms.lost, extreme, arms.change)
    return estimate(filled, arms.arm, arms.cluster, ARMS, rules=rules, dealt=True)


def _resampled(of_cluster: list[Numbers], cluster: Numbers, samples: int, seed: int) -> Floats:
    """Draw clusters anew within each group; how often each person is then there, shape (samples, people)."""
    rng = np.random.default_rng(seed)
    times = np.zeros((samples, int(cluster.max()) + 1))
    for one in of_cluster:
        times[:, one] += rng.multinomial(len(one), np.full(len(one), 1 / len(one)), samples)
    found: Floats = times[:, cluster]
    return found


def _cut_off(change: Floats, arm: Numbers) -> float:
    """Return how many people of the group that kept more of them are cut off."""
    there = ~np.isnan(change)
    stayed, kept = zip(*((there[arm == one].sum(), there[arm == one].mean()) for one in (0, 1)), strict=True)
    found: float = max(stayed[one] * (1 - kept[1 - one] / kept[one]) for one in (0, 1))
    return round(found, 9)


def _cut(change: Floats, arm: Numbers, times: Floats) -> Floats:
    """Lower and upper bound for every weighting of people; shape (samples, 2)."""
    there = ~np.isnan(change)
    rate = [(times[:, (arm == one) & there]).sum(1) / times[:, arm == one].sum(1) for one in (0, 1)]
    means = []
    for one in (0, 1):
        mine = (arm == one) & there
        order = np.argsort(change[mine], kind="stable")
        least = np.minimum(1.0, rate[1 - one] / rate[one])
        means.append(_trimmed(change[mine][order], times[:, mine][:, order], least))
    return np.stack([means[0][0] - means[1][1], means[0][1] - means[1][0]], axis=1)


def _trimmed(ordered: Floats, times: Floats, share: Floats) -> tuple[Floats, Floats]:
    """Mean of the lowest and of the highest share of people; shapes (samples,)."""
    return _lowest(ordered, times, share), _lowest(ordered[::-1], times[:, ::-1], share)


def _lowest(ordered: Floats, times: Floats, share: Floats) -> Floats:
    """Mean of the first share of people in this order; the last of them may count in part."""
    upto = times.cumsum(axis=1)
    keep = share * upto[:, -1]
    part = np.clip(keep[:, None] - (upto - times), 0, times)
    mean: Floats = (part @ ordered) / keep
    return mean
