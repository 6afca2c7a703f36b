"""
Whether a text names a participant, as far as can be told: by the label of a slip.

    labels of seats that the writer may see ──▶ Names ──named_in(text)──▶ yes or no

A refusal tells its writer that a label exists. So a text is compared with the labels that its writer may read anyway:
those of their own side for who facilitates one, none for evaluators, whose texts are not compared at all. They are
compared in memory, word by word, without capitals, signs above letters and forms of Arabic letters; short
Arabic words written onto a name are looked through. A name that is no label is not found: whether a text may name
somebody in any other way is asked of its writer by `sulh.designs.names_people`. What was found is told to nobody.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import QuerySet

from sulh.access import SEE, Principal, Thing, may
from sulh.store.models import Dialogue, Seat
from sulh.store.texts import Reading

NAMED = "names-somebody"
_SHORTEST = 2  # letters: a label of one letter would be found in every sentence
_ONE_LETTER = str.maketrans("أإآٱةکیى", "ااااهكيي", "ـ")
_BEFORE_A_NAME = re.compile("[وف]?(?:[بلك]|ال|لل)?")  # "and", "by", "to", "like", "the", written onto the next word
_LONGEST_BEFORE = 3  # letters of these together
_UNSEEN = {"Mn", "Cf"}


class Names:
    """
    What stands on the slips of participants.

    Args:
        names: The labels.
    """

    def __init__(self, names: Iterable[str]) -> None:
        """Keep them as they are compared."""
        self._names: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for name in map(_words, names):
            if len("".join(name)) >= _SHORTEST:
                self._names[name[0]].add(name[1:])

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
            words[place + 1 : place + 1 + len(rest)] == rest
            for first in _firsts(words[place])
            for rest in self._names.get(first, ())
        )


def names_in(principal: Principal, dialogue: Dialogue) -> Names:
    """Return what stands on the slips of a dialogue that somebody may see, with one query."""
    return _seen(principal, dialogue.process_id, dialogue.seats.all())


def names_of(principal: Principal, process_id: UUID) -> Names:
    """Return what stands on the slips of all dialogues of a process that somebody may see, with one query."""
    return _seen(principal, process_id, Seat.objects.filter(process=process_id))


def _seen(principal: Principal, process_id: UUID, seats: QuerySet[Seat]) -> Names:
    rows = list(seats.values_list("label", "dialogue_id", "side_id"))
    open_to = {
        (dialogue, side): may(principal, "seats", SEE, _of_side(process_id, dialogue, side))
        for dialogue, side in {(dialogue, side) for _, dialogue, side in rows}
    }
    return Names(label for label, dialogue, side in rows if open_to[dialogue, side])


def _of_side(process_id: UUID, dialogue: UUID | None, side: UUID | None) -> Thing:
    sides = frozenset(() if side is None else (str(side),))
    return Thing(str(process_id), None if dialogue is None else str(dialogue), sides)


def unnamed(reading: Reading, field: str, text: str, names: Names) -> str:
    """Return a text that names nobody; one that does is a fault under its field, unless it has one already."""
    if field not in reading.faults and names.named_in(text):
        reading.faults.setdefault(field, NAMED)
    return text


def unnamed_all(reading: Reading, texts: Mapping[str, str], names: Names) -> dict[str, str]:
    """Return texts by field, none of which names anybody; each that does is a fault under its field."""
    return {field: unnamed(reading, field, text, names) for field, text in texts.items()}


def _firsts(word: str) -> list[str]:
    """
    Return what a word may be the name of: itself, and itself without a short word that is written onto it.

    >>> _firsts("ولسمير")
    ['ولسمير', 'لسمير', 'سمير']
    """
    found = (word[size:] for size in range(_LONGEST_BEFORE + 1) if _BEFORE_A_NAME.fullmatch(word[:size]))
    return [one for one in found if one]


def _words(text: str) -> tuple[str, ...]:
    apart = unicodedata.normalize("NFKD", text).casefold().translate(_ONE_LETTER)
    seen = "".join(_digit(sign) for sign in apart if unicodedata.category(sign) not in _UNSEEN)
    return tuple(re.findall(r"\w+", seen))


def _digit(sign: str) -> str:
    return str(unicodedata.decimal(sign)) if sign.isdecimal() else sign
