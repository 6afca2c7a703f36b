"""Checkpoints: how long the log of a process is and what it is, signed, so that a reader of each side can keep it."""

from __future__ import annotations

from uuid import UUID

from sulh.store import clock
from sulh.store.models import KeptCheckpoint, LogRecord
from sulh.store.sealing import keyring
from sulh.vault.log import checkpoint_text, sign


def checkpoint(process_id: UUID) -> KeptCheckpoint:
    """Sign the log as it is now; called inside the transaction of the act that calls for it."""
    hashes = list(LogRecord.objects.filter(process_id=process_id).order_by("number").values_list("digest", flat=True))
    keys = keyring()
    made = sign(hashes, time=clock.now().isoformat(timespec="minutes"), seed=keys.checkpoint_key())
    text = checkpoint_text(made, keys.checkpoint_public())
    return KeptCheckpoint.objects.create(process_id=process_id, size=len(hashes), body=text, on=clock.today())
