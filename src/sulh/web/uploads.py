"""
Files that come in: in memory, never on a disk, and no more of them than a page asks for.

    request ──▶ Bounded ──▶ 3 MB on any page; more only where `MORE` names the route, and only of somebody signed in

What is larger is not taken at all: a form then finds no file, and says how large one may be.
"""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.forms import Form
from django.http import HttpRequest

from sulh.formats.grids import MOST_BYTES
from sulh.formats.map_in import LIMITS
from sulh.papers.page import PageLanguage

AROUND: Final = 200_000  # bytes of a request around its file
MB: Final = 1_000_000
AGREEMENT: Final = 20 * MB
MORE: Final = {
    "agreement-new": AGREEMENT + AROUND,
    "map-bring": AGREEMENT + AROUND,
    "structures-file": LIMITS.size + AROUND,  # both its files together
    "agreements-bring": MOST_BYTES + AROUND,  # and other tables: as much as their reader takes
    "stipulations-bring": MOST_BYTES + AROUND,
    "study-answers": MOST_BYTES + AROUND,
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


def say_size(request: HttpRequest, words: PageLanguage, form: Form, name: str = "file") -> None:
    """Say at a field how large a file may be, and where none came since it was larger, that this is why."""
    field, largest = form.fields[name], words.number(most(request) // MB)
    field.help_text = str(words.say("At most {n} MB.", n=largest))
    if int(request.META.get("CONTENT_LENGTH") or 0) > most(request):
        field.error_messages["required"] = str(words.say("This is larger than {n} MB.", n=largest))
