"""
From canonical bytes to files: every rendering of a package, and all that go out together.

    content ──rendered(kind, lang, form, mark)──▶ one file
    content ──bundle(mark, forms)──▶ {"package.json": ..., "non-paper.ar.docx": ..., "full.ar.pdf": ...}

The same bytes and mark give the same files. Whether they may go out is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, get_args

from sulh.errors import SettingError
from sulh.formats.media import DOCX, PDF
from sulh.model.package import Package
from sulh.negotiation.package import read
from sulh.papers.transfer.blocks import Block
from sulh.papers.transfer.full import full
from sulh.papers.transfer.label import KINDS, Kind, Label
from sulh.papers.transfer.non_paper import non_paper
from sulh.papers.transfer.seal import sealed
from sulh.words.language import LANGUAGES, language

Form = Literal["docx", "pdf"]
FORMS: Final[tuple[Form, ...]] = get_args(Form)
ATTACHED: Final = "package.json"
MEDIA: Final[dict[Form, str]] = {"docx": DOCX, "pdf": PDF}


def languages(package: Package) -> tuple[str, ...]:
    """Return the languages of a package in which a paper of it can be written, in its own order."""
    return tuple(tag for tag in package.languages if tag in LANGUAGES)


def said_in(content: bytes, label: Label) -> tuple[Block, ...]:
    """
    Return what a paper of a package says, before it has any looks.

    Args:
        content: Canonical bytes.
        label: Which paper.

    Raises:
        InputError: If they are no canonical package.
        SettingError: If it has no such language, or the mark is none.
    """
    package = read(content)
    if label.language not in languages(package):
        raise SettingError(
            f"This package can be written in {', '.join(languages(package)) or 'no language of Sulh'}; "
            f"it was asked for {label.language!r}."
        )
    made = non_paper if label.kind == "non-paper" else full
    return made(package, language(label.language), sealed(content, label.mark))


def rendered(content: bytes, *, kind: Kind, lang: str, form: Form, mark: str = "") -> bytes:
    """
    Return one paper of a package.

    Args:
        content: Canonical bytes, exactly as they were approved.
        kind: The one page, or everything.
        lang: Tag of one of the package's languages.
        form: What it is opened with.
        mark: Of the recipient's copy: A to Z, digits and dashes; empty for none.

    Returns:
        A file with the bytes attached; the same for the same arguments.

    Raises:
        InputError: If they are no canonical package.
        SettingError: If it has no such language, or the mark is none.
        EngineError: If the machine cannot make a PDF.
    """
    label = Label(kind, lang, mark)
    blocks = said_in(content, label)
    if form == "docx":
        from sulh.papers.transfer.word import docx_of

        return docx_of(blocks, language(lang), label, content)
    from sulh.papers.transfer.pdf import pdf_of

    return pdf_of(blocks, language(lang), label, content)


def bundle(content: bytes, *, mark: str = "", forms: Sequence[Form] = FORMS) -> dict[str, bytes]:
    """
    Return everything that goes out together: the bytes themselves, and both papers in each language and form.

    The names of the files say nothing of the content. Arguments and errors are those of `rendered`.
    """
    files = {
        f"{kind}.{lang}.{form}": rendered(content, kind=kind, lang=lang, form=form, mark=mark)
        for kind in KINDS
        for lang in languages(read(content))
        for form in forms
    }
    return {ATTACHED: content} | files
