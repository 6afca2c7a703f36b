"""
The questions of a study as fields of one page: what is read, what can be chosen, what was typed, what is at fault.

    Questionnaire ──fields──▶ Field ─┬─ number      typed, between two ends
                                     ├─ choice      one of some words
                                     ├─ drawing     one of seven drawings without words
                                     └─ list        how many of some statements apply

A field is named as its question. Which list of a list experiment somebody reads stands in their session: no field says
it, and none is asked for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from markupsafe import Markup, escape

from sulh.formats.study_ends import ends_told
from sulh.instruments import circles
from sulh.model.questionnaire import Question, Questionnaire, Texts
from sulh.papers.page import PageLanguage
from sulh.store.sealing import in_language
from sulh.words.language import mark

DRAWN: Final = 40  # letters of what was typed that come back: no answer is longer
FAULTS: Final = {
    "nothing-answered": mark("You have answered nothing. Answer one question at least, or leave."),
    "code-missing": mark("Your code is missing. It looks like this: FA07HE."),
    "code-length": mark("A code has 4 to 40 letters and digits."),
    "number": mark("Please write a whole number from {low} to {high}, or leave the field empty."),
    "choice": mark("Please choose one of these, or leave the question out."),
}


@dataclass(frozen=True)
class Option:
    """One answer that can be chosen: its number as it is sent, and what stands beside it, or is told of it."""

    value: str
    label: Markup
    drawing: Markup = field(default=Markup(""))


@dataclass(frozen=True)
class Field:
    """
    One question on the page.

    Attributes:
        key: Name of the field.
        ends: What the lowest and the highest number mean; empty where none is written.
        statements: Of a list, in the order in which paper and telephones have them.
        typed: What was sent before and not kept.
        fault: What is wrong with it.
    """

    key: str
    text: str
    options: tuple[Option, ...] = ()
    ends: str = ""
    statements: tuple[str, ...] = ()
    typed: str = ""
    fault: Markup = field(default=Markup(""))


def fields(
    words: PageLanguage,
    asked: Questionnaire,
    shown: Mapping[str, bool],
    typed: Mapping[str, str],
    faults: Mapping[str, str],
) -> list[Field]:
    """
    Return the questions as fields.

    Args:
        words: The reader's language.
        asked: What is asked.
        shown: List experiment -> whether the statement that matters is on this person's list.
        typed: What was sent before, by field.
        faults: What is at fault, by field.
    """
    return [
        _field(
            words,
            one,
            typed.get(one.item.key, ""),
            longer=shown.get(one.item.key, False),
            wrong=one.item.key in faults,
        )
        for one in asked.questions
    ]


def _field(words: PageLanguage, one: Question, typed: str, *, longer: bool, wrong: bool) -> Field:
    options, said = tuple(_options(words, one, longer=longer)), FAULTS["choice"]
    if not options:
        said = FAULTS["number"]
    low, high = words.number(int(one.item.low)), words.number(int(one.item.high))
    return Field(
        key=one.item.key,
        text=_in(words, one.item.texts),
        options=options,
        ends="" if options else ends_told(words, one),
        statements=tuple(_in(words, text) for text in _statements(one, longer=longer)),
        typed=typed[:DRAWN],
        fault=words.say(said, low=low, high=high) if wrong else Markup(""),
    )


def _options(words: PageLanguage, one: Question, *, longer: bool) -> list[Option]:
    """Return what can be chosen; nothing for a number between two far ends."""
    if one.item.kind == "inclusion":
        steps = range(int(one.item.low), int(one.item.high) + 1)
        called = mark("Drawing {n} of {all}")  # heard, not seen: the drawings have no words
        return [
            Option(str(at), words.say(called, n=words.number(at), all=words.number(len(steps))), Markup(circles(at)))
            for at in steps
        ]
    if one.item.kind == "list":
        return [Option(str(at), escape(words.number(at))) for at in range(len(_statements(one, longer=longer)) + 1)]
    return [
        Option(f"{one.item.low + at:g}", escape(in_language(dict(text), words.tag)))
        for at, text in enumerate(one.labels)
    ]


def _statements(one: Question, *, longer: bool) -> Sequence[Texts]:
    """Return the statements of a list; the one that matters stands second, as on paper and in the form."""
    return [*one.statements[:1], one.hidden, *one.statements[1:]] if longer else one.statements


def _in(words: PageLanguage, texts: Texts) -> str:
    return in_language(dict(texts), words.tag)
