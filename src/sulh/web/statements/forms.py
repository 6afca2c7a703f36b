"""What facilitators and translators fill in. Labels are said in the reader's language; faults come from the writes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from sulh.papers.page import PageLanguage
from sulh.store.models.statements import ASKS
from sulh.store.reads.frames import NamedSide
from sulh.store.writes.statements import SEEDS
from sulh.web.setup.forms import OneOfSeveral
from sulh.web.statements import words as of
from sulh.words.language import mark

ALL = "all"


class Spoken(forms.Form):
    """A form whose labels are in the reader's language."""

    use_required_attribute = False

    def __init__(self, words: PageLanguage, *args: Any, **kwargs: Any) -> None:
        """Say the labels."""
        super().__init__(*args, **kwargs)
        self.words = words
        for field in self.fields.values():
            field.label = words.say(str(field.label))


class Seed(Spoken):
    """A statement of the facilitators, in each language of the dialogue; whether there is one, the write says."""

    hinted = forms.CharField(required=False, widget=forms.HiddenInput, max_length=3)

    def __init__(
        self, words: PageLanguage, tags: Iterable[str], sides: Sequence[NamedSide], *args: Any, **kwargs: Any
    ) -> None:
        """Offer what the third party may ask for, the sides, and a text for each language."""
        super().__init__(words, *args, **kwargs)
        asks = forms.ChoiceField(choices=[(one, one) for one in ASKS], label=words.say("What it is about"))
        asks.widget = forms.RadioSelect(choices=[(one, words.say(of.ASKS[one])) for one in SEEDS])
        self.fields["asks"] = asks
        self.fields["side"] = forms.ChoiceField(
            choices=[(ALL, words.say("All sides")), *((one.id, words.name(one.name)) for one in sides)],
            widget=forms.RadioSelect,
            label=words.say("Who may hear it"),
            initial=ALL,
        )
        self.tags = tuple(tags)
        for tag in self.tags:
            self.fields[f"text_{tag}"] = OneOfSeveral(
                required=False,
                strip=False,
                widget=forms.Textarea(attrs={"lang": tag, "rows": 3}),
                label=of.language_name(tag),
            )

    def clean(self) -> dict[str, Any]:
        """Say that a text is missing together with all else that is: the write would say so only afterwards."""
        none = of.FAULTS["one-language"]
        if not any(text.strip() for text in self.texts().values()):
            self.add_error(f"text_{self.tags[0]}", str(self.words.say(none)))
        return self.cleaned_data

    def texts(self) -> dict[str, str]:
        """Return what was written, by language."""
        return {tag: str(self.cleaned_data.get(f"text_{tag}", "")) for tag in self.tags}


class Reason(Spoken):
    """Why, in plain words."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    reason = forms.CharField(strip=False, widget=forms.Textarea, label=mark("Reason"))


class Reword(Spoken):
    """A statement in other words."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    hinted = forms.CharField(required=False, widget=forms.HiddenInput, max_length=3)
    text = forms.CharField(strip=False, widget=forms.Textarea, label=mark("In other words"))
    reason = forms.CharField(strip=False, widget=forms.Textarea, label=mark("Reason"))

    def __init__(self, words: PageLanguage, tags: Iterable[str], *args: Any, **kwargs: Any) -> None:
        """Offer the languages of the dialogue."""
        super().__init__(words, *args, **kwargs)
        self.fields["language"] = _languages(tags, words.say("Language"))


class Translation(Spoken):
    """A statement in one more language, and the translation back."""

    stamp = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)
    hinted = forms.CharField(required=False, widget=forms.HiddenInput, max_length=3)
    text = forms.CharField(strip=False, widget=forms.Textarea, label=mark("Translation"))
    back = forms.CharField(strip=False, widget=forms.Textarea, label=mark("Translation back"))

    def __init__(self, words: PageLanguage, backs: Iterable[str], *args: Any, **kwargs: Any) -> None:
        """Offer the languages into which it may be translated back."""
        super().__init__(words, *args, **kwargs)
        self.fields["back_language"] = _languages(backs, words.say("Language of the translation back"))


def _languages(tags: Iterable[str], label: str) -> forms.ChoiceField:
    choices = [(tag, of.language_name(tag)) for tag in tags]
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, label=label)
