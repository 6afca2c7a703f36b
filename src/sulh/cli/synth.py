"""`sulh synth`: a recipe in, a fictional dialogue out, with the truth beside it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sulh.cli import options
from sulh.cli.app import tell
from sulh.cli.progress import steps
from sulh.errors import SettingError

if TYPE_CHECKING:
    from sulh.synth import Brigade, Recipe

EXAMPLES = """
**Examples**

`sulh synth --sides "north=120,south=80" --statements 60 --common-ground 4 --divides 4 --out fiction`

`sulh synth --participants 1000000 --statements 2000 --answers 50000000 --form parquet --shards 16 --out large`
"""


class Divide(StrEnum):
    """How strongly statements tend to divide the sides."""

    STRONG = "strong"
    WEAK = "weak"
    NONE = "none"


class Form(StrEnum):
    """The form of the votes on disk."""

    CSV = "csv"
    PARQUET = "parquet"


Out = Annotated[Path, typer.Option(help="Folder to write into.")]
Sides = Annotated[str, typer.Option(help='Side and seats: "north=120,south=80".')]
Participants = Annotated[int | None, typer.Option(min=1, help="With --answers: a dialogue of two sides of this size.")]
Answers = Annotated[int | None, typer.Option(min=0, help="With --participants: about how many answers.")]
Statements = Annotated[int, typer.Option(min=1, help="How many statements.")]
Strength = Annotated[Divide, typer.Option(help="How strongly statements tend to divide the sides.")]
CommonGround = Annotated[int, typer.Option(min=0, help="Statements planted so that every side agrees.")]
Divides = Annotated[int, typer.Option(min=0, help="Statements planted so that one side agrees and another does not.")]
BrigadeIn = Annotated[
    str | None, typer.Option("--brigade", help='Seats that answer in concert: a side and its part, "south=0.1".')
]
Seed = Annotated[int, typer.Option(min=0, help="The same seed draws the same dialogue.")]
Shards = Annotated[int, typer.Option(min=1, help="Files to spread the votes over.")]
FormOf = Annotated[Form, typer.Option("--form", help="The form of the votes.")]


def synth(
    *,
    out: Out,
    sides: Sides = "north=120,south=80",
    participants: Participants = None,
    answers: Answers = None,
    statements: Statements = 60,
    divide: Strength = Divide.STRONG,
    common_ground: CommonGround = 0,
    divides: Divides = 0,
    brigade: BrigadeIn = None,
    seed: Seed = 0,
    shards: Shards = 1,
    form: FormOf = Form.CSV,
) -> None:
    """
    Make up a dialogue of any size from a stated model, with the truth beside it.

    Writes `votes`, `sides.csv`, `statements.csv`, `about.toml` and `truth.json` into the folder. Nobody said any of it.
    """
    from sulh.synth import Recipe, of_size, synthesise
    from sulh.synth.write import write

    if (participants is None) != (answers is None):
        raise SettingError("--participants and --answers belong together; give both or neither.")
    recipe: Recipe
    if participants is not None and answers is not None:
        recipe = of_size(participants, statements, answers, divide=divide.value)
    else:
        recipe = Recipe(
            _seats(sides),
            statements,
            divide.value,
            common_ground=common_ground,
            divides=divides,
            brigade=_brigade(brigade),
            times=True,
        )
    with steps(("drawing", "writing")) as begin:
        begin("drawing")
        dialogue, truth = synthesise(recipe, seed)
        begin("writing")
        write(dialogue, truth, out, shards=shards, form=form.value)
    tell(f"A fictional dialogue of {recipe.participants:,} people and {len(dialogue.votes):,} answers: {out}")


def _seats(text: str) -> dict[str, int]:
    seats = options.invited([text])
    if not isinstance(seats, dict):
        raise SettingError(f'--sides: expected "side=seats" such as "north=120,south=80", found {text!r}.')
    return seats


def _brigade(text: str | None) -> Brigade | None:
    from sulh.synth import Brigade

    if text is None:
        return None
    side, _, part = text.rpartition("=")
    try:
        return Brigade(side.strip(), float(part))
    except ValueError:
        raise SettingError(f'--brigade: expected a side and its part such as "south=0.1", found {text!r}.') from None
