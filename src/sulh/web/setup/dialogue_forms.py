"""Forms of a dialogue: the new one, who takes part, its texts, its harm check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django import forms

from sulh.designs import Design
from sulh.designs.dialogues import Question
from sulh.papers.page import PageLanguage
from sulh.store.reads.dialogues import TakingPart
from sulh.store.writes.dialogues import NewDialogue
from sulh.store.writes.harm import HarmAnswer
from sulh.web.jinja import OWN_NAMES
from sulh.web.setup.forms import OWN, QUESTION, TITLE, Once, Spoken, Stamped
from sulh.words.language import mark

A_PART = 4  # questions of a harm check on one page


class WithSides(Spoken):
    """A form that says which sides take part: by how many are invited, or by a tick where nobody is counted."""

    sides: forms.Field = forms.CharField(label=mark("Sides that take part"), required=False, widget=forms.HiddenInput)

    def add_sides(self, sides: Sequence[TakingPart], *, counted: bool) -> None:
        """Add the fields of each side."""
        self.offered, self.counted = tuple(sides), counted
        for side in sides:
            box: forms.Field = forms.BooleanField(required=False, initial=side.takes_part)
            if counted:
                number = forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})
                box = forms.IntegerField(required=False, widget=number, initial=side.invited)
            box.label = self.words.name(side.name)
            self.fields[f"invited_{side.id}"] = box

    def side_boxes(self) -> Iterator[tuple[TakingPart, forms.BoundField]]:
        """Return the field of each side."""
        return ((side, self[f"invited_{side.id}"]) for side in self.offered)

    def invited(self) -> dict[str, int | None]:
        """Return who takes part, and how many are invited: None where nobody is counted."""
        given = {side.id: self.cleaned_data.get(f"invited_{side.id}") for side in self.offered}
        return {side: value if self.counted else None for side, value in given.items() if value}


class DialogueForm(WithSides, Once):
    """A new dialogue of a kind."""

    languages = forms.MultipleChoiceField(label=mark("Languages"), widget=forms.CheckboxSelectMultiple)

    def __init__(
        self, words: PageLanguage, *args: Any, design: Design, sides: Sequence[TakingPart], **kwargs: Any
    ) -> None:
        """Offer three languages and every side; a text is needed in each language that was chosen."""
        super().__init__(words, *args, **kwargs)
        self.design = design
        self.offer("languages", OWN_NAMES)
        self.fields["languages"].initial = list(OWN)
        chosen = self.data.getlist("languages") if self.is_bound and hasattr(self.data, "getlist") else list(OWN)
        self.add_texts("titles", list(OWN), {}, called=TITLE, needed=chosen)
        self.add_texts("question", list(OWN), {}, called=QUESTION, rows=2, needed=chosen)
        self.add_sides(sides, counted=design.population == "room")

    def new(self) -> NewDialogue:
        """Return what was filled in."""
        return NewDialogue(
            kind=self.design.kind,
            titles=self.texts("titles"),
            question=self.texts("question"),
            languages=self.cleaned_data["languages"],
            invited=self.invited(),
            new_id=self.cleaned_data["new_id"],
        )

    def carried(self) -> Iterator[tuple[str, str]]:
        """Return all that was typed, as name and value, to be carried through a page that only shows."""
        for name in self.fields:
            if hasattr(self.data, "getlist"):
                yield from ((name, value) for value in self.data.getlist(name))


class SidesForm(WithSides):
    """Who takes part in a dialogue that is there already."""

    def __init__(
        self, words: PageLanguage, *args: Any, sides: Sequence[TakingPart], counted: bool, **kwargs: Any
    ) -> None:
        """Offer every side of the process."""
        super().__init__(words, *args, **kwargs)
        self.add_sides(sides, counted=counted)


class DialogueNames(Stamped):
    """Title and question of a dialogue."""

    def __init__(
        self,
        words: PageLanguage,
        *args: Any,
        titles: Mapping[str, str],
        question: Mapping[str, str],
        tags: Sequence[str],
        **kwargs: Any,
    ) -> None:
        """Offer the languages of the dialogue."""
        super().__init__(words, *args, **kwargs)
        self.add_texts("titles", tags, titles, called=TITLE, needed=tags)
        self.add_texts("question", tags, question, called=QUESTION, rows=2, needed=tags)


class TextForm(Stamped):
    """One text in the languages of the dialogue."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(
        self,
        words: PageLanguage,
        *args: Any,
        values: Mapping[str, str],
        tags: Sequence[str],
        rows: int,
        called: str,
        needed: bool,
        **kwargs: Any,
    ) -> None:
        """Offer the languages of the dialogue."""
        super().__init__(words, *args, **kwargs)
        self.add_texts("text", tags, values, called=called, rows=rows, needed=tags if needed else ())


