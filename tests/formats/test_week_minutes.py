"""Minutes of a weekly meeting, read back from the document."""

from __future__ import annotations

import io
from datetime import date

import docx
import pytest

from sulh.formats.week_minutes import DecisionLine, WeekMinutes, week_minutes_docx

HELD = WeekMinutes(
    date(2026, 11, 27),
    agenda=("Two work on one canal.",),
    minutes=("We spoke.",),
    found=(DecisionLine(1, date(2026, 11, 20), "Ask both owners.", "the coordinator", date(2026, 11, 25)),),
    decided=(DecisionLine(1, date(2026, 11, 27), "Tell the desk.", "Elders", None, date(2026, 11, 27)),),
)


def words_in(content: bytes) -> str:
    """Return all text of a document, tables among it."""
    read = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in read.paragraphs), *cells])


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
def test_a_document_says_what_it_is_and_holds_everything(lang: str) -> None:
    """Agenda, minutes, open and new decisions stand in it in every language, and it names no author."""
    content = week_minutes_docx(HELD, lang=lang)
    told = words_in(content)

    for text in (*HELD.agenda, *HELD.minutes, "Ask both owners.", "Tell the desk.", "Elders"):
        assert text in told
    assert "" == docx.Document(io.BytesIO(content)).core_properties.author
    assert (lang == "en") == ("Unofficial and non-binding." in told)


def test_an_empty_meeting_says_so() -> None:
    """Each section without anything says that there is nothing."""
    told = words_in(week_minutes_docx(WeekMinutes(date(2026, 11, 27)), lang="en"))

    assert "Nothing stood on the agenda." in told
    assert "No minutes were written." in told
    assert 2 == told.count("None.")
