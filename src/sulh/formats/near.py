"""
Names of sides that are all but the same: "North" and "north", "الإدارة" and "الادارة".

    name ──skeleton──▶ what is left without capitals, blanks, marks and forms of letters
         two names of one skeleton ──▶ `near-side`, with both spellings

Nothing is merged here: whether two spellings mean one side is for a person to say. What a name may hold at all is
decided in `sulh.formats.ids`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from sulh.formats.faults import fault

VOWEL_SIGNS = dict.fromkeys((*range(0x64B, 0x653), 0x670))
TATWEEL, NON_JOINER, JOINER = 0x640, 0x200C, 0x200D
FORMS = str.maketrans("أإآٱىیةک", "ااااييهك") | VOWEL_SIGNS | dict.fromkeys((TATWEEL, NON_JOINER, JOINER))


def skeleton(name: str) -> str:
    """
    Return what two spellings of one name have in common.

    >>> skeleton("North  Bank") == skeleton("northbank"), skeleton("غزّة") == skeleton("غزه")
    (True, True)
    >>> skeleton("North 1") == skeleton("North 2")
    False
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return "".join(folded.translate(FORMS).split())


def refuse_near(names: Iterable[str], file: str) -> None:
    """
    Refuse names of sides, or values of a cut, of which two are all but the same.

    Args:
        names: As they are spelt.
        file: Where they stand.

    Raises:
        InputError: `near-side`, with the first such pair in alphabetical order.
    """
    met: dict[str, str] = {}
    for name in sorted(set(names)):
        other = met.setdefault(skeleton(name), name)
        if other != name:
            alike = unicodedata.normalize("NFC", other) == unicodedata.normalize("NFC", name)
            found = f"'{other}' and '{name}'" + (" (the same letters, stored in two ways)" if alike else "")
            expected = "names that differ by more than capitals, blanks or forms of a letter"
            raise fault("near-side", file, expected=expected, found=found)
