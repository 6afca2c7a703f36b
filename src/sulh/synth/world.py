"""
The stated model, drawn: statements with their pull, people with their place, before anybody answers.

    logit of agreement = quality + position of the side · divide + place · loading + agreeableness

    World ─┬─ Opinions   statement side: quality, divide, loading, passing, opens, plan of the brigade
           └─ People     person side: side, place, agreeableness, comes, share, brigade

A pass comes first, with the statement's own chance; what is not a pass agrees with the chance above. Who answers
what is drawn in `sulh.synth.answers`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.special import expit, ndtri

from sulh.model.dialogue import NO_SIDE, Booleans, Floats, Int8s, Int16s, Int64s, Singles
from sulh.synth.recipe import LAST_OPENING, LEFT_EARLY, Brigade, Recipe
from sulh.synth.truth import Truth

FACTORS = 2
DIVIDE = {"strong": 1.5, "weak": 0.5, "none": 0.0}  # spread of the divide between outermost sides, in half logits
QUALITY, QUALITY_SPREAD = 0.4, 0.9  # on average a little more agree than not, as in real conversations
LOADING_SPREAD = 0.6
AGREEABLENESS_SPREAD = 0.5
EXACT_CELLS = 20_000_000  # up to here the truth is summed over the members themselves


@dataclass(frozen=True, eq=False)
class Opinions:
    """
    The statement side of the model.

    Attributes:
        quality: Shape (statements,). Logit of agreement in the middle of everything.
        divide: Shape (statements,). What half the distance between the outermost sides adds or takes.
        loading: Shape (statements, factors). How the factors within the sides move it.
        passing: Shape (statements,). Chance of a pass.
        opens: Shape (statements,). When it can first be seen, 0 to 1; rising.
        plan: Shape (statements,). What a brigade answers.
    """

    quality: Floats
    divide: Floats
    loading: Floats
    passing: Floats
    opens: Floats
    plan: Int8s


@dataclass(frozen=True, eq=False)
class People:
    """
    The person side of the model.

    Attributes:
        side: Shape (participants,). True side, declared or not.
        declared: Shape (participants,). The same, -1 where it is not declared.
        place: Shape (participants, factors). Standard normal.
        agreeableness: Shape (participants,).
        comes: Shape (participants,). When the person comes, 0 to 1.
        share: Shape (participants,). Chance of answering a statement that is open then.
        brigade: Shape (participants,). Who answers by the plan.
    """

    side: Int16s
    declared: Int16s
    place: Singles
    agreeableness: Singles
    comes: Singles
    share: Singles
    brigade: Booleans


@dataclass(frozen=True, eq=False)
class World:
    """A drawn model: names and positions of the sides, the opinions and the people."""

    names: tuple[str, ...]
    position: Floats
    opinions: Opinions
    people: People
    common_ground: Int64s
    divides: Int64s


def draw_world(recipe: Recipe, rng: np.random.Generator) -> World:
    """Draw the statements and the people of a recipe."""
    names = tuple(sorted(recipe.sides))
    position = np.linspace(-1, 1, len(names)) if len(names) > 1 else np.zeros(len(names))
    planted = rng.permutation(recipe.statements)[: recipe.common_ground + recipe.divides]
    common_ground, divides = np.sort(planted[: recipe.common_ground]), np.sort(planted[recipe.common_ground :])
    opinions = _opinions(recipe, common_ground, divides, rng)
    people = _people(recipe, names, rng)
    if recipe.brigade is not None:
        own = position[names.index(recipe.brigade.side)]
        opinions = replace(opinions, plan=_plan(recipe.brigade, opinions, own))
    return World(names, position, opinions, people, common_ground, divides)


def _opinions(recipe: Recipe, common_ground: Int64s, divides: Int64s, rng: np.random.Generator) -> Opinions:
    m = recipe.statements
    quality = rng.normal(QUALITY, QUALITY_SPREAD, m)
    divide = rng.normal(0, 1, m) * DIVIDE[recipe.divide]
    loading = rng.normal(0, LOADING_SPREAD, (m, FACTORS))
    passing = _passing(recipe.passing, m, rng)
    quality[common_ground] = rng.normal(2.4, 0.2, len(common_ground))
    divide[common_ground] = 0
    passing[common_ground] *= 0.4  # few pass on what they all want
    quality[divides] = rng.normal(0, 0.2, len(divides))
    divide[divides] = rng.choice([-1, 1], len(divides)) * rng.normal(2.2, 0.2, len(divides))
    opens = np.zeros(m)
    late = m - round(recipe.seeds * m)
    opens[m - late :] = np.sort(rng.uniform(0, LAST_OPENING, late))
    return Opinions(quality, divide, loading, passing, opens, np.zeros(m, np.int8))


def _passing(mean: float, count: int, rng: np.random.Generator) -> Floats:
    """Draw each statement's chance of a pass around the mean: most a little, a few much."""
    if not 0 < mean < 1:
        return np.full(count, mean)
    chance: Floats = rng.beta(2, 2 / max(mean, 1e-6) - 2, count)
    return chance


