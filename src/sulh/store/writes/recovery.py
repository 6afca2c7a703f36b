"""
Shares of a data key for two custodians, cut on the server by whoever keeps it; the log of the process says so.

How a key is cut and joined is in `sulh.vault.shares`; that a purge needs the custodians is told by its report.
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from sulh.errors import VaultError
from sulh.store import clock
from sulh.store.models import Process
from sulh.store.sealing import INSTALLATION, keyring
from sulh.store.writes import log


@transaction.atomic
def cut(name: str) -> tuple[bytes, bytes]:
    """
    Return the data key of a process, or of the installation, in two shares.

    Raises:
        VaultError: If there is no such process, or no usable key of it.
    """
    if name == INSTALLATION:
        return keyring().cut(name, clock.random_bytes)
    process = _process(name)
    shares = keyring().cut(str(process), clock.random_bytes)
    log.enter(process, "shares-made", None)
    return shares


def _process(name: str) -> UUID:
    try:
        asked = UUID(name)
    except ValueError:
        asked = None
    if asked is None or not Process.objects.filter(pk=asked).exists():
        raise VaultError(f"There is no process '{name}'. Its id stands in the address of its pages, after /w/p/.")
    return asked
