from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import sulh
from sulh.words.language import CATALOGUES, language

HOME = Path(sulh.__file__).parent
ROOMS = ("words", "figures", "papers", "coordination", "negotiation", "measurement", "store", "web")
READ = [("**.py", "python"), ("**.j2", "jinja2")]
# In `formats` only these speak to people; elsewhere `count` is a method of bytes.
SPEAKING = (
    *("agreement_text", "ballots", "grids", "packages", "sheets", "xlsform", "meeting_words", "session_report"),
    *("remarks", "map_cells", "map_rows", "initiatives_table", "actors_table", "official_table"),
    *("ucdp", "ucdp_cells", "ucdp_conflicts", "track_words", "week_minutes", "implementation_words", "change_report"),
    "outcome_words",
    *("study_rows", "study_head", "study_ends", "study_report", "p_values", "report_head"),
    *("xml_door", "graphml", "geojson", "hxl_reading", "iati", "iati_reading", "map_in", "map_child"),
)
READ_FORMATS = [(f"{name}.py", "python") for name in SPEAKING]
KEYWORDS: dict[str, tuple[int, ...] | None] = {"say": None, "mark": None, "count": (1, 2)}
PLACEHOLDER = re.compile(r"\{(\w+)\}")
TRANSLATED = ("fr", "ar")
WESTERN = re.compile(r"(?<![A-Za-z0-9.,=/-])[0-9][0-9,]*(?![A-Za-z0-9.=/-])")  # a number that is no part of a name
TANWEEN = "\u064b\u0627"  # ending of an indefinite accusative


def messages() -> set[str | tuple[str, ...]]:
    """Every message that the code can say."""
    rooms = [(room, READ) for room in ROOMS] + [("formats", READ_FORMATS)]
    found = (
        entry[2]
        for room, files in rooms
        for entry in extract_from_dir(HOME / room, method_map=files, keywords=KEYWORDS)
    )
    return {message if isinstance(message, str) else tuple(message) for message in found}


def catalogue(tag: str) -> Catalog:
    """The catalogue of a language as its translators write it."""
    with (CATALOGUES / tag / "LC_MESSAGES" / "sulh.po").open("rb") as file:
        return read_po(file, locale=tag)


def entries(tag: str) -> list[Message]:
    """Its messages, without the header."""
    return [message for message in catalogue(tag) if message.id]


def forms(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    """One text, or all plural forms of it."""
    return [text] if isinstance(text, str) else list(text or ())


def test_every_format_that_speaks_is_read() -> None:
    """A format that marks or says a message stands in the list of those whose messages are translated."""
    speaking = {
        path.stem
        for path in (HOME / "formats").glob("*.py")
        if re.search(r"\b(mark|words\.say)\(", path.read_text(encoding="utf-8"))
    }

    assert set(SPEAKING) == speaking


@pytest.mark.parametrize("tag", TRANSLATED)
def test_nothing_is_untranslated(tag: str) -> None:
    """Each message that the code can say is in the catalogue, and nothing else is."""
    known = {message.id if isinstance(message.id, str) else tuple(message.id) for message in entries(tag)}

    assert set() == messages() ^ known


@pytest.mark.parametrize("tag", TRANSLATED)
def test_every_form_is_filled_and_certain(tag: str) -> None:
    """No translation is missing, empty or marked as doubtful; plurals have all the forms of the language."""
    plurals = catalogue(tag).num_plurals

    for message in entries(tag):
        assert not message.fuzzy, message.id
        assert all(form.strip() for form in forms(message.string)), message.id
        assert len(forms(message.string)) == (1 if isinstance(message.id, str) else plurals), message.id


@pytest.mark.parametrize(("n", "said"), [(11, "١١ شخصًا"), (12, "١٢ شخصًا"), (99, "٩٩ شخصًا"), (100, "١٠٠ شخص")])
def test_arabic_counts_eleven_people_in_another_form_than_a_hundred(n: int, said: str) -> None:
    """From eleven to ninety-nine what is counted stands in the accusative, from a hundred on in the genitive."""
    assert language("ar").count("{n} person answered", "{n} people answered", n).endswith(f" {said}")


def test_no_arabic_plural_has_these_two_forms_the_other_way_round() -> None:
    """The form for a hundred is never the one with the ending of the accusative where the one for eleven lacks it."""
    both = [forms(message.string)[4:] for message in entries("ar") if not isinstance(message.id, str)]

    assert [] == [eleven for eleven, hundred in both if hundred.count(TANWEEN) > eleven.count(TANWEEN)]


def test_arabic_sentences_have_arabic_numerals() -> None:
    """A number in a sentence is written as those beside it are; only what is to be typed, or a name, stays as it is."""
    said = [form for message in entries("ar") for form in forms(message.string)]

    assert [] == [one for one in said if WESTERN.search(one) and "-1" not in one]


@pytest.mark.parametrize("tag", TRANSLATED)
def test_placeholders_are_kept(tag: str) -> None:
    """A translation asks for no value that the message does not give, and drops none but a number written out."""
    for message in entries(tag):
        given = {name for form in forms(message.id) for name in PLACEHOLDER.findall(form)}
        used = {name for form in forms(message.string) for name in PLACEHOLDER.findall(form)}
        assert given == used, message.id
        if isinstance(message.id, str):
            assert sorted(PLACEHOLDER.findall(message.id)) == sorted(PLACEHOLDER.findall(str(message.string)))


@pytest.mark.parametrize("tag", TRANSLATED)
def test_what_is_compiled_is_what_was_written(tag: str) -> None:
    """The compiled catalogue is what its source compiles to: nobody forgot to compile."""
    compiled = io.BytesIO()
    write_mo(compiled, catalogue(tag))

    assert compiled.getvalue() == (CATALOGUES / tag / "LC_MESSAGES" / "sulh.mo").read_bytes()


@pytest.mark.parametrize("tag", TRANSLATED)
def test_no_translation_is_markup_or_cheer(tag: str) -> None:
    """Translations hold no markup, no exclamation and no word that looks official."""
    for message in entries(tag):
        for form in forms(message.string):
            assert not set('<>!"\\') & set(form), form
            assert "certifi" not in form.lower()


def test_french_signs_do_not_begin_a_line() -> None:
    """Before a high sign of French stands a space that does not break, and within its quotation marks too."""
    for message in entries("fr"):
        for form in forms(message.string):
            assert not re.search(" [;:?!»]|« ", form), form
