"""Bytes are read as text by a rule, or not at all."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.formats.plain_text import Encoding, UnclearError, decoded

FRENCH = "L'accès à l'école, « dès » l'été… coûte 5 € – l'aube n'est pas où naît cœur."
ARABIC = "يبقى الجسر مفتوحاً للمشاة ليلاً ونهاراً، فهل يُغلق؟ لا يُغلق الطريق أبداً."
BOTH = f"{ARABIC} école, été. {ARABIC}"


@pytest.mark.parametrize(
    ("text", "stored", "told"),
    [
        (FRENCH, "utf-8", "utf-8"),
        (FRENCH, "utf-8-sig", "utf-8"),
        (FRENCH, "utf-16", "utf-16"),
        (FRENCH, "windows-1252", "windows-1252"),
        (FRENCH, "windows-1256", "windows-1252"),
        (ARABIC, "utf-8", "utf-8"),
        (ARABIC, "utf-16", "utf-16"),
        (ARABIC, "windows-1256", "windows-1256"),
        (BOTH, "windows-1256", "windows-1256"),
        ("The road opens.", "ascii", "utf-8"),
    ],
)
def test_a_text_is_read_as_it_was_written(text: str, stored: str, told: Encoding) -> None:
    """Each encoding that is told is told right; small French letters have the same places in both Windows tables."""
    assert (text, told) == decoded(text.encode(stored))


def test_either_order_of_bytes_is_read() -> None:
    """UTF-16 says at its beginning which byte comes first."""
    assert (ARABIC, "utf-16") == decoded(codecs.BOM_UTF16_BE + ARABIC.encode("utf-16-be"))
    assert (ARABIC, "utf-16") == decoded(codecs.BOM_UTF16_LE + ARABIC.encode("utf-16-le"))


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        (FRENCH.replace("€", "").replace("œ", "oe").replace("–", "").replace("…", ""), "cp850"),
        (FRENCH, "mac_roman"),
        (FRENCH, "utf-16-le"),
        (FRENCH, "utf-32"),
        (ARABIC, "iso8859-6"),
        ("جسر مفتوح", "windows-1256"),
        ("كان", "windows-1256"),
        ("Es ist schön hier", "cp850"),
        ("Мост открыт для пешеходов днём и ночью", "windows-1251"),
        ("Köprü gece gündüz açik, şehir ağaç", "windows-1254"),
        ("Most je otevřen ve dne i v noci, žádné doklady", "windows-1250"),
        ("Most jest otwarty dzień i noc, każdy się cieszy", "windows-1250"),
        ("γέφυρα είναι ανοιχτή μέρα και νύχτα", "windows-1253"),
        ("הגשר פתוח להולכי רגל ביום ובלילה", "windows-1255"),
        ("橋は昼も夜も開いている", "shift_jis"),
        ("桥日夜开放", "gb18030"),
    ],
)
def test_what_is_not_clear_is_not_guessed(text: str, stored: str) -> None:
    """A text in another encoding is refused rather than garbled."""
    with pytest.raises(UnclearError):
        decoded(text.encode(stored))


def test_a_person_may_say_what_it_is() -> None:
    """A text that the rule cannot tell is read by the encoding named, and refused if it is not in it."""
    assert ("جسر مفتوح", "windows-1256") == decoded("جسر مفتوح".encode("windows-1256"), "windows-1256")
    with pytest.raises(UnclearError):
        decoded(FRENCH.encode("windows-1252"), "utf-8")


@given(st.text(st.characters(exclude_characters="\0\ufeff", exclude_categories=["Cs"])))
def test_utf_8_is_always_read_right(text: str) -> None:
    """Whatever stands in UTF-8, with a mark or without, is read back to the letter."""
    assert text == decoded(text.encode("utf-8-sig"))[0]
    assert (text, "utf-8") == decoded(text.encode())


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """No bytes give a zero byte or another error, and what is read can be written back."""
    try:
        text, encoding = decoded(data)
    except UnclearError:
        return
    assert "\0" not in text
    assert text in (text.encode(encoding).decode(encoding), "\ufeff" + text)
