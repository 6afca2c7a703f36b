"""
The process that opens an agreement text: it bounds itself first, reads the file from its input, and says what it found.

    python -m sulh.formats.agreement_child   limits and form as JSON, a line end, the file ──▶ an `Answer` as JSON

Started by `sulh.formats.agreement_text` and by nothing else. It holds no key, opens no network, writes no file, and
whatever befalls it befalls nobody else.
"""

from __future__ import annotations

import io
import re
import resource
import struct
import sys
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, Literal

import msgspec

from sulh.formats.packages import DamagedError, unpacked
from sulh.formats.paragraphs import NotHeardError, heard
from sulh.formats.plain_text import Encoding, UnclearError, decoded
from sulh.model.findings import Value
from sulh.words.text import DIRECTION_MARKS, FORBIDDEN

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement
    from pypdf import PdfReader

Form = Literal["txt", "docx", "pdf"]
Refused = Literal[
    "damaged", "locked", "no-library", "no-text", "too-many-pages", "too-much-text", "took-too-much", "which-letters"
]
READ: Final = re.compile(r"(?:word/.*|docProps/.*|.*\.rels|\[Content_Types\])(?:\.xml)?")
WORDS: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TWICE: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
MOVED_AWAY: Final = (f"{WORDS}moveFrom", f"{WORDS}del")
_SIGNS: Final = (("tab", "\t"), ("br", "\n"), ("cr", "\n"), ("noBreakHyphen", "\u2011"))
INSTEAD: Final = {f"{WORDS}{name}": sign for name, sign in _SIGNS}
LINE_ENDS: Final = re.compile(r"\r\n?|\u2028")
PAGE_ENDS: Final = re.compile(r"[\f\v\x85\u2029]+")
# What the two libraries raise, beside their own errors, for files that are damaged or made to mislead.
UNREADABLE: Final = (
    *(ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, OSError, RuntimeError, SyntaxError),
    *(TypeError, ValueError, struct.error, zlib.error),
)


class Limits(Value, frozen=True):
    """
    What a file may cost.

    Attributes:
        size: Bytes of the file.
        characters: Of its text.
        pages: Of a PDF.
        memory: Bytes of the process that reads it, its libraries among them.
        seconds: On the clock, and of processor time.
    """

    size: int = 20_000_000
    characters: int = 3_000_000
    pages: int = 500
    memory: int = 1_000_000_000
    seconds: int = 30


class Task(Value, frozen=True):
    """What to read, and how."""

    form: Form
    encoding: Encoding | None
    limits: Limits


class Answer(Value, frozen=True):
    """What was found: a text, or why there is none."""

    refused: Refused | None = None
    text: str = ""
    encoding: Encoding | None = None
    pages: int | None = None


class RefusedError(Exception):
    """Why there is no text; never leaves this process."""

    def __init__(self, refused: Refused) -> None:
        """Keep the kind."""
        super().__init__(refused)
        self.refused: Refused = refused


def main() -> None:
    """Bound this process, read, answer."""
    task = msgspec.json.decode(sys.stdin.buffer.readline(), type=Task)
    bound(task.limits)
    try:
        found = answer(sys.stdin.buffer.read(), task)
    except MemoryError:
        found = Answer("took-too-much")
    sys.stdout.buffer.write(msgspec.json.encode(found))


def bound(limits: Limits) -> None:
    """Let this process use no more memory and processor time than that, and write no file."""
    for kind, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def answer(data: bytes, task: Task) -> Answer:
    """Return the text of a file, or why there is none; running out of memory is told by the caller."""
    try:
        found = {"txt": _txt, "docx": _docx, "pdf": _pdf}[task.form](data, task)
    except RefusedError as error:
        return Answer(error.refused)
    except ModuleNotFoundError:
        return Answer("no-library")
    if len(found.text) > task.limits.characters:
        return Answer("too-much-text")
    return found if any(letter.isalnum() for letter in found.text) else Answer("no-text")


def tidy(text: str) -> str:
    r"""
    Return a text with one kind of line end, an empty line for the end of a page, and no sign that shows nothing.

    >>> tidy("a\r\nb\fc\x00")
    'a\nb\n\nc'
    """
    ended = PAGE_ENDS.sub("\n\n", LINE_ENDS.sub("\n", text))
    return DIRECTION_MARKS.sub("", FORBIDDEN.sub("", ended)).strip()


def _txt(data: bytes, task: Task) -> Answer:
    try:
        text, encoding = decoded(data, task.encoding)
    except UnclearError as error:
        raise RefusedError("which-letters") from error
    return Answer(text=tidy(text), encoding=encoding)


def _docx(data: bytes, _task: Task) -> Answer:
    from docx import Document
    from docx.opc.exceptions import OpcError

    try:
        for name, part in unpacked(data).items():
            if READ.fullmatch(name) and name.endswith((".xml", ".rels")):
                heard(part, foot=False)  # refuses what declares a type or entities of its own
        body = Document(io.BytesIO(data)).element.body
        return Answer(text=tidy("\n\n".join(_paragraphs(body))))
    except (DamagedError, NotHeardError, OpcError, *UNREADABLE) as error:
        raise RefusedError("damaged") from error


def _paragraphs(body: BaseOxmlElement) -> Iterator[str]:
    """Give the paragraphs as they are read: with what was added under tracked changes, without what was taken away."""
    for paragraph in body.iter(f"{WORDS}p"):
        instead = any(above.tag == TWICE for above in paragraph.iterancestors())
        if not instead and (text := "".join(_letters(paragraph)).strip()):
            yield text


def _letters(element: BaseOxmlElement) -> Iterator[str]:
    """Give the letters of a paragraph, but not of one that stands inside it, which comes in its own turn."""
    if element.tag == f"{WORDS}r" and _hidden(element):
        return
    for child in element:
        if child.tag == f"{WORDS}t":
            yield child.text or ""
        elif child.tag in INSTEAD:
            yield INSTEAD[child.tag]
        elif child.tag not in (*MOVED_AWAY, TWICE, f"{WORDS}p"):
            yield from _letters(child)


def _hidden(run: BaseOxmlElement) -> bool:
    """Tell whether letters are not for whoever reads the document."""
    marks = run.findall(f"{WORDS}rPr/{WORDS}vanish")
    return any(mark.get(f"{WORDS}val", "1") not in ("0", "false", "off") for mark in marks)


def _pdf(data: bytes, task: Task) -> Answer:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):  # some are locked against changes only
            raise RefusedError("locked")
        if len(reader.pages) > task.limits.pages:
            raise RefusedError("too-many-pages")
        return Answer(text=tidy("\f".join(_pages(reader, task.limits.characters))), pages=len(reader.pages))
    except DependencyError as error:
        raise RefusedError("locked") from error
    except (PyPdfError, *UNREADABLE) as error:
        raise RefusedError("damaged") from error


def _pages(reader: PdfReader, most: int) -> Iterator[str]:
    """Give the text of each page, and stop at the first that is too much."""
    length = 0
    for page in reader.pages:
        text = page.extract_text()
        length += len(text)
        if length > most:
            raise RefusedError("too-much-text")
        yield text


if __name__ == "__main__":
    main()
