"""
What the two ends of a number mean, in words, on pages, paper and telephones alike.

    "0: very cold", "100: very warm"  ──ends_told──▶  "From 0 (very cold) to 100 (very warm)"

Between the two stands a word and no sign: in Arabic a dot and the digit of zero look the same.
"""

from __future__ import annotations

from typing import Final

from sulh.model.questionnaire import Question
from sulh.words.language import Language, mark

FROM_TO: Final = mark("From {low} to {high}")


def ends_told(words: Language, question: Question) -> str:
    """
    Return from which number to which, each with what it means; nothing where no number is written.

    >>> from sulh.instruments import questionnaire
    >>> from sulh.words.language import language
    >>> ends_told(language("en"), questionnaire("short").questions[0])
    'From 0 (very cold) to 100 (very warm)'
    """
    if not question.ends:
        return ""
    low, high = (_end(text[words.tag]) for text in question.ends)
    return words.say(FROM_TO, low=low, high=high)


def _end(text: str) -> str:
    number, _, meaning = text.partition(":")
    return f"{number.strip()} ({meaning.strip()})" if meaning else text
