"""Papers of a package that somebody changed, damaged or made up are told from those that nobody touched."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import DictionaryObject, NameObject

from sulh.errors import InputError
from sulh.negotiation.package import digest, short_code
from sulh.papers.transfer.carried import carried
from sulh.papers.transfer.checking import Checked, checked
from sulh.papers.transfer.label import KINDS, Kind, Label
from sulh.papers.transfer.pdf import pdf_of
from sulh.papers.transfer.rendering import FORMS, Form, rendered, said_in
from sulh.papers.transfer.seal import NOT_APPROVED
from sulh.words.language import language
from tests.papers.transferred import BYTES, UNPRINTABLE, VALLEY, changed, said

if UNPRINTABLE:
    pytest.skip(UNPRINTABLE, allow_module_level=True)

LANGS = ("ar", "en", "fr")
BODY = "word/document.xml"
DOCX = rendered(BYTES, kind="non-paper", lang="en", form="docx", mark="K7")
PDF = rendered(BYTES, kind="non-paper", lang="en", form="pdf", mark="K7")
NIGHT = changed(summary=said(*["The road can open by night."] * 3))


def parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of a document."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(content: Mapping[str, bytes]) -> bytes:
    """Pack parts into a document."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in content.items():
            package.writestr(name, part)
    return target.getvalue()


def edited(old: str, new: str, *, part: str = BODY, data: bytes = DOCX) -> bytes:
    """Return a document in which somebody wrote something else."""
    content = parts(data)
    assert old.encode() in content[part]
    return packed(content | {part: content[part].replace(old.encode(), new.encode(), 1)})


def rewritten(change: Callable[[PdfWriter], object] = id) -> bytes:
    """Return a PDF saved by another program, and changed if wished."""
    writer = PdfWriter(clone_from=io.BytesIO(PDF))
    change(writer)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def told(result: Checked, *, holds: bool) -> str:
    """Return what holds, or what does not."""
    return "\n".join(check.sentence for check in result.checks if check.holds == holds)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", LANGS)
def test_what_nobody_touched_holds(form: Form, kind: Kind, lang: str) -> None:
    """A paper as it was made is found to be so to the last byte, with its hash and code; the mark is outside."""
    result = checked(rendered(BYTES, kind=kind, lang=lang, form=form, mark="K7"), file=f"paper.{form}")

    assert result.holds
    assert digest(BYTES) == result.digest
    assert "to the last byte" in told(result, holds=True)
    assert short_code(BYTES) in told(result, holds=True)
    assert "It bears the mark K7, which is outside the hash" in told(result, holds=True)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_copy_made_before_the_sides_approved_says_so_and_does_not_hold(form: Form, kind: Kind) -> None:
    """On its first page for whoever reads it, and to the program for whoever checks it."""
    early = rendered(BYTES, kind=kind, lang="en", form=form, mark=NOT_APPROVED)
    result = checked(early, file=f"paper.{form}")
    assert not result.holds
    assert "not every side had approved it" in told(result, holds=False)
    assert "Not every side has approved this." in str(said_in(BYTES, Label(kind, "en", NOT_APPROVED)))
    assert "Not every side has approved this." not in str(said_in(BYTES, Label(kind, "en", "K7")))


def test_the_bytes_alone_hold() -> None:
    """A JSON file, with or without a line break at its end, is checked by itself."""
    assert digest(BYTES) == checked(BYTES, file="package.json").digest == checked(BYTES + b"\n", file="p.json").digest


@pytest.mark.parametrize(
    ("old", "new", "now"),
    [
        ("passes without a permit", "passes with a permit", "with a permit."),
        ("Unofficial and non-binding.", "Official and binding.", "Official and binding."),
        ("The joint committee", "The prime minister", "The prime minister"),
        (digest(BYTES), "0" * 64, "0" * 64),
        ("(firm on every side)", "(agreed by every side)", "(agreed by every side)"),
        (" people under thirty.", "", "In the file: “cross in winter; Code"),
    ],
)
def test_a_changed_word_is_named(old: str, new: str, now: str) -> None:
    """What stood in the package and what stands in the document now are told, and everything else holds."""
    result = checked(edited(old, new), file="paper.docx")

    assert not result.holds
    assert "Words were changed." in told(result, holds=False)
    assert now in told(result, holds=False)
    assert 1 == len(told(result, holds=False).splitlines())


