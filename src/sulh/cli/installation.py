"""
One installation as the command line sees it: its settings, what is wrong with them, and Django made ready by name.

`cli` imports no page: Django finds `sulh.web.settings` by its name, and so does the server.
"""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

import typer

from sulh.errors import SettingError

if TYPE_CHECKING:
    from sulh.store.config import Config, Problem

SETTINGS = "sulh.web.settings"
PARTS = ("django", "allauth", "axes", "csp", "gunicorn", "huey", "nacl", "whitenoise")
WITHOUT_PARTS = "The platform's parts are not installed. Install them with: pip install 'sulh[platform]'."
OLD_TABLES = "sulh.E014"
NO_MAIL = "No mail server is set: nobody is reminded by e-mail, and the digest is there to print."
MAIL_FAILS = (
    "The mail server cannot be used as it is set up: out of reach, without TLS, with a certificate that does not hold "
    "for its name, or it refused the account. Look at what begins with SULH_MAIL, and at the password file."
)


def configured() -> Config:
    """
    Return the settings of the environment.

    Raises:
        SettingError: If the parts of the platform are not installed.
    """
    if any(find_spec(part) is None for part in PARTS):
        raise SettingError(WITHOUT_PARTS)
    from sulh.store.config import from_environment

    return from_environment()


def ready() -> None:
    """Make Django ready, with the settings of the environment."""
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    import django

    django.setup()


def call(*command: str) -> None:
    """Run one of Django's own commands, quietly."""
    from django.core.management import call_command

    call_command(*command, verbosity=0)


def tables() -> None:
    """Bring the tables and the files of pages to this version."""
    call("migrate")
    call("createcachetable")
    call("collectstatic", "--no-input", "--clear")


def authenticators() -> None:
    """Make the arithmetic of authenticators ready where Django is not: it reads two settings and no database."""
    from django.conf import settings

    if not settings.configured:
        settings.configure(
            INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "allauth.account", "allauth.mfa"],
            MIDDLEWARE=["allauth.account.middleware.AccountMiddleware"],
            SECRET_KEY="none is used",
        )
        import django

        django.setup()


def refuse(problems: list[Problem]) -> None:
    """
    Stop where anything is wrong, after telling all of it.

    Raises:
        SettingError: If there is a problem.
    """
    for problem in problems:
        typer.echo(f"sulh: {problem}", err=True)
    if problems:
        raise SettingError("It does not start like this; nothing was changed.")


def of_the_database() -> list[Problem]:
    """Return what is wrong with the database: out of reach, or with tables of another version."""
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    from sulh.store.config import Problem

    try:
        connection.ensure_connection()
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return [
            Problem("sulh.E013", "The database does not answer.", "Start it, or correct DATABASE_URL or SULH_HOME.")
        ]
    finally:
        connection.close()
    if waiting:
        return [Problem(OLD_TABLES, "The tables are of another version.", "Make a backup, then run `sulh upgrade`.")]
    return []


def of_the_mail(*, tried: bool) -> str:
    """
    Return whether reminders can be mailed; `tried`, after a connection that sends nothing.

    Raises:
        SettingError: If no server is set, or it does not answer as it is set up.
    """
    from sulh.store.mail import NotSent, connected

    mail = configured().mail
    if mail is None:
        if tried:
            raise SettingError(f"{NO_MAIL} Set SULH_MAIL_HOST to change that.")
        return NO_MAIL
    if not tried:
        return "Reminders go out through the mail server that is set. Whether it answers: sulh check --mail."
    try:
        with connected(mail):
            return "The mail server answers as it is set up. Nothing was sent."
    except NotSent:
        raise SettingError(MAIL_FAILS) from None


def pages(bind: str, *, workers: int, threads: int) -> list[str]:
    """Return the command that serves the pages, read once for all workers: no access log, no control socket."""
    return [
        *(sys.executable, "-m", "gunicorn", "sulh.web.wsgi:application", "--bind", bind, "--preload"),
        *("--workers", str(workers), "--threads", str(threads), "--worker-class", "gthread"),
        *("--timeout", "60", "--keep-alive", "5", "--log-level", "error", "--no-control-socket"),
    ]


def run_beside(config: Config, *, workers: int, threads: int) -> int:
    """
    Run the pages and the background work as two operating-system processes, until one of them ends.

    Returns:
        The exit code of the one that ended first.
    """
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": SETTINGS}
    commands = [pages(config.bind, workers=workers, threads=threads), [sys.executable, "-m", "django", "jobs"]]
    running = [subprocess.Popen(command, env=environment) for command in commands]
    try:
        return _first_to_end(running)
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait()


def _first_to_end(running: list[subprocess.Popen[bytes]]) -> int:
    while True:
        for process in running:
            try:
                return process.wait(timeout=0.5)
            except subprocess.TimeoutExpired:
                continue
