"""The one `sulh` command, to which `main` adds the others, and how to say something to a person."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

app = typer.Typer(
    name="sulh",
    help="What every side of a conflict can live with: from a file of votes to working papers and a publication.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)


def tell(*lines: str) -> None:
    """Say something to the person at the terminal; say nothing into a pipe."""
    if sys.stdout.isatty():
        for line in lines:
            typer.echo(line)


def _version(asked: bool) -> None:  # noqa: FBT001 - Typer hands the value of an option over by place
    from sulh import __version__

    if asked:
        typer.echo(f"sulh {__version__}")
        raise typer.Exit


Version = Annotated[
    bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which version this is.")
]


@app.callback()
def root(*, version: Version = False) -> None:
    """Keep the commands under names of their own, even while there is only one."""
