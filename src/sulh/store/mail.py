"""
Handing fixed words to the operator's own mail server: plain text, one person each, nothing that tells of what waits.

    with connected(mail) as server:     TLS first, certificate checked, then signing in
        send(server, mail, to, text)    NotSent, if the server does not take it

Never inside a transaction: a server may take its time, though never longer than `PATIENCE` for one step. What the
server said is dropped, because it repeats addresses.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from email.utils import format_datetime
from smtplib import SMTP, SMTP_SSL, SMTPException
from typing import Final

from sulh.errors import SulhError
from sulh.store import clock
from sulh.store.mail_settings import Mail

PATIENCE: Final = 10.0  # seconds that one step of a connection may take
_OURSELVES: Final = "localhost"  # what we call ourselves: the name of the machine is nobody's business
_ID: Final = 16  # random bytes of a message's own id


class NotSent(SulhError):
    """The mail server does not answer, or did not take a message; it does not say to whom."""


@contextmanager
def connected(mail: Mail) -> Iterator[SMTP]:
    """
    Open a connection under TLS, signed in where an account is set, and close it again.

    Raises:
        NotSent: If the server is out of reach, offers no TLS, shows a certificate that does not hold or refuses the
            account.
    """
    try:
        server = _opened(mail)
    except (OSError, SMTPException, ValueError):
        raise NotSent("The mail server does not answer as it is set up.") from None
    try:
        yield server
    finally:
        with suppress(OSError, SMTPException):
            server.quit()


def send(server: SMTP, mail: Mail, to: str, *, subject: str, text: str) -> None:
    """
    Hand over one message.

    Raises:
        NotSent: If the server does not take it.
    """
    try:
        server.send_message(message(mail, to, subject=subject, text=text), mail.sender, [to])
    except (OSError, SMTPException, ValueError):
        raise NotSent("The mail server did not take a message.") from None


def message(mail: Mail, to: str, *, subject: str, text: str) -> EmailMessage:
    """Return a message; neither its id nor its date tells more than that it was sent."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = mail.sender, to, subject
    made["Date"] = format_datetime(clock.now())
    made["Message-ID"] = f"<{clock.random_bytes(_ID).hex()}@{mail.sender.partition('@')[2]}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(text)
    return made


def _opened(mail: Mail) -> SMTP:
    """Connect; whatever fails on the way closes the connection."""
    secure = ssl.create_default_context()
    if mail.tls == "tls":
        server: SMTP = SMTP_SSL(mail.host, mail.port, local_hostname=_OURSELVES, timeout=PATIENCE, context=secure)
    else:
        server = SMTP(mail.host, mail.port, local_hostname=_OURSELVES, timeout=PATIENCE)
    try:
        if mail.tls == "starttls":
            server.starttls(context=secure)
        server.ehlo_or_helo_if_needed()
        if mail.account:
            server.login(mail.account, mail.password())
    except (OSError, SMTPException, ValueError):
        server.close()
        raise
    return server
