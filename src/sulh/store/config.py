"""
Settings of one installation: read once from the environment into a frozen value, and what is wrong with them.

    SULH_HOME      folder of the database, of the waiting jobs and of static files
    SULH_KEYS      folder of the key files, outside SULH_HOME and every backup
    DATABASE_URL   postgres://name@/database?host=/run/postgresql; without it, SQLite in SULH_HOME
    SULH_HOSTS     names under which the pages are reached, joined by commas
    SULH_NAME      neutral name on every page, chosen by the operator
    SULH_BIND      address and port on this machine
    SULH_MODE      "serve" or "demo"
    SULH_DEBUG     never "1" outside a developer's machine
    SULH_ZONE      where it is morning when reminders are sent, such as Asia/Beirut
    SULH_MAIL_...  the operator's own mail server: see `sulh.store.mail_settings`; a demonstration mails nothing

Nothing is opened here but the key folder's list of problems and a marker file: see `problems`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit
from zoneinfo import available_timezones

from sulh.errors import SettingError
from sulh.store import mail_settings
from sulh.store.mail_settings import Mail
from sulh.vault.keyring import Keyring

DEMO_MARK = "demo-installation"  # a file beside the database: `sulh serve` refuses what lies there
MODES = ("serve", "demo")
PUBLISHED_NAME = "sulh"


@dataclass(frozen=True)
class Problem:
    """Why the platform does not start: an id that stays the same, what is wrong, and what to do."""

    id: str
    what: str
    remedy: str

    def __str__(self) -> str:
        """Return it as one line for the terminal."""
        return f"{self.id}: {self.what} {self.remedy}"


@dataclass(frozen=True)
class Config:
    """What the operator decided."""

    home: Path
    keys: Path
    database_url: str
    hosts: tuple[str, ...]
    neutral_name: str
    bind: str
    mode: str
    debug: bool
    mail: Mail | None = None
    zone: str = "UTC"

    @property
    def demo(self) -> bool:
        """Whether this is the demonstration: fictional people, printed secrets."""
        return self.mode == "demo"

    @property
    def sqlite_file(self) -> Path:
        """Where the embedded database lies."""
        return self.home / "sulh.sqlite3"

    @property
    def jobs_file(self) -> Path:
        """Where jobs wait, beside the embedded database."""
        return self.home / "jobs.sqlite3"

    @property
    def static_folder(self) -> Path:
        """Where files of pages are collected."""
        return self.home / "static"


def from_environment(environment: Mapping[str, str] = os.environ) -> Config:
    """
    Read the settings; nothing is checked beyond their form.

    >>> from_environment({"SULH_HOME": "/srv/notes", "SULH_HOSTS": "notes.example, b.example"}).hosts
    ('notes.example', 'b.example')
    """
    home = Path(environment.get("SULH_HOME", "sulh-home"))
    hosts = environment.get("SULH_HOSTS", "localhost,127.0.0.1")
    mode = environment.get("SULH_MODE", "serve")
    return Config(
        home=home,
        keys=Path(environment.get("SULH_KEYS", str(home) + "-keys")),
        database_url=environment.get("DATABASE_URL", ""),
        hosts=tuple(host.strip() for host in hosts.split(",") if host.strip()),
        neutral_name=environment.get("SULH_NAME", "Notes"),
        bind=environment.get("SULH_BIND", "127.0.0.1:8000"),
        mode=mode,
        debug=environment.get("SULH_DEBUG", "") == "1",
        mail=None if mode == "demo" else mail_settings.mail(environment),
        zone=environment.get("SULH_ZONE", "UTC"),
    )


def problems(config: Config) -> list[Problem]:
    """Return everything that keeps the platform from starting, so that one fault never hides the next."""
    return [*_of_settings(config), *_of_keys(config), *_of_reminders(config)]


def _of_settings(config: Config) -> Iterator[Problem]:
    if config.mode not in MODES:
        yield Problem("sulh.E001", f"SULH_MODE is {config.mode!r}.", "Set it to serve, or leave it out.")
    if config.debug and not config.demo:
        yield Problem("sulh.E002", "SULH_DEBUG is on.", "Take it out: pages of errors would show what is kept.")
    if not config.hosts or "*" in config.hosts:
        yield Problem("sulh.E003", "SULH_HOSTS names no host.", "Name the hosts of this installation, never *.")
    if PUBLISHED_NAME in config.neutral_name.casefold() or not config.neutral_name.strip():
        yield Problem("sulh.E004", "SULH_NAME is not neutral.", "Choose a name that gives nobody away, such as Notes.")
    if not config.demo and (config.home / DEMO_MARK).exists():
        yield Problem(
            "sulh.E005", "SULH_HOME holds a demonstration, whose secrets are printed.", "Choose an empty SULH_HOME."
        )
    if config.demo and config.home.is_dir() and config.sqlite_file.exists() and not (config.home / DEMO_MARK).exists():
        yield Problem(
            "sulh.E006", "SULH_HOME holds a real installation.", "Start the demonstration in a folder of its own."
        )
    if not config.home.is_dir():
        yield Problem(
            "sulh.E007", f"SULH_HOME, {config.home}, is no folder.", "Make it, for the service's account alone."
        )
    if config.keys.resolve().is_relative_to(config.home.resolve()):
        yield Problem("sulh.E008", "SULH_KEYS lies inside SULH_HOME.", "Keep keys outside what is backed up.")
    if config.demo and config.database_url:
        yield Problem("sulh.E009", "The demonstration has its own database.", "Take DATABASE_URL out.")


def _of_reminders(config: Config) -> Iterator[Problem]:
    if config.zone not in available_timezones():
        yield Problem(
            "sulh.E025", f"SULH_ZONE is {config.zone!r}.", "Name a zone such as Asia/Beirut, or leave it out."
        )
    for number, what, remedy in mail_settings.problems(config.mail, config.home):
        yield Problem(number, what, remedy)


def _of_keys(config: Config) -> Iterator[Problem]:
    if not config.keys.is_dir():
        yield Problem("sulh.E010", f"SULH_KEYS, {config.keys}, is no folder.", "Make the keys with `sulh install`.")
        return
    for code in Keyring(config.keys).problems():
        kind, _, name = code.partition(":")
        number, what, remedy = _KEY_PROBLEMS[kind]
        yield Problem(number, what.format(name=name), remedy)


# What `Keyring.problems` finds, by the word before the colon.
_COPY = "Take it back from where you keep a copy."
_KEY_PROBLEMS = {
    "missing": ("sulh.E011", "The key file {name} is missing.", _COPY),
    "readable": ("sulh.E012", "Others may read the key file {name}.", "Run chmod 0400 on it."),
    "folder-readable": ("sulh.E012", "Others may open the folder of keys.", "Run chmod 0700 on it."),
    "unreadable": ("sulh.E015", "The key file {name} cannot be read.", "Give it to the service's account."),
    "damaged": ("sulh.E016", "The key file {name} is damaged.", _COPY),
    "foreign": ("sulh.E016", "The key file {name} does not open the other keys.", _COPY),
    "unfinished": ("sulh.E017", "A key was not destroyed to the end: {name}.", "Start it: that goes on by itself."),
}


def database(config: Config) -> dict[str, object]:
    """
    Return what Django is told of the database.

    Raises:
        SettingError: If DATABASE_URL is neither empty nor an address of PostgreSQL.

    >>> database(from_environment({"DATABASE_URL": "postgres://a:b@127.0.0.1:5432/c"}))["HOST"]
    '127.0.0.1'
    """
    if not config.database_url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(config.sqlite_file),
            "CONN_MAX_AGE": None,  # opening the file and its settings took a quarter of the work of an answer
            "OPTIONS": {
                "timeout": 5,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-20000;",
            },
        }
    parts = urlsplit(config.database_url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise SettingError("DATABASE_URL begins with neither postgres:// nor postgresql://; leave it out for SQLite.")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": {**options, "pool": {"min_size": 2, "max_size": 12}},
    }
