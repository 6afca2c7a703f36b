"""What comes in from participants' forms, as values: what cannot be read as such leads to nothing here."""

from __future__ import annotations

from uuid import UUID

from sulh.access import Refused


def an_id(text: str | None) -> UUID:
    """
    Return an id as it came in.

    Raises:
        Refused: For whatever is none.

    >>> an_id("00000000-0000-4000-8000-000000000001").version
    4
    """
    try:
        return UUID(text or "")
    except ValueError:
        raise Refused from None
