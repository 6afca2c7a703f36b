"""
Papers of a package, opened as their readers do: in LibreOffice, and with the tools of poppler.

Where the programs are missing the tests are skipped; in the gate (CI=true) they have to be there.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import msgspec
import pytest

from sulh.model.package import Clause, Idea, Offer, Package, Texts
from sulh.negotiation.package import canonical, short_code
from sulh.papers.transfer.checking import checked
from sulh.papers.transfer.label import KINDS, Kind
from sulh.papers.transfer.rendering import FORMS, rendered
from tests.papers.transferred import BARE, BYTES, LONG, UNPRINTABLE, VALLEY, said

LANGS = ("ar", "en", "fr")
NEEDED = ("soffice", "pdftotext", "pdfinfo", "pdfdetach", "pdffonts")
MISSING = [program for program in NEEDED if shutil.which(program) is None]
pytestmark = [
    pytest.mark.skipif(
        bool(MISSING) and os.environ.get("CI") != "true", reason=f"{', '.join(MISSING)} not installed on this machine"
    ),
    pytest.mark.skipif(bool(UNPRINTABLE), reason=UNPRINTABLE),
]
# A sentence on one line (without lam and alef in one letter, which poppler reads otherwise), and the foot.
SENTENCES = {
    "ar": ("يمر المريض ومعه مرافق واحد دون تصريح", "غير رسمي وغير ملزم"),
    "en": ("No sick person waits at the gate", "Unofficial and non-binding"),
    "fr": ("Aucun malade n’attend à la barrière", "Non officiel et sans engagement"),
}
TURNS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # poppler marks directions; they are no words
AT_LENGTH = "يحتاج من يسكن ضفة ويعمل في الأخرى إلى أن يعرف في المساء أن الطريق سيُفتح في الصباح، وإلا بات حيث يعمل. "
LENGTHY = (
    "Whoever lives on one bank and works on the other needs to know in the evening that the road opens in the morning. "
)


def run(*command: str | Path) -> str:
    """Run a program and return what it says."""
    ended = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True, timeout=200)
    return ended.stdout


def pages(pdf: Path) -> list[str]:
    """Return the words of each page, blanks drawn together."""
    text = run("pdftotext", "-enc", "UTF-8", pdf, "-")
    return [" ".join(TURNS.sub("", page).split()) for page in text.split("\f")[:-1]]


def lengthy(times: int) -> Texts:
    """Return a long text in each language."""
    return said(LENGTHY * times, LENGTHY * times, AT_LENGTH * times)


def package(size: str) -> Package:
    """Return a package of a size: what a page normally holds, little, and far more than a page."""
    heavy = lengthy(3)
    sizes = {
        "normal": VALLEY,
        "bare": BARE,
        "long": LONG,
        "heavy": msgspec.structs.replace(
            VALLEY,
            title=lengthy(2),
            summary=said(*["\n".join([text * 4] * 9) for text in (LENGTHY, LENGTHY, AT_LENGTH)]),
            addressee=heavy,
            agenda_item=heavy,
            use_words=heavy,
            about=msgspec.structs.replace(VALLEY.about, asked=heavy, missing=heavy),
            ideas=(Idea(heavy, "most-on-one-side", "0" * 64),) * 9,
            clauses=tuple(Clause(number, 3, heavy, recommended=False) for number in range(1, 40)),
            offers=(Offer("person", heavy),) * 9,
        ),
        "words": msgspec.structs.replace(
            VALLEY,
            summary=said(*["A short line of the summary.\n" * 40] * 3),
            ideas=tuple(Idea(said(*["Short."] * 3), "firm-on-every-side", "0" * 64) for _ in range(60)),
            offers=(Offer("process", said(*["A room."] * 3)),) * 30,
        ),
    }
    return sizes[size]


SIZES = ("normal", "bare", "long", "heavy", "words")
MARK = "K7-3"
WORD = "docx:MS Word 2007 XML"


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with every paper as PDF: ours, and under `office` what LibreOffice makes of the DOCX."""
    folder = tmp_path_factory.mktemp("papers")
    for size in SIZES:
        content = canonical(package(size))
        for kind in KINDS[: 2 if size == "normal" else 1]:
            for lang in LANGS:
                for form in FORMS:
                    data = rendered(content, kind=kind, lang=lang, form=form, mark=MARK)
                    (folder / f"{size}.{kind}.{lang}.{form}").write_bytes(data)
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    run("soffice", home, "--headless", "--convert-to", "pdf", "--outdir", folder / "office", *folder.glob("*.docx"))
    run(
        "soffice", home, "--headless", "--convert-to", WORD, "--outdir", folder / "saved", *folder.glob("normal.*.docx")
    )
    return folder


def both(folder: Path, name: str) -> list[Path]:
    """Return a paper as we print it and as LibreOffice does."""
    return [folder / f"{name}.pdf", folder / "office" / f"{name}.pdf"]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", LANGS)
def test_a_non_paper_is_one_page(printed: Path, size: str, lang: str) -> None:
    """However much a package holds, the non-paper is one page of A4, in PDF and in a word processor."""
    for pdf in both(printed, f"{size}.non-paper.{lang}"):
        told = run("pdfinfo", pdf)

        assert re.search(r"^Pages: +1$", told, re.MULTILINE), pdf
        assert re.search(r"^Page size: +59[45][.\d]* x 84[12]", told, re.MULTILINE), told


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", LANGS)
def test_the_words_are_read(printed: Path, kind: Kind, lang: str) -> None:
    """A sentence of the package is found whole, and every page bears that it binds nobody, the code and the mark."""
    sentence, foot = SENTENCES[lang]
    for pdf in both(printed, f"normal.{kind}.{lang}"):
        read = pages(pdf)

        assert sentence in " ".join(read), pdf
        assert [] == [page for page in read if not (foot in page and short_code(BYTES) in page and MARK in page)], pdf


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", LANGS)
def test_what_is_attached_is_what_was_approved(printed: Path, tmp_path: Path, kind: Kind, lang: str) -> None:
    """Any reader of PDF saves the attached file, and it equals the canonical bytes."""
    run("pdfdetach", "-saveall", "-o", tmp_path, printed / f"normal.{kind}.{lang}.pdf")

    assert {"package.json": BYTES} == {file.name: file.read_bytes() for file in tmp_path.iterdir()}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", LANGS)
def test_a_document_that_was_opened_and_saved_still_holds(printed: Path, kind: Kind, lang: str) -> None:
    """Whoever opens a DOCX and saves it loses the file inside, not the words: with the package beside it, it holds."""
    name = f"normal.{kind}.{lang}.docx"
    result = checked((printed / "saved" / name).read_bytes(), file=name, package=BYTES)

    assert [] == [check.sentence for check in result.checks if not check.holds]


@pytest.mark.parametrize("lang", LANGS)
def test_a_pdf_brings_its_letters(printed: Path, lang: str) -> None:
    """Every font is embedded: no machine puts others in their place."""
    told = run("pdffonts", printed / f"normal.full.{lang}.pdf").splitlines()[2:]

    assert told
    assert all(re.search(r"Identity-H +yes yes yes", line) for line in told)
    if lang == "ar":
        assert any("Naskh" in line for line in told)
