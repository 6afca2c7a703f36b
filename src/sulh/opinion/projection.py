"""
The map: where people stand by how they answered.

    Projection ├─ mean        (statements,)        mean vote of each statement
               ├─ directions  (statements, 2)      the two directions along which answers vary most, each of length 1
               ├─ explained   (2,)                 share of all variation along each
               ├─ positions   (participants, 2)    where each participant stands
               └─ seen        (participants,)      how many statements each answered

It is the truncated singular value decomposition of x_ij = vote_ij - mean_j on answered cells, 0 elsewhere: what Polis
draws after filling gaps with the mean, but without ever building the full matrix. The directions are found by block
Lanczos iteration: each pass over the answers carries four directions to the people and back, and the best two are read
off all directions carried so far (Rayleigh and Ritz). Groups on the map live in `sulh.opinion.groups`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sulh.model.dialogue import Floats, Singles
from sulh.opinion.engine import COMPILED_FROM, ROUGHLY_EVERY, Engine
from sulh.opinion.kernels import spreading
from sulh.opinion.tally import Tally

DIRECTIONS = 2
WIDTH = 4  # directions carried at a time: the two we want and two more, which makes for fewer passes
TOLERANCE = 1e-5  # largest change of a direction by one more pass, as a share of the largest stretch
# A large dialogue begins from a rough map of an eighth of its people, and is as exact as single precision is of use.
TOLERANCE_ROUGH, TOLERANCE_LARGE = 1e-3, 1e-4
MOST_PASSES = 40
NOTHING_NEW = 1e-10  # a direction that is shorter than this after removing the known ones is rounding error


@dataclass(frozen=True, eq=False)
class Projection:
    """
    The map.

    Attributes:
        mean: Shape (statements,). Mean vote, between -1 and 1; 0 without an answer.
        directions: Shape (statements, 2). Orthonormal; the largest entry of each is positive. Zero where answers
            do not vary in so many directions.
        explained: Shape (2,). Share of the summed squares of x_ij along each direction.
        positions: Shape (participants, 2). sqrt(m / seen) times the sum of x_ij * directions over answered
            statements, m statements in all: people who answered little are moved out as far as the others.
        seen: Shape (participants,). How many statements each answered (with those that count as seen by everyone).
        passes: How many passes over the answers it took.
    """

    mean: Floats
    directions: Floats
    explained: Floats
    positions: Singles
    seen: npt.NDArray[np.int32]
    passes: int


def project(engine: Engine, tally: Tally, *, seed: int, zeros_seen_by_all: int = 0) -> Projection:
    """
    Draw the map of a dialogue.

    Args:
        engine: The answers.
        tally: The counts of the same answers.
        seed: Chooses where the iteration starts; the result depends on it only within the tolerance.
        zeros_seen_by_all: Number of further statements that count as zeros seen by everyone. Polis treats rejected
            statements so; they do not turn the map, but stretch it. We leave them out.

    Source:
        Polis' map; Golub and Underwood (1977) for the block Lanczos iteration.

    >>> from sulh.opinion.engine import LocalEngine, count
    >>> from sulh.synth import Recipe, synthesise
    >>> dialogue, _ = synthesise(Recipe({"A": 30, "B": 20}, statements=6), seed=1)
    >>> engine = LocalEngine(dialogue.votes, dialogue.sides)
    >>> project(engine, count(engine), seed=0).positions.shape
    (50, 2)
    """
    mean = means(tally)
    directions, stretch, passes = _leading(engine, mean, seed)
    sums, answered = engine.collect(spreading.position, mean, directions)
    seen = answered + np.int32(zeros_seen_by_all)
    scale = np.sqrt((len(mean) + zeros_seen_by_all) / np.maximum(seen, 1)).astype(np.float32)
    explained = np.divide(stretch, variation(tally), out=np.zeros(DIRECTIONS), where=variation(tally) > 0)
    return Projection(mean, directions, explained, sums * scale[:, None], seen, passes)


def means(tally: Tally) -> Floats:
    """Return the mean vote of each statement over everybody, declared or not. Shape (statements,); 0 if unheard."""
    agree, disagree, passed = tally.counts.sum(axis=0).T
    mean: Floats = (agree - disagree) / np.maximum(agree + disagree + passed, 1)
    return mean


def variation(tally: Tally) -> float:
    """Return the sum of (vote - mean)^2 over all answers."""
    agree, disagree, passed = tally.counts.sum(axis=0).T
    return float(np.sum(agree + disagree - (agree + disagree + passed) * means(tally) ** 2))


def _leading(engine: Engine, mean: Floats, seed: int) -> tuple[Floats, Floats, int]:
    """Return the leading directions, the square of how far each stretches, and the number of passes."""
    start = np.random.default_rng(seed).normal(size=(len(mean), min(WIDTH, len(mean))))
    tolerance = TOLERANCE
    if engine.answers >= COMPILED_FROM:
        start, _, _ = _iterate(engine.some(ROUGHLY_EVERY), mean, start, TOLERANCE_ROUGH)
        tolerance = TOLERANCE_LARGE
    best, stretch, passes = _iterate(engine, mean, start, tolerance)
    missing = max(DIRECTIONS - len(stretch), 0)
    return _signed(best[:, :DIRECTIONS]), np.pad(stretch[:DIRECTIONS], (0, missing)), passes


def _iterate(engine: Engine, mean: Floats, start: Floats, tolerance: float) -> tuple[Floats, Floats, int]:
    """Return as many of the leading directions as are carried at a time, best first, their stretch, and the passes."""
    basis = fresh = _new_directions(start, np.empty((len(mean), 0)))
    best = images = np.empty((len(mean), 0))
    stretch, passes = np.empty(0), 0
    while fresh.size and passes < MOST_PASSES:
        (carried,) = engine.total(spreading.spread, mean, fresh)
        passes += 1
        images = np.hstack([images, carried])
        best, stretch, change = _ritz(basis, images)
        if change <= tolerance:
            break
        fresh = _new_directions(carried, basis)
        basis = np.hstack([basis, fresh])
    return best, stretch, passes


def _ritz(basis: Floats, images: Floats) -> tuple[Floats, Floats, float]:
    """Return the best directions within the basis, their stretch, and how far one more pass would turn two of them."""
    inner = basis.T @ images
    values, vectors = np.linalg.eigh((inner + inner.T) / 2)
    values, vectors = values[::-1][:WIDTH], vectors[:, ::-1][:, :WIDTH]
    best = basis @ vectors
    turned = np.linalg.norm(images @ vectors - best * values, axis=0)[:DIRECTIONS]
    change = turned.max(initial=0.0) / max(values.max(initial=0.0), NOTHING_NEW)
    return best, np.maximum(values, 0), float(change)


def _new_directions(candidates: Floats, known: Floats) -> Floats:
    """Return orthonormal directions that the candidates add to the known ones; none when they add nothing."""
    size = np.linalg.norm(candidates, axis=0).max(initial=0.0)
    rest = candidates
    for _ in range(2):  # once more, because the first removal leaves rounding errors
        rest = rest - known @ (known.T @ rest)
    left, lengths, _ = np.linalg.svd(rest, full_matrices=False)
    fresh = left[:, lengths > NOTHING_NEW * size] if size > 0 else left[:, :0]
    return np.asarray(fresh - known @ (known.T @ fresh))


def _signed(directions: Floats) -> Floats:
    """Turn each direction so that its largest entry is positive, and fill up with zeros to two."""
    strongest = np.abs(directions).argmax(axis=0) if directions.size else np.empty(0, np.int64)
    signs = np.sign(directions[strongest, np.arange(directions.shape[1])])
    return np.pad(directions * signs, ((0, 0), (0, DIRECTIONS - directions.shape[1])))
