"""
Checkpoints: how long the log was and what it was, at one time, signed.

    {"public_key":"...","root":"...","signature":"...","size":214,"time":"2026-03-01T12:00:00Z"}

A reader of each side keeps one, on paper as a short code or as a file. Whoever shows a log later has to show one that
begins with the same records. The signature (Ed25519) says whose server it was; the reader's own copy is what nobody
else can change.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Final

import msgspec
from nacl.exceptions import CryptoError
from nacl.signing import SigningKey, VerifyKey

from sulh.errors import VaultError
from sulh.vault.log.records import Fault, Record, digest
from sulh.vault.log.tree import root
from sulh.words.spoken import spoken

_SIGNED: Final = b"sulh checkpoint 1\n"


class Checkpoint(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """
    A log as it was.

    Attributes:
        size: How many records there were.
        root: Of the tree over their hashes, in hexadecimal.
        time: When, ISO 8601 with its zone.
        signature: Of the three, in hexadecimal.
    """

    size: int
    root: str
    time: str
    signature: str


class _File(Checkpoint, frozen=True, forbid_unknown_fields=True):
    """A checkpoint as it is handed to a reader, with the key that signed it."""

    public_key: str


def sign(hashes: Sequence[str], *, time: str, seed: bytes) -> Checkpoint:
    """
    Make the checkpoint of a log.

    Args:
        hashes: The hash of every record, from the first.
        time: When, ISO 8601 with its zone.
        seed: The checkpoint key of the server (`Keyring.checkpoint_key`).
    """
    head = root(bytes.fromhex(one) for one in hashes).hex()
    unsigned = Checkpoint(len(hashes), head, time, "")
    return msgspec.structs.replace(unsigned, signature=SigningKey(seed).sign(_content(unsigned)).signature.hex())


def check(checkpoint: Checkpoint, public_key: bytes, records: Sequence[Record]) -> list[Fault]:
    """
    Compare a log with a checkpoint: find a cut end, an old copy, and a log written anew.

    Args:
        checkpoint: As a reader kept it.
        public_key: Of the server that signed it, 32 bytes.
        records: The log as it is shown now, from the first record; it may have grown since.
    """
    faults = [] if _is_signed(checkpoint, public_key) else [Fault(checkpoint.size, "signature")]
    if len(records) < checkpoint.size:
        return [*faults, Fault(len(records) + 1, "cut", checkpoint.size)]
    seen = root(bytes.fromhex(digest(record)) for record in records[: checkpoint.size]).hex()
    return faults if seen == checkpoint.root else [*faults, Fault(checkpoint.size, "rewritten")]


def short_code(checkpoint: Checkpoint) -> str:
    """
    Return sixteen letters and digits that stand for a checkpoint, to be read aloud or written down.

    >>> short_code(Checkpoint(0, "", "", ""))
    'C7KT KMRQ AKTV VLG9'
    """
    return spoken(sha256(_content(checkpoint)).digest())


def public_key(seed: bytes) -> bytes:
    """Return the public half of a checkpoint key."""
    return bytes(SigningKey(seed).verify_key)


def checkpoint_text(checkpoint: Checkpoint, public_key: bytes) -> str:
    """Write a checkpoint as the file that a reader keeps."""
    content = msgspec.structs.asdict(checkpoint) | {"public_key": public_key.hex()}
    return json.dumps(content, sort_keys=True, separators=(",", ":")) + "\n"


def read_checkpoint(text: str) -> tuple[Checkpoint, bytes]:
    """Read such a file: the checkpoint and the public key; VaultError if it is none."""
    try:
        read = msgspec.json.decode(text, type=_File)
        return Checkpoint(read.size, read.root, read.time, read.signature), bytes.fromhex(read.public_key)
    except (msgspec.DecodeError, ValueError) as error:
        raise VaultError("This file is no checkpoint of a log.") from error


def _content(checkpoint: Checkpoint) -> bytes:
    """Return what is signed."""
    content = {"root": checkpoint.root, "size": checkpoint.size, "time": checkpoint.time}
    return _SIGNED + json.dumps(content, sort_keys=True, separators=(",", ":")).encode()


def _is_signed(checkpoint: Checkpoint, public_key: bytes) -> bool:
    try:
        VerifyKey(public_key).verify(_content(checkpoint), bytes.fromhex(checkpoint.signature))
    except (CryptoError, ValueError):
        return False
    return True
