"""
Looking for somebody by a name: by spelling first, and by sound where two scripts have nothing else in common.

    sought(rows, "hamas")   rows: (id, names)      ids of those that are meant, in the order in which they came

Names are compared here and nowhere in SQL, among what the reader sees and nobody else. How names are spelt for this is
said in `sulh.coordination.spelling`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from sulh.coordination.spelling import folded, letters, normal, sounds
from sulh.model.actors import Name

FEWEST_SOUNDS: Final = 3  # consonants: fewer sound like half of all names
LONGEST: Final = 120  # letters of what is looked for


def sought(rows: Iterable[tuple[str, Sequence[Name]]], text: str) -> list[str]:
    """
    Return the ids of those whose names hold every word that is looked for; then those that only sound like it.

    Args:
        rows: Who may be found, and what each is called.
        text: What is looked for; where it holds no letter, everybody is found.

    >>> rows = [("a", (Name("Council of elders"),)), ("b", (Name("حركة حماس"),)), ("c", (Name("Khamas"),))]
    >>> sought(rows, "ELDER"), sought(rows, "hamas"), sought(rows, " ")
    (['a'], ['c', 'b'], ['a', 'b', 'c'])
    """
    every = [(key, [name.text for name in names]) for key, names in rows]
    wanted = folded(text[:LONGEST])
    if not wanted:
        return [key for key, _ in every]
    spelt = [key for key, names in every if any(_holds(name, wanted) for name in names)]
    heard = sounds(letters(text[:LONGEST]))
    if len(heard) < FEWEST_SOUNDS:
        return spelt
    known = set(spelt)
    return spelt + [
        key for key, names in every if key not in known and any(heard in sounds(letters(name)) for name in names)
    ]


def _holds(name: str, wanted: Sequence[str]) -> bool:
    whole = normal(name)
    return all(word in whole for word in wanted)
