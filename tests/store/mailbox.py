"""
A mail server on this machine that keeps what it is given; no test lives here.

    with mailbox() as box: ...          box.mail are the settings that lead to it, box.letters what came

It speaks just enough SMTP for one connection after the other. `refuses` lets it refuse every address; `tls` names a
certificate with its key, and STARTTLS is offered.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread
from typing import Any

from sulh.store.mail_settings import Mail


@dataclass
class Mailbox:
    """What came to a server, and how to reach it; `said` are the commands of all connections."""

    mail: Mail
    refuses: bool = False
    tls: Path | None = None
    letters: list[EmailMessage] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    @property
    def words(self) -> list[str]:
        """What the messages say."""
        return [str(letter.get_content()).replace("\r\n", "\n") for letter in self.letters]


class _Server(ThreadingTCPServer):
    """Each connection in a thread of its own."""

    daemon_threads = True
    box: Mailbox


class _Talk(StreamRequestHandler):
    """One connection."""

    server: _Server

    @property
    def box(self) -> Mailbox:
        """Where letters are put."""
        return self.server.box

    def handle(self) -> None:
        """Answer each line until the other side leaves."""
        self._tell("220 here")
        while line := self.rfile.readline():
            word = line.decode().strip()
            self.box.said.append(word)
            verb = word.partition(" ")[0].upper()
            if verb == "DATA":
                self._take()
            elif verb == "STARTTLS" and self.box.tls:
                self._tell("220 go")
                if not self._secure(self.box.tls):
                    return
            else:
                self._tell(self._answer(verb))
            if verb == "QUIT":
                return

    def _answer(self, verb: str) -> str:
        if verb == "EHLO" and self.box.tls and not isinstance(self.connection, ssl.SSLSocket):
            return "250-here\r\n250 STARTTLS"
        if verb == "RCPT" and self.box.refuses:
            return "550 nobody of that name"
        return {"QUIT": "221 bye", "STARTTLS": "502 no"}.get(verb, "250 yes")

    def _secure(self, pair: Path) -> bool:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pair)
        try:
            self.connection = context.wrap_socket(self.connection, server_side=True)
        except (ssl.SSLError, OSError):
            return False
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", buffering=0)
        return True

    def _take(self) -> None:
        self._tell("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        letter: Any = message_from_bytes(b"".join(lines), policy=policy.default)
        self.box.letters.append(letter)
        self._tell("250 kept")

    def _tell(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def mailbox(*, tls: Path | None = None, link: str = "") -> Iterator[Mailbox]:
    """Run a server on a free port until the block ends."""
    with _Server(("127.0.0.1", 0), _Talk) as server:
        port = server.server_address[1]
        kind = "starttls" if tls else "none"
        box = Mailbox(Mail("127.0.0.1", "notes@example.org", tls=kind, port=port, link=link), tls=tls)
        server.box = box
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield box
        finally:
            server.shutdown()
            thread.join()
