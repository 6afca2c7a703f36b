"""
What is missing from outcome statements, each alone and all of a process together; and where outcomes lie.

    doubts      one outcome: what a sceptical reader would ask of it
    lopsided    all of them: nothing negative or unintended told, all in one family, one cell, on one side
    crossed     how many lie in each of d'Estrée's kinds and each cell of the RPP matrix, those that say neither apart
    as_of       what had changed by a day, with what independent people had said by then
    since       between two days: which came, and of which somebody independent said what

A denial is told like an agreement and takes nothing away: whoever reads judges. Nothing here adds outcomes up to how
much was achieved, or says whose doing they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final, Literal

from msgspec.structs import replace

from sulh.model.findings import Value
from sulh.model.initiatives import Quadrant
from sulh.model.outcomes import VERDICTS, Kind, Outcome, Verdict

Doubt = Literal["no-evidence", "no-contribution", "no-authority", "nobody-independent", "partly", "denied", "disputed"]
Lopsided = Literal["only-good", "one-family", "one-quadrant", "one-side"]
ENOUGH: Final = 3  # outcomes; of fewer it says nothing that they are alike


class Since(Value, frozen=True):
    """
    What came between two days, by the numbers of outcomes.

    Attributes:
        changed: Had changed after the first day and by the second.
        said: Of which somebody independent said this in between, whatever was said of them before or besides.
    """

    changed: tuple[int, ...]
    said: Mapping[Verdict, tuple[int, ...]]


def doubts(outcome: Outcome) -> tuple[Doubt, ...]:
    """
    Return what is doubtful of an outcome, in a fixed order.

    `no-authority`: a political or legal change of a body that is no authority; such a change is an act of one (C6).
    `disputed`: of those who were asked, some deny it and others do not; `denied`: all deny it.
    """
    said = {one.verdict for one in outcome.substantiations}
    found: list[tuple[Doubt, bool]] = [
        ("no-evidence", not outcome.evidence),
        ("no-contribution", not outcome.contribution),
        ("no-authority", outcome.family == "political_legal" and outcome.who != "authority"),
        ("nobody-independent", not said),
        ("partly", "partly" in said and "denies" not in said),
        ("denied", said == {"denies"}),
        ("disputed", "denies" in said and len(said) > 1),
    ]
    return tuple(code for code, holds in found if holds)


def lopsided(outcomes: Sequence[Outcome]) -> tuple[Lopsided, ...]:
    """
    Return how the outcomes of a process are one-sided; nothing while there are fewer than three.

    What an outcome does not say, its cell or its side, is counted as not known and never as another one.
    """
    if len(outcomes) < ENOUGH:
        return ()
    cells = [{str(one.quadrant)} for one in outcomes if one.quadrant is not None]
    sides: list[set[str]] = [set(one.sides) for one in outcomes if one.sides]
    found: list[tuple[Lopsided, bool]] = [
        ("only-good", not any(one.negative or not one.intended for one in outcomes)),
        ("one-family", len({one.family for one in outcomes}) == 1),
        ("one-quadrant", _alone(cells)),
        ("one-side", _alone(sides)),
    ]
    return tuple(code for code, holds in found if holds)


def denials(outcome: Outcome) -> int:
    """Return how many of those who were asked deny an outcome."""
    return sum(one.verdict == "denies" for one in outcome.substantiations)


def crossed(outcomes: Iterable[Outcome]) -> Mapping[tuple[Kind | None, Quadrant | None], int]:
    """Return how many outcomes lie where both views cross; None stands for what was not said."""
    return Counter((one.kind, one.quadrant) for one in outcomes)


def as_of(outcomes: Iterable[Outcome], day: date) -> tuple[Outcome, ...]:
    """
    Return what had changed by a day, in the order given, with what independent people had said by then.

    The day of an outcome is the one on which something had changed, not the one on which it was written down.

    >>> told = ("group", "Millers", "practice", "They share the water.", "attitudes")
    >>> both = [Outcome(str(n), n, *told, date(2026, n, 1)) for n in (3, 5)]
    >>> [one.number for one in as_of(both, date(2026, 4, 1))]
    [3]
    """
    return tuple(
        replace(one, substantiations=tuple(said for said in one.substantiations if said.on <= day))
        for one in outcomes
        if one.on <= day
    )


def since(outcomes: Iterable[Outcome], before: date, day: date) -> Since:
    """Return what came after one day and by another."""
    found = sorted(as_of(outcomes, day), key=lambda one: one.number)
    return Since(
        changed=tuple(one.number for one in found if one.on > before),
        said={
            verdict: tuple(
                one.number
                for one in found
                if any(said.verdict == verdict and said.on > before for said in one.substantiations)
            )
            for verdict in VERDICTS
        },
    )


def _alone(named: Sequence[set[str]]) -> bool:
    """Whether enough outcomes name one, and all the same one."""
    return len(named) >= ENOUGH and len(set[str]().union(*named)) == 1
