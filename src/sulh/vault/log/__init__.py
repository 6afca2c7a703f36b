"""
The process log as pure values: what staff and the process did, in a chain that betrays every change.

    act ──next_record──▶ Record ── hash ──▶ Record ── hash ──▶ Record ...   records: the chain, what may stand in it
                            │                  │                  │
                            └──── root (RFC 6962 tree over the hashes)      tree
                                    │
                                    └── sign ──▶ Checkpoint ── short_code   checkpoints: kept by a reader of each side
    answers of an epoch ── blinded leaves ──▶ count, root ──▶ blinded       answers: the only trace of participants

A chain alone shows every change but a cut end, or a whole chain written anew; a checkpoint held by somebody else shows
those too. Keeping records in a database, and who may read them, is the work of other rooms.
"""

from sulh.vault.log.answers import answers_commitment, blinded
from sulh.vault.log.checkpoints import (
    Checkpoint,
    check,
    checkpoint_text,
    public_key,
    read_checkpoint,
    short_code,
    sign,
)
from sulh.vault.log.records import FIRST, Fault, Record, canonical, next_record, read_log, verify
from sulh.vault.log.tree import root

__all__ = [
    "FIRST",
    "Checkpoint",
    "Fault",
    "Record",
    "answers_commitment",
    "blinded",
    "canonical",
    "check",
    "checkpoint_text",
    "next_record",
    "public_key",
    "read_checkpoint",
    "read_log",
    "root",
    "short_code",
    "sign",
    "verify",
]
