"""
What a study asks, as people read it: the items of the core with all that stands around them on paper or a screen.

    Questionnaire ─┬─ consent, code       what is read first, and how a person makes their code
                   └─ Question ─┬─ item        what is measured (`sulh.model.studies`), with its text by language
                                ├─ labels      what the answers are called, from the lowest on; none for a number
                                └─ statements  of a list experiment: the harmless ones; `hidden` is the one that matters

A study keeps its questionnaire whole: a later version of a template changes nothing that was asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import msgspec

from sulh.model.findings import Value
from sulh.model.studies import Instrument, Item, Needed

Texts: TypeAlias = Mapping[str, str]


class Question(Value, frozen=True):
    """
    One question.

    Attributes:
        name: A few words for tables and figures.
        labels: Names of the answers, one for each whole number of the scale; none where a number is written.
        ends: What the lowest and the highest number mean, where a number is written.
        statements: Of a list experiment: what everybody reads.
        hidden: Of a list experiment: what half of the people read besides.
    """

    item: Item
    name: Texts
    labels: tuple[Texts, ...] = ()
    ends: tuple[Texts, ...] = ()
    statements: tuple[Texts, ...] = ()
    hidden: Texts = msgspec.field(default_factory=dict)


class Questionnaire(Value, frozen=True):
    """
    Everything that is asked.

    Attributes:
        template, version: Where it began.
        consent: Paragraphs that are read before anything is asked.
        code: How a person makes their code, the same each time, from what only they know.
        without: For each needed kind of item that is left out, the reason that was given.
    """

    template: str
    version: int
    questions: tuple[Question, ...]
    consent: tuple[Texts, ...]
    code: Texts
    without: Mapping[Needed, str] = msgspec.field(default_factory=dict)

    def instrument(self) -> Instrument:
        """Return what is measured."""
        return Instrument(self.template, self.version, tuple(one.item for one in self.questions), self.without)
