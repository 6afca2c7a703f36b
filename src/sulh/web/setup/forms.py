"""
Forms of a process. They read what was typed; whether it can be kept is decided by `sulh.store`, once for all ways in.

No field has a length that a browser would cut at: what is too long is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, ClassVar

from django import forms

from sulh.formats.meeting_words import LEVEL_WORDS, SECTOR_WORDS
from sulh.papers.page import PageLanguage
from sulh.store.errors import Invalid
from sulh.store.models import base
from sulh.web.jinja import OWN_NAMES
from sulh.web.setup.faults import FAULTS
from sulh.words.language import mark

OWN = dict(OWN_NAMES)
PROFILE_WORDS = {
    "standard": mark("Standard: people can see their own answers while a round is open"),
    "high": mark("High: nothing is kept on telephones, answers are never shown back"),
}
TITLE, QUESTION = mark("Title"), mark("Question")
ROLE_WORDS = {
    "facilitator": mark("Facilitator"),
    "translator": mark("Translator"),
    "coordinator": mark("Coordinator"),
    "funder": mark("Funder"),
    "evaluator": mark("Evaluator"),
}


class OneOfSeveral(forms.CharField):
    """A text in one of several languages: none by itself is needed, and one of them is; form and write say so."""

    one_of_several = True


class Spoken(forms.Form):
    """
    A form in the reader's language.

    Args:
        words: The reader's language; labels and choices are message ids until then.

    Attributes:
        faults: Code of a fault -> the message that says it; an area that knows more has its own.
        instead: Fault of a write -> the field that shows it, where they are called otherwise.
        in_one: Texts that have to be there in one language at least.
    """

    faults: ClassVar[Mapping[str, str]] = FAULTS
    instead: ClassVar[dict[str, str]] = {}
    in_one: ClassVar[tuple[str, ...]] = ()

    def __init__(self, words: PageLanguage, *args: Any, **kwargs: Any) -> None:
        """Translate labels."""
        super().__init__(*args, **kwargs)
        self.words = words
        for field in self.fields.values():
            if field.label:
                field.label = words.say(str(field.label))

    def add_texts(
        self,
        field: str,
        tags: Sequence[str],
        values: Mapping[str, str],
        *,
        called: str,
        rows: int = 0,
        needed: Sequence[str] = (),
    ) -> None:
        """
        Add one field a language, named `field_tag`; `called` is the message that names the text.

        `needed` are the languages that have to be there; where none is, one at least has to be.
        """
        kind = forms.CharField if needed else OneOfSeveral
        for tag in tags:
            box = {"lang": tag, "dir": "auto"} | ({"rows": str(rows)} if rows else {})
            widget = forms.Textarea(box) if rows else forms.TextInput(box)
            self.fields[f"{field}_{tag}"] = kind(
                label=self.words.say(
                    "{text} ({language})", text=self.words.say(called), language=self.words.name(OWN[tag])
                ),
                widget=widget,
                required=tag in needed,
                initial=values.get(tag, ""),
            )

    def texts(self, field: str) -> dict[str, str]:
        """Return what was typed, by language."""
        start = f"{field}_"
        return {name.removeprefix(start): self.cleaned_data[name] for name in self.fields if name.startswith(start)}

    def boxes(self, field: str) -> Iterator[tuple[str, forms.BoundField]]:
        """Return the fields of a text, one a language, each with the language's own name."""
        start = f"{field}_"
        return ((OWN[name.removeprefix(start)], self[name]) for name in self.fields if name.startswith(start))

    def offer(self, field: str, choices: Sequence[tuple[str, str]]) -> None:
        """Set what can be chosen."""
        box = self.fields[field]
        if isinstance(box, forms.ChoiceField):
            box.choices = list(choices)

    def clean(self) -> dict[str, Any]:
        """Tell of a text that is in no language yet together with everything else that is missing."""
        for text in self.in_one:
            names = [name for name in self.fields if name.startswith(f"{text}_")]
            if not any(self.cleaned_data.get(name) or name in self.errors for name in names):
                missing = self.faults["one-language"]
                self.add_error(names[0], str(self.words.say(missing)))
        return self.cleaned_data

    @contextmanager
    def telling(self, **instead: str) -> Iterator[None]:
        """
        Let something be written; what cannot be kept is shown at its field, and what follows the block goes on.

        Args:
            instead: Fault of this write -> the field that shows it, beside those that are `instead` in any write.
        """
        try:
            yield
        except Invalid as refusal:
            self.tell(refusal, **instead)

    def tell(self, invalid: Invalid, **instead: str) -> None:
        """Show what cannot be kept at its field; `instead` names another field for a fault."""
        for place, code in invalid.faults.items():
            field = (self.instead | instead).get(place, place)
            self.add_error(field if field in self.fields else None, str(self.words.say(self.faults[code])))


