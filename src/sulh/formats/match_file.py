"""
A comparison of two hosts as files: what is asked, what is answered, and the book that each host keeps for itself.

    Ask, Answer ── signed_part ──▶ what is signed: kind and body
                ── file_of ──▶ bytes ──read_ask | read_answer──▶ Ask or Answer, signature
    Book ── book_file ──▶ bytes ──read_book──▶ Book

    {"body":{"day":"2026-11-27","expires":"2026-12-11","host":"...","key":"...","recipient":"...","request":"...",
             "run":"...","step":"size"},"kind":"match ask","signature":"..."}

Canonical JSON as in `sulh.formats.card_file`. No key stands in Ask or Answer, only points of a curve. A book holds keys
and secrets while a run is open: it is of its own host alone. What may follow on what: `sulh.coordination.host_runs`;
signing and the curve: `sulh.vault`.
"""

from __future__ import annotations

from datetime import date
from typing import Final, Literal, TypeVar

import msgspec

from sulh.errors import InputError
from sulh.model.findings import Value

Step = Literal["size", "items"]
State = Literal["size-asked", "size-read", "items-asked", "items-read", "size-answered", "items-answered"]

MOST_BYTES: Final = 1_000_000
_HEADS: Final = {"match ask": b"sulh match ask 1\n", "match answer": b"sulh match answer 1\n"}


class Ask(Value, frozen=True):
    """
    What one host asks another.

    Attributes:
        run: The id of the comparison; each of its two steps is asked and answered once.
        step: The size first, items later.
        host, key: Who asks: its name, and the id of the key that signs.
        recipient: The name of the one host that may answer.
        day, expires: From when to when it may be answered.
        request: The list of keys under the secret of who asks.
    """

    run: str
    step: Step
    host: str
    key: str
    recipient: str
    day: date
    expires: date
    request: bytes


class Answer(Value, frozen=True):
    """
    What comes back; as `Ask`, but of who answers.

    Attributes:
        setup: The list of who answers, under a secret of its own.
        response: The request under both secrets.
    """

    run: str
    step: Step
    host: str
    key: str
    recipient: str
    day: date
    expires: date
    setup: bytes
    response: bytes


class Run(Value, frozen=True):
    """
    A comparison in the book of one of the two.

    Attributes:
        host, key: The other host.
        day: On which it began.
        state: What was done last.
        secret, keys: What it is computed with; empty when it is over.
        theirs: The mark of the other's list as it was counted; empty while it is not known.
        size: How many keys of ours the other has; None where it is not known, or not for us to know.
    """

    run: str
    host: str
    key: str
    day: date
    state: State
    secret: bytes = b""
    keys: tuple[str, ...] = ()
    theirs: str = ""
    size: int | None = None


class Book(Value, frozen=True):
    """All that a host remembers of comparisons."""

    runs: tuple[Run, ...] = ()


class _SignedAsk(Value, frozen=True):
    body: Ask
    kind: Literal["match ask"]
    signature: str


class _SignedAnswer(Value, frozen=True):
    body: Answer
    kind: Literal["match answer"]
    signature: str


S = TypeVar("S", _SignedAsk, _SignedAnswer)


def signed_part(body: Ask | Answer) -> bytes:
    """Return the bytes that are signed: what it is, and what it says."""
    return _HEADS[_kind(body)] + _canonical(body)


def file_of(body: Ask | Answer, signature: str) -> bytes:
    """Return the file."""
    return _canonical({"body": body, "kind": _kind(body), "signature": signature}) + b"\n"


def read_ask(data: bytes, file: str) -> tuple[Ask, str]:
    """
    Read what another host asks, and its signature; whether it holds is for `sulh.vault` to say.

    Raises:
        InputError: If it is none, or not written as `file_of` writes.
    """
    signed = _read(data, file, _SignedAsk, "what a host asks")
    return signed.body, signed.signature


def read_answer(data: bytes, file: str) -> tuple[Answer, str]:
    """Read what another host answers, and its signature; errors as `read_ask`."""
    signed = _read(data, file, _SignedAnswer, "what a host answers")
    return signed.body, signed.signature


def book_file(book: Book) -> bytes:
    """
    Return a book as it is kept.

    >>> read_book(book_file(Book()), "match.book")
    Book(runs=())
    """
    return _canonical(book) + b"\n"


def read_book(data: bytes, file: str) -> Book:
    """Read a book; InputError if it is none."""
    try:
        return msgspec.json.decode(data, type=Book)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError("bad-book", file, None, expected="the book of this host", found="another file") from error


def _kind(body: Ask | Answer) -> Literal["match ask", "match answer"]:
    return "match ask" if isinstance(body, Ask) else "match answer"


def _canonical(content: object) -> bytes:
    return msgspec.json.encode(content, order="sorted")


def _read(data: bytes, file: str, type_: type[S], what: str) -> S:
    if len(data) > MOST_BYTES:
        raise InputError("too-large", file, None, expected="a file under 1 MB", found="a larger one")
    try:
        signed = msgspec.json.decode(data, type=type_)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError("bad-match", file, None, expected=what, found="another file") from error
    if _canonical(signed) != data.removesuffix(b"\n"):
        raise InputError("bad-match", file, None, expected=f"{what} as it was written", found="one written anew")
    return signed
