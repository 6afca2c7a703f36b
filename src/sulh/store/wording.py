"""
The wording of a statement as it comes in: one sentence that can be kept, or a fault.

Whether it names somebody is asked by the pages (`sulh.designs.names_people`); only what cannot be kept stops here.
"""

from __future__ import annotations

import unicodedata

from sulh.designs import names_people
from sulh.store.texts import Reading


def worded(reading: Reading, field: str, given: object) -> str:
    """
    Return a statement on one line, letters with their signs as one where Unicode has them as one.

    >>> reading = Reading()
    >>> worded(reading, "text", " Open  the road. "), worded(reading, "text_fr", ""), reading.faults
    ('Open the road.', '', {'text_fr': 'empty'})
    """
    text = given if isinstance(given, str) else ""
    fault = next((hint.kind for hint in names_people(text) if hint.fault), None)
    if fault is not None:
        reading.faults[field] = fault
    return sentence(text)


def sentence(text: str) -> str:
    """Return a text as a statement is kept: on one line, letters with their signs as one where Unicode has them so."""
    return " ".join(unicodedata.normalize("NFC", text).split())
