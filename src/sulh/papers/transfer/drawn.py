"""
What the pages of a PDF are drawn with, as one hash: instructions, fonts, sizes.

Letters that can be taken out of a PDF need not be those that it shows: a font can look otherwise than it reads, and
anything can lie over a word. Two files whose pages are drawn with the same things look the same, however they are
packed.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hashlib import _Hash

    from pypdf import PdfReader
    from pypdf.generic import IndirectObject

_UPWARD: Final = ("/Parent", "/StructParents")  # what leads away from a page
_PACKING: Final = ("/Length", "/Filter", "/DecodeParms")
_MOST: Final = 200_000  # things that are looked at: ours have a few hundred


def drawn(reader: PdfReader) -> str:
    """
    Return what stands for all that the pages of a PDF are drawn with.

    Raises:
        ValueError: If there is far too much of it, and whatever pypdf raises for damaged files.
    """
    walk = _Walk()
    for page in reader.pages:
        walk.take(page)
    return walk.hash.hexdigest()


class _Walk:
    """Goes through objects in an order that does not depend on how they are numbered."""

    def __init__(self) -> None:
        self.hash: _Hash = sha256()
        self._met: dict[tuple[int, int], int] = {}
        self._steps = 0

    def take(self, thing: object) -> None:
        """Take up one object with all that it names."""
        from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

        self._steps += 1
        if self._steps > _MOST:
            raise ValueError
        if isinstance(thing, IndirectObject):
            self._named(thing)
        elif isinstance(thing, DictionaryObject):
            stream = isinstance(thing, StreamObject)
            left = (*_UPWARD, *_PACKING) if stream else _UPWARD
            self._write(b"<")
            for key in sorted(key for key in thing if key not in left):
                self._write(str(key).encode("utf-8", "surrogatepass"))
                self.take(thing.raw_get(key))
            self._write(thing.get_data() if isinstance(thing, StreamObject) else b"")
        elif isinstance(thing, ArrayObject):
            self._write(b"[%d" % len(thing))
            for one in range(len(thing)):
                self.take(list.__getitem__(thing, one))
        else:
            self._write(repr(thing).encode("utf-8", "surrogatepass"))

    def _named(self, thing: IndirectObject) -> None:
        """Follow a name once; after that its place in the walk stands for it."""
        name = (thing.idnum, thing.generation)
        if name in self._met:
            self._write(b"@%d" % self._met[name])
            return
        self._met[name] = len(self._met)
        self.take(thing.get_object())

    def _write(self, data: bytes) -> None:
        self.hash.update(b"%d:" % len(data) + data)