def test_a_changed_foot_is_found() -> None:
    """The foot of the pages is compared like the rest."""
    foot = next(name for name in parts(DOCX) if name.startswith("word/footer"))
    result = checked(edited("Unofficial and non-binding", "For decision", part=foot), file="paper.docx")

    assert "“" in told(result, holds=False)
    assert "For decision" in told(result, holds=False)


@pytest.mark.parametrize(
    ("field", "what"),
    [
        ('<w:fldSimple w:instr="PAGE"><w:r><w:t>Agreed</w:t></w:r></w:fldSimple>', "Agreed"),
        ('<w:fldSimple w:instr="PAGE"><w:r><w:t>12</w:t></w:r></w:fldSimple>', "12"),
        ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>Agreed</w:t></w:r>', "Agreed"),
    ],
)
def test_words_in_a_field_are_words(field: str, what: str) -> None:
    """A field shows what somebody put into it: a number of a page it is only at the foot, and only as digits."""
    result = checked(edited("</w:p>", f"{field}</w:p>"), file="paper.docx")

    assert not result.holds
    assert what in told(result, holds=False) or "fields" in told(result, holds=False)


def test_a_changed_mark_is_found() -> None:
    """Whoever changes the mark of a copy has to do it everywhere; then it holds, for the mark is outside the hash."""
    content = parts(DOCX)
    half = checked(edited("K7", "K8"), file="paper.docx")
    whole = checked(packed({n: part.replace(b"K7", b"K8") for n, part in content.items()}), file="paper.docx")

    assert not half.holds
    assert whole.holds
    assert "It bears the mark K8" in told(whole, holds=True)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", LANGS)
def test_a_document_saved_elsewhere_holds_by_its_words(kind: Kind, lang: str) -> None:
    """A word processor that packs the same words otherwise is no forger; that looks were not compared is said."""
    again = packed(parts(rendered(BYTES, kind=kind, lang=lang, form="docx")))
    result = checked(again, file="paper.docx")

    assert result.holds
    assert "look at its pages for colour and size" in told(result, holds=True)


def test_a_pdf_saved_elsewhere_holds_by_its_words() -> None:
    """The same of a PDF."""
    result = checked(rewritten(), file="paper.pdf")

    assert result.holds
    assert "look at its pages" in told(result, holds=True)


@pytest.mark.parametrize("lang", LANGS)
def test_other_words_in_a_pdf_are_named(lang: str) -> None:
    """A PDF that shows other words than the package attached to it does not hold."""
    label = Label("non-paper", lang, "K7")
    forged = pdf_of(said_in(NIGHT, label), language(lang), label, BYTES)
    result = checked(forged, file="paper.pdf")

    assert "night" in told(result, holds=False)
    assert digest(BYTES) == result.digest


def test_words_in_another_order_are_not_taken_for_the_same() -> None:
    """Words that change places change what a PDF says; that other fonts can do it too is told."""
    turned = changed(title=said("river Opening the road", *["x"] * 2))
    label = Label("non-paper", "en", "K7")
    blocks = [
        msgspec.structs.replace(block, rows=(("river Opening the road",),)) if block.kind == "title" else block
        for block in said_in(BYTES, label)
    ]
    forged = pdf_of(blocks, language("en"), label, BYTES)

    assert turned != BYTES
    assert "not in the order in which they are made here" in told(checked(forged, file="paper.pdf"), holds=False)


@pytest.mark.parametrize(
    ("markup", "what"),
    [
        ("<w:ins><w:r><w:t></w:t></w:r></w:ins>", "tracked changes"),
        ("<w:r><w:rPr><w:vanish/></w:rPr></w:r>", "hidden text"),
        ("<w:r><w:pict/></w:r>", "pictures or shapes"),
        ('<w:fldSimple w:instr="DATE"/>', "fields"),
        ("<w:r><w:footnoteReference/></w:r>", "footnotes"),
    ],
)
def test_what_no_paper_holds_is_named(markup: str, what: str) -> None:
    """What could show or hide words beside the compared ones is named, though every word is the same."""
    result = checked(edited("</w:p>", f"{markup}</w:p>"), file="paper.docx")

    assert f"paper.docx holds {what}, which no paper of Sulh does." == told(result, holds=False)


def test_what_no_pdf_holds_is_named() -> None:
    """Notes that lie over a page and programs inside a file are named."""
    note = FreeText(text="Agreed by all", rect=(50, 500, 300, 600))

    def noted(writer: PdfWriter) -> None:
        writer.add_annotation(0, note)

    def acting(writer: PdfWriter) -> None:
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject()

    assert "annotations" in told(checked(rewritten(noted), file="paper.pdf"), holds=False)
    assert "actions" in told(checked(rewritten(acting), file="paper.pdf"), holds=False)


