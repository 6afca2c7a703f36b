"""
Backups as `age` files: whoever holds a recipient's identity opens one with Debian's own `age`, without Sulh.

The recipients are the custodians ("age1..."), their identities ("AGE-SECRET-KEY-1...") stay with them, offline. What is
in a backup is not known here; its sealed fields stay sealed inside.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import IO, Any, Final

from sulh.errors import VaultError

# pyrage brings no types, hence by name.
_pyrage: Final[Any] = import_module("pyrage")
_x25519: Final[Any] = import_module("pyrage.x25519")


def encrypt(plain: IO[bytes], out: IO[bytes], recipients: Sequence[str]) -> None:
    """
    Encrypt a stream, in pieces, so that each of the recipients alone can open it.

    Raises:
        VaultError: If there is no recipient, or one is not an age recipient; nothing was written then.
    """
    if not recipients:
        raise VaultError("A backup needs at least one recipient (age1...); without one nobody could open it.")
    known = [_recipient(text) for text in recipients]
    _pyrage.encrypt_io(plain, out, known)


def decrypt(box: IO[bytes], out: IO[bytes], identities: Sequence[str]) -> None:
    """
    Decrypt a stream with whichever of the identities opens it.

    Raises:
        VaultError: If none opens it, or it is no age file or was altered. Pieces may have been written by then: do not
            use what `out` holds after an error.
    """
    keys = [_identity(text) for text in identities]
    try:
        _pyrage.decrypt_io(box, out, keys)
    except (_pyrage.DecryptError, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise  # the disk, not the backup; an altered piece comes as an error without a number
        raise VaultError("This backup does not open: another key, no age file, or it was altered.") from error


def _recipient(text: str) -> object:
    try:
        return _x25519.Recipient.from_str(text.strip())
    except _pyrage.RecipientError as error:
        raise VaultError("This is no recipient of an age file; `age-keygen` shows it: age1 and more.") from error


def _identity(text: str) -> object:
    try:
        return _x25519.Identity.from_str(text.strip())
    except _pyrage.IdentityError as error:  # the text is a secret: not a letter of it is told
        raise VaultError("This is no age identity; it is the line that begins with AGE-SECRET-KEY-1.") from error
