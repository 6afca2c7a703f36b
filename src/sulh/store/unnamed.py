"""
Whether a text names a participant, as far as can be told: by the label of a slip.

    labels of seats ──▶ Names ──named_in(text)──▶ yes or no

They are compared in memory, word by word, without capitals, signs above letters and forms of Arabic letters; short
Arabic words written onto a name are looked through. A name that is no label is not found: whether a text may name
somebody in any other way is asked of its writer by `sulh.designs.names_people`. What was found is told to nobody.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from uuid import UUID

from sulh.store.models import Dialogue, Seat
from sulh.store.texts import Reading

NAMED = "names-somebody"
_SHORTEST = 2  # letters: a label of one letter would be found in every sentence
_ONE_LETTER = str.maketrans("أإآٱةکیى", "ااااهكيي", "ـ")
_BEFORE_A_NAME = re.compile("[وف]?(?:[بلك]|ال|لل)?")  # "and", "by", "to", "like", "the", written onto the next word
_UNSEEN = {"Mn", "Cf"}


class Names:
    """
    What stands on the slips of participants in one dialogue.

    Args:
        names: The labels.
    """

    def __init__(self, names: Iterable[str]) -> None:
        """Keep them as they are compared."""
        told = {_words(name) for name in names}
        self._names = {name for name in told if len("".join(name)) >= _SHORTEST}

    def named_in(self, text: str) -> bool:
        """
        Whether one of them stands in a text as words of their own.

        >>> names = Names(["Amina", "K7MPD", "سمير"])
        >>> [names.named_in(text) for text in ("As AMINA’s brother said", "k7mpd agreed", "قالت لسمير", "Aminata")]
        [True, True, True, False]
        """
        words = _words(text)
        return any(self._begins(words, place) for place in range(len(words)))

    def _begins(self, words: tuple[str, ...], place: int) -> bool:
        return any(
            words[place + 1 : place + len(name)] == name[1:] and _is(words[place], name[0]) for name in self._names
        )


def names_in(dialogue: Dialogue) -> Names:
    """Return what stands on the slips of a dialogue, with one query."""
    return Names(dialogue.seats.values_list("label", flat=True))


def names_of(process_id: UUID) -> Names:
    """Return what stands on the slips of all dialogues of a process, with one query."""
    return Names(Seat.objects.filter(process=process_id).values_list("label", flat=True))


def unnamed(reading: Reading, field: str, text: str, names: Names) -> str:
    """Return a text that names nobody; one that does is a fault under its field, unless it has one already."""
    if field not in reading.faults and names.named_in(text):
        reading.faults.setdefault(field, NAMED)
    return text


def _is(word: str, name: str) -> bool:
    """Whether a word is a name, or a name with a short word written onto it."""
    return word == name or (word.endswith(name) and _BEFORE_A_NAME.fullmatch(word.removesuffix(name)) is not None)


def _words(text: str) -> tuple[str, ...]:
    apart = unicodedata.normalize("NFKD", text).casefold().translate(_ONE_LETTER)
    seen = "".join(_digit(sign) for sign in apart if unicodedata.category(sign) not in _UNSEEN)
    return tuple(re.findall(r"\w+", seen))


def _digit(sign: str) -> str:
    return str(unicodedata.decimal(sign)) if sign.isdecimal() else sign
