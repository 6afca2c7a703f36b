"""What comes in from participants' forms, as values: what cannot be read as such leads to nothing here."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.core.exceptions import BadRequest

from sulh.access import Refused

DIGITS = 6  # that a number in an address has at most


def an_id(text: str | None) -> UUID:
    """
    Return an id as it came in.

    Raises:
        BadRequest: For a form that has no such field: no page of ours sent it.
        Refused: For whatever is no id.

    >>> an_id("00000000-0000-4000-8000-000000000001").version
    4
    """
    if text is None:
        raise BadRequest
    try:
        return UUID(text)
    except ValueError:
        raise Refused from None


def a_number(text: str | None, usual: int = 1) -> int:
    """
    Return the number of a page, a version or a clause as it came in an address; what is usual for whatever is none.

    >>> a_number("30"), a_number(None), a_number("9" * 40), a_number("-3", 0)
    (30, 1, 1, 0)
    """
    return int(text) if text is not None and text.isdecimal() and len(text) <= DIGITS else usual


def a_day(text: str | None) -> date | None:
    """
    Return a day as it came in an address; None for whatever is none.

    >>> a_day("2026-06-01"), a_day("yesterday"), a_day(None)
    (datetime.date(2026, 6, 1), None, None)
    """
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
