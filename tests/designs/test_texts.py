from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import msgspec
import pytest

from sulh.designs import ELEMENTS, KINDS, PROFILES, Element, design, leaflet
from sulh.designs.hints import FAULTS, WORDS
from sulh.designs.texts import HOME, Texts, Value, read
from sulh.words.language import LANGUAGES

FILES = sorted(path.stem for path in HOME.glob("*.toml"))
ARABIC_LETTER, LATIN_WORD = re.compile("[\u0621-\u064a]"), re.compile("[A-Za-z]{2,}")
# All but the two that a careful hand writes: the u of a passive, and the doubled letter.
VOWEL_SIGN = re.compile("[\u064b-\u064e\u0650\u0652\u0670]")
BEFORE_FRENCH_SIGN = re.compile(r"[^\u00a0](?=[:;?!»])")
# Words that no page of ours says; below, words that are never said to those who take part.
NEVER = r"!|—|\b(?:users?|submit(?:ted)?|certified|enem(?:y|ies)|forecast|utilisateurs?|ennemis?)\b|عدو|مستخدم"
NEVER_TO_PARTICIPANTS = (
    r"\bsulh\b|صلح|\b(?:receipts?|attackers?|brigades?|spoilers?|process(?:us)?|conflicts?|conflits?)\b|نزاع"
)


def texts(value: object) -> Iterator[dict[str, str]]:
    """Every text of a file, wherever it stands."""
    if isinstance(value, dict) and "en" in value:
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)


def of(name: str) -> list[dict[str, str]]:
    """Every text of one file."""
    return list(texts(read(name, dict[str, Any])))


@pytest.mark.parametrize("name", FILES)
def test_each_text_stands_in_three_languages(name: str) -> None:
    """No reader meets a gap: whatever is said in one language is said in all."""
    assert of(name)
    assert [] == [text for text in of(name) if set(text) != set(LANGUAGES) or not all(map(str.strip, text.values()))]


@pytest.mark.parametrize("name", FILES)
def test_each_text_is_in_its_language(name: str) -> None:
    """No text stands under another language than its own, and no two languages share one."""
    assert [] == [text for text in of(name) if not ARABIC_LETTER.search(text["ar"]) or LATIN_WORD.search(text["ar"])]
    assert [] == [text for text in of(name) if ARABIC_LETTER.search(text["en"] + text["fr"])]
    assert [] == [text for text in of(name) if text["en"] == text["fr"] and text["en"] != "Consultation"]


@pytest.mark.parametrize("name", FILES)
def test_texts_are_set_as_their_language_is(name: str) -> None:
    """French keeps its signs on the line of their word, Arabic needs no vowel signs; quotes are typographic."""
    assert [] == [text["fr"] for text in of(name) if BEFORE_FRENCH_SIGN.search(text["fr"])]
    assert [] == [text["ar"] for text in of(name) if VOWEL_SIGN.search(text["ar"]) or re.search(r"[,;?]", text["ar"])]
    assert [] == [text for text in of(name) if re.search(r"['\"\t\n]|  |^ | $", "".join(text.values()))]


@pytest.mark.parametrize("name", FILES)
def test_texts_leave_numbers_to_the_page(name: str) -> None:
    """A text holds no digits: the page shows numbers in the reader's own."""
    assert [] == [text for text in of(name) if any(re.search(r"\d", words) for words in text.values())]


@pytest.mark.parametrize("name", FILES)
def test_a_question_stays_a_question(name: str) -> None:
    """What asks in one language asks in all."""
    ends = [{words.rstrip("\u00a0").endswith(("?", "؟")) for words in text.values()} for text in of(name)]

    assert [] == [text for text, asks in zip(of(name), ends, strict=True) if len(asks) != 1]


@pytest.mark.parametrize("name", FILES)
def test_no_text_says_what_we_never_say(name: str) -> None:
    """Pages stay calm: no cheer, no word of software, nothing that makes an enemy of anyone."""
    assert [] == [words for text in of(name) for words in text.values() if re.search(NEVER, words, re.IGNORECASE)]


def said_to_participants() -> list[str]:
    """Whatever those who take part read, in any language."""
    designs = [design(kind) for kind in KINDS]
    found = [text for one in designs for texts in one.consent.values() for text in texts]
    found += [text for one in designs for text in one.ground_rules]
    found += [prompt.text for one in designs for prompt in one.prompts]
    found += list(WORDS.values())
    for profile in PROFILES:
        found += [text for section in leaflet(profile).sections for text in (section.title, *section.texts)]
    return [words for text in found for words in text.values()]


def test_those_who_take_part_read_nothing_that_gives_them_away() -> None:
    """On pages for participants stands no name of the program, of the matter, and no word of suspicion."""
    assert [] == [words for words in said_to_participants() if re.search(NEVER_TO_PARTICIPANTS, words, re.IGNORECASE)]


def test_the_texts_ship_with_the_package() -> None:
    """Whoever installs the package has the files of texts: they are found as its resources."""
    shipped = {path.name for path in files("sulh.designs").iterdir() if path.name.endswith(".toml")}

    assert {f"{name}.toml" for name in (*KINDS, "shared", "relationship", "leaflet", "hints")} == shipped


def test_what_is_read_cannot_be_changed() -> None:
    """One request cannot change the template that the next one reads."""
    one: Any = design("workshop")

    with pytest.raises(AttributeError):
        one.title = {}
    assert isinstance(one.prompts, tuple)
    assert one is design("workshop")


class Title(Value, frozen=True):
    """A file that would hold a title and nothing else."""

    title: Texts


def test_a_field_too_many_is_refused() -> None:
    """A key spelt wrong in a file is found when it is read."""
    with pytest.raises(msgspec.ValidationError, match="unknown field"):
        read("leaflet", Title)


def test_a_relationship_has_five_elements() -> None:
    """Saunders names five, and each asks about a pair of sides."""
    assert ("identity", "interests", "power", "perceptions", "interaction") == tuple(e.key for e in ELEMENTS)
    assert all(isinstance(element, Element) and "side" in element.question["en"] for element in ELEMENTS)


def test_each_hint_has_its_words() -> None:
    """Whatever is found in a statement can be said to the person who wrote it."""
    assert FAULTS | {"name", "handle", "e-mail", "address", "phone"} == set(WORDS)
