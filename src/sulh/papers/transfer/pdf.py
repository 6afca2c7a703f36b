"""
A package in PDF: blocks become a page of HTML, which WeasyPrint sets with the Pango of the machine.

Nothing is fetched: no picture, no font, no style but our own. The canonical JSON is attached byte for byte; the same
bytes give the same file on a machine with the same Pango and the same fonts.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from datetime import UTC, datetime
from hashlib import sha256
from io import StringIO
from threading import Lock
from types import ModuleType
from typing import Final

from sulh.errors import EngineError
from sulh.formats.documents import leftward
from sulh.papers.page import page_language, render
from sulh.papers.transfer.blocks import Block
from sulh.papers.transfer.label import Label
from sulh.words.language import Language

DAY: Final = datetime(2000, 1, 1, tzinfo=UTC)  # of writing, always: a file tells no hour
_LOADING: Final = Lock()  # one at a time: what is printed is everybody's
PARTS: Final = "libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0"


def pdf_of(blocks: Sequence[Block], words: Language, label: Label, content: bytes) -> bytes:
    """
    Return a PDF.

    Args:
        blocks: What it says.
        words: Its language.
        label: Which paper it is.
        content: Canonical bytes, to be attached.

    Raises:
        EngineError: If WeasyPrint is not installed, or the machine has no Pango.
    """
    weasyprint = _engine()
    page = render(
        "transfer.html.j2",
        page_language(words.tag),
        blocks=blocks,
        label=label,
        title=label.title(words),
        foot=label.foot(words, content),
        way=lambda text: _way(text, words),
    )
    attached = weasyprint.Attachment(
        string=content, name="package.json", created=DAY, modified=DAY, relationship="Source", url_fetcher=_refuse
    )
    document = weasyprint.HTML(string=page, url_fetcher=_refuse).render()
    document.metadata.attachments = [attached]
    made: bytes = document.write_pdf(pdf_identifier=sha256(page.encode() + content).digest()[:16])
    return made


def _way(text: str, words: Language) -> str:
    """Return the direction of a text of its own, as HTML names it."""
    own = leftward(text)
    return "rtl" if (words.leftward if own is None else own) else "ltr"


def _engine() -> ModuleType:
    loaded = sys.modules.get("weasyprint")
    if loaded is not None:
        return loaded
    try:
        with _LOADING, redirect_stdout(StringIO()):  # what it prints of missing libraries is told by us in one sentence
            import weasyprint
    except ModuleNotFoundError as error:
        raise EngineError("PDF needs WeasyPrint. Install it with: pip install 'sulh[platform]'") from error
    except OSError as error:
        raise EngineError(
            f"PDF needs Pango, which this machine does not have. On Debian: apt install {PARTS} fonts-noto-core. "
            "DOCX and JSON do without it."
        ) from error
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    engine: ModuleType = weasyprint
    return engine


def _refuse(url: str, *_: object, **__: object) -> object:
    raise ValueError(f"A paper fetches nothing; it was asked for {url[:80]}.")