def _plan(brigade: Brigade, opinions: Opinions, position: float) -> Int8s:
    own = opinions.quality + position * opinions.divide
    favours = position * opinions.divide > 0
    plan = {"script": np.where(favours, 1, -1), "opposed": np.where(own > 0, -1, 1), "all-no": np.full(len(own), -1)}
    return plan[brigade.style].astype(np.int8)


def _people(recipe: Recipe, names: tuple[str, ...], rng: np.random.Generator) -> People:
    n = recipe.participants
    side = rng.permutation(np.repeat(np.arange(len(names), dtype=np.int16), [recipe.sides[name] for name in names]))
    declared = np.where(rng.random(n) < recipe.undeclared, np.int16(NO_SIDE), side)
    comes = rng.random(n, np.float32)
    place = rng.standard_normal((n, FACTORS), np.float32)
    when = ndtri(np.clip(comes, 1e-6, 1 - 1e-6))
    place[:, 0] = recipe.drift * when + np.sqrt(1 - recipe.drift**2) * place[:, 0]
    agreeableness = rng.standard_normal(n, np.float32) * np.float32(AGREEABLENESS_SPREAD)
    share = _shares(recipe, n, rng)
    brigade = np.zeros(n, bool)
    if recipe.brigade is not None:
        seats = np.flatnonzero(side == names.index(recipe.brigade.side))
        brigade[rng.permutation(seats)[: round(recipe.brigade.share * len(seats))]] = True
        comes[brigade] = 0.95 + 0.0002 * rng.random(int(brigade.sum()))  # together, when everything is open
        share[brigade] = 1
        declared[brigade] = side[brigade]
    return People(side, declared, place, agreeableness, comes, share, brigade)


def _shares(recipe: Recipe, n: int, rng: np.random.Generator) -> Singles:
    """Draw what part of the open statements each person answers: most some, a few nearly all, some almost none."""
    share = np.full(n, recipe.share, np.float32)
    if 0 < recipe.share < 1:
        shape = 2 / min(recipe.share, 1 - recipe.share)
        share = rng.beta(shape * recipe.share, shape * (1 - recipe.share), n).astype(np.float32)
    share[rng.random(n) < recipe.dropout] *= LEFT_EARLY
    return share


def truth(world: World) -> Truth:
    """Return what all honest members of every side would answer, in the mean, and what was planted."""
    people, opinions = world.people, world.opinions
    rates = np.stack([_rate(world, side) for side in range(len(world.names))]) if world.names else np.empty((0, 0))
    agree = rates.reshape(len(world.names), len(opinions.quality)) * (1 - opinions.passing)
    passed = np.where(np.isnan(agree), np.nan, opinions.passing)
    return Truth(
        sides=world.names,
        statements=len(opinions.quality),
        agree=agree,
        disagree=1 - passed - agree,
        passed=passed,
        common_ground=world.common_ground,
        divides=world.divides,
        brigade=np.flatnonzero(people.brigade),
    )


def _rate(world: World, side: int) -> Floats:
    """Return the mean chance that a member who does not pass agrees. Shape (statements,)."""
    people, opinions = world.people, world.opinions
    members = np.flatnonzero((people.declared == side) & ~people.brigade)
    middle = opinions.quality + world.position[side] * opinions.divide
    if len(members) == 0:
        return np.full(len(middle), np.nan)
    if len(members) * len(middle) > EXACT_CELLS:
        return _rate_of_distribution(opinions, middle)
    total = np.zeros(len(middle))
    for some in np.array_split(members, 1 + len(members) * len(middle) // 1_000_000):
        own = people.place[some] @ opinions.loading.T + people.agreeableness[some][:, None]
        total += expit(middle + own).sum(axis=0)
    return total / len(members)


def _rate_of_distribution(opinions: Opinions, middle: Floats) -> Floats:
    """Integrate over the normal distribution that members are drawn from, by Gauss-Hermite quadrature."""
    spread = np.sqrt((opinions.loading**2).sum(axis=1) + AGREEABLENESS_SPREAD**2)
    nodes, weights = np.polynomial.hermite_e.hermegauss(32)
    chance: Floats = expit(middle[:, None] + spread[:, None] * nodes) @ (weights / weights.sum())
    return chance
