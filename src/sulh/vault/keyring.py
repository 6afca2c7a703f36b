"""
The folder of keys of one server, outside the database and outside every backup of it.

    server.key        32 bytes    wraps the data keys; another one after each destruction
    codes.salt        16 bytes    the secret salt of the entry codes
    checkpoint.key    32 bytes    the seed of the Ed25519 key that signs checkpoints of the log
    django.key        64 letters  signs the web's sessions
    data-keys/<mark of the server key>/<name>     one wrapped data key each
    destroyed/<name>                              "begun" or "done": a name is never used twice

The mark is derived from the server key, so whoever has read `server.key` knows which folder belongs to it. Destroying
is a rename between two whole sets:

    1  destroyed/<name> says "begun"                    from here on its cipher is refused
    2  its wrapped key is overwritten and removed
    3  a new server key wraps the others into a folder of its own
    4  server.key is renamed into place                 before: the old set holds; after: the new one
    5  the old server key and the old folder are overwritten and removed
    6  destroyed/<name> says "done"

After a crash anywhere in between, `destroy` of the same name goes on, `problems` names it until then, and all others
open all the time. Nothing is kept in memory: each call reads the disk anew.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

from nacl.encoding import RawEncoder
from nacl.hash import blake2b
from nacl.signing import SigningKey
from nacl.utils import random

from sulh.errors import VaultError
from sulh.vault import files
from sulh.vault.codes import CodeHasher
from sulh.vault.fields import KEY_BYTES, FieldCipher
from sulh.vault.shares import join, split
from sulh.vault.stretch import SALT_BYTES

SERVER: Final = "server.key"
SALT: Final = "codes.salt"
CHECKPOINT: Final = "checkpoint.key"
DJANGO: Final = "django.key"
SIZES: Final = {SERVER: KEY_BYTES, SALT: SALT_BYTES, CHECKPOINT: 32, DJANGO: 64}
WRAPPED: Final = "data-keys"
DESTROYED: Final = "destroyed"
_BEGUN, _DONE = b"begun\n", b"done\n"
_NAME: Final = re.compile(r"[a-z0-9-]{1,64}")
_MARK_BYTES: Final = 8
_DJANGO_BYTES: Final = 48  # 64 letters in base64


class Keyring:
    """
    The keys of one server; the object holds the name of the folder and nothing else.

    Args:
        folder: Where they lie. Nothing is read before it is needed.
    """

    def __init__(self, folder: Path) -> None:
        """Remember the folder."""
        self.folder = folder

    @classmethod
    def create(cls, folder: Path) -> Keyring:
        """
        Make the folder with new keys.

        Raises:
            VaultError: If anything is there already: keys are never overwritten.
        """
        if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
            raise VaultError(f"Nothing was made: {folder.name} is there already, and keys are never overwritten.")
        for made in (folder, folder / WRAPPED, folder / DESTROYED):
            files.make_folder(made)
        server = random(KEY_BYTES)
        files.make_folder(folder / WRAPPED / _mark(server))
        files.put(folder / SALT, random(SALT_BYTES))
        files.put(folder / CHECKPOINT, random(SIZES[CHECKPOINT]))
        files.put(folder / DJANGO, base64.urlsafe_b64encode(random(_DJANGO_BYTES)))
        files.put(folder / SERVER, server)
        return cls(folder)

    def problems(self) -> list[str]:
        """
        Say what is wrong with the folder as it lies, as short codes; an empty list is a sound keyring.

        `missing:`, `unreadable:`, `readable:` (by others than the owner) and `damaged:` with the name of a file or of a
        data key; `folder-readable`; `foreign:server.key` when the data keys are wrapped by another one;
        `unfinished:` with the name of a data key whose destruction was interrupted: destroy it again.
        """
        if not self.folder.is_dir():
            return ["missing:folder"]
        try:
            with files.alone(self.folder):
                return self._problems()
        except OSError:
            return ["unreadable:folder"]

    def new_data_key(self, name: str) -> None:
        """
        Make the data key of a process, of "map" or of "installation".

        Raises:
            VaultError: If there is one of that name already, or was one that has been destroyed.
        """
        with files.alone(self._there()):
            wrapped = self._wrapped_under(self._secret(SERVER)) / _checked(name)
            if self._end_of(name):
                raise VaultError(f"The key '{name}' was destroyed; a name is never used again.")
            if wrapped.exists():
                raise VaultError(f"There is a key '{name}' already; nothing was made.")
            files.put(wrapped, FieldCipher(self._secret(SERVER)).seal(random(KEY_BYTES), _context(name)))

    def cipher(self, name: str) -> FieldCipher:
        """
        Read a data key from the disk, for this one operation.

        Raises:
            VaultError: If it is absent, destroyed or damaged, or the server key is.
        """
        if self._end_of(_checked(name)):
            raise VaultError(f"The key '{name}' was destroyed; what it protected cannot be read by anybody.")
        server = self._secret(SERVER)
        while True:
            try:
                return FieldCipher(_unwrap(server, self._wrapped_under(server) / name))
            except (FileNotFoundError, VaultError) as error:
                former, server = server, self._secret(SERVER)
                if server == former:  # else another worker has just rewrapped the keys: read them again
                    raise VaultError(f"There is no usable key '{name}' on this server.") from error

    def names(self) -> list[str]:
        """Return the names of all data keys that can be used, in order."""
        with files.alone(self._there()):
            return self._names()

    def destroy(self, name: str) -> None:
        """
        Destroy a data key for good, and the server key that wrapped it; the others are wrapped anew and go on opening.

        Of a name whose destruction was interrupted it does the rest; of one that is destroyed already, nothing.

        Raises:
            VaultError: If there never was such a key.
        """
        with files.alone(self._there()):
            end = self._end_of(_checked(name))
            wrapped = self._wrapped_under(self._secret(SERVER)) / name
            if not end and not wrapped.exists():
                raise VaultError(f"There is no key '{name}' to destroy.")
            if end == _DONE:
                return
            files.put(self.folder / DESTROYED / name, _BEGUN)
            files.wipe(wrapped)
            self._rewrap()
            for begun in self._unfinished():
                files.put(self.folder / DESTROYED / begun, _DONE)

    def is_destroyed(self, name: str) -> bool:
        """Say whether a data key is destroyed to the end: nothing of it is left on this machine."""
        return self._end_of(_checked(name)) == _DONE

    def destroyed(self) -> list[str]:
        """Return the names of all data keys whose destruction was begun at least, in order."""
        folder = self.folder / DESTROYED
        return sorted(path.name for path in folder.iterdir() if _NAME.fullmatch(path.name)) if folder.is_dir() else []

    def go_on(self) -> None:
        """Finish every destruction that was interrupted; without one, do nothing."""
        for name in self._unfinished():
            self.destroy(name)

    def cut(self, name: str, random: Callable[[int], bytes]) -> tuple[bytes, bytes]:
        """
        Return a data key in two shares, of which one alone says nothing.

        Raises:
            VaultError: If there is no usable key of that name.
        """
        if self._end_of(_checked(name)):
            raise VaultError(f"The key '{name}' was destroyed; nothing can be cut.")
        server = self._secret(SERVER)
        wrapped = self._wrapped_under(server) / name
        if not wrapped.exists():
            raise VaultError(f"There is no key '{name}' on this server.")
        return split(_unwrap(server, wrapped), random)

    def recover(self, name: str, one: bytes, other: bytes) -> bool:
        """
        Put a data key back from its two shares; return whether it was missing. One that is here is compared only.

        Raises:
            VaultError: If they are not the shares of one key, another key of that name is here, or it was destroyed.
        """
        key = join(one, other)
        with files.alone(self._there()):
            if self._end_of(_checked(name)):
                raise VaultError(f"The key '{name}' was destroyed on purpose; it is not put back.")
            server = self._secret(SERVER)
            wrapped = self._wrapped_under(server) / name
            if not wrapped.exists():
                files.put(wrapped, FieldCipher(server).seal(key, _context(name)))
                return True
            if not _opens(server, wrapped) or _unwrap(server, wrapped) != key:
                raise VaultError(f"There is another key '{name}' on this server; nothing was changed.")
            return False

    def codes(self, *, cheap: bool = False) -> CodeHasher:
        """Return what hashes entry codes with the secret salt of this server."""
        return CodeHasher(self._secret(SALT), cheap=cheap)

    def checkpoint_key(self) -> bytes:
        """Return the seed of the key that signs checkpoints."""
        return self._secret(CHECKPOINT)

    def checkpoint_public(self) -> bytes:
        """Return the public half of the key that signs checkpoints: it goes to the readers of every side."""
        return bytes(SigningKey(self._secret(CHECKPOINT)).verify_key)

    def session_secret(self) -> str:
        """Return what signs the web's sessions."""
        return self._secret(DJANGO).decode("ascii")

    def __repr__(self) -> str:
        """Show which folder it is."""
        return f"<Keyring {self.folder.name}>"

    def _there(self) -> Path:
        if not self.folder.is_dir():
            raise VaultError("The folder of keys is not there; restore it, or let the administrator make a new one.")
        return self.folder

    def _secret(self, name: str) -> bytes:
        try:
            content = (self.folder / name).read_bytes()
        except OSError as error:
            raise VaultError(f"The key file {name} cannot be read ({(error.strerror or '').lower()}).") from error
        if len(content) != SIZES[name]:
            raise VaultError(f"The key file {name} is damaged: it has {len(content)} bytes, not {SIZES[name]}.")
        return content

    def _wrapped_under(self, server: bytes) -> Path:
        folder = self.folder / WRAPPED / _mark(server)
        if not folder.is_dir() and server == self._secret(SERVER):
            raise VaultError("The server key is not the one that wrapped the data keys; restore both from one moment.")
        return folder

    def _names(self) -> list[str]:
        folder = self._wrapped_under(self._secret(SERVER))
        found = sorted(path.name for path in folder.iterdir() if _NAME.fullmatch(path.name))
        return [name for name in found if not self._end_of(name)]

    def _end_of(self, name: str) -> bytes | None:
        """Return what is written of a destruction, None if there was none."""
        path = self.folder / DESTROYED / name
        return path.read_bytes() if path.exists() else None

    def _unfinished(self) -> list[str]:
        return [name for name in self.destroyed() if self._end_of(name) != _DONE]

    def _rewrap(self) -> None:
        """Wrap all data keys that remain under a new server key, and put that in the place of the old one."""
        old, new = self._secret(SERVER), random(KEY_BYTES)
        into = self.folder / WRAPPED / _mark(new)
        files.make_folder(into)
        for name in self._names():
            files.put(into / name, _rewrapped(self._wrapped_under(old) / name, old, new))
        files.put_over(self.folder / SERVER, new)
        self._clear_but(new)

    def _clear_but(self, server: bytes) -> None:
        """Overwrite every set of wrapped keys but that of the server key, whatever left them behind."""
        for folder in sorted((self.folder / WRAPPED).iterdir()):
            if folder.name != _mark(server):
                files.wipe_folder(folder)

    def _problems(self) -> list[str]:
        shown = ["folder-readable"] if files.open_to_others(self.folder) else []
        found = [code for name in SIZES if (code := self._problem(name))]
        usable = not {f"{code}:{SERVER}" for code in ("missing", "unreadable", "damaged")} & set(found)
        return shown + found + (self._problems_of_data_keys() if usable else [])

    def _problem(self, name: str) -> str | None:
        path = self.folder / name
        if not path.exists():
            return f"missing:{name}"
        if files.open_to_others(path):
            return f"readable:{name}"
        try:
            return None if len(path.read_bytes()) == SIZES[name] else f"damaged:{name}"
        except OSError:
            return f"unreadable:{name}"

    def _problems_of_data_keys(self) -> list[str]:
        server = self._secret(SERVER)
        folder = self.folder / WRAPPED / _mark(server)
        if not folder.is_dir():
            return [f"foreign:{SERVER}"]
        wrapped = [folder / name for name in self._names()]
        shown = [path.name for path in (folder.parent, folder, *wrapped) if files.open_to_others(path)]
        harmed = [path.name for path in wrapped if not _opens(server, path)]
        return [
            *(f"readable:{name}" for name in shown),
            *(f"damaged:{name}" for name in harmed),
            *(f"unfinished:{name}" for name in self._unfinished()),
        ]


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise VaultError("A name of a key has 1 to 64 small letters, digits and hyphens.")
    return name


def _context(name: str) -> str:
    return f"data-key|{name}"


def _mark(server: bytes) -> str:
    """Name a server key without telling anything of it."""
    return bytes(blake2b(b"", _MARK_BYTES, key=server, person=b"sulh server key", encoder=RawEncoder)).hex()


def _unwrap(server: bytes, path: Path) -> bytes:
    return FieldCipher(server).open(path.read_bytes(), _context(path.name))


def _opens(server: bytes, path: Path) -> bool:
    try:
        return bool(_unwrap(server, path))
    except VaultError:
        return False


def _rewrapped(path: Path, old: bytes, new: bytes) -> bytes:
    """Wrap a data key anew; one that is damaged goes along as it is, so that it never keeps another from dying."""
    if not _opens(old, path):
        return path.read_bytes()
    return FieldCipher(new).seal(_unwrap(old, path), _context(path.name))
