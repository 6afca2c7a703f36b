"""Actors and ties of any size, drawn from a seed, and the case that is worked by hand."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from sulh.measurement.structures.network import Network, Span, network
from sulh.model.actors import CONFIDENCES, TIE_KINDS, Actor, Tie
from sulh.model.tracks import LEVELS

TODAY = date(2026, 11, 27)
DAY = Span(TODAY, TODAY)


def pairs(*told: str) -> list[Tie]:
    """Return ties of talk between two actors each, "a1 b2" for a1 with b2."""
    ends = [one.split() for one in told]
    return [Tie(f"t{number}", one, other, "talks_with", "high") for number, (one, other) in enumerate(ends)]


def people(ids: Iterable[str]) -> list[Actor]:
    """Return actors whose first letter is their side; those who begin with "x" have none."""
    return [Actor(who, "person", (), side=None if who.startswith("x") else who[0].upper()) for who in ids]


def worked() -> Network:
    """Return three of side A, two of side B, and five ties."""
    return network(people(["a1", "a2", "a3", "b1", "b2"]), pairs("a1 a2", "a2 a3", "b1 b2", "a1 b1", "a3 b2"), DAY)


def drawn(
    seed: int, actors: int, ties: int, *, sides: Sequence[str | None] = ("north", "south", "east", None)
) -> tuple[list[Actor], list[Tie]]:
    """Return actors of these sides and every level, and ties of every kind, dated or not."""
    luck = random.Random(seed)
    ids = [f"a{number:04}" for number in range(actors)]
    known = [Actor(who, "person", (), side=luck.choice(sides), level=luck.choice((None, *LEVELS))) for who in ids]
    return known, [_tie(luck, number, ids) for number in range(ties)]


def _tie(luck: random.Random, number: int, ids: Sequence[str]) -> Tie:
    one, other = luck.sample(ids, 2)
    start = luck.choice((None, TODAY - timedelta(luck.randrange(-100, 900))))
    end = None if start is None or luck.random() > 0.3 else start + timedelta(luck.randrange(600))
    return Tie(f"t{number}", one, other, luck.choice(TIE_KINDS), luck.choice(CONFIDENCES), start, end)
