"""`sulh install`, `sulh check`, `sulh upgrade`, `sulh serve`: one installation on one machine."""

from __future__ import annotations

import contextlib
from typing import Annotated

import typer

from sulh.cli import installation
from sulh.errors import SettingError, VaultError

INSTALL = """
**Examples**

`SULH_HOME=/var/lib/notes SULH_KEYS=/etc/notes-keys sulh install --account grey-heron`
"""
SERVE = """
**Examples**

`SULH_HOME=/var/lib/notes SULH_KEYS=/etc/notes-keys SULH_HOSTS=notes.example sulh serve`
"""

SIGN_IN = "/w/sign-in"
THERE_IS_ONE = (
    "This installation is ready, and it has an administrator already: a second first account would be a back door. "
    "Keys and accounts are as they were. Other accounts are made by the administrator, signed in at {address}, under "
    "Accounts; for a new version of the program run `sulh upgrade`."
)
TAKEN = "There is an account of this name, open or closed. Nobody was added: choose another name with --account."

Account = Annotated[str, typer.Option(help="Account name of the first administrator; it should name nobody.")]
Language = Annotated[str, typer.Option(help="Language of that account: ar, en or fr.")]
TriesMail = Annotated[bool, typer.Option("--mail", help="Also connect to the mail server, without sending.")]
Workers = Annotated[int, typer.Option(min=1, max=64, help="Operating-system processes that answer requests.")]
Threads = Annotated[int, typer.Option(min=1, max=64, help="Threads in each of them.")]


def install(*, account: Account, language: Language = "en") -> None:
    """
    Make keys, tables and the first administrator of an installation, in the folders that the environment names.

    Prints the first password once, and where to sign in. Keys are made once and never overwritten.
    """
    config = installation.configured()
    from sulh.store.config import problems
    from sulh.vault.keyring import Keyring

    config.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not config.keys.exists():
        Keyring.create(config.keys).new_data_key("installation")
    installation.refuse(problems(config))
    installation.ready()
    installation.tables()
    address = f"https://{config.hosts[0]}{SIGN_IN}"
    password = _first(account, language, address)
    typer.echo(f"Account: {account}\nFirst password, shown once: {password}")
    typer.echo(f"Once the pages are served, sign in at {address} (no page leads there).")


def check(*, mail: TriesMail = False) -> None:
    """
    Say everything that keeps the platform from starting, with an id and the remedy for each.

    With --mail, sign in to the mail server and leave again: nothing is sent to anybody.
    """
    _refuse_all()
    typer.echo("Nothing is wrong: it can start.")
    typer.echo(installation.of_the_mail(tried=mail))


def upgrade() -> None:
    """Bring the tables and the files of pages to this version. Make a backup first."""
    from sulh.store.config import problems

    installation.refuse(problems(installation.configured()))
    installation.ready()
    installation.tables()
    typer.echo("Tables and files are of this version.")


def serve(*, workers: Workers = 2, threads: Threads = 4) -> None:
    """Serve the pages and do the background work, until stopped. What is wrong is told before anything starts."""
    _go_on()
    _refuse_all()
    code = installation.run_beside(installation.configured(), workers=workers, threads=threads)
    raise typer.Exit(code)


def _first(account: str, language: str, address: str) -> str:
    """Make the first account, or say why there is none to be made."""
    from sulh.store.errors import Conflict, Invalid
    from sulh.store.writes import staff

    try:
        return staff.first(account, account, language=language)
    except Conflict:
        raise SettingError(THERE_IS_ONE.format(address=address)) from None
    except Invalid:
        raise SettingError(TAKEN) from None


def _go_on() -> None:
    """Finish the destruction of keys that a power cut interrupted: that must not keep the pages from starting."""
    from sulh.vault.keyring import Keyring

    with contextlib.suppress(VaultError, OSError):  # whatever is wrong with the keys is told right after
        Keyring(installation.configured().keys).go_on()


def _refuse_all() -> None:
    from sulh.store.config import problems

    installation.refuse(problems(installation.configured()))
    installation.ready()
    installation.refuse(installation.of_the_database())
