"""
The key of the map: actors, ties and places belong to the installation and lie under a key of their own.

It is made when the first of them is written down. Where there are rows and no key, nothing is made: then it was lost,
and whoever keeps the machine is told by the check of the keys.
"""

from __future__ import annotations

from typing import Final

from sulh.errors import VaultError
from sulh.store.models import Actor, Place
from sulh.store.sealing import Sealer, keyring, sealer

MAP: Final = "map"


def map_sealer() -> Sealer:
    """
    Return what seals and opens rows of the map.

    Raises:
        VaultError: If its key is gone or damaged.
    """
    try:
        return sealer(MAP)
    except VaultError:
        if MAP in keyring().names() or Actor.objects.exists() or Place.objects.exists():
            raise
    _made()
    return sealer(MAP)


def _made() -> None:
    try:
        keyring().new_data_key(MAP)
    except VaultError:
        if MAP not in keyring().names():  # else another worker has just made it
            raise
