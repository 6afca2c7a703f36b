"""
In which letters a text is written, where nobody said in which language: a tag of BCP 47.

    "Opens the road" ─▶ und-Latn        "تفتح الطريق" ─▶ und-Arab        "12" ─▶ und

Letters are all that a text shows of itself. Arabic, Persian and Kurdish may share them, and so no language is guessed.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import Final

NAMES: Final = (
    "LATIN:Latn ARABIC:Arab CYRILLIC:Cyrl HEBREW:Hebr GREEK:Grek ARMENIAN:Armn GEORGIAN:Geor ETHIOPIC:Ethi SYRIAC:Syrc "
    "THAANA:Thaa TIFINAGH:Tfng NKO:Nkoo DEVANAGARI:Deva BENGALI:Beng GURMUKHI:Guru GUJARATI:Gujr ORIYA:Orya TAMIL:Taml "
    "TELUGU:Telu KANNADA:Knda MALAYALAM:Mlym SINHALA:Sinh THAI:Thai LAO:Laoo MYANMAR:Mymr KHMER:Khmr TIBETAN:Tibt "
    "CJK:Hani"
)
SCRIPTS: Final = dict(one.split(":") for one in NAMES.split())  # how Unicode begins a letter's name -> ISO 15924
UNKNOWN: Final = "und"


def written_in(*texts: str) -> str:
    """
    Return the tag of the letters that most of these texts are written in; of two with as many, the first.

    >>> written_in("Opens the road", "(الطريق)"), written_in("تفتح الطريق"), written_in("12", "")
    ('und-Latn', 'und-Arab', 'und')
    """
    found = Counter(_script(sign) for text in texts for sign in text if sign.isalpha())
    del found[""]
    return f"{UNKNOWN}-{found.most_common(1)[0][0]}" if found else UNKNOWN


def _script(letter: str) -> str:
    """Return the script of a letter, or nothing."""
    word, _, _ = unicodedata.name(letter, "").partition(" ")
    return SCRIPTS.get(word, "")
