"""A text cut into words and sentences, each with its place."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.negotiation.passages import FEWEST, MOST, cut, fold, words

PIECES = ["road", "Été", "كِتـــاب", "١٢", "No.", "(a)", ";", "؟", ".", " ", "\n", "\n\n", "\f", "\u200c", "_", "'"]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=200).map(" ".join) | st.text(max_size=200)


def sentences(text: str) -> list[tuple[int, str]]:
    """Every sentence with the number of its paragraph."""
    found = words(text)
    return [(one.paragraph, text[found[one.first].start : found[one.last - 1].end]) for one in cut(text, found)]


@given(TEXTS)
def test_each_word_stands_where_it_says(text: str) -> None:
    """Words are parts of the text in its order, none within another, and each folds to what is compared."""
    found = words(text)

    assert [one.folded for one in found] == [fold(text[one.start : one.end]) for one in found]
    assert all(one.folded for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(TEXTS)
def test_every_word_is_in_one_sentence(text: str) -> None:
    """Sentences follow each other without gap, hold a bounded number of words, and paragraphs are counted up."""
    found = words(text)
    cuts = cut(text, found)

    assert [*range(len(found))] == [number for one in cuts for number in range(one.first, one.last)]
    assert all(1 <= one.last - one.first <= MOST + FEWEST for one in cuts)
    assert [*sorted({one.paragraph for one in cuts})] == [
        *range(1, 1 + max((one.paragraph for one in cuts), default=0))
    ]


@given(st.text(max_size=20))
def test_folding_twice_changes_nothing_of_the_letters(word: str) -> None:
    """What is compared holds no capital, no sign above or below, and no digit but 0 to 9."""
    folded = fold(word)

    assert folded == folded.lower()
    assert all(letter.isascii() for letter in folded if letter.isdecimal())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أسرى", "اسرى"),
        ("إدارة", "اداره"),
        ("آبار", "ابار"),
        ("ٱلبحر", "البحر"),
        ("مسؤول", "مسوول"),
        ("هيئة", "هيية"),
        ("بناء", "بنا"),
        ("كِتَابٌ", "كتاب"),
        ("كـتـاب", "كتاب"),
        ("على", "علي"),
        ("والطريق", "طريق"),
        ("للسوق", "سوق"),
        ("١٢٣", "123"),
        ("۱۲۳", "123"),
        ("ﻛﺘﺎﺏ", "كتاب"),
        ("کتاب", "كتاب"),
        ("ACCÈS", "accès"),
        ("e\u0301te\u0301", "été"),
        ("Straße", "STRASSE"),
    ],
)
def test_two_spellings_of_one_word_are_one(one: str, other: str) -> None:
    """Forms of a letter, signs, capitals, joined forms of a PDF and digits of a script make no difference."""
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("طريق", "فريق"), ("road", "roads"), ("12", "21"), ("ولد", "بلد")])
def test_two_words_are_two(one: str, other: str) -> None:
    """Other letters are another word."""
    assert fold(one) != fold(other)


def test_an_article_with_its_number_is_one_sentence() -> None:
    """A number with a full stop, too short for a sentence, is read with what follows."""
    text = "12. The road opens at night. Nobody pays for it; the posts are withdrawn by May."

    assert [
        (1, "12. The road opens at night"),
        (1, "Nobody pays for it"),
        (1, "the posts are withdrawn by May"),
    ] == sentences(text)


def test_a_printed_line_goes_on_in_the_next() -> None:
    """A line of the usual length does not end a sentence; a heading and an empty line do."""
    text = (
        "ARTICLE 5\nThe Parties shall open the road between the two\nmarkets, by day and by night.\n\n"
        "The Parties shall withdraw the posts that stand along\nit.\r\n\r\nDone in two copies"
    )

    assert [
        (1, "ARTICLE 5"),
        (2, "The Parties shall open the road between the two\nmarkets, by day and by night"),
        (3, "The Parties shall withdraw the posts that stand along\nit"),
        (4, "Done in two copies"),
    ] == sentences(text)


def test_items_of_a_list_are_paragraphs() -> None:
    """A line that begins with a bullet or a bracket begins something of its own."""
    text = "The Parties shall, from the first of May at the latest\n(a) open the road;\n• clear the wells."

    assert [
        (1, "The Parties shall, from the first of May at the latest"),
        (2, "a) open the road"),
        (3, "clear the wells"),
    ] == sentences(text)


def test_a_line_that_no_page_holds_is_a_paragraph() -> None:
    """A file with one line a paragraph needs no empty lines between them."""
    long = " ".join(["road"] * 50)

    assert [(1, long), (2, "The wells are cleared")] == sentences(f"{long}\nThe wells are cleared")


def test_arabic_signs_end_sentences() -> None:
    """An Arabic question mark and an Arabic semicolon end a sentence; an Arabic comma does not."""
    text = "هل يبقى الجسر مفتوحاً ليلاً؟ يبقى الجسر مفتوحاً، ولا أوراق؛ هكذا اتفق الطرفان على الجسر."

    assert [
        "هل يبقى الجسر مفتوحاً ليلاً",
        "يبقى الجسر مفتوحاً، ولا أوراق",
        "هكذا اتفق الطرفان على الجسر",
    ] == [sentence for _, sentence in sentences(text)]


def test_what_never_ends_is_cut() -> None:
    """A text without any sign comes in pieces of nearly the same length."""
    text = "road " * 130

    assert [43, 43, 44] == [one.last - one.first for one in cut(text, words(text))]


@pytest.mark.parametrize(
    "text", ["a" + "." * 100_000 + "a", "a" + " " * 300_000 + "a", "\n ." * 100_000, "ـ" * 300_000]
)
def test_no_text_takes_long(text: str) -> None:
    """A text made to mislead costs processor time in proportion to its length."""
    began = time.process_time()
    cut(text, words(text))

    assert time.process_time() - began < 10
