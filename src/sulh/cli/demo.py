"""`sulh demo`: the platform on this machine alone, with a fictional process and printed secrets."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from sulh.cli import installation
from sulh.errors import SettingError

EXAMPLES = """
**Examples**

`sulh demo`

`sulh demo code grey-heron`
"""
app = typer.Typer(
    invoke_without_command=True, help="Open the platform with a fictional process, on this machine alone."
)

Out = Annotated[Path, typer.Option(help="Folder of the demonstration.")]
Port = Annotated[int, typer.Option(min=1024, max=65535, help="Port on the loopback address.")]
Prepare = Annotated[bool, typer.Option("--prepare", help="Make it and print how to sign in, without serving.")]
Account = Annotated[str, typer.Argument(help="Account name, as `sulh demo` printed it.")]


@app.callback(epilog=EXAMPLES)
def demo(context: typer.Context, *, out: Out = Path("demo"), port: Port = 8000, prepare: Prepare = False) -> None:
    """
    Make the demonstration where there is none yet, print how to sign in, and serve it until stopped.

    Everything in it is made up, and its secrets are the same on every machine: `sulh serve` refuses its folder. Running
    it twice does no harm.
    """
    if context.invoked_subcommand is not None:
        return
    _prepare(out, port)
    for line in _how(port):
        typer.echo(line)
    if not prepare:
        raise typer.Exit(installation.run_beside(installation.configured(), workers=2, threads=4))


@app.command("code")
def code(account: Account) -> None:
    """Print the one-time code that the authenticator of an account shows now."""
    installation.configured()
    from sulh.store.demo.people import ACCOUNTS

    if account not in {person.account for person in ACCOUNTS}:
        known = ", ".join(person.account for person in ACCOUNTS)
        raise SettingError(f"The demonstration has no account {account!r}. It has: {known}.")
    typer.echo(_digits(account))


def _prepare(out: Path, port: int) -> None:
    home, keys = out / "home", out / "keys"
    os.environ.pop("DATABASE_URL", None)
    os.environ |= {
        "SULH_MODE": "demo",
        "SULH_HOME": str(home.resolve()),
        "SULH_KEYS": str(keys.resolve()),
        "SULH_HOSTS": "localhost,127.0.0.1",
        "SULH_BIND": f"127.0.0.1:{port}",
    }
    config = installation.configured()
    from sulh.store.config import DEMO_MARK, problems
    from sulh.vault.keyring import Keyring

    if not config.sqlite_file.exists():
        config.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        (config.home / DEMO_MARK).touch()
    if not config.keys.exists():
        Keyring.create(config.keys).new_data_key("installation")
    installation.refuse(problems(config))
    installation.ready()
    installation.tables()
    typer.echo("Everybody in this demonstration is made up.")
    from sulh.store.demo.seed import plant

    plant()


def _digits(account: str) -> str:
    installation.authenticators()
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    from sulh.store.demo.people import secret

    counters = list(yield_hotp_counters_from_time())
    return str(format_hotp_value(hotp_value(secret(account), counters[len(counters) // 2])))


def _how(port: int) -> list[str]:
    from sulh.store.demo.people import ACCOUNTS, entry_number, password, spaced
    from sulh.store.demo.seed import CONSULTED, INVITED

    here = f"http://localhost:{port}"
    lines = ["", f"Staff sign in at {here}/w/sign-in with account, password and digits:"]
    lines += [
        f"  {person.account:12} {password(person.account):28} digits now: {_digits(person.account)}   {person.name}"
        for person in ACCOUNTS
    ]
    lines += ["  Digits change every half minute: `sulh demo code grey-heron` prints those of the moment.", ""]
    lines += [f"Participants enter at {here}/ with an entry number:"]
    for kind, people in (("consultation", CONSULTED), ("workshop", INVITED)):
        first_of_second = people["hill"]
        lines += [
            f"  {spaced(entry_number(kind, 0))}   {kind}, hill village, has not come yet",
            f"  {spaced(entry_number(kind, first_of_second))}   {kind}, river village, has not come yet",
        ]
    lines += [
        f"  {spaced(entry_number('workshop', 1))}   workshop, hill village: reads one text and says what it fails",
        f"  {spaced(entry_number('workshop reader', 1))}   workshop, reader of the river village: a package waits",
        f"  {spaced(entry_number('consultation assistant', 0))}   assistant: a tablet passed from person to person",
        f"  {spaced(entry_number('study', 0))}   a group of the hill village, to answer a study: all with one number",
        f"  {spaced(entry_number('study', 1))}   a group of the river village: the same",
        f"  {spaced(entry_number('owner', 0))}   owner of an initiative: who sees how much of it, and what was found",
        "",
        "Try first: enter with the first number and answer; sign in as grey-heron and open the results room.",
        "Then: as white-gate open what was sent to a desk; as grey-heron see under Official table what it answered.",
        "As still-water see all tracks in step: what the official table needs, who works on what, what collides.",
        "As tall-pine see whether anything changes: attitudes, ties across the sides, what was agreed, side by side.",
        f"Pages: {here}/   (Ctrl-C stops)",
        "",
    ]
    return lines
