"""
The demonstration: two made-up villages speak about water, in three languages, with the truth beside it.

    valley(seed)     an open consultation: 180 of Orsal, 60 of Mirane, 40 statements, a planted brigade
    workshop(seed)   an invited room: six of each, 16 statements

Nobody said any of it: the texts are fiction (`sulh.synth.valley`), the answers drawn from the stated model.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sulh.model.dialogue import About, Dialogue
from sulh.synth.recipe import Brigade, Recipe
from sulh.synth.synthesise import synthesise
from sulh.synth.truth import Truth
from sulh.synth.valley import COMMON, HILL, MIRANE, OPEN, ORSAL, RIVER

VALLEY = Recipe(
    {HILL: 180, RIVER: 60},
    statements=40,
    divide="weak",
    share=0.75,
    dropout=0.15,
    seeds=0.6,
    passing=0.1,
    common_ground=6,
    divides=4,
    brigade=Brigade(HILL, share=0.05),
    times=True,
)
WORKSHOP = Recipe(
    {HILL: 6, RIVER: 6}, statements=16, divide="weak", share=1, dropout=0, seeds=1, common_ground=4, divides=3
)
ABOUT_VALLEY = About(
    title="The water of Tessal (a made-up dialogue)",
    question="What could people of both villages live with, so that the water reaches everybody?",
    chosen="Made up: whoever wished could answer; the sides are the villages people named as their own.",
    when="Made up: two weeks in January 2030",
    how="Made up: on telephones, in Arabic, French and English",
    missing="Made up: shepherds who were in the high pastures, and people who left the valley.",
)
ABOUT_WORKSHOP = About(
    title="A day about the bridge and the water of Tessal (a made-up workshop)",
    question="What should a first agreement about the water hold?",
    chosen="Made up: six people of each village, invited by two facilitators.",
    when="Made up: one day in February 2030",
    how="Made up: on paper, in one room, in Arabic, French and English",
    missing="Made up: nobody of those invited; the town downstream was not asked.",
    invited={HILL: 6, RIVER: 6},
)


def valley(seed: int) -> tuple[Dialogue, Truth]:
    """
    Draw the open consultation.

    >>> dialogue, truth = valley(1)
    >>> dialogue.sides.names, len(dialogue.texts), len(truth.brigade)
    (('Mirane', 'Orsal'), 40, 9)
    """
    return _told(VALLEY, ABOUT_VALLEY, seed)


def workshop(seed: int) -> tuple[Dialogue, Truth]:
    """
    Draw the invited room, in which everybody answers everything.

    >>> dialogue, _ = workshop(1)
    >>> dialogue.invited
    {'Mirane': 6, 'Orsal': 6}
    """
    dialogue, truth = _told(WORKSHOP, ABOUT_WORKSHOP, seed)
    return replace(dialogue, invited={RIVER: 6, HILL: 6}), truth


def _told(recipe: Recipe, about: About, seed: int) -> tuple[Dialogue, Truth]:
    dialogue, truth = synthesise(recipe, seed)
    return replace(dialogue, texts=_texts(truth), about=about), truth


def _texts(truth: Truth) -> dict[str, str]:
    """Give every planted statement a text of its kind, in order, and the others the rest."""
    hill, river = iter(ORSAL), iter(MIRANE)
    rates = truth.agree[truth.sides.index(HILL)] - truth.agree[truth.sides.index(RIVER)]
    text = dict(zip(truth.common_ground.tolist(), COMMON, strict=False))
    text |= {j: next(hill) if rates[j] > 0 else next(river) for j in truth.divides.tolist()}
    rest = np.setdiff1d(np.arange(truth.statements), list(text)).tolist()
    text |= dict(zip(rest, OPEN, strict=False))
    return {str(j): text[j] for j in range(truth.statements)}
