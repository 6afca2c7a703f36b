"""
A real installation as `docs/operate/install.md` makes it: keys, tables, the first account, `sulh serve` behind https.

    browser ── https://notes.example ──▶ Front (ends the encryption) ──▶ `sulh serve` on the loopback address

The name is looked up nowhere: the browser is told that it stands for the front. See `REACHED`.
"""

from __future__ import annotations

import asyncio
import os
import re
import signal
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from benchmarks.load.installation import free_port
from tests.browser.site import Site

HOST = "notes.example"
ACCOUNT = "grey-heron"
TOLD = re.compile(r"First password, shown once: (.+)")


@dataclass
class Real:
    """A running installation: its address, how the browser gets there, and what `sulh install` printed."""

    address: str
    front: int
    told: str
    log: Path

    @classmethod
    @contextmanager
    def opened(cls, folder: Path, database_url: str = "") -> Iterator[Self]:
        """Install into an empty folder and database, and serve; end every operating-system process afterwards."""
        port, log = free_port(), folder / "serve.log"
        environment = _environment(folder, port) | ({"DATABASE_URL": database_url} if database_url else {})
        (folder / "home").mkdir(mode=0o700)
        sulh = [sys.executable, "-m", "sulh"]
        told = subprocess.run(
            [*sulh, "install", "--account", ACCOUNT], env=environment, capture_output=True, text=True, check=True
        ).stdout
        with log.open("wb") as kept, front(folder, port) as outside:
            server = subprocess.Popen(
                [*sulh, "serve"], env=environment, stdout=kept, stderr=kept, start_new_session=True
            )
            try:
                Site(f"http://127.0.0.1:{port}").wait()
                yield cls(f"https://{HOST}", outside, told, log)
            finally:
                os.killpg(server.pid, signal.SIGTERM)
                server.wait()

    @property
    def site(self) -> Site:
        """The installation as a site."""
        return Site(self.address)

    @property
    def password(self) -> str:
        """The first password, as whoever installs reads it off the screen."""
        found = TOLD.search(self.told)
        assert found, self.told
        return found.group(1).strip()

    @property
    def arguments(self) -> list[str]:
        """What the browser is started with, so that the name leads to the front and nothing else is reached."""
        return [f"--host-resolver-rules=MAP {HOST}:443 127.0.0.1:{self.front}, MAP * ~NOTFOUND"]


@contextmanager
def front(folder: Path, behind: int) -> Iterator[int]:
    """End the encryption before a server that speaks plain HTTP, with a certificate made for this; yield the port."""
    loop = asyncio.new_event_loop()
    worker = threading.Thread(target=loop.run_forever, daemon=True)
    worker.start()
    server = asyncio.run_coroutine_threadsafe(_listen(_certificate(folder), behind), loop).result()
    try:
        yield int(server.sockets[0].getsockname()[1])
    finally:
        asyncio.run_coroutine_threadsafe(_hang_up(server), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        worker.join()
        loop.close()


async def _listen(certificate: ssl.SSLContext, behind: int) -> asyncio.Server:
    async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", behind)
        await asyncio.gather(_pump(reader, far_writer), _pump(far_reader, writer))

    return await asyncio.start_server(pass_on, "127.0.0.1", 0, ssl=certificate)


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while part := await reader.read(65536):
            writer.write(part)
            await writer.drain()
    writer.close()


async def _hang_up(server: asyncio.Server) -> None:
    server.close()
    rest = asyncio.all_tasks() - {asyncio.current_task()}
    for task in rest:
        task.cancel()
    await asyncio.gather(*rest, return_exceptions=True)


def _certificate(folder: Path) -> ssl.SSLContext:
    key, certificate = folder / "front.key", folder / "front.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-nodes", "-days", "2", "-newkey", "ec"),
            *("-pkeyopt", "ec_paramgen_curve:prime256v1", "-keyout", str(key), "-out", str(certificate)),
            *("-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}"),
        ],
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


def _environment(folder: Path, port: int) -> dict[str, str]:
    """Return the settings of `docs/operate/install.md`, with folders of the test's own."""
    rest = {name: value for name, value in os.environ.items() if not name.startswith(("SULH_", "DJANGO_", "DATABASE_"))}
    return rest | {
        "SULH_HOME": str(folder / "home"),
        "SULH_KEYS": str(folder / "keys"),
        "SULH_HOSTS": HOST,
        "SULH_NAME": "Notes",
        "SULH_BIND": f"127.0.0.1:{port}",
    }
