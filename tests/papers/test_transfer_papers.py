"""What a package says on paper, before anybody opens it with a program."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import docx
import msgspec
import pytest
from docx.document import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.errors import EngineError, InputError, SettingError
from sulh.formats.documents import leftward
from sulh.model.package import About, Package, Texts
from sulh.negotiation.package import canonical, short_code
from sulh.papers.transfer.blocks import Block, written
from sulh.papers.transfer.label import KINDS, Kind, Label
from sulh.papers.transfer.rendering import FORMS, Form, bundle, rendered, said_in
from tests.papers.transferred import BARE, BYTES, LONG, UNPRINTABLE, VALLEY, changed, said

LANGS = ("ar", "en", "fr")


def words(content: bytes, kind: Kind, lang: str, mark: str = "") -> str:
    """Return all that a paper says, a cell a line."""
    return "\n".join(cell for block in said_in(content, Label(kind, lang, mark)) for row in block.rows for cell in row)


def opened(content: bytes, kind: Kind, lang: str, mark: str = "") -> Document:
    """Write a document of a word processor and open it."""
    return docx.Document(io.BytesIO(rendered(content, kind=kind, lang=lang, form="docx", mark=mark)))


def leaves(value: object, lang: str) -> list[str]:
    """Return every text of a package in one language."""
    if isinstance(value, dict):
        if lang in value:
            return [value[lang]]
        return [leaf for one in value.values() for leaf in leaves(one, lang)]
    return [leaf for one in value for leaf in leaves(one, lang)] if isinstance(value, list) else []


@pytest.mark.parametrize("lang", LANGS)
def test_the_full_package_says_all_that_its_bytes_say(lang: str) -> None:
    """Every text of the package in this language stands in it, and the publication that each finding comes from."""
    told = words(BYTES, "full", lang)
    texts = [line for text in leaves(json.loads(BYTES), lang) for line in text.splitlines()]

    assert 18 == len(texts)
    assert [] == [text for text in texts if written(text) not in told]
    assert "5e" * 32 in told


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", LANGS)
def test_hash_code_and_mark_are_printed(kind: Kind, lang: str) -> None:
    """The hash is that of the bytes as `sha256sum` prints it; the mark is outside it and announced."""
    told = words(BYTES, kind, lang, "K7-3")

    assert sha256(BYTES).hexdigest() in told.replace(" ", "")
    assert short_code(BYTES) in told
    assert "K7-3" in told
    assert b"K7-3" not in BYTES
    assert "K7-3" not in words(BYTES, kind, lang)


def test_the_first_page_says_what_it_is_and_is_not() -> None:
    """Before the first new page: the mark, no agreement and no position, who was asked and who is missing, the hash."""
    blocks = said_in(BYTES, Label("full", "en"))
    first = blocks[: blocks.index(Block("turn"))]
    told = "\n".join(cell for block in first for row in block.rows for cell in row)

    assert told.index("Unofficial and non-binding.") < told.index("The joint committee")
    assert "It is no agreement and no position of any side" in told
    assert "Twelve people of each side" in told
    assert "Herders who cross in winter" in told
    assert "This copy bears no mark." in told


def test_nothing_is_named_below_its_level() -> None:
    """At the lowest level a paper says that who was asked is not told, and still who is missing."""
    told = words(canonical(BARE), "full", "en")

    assert "Not told: this package does not say where it comes from." in told
    assert "Herders who cross in winter" in told
    assert "North" not in told


@pytest.mark.parametrize(("lang", "sentence"), [("fr", "Ceci est une traduction."), ("en", "Equally authentic:")])
def test_a_translation_says_so(lang: str, sentence: str) -> None:
    """Whoever reads a language that is not authentic is told which ones are."""
    assert sentence in words(BYTES, "non-paper", lang)


def test_one_authentic_language_says_so() -> None:
    """Where one language alone is authentic, its paper says it."""
    assert "هذه اللغة وحدها لها الحجية." in words(canonical(BARE), "full", "ar")


def test_only_a_recommended_text_is_said_to_be_so() -> None:
    """Without the readers' word a text is not recommended; where some clauses are, they are numbered."""
    one, other = VALLEY.clauses
    unasked = changed(clauses=[msgspec.structs.replace(clause, recommended=False) for clause in VALLEY.clauses])
    mixed = changed(clauses=[one, msgspec.structs.replace(other, recommended=False)])

    assert "The sides can recommend this text." in words(BYTES, "full", "en")
    assert "can recommend this text." not in words(unasked, "full", "en").replace("whether they can recommend", "")
    assert "of these clauses, and of no others: 1." in words(mixed, "full", "en")


@pytest.mark.parametrize("lang", LANGS)
def test_what_there_is_no_room_for_is_counted(lang: str) -> None:
    """The one page shows some of each kind, and says how many are left to the full package."""
    blocks = said_in(canonical(LONG), Label("non-paper", lang))
    left = next(block for block in blocks if block.kind == "left").rows[0][0]
    shown = {block.kind: len(block.rows) for block in blocks}
    nothing_left = words(BYTES, "non-paper", "en")

    assert 18 > shown["points"] > 0
    assert 12 > shown["clauses"] > 0
    assert left
    assert "Left to the full package" not in nothing_left
    if lang == "en":
        assert f"{18 - shown['points']} findings, {12 - shown['clauses']} clauses" in left


def test_what_is_cut_says_that_it_goes_on() -> None:
    """A summary that is longer than the page ends with three dots, and the page says where it is whole."""
    told = words(changed(summary=said(*["word " * 3000] * 3)), "non-paper", "en")

    assert "…" in told
    assert "What ends with “…” stands whole in the full package." in told


