from __future__ import annotations

import pytest

from sulh.errors import SettingError
from sulh.words.language import LANGUAGES, language


def test_three_languages_are_spoken() -> None:
    """The papers speak English, French and Arabic, each in its direction."""
    assert {"en": "ltr", "fr": "ltr", "ar": "rtl"} == {tag: language(tag).direction for tag in LANGUAGES}


def test_another_language_is_refused() -> None:
    """A language that Sulh does not speak is named, with those it does."""
    with pytest.raises(SettingError, match="en, fr, ar"):
        language("xx")


@pytest.mark.parametrize(
    ("tag", "whole", "share", "interval", "decimal"),
    [
        ("en", "1,234", "60%", "38–70%", "0.50"),
        ("fr", "1\u202f234", "60\u00a0%", "38–70\u00a0%", "0,50"),
        (
            "ar",
            "\u0661\u066c\u0662\u0663\u0664",
            "\u0666\u0660\u066a",
            "\u0663\u0668–\u0667\u0660\u066a",
            "\u0660\u066b\u0665\u0660",
        ),
    ],
)
def test_numbers_are_in_the_readers_numerals(tag: str, whole: str, share: str, interval: str, decimal: str) -> None:
    """Every number, share and interval is written as the reader writes numbers."""
    words = language(tag)

    assert whole == words.number(1234)
    assert share == words.share(0.6).replace("\u202f", "\u00a0")
    assert interval == words.between(0.384, 0.7).replace("\u202f", "\u00a0")
    assert decimal == words.decimal(0.5)


def test_an_interval_without_breadth_is_one_number() -> None:
    """Where everybody has answered, nothing lies between the ends."""
    assert "100%" == language("en").between(1, 1)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2026-03", "March 2026"),
        ("2026-03-02/2026-04-05", "2 March 2026 – 5 April 2026"),
        ("2026-13-45", "2026-13-45"),
        ("in spring/after the thaw", "in spring/after the thaw"),
    ],
)
def test_dates_have_month_names(text: str, written: str) -> None:
    """A date is written with the name of its month; what is no date stays as it was written."""
    assert written == language("en").when(text)


def test_arabic_has_six_plurals() -> None:
    """Arabic counts in six forms: none, one, two, few, many and hundreds."""
    words = language("ar")
    forms = {words.count("one participant", "{n} participants", n).strip("٠١٢٣٤٥٦٧٨٩ ") for n in (0, 1, 2, 5, 20, 100)}

    assert 6 == len(forms)
    assert words.count("one participant", "{n} participants", 20).endswith("مشاركًا")


def test_a_list_is_one_phrase() -> None:
    """Several names are joined as the language joins them."""
    assert "A, B and C" == language("en").listing(["A", "B", "C"])
    assert "A, B et C" == language("fr").listing(["A", "B", "C"])
