"""The questions as they are worded: the same in every language, whatever is read, printed or filled in."""

from __future__ import annotations

import pytest

from sulh.formats.study_ends import ends_told
from sulh.instruments import questionnaire
from sulh.words.language import LANGUAGES, language

FULL = questionnaire("full")
NO, YES = {"en": "no", "fr": "non", "ar": "لا"}, {"en": "yes", "fr": "oui", "ar": "نعم"}


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_five_steps_ask_the_same_in_every_language(tag: str) -> None:
    """The second leans to no and the fourth to yes, in the same words but for that; the middle says neither."""
    steps = [one[tag] for one in next(one for one in FULL.questions if one.item.key == "trust_most").labels]
    second, fourth = (steps[at].lower().split() for at in (1, 3))
    other = {NO[tag]: YES[tag], YES[tag]: NO[tag]}

    assert fourth != second
    assert fourth == [other.get(word, word) for word in second]
    assert not {*other, "أوافق"} & set(steps[2].lower().split())


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        ("en", "From 0 (very cold) to 100 (very warm)"),
        ("fr", "De 0 (très froid) à 100 (très chaleureux)"),
        ("ar", "من ٠ (بارد جدًا) إلى ١٠٠ (دافئ جدًا)"),
    ],
)
def test_between_two_ends_stands_a_word(tag: str, told: str) -> None:
    """In Arabic a dot between them would be read as one more zero."""
    assert told == ends_told(language(tag), FULL.questions[0])


@pytest.mark.parametrize("tag", LANGUAGES)
def test_how_long_it_takes_is_said_in_the_numerals_of_the_reader(tag: str) -> None:
    """Nine questions six minutes, twenty ten; no text is left with a blank to fill."""
    for asked, minutes in ((questionnaire("short"), 6), (FULL, 10)):
        assert f" {language(tag).number(minutes)} " in asked.consent[0][tag]
        assert not any("{" in one[tag] for one in asked.consent)
