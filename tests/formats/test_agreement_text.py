"""The text of an agreement is read from files that anybody may have made."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from sulh.errors import EngineError, InputError
from sulh.formats.agreement_child import Answer, Form, Limits, Task, answer, tidy
from sulh.formats.agreement_text import LIMITS, NAMES, REFUSALS, AgreementText, agreement_text

BODY = "word/document.xml"
ROAD = "The road opens at night."


def docx(*paragraphs: str) -> bytes:
    """Return a document of a word processor."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def repacked(changes: Mapping[str, bytes], data: bytes | None = None) -> bytes:
    """Return a document with some of its parts exchanged or added."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data or DOCX)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        parts = {name: old.read(name) for name in old.namelist()}
        for name, part in (parts | dict(changes)).items():
            new.writestr(name, part)
    return target.getvalue()


def with_body(old: str, new: str) -> bytes:
    """Return a document whose text has one thing changed."""
    with zipfile.ZipFile(io.BytesIO(DOCX)) as package:
        body = package.read(BODY).decode()
    assert old in body
    return repacked({BODY: body.replace(old, new, 1).encode()})


def pdf(*pages: bytes, password: str | None = None) -> bytes:
    """Return a PDF whose pages hold these instructions."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for content in pages:
        page = writer.add_blank_page(300, 300)
        fonts = DictionaryObject({NameObject("/F"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        stream = DecodedStreamObject()
        stream.set_data(content)
        page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    if password is not None:
        writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def line(text: str) -> bytes:
    """Return the instructions that print a line."""
    return f"BT /F 12 Tf 20 200 Td ({text}) Tj ET".encode()


DOCX = docx("Article 1", ROAD)
PDF = pdf(line(ROAD), line("Nobody pays."))


def read(data: bytes, file: str = "agreement", *, limits: Limits = LIMITS) -> AgreementText:
    """Read a file, within other limits if wished."""
    return agreement_text(data, file=file, limits=limits)


def refusal(data: bytes, file: str = "agreement", *, limits: Limits = LIMITS) -> str:
    """The kind of fault for which a file is refused."""
    with pytest.raises(InputError) as caught:
        read(data, file, limits=limits)
    assert str(caught.value).startswith(f"{file}: expected {REFUSALS[caught.value.kind].expected}, found ")
    return caught.value.kind


def children() -> set[str]:
    """The processes that this one has started and not yet buried."""
    return {
        name for task in Path(f"/proc/{os.getpid()}/task").iterdir() for name in (task / "children").read_text().split()
    }


def test_a_text_keeps_its_letters() -> None:
    """A TXT file comes back to the letter, with one kind of line end, and tells by which encoding it was read."""
    data = "\ufeffالمادّة ١\r\n\r\nيُفتَح الطريق.\f".encode()

    assert AgreementText("المادّة ١\n\nيُفتَح الطريق.", "txt", "utf-8") == read(data, "a.txt")


def test_a_person_may_name_the_encoding() -> None:
    """What is not clear is refused, and read once somebody says what it is."""
    data = "جسر مفتوح".encode("windows-1256")

    assert "which-letters" == refusal(data, "a.txt")
    assert "جسر مفتوح" == agreement_text(data, file="a.txt", encoding="windows-1256").text


def test_a_document_gives_its_paragraphs() -> None:
    """Paragraphs stand apart; tabs and line ends part words; cells of a table are paragraphs."""
    document = Document()
    document.add_heading("Article 1")
    document.add_paragraph("1.\tThe road\nopens.")
    document.add_table(1, 2).cell(0, 1).text = "الطريق"
    target = io.BytesIO()
    document.save(target)

    assert AgreementText("Article 1\n\n1.\tThe road\nopens.\n\nالطريق", "docx") == read(target.getvalue(), "a.docx")


def test_tracked_changes_are_read_as_accepted() -> None:
    """What was added under tracked changes is part of the text, and what was taken out or moved away is not."""
    run = f"<w:r><w:t>{ROAD}</w:t></w:r>"
    others = "".join(f"<w:{tag}><w:r><w:t>{tag} </w:t></w:r></w:{tag}>" for tag in ("ins", "del", "moveFrom", "moveTo"))

    assert f"Article 1\n\nins moveTo {ROAD}" == read(with_body(run, others + run)).text


def test_what_nobody_sees_is_no_part_of_the_text() -> None:
    """Hidden letters are left out, those hidden no more are read, and a hyphen that parts no line stays one."""
    run = f"<w:r><w:t>{ROAD}</w:t></w:r>"
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Nobody pays. </w:t></w:r>"
    seen = '<w:r><w:rPr><w:vanish w:val="false"/></w:rPr><w:t>re</w:t><w:noBreakHyphen/><w:t>sign </w:t></w:r>'

    assert f"Article 1\n\nre\u2011sign {ROAD}" == read(with_body(run, hidden + seen + run)).text


def test_a_text_box_is_read_once() -> None:
    """A word processor keeps a text box twice, for itself and for older ones; its words are taken once."""
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = f"<w:r><mc:AlternateContent xmlns:mc='{space}'>{{}}</mc:AlternateContent></w:r>"
    inner = "<w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent>"
    both = f"<mc:Choice Requires='wps'>{inner}</mc:Choice><mc:Fallback>{inner}</mc:Fallback>"
    run = f"<w:r><w:t>{ROAD}</w:t></w:r>"

    assert f"Article 1\n\n{ROAD}\n\nIn a box" == read(with_body(run, run + box.format(both))).text


def test_a_pdf_gives_its_pages() -> None:
    """Each page is told apart from the next by an empty line."""
    assert AgreementText(f"{ROAD}\n\nNobody pays.", "pdf", None, 2) == read(PDF, "a.pdf")


def test_a_pdf_locked_against_changes_only_is_read() -> None:
    """A PDF that opens without a password is read; one that asks for it is refused."""
    assert ROAD == read(pdf(line(ROAD), password="")).text
    assert "locked" == refusal(pdf(line(ROAD), password="secret"), "a.pdf")


@pytest.mark.parametrize(
    ("data", "file", "kind"),
    [
        (b"", "a.txt", "empty-file"),
        (b" \n ", "a.txt", "empty-file"),
        (b"... --- ...", "a.txt", "no-text"),
        (pdf(b""), "a.pdf", "no-text"),
        (docx(""), "a.docx", "no-text"),
        (DOCX, "a.pdf", "wrong-name"),
        (PDF, "a.docx", "wrong-name"),
        (PDF, "a.TXT", "wrong-name"),
        (ROAD.encode(), "a.docx", "wrong-name"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.doc", "unknown-form"),
        (b"{\\rtf1 The road}", "a.rtf", "unknown-form"),
        (b"<!doctype html><p>The road", "a.txt", "unknown-form"),
        (b"\x89PNG\r\n\x1a\n", "a.png", "unknown-form"),
        (bytes(range(256)), "a.txt", "which-letters"),
        (DOCX[:3000], "a.docx", "damaged"),
        (PDF[:400], "a.pdf", "damaged"),
        (b"%PDF-1.7\n", "a.pdf", "damaged"),
        (b"PK\x03\x04" + bytes(100), "a.docx", "damaged"),
        (repacked({BODY: b""}), "a.docx", "damaged"),
        (repacked({"[Content_Types].xml": b"<Types/>"}), "a.docx", "damaged"),
    ],
)
def test_what_is_no_agreement_is_refused_by_name(data: bytes, file: str, kind: str) -> None:
    """An empty, cut-off, mislabelled or foreign file is told for what it is."""
    assert kind == refusal(data, file)


def test_a_name_without_an_ending_says_nothing() -> None:
    """The bytes decide what a file is where its name says nothing, or something else."""
    assert ["docx", "pdf", "txt"] == [read(data, "agreement").form for data in (DOCX, PDF, ROAD.encode())]
    assert "txt" == read(ROAD.encode(), "agreement.2").form


@pytest.mark.parametrize(
    ("limit", "data", "kind"),
    [
        (Limits(size=20), b"The road is open at night", "too-large"),
        (Limits(characters=20), b"The road is open at night", "too-much-text"),
        (Limits(characters=20), DOCX, "too-much-text"),
        (Limits(characters=30), PDF, "too-much-text"),
        (Limits(pages=1), PDF, "too-many-pages"),
    ],
)
def test_limits_are_kept(limit: Limits, data: bytes, kind: str) -> None:
    """A file beyond a limit is refused, and read where the limit is wider."""
    assert kind == refusal(data, limits=limit)
    assert read(data).text


@pytest.mark.parametrize("part", [BODY, "word/styles.xml", "_rels/.rels", "[Content_Types].xml", "docProps/core.xml"])
def test_entities_are_refused(part: str) -> None:
    """A part that declares a document type is not read: nothing is fetched from the machine, nothing multiplied."""
    with zipfile.ZipFile(io.BytesIO(DOCX)) as package:
        old = package.read(part)
    body = old.partition(b"?>")[2] if old.startswith(b"<?xml") else old
    outside = b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]>" + body
    laughs = b"".join(b"<!ENTITY l%d '%s'>" % (n + 1, b"&l%d;" % n * 10) for n in range(9))
    bomb = b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY l0 'ha'>" + laughs + b"]>" + body

    assert ["damaged", "damaged"] == [refusal(repacked({part: each})) for each in (outside, bomb)]


def test_a_zip_bomb_is_not_unpacked() -> None:
    """A document that would be far larger inside is refused, and so is one of very many parts."""
    large = repacked({"word/media/image1.png": bytes(60_000_000)})
    many = repacked({f"word/media/{number}.png": b"" for number in range(600)})

    assert len(large) < 200_000
    assert ["damaged", "damaged"] == [refusal(large), refusal(many)]


def test_deep_nesting_ends_nothing() -> None:
    """A text within a hundred thousand elements is refused, and the caller lives on."""
    deep = "<w:r>" * 100_000 + f"<w:t>{ROAD}</w:t>" + "</w:r>" * 100_000

    assert "damaged" == refusal(with_body(f"<w:r><w:t>{ROAD}</w:t></w:r>", deep))


def test_pages_that_go_round_in_circles_end() -> None:
    """A tree of pages that leads back to its root gives no text and no endless reading."""
    data = b"""%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [2 0 R] /Count 1>> endobj
trailer <</Root 1 0 R>>
"""

    assert refusal(data) in ("damaged", "no-text", "took-too-much")


def test_a_stream_that_swells_is_stopped() -> None:
    """A page that grows a thousandfold when it is unpacked is stopped by a limit of time, memory or size."""
    page = pdf(b"q " * 60_000_000)

    assert len(page) < 200_000
    assert refusal(page, limits=Limits(seconds=5)) in ("took-too-much", "damaged")


def test_what_takes_too_long_is_killed() -> None:
    """Reading ends when its time is over, and no process is left behind."""
    before = children()
    slow = pdf(b"BT /F 12 Tf " + b"(a) Tj " * 3_000_000 + b"ET")

    assert "took-too-much" == refusal(slow, limits=Limits(seconds=1))
    assert before >= children()


def test_a_process_that_never_ends_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that waits for ever without working is killed as well."""
    before = children()
    waiting = tmp_path / "python"
    waiting.write_text("#!/bin/sh\nexec sleep 600\n", encoding="ascii")
    waiting.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(waiting))

    assert "took-too-much" == refusal(b"The road", limits=Limits(seconds=1))
    assert before >= children()


def test_what_takes_too_much_memory_is_stopped() -> None:
    """A file that needs more memory than it may have is refused; with more it is read."""
    large = b"a " * 9_000_000

    assert "took-too-much" == refusal(large, limits=Limits(memory=60_000_000, characters=len(large)))
    assert len(large) - 1 == len(read(large, limits=Limits(characters=len(large))).text)


def test_a_process_that_cannot_begin_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no process can be started, or it is not ours, that is no fault of the file."""
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(EngineError, match="could not be started"):
        read(b"The road")
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(EngineError, match="ended by itself"):
        read(b"The road")


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["docx", "pdf"]), st.data())
def test_damage_of_any_kind_is_told(form: Form, data: st.DataObject) -> None:
    """Bytes that were exchanged, lost or doubled give a text or a kind of refusal, and no other error."""
    whole = {"docx": DOCX, "pdf": PDF}[form]
    first = data.draw(st.integers(0, len(whole)))
    last = data.draw(st.integers(first, min(len(whole), first + 50)))
    damaged = whole[:first] + data.draw(st.binary(max_size=50)) + whole[last:]

    found = answer(damaged, Task(form, None, Limits()))

    assert isinstance(found, Answer)
    assert found.refused in (None, *REFUSALS)


@given(st.text())
def test_a_tidy_text_can_be_shown(text: str) -> None:
    """Signs that show nothing, or turn the direction of what follows, are left out; letters stay in their order."""
    shown = tidy(text)

    assert shown == tidy(shown)
    assert not {*"\0\r\f\u202e\u2066\ud800"} & {*shown}
    assert [letter for letter in text if letter.isalnum()] == [letter for letter in shown if letter.isalnum()]


def test_every_refusal_says_what_to_do() -> None:
    """Each kind has a sentence for a page, and every form has a name."""
    assert all(one.words.endswith(".") for one in REFUSALS.values())
    assert {"txt", "docx", "pdf"} == set(NAMES)
