"""Files of pages: addresses hold a digest of what they lead to, so that a browser may keep them for a year."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings
from whitenoise.storage import CompressedStaticFilesStorage

DIGITS = 8


@cache
def digest(path: Path) -> str:
    """Return a few digits that change when the file does."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:DIGITS]


class Files(CompressedStaticFilesStorage):
    """Collects files with a compressed copy of each."""

    def url(self, name: str | None, *_: bool) -> str:
        """Return the address of a file, with its digest."""
        path = Path(settings.STATICFILES_DIRS[0]) / str(name)
        return f"{super().url(name)}?v={digest(path)}"