def test_a_document_that_lost_its_package_is_checked_with_the_one_beside_it() -> None:
    """A word processor may drop what it does not know: the file beside is named by hand, and has to be the same."""
    bare = packed({name: part for name, part in parts(DOCX).items() if not name.startswith("attached/")})

    with pytest.raises(InputError, match="name it with --package"):
        checked(bare, file="paper.docx")
    assert checked(bare, file="paper.docx", package=BYTES + b"\n").holds
    assert not checked(bare, file="paper.docx", package=NIGHT).holds


def test_a_paper_of_another_package_is_told() -> None:
    """A paper beside a package that is not its own does not hold, and the hash of its own is said."""
    result = checked(DOCX, file="paper.docx", package=NIGHT)

    assert f"carries another package: SHA-256 {digest(BYTES)}" in told(result, holds=False)


def test_two_attachments_are_none() -> None:
    """Of two files of one name nobody could say which was approved."""
    with pytest.raises(InputError, match="none, or several"):
        checked(rewritten(lambda writer: writer.add_attachment("package.json", NIGHT)), file="paper.pdf")


@pytest.mark.parametrize("keywords", ["", "full en K7", "non-paper xx", "non-paper en K7 and more", "report"])
def test_a_file_that_lies_of_what_it_is_does_not_hold(keywords: str) -> None:
    """Whatever a file calls itself, its words are compared with those of what it says it is."""
    result = checked(edited("non-paper en K7", keywords, part="docProps/core.xml"), file="paper.docx")

    assert not result.holds


BOMB = packed({BODY: b" " * 40_000_000})
DECLARED = packed({BODY: b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'})


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "expected a package of Sulh"),
        (b"{}", "expected a package of Sulh"),
        (BYTES[:-5], "expected a package of Sulh"),
        (BYTES.replace(b'":', b'": ', 1), "expected keys in order and no blanks"),
        (DOCX[:4000], "damaged or locked"),
        (packed({"word/other.xml": b"<x/>"}), "another package"),
        (packed({BODY: b"<w:p"}), "damaged or locked"),
        (BOMB, "damaged or locked, or holds too much"),
        (DECLARED, "damaged or locked"),
        (PDF[:2000], "damaged or locked"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 20, "damaged or locked"),
        (b"%PDF-1.7" + b"x" * 20_000_001, "at most 20 MB"),
    ],
)
def test_what_cannot_be_read_is_refused_plainly(data: bytes, words: str) -> None:
    """A damaged, locked, huge or foreign file is refused in one sentence."""
    with pytest.raises(InputError, match=words):
        checked(data, file="paper")


def test_a_locked_pdf_is_refused_plainly() -> None:
    """A PDF under a password is not guessed at."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(PDF)))
    writer.encrypt("secret", algorithm="RC4-128")
    target = io.BytesIO()
    writer.write(target)

    with pytest.raises(InputError, match="damaged or locked"):
        checked(target.getvalue(), file="paper.pdf")


@settings(max_examples=30, deadline=None)
@given(at=st.floats(0, 1), cut=st.integers(0, 40), put=st.binary(max_size=40), form=st.sampled_from(FORMS))
def test_a_damaged_file_never_surprises(at: float, cut: int, put: bytes, form: Form) -> None:
    """Whatever bytes are put anywhere in a file, it is read or refused in one sentence, and never called untouched."""
    data = DOCX if form == "docx" else PDF
    start = int(at * len(data))
    hurt = data[:start] + put + data[start + cut :]
    try:
        result = checked(hurt, file="paper")
    except InputError:
        return

    assert hurt == data or "to the last byte" not in told(result, holds=True)


def test_a_flood_of_words_is_counted_not_compared() -> None:
    """A document with far more words than the package costs no time to refuse."""
    result = checked(edited("Opening the river road", "flood " * 300_000), file="paper.docx")

    assert "It holds 300," in told(result, holds=False)


def test_words_of_text_boxes_are_read_once() -> None:
    """A paragraph inside another, as in a text box, is read as a paragraph of its own."""
    inner = "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Agreed</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
    texts = carried(edited("</w:p>", f"{inner}</w:p>"), file="paper.docx").texts

    assert "Agreed" in texts
    assert VALLEY.title["en"] in texts
