"""
Files that come in: in memory, never on a disk, and no more of them than a page asks for.

    request ──▶ Bounded ──▶ 3 MB on any page; more only where `MORE` names the route, and only of somebody signed in

What is larger is not taken at all: a form then finds no file, and says how large one may be.
"""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest

AROUND: Final = 200_000  # bytes of a request around its file
AGREEMENT: Final = 20_000_000
MORE: Final = {
    "agreement-new": AGREEMENT + AROUND,
    "map-bring": AGREEMENT + AROUND,
    "agreements-bring": AGREEMENT + AROUND,
}  # name of a route -> bytes of a request


class Bounded(MemoryFileUploadHandler):
    """Takes files in memory, as many bytes as the page may be sent."""

    def handle_raw_input(
        self, input_data: Any, meta: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        """Look at the length that the request declares; more than it declares is never read."""
        del input_data, meta, boundary, encoding
        self.activated = content_length <= most(self.request)


def most(request: HttpRequest | None) -> int:
    """Return how many bytes a request with a file may have."""
    usual: int = settings.FILE_UPLOAD_MAX_MEMORY_SIZE
    match = getattr(request, "resolver_match", None)
    if match is None or not getattr(getattr(request, "user", None), "is_authenticated", False):
        return usual
    return MORE.get(match.url_name, usual)
