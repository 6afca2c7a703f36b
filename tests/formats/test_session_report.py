from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from typing import Any

import docx
import msgspec
import pytest
from docx.document import Document

from sulh.errors import SettingError
from sulh.formats.documents import leftward
from sulh.formats.session_report import session_report_docx
from sulh.model.sessions import SessionNote, SessionReport
from sulh.model.tracks import Capacities
from tests.formats.meetings import ARABIC, DAY, ENGLISH
from tests.formats.sent import part

EMPTY = SessionReport("Roads", DAY, number=1, kind="consultation")


def document(report: SessionReport, lang: str = "en") -> Document:
    """Write a report and open it."""
    return docx.Document(io.BytesIO(session_report_docx(report, lang=lang)))


def texts(written: Document) -> list[str]:
    """Every paragraph and every cell, in their order."""
    return ["".join(one.xpath(".//w:t/text()")) for one in written.element.body.xpath(".//w:p")]


def found(written: Document, path: str) -> list[Any]:
    """What the body of a document holds under a path."""
    nodes: list[Any] = written.element.body.xpath(path)
    return nodes


def table(written: Document, first: str) -> list[list[str]]:
    """The cells of the table whose first column has this name."""
    rows = [[[cell.text for cell in row.cells] for row in one.rows] for one in written.tables]
    return next(one for one in rows if one[0][0] == first)


def test_the_first_words_say_what_it_is_not() -> None:
    """Before anything of the meeting stands that the paper is unofficial, binds nobody, and who may hold it."""
    begin = texts(document(ENGLISH))[:6]

    assert ["Water and roads of the valley", "Meeting 3, 3 May 2026", "Unofficial and non-binding."] == begin[:3]
    assert "binds nobody" in begin[3]
    assert "who else was there may not be revealed" in begin[4]
    assert "the facilitators of this dialogue and the participants of this dialogue, and by nobody else" in begin[5]


def test_every_page_says_it_again() -> None:
    """The foot of every page carries the mark and the number of the page."""
    foot = document(ENGLISH).sections[0].footer.paragraphs[0]

    assert foot.text.startswith("Unofficial and non-binding. Chatham House Rule.")
    assert ["PAGE"] == foot.paragraph_format.element.xpath("./w:fldSimple/@w:instr")


def test_the_track_is_derived_and_says_its_sense() -> None:
    """The label comes from the capacities, with the sense of Track 1.5 beside it; without capacities there is none."""
    officials = msgspec.structs.replace(ENGLISH, capacities=Capacities({"official": 4}, {"nonofficial": 1}))

    assert "Track 1.5 (mixed)." in dict(table(document(ENGLISH), "About"))["Track of the meeting"]
    assert "Track 1.5 (non-official third party)." in dict(table(document(officials), "About"))["Track of the meeting"]
    assert "No label yet." in dict(table(document(EMPTY), "About"))["Track of the meeting"]


def test_presence_is_numbers() -> None:
    """Who was there is a count in each capacity, and those who declared none are counted too."""
    some = msgspec.structs.replace(ENGLISH, capacities=Capacities({"nonofficial": 3}, {}, undeclared=2))

    assert [
        ["Capacity", "From the parties", "Third party"],
        ["Official in a personal capacity", "2", "–"],
        ["Not an official, but sent by one side", "1", "–"],
        ["Not an official", "9", "2"],
    ] == table(document(ENGLISH), "Capacity")
    assert "2 people have not declared a capacity." in texts(document(some))


def test_commitments_are_by_sides() -> None:
    """Each commitment says by which side or pair, by when, and how it stands on the day of the meeting."""
    assert [
        ["Commitment", "By whom", "Due by", "How it stands"],
        ["Bring a list of the repairs that matter most", "North and South", "1 June 2026", "Still open"],
        ["Ask at home whether the gate may open for the sick", "South", "1 May 2026", "Past its day"],
        ["Hand over the old map of the channels", "North", "1 April 2026", "Carried out"],
        ["Speak of the fair with the elders", "North", "no day set", "Still open"],
    ] == table(document(ENGLISH), "Commitment")


def test_a_relationship_shows_what_changed() -> None:
    """Of each pair of sides five elements are seen now and at the date before; what is missing says so."""
    rows = table(document(ENGLISH), "Element")

    assert ["Element", "3 May 2026", "Before, 1 March 2026"] == rows[0]
    assert ["Identity", "Interests", "Power", "Perceptions and stereotypes", "Patterns of interaction"] == [
        row[0] for row in rows[1:]
    ]
    assert ["Both name water first.", "unchanged"] == rows[2][1:]
    assert "not described" == rows[3][2]
    assert ["not described", "They do not keep their word."] == rows[4][1:]


def test_an_empty_section_says_so() -> None:
    """A report of a meeting without notes, commitments or anything else has every section, with a sentence in each."""
    written = texts(document(EMPTY))

    for sentence in (
        "No capacities were recorded.",
        "Nobody was named as missing.",
        "No notes were taken.",
        "No statements were drawn.",
        "No commitments were made.",
        "It was not described at this meeting.",
    ):
        assert sentence in written


