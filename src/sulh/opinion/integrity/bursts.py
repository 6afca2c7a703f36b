"""
Bursts: people of one side who came in a rush and answered alike.

    when each began ─▶ rushes   far more of the side in minutes than in the hours around
    each rush       ─▶ alike    do they answer more alike than as many drawn from the rest of the side?

A rush alone means nothing: somebody passed the link on, a meeting began. Alike alone may be a friendship. Only both
together are reported. Without times nothing is looked for.
"""

from __future__ import annotations

import numpy as np
from scipy.special import gammainc, ndtr

from sulh.model.dialogue import Floats, Int64s, Votes
from sulh.model.findings import DECIMALS
from sulh.opinion.integrity.chance import discoveries
from sulh.opinion.integrity.found import Found
from sulh.opinion.integrity.people import answers_of

WINDOWS = (120, 600)  # seconds: over an hour, an honest link passed on among friends looks the same
AROUND = 6 * 3600  # seconds on either side that say what is usual then
FEWEST_IN_RUSH = 5
LARGEST_PART = 0.5  # of a side; where more came at once, that was the meeting itself
TOO_MANY = 0.01  # chance of such a rush anywhere in the side
MOST_RUSHES = 20
MOST_COMPARED = 200  # people of one rush
DRAWS = 200  # groups of the same size drawn from the rest of the side
FALSE_ALIKE = 0.001  # the normal approximation of the last step is rough far out: stricter than elsewhere


def bursts(votes: Votes, members: Int64s, rates: Floats, *, rng: np.random.Generator) -> list[Found]:
    """
    Find rushes of one side whose people answered more alike than the side does.

    Args:
        votes: All answers; `began` says when each participant came.
        members: Shape (members,). Participant numbers of the side.
        rates: Shape (statements, 3). The side's chance of yes, no and pass.
        rng: Draws the groups for comparison.

    Returns:
        One finding for each burst. Evidence: `people`; `seconds` from the first to the last; `usual`, how many would
        come in such a time; `alike`, by how many standard deviations their agreement with one another exceeds that
        of groups drawn from the rest; `chance` of that.
    """
    if votes.began is None:
        return []
    came = members[votes.began[members] >= 0]
    came = came[np.argsort(votes.began[came], kind="stable")]
    rushes = _rushes(votes.began[came])
    compared = [(came[first:last], usual) for first, last, usual in rushes]
    alike = np.array([_alike(votes, who, came, rates, rng) for who, _ in compared])
    chance = ndtr(-alike)
    kept = np.flatnonzero(discoveries(chance, among=len(rushes), rate=FALSE_ALIKE))
    return [_found(votes.began, *compared[k], float(alike[k]), float(chance[k])) for k in kept]


def _rushes(began: Int64s) -> list[tuple[int, int, float]]:
    """Return first, one past the last, and the usual number, of rushes that do not overlap. `began` rises."""
    looked_at: list[tuple[float, int, int, int, float]] = []
    people = np.arange(len(began))
    for window in WINDOWS:
        last = np.searchsorted(began, began + window, side="right")
        count = last - people
        before = people - np.searchsorted(began, began - AROUND)
        after = np.searchsorted(began, began + window + AROUND, side="right") - last
        # hours before the first and after the last came are not part of what is usual
        around = np.minimum(began + window + AROUND, began[-1:]) - np.maximum(began - AROUND, began[:1]) - window
        usual = (before + after + 1) * window / np.maximum(around, window)
        chance = gammainc(np.maximum(count, 1), usual) * len(began) * len(WINDOWS)
        large = (count >= FEWEST_IN_RUSH) & (count <= LARGEST_PART * len(began)) & (chance <= TOO_MANY)
        looked_at += [
            (float(chance[i]), -int(count[i]), int(i), int(last[i]), float(usual[i])) for i in np.flatnonzero(large)
        ]
    rushes: list[tuple[int, int, float]] = []
    for _, _, first, end, expected in sorted(looked_at):
        if len(rushes) == MOST_RUSHES:
            break
        if all(end <= f or first >= e for f, e, _ in rushes):
            rushes.append((first, end, expected))
    return rushes


def _alike(votes: Votes, who: Int64s, side: Int64s, rates: Floats, rng: np.random.Generator) -> float:
    """By how many standard deviations these people agree more with one another than groups drawn from the rest."""
    who = who if len(who) <= MOST_COMPARED else np.sort(rng.choice(who, MOST_COMPARED, replace=False))
    rest = np.setdiff1d(side, who)
    same = (rates**2).sum(axis=1)
    drawn = [_agreement(votes, rng.choice(rest, len(who), replace=False), same) for _ in range(DRAWS)]
    width = float(np.std(drawn))
    return (_agreement(votes, who, same) - float(np.mean(drawn))) / width if width > 0 else 0.0


def _agreement(votes: Votes, who: Int64s, same: Floats) -> float:
    """
    Return how much oftener two of these people answer a statement alike than two of their side, -1 to 1.

    Summed over all pairs of people and all statements both answered, counted statement by statement.
    """
    rows = answers_of(votes, who)
    width = len(votes.statements)
    each = [np.bincount(rows.statement[rows.vote == vote], minlength=width) for vote in (1, -1, 0)]
    alike = sum(count * (count - 1) for count in each)
    answered = np.sum(each, axis=0)
    pairs = answered * (answered - 1)
    return float((alike - pairs * same).sum()) / max(float(pairs.sum()), 1.0)


def _found(began: Int64s, who: Int64s, usual: float, alike: float, chance: float) -> Found:
    evidence = {
        "people": float(len(who)),
        "seconds": float(began[who[-1]] - began[who[0]]),
        "usual": float(f"{usual:.3g}"),
        "alike": round(alike, DECIMALS),
        "chance": float(f"{chance:.3g}"),
    }
    return Found("burst", np.sort(who), evidence)
