"""
What a file of somebody else carries: the bytes of a package, what the file says it is, and its words.

    JSON ──▶ bytes
    DOCX ──▶ bytes, label, a text for each paragraph wherever it stands, and what no paper of ours holds
    PDF  ──▶ bytes, label, a text for each page, the same

A file may be damaged, huge or made to do harm: it is read with bounds, nothing in it is run or fetched, and whatever
is wrong is an `InputError` in one sentence.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, Literal

from sulh.errors import EngineError, InputError
from sulh.formats.packages import DamagedError, unpacked
from sulh.formats.paragraphs import NotHeardError
from sulh.model.findings import Value
from sulh.papers.transfer.drawn import drawn
from sulh.papers.transfer.label import Label, labelled
from sulh.papers.transfer.shown import BODY, shown

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST: Final = 20_000_000  # bytes of a file, and of what is attached to it
MOST_PAGES: Final = 500
ATTACHED: Final = "package.json"
DAMAGED: Final = "one that is damaged or locked, or holds too much"
KEYWORDS: Final = re.compile(rb"<cp:keywords>([^<]{1,100})</cp:keywords>")
# What pypdf raises, beside its own errors, for files that are damaged, locked or made to mislead.
UNREADABLE: Final = (
    *(ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, OSError, RuntimeError, TypeError),
    *(ValueError, struct.error, zlib.error),
)
Form = Literal["json", "docx", "pdf"]


class Carried(Value, frozen=True):
    """
    What was found in a file.

    Attributes:
        content: The bytes of the package; None if none are attached.
        label: Which paper it says it is; None if it says nothing.
        texts: Its words, by paragraph or page.
        strange: What none of our papers holds, in words.
        edges: The words at the head and foot of the pages of a DOCX.
        drawn: What stands for all that the pages of a PDF are drawn with.
    """

    form: Form
    content: bytes | None
    label: Label | None = None
    texts: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()
    edges: tuple[str, ...] = ()
    drawn: str = ""


def carried(data: bytes, *, file: str) -> Carried:
    """
    Read what a file carries.

    Args:
        data: The file.
        file: What an error calls it.

    Raises:
        InputError: If it is none of the three, or too large, or damaged.
        EngineError: If it is a PDF and there is nothing here to read one with.
    """
    if len(data) > MOST:
        raise InputError("too-large", file, None, expected="a file of at most 20 MB", found=f"{len(data):,} bytes")
    if data.startswith(b"PK"):
        return _docx(data, file)
    if data.startswith(b"%PDF-"):
        return _pdf(data, file)
    return Carried("json", data)


def _docx(data: bytes, file: str) -> Carried:
    try:
        parts = unpacked(data)
        found = shown(parts) if BODY in parts else None
    except (DamagedError, NotHeardError) as error:
        raise InputError("damaged", file, None, expected="a document of a word processor", found=DAMAGED) from error
    if found is None:
        raise InputError("no-document", file, None, expected="a document of a word processor", found="another package")
    label = labelled(_keywords(parts.get("docProps/core.xml", b"")))
    content = parts.get(f"attached/{ATTACHED}")
    return Carried("docx", content, label, found.texts, found.strange, edges=found.edges)


def _keywords(core: bytes) -> str:
    """Return what a document calls itself; a label holds no sign that XML would write otherwise."""
    found = KEYWORDS.search(core)
    return found[1].decode("utf-8", "replace") if found else ""


def _pdf(data: bytes, file: str) -> Carried:
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ModuleNotFoundError as error:
        raise EngineError("Reading PDF needs pypdf. Install it with: pip install 'sulh[platform]'") from error
    try:
        reader = PdfReader(io.BytesIO(data))
        pages = len(reader.pages)
        found = _read(reader) if pages <= MOST_PAGES else None
    except (PyPdfError, *UNREADABLE) as error:
        raise InputError("damaged", file, None, expected="a PDF", found=DAMAGED) from error
    if found is None:
        raise InputError("too-large", file, None, expected=f"at most {MOST_PAGES} pages", found=f"{pages:,}")
    return found


def _read(reader: PdfReader) -> Carried:
    attached = [one.content for one in reader.attachment_list if one.name == ATTACHED]
    content = bytes(attached[0]) if len(attached) == 1 else None  # of two, nobody could say which is meant
    keywords = str(reader.metadata.keywords or "") if reader.metadata else ""
    texts = tuple(page.extract_text() for page in reader.pages)
    strange = tuple(dict.fromkeys(_strange(reader)))
    return Carried("pdf", content, labelled(keywords), texts, strange, drawn=drawn(reader))


def _strange(reader: PdfReader) -> Iterator[str]:
    from pypdf.generic import DictionaryObject, PdfObject

    root = reader.root_object
    names = root.get("/Names", {})
    named = names.get_object() if isinstance(names, PdfObject) else names
    runs = isinstance(named, DictionaryObject) and "/JavaScript" in named
    if "/OpenAction" in root or "/AA" in root or runs:
        yield "actions that run by themselves"
    if "/AcroForm" in root:
        yield "forms"
    if "/OCProperties" in root:
        yield "layers that can be hidden"
    if any(one.name != ATTACHED for one in reader.attachment_list):
        yield "other files inside"
    for page in reader.pages:
        if "/AA" in page:
            yield "actions that run by themselves"
        if page.get("/Annots"):
            yield "annotations"
        if len(page.images):
            yield "pictures"
