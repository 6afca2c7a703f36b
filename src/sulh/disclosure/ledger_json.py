"""
The ledger as bytes: one line an entry, and a last line that seals them.

    {"entry": {...}, "hash": "..."}          one for each publication, oldest first
    {"entries": 2, "head": "..."}            the seal: a cut end is missed at once

The same ledger gives the same bytes. Reading is strict: what is not, byte for byte, what would be written is refused.
An older unharmed copy cannot be told from here: compare the number of entries with what is on record elsewhere. Where
the bytes are kept (a file, see `ledger_file`; a sealed row of a database) is no business of this module.
"""

from __future__ import annotations

import msgspec

from sulh.disclosure.ledger import canonical, check_chain, digest, head
from sulh.errors import DisclosureError
from sulh.model.findings import Value
from sulh.model.publication import Entry, Ledger


class _Line(Value, frozen=True):
    """One entry with its hash."""

    entry: Entry
    hash: str


class _Seal(Value, frozen=True):
    """The last line."""

    entries: int
    head: str


def ledger_to_json(ledger: Ledger) -> bytes:
    """
    Write a ledger, with the hash of every entry and a seal.

    >>> ledger_to_json(Ledger()).startswith(b'{"entries":0,')
    True
    """
    return b"".join(_line(entry) + b"\n" for entry in ledger.entries) + _seal(ledger) + b"\n"


def ledger_from_json(data: bytes, name: str = "ledger") -> Ledger:
    """
    Read a ledger back and prove it unharmed.

    Args:
        data: What `ledger_to_json` wrote.
        name: What to call it in an error.

    Raises:
        DisclosureError: If it was altered, cut short or torn; with the line.

    >>> ledger_from_json(ledger_to_json(Ledger()))
    Ledger(entries=())
    """
    if not data:
        raise _harmed(name, 1, "the ledger is empty (a new one begins where there is none)")
    lines = data.split(b"\n")
    if lines.pop() != b"" or not lines:
        raise _harmed(name, len(lines) + 1, "the ledger ends in the middle of a line")
    ledger = Ledger(tuple(_entry(name, number, line) for number, line in enumerate(lines[:-1], start=1)))
    check_chain(ledger)
    if lines[-1] != _seal(ledger):
        raise _harmed(name, len(lines), "the seal does not fit the entries before it: something was cut off or added")
    return ledger


def _line(entry: Entry) -> bytes:
    return b'{"entry":' + canonical(entry) + b',"hash":"' + digest(entry).encode() + b'"}'


def _seal(ledger: Ledger) -> bytes:
    return msgspec.json.encode(_Seal(len(ledger.entries), head(ledger)))


def _entry(name: str, number: int, line: bytes) -> Entry:
    """Read one line; it must be exactly what would be written, so that nothing can hide in it."""
    try:
        read = msgspec.json.decode(line, type=_Line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _harmed(name, number, "this is not an entry of a ledger") from error
    if line != _line(read.entry):
        raise _harmed(name, number, "this entry is not the one that was written")
    return read.entry


def _harmed(name: str, line: int, what: str) -> DisclosureError:
    return DisclosureError(
        f"{name}, line {line}: {what}. Nothing may be published from this ledger; take back an unharmed copy."
    )
