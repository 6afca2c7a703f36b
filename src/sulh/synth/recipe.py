"""
What a generated dialogue is made of: the numbers of the stated model, and nothing drawn yet.

    Recipe ─┬─ sides           side -> seats
            ├─ statements      how many, how far they divide, how many are planted
            ├─ exposure        who sees how much of what was open when they came
            └─ Brigade?        seats inside one side that answer in concert

The model itself is described on the page docs/methods/synthetic-dialogues.md and drawn in `sulh.synth.world`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from sulh.errors import SettingError

DivideStrength = Literal["strong", "weak", "none"]
Style = Literal["script", "opposed", "all-no"]

LEFT_EARLY = 0.15  # those who drop out answer this part of what they would have answered
LAST_OPENING = 0.8  # statements are handed in until this part of the dialogue's time has passed


@dataclass(frozen=True)
class Brigade:
    """
    Seats inside one side that answer in concert instead of saying what they think.

    Attributes:
        side: The side they sit in.
        share: Part of that side's seats, above 0 and up to 1.
        style: `script` agrees with what favours its side and rejects all else; `opposed` answers against what most
            of its side think; `all-no` rejects everything.
        fidelity: Chance with which each of their answers follows the plan; the others are drawn evenly.
    """

    side: str
    share: float = 0.05
    style: Style = "script"
    fidelity: float = 1.0


@dataclass(frozen=True)
class Recipe:
    """
    The stated model of a generated dialogue.

    Attributes:
        sides: Side -> seats, the brigade's included.
        statements: How many statements; earlier ones open earlier.
        divide: How strongly statements tend to divide the sides.
        share: Part of the open statements that a person who stays answers, in the mean; 1 is everything.
        dropout: Part of the people who leave after a few answers.
        seeds: Part of the statements that are open from the beginning.
        passing: Mean chance of a pass.
        undeclared: Part of the people whose side is not declared.
        common_ground: Statements planted so that every side agrees.
        divides: Statements planted so that one side agrees and another does not.
        drift: Correlation, -1 to 1, of the time a person comes with their place on the first factor: with it, who
            saw a statement is no longer a fair sample of the side.
        brigade: Seats that answer in concert, if any.
        times: Whether the dialogue knows when each person began.

    Raises:
        SettingError: If a number is out of range or the brigade's side does not exist.

    >>> Recipe({"north": 30, "south": 20}, statements=12).participants
    50
    """

    sides: Mapping[str, int] = field(default_factory=lambda: {"north": 120, "south": 80})
    statements: int = 60
    divide: DivideStrength = "strong"
    share: float = 0.6
    dropout: float = 0.2
    seeds: float = 0.4
    passing: float = 0.12
    undeclared: float = 0.0
    common_ground: int = 0
    divides: int = 0
    drift: float = 0.0
    brigade: Brigade | None = None
    times: bool = False

    def __post_init__(self) -> None:
        """Refuse what no dialogue can be."""
        _check_parts(self)
        if any(size < 0 for size in self.sides.values()):
            raise SettingError("A side has a negative number of seats; give zero or more.")
        if self.statements < self.common_ground + self.divides or min(self.common_ground, self.divides) < 0:
            planted = f"{self.common_ground} and {self.divides}"
            raise SettingError(f"{planted} planted statements do not fit into {self.statements} statements.")
        if self.brigade is not None and self.brigade.side not in self.sides:
            raise SettingError("The brigade's side is none of the dialogue's sides.")

    @property
    def participants(self) -> int:
        """How many people the dialogue has, all sides and the brigade together."""
        return sum(self.sides.values())


def _check_parts(recipe: Recipe) -> None:
    parts = {name: getattr(recipe, name) for name in ("share", "dropout", "seeds", "passing", "undeclared")}
    if recipe.brigade is not None:
        parts |= {"brigade share": recipe.brigade.share, "brigade fidelity": recipe.brigade.fidelity}
    for name, part in parts.items():
        if not 0 <= part <= 1:
            raise SettingError(f"The recipe gives {part} for {name}; it must lie between 0 and 1.")
    if not -1 <= recipe.drift <= 1:
        raise SettingError(f"The drift is {recipe.drift}; it is a correlation and must lie between -1 and 1.")


def open_part(seeds: float) -> float:
    """
    Mean part of the statements that are open when a person comes.

    People come evenly over the time from 0 to 1; what is no seed opens evenly until `LAST_OPENING`.

    >>> open_part(1.0), round(open_part(0.0), 6)
    (1.0, 0.6)
    """
    return seeds + (1 - seeds) * (1 - LAST_OPENING / 2)


def of_size(participants: int, statements: int, answers: int, *, divide: DivideStrength = "strong") -> Recipe:
    """
    Return a recipe with two sides of three to two that gives about this many answers.

    Args:
        participants: People, both sides together.
        statements: Statements.
        answers: Answers aimed at; the number drawn comes within a few per cent.
        divide: How strongly statements tend to divide the sides.

    Raises:
        SettingError: If so many answers cannot be given by so many people to so many statements.

    >>> of_size(1000, 100, 20_000).sides
    {'north': 600, 'south': 400}
    """
    plain = Recipe(statements=statements)
    stay = 1 - plain.dropout * (1 - LEFT_EARLY)
    share = answers / max(participants * statements * open_part(plain.seeds) * stay, 1)
    if not 0 <= share <= 1:
        raise SettingError(
            f"{answers} answers cannot be drawn from {participants} people and {statements} statements; "
            f"at most {int(answers / share)} can be."
        )
    north = round(participants * 0.6)
    return Recipe({"north": north, "south": participants - north}, statements, divide, share)
