"""
The records of the process log: one line of canonical JSON each, with the hash of the one before.

    {"act":"round-opened","at":"2026-03-01T09:00:00Z","hash":"9f...","number":2,"previous":"5c...",
     "refs":{"round":"r-81c4","sides":3},"staff":"s-04"}

The hash is the SHA-256 of the same JSON without the key `hash`: keys in order, no blanks, ASCII. Whoever knows that can
check a log without Sulh. What may stand in a record is so narrow (no blank, no dot, no @, no colon in a reference) that
neither a sentence nor an address fits in; that a word in it is no name is for the callers to see to.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Final

import msgspec

from sulh.errors import VaultError

FIRST: Final = "0" * 64  # what stands as `previous` in the first record
LARGEST: Final = 2**53 - 1  # the largest whole number that every reader of JSON keeps
_ACT: Final = re.compile(r"[a-z][a-z0-9]*([._-][a-z0-9]+){0,9}")
_KEY: Final = re.compile(r"[a-z][a-z0-9_-]{0,31}")
_WORD: Final = re.compile(r"[A-Za-z0-9_-]{1,128}")
_TIME: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)", re.ASCII)
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_LONGEST_ACT: Final = 64

_SENTENCES: Final = {
    "unreadable": "Line {number} is no record of a log.",
    "torn": "Line {number}, the last, ends in the middle.",
    "form": "Record {number} holds something that no record may hold.",
    "altered": "Record {number} was altered: its content does not give its hash.",
    "unlinked": "Record {number} does not follow the record before it: that one was altered, put in or exchanged.",
    "missing": "{these} missing here.",
    "misplaced": "Record {number} stands where it does not belong, or twice.",
    "cut": "The log was cut or is an old copy: {these} missing, which the checkpoint saw.",
    "rewritten": "The first {number} records are not those that the checkpoint saw: the log was written anew.",
    "signature": "The checkpoint over {number} records is not signed with this key.",
}


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """
    One act.

    Attributes:
        number: From 1, without gaps.
        act: What was done, as a code.
        at: When, ISO 8601 with its zone.
        staff: Who of the staff, as an id; None when the process itself did it.
        refs: What it concerns: ids, codes, hashes and numbers, each under a short key.
        previous: The hash of the record before; sixty-four zeros in the first.
        hash: The hash of all of this.
    """

    number: int
    act: str
    at: str
    staff: str | None
    refs: dict[str, str | int]
    previous: str
    hash: str


class Fault(msgspec.Struct, frozen=True):
    """
    What is wrong with a log, and where.

    Attributes:
        number: Of the record, or of the line where no record can be read.
        kind: A fixed code, such as "altered", "missing" or "cut".
        until: The last number of a gap.
    """

    number: int
    kind: str
    until: int | None = None

    @property
    def sentence(self) -> str:
        """Say it in words."""
        one = self.until in {None, self.number}
        these = f"record {self.number} is" if one else f"records {self.number} to {self.until} are"
        told = _SENTENCES[self.kind].format(number=self.number, these=these)
        return told[0].upper() + told[1:]


def next_record(
    previous: Record | None, *, act: str, at: str, staff: str | None, refs: Mapping[str, str | int]
) -> Record:
    """
    Make the record that follows another, or the first one.

    Raises:
        VaultError: If anything in it is more than a code, an id, a hash, a number or a time.

    >>> first = next_record(None, act="process-opened", at="2026-03-01T09:00:00Z", staff="s-04", refs={"sides": 2})
    >>> first.number, first.hash[:8]
    (1, 'f3018f08')
    """
    number, before = (previous.number + 1, previous.hash) if previous else (1, FIRST)
    record = Record(number, act, at, staff, dict(refs), before, FIRST)
    if not _well_formed(record):
        raise VaultError("A record of the log holds codes, ids, hashes, numbers and a time with zone, nothing else.")
    return msgspec.structs.replace(record, hash=digest(record))


def digest(record: Record) -> str:
    """Return the hash that a record should bear."""
    content = msgspec.structs.asdict(record)
    del content["hash"]
    return sha256(_json(content)).hexdigest()


def canonical(record: Record) -> bytes:
    """Write a record as the one line it is in a file, without its end."""
    return _json(msgspec.structs.asdict(record))


def read_log(content: bytes) -> tuple[list[Record], list[Fault]]:
    """Read a file of records, one a line: those that can be read, and the lines that cannot."""
    *lines, rest = content.split(b"\n")
    faults = [Fault(len(lines) + 1, "torn")] if rest else []
    records = []
    for number, line in enumerate(lines, 1):
        record = _record(line)
        if record:
            records.append(record)
        else:
            faults.append(Fault(number, "unreadable"))
    return records, faults


def verify(records: Iterable[Record]) -> list[Fault]:
    """
    Find every change inside a log: flips, deletions, exchanges, insertions, each with its number.

    A cut end, and a log that was written anew from some record on, do not show here: see `check`.
    """
    faults: list[Fault] = []
    expected, before = 1, FIRST
    for record in records:
        alone = list(_alone(record))
        faults += alone
        if alone and alone[-1].kind == "altered" and record.number != expected:
            continue  # its number says nothing: the others are counted without it
        if record.number < expected:
            faults.append(Fault(record.number, "misplaced"))
            continue
        if record.number > expected:
            faults.append(Fault(expected, "missing", record.number - 1))
        elif record.previous != before:
            faults.append(Fault(record.number, "unlinked"))
        expected, before = record.number + 1, record.hash
    return faults


def _alone(record: Record) -> Iterator[Fault]:
    """Find what is wrong with a record whatever stands around it."""
    if not _well_formed(record):
        yield Fault(record.number, "form")
    if digest(record) != record.hash:
        yield Fault(record.number, "altered")


def _well_formed(record: Record) -> bool:
    return (
        1 <= record.number <= LARGEST
        and len(record.act) <= _LONGEST_ACT
        and bool(_ACT.fullmatch(record.act))
        and _is_time(record.at)
        and (record.staff is None or _is_reference(record.staff))
        and all(_KEY.fullmatch(key) and _is_reference(value) for key, value in record.refs.items())
        and bool(_HASH.fullmatch(record.previous) and _HASH.fullmatch(record.hash))
    )


def _is_reference(value: object) -> bool:
    if isinstance(value, str):
        return bool(_WORD.fullmatch(value))
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LARGEST


def _is_time(text: str) -> bool:
    if not _TIME.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _record(line: bytes) -> Record | None:
    """Read a line; None unless it is a record written in the one way that records are written."""
    try:
        record = msgspec.json.decode(line, type=Record)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return record if canonical(record) == line else None


def _json(content: object) -> bytes:
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode("ascii")
