"""What comes in from participants' forms, as values: what cannot be read as such leads to nothing here."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import BadRequest

from sulh.access import Refused


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
