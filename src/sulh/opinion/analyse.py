"""
From one dialogue to its findings: the order of the steps, and nothing else.

    Dialogue ─▶ tally ─▶ own answers ─▶ standings, divides, unheard, comparison
                  └────▶ pooled estimate ─▶ scores
                  └────▶ groups, integrity (fifty participants or more), routing
    the same again without the flagged, and by one further declared cut

Each step is a module of its own beside this one. Nothing is read or written here.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from sulh.errors import SettingError
from sulh.model.dialogue import Dialogue, Int64s
from sulh.model.findings import FEWEST_FOR_PATTERNS, Findings, Options, PassAs
from sulh.opinion import account, contrast, judged, subsets
from sulh.opinion.comparison import comparison
from sulh.opinion.engine import LocalEngine
from sulh.opinion.groups import groups
from sulh.opinion.routing import routing

ENDS_MEET = 0.5  # the confidence at which the two ends of an interval are one
STAGES = ("tally and estimate", "groups", "integrity", "cut", "findings")

Progress = Callable[[str], None]


def analyse(
    dialogue: Dialogue,
    *,
    level: float = 0.6,
    confidence: float = 0.9,
    pass_as: PassAs = "not-agree",
    seed: int = 0,
    engine: subsets.MakeEngine = LocalEngine,
    progress: Progress = lambda _: None,
) -> Findings:
    """
    Find what every side accepts, what divides, and what has not been heard.

    Args:
        dialogue: What was answered, by whom, on which side. Not altered.
        level: Share of each side that has to agree, above 0 and below 1.
        confidence: With which each end of an interval holds, above one half and below 1.
        pass_as: "not-agree" counts a pass as an answer that does not agree; "missing" as no answer.
        seed: For everything drawn at random; the same inputs and seed give the same findings, byte for byte.
        engine: Makes the engine that runs the passes; `LocalEngine`, or one on several machines.
        progress: Called with the name of each of `STAGES` when it begins.

    Returns:
        The findings: the facilitator's working paper, not to be handed on.

    Raises:
        SettingError: If an option is out of range.

    >>> from sulh.synth import Recipe, synthesise
    >>> dialogue, truth = synthesise(Recipe(sides={"A": 60, "B": 30}, statements=8), seed=1)
    >>> findings = analyse(dialogue)
    >>> [side.name for side in findings.sides], len(findings.statements)
    (['A', 'B'], 8)
    """
    options = _checked(Options(level=level, confidence=confidence, pass_as=pass_as, seed=seed))
    invited = _invited(dialogue)
    patterns = len(dialogue.votes.participants) >= FEWEST_FOR_PATTERNS
    progress("tally and estimate")
    runs = engine(dialogue.votes, dialogue.sides)
    found = judged.judge(runs, options, invited)
    progress("groups")
    grouped, no_map = groups(runs, found.tally, seed=seed) if patterns else (None, None)
    progress("integrity")
    integrity = subsets.integrity(dialogue, found, options, engine, invited) if patterns else None
    progress("cut")
    by_cut = subsets.by_cut(dialogue, options, engine)
    progress("findings")
    return Findings(
        inputs=account.inputs(dialogue, options),
        sides=account.sides(dialogue, found, options),
        statements=judged.statements(found, dialogue.texts),
        comparison=comparison(found.tally),
        divides=contrast.divides(found.own, found.tally),
        unheard=contrast.unheard(found.own, found.tally, level=level, confidence=confidence),
        cut=by_cut,
        groups=grouped,
        integrity=integrity,
        routing=routing(found.tally, seed=seed),
        cannot_say=account.cannot_say(dialogue, found, options, no_map=no_map),
    )


def _checked(options: Options) -> Options:
    if not 0 < options.level < 1:
        raise SettingError(f"The level is {options.level}; it must lie above 0 and below 1, such as 0.6.")
    if not ENDS_MEET < options.confidence < 1:
        raise SettingError(f"The confidence is {options.confidence}; it must lie above 0.5 and below 1, such as 0.9.")
    if options.seed < 0:
        raise SettingError(f"The seed is {options.seed}; it must be a whole number from 0.")
    return options


def _invited(dialogue: Dialogue) -> Int64s | None:
    if dialogue.invited is None:
        return None
    return np.array([dialogue.invited[name] for name in dialogue.sides.names], dtype=np.int64)
