"""A file that a reader takes along, as the answer to a request; what kind of file: `sulh.formats.media`."""

from __future__ import annotations

from django.http import HttpResponse


def download(data: bytes | str, kind: str, name: str) -> HttpResponse:
    """
    Hand a file over to be kept, not shown.

    Args:
        data: What stands in it.
        kind: Its media type.
        name: What it is called where it is kept: in letters that need no quoting, and nothing of what it tells.

    >>> download(b"a,b", "text/csv; charset=utf-8", "record.csv")["Content-Disposition"]
    'attachment; filename="record.csv"'
    """
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
