"""What is filled in about the official table. Faults come from the writes and stand beside their fields."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from markupsafe import Markup

from sulh.papers.page import PageLanguage
from sulh.store.models.desks import ITEM_STATES, QUESTION_KINDS
from sulh.store.models.release import ANSWERS, HANDOVERS
from sulh.store.writes.desks import ItemText
from sulh.store.writes.statements import SEEDS
from sulh.web.desk import words as of
from sulh.web.meetings.forms import day_field
from sulh.web.onetext.forms import InLanguages
from sulh.web.release.forms import tell
from sulh.web.statements.forms import Spoken
from sulh.web.statements.words import ASKS, language_name
from sulh.words.language import LANGUAGES, mark

__all__ = [
    "AnswerForm",
    "Asking",
    "Declining",
    "DeskForm",
    "Handing",
    "ItemForm",
    "Letting",
    "Putting",
    "Taking",
    "tell",
]


class DeskForm(InLanguages):
    """A desk by its names, one language at least."""

    called = "names"
    rows = 1

    def __init__(self, words: PageLanguage, *args: Any, **kwargs: Any) -> None:
        """Offer a name for each language that pages speak."""
        super().__init__(words, LANGUAGES, *args, **kwargs)


class Letting(Spoken):
    """Which account signs in for a desk."""

    account = forms.CharField(max_length=40, label=mark("Account name"))


class ItemForm(Spoken):
    """An item of the official agenda."""

    stamp = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)

    def __init__(self, words: PageLanguage, desks: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        """Offer texts for each language, states, days and desks."""
        super().__init__(words, *args, **kwargs)
        for name, rows in (("titles", 1), ("wanted", 3)):
            for tag in LANGUAGES:
                widget = forms.Textarea(attrs={"lang": tag, "rows": rows})
                field = forms.CharField(required=False, strip=False, widget=widget, label=language_name(tag))
                self.fields[f"{name}_{tag}"] = field
        states = [(one, words.say(of.ITEM_STATES[one])) for one in ITEM_STATES]
        self.fields["state"] = forms.ChoiceField(choices=states, widget=forms.RadioSelect, label=words.say("State"))
        self.fields["since"] = day_field(words.say("In this state since"), required=False)
        self.fields["wanted_by"] = day_field(words.say("Wanted by"), required=False)
        self.fields["source"] = forms.CharField(
            required=False, strip=False, label=words.say("Where this is known from")
        )
        if desks:
            offered = [("", words.say("None")), *((one, words.name(name)) for one, name in desks)]
            self.fields["desk"] = forms.ChoiceField(choices=offered, required=False, label=words.say("Desk"))

    def given(self) -> ItemText:
        """Return what was written."""
        given = self.cleaned_data
        return ItemText(
            titles={tag: given[f"titles_{tag}"] for tag in LANGUAGES},
            wanted={tag: given[f"wanted_{tag}"] for tag in LANGUAGES},
            source=given["source"],
            state=given["state"],
            since=given["since"],
            wanted_by=given["wanted_by"],
            desk=UUID(given["desk"]) if given.get("desk") else None,
        )


class Handing(Spoken):
    """How a package was carried or told."""

    def __init__(self, words: PageLanguage, *args: Any, **kwargs: Any) -> None:
        """Offer the two ways."""
        super().__init__(words, *args, **kwargs)
        _one(self, "kind", [(one, words.say(of.HANDOVERS[one])) for one in HANDOVERS], words.say("How"))
        _long(self, "words", words.say("In words, naming nobody"))


class AnswerForm(Spoken):
    """What a desk says to a package."""

    def __init__(self, words: PageLanguage, *args: Any, **kwargs: Any) -> None:
        """Offer the six answers, and room for reasons."""
        super().__init__(words, *args, **kwargs)
        _one(self, "answer", [(one, words.say(of.ANSWERS[one])) for one in ANSWERS], words.say("Answer"))
        _long(self, "reasons", words.say("Reasons"))
        _long(self, "acceptable", words.say("What would make it acceptable"))


class Asking(InLanguages):
    """A question of a desk."""

    def __init__(self, words: PageLanguage, items: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        """Offer its kind, the items of the agenda, and whether it is kept whose it is."""
        super().__init__(words, LANGUAGES, *args, **kwargs)
        _one(self, "kind", [(one, words.say(of.KINDS[one])) for one in QUESTION_KINDS], words.say("What it is"))
        if items:
            offered = [("", words.say("None")), *((one, words.name(title)) for one, title in items)]
            label = words.say("Item of the official agenda that it bears on")
            self.fields["agenda_item"] = forms.ChoiceField(choices=offered, required=False, label=label)
        kept = (
            ("yes", words.say("Keep whose question it is")),
            ("no", words.say("Record nowhere whose question it is")),
        )
        _one(self, "recorded", kept, words.say("Its origin"))


class Taking(Spoken):
    """Into which dialogue a question is taken."""

    def __init__(self, words: PageLanguage, dialogues: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        """Offer the dialogues of the process."""
        super().__init__(words, *args, **kwargs)
        _one(self, "dialogue", [(one, words.name(title)) for one, title in dialogues], words.say("Dialogue"))


class Declining(Spoken):
    """Why a question is declined."""

    def __init__(self, words: PageLanguage, *args: Any, **kwargs: Any) -> None:
        """Ask for words that the desk reads."""
        super().__init__(words, *args, **kwargs)
        _long(self, "words", words.say("In words that the desk reads"))


class Putting(InLanguages):
    """A statement that comes of a question."""

    def __init__(self, words: PageLanguage, tags: Iterable[str], *args: Any, **kwargs: Any) -> None:
        """Offer what the third party may ask for."""
        super().__init__(words, tags, *args, **kwargs)
        _one(self, "asks", [(one, words.say(ASKS[one])) for one in SEEDS], words.say("What it is about"))


def _one(form: forms.Form, name: str, choices: Iterable[tuple[str, Any]], label: Markup) -> None:
    form.fields[name] = forms.ChoiceField(choices=list(choices), widget=forms.RadioSelect, label=label)


def _long(form: forms.Form, name: str, label: Markup) -> None:
    form.fields[name] = forms.CharField(
        required=False, strip=False, widget=forms.Textarea(attrs={"rows": 4}), label=label
    )
