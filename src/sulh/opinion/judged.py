"""
One tally, judged, and how each statement's findings are written from it.

    Judged ─┬─ tally       counts by side
            ├─ own         own answers with their interval
            ├─ standings   from own answers alone
            └─ estimate    pooled, for the score alone

The same few functions serve the whole dialogue, the dialogue without flagged participants, and one value of a cut.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sulh.model.dialogue import Floats, Int64s
from sulh.model.findings import DECIMALS, Options, OwnAnswers, Standing, Statement
from sulh.opinion import interval
from sulh.opinion.engine import Engine, count
from sulh.opinion.pooled import pooled
from sulh.opinion.standing import FIRM, NOBODY, Standings, standings
from sulh.opinion.tally import Tally


@dataclass(frozen=True, eq=False)
class Judged:
    """One tally, judged: what every part of the findings is written from."""

    tally: Tally
    own: interval.OwnIntervals
    standings: Standings
    estimate: Floats


def judge(engine: Engine, options: Options, invited: Int64s | None) -> Judged:
    """
    Count, take each side's own answers, judge every statement, and estimate for the order.

    Args:
        engine: Runs the passes over the answers.
        options: Level, confidence and what a pass counts as.
        invited: Shape (sides,). Number invited per side in an invited room; None in an open consultation.
    """
    tally = count(engine)
    own = interval.own_answers(tally, confidence=options.confidence, pass_as=options.pass_as, invited=invited)
    found = standings(own, level=options.level, confidence=options.confidence)
    estimate = pooled(engine, tally, low=own.low, high=own.high, pass_as=options.pass_as)
    return Judged(tally, own, found, estimate)


def rounded(value: float) -> float | None:
    """Round to six decimals; not a number becomes null, "cannot be said"."""
    return None if np.isnan(value) else round(float(value), DECIMALS)


def _own_answers(judged: Judged, side: int, statement: int) -> OwnAnswers:
    own = judged.own
    agree, disagree, passed = (int(n) for n in judged.tally.counts[side, statement])
    return OwnAnswers(
        agree=agree,
        disagree=disagree,
        passed=passed,
        answered=agree + disagree + passed,
        low=rounded(own.low[side, statement]),
        high=rounded(own.high[side, statement]),
        estimate=rounded(judged.estimate[side, statement]),
    )


def _undeclared(tally: Tally, statement: int) -> OwnAnswers | None:
    agree, disagree, passed = (int(n) for n in tally.counts[-1, statement])
    if not agree + disagree + passed:
        return None
    return OwnAnswers(agree, disagree, passed, agree + disagree + passed, None, None, None)


def scores(judged: Judged) -> tuple[Floats, Int64s]:
    """Smallest estimate over the sides, and whose it is; NaN and nobody where a side is unheard."""
    estimate = judged.estimate
    if not len(estimate):
        return np.full(estimate.shape[1], np.nan), np.full(estimate.shape[1], NOBODY)
    heard = ~np.isnan(estimate).any(axis=0)
    lowest = np.argmin(np.nan_to_num(estimate, nan=-1.0), axis=0)
    return np.where(heard, estimate.min(axis=0), np.nan), np.where(heard, lowest, NOBODY).astype(np.int64)


def _name(tally: Tally, side: int) -> str | None:
    return None if side == NOBODY else tally.sides[side]


@dataclass(frozen=True)
class Verdict:
    """What stands beside every statement wherever it is listed."""

    standing: Standing
    witness: str | None
    margin: int | None
    margin_side: str | None


def verdict(judged: Judged, statement: int) -> Verdict:
    """Put the standing of one statement, its witness and its margin into words and names."""
    tally, found = judged.tally, judged.standings
    firm = found.code[statement] == FIRM
    return Verdict(
        standing=found.word(statement),
        witness=_name(tally, found.witness[statement]),
        margin=int(found.margin[statement]) if firm else None,
        margin_side=_name(tally, found.margin_side[statement]) if firm else None,
    )


def by_side(judged: Judged, statement: int) -> dict[str, OwnAnswers]:
    """Every declared side's own answers to one statement, by name."""
    return {name: _own_answers(judged, g, statement) for g, name in enumerate(judged.tally.sides)}


def statements(judged: Judged, texts: Mapping[str, str]) -> list[Statement]:
    """Write every statement, highest score first; those without a score last, then by id."""
    score, witness = scores(judged)
    ranked = np.argsort(-np.nan_to_num(np.round(score, DECIMALS), nan=-1.0), kind="stable")
    return [_statement(judged, texts, int(j), (score[j], witness[j])) for j in ranked]


def _statement(judged: Judged, texts: Mapping[str, str], j: int, scored: tuple[float, int]) -> Statement:
    tally, found = judged.tally, verdict(judged, j)
    score, score_witness = scored
    return Statement(
        id=tally.statements[j],
        text=texts.get(tally.statements[j]),
        score=rounded(score),
        score_witness=_name(tally, score_witness),
        standing=found.standing,
        witness=found.witness,
        refused_by=[tally.sides[g] for g in np.flatnonzero(judged.standings.refused[:, j])],
        margin=found.margin,
        margin_side=found.margin_side,
        sides=by_side(judged, j),
        undeclared=_undeclared(tally, j),
    )