@pytest.mark.parametrize("form", FORMS if not UNPRINTABLE else FORMS[:1])
@pytest.mark.parametrize("kind", KINDS)
def test_the_same_bytes_give_the_same_file(form: Form, kind: Kind) -> None:
    """Nothing of the hour or of the machine enters a file."""
    first = rendered(BYTES, kind=kind, lang="ar", form=form, mark="K7")
    assert first == rendered(BYTES, kind=kind, lang="ar", form=form, mark="K7")
    assert first != rendered(BYTES, kind=kind, lang="ar", form=form, mark="K8")


def test_all_that_goes_out_together() -> None:
    """The bytes lie beside both papers in each language and form; the names of the files say nothing."""
    files = bundle(BYTES, mark="K7", forms=["docx"])

    assert {
        "package.json",
        *(f"{kind}.{lang}.docx" for kind in ("non-paper", "full") for lang in LANGS),
    } == set(files)
    assert BYTES == files["package.json"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_carries_the_bytes(kind: Kind) -> None:
    """Whoever unpacks a DOCX finds the approved bytes, to the letter."""
    data = rendered(BYTES, kind=kind, lang="fr", form="docx")

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert BYTES == package.read("attached/package.json")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("lang", "foot"), [("en", "Unofficial and non-binding"), ("ar", "غير رسمي وغير ملزم")])
def test_every_page_bears_the_mark_and_the_code(kind: Kind, lang: str, foot: str) -> None:
    """The foot of every page says that it binds nobody, the code, the mark of the copy and the number of the page."""
    paragraph = opened(BYTES, kind, lang, "K7").sections[0].footer.paragraphs[0]

    assert f"{foot}  ·  {short_code(BYTES)}  ·  K7  ·  " == paragraph.text
    assert ["PAGE"] == paragraph.paragraph_format.element.xpath("./w:fldSimple/@w:instr")


@pytest.mark.parametrize("kind", KINDS)
def test_arabic_is_written_from_right_to_left(kind: Kind) -> None:
    """Each Arabic paragraph is marked as such, tables begin at the right, and letters of a machine are not turned."""
    document = opened(BYTES, kind, "ar")
    paragraphs = document.element.body.xpath(".//w:p[.//w:t]")
    turned = {
        bool(leftward("".join(one.xpath(".//w:t/text()")))): bool(one.xpath("./w:pPr/w:bidi"))
        for one in paragraphs
        if leftward("".join(one.xpath(".//w:t/text()"))) is not None
    }

    assert {True: True, False: False} == turned
    assert len(document.tables) == len(document.element.body.xpath(".//w:tblPr/w:bidiVisual"))
    assert [] == opened(BYTES, kind, "fr").element.body.xpath(".//w:bidi")


def test_a_document_has_real_styles() -> None:
    """Headings are headings: a word processor can list them."""
    document = opened(BYTES, "full", "en")
    styled = [(one.style.name if one.style else None, one.text) for one in document.paragraphs]
    headings = [text for style, text in styled if style == "Heading 1"]

    assert ["Who was asked", "Who is missing"] == headings[:2]
    assert "Title" in dict(styled)


@pytest.mark.parametrize("mark", ["k7", "K 7", "-K7", "K7-", "A" * 25, "K7; x", "؀", "K\n7"])
def test_a_mark_is_plain(mark: str) -> None:
    """A mark that could be hidden, misread or taken for something else is refused."""
    with pytest.raises(SettingError, match="The mark of a copy"):
        rendered(BYTES, kind="full", lang="en", form="docx", mark=mark)


def test_a_language_that_the_package_lacks_is_refused() -> None:
    """No paper is written in a language whose words nobody approved."""
    with pytest.raises(SettingError, match="can be written in ar, en;"):
        rendered(changed(languages=("ar", "en")), kind="full", lang="fr", form="docx")


def test_what_is_not_canonical_is_refused() -> None:
    """A paper is made of approved bytes only."""
    with pytest.raises(InputError):
        rendered(BYTES + b" ", kind="full", lang="en", form="docx")


@pytest.mark.parametrize(
    ("module", "words"), [("raise OSError", "apt install libpango-1.0-0"), ("import weasyprint.none", "pip install")]
)
def test_without_pango_one_sentence_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, module: str, words: str
) -> None:
    """A machine without the library makes DOCX, and says in one sentence what a PDF needs."""
    (tmp_path / "weasyprint.py").write_text(module, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)

    assert rendered(BYTES, kind="non-paper", lang="ar", form="docx")
    with pytest.raises(EngineError, match=words):
        rendered(BYTES, kind="non-paper", lang="ar", form="pdf")


TEXTS = st.dictionaries(st.sampled_from([*LANGS, "ku"]), st.text(max_size=300), max_size=4)


@settings(max_examples=25, deadline=None)
@given(title=TEXTS, summary=TEXTS, missing=TEXTS, kind=st.sampled_from(KINDS), lang=st.sampled_from(LANGS))
def test_any_text_is_written(title: Texts, summary: Texts, missing: Texts, kind: Kind, lang: str) -> None:
    """Whatever stands in a package, also what XML cannot hold and texts that are missing, gives a document."""
    about = About(dialogue={}, sides=(), asked={}, missing=missing)
    package: Package = msgspec.structs.replace(VALLEY, title=title, summary=summary, about=about)
    try:
        content = canonical(package)
    except UnicodeEncodeError:
        return

    assert docx.Document(io.BytesIO(rendered(content, kind=kind, lang=lang, form="docx")))
