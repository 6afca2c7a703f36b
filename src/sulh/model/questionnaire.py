"""
What a study asks, as people read it: the items of the core with all that stands around them on paper or a screen.

    Questionnaire ─┬─ asker ─▶ consent    who asks, what for, whom to turn to; then what Sulh itself promises
                   ├─ code                how a person makes their code
                   └─ Question ─┬─ item        what is measured (`sulh.model.studies`), with its text by language
                                ├─ labels      what the answers are called, from the lowest on; none for a number
                                └─ statements  of a list experiment: the harmless ones; `hidden` is the one that matters

A study keeps its questionnaire whole: a later version of a template changes nothing that was asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Literal, TypeAlias, get_args

import msgspec

from sulh.model.findings import Value
from sulh.model.studies import Instrument, Item, Needed

Texts: TypeAlias = Mapping[str, str]
READING, A_MINUTE = 3, 3  # minutes for what is read first and for the code; questions that take one more
AskerPart = Literal["who", "why", "whom"]
ASKER: tuple[AskerPart, ...] = get_args(AskerPart)


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
        consent: Paragraphs that are read before anything is asked: all of them, in order.
        code: How a person makes their code, the same each time, from what only they know.
        without: For each needed kind of item that is left out, the reason that was given.
        asker: The first of these paragraphs, which whoever asks wrote; empty where nobody did.
    """

    template: str
    version: int
    questions: tuple[Question, ...]
    consent: tuple[Texts, ...]
    code: Texts
    without: Mapping[Needed, str] = msgspec.field(default_factory=dict)
    asker: Mapping[AskerPart, Texts] = msgspec.field(default_factory=dict)

    @property
    def promises(self) -> tuple[Texts, ...]:
        """What Sulh itself says before anything is asked: it stands whoever asks."""
        return self.consent[len(self.asker) :]

    @property
    def minutes(self) -> int:
        """
        How long an unhurried reader takes, in minutes: of several reckonings not the shortest.

        >>> from sulh.instruments import questionnaire
        >>> questionnaire("short").minutes, questionnaire("full").minutes
        (6, 10)
        """
        return READING + -(-len(self.questions) // A_MINUTE)

    def asked_by(self, asker: Mapping[AskerPart, Texts]) -> Questionnaire:
        """
        Return the same, with other words on who asks before the paragraphs that stand.

        >>> from sulh.instruments import questionnaire
        >>> asked = questionnaire("short").asked_by({"who": {"en": "The valley school asks."}})
        >>> again = asked.asked_by({"who": {"en": "The hill school asks."}})
        >>> again.consent[0]["en"], again.promises == questionnaire("short").consent
        ('The hill school asks.', True)
        """
        said = {part: asker[part] for part in ASKER if asker.get(part)}
        return msgspec.structs.replace(self, consent=(*said.values(), *self.promises), asker=said)

    @property
    def digest(self) -> str:
        """
        What stands for all that somebody reads: paragraphs, how a code is made, and questions, in every language.

        >>> from sulh.instruments import questionnaire
        >>> asked = questionnaire("short")
        >>> asked.digest == asked.asked_by({"who": {"en": "The valley school asks."}}).digest
        False
        """
        read = (self.consent, self.code, self.questions)
        return sha256(msgspec.json.encode(read, order="deterministic")).hexdigest()

    def instrument(self) -> Instrument:
        """Return what is measured."""
        return Instrument(self.template, self.version, tuple(one.item for one in self.questions), self.without)
