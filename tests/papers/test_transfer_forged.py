"""Papers of which every word can be taken out, and which show something else: each way that a forger has is told."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject

from sulh.errors import InputError
from sulh.papers.transfer.checking import checked
from tests.papers.test_transfer_checking import BODY, DOCX, packed, parts, rewritten, told
from tests.papers.transferred import BYTES

PARTS = parts(DOCX)
TEXT = PARTS[BODY].decode()
SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OTHERS = 'xmlns:q="urn:wordprocessingml"'
TOP = TEXT[TEXT.index("<w:p>") : TEXT.index("</w:p>") + 6]
SICK = TEXT.index("Whoever is ill")
RUN = TEXT[TEXT.rindex("<w:r>", 0, SICK) : TEXT.index("</w:r>", SICK) + 6]
CHOICE = (
    '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    f'<mc:Choice {OTHERS} Requires="q">{{}}</mc:Choice><mc:Fallback/></mc:AlternateContent></w:r>'
)
FORMULA = '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:t>Agreed</m:t></m:oMath>'
BOUND = "<w:sdt><w:sdtPr><w:dataBinding/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
OUTSIDE = '<Relationship Id="r" Type="t" Target="http://example.org/x" TargetMode="External"/></Relationships>'


def other(old: str, new: str, part: str = BODY) -> dict[str, bytes]:
    """Return a part in which somebody wrote something else."""
    assert old in PARTS[part].decode()
    return {part: PARTS[part].decode().replace(old, new, 1).encode()}


def away(name: str) -> dict[str, bytes]:
    """Return a document whose first words lie in a part of their own."""
    return other(TOP, "<w:p/>") | {name: f"<w:document {SPACE}>{TOP}</w:document>".encode()}


def moved() -> dict[str, bytes]:
    """Return a package that names another part as its document, beside the one that is compared."""
    return {
        **other("word/document.xml", "other/document.xml", "_rels/.rels"),
        "other/document.xml": PARTS[BODY].replace(b"without a permit", b"with a permit"),
    }


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        (away("word/a.xml"), "words that no page shows"),
        (moved(), "its text in another place"),
        (other("</w:p>", f"{FORMULA}</w:p>"), "words that are no text, as in a formula"),
        (other(RUN, CHOICE.format(RUN)), "words where they may not be shown"),
        (other(RUN, f"<q:x {OTHERS}>{RUN}</q:x>"), "words where they may not be shown"),
        (other(RUN, f'<w:bdo w:val="rtl">{RUN}</w:bdo>'), "words where they may not be shown"),
        (other(RUN, BOUND.format(RUN)), "fields"),
        (other("</w:p>", "<w:r><w:yearLong/></w:r></w:p>"), "fields"),
        (other("</w:p>", '<w:r><w:sym w:char="0041"/></w:r></w:p>'), "signs that are no letters"),
        (other("without a", "with</w:t><w:tab/><w:t>out a"), "Words were changed"),
        (
            other('<w:lvlText w:val="', '<w:lvlText w:val="Agreed: ', "word/numbering.xml"),
            "words in the numbers of lists",
        ),
        (other("<w:footerReference", "<w:other"), "words that no page shows"),
        (other("</w:sectPr>", "<w:titlePg/></w:sectPr>"), "pages without the foot"),
        (other("</w:p>", "<w:pPr><w:sectPr/></w:pPr></w:p>"), "sections"),
        (other("</Relationships>", OUTSIDE, "word/_rels/document.xml.rels"), "links"),
        ({"word/vbaProject.bin": b"x"}, "pictures or files inside"),
    ],
)
def test_words_that_are_there_and_not_shown_are_told(changes: dict[str, bytes], what: str) -> None:
    """Every word of the package stands somewhere in the file; a word processor would show others, or fewer."""
    result = checked(packed(PARTS | changes), file="paper.docx")

    assert not result.holds
    assert what in told(result, holds=False)


def test_what_two_programs_would_read_otherwise_is_not_read() -> None:
    """Two parts of one name, and a part that says it is written in other letters."""
    twice = io.BytesIO()
    with zipfile.ZipFile(twice, "w") as package:
        package.writestr("word/Document.xml", b"<x/>")
        for name, part in PARTS.items():
            package.writestr(name, part)
    table = packed(PARTS | other("encoding='UTF-8'", "encoding='UTF-7'"))

    for data in (twice.getvalue(), table):
        with pytest.raises(InputError, match="damaged or locked"):
            checked(data, file="paper.docx")


def _over(writer: PdfWriter) -> None:
    """Lay a box over the words of the first page."""
    box = DecodedStreamObject()
    box.set_data(b"q 1 1 1 rg 50 50 400 600 re f Q")
    page = writer.pages[0]
    page[NameObject("/Contents")] = ArrayObject([page.raw_get("/Contents"), writer._add_object(box)])


def _running(writer: PdfWriter) -> None:
    names = writer.root_object["/Names"]
    assert isinstance(names, DictionaryObject)
    names[NameObject("/JavaScript")] = DictionaryObject()


def _layered(writer: PdfWriter) -> None:
    writer.root_object[NameObject("/OCProperties")] = DictionaryObject()


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (_over, "its pages are drawn otherwise than here"),
        (lambda writer: writer.add_blank_page(300, 300), "its pages are drawn otherwise than here"),
        (_running, "actions that run by themselves"),
        (_layered, "layers that can be hidden"),
        (lambda writer: writer.add_attachment("more.pdf", b"x"), "other files inside"),
    ],
)
def test_what_lies_over_the_words_of_a_pdf_is_told(change: Callable[[PdfWriter], object], what: str) -> None:
    """The same words can be taken out of it, and it shows or does something else."""
    result = checked(rewritten(change), file="paper.pdf")

    assert not result.holds
    assert what in told(result, holds=False)


def test_the_hash_that_is_told_is_that_of_the_package() -> None:
    """However many line breaks stand behind it, the hash is that of the bytes that were approved."""
    assert checked(BYTES, file="p.json").digest == checked(BYTES + b"\n\n", file="p.json").digest
