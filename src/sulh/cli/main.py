"""`sulh` as people run it: which commands there are, and how whatever goes wrong is told in one sentence."""

from __future__ import annotations

import signal
import sys
from typing import NoReturn, cast

import typer

from sulh.cli import (
    analyse,
    backup,
    card,
    demo,
    example,
    keygen,
    log,
    match,
    open_boxes,
    publish,
    serve,
    shares,
    synth,
    verify,
)
from sulh.cli.app import app
from sulh.errors import SulhError

REFUSED = 2  # the exit code of everything that a person can put right
INTERRUPTED = 130  # 128 and the number of the signal, as shells have it
TERMINATED = 143
# Typer has its own copy of this class or Click's, by its version; only the child has a public name.
UsageError = cast("type[typer.BadParameter]", typer.BadParameter.__base__)

app.command(epilog=analyse.EXAMPLES)(analyse.analyse)
app.command(epilog=publish.EXAMPLES)(publish.publish)
app.command(epilog=synth.EXAMPLES)(synth.synth)
app.add_typer(demo.app, name="demo")
app.command(epilog=example.EXAMPLES)(example.example)
app.command(epilog=serve.INSTALL)(serve.install)
app.command()(serve.check)
app.command()(serve.upgrade)
app.command(epilog=serve.SERVE)(serve.serve)
app.command(epilog=backup.EXAMPLES)(backup.backup)
app.command()(backup.restore)
app.command(epilog=keygen.EXAMPLES)(keygen.keygen)
app.command("open", epilog=open_boxes.EXAMPLES)(open_boxes.open_boxes)
app.add_typer(shares.app)
app.add_typer(log.app)
app.command(epilog=verify.EXAMPLES)(verify.verify)
app.add_typer(card.app)
app.add_typer(match.app)


def main() -> None:
    """Run the command line; a fault that a person can put right is one plain sentence and exit code 2."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))  # so that drafts are cleared away, as after Ctrl-C
    try:
        code = app(standalone_mode=False)
    except SulhError as error:
        _refuse(str(error))
    except UsageError as error:
        _refuse(_usage(error))
    except OSError as error:
        _refuse(f"{error.strerror or error}: {error.filename or 'the output'}. Nothing was written.")
    except MemoryError:
        _refuse("The memory of this machine does not suffice for a dialogue of this size. Nothing was written.")
    except typer.Abort:
        raise SystemExit(INTERRUPTED) from None
    if code:
        raise SystemExit(code)


def _refuse(told: str) -> NoReturn:
    """Say what is wrong, and end."""
    if told:
        typer.echo(f"sulh: {told}", err=True)
    raise SystemExit(REFUSED) from None


def _usage(error: typer.BadParameter) -> str:
    """Say what is wrong with the arguments; nothing where the help has been shown in place of it."""
    words = " ".join(error.format_message().split())
    command = error.ctx.command_path if error.ctx else "sulh"
    return f"{words.rstrip('.')}. `{command} --help` shows every option." if words else ""
