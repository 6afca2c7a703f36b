"""
A real installation in a folder of its own, served as `sulh serve` does, that can be killed at any moment.

    with Installation.made(folder, database_url, seats=1000) as place:
        place.start();  place.kill();  place.start();  place.votes()
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

import psycopg

from sulh.cli.installation import pages

HOST = "localhost"
WAIT = 30.0  # seconds for a server to answer
TICKS = os.sysconf("SC_CLK_TCK")
COUNT = """
import django; django.setup()
from django.db import connection
from sulh.store.models import Vote
import json
print(json.dumps([[str(a), str(b), c] for a, b, c in Vote.objects.values_list("seat_id", "statement_id", "value")]))
"""


@dataclass
class Seeded:
    """Who is signed in, and what can be answered."""

    round: str
    statements: list[str]
    seats: list[str]
    sessions: list[str]


@dataclass
class Installation:
    """One installation: its environment, and the server while it runs."""

    environment: dict[str, str]
    port: int
    seeded: Seeded
    server: subprocess.Popen[bytes] | None = field(default=None)

    @classmethod
    @contextmanager
    def made(cls, folder: Path, database_url: str = "", *, seats: int, statements: int = 15) -> Iterator[Self]:
        """
        Make keys, tables and seats in an empty folder; stop the server and drop the database at the end.

        Args:
            folder: Where home and keys are made.
            database_url: A PostgreSQL server without a database's name; empty for SQLite.
            seats: How many participants are signed in.
            statements: How many statements are put.
        """
        port = free_port()
        environment = _environment(dict(os.environ), folder, port) | {
            "SULH_HOSTS": HOST,
            "SULH_MODE": "serve",
            "DJANGO_SETTINGS_MODULE": "sulh.web.settings",
            "DATABASE_URL": "",
        }
        with empty_database(database_url) as environment["DATABASE_URL"]:
            _run(environment, "-m", "sulh", "install", "--account", "grey-heron")
            told = _run(environment, "-m", "benchmarks.load.seed", str(seats), str(statements))
            place = cls(environment, port, Seeded(**json.loads(told)))
            try:
                yield place
            finally:
                place.kill()

    @contextmanager
    def copied(self, folder: Path) -> Iterator[Self]:
        """Copy an installation that nobody uses meanwhile into an empty folder; what is done to the copy is its own."""
        for name in ("SULH_HOME", "SULH_KEYS"):
            shutil.copytree(self.environment[name], folder / Path(self.environment[name]).name)
        port = free_port()
        environment = _environment(self.environment, folder, port)
        server, _, name = environment["DATABASE_URL"].rpartition("/")
        with empty_database(server, template=name) as environment["DATABASE_URL"]:
            place = type(self)(environment, port, self.seeded)
            try:
                yield place
            finally:
                place.kill()

    def start(self) -> None:
        """
        Serve the pages as `sulh serve` does, and wait until one is answered.

        Raises:
            TimeoutError: If none is in time.
        """
        command = pages(self.environment["SULH_BIND"], workers=2, threads=4)
        self.server = subprocess.Popen(command, env=self.environment, start_new_session=True)
        end = time.monotonic() + WAIT
        while time.monotonic() < end:
            if self._answers():
                return
            time.sleep(0.05)
        raise TimeoutError(f"no page after {WAIT} seconds")

    def kill(self) -> None:
        """End every operating-system process of the server at once, as a power cut would."""
        if self.server is not None:
            os.killpg(self.server.pid, signal.SIGKILL)
            self.server.wait()
            self.server = None

    def votes(self) -> dict[tuple[str, str], int]:
        """Return every answer on disk: (seat, statement) -> value. The server may be down."""
        rows: list[list[Any]] = json.loads(_run(self.environment, "-c", COUNT))
        return {(str(seat), str(statement)): int(value) for seat, statement, value in rows}

    def cpu(self) -> float:
        """Return how many seconds of CPU the server has taken, all its operating-system processes together."""
        return sum(_cpu_of(pid) for pid in self._members())

    def _members(self) -> list[int]:
        if self.server is None:
            return []
        group = self.server.pid
        return [int(path.name) for path in Path("/proc").glob("[0-9]*") if _group(path) == group]

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=2) as probe:
                probe.sendall(f"GET / HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n".encode())
                return probe.recv(12).endswith(b"200")
        except OSError:
            return False


@contextmanager
def empty_database(server: str, *, template: str = "template1") -> Iterator[str]:
    """
    Make a database on a PostgreSQL server, yield its address, drop it afterwards; without a server yield nothing.

    Args:
        server: The server's address without a database's name.
        template: The database of which it is a copy; nobody may be connected to that one.
    """
    if not server:
        yield ""
        return
    name = f"sulh_load_{free_port()}"
    _create(server, name, template)
    try:
        yield f"{server}/{name}"
    finally:
        _drop(server, name)


def free_port() -> int:
    """Return a port of the loopback address on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _environment(known: dict[str, str], folder: Path, port: int) -> dict[str, str]:
    """Return an environment whose installation lies in a folder and is served at a port."""
    return known | {
        "SULH_HOME": str(folder / "home"),
        "SULH_KEYS": str(folder / "keys"),
        "SULH_BIND": f"127.0.0.1:{port}",
    }


def _run(environment: dict[str, str], *words: str) -> str:
    run = subprocess.run([sys.executable, *words], env=environment, capture_output=True, text=True, check=False)
    if run.returncode:
        message = f"{' '.join(words[:3])} ended with {run.returncode}: {run.stderr[-2000:]}"
        raise RuntimeError(message)
    return run.stdout


def _group(path: Path) -> int:
    try:
        return int((path / "stat").read_text().rpartition(")")[2].split()[2])
    except (OSError, ValueError, IndexError):
        return -1


def _cpu_of(pid: int) -> float:
    try:
        parts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(parts[11]) + int(parts[12])) / TICKS


def _create(server: str, name: str, template: str) -> None:
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'.encode())


def _drop(server: str, name: str) -> None:
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())


def is_here(address: str) -> bool:
    """
    Whether an address is of this machine: a load goes nowhere else.

    >>> is_here("postgres://a@127.0.0.1:5432"), is_here("postgres://a@10.0.0.1")
    (True, False)
    """
    return urlsplit(address).hostname in ("127.0.0.1", "localhost", "::1")