class Stamped(Spoken):
    """A form that remembers what it changes as it was: of two people who change the same, the second is told."""

    stamp = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)


class Once(Spoken):
    """A form that makes something: it brings the id of what it makes, so that pressing twice makes one."""

    new_id = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=base.new_id)


def spoken_choices(words: PageLanguage, choices: Mapping[Any, str]) -> list[tuple[str, str]]:
    """Return choices in the reader's language."""
    return [(str(key), str(words.say(text))) for key, text in choices.items()]


class NewProcess(Once):
    """A process and the accounts that run it."""

    name = forms.CharField(label=mark("Name"))
    profile = forms.ChoiceField(label=mark("Risk profile"), widget=forms.RadioSelect)
    first = forms.CharField(label=mark("Account name of the first facilitator"))
    second = forms.CharField(label=mark("Account name of the second facilitator"), required=False)

    def __init__(self, words: PageLanguage, *args: Any, **kwargs: Any) -> None:
        """Offer both profiles."""
        super().__init__(words, *args, **kwargs)
        self.offer("profile", spoken_choices(words, PROFILE_WORDS))


class ProcessName(Stamped):
    """What staff call a process."""

    name = forms.CharField(label=mark("Name"))


class SideNames(Stamped):
    """The names of a side, one a language."""

    def __init__(self, words: PageLanguage, *args: Any, names: Mapping[str, str], **kwargs: Any) -> None:
        """Offer every language; one is enough."""
        super().__init__(words, *args, **kwargs)
        self.add_texts("names", list(OWN), names, called=mark("Name of the side"))


class InitiativeForm(Stamped, Once):
    """A piece of peace work."""

    in_one = ("titles",)
    aim = forms.CharField(label=mark("Aim"), widget=forms.Textarea)
    tracks = forms.MultipleChoiceField(label=mark("Sector tracks"), widget=forms.CheckboxSelectMultiple)
    levels = forms.MultipleChoiceField(label=mark("Level"), widget=forms.CheckboxSelectMultiple)
    agenda_item = forms.CharField(label=mark("Item of the official agenda it bears on"), required=False)

    def __init__(self, words: PageLanguage, *args: Any, titles: Mapping[str, str], **kwargs: Any) -> None:
        """Offer the nine sector tracks and the three levels."""
        super().__init__(words, *args, **kwargs)
        self.add_texts("titles", list(OWN), titles, called=TITLE)
        sectors = spoken_choices(words, SECTOR_WORDS)
        self.offer("tracks", [(key, f"{words.number(place)}. {text}") for place, (key, text) in enumerate(sectors, 1)])
        self.offer("levels", spoken_choices(words, LEVEL_WORDS))


class NewMember(Spoken):
    """Somebody who is to work here, by account name."""

    account = forms.CharField(label=mark("Account name"), max_length=40)
    role = forms.ChoiceField(label=mark("Role"), widget=forms.RadioSelect)
    declared = forms.BooleanField(
        label=mark("They facilitate and coordinate here at once: declare it, and show it to everybody"), required=False
    )

    def __init__(self, words: PageLanguage, *args: Any, **kwargs: Any) -> None:
        """Offer the roles that a facilitator gives."""
        super().__init__(words, *args, **kwargs)
        self.offer("role", spoken_choices(words, ROLE_WORDS))
