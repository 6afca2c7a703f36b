"""The one `sulh` command: which commands there are, and how errors are told."""

from __future__ import annotations

import signal
import sys

import typer

from sulh.errors import SulhError

REFUSED = 2  # the exit code of everything that a person can put right
TERMINATED = 143  # 128 and the number of the signal, as shells have it

app = typer.Typer(
    name="sulh",
    help="What every side of a conflict can live with: from a file of votes to working papers and a publication.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)


def main() -> None:
    """Run the command line; a fault that a person can put right is one plain sentence and exit code 2."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))  # so that drafts are cleared away, as after Ctrl-C
    from sulh.cli import analyse, demo, publish, synth  # noqa: F401 - each adds its command to `app`

    try:
        app()
    except SulhError as error:
        print(f"sulh: {error}", file=sys.stderr)  # noqa: T201 - this is where errors are told
        raise SystemExit(REFUSED) from None
    except OSError as error:
        told = f"sulh: {error.strerror or error}: {error.filename or 'the output'}. Nothing was written."
        print(told, file=sys.stderr)  # noqa: T201 - the same
        raise SystemExit(REFUSED) from None


def tell(*lines: str) -> None:
    """Say something to the person at the terminal; say nothing into a pipe."""
    if sys.stdout.isatty():
        for line in lines:
            typer.echo(line)


@app.callback()
def root() -> None:
    """Keep the commands under names of their own, even while there is only one."""
