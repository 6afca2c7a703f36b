"""
What facilitators fill in for a text. Labels are said in the reader's language; faults come from the writes.

`called` is how a clause is named wherever clauses are chosen, here and in a package.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from markupsafe import Markup

from sulh.papers.page import PageLanguage
from sulh.store.errors import Invalid
from sulh.store.models.texts import AUDIENCES, OUTCOMES
from sulh.web.statements.forms import Spoken
from sulh.web.statements.words import FAULTS, language_name
from sulh.words.language import mark
from sulh.words.text import shorten

MANY = 40  # clauses to choose from: of more, only the beginning is shown, else the page grows too heavy
BEGINNING = 72  # letters of it
AUDIENCE_WORDS = {
    "joint": mark("Jointly: everybody reads what became of every concern"),
    "side-by-side": mark("Side by side: each side reads what became of its own concerns"),
}
OUTCOME_WORDS = {"changed": mark("The text was changed for it"), "kept": mark("The text stays, for a reason")}


def called(number: int, text: str, words: PageLanguage, *, of: int) -> Markup:
    """Return a clause with its number, as one of so many that are chosen from."""
    shown = text if of <= MANY else shorten(text, BEGINNING)
    return words.say("{number}. {text}", number=words.number(number), text=words.name(shown))


class InLanguages(Spoken):
    """A form with one text in each language of a dialogue, under `<prefix>_<tag>`."""

    called = "texts"
    rows = 3
    every = False  # whether each language is needed

    def __init__(self, words: PageLanguage, tags: Iterable[str], *args: Any, **kwargs: Any) -> None:
        """Offer a text for each language."""
        super().__init__(words, *args, **kwargs)
        self.tags = tuple(tags)
        for tag in self.tags:
            widget = forms.Textarea(attrs={"lang": tag, "rows": self.rows})
            label = language_name(tag)
            self.fields[f"{self.called}_{tag}"] = forms.CharField(
                required=self.every, strip=False, widget=widget, label=label
            )

    def texts(self) -> dict[str, str]:
        """Return what was written, by language."""
        return {tag: str(self.cleaned_data.get(f"{self.called}_{tag}", "")) for tag in self.tags}

    def told(self, refusal: Invalid) -> None:
        """Put the faults of a write where their fields are."""
        for field, code in refusal.faults.items():
            sentence = self.words.say(FAULTS.get(code, FAULTS["no-choice"]))
            self.add_error(field if field in self.fields else None, str(sentence))


class Beginning(InLanguages):
    """What a text is called, and for whom what became of concerns is."""

    called = "titles"
    rows = 1
    every = True

    def __init__(self, words: PageLanguage, tags: Iterable[str], *args: Any, **kwargs: Any) -> None:
        """Offer the two ways of reading."""
        super().__init__(words, tags, *args, **kwargs)
        self.fields["audience"] = forms.ChoiceField(
            choices=[(one, words.say(AUDIENCE_WORDS[one])) for one in AUDIENCES],
            widget=forms.RadioSelect,
            label=words.say("Who reads what became of a concern"),
            initial="joint",
        )


class ClauseForm(InLanguages):
    """A clause in every language; `stamp` stands for the texts as they were read."""

    rows = 5
    stamp = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)

    def __init__(
        self, words: PageLanguage, tags: Iterable[str], items: Iterable[tuple[str, str]], *args: Any, **kwargs: Any
    ) -> None:
        """Offer the items of the official agenda, if there are any."""
        super().__init__(words, tags, *args, **kwargs)
        offered = list(items)
        if offered:
            self.fields["agenda_item"] = forms.ChoiceField(
                choices=[("", words.say("None")), *((one, words.name(title)) for one, title in offered)],
                required=False,
                label=words.say("Item of the official agenda that it bears on"),
            )


class ReplyForm(InLanguages):
    """What became of some concerns."""

    called = "words"
    every = True

    def __init__(self, words: PageLanguage, tags: Iterable[str], *args: Any, **kwargs: Any) -> None:
        """Offer the two outcomes."""
        super().__init__(words, tags, *args, **kwargs)
        self.fields["outcome"] = forms.ChoiceField(
            choices=[(one, words.say(OUTCOME_WORDS[one])) for one in OUTCOMES],
            widget=forms.RadioSelect,
            label=words.say("What became of it"),
        )