def test_the_structure_is_that_of_a_document() -> None:
    """Titles, headings and lists are styles, and the first row of each table is repeated on every page."""
    written = document(ENGLISH)
    styles = [paragraph.style.name for paragraph in written.paragraphs if paragraph.style]

    assert ["Title", "Subtitle"] == styles[:2]
    assert 7 == styles.count("Heading 1")
    assert 1 == styles.count("Heading 2")
    assert 2 == styles.count("List Bullet")
    assert len(written.tables) == len(found(written, ".//w:tbl/w:tr[1]/w:trPr/w:tblHeader")) == 6
    assert len(written.tables) == len(found(written, ".//w:tblHeader"))


def test_arabic_runs_from_right_to_left() -> None:
    """In Arabic paragraphs, runs, tables and the page itself run from right to left, and are marked as Arabic."""
    written = document(ARABIC, "ar")
    own = found(written, ".//w:p[.//w:t]")
    turned = [paragraph for paragraph in own if paragraph.xpath("./w:pPr/w:bidi")]
    runs = [run for paragraph in turned for run in paragraph.xpath("./w:r")]

    assert len(own) - 1 == len(turned)
    assert len(runs) == len([run for run in runs if run.xpath("./w:rPr/w:rtl and ./w:rPr/w:lang[@w:bidi='ar']")])
    assert len(written.tables) == len(found(written, ".//w:tbl/w:tblPr/w:bidiVisual"))
    assert 1 == len(found(written, "./w:sectPr/w:bidi"))


def test_a_text_keeps_its_own_direction() -> None:
    """A French note in an Arabic report runs from left to right, an Arabic one in an English report does not."""
    french = found(document(ARABIC, "ar"), ".//w:p[starts-with(.//w:t, 'Une liste')]")[0]
    mixed = msgspec.structs.replace(ENGLISH, notes=[SessionNote(1, "الماء أولًا"), SessionNote(2, "Water")])
    arabic = found(document(mixed), ".//w:p[.//w:t='الماء أولًا']")[0]

    assert [] == french.xpath("./w:pPr/w:bidi | ./w:r/w:rPr/w:rtl | ./w:r/w:rPr/w:lang")
    assert 2 == len(arabic.xpath("./w:pPr/w:bidi | ./w:r/w:rPr/w:rtl"))
    assert [] == arabic.xpath("./w:r/w:rPr/w:lang")


def test_english_is_marked_as_english() -> None:
    """In English nothing runs from right to left, and every run says its language."""
    written = document(ENGLISH)

    assert [] == found(written, ".//w:bidi | .//w:rtl | .//w:bidiVisual")
    assert len(found(written, ".//w:r")) == len(found(written, ".//w:r/w:rPr/w:lang[@w:val='en']"))


def test_properties_name_nobody_and_no_day() -> None:
    """The properties hold a neutral title and a day that is always the same; no part of the package has a time."""
    data = session_report_docx(ENGLISH, lang="en")
    core = part(data, "docProps/core.xml")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        moments = {info.date_time for info in package.infolist()}
        names = package.namelist()

    assert "Notes of a meeting" in core
    assert not re.search(r"creator|lastModifiedBy|python|valley", core)
    assert {"2000-01-01T00:00:00Z"} == set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core))
    assert {(1980, 1, 1, 0, 0, 0)} == moments
    assert not [name for name in names if "thumbnail" in name]


@pytest.mark.parametrize(("report", "lang"), [(ENGLISH, "en"), (ARABIC, "ar"), (EMPTY, "fr")])
def test_the_same_report_is_the_same_bytes(report: SessionReport, lang: str) -> None:
    """Written twice, a report is the same file; another day makes another."""
    other = msgspec.structs.replace(report, on=date(2026, 5, 4))

    assert session_report_docx(report, lang=lang) == session_report_docx(report, lang=lang)
    assert session_report_docx(report, lang=lang) != session_report_docx(other, lang=lang)


def test_a_language_that_is_not_spoken() -> None:
    """A report in a language that Sulh does not speak is refused in words."""
    with pytest.raises(SettingError):
        session_report_docx(EMPTY, lang="xx")


def test_texts_of_others_are_only_text() -> None:
    """Braces, markup, control and direction signs in what people wrote are shown or left out, never obeyed."""
    hostile = "{holders} <w:p/> \x00\x0b\u202e=1+1 %s & \ud800\uffff"
    report = msgspec.structs.replace(
        ENGLISH, dialogue=hostile, missing=[hostile], notes=[SessionNote(1, hostile)], statements=[]
    )

    assert 3 == texts(document(report)).count("{holders} <w:p/> =1+1 %s &")


def test_the_direction_of_a_text() -> None:
    """The first letter decides; digits and signs have no direction."""
    assert (True, True, False, None) == (leftward("12 شمال"), leftward("שלום"), leftward("(North)"), leftward("12 – 3"))