class QuestionBoxes(NamedTuple):
    """The fields of one question."""

    question: Question
    answer: forms.BoundField
    note: forms.BoundField


class HarmForm(Spoken):
    """
    A harm check, some questions a page: the others travel along unseen, and nothing is kept before the decision.

    Attributes:
        part: The page, from 0; the last holds the decision.
        parts: How many pages there are.
    """

    number = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    phase = forms.IntegerField(widget=forms.HiddenInput, required=False)
    go = forms.ChoiceField(label=mark("Decision"), widget=forms.RadioSelect)

    def __init__(
        self, words: PageLanguage, *args: Any, questions: Sequence[Question], part: int, to: int, **kwargs: Any
    ) -> None:
        """Ask the questions of a part; `to` is the part to be shown next, and those before it must be answered."""
        super().__init__(words, *args, **kwargs)
        self.questions = tuple(questions)
        self.parts = -(-len(questions) // A_PART) + 1
        self.part = min(max(part, 0), self.parts - 1)
        yes_or_no = [("yes", str(words.say("Yes"))), ("no", str(words.say("No")))]
        for place, question in enumerate(questions):
            asked = place // A_PART < to
            self.fields[f"answer_{question.key}"] = forms.ChoiceField(
                label=question.question[words.tag], choices=yes_or_no, widget=forms.RadioSelect, required=asked
            )
            self.fields[f"note_{question.key}"] = forms.CharField(
                label=words.say("Note"), widget=forms.Textarea({"rows": "2"}), required=False
            )
        self.offer("go", [("go", str(words.say("Go"))), ("no-go", str(words.say("No-go")))])
        self.fields["go"].required = to >= self.parts

    def asked(self) -> Iterator[QuestionBoxes]:
        """Return the questions of this part."""
        start = self.part * A_PART
        for question in self.questions[start : start + A_PART]:
            answer = self[f"answer_{question.key}"]
            answer.field.required = True  # on the page; what is checked was decided before
            yield QuestionBoxes(question, answer, self[f"note_{question.key}"])

    def decision(self) -> forms.BoundField:
        """Return the decision, as it stands on the last page: it is needed there."""
        self.fields["go"].required = True
        return self["go"]

    def carried(self) -> Iterator[tuple[str, str]]:
        """Return what was answered in the other parts, as name and value."""
        here = {f"{kind}_{boxes.question.key}" for boxes in self.asked() for kind in ("answer", "note")}
        here |= {"number", "phase"} | ({"go"} if self.part == self.parts - 1 else set())
        for name in self.fields:
            value = self.data.get(name, "") if self.is_bound else ""
            if name not in here and value:
                yield name, str(value)

    def first_fault(self) -> int:
        """Return the part that holds the first fault."""
        keys = [question.key for question in self.questions]
        places = [keys.index(key) // A_PART for name in self.errors if (key := name.partition("_")[2]) and key in keys]
        return min(places, default=self.parts - 1)

    def answers(self) -> dict[str, HarmAnswer]:
        """Return what was answered."""
        return {
            question.key: HarmAnswer(
                yes=self.cleaned_data[f"answer_{question.key}"] == "yes",
                note=self.cleaned_data[f"note_{question.key}"],
            )
            for question in self.questions
            if self.cleaned_data.get(f"answer_{question.key}")
        }
