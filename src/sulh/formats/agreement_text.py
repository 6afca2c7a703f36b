"""
The text of an agreement, from a file that anybody may have made.

    bytes, name ──form──▶ txt, docx or pdf ──▶ a process of its own, bounded (`sulh.formats.agreement_child`)
                                          ◀── the text, or a kind of `REFUSALS`; killed when its time is over

The form is told by the bytes; a name that says otherwise is refused. Nothing in a file is run, fetched or believed.
Whatever is wrong is an `InputError`. What the text says is compared elsewhere (see `sulh.negotiation.tracing`).
"""

from __future__ import annotations

import subprocess
import sys
from typing import Final

import msgspec

from sulh.errors import EngineError, InputError
from sulh.formats.agreement_child import Answer, Form, Limits, Task
from sulh.formats.plain_text import Encoding
from sulh.model.findings import Value
from sulh.words.language import mark

LIMITS: Final = Limits()
NAMES: Final[dict[Form, str]] = {"txt": "a text", "docx": "a DOCX document", "pdf": "a PDF"}
OTHERS: Final[tuple[tuple[bytes, str], ...]] = (
    (b"\xd0\xcf\x11\xe0", "an old DOC document, or a locked one"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"<!DOCTYPE", "a web page"),
    (b"<html", "a web page"),
    (b"<?xml", "XML"),
)
ENVIRONMENT: Final = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "LC_ALL": "C.UTF-8"}


class Refusal(Value, frozen=True):
    """
    Why there is no text.

    Attributes:
        expected: What the error says should have stood there.
        found: What it says stood there.
        words: The same for a page, with what to do: a message id.
    """

    expected: str
    found: str
    words: str


REFUSALS: Final[dict[str, Refusal]] = {
    "damaged": Refusal(
        "a document that can be opened",
        "one that is damaged, holds too much or was made to mislead",
        mark("This file cannot be opened. Save it anew in the program it was written with, or as text (UTF-8)."),
    ),
    "empty-file": Refusal("a file with a text", "an empty file", mark("This file is empty.")),
    "locked": Refusal(
        "a PDF without a password",
        "one that is locked",
        mark("This PDF is locked with a password. Save it without one."),
    ),
    "no-text": Refusal(
        "a text",
        "a file without a letter, as a scan is",
        mark(
            "There are no letters in this file. A scan holds pictures only: its text has to be written or recognised."
        ),
    ),
    "too-large": Refusal("a file of at most 20 MB", "a larger one", mark("This file is larger than 20 MB.")),
    "too-many-pages": Refusal("at most 500 pages", "more", mark("This PDF has more than 500 pages. Divide it.")),
    "too-much-text": Refusal(
        "at most 3,000,000 characters", "more", mark("This text has more than 3,000,000 characters. Divide it.")
    ),
    "took-too-much": Refusal(
        "a document that is read in half a minute",
        "one that takes more time or memory",
        mark("Reading this file took too much time or memory, so it was stopped. Save it as text (UTF-8)."),
    ),
    "unknown-form": Refusal(
        "a text, a DOCX document or a PDF",
        "something else",
        mark("Only TXT, DOCX and PDF are read. Save the file in one of these forms."),
    ),
    "which-letters": Refusal(
        "a text in UTF-8",
        "bytes of which it is not clear which letters they are",
        mark("It is not clear which letters this file holds. Save it as UTF-8, or say which encoding it has."),
    ),
    "wrong-name": Refusal(
        "a file that is what its name says",
        "something else",
        mark("The ending of the name says one form, and the file has another. Correct the name if you trust the file."),
    ),
}


class AgreementText(Value, frozen=True):
    """
    The text of an agreement.

    Attributes:
        text: Paragraphs stand apart by an empty line; pages of a PDF too.
        form: What the file is.
        encoding: By which a TXT file was read: to be shown, so that a person sees whether it looks right.
        pages: Of a PDF.
    """

    text: str
    form: Form
    encoding: Encoding | None = None
    pages: int | None = None


def agreement_text(
    data: bytes, *, file: str, encoding: Encoding | None = None, limits: Limits = LIMITS
) -> AgreementText:
    """
    Return the text of an agreement.

    Args:
        data: The file.
        file: Its name, without a path; its ending has to fit if it is one of the three.
        encoding: Of a TXT file, if a person says it; None to go by the rule of `sulh.formats.plain_text`.
        limits: What reading it may cost.

    Raises:
        InputError: With a kind of `REFUSALS`.
        EngineError: If the library that opens such a file is not installed, or no process can be started.

    >>> agreement_text(b"The road opens.", file="a.txt").text
    'The road opens.'
    """
    if not data.strip():
        raise _refused("empty-file", file)
    if len(data) > limits.size:
        raise _refused("too-large", file)
    form = _form(data, file)
    found = _asked(data, Task(form, encoding, limits))
    if found.refused == "no-library":
        raise EngineError("Reading DOCX and PDF needs more parts. Install them with: pip install 'sulh[platform]'")
    if found.refused:
        raise _refused(found.refused, file)
    return AgreementText(found.text, form, found.encoding, found.pages)


def _refused(kind: str, file: str, found: str = "") -> InputError:
    refusal = REFUSALS[kind]
    return InputError(kind, file, None, expected=refusal.expected, found=found or refusal.found)


def _form(data: bytes, file: str) -> Form:
    """Tell the form by the first bytes, and refuse a name that says otherwise."""
    start = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    for beginning, name in OTHERS:
        if start.lower().startswith(beginning.lower()):
            raise _refused("unknown-form", file, name)
    form: Form = (
        "pdf" if start.startswith(b"%PDF-") else "docx" if data.startswith((b"PK\x03\x04", b"PK\x05\x06")) else "txt"
    )
    said = file.rpartition(".")[2].lower() if "." in file else ""
    if said in NAMES and said != form:
        raise _refused("wrong-name", file, NAMES[form])
    return form


def _asked(data: bytes, task: Task) -> Answer:
    """Let a process of its own read the file; one that takes too long is killed."""
    child = "sulh.formats.agreement_child"
    try:
        run = subprocess.run(
            [sys.executable, "-I", "-m", child],
            input=msgspec.json.encode(task) + b"\n" + data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=ENVIRONMENT,
            cwd="/",
            timeout=task.limits.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Answer("took-too-much")
    except OSError as error:
        raise EngineError("The process that reads agreements could not be started. Is there memory left?") from error
    if run.returncode < 0:  # ended from outside, or by a library that was given no more memory
        return Answer("took-too-much")
    if run.returncode > 0:
        raise EngineError("The process that reads agreements ended by itself. Is Sulh installed as a whole?")
    return msgspec.json.decode(run.stdout, type=Answer)
