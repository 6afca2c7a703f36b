"""
Settings of the operator's own mail server, and what is wrong with them; without them nothing is ever mailed.

    SULH_MAIL_HOST            name of the server; empty: no mail
    SULH_MAIL_FROM            address that stands as the sender
    SULH_MAIL_TLS             "starttls" (port 587), "tls" (port 465), or "none" (port 25) on this machine alone
    SULH_MAIL_PORT            another port
    SULH_MAIL_ACCOUNT         name to sign in with; empty: without
    SULH_MAIL_PASSWORD_FILE   file with the password, readable by the service's account alone, outside SULH_HOME
    SULH_MAIL_LINK            address of the site as it is written in messages; empty: none is

Nothing is sent here: see `sulh.store.mail`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from sulh.vault import files

PORTS = {"starttls": 587, "tls": 465, "none": 25}
MOST_PORT = 65_535


@dataclass(frozen=True)
class Mail:
    """What the operator decided; `port` is 0 where it cannot be read."""

    host: str
    sender: str
    tls: str = "starttls"
    port: int = 587
    account: str = ""
    password_file: Path | None = None
    link: str = ""

    def password(self) -> str:
        """
        Read the password from its file, for one connection.

        Raises:
            OSError: If it cannot be read.
        """
        return "" if self.password_file is None else self.password_file.read_text(encoding="utf-8").strip()


def mail(environment: Mapping[str, str]) -> Mail | None:
    """
    Read the settings; None where no server is named.

    >>> found = mail({"SULH_MAIL_HOST": "mail.example", "SULH_MAIL_FROM": "notes@example.org"})
    >>> found.port, found.tls, mail({})
    (587, 'starttls', None)
    """
    host = environment.get("SULH_MAIL_HOST", "").strip()
    if not host:
        return None
    tls = environment.get("SULH_MAIL_TLS", "starttls")
    port = environment.get("SULH_MAIL_PORT", str(PORTS.get(tls, 0)))
    file = environment.get("SULH_MAIL_PASSWORD_FILE", "")
    return Mail(
        host=host,
        sender=environment.get("SULH_MAIL_FROM", ""),
        tls=tls,
        port=int(port) if port.isascii() and port.isdigit() else 0,
        account=environment.get("SULH_MAIL_ACCOUNT", ""),
        password_file=Path(file) if file else None,
        link=environment.get("SULH_MAIL_LINK", ""),
    )


def is_address(text: str) -> bool:
    """
    Whether a text can be an address of e-mail: plain letters, one at-sign, a host with a dot, nothing in quotes.

    >>> is_address("a.b@example.org"), is_address("a@b"), is_address("a b@example.org"), is_address("é@example.org")
    (True, False, False, False)
    """
    local, at, host = text.partition("@")
    plain = text.isascii() and text.isprintable() and not set(text) & set(' "(),:;<>@[\\]`') - {"@"}
    labels = host.split(".")
    return bool(plain and local and at) and "@" not in host and len(labels) > 1 and all(map(_label, labels))


def problems(settings: Mail | None, home: Path) -> Iterator[tuple[str, str, str]]:
    """Return what is wrong with the settings: an id that stays the same, what, and what to do."""
    if settings is None:
        return
    if not is_address(settings.sender):
        yield "sulh.E018", "SULH_MAIL_FROM is no address.", "Name the address that messages come from."
    if settings.tls not in PORTS or not 0 < settings.port <= MOST_PORT:
        yield "sulh.E019", "SULH_MAIL_TLS or SULH_MAIL_PORT is not known.", "Set TLS to starttls or tls, and a port."
    if settings.tls == "none" and not _here(settings.host):
        yield "sulh.E020", "SULH_MAIL_TLS is none.", "Messages leave this machine under TLS only: take it out."
    if settings.link and not _is_link(settings.link):
        yield "sulh.E021", "SULH_MAIL_LINK is no address of a site.", "Begin it with https://, or leave it out."
    if bool(settings.account) != (settings.password_file is not None):
        yield "sulh.E022", "SULH_MAIL_ACCOUNT and SULH_MAIL_PASSWORD_FILE go together.", "Set both, or neither."
    yield from _of_password(settings, home)


def _of_password(settings: Mail, home: Path) -> Iterator[tuple[str, str, str]]:
    file = settings.password_file
    if file is None:
        return
    try:
        readable, empty = files.open_to_others(file), not settings.password()
    except (OSError, ValueError):
        yield "sulh.E023", "The file of the mail password cannot be read.", "Give it to the service's account."
        return
    if empty:
        yield "sulh.E023", "The file of the mail password is empty.", "Write the password into it."
    if readable:
        yield "sulh.E024", "Others may read the file of the mail password.", "Run chmod 0400 on it."
    if file.resolve().is_relative_to(home.resolve()):
        yield "sulh.E024", "The file of the mail password lies inside SULH_HOME.", "Keep it outside what is backed up."


def _label(label: str) -> bool:
    return bool(label) and label.replace("-", "a").isalnum()


def _here(host: str) -> bool:
    """Whether a host is this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _is_link(link: str) -> bool:
    return link.startswith(("https://", "http://")) and link.isascii() and link.isprintable() and " " not in link
