"""
Forms of files that leave the map and come into it.

    RegisterForm     which organisation answers for a public register
    BringForm        a file that comes in
"""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.validators import RegexValidator

from sulh.papers.page import PageLanguage
from sulh.store.texts import NAME
from sulh.web.jinja import OWN_NAMES
from sulh.web.map.forms import MapForm
from sulh.web.setup.forms import Once, spoken_choices
from sulh.words.language import mark

# Kinds of organisations as IATI numbers them.
PUBLISHERS: Final[dict[str, str]] = {
    "21": mark("International organisation of civil society"),
    "22": mark("National organisation of civil society"),
    "24": mark("Partnership of several"),
    "10": mark("Government"),
    "40": mark("International body"),
    "60": mark("Foundation"),
    "80": mark("University or institute"),
}
IDENTIFIER: Final = RegexValidator(r"\A[A-Za-z0-9][A-Za-z0-9.-]{2,60}\Z")


class RegisterForm(MapForm):
    """The organisation that publishes."""

    ref = forms.CharField(label=mark("Its identifier in IATI"))
    name = forms.CharField(label=mark("Its name"))
    language = forms.ChoiceField(label=mark("Language of the name"), choices=OWN_NAMES)
    kind = forms.ChoiceField(label=mark("What it is"))

    def __init__(self, words: PageLanguage, *args: Any, **kwargs: Any) -> None:
        """Offer kinds of organisations."""
        super().__init__(words, *args, **kwargs)
        self.offer("kind", spoken_choices(words, PUBLISHERS))

    def clean_ref(self) -> str:
        """Take an identifier such as XM-DAC-41304."""
        given: str = self.cleaned_data["ref"]
        try:
            IDENTIFIER(given)
        except forms.ValidationError:
            said = self.words.say("Letters, digits, points and hyphens, such as {example}.", example="XM-DAC-41304")
            raise forms.ValidationError(str(said)) from None
        return given

    def clean_name(self) -> str:
        """Take a name of one line."""
        given = " ".join(str(self.cleaned_data["name"]).split())
        if len(given) > NAME or not given.isprintable():
            raise forms.ValidationError(str(self.words.say("This is too long. Please make it shorter.")))
        return given


class BringForm(Once):
    """A file that comes into the map."""

    file = forms.FileField(required=False, allow_empty_file=True, max_length=200, label=mark("File"))
