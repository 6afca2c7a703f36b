"""`sulh example`: the engine, on a dialogue that Sulh makes up."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

EXAMPLES = """
**Examples**

`sulh example`

`sulh example --out example --seed 7`
"""

Out = Annotated[Path, typer.Option(help="Folder to write into.")]
Seed = Annotated[int, typer.Option(min=0, help="The same seed makes up the same dialogue.")]


def example(*, out: Out = Path("example"), seed: Seed = 1) -> None:
    """Make up a dialogue, analyse it, publish what may leave, and say where everything lies."""
    from sulh.cli.show import show

    for line in show(out, seed=seed):
        typer.echo(line)
