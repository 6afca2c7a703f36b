"""
Forms of what initiatives do with others: offers and needs, days, messages, links, and the steps of a match.

What can be chosen comes from what their writer sees; whether it can be kept, the writes say.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from sulh.formats.track_words import DIRECTION_WORDS, MODE_WORDS, OCCASION_WORDS, RESOURCE_WORDS, STANCE_WORDS
from sulh.model.initiatives import MODES
from sulh.model.picture import Picture
from sulh.papers.page import PageLanguage
from sulh.store.writes.links import LinkText
from sulh.store.writes.offers import OfferText
from sulh.web.map.choices import Choices, named
from sulh.web.map.forms import MapForm
from sulh.web.meetings.forms import day_field
from sulh.web.setup.forms import Once, spoken_choices
from sulh.words.language import mark


class OfferForm(MapForm):
    """Something that an initiative or a desk offers or needs."""

    direction = forms.ChoiceField(label=mark("Does it offer this, or need it?"), widget=forms.RadioSelect)
    resource = forms.ChoiceField(label=mark("What is it?"), widget=forms.RadioSelect)
    about = forms.ChoiceField(label=mark("To whom, of whom, or where"), required=False)
    said = forms.CharField(label=mark("In your words"), required=False)

    def __init__(self, words: PageLanguage, about: Choices, *args: Any, **kwargs: Any) -> None:
        """Offer the sides, actors and places of `about`."""
        super().__init__(words, *args, **kwargs)
        self.offer("direction", spoken_choices(words, DIRECTION_WORDS))
        self.offer("resource", spoken_choices(words, RESOURCE_WORDS))
        self.offer("about", [("", str(words.say("Not said"))), *about])

    def given(self) -> OfferText:
        """Return what was written."""
        data = self.cleaned_data
        return OfferText(data["direction"], data["resource"], data["about"], data["said"])


class DayForm(MapForm):
    """A day, or days, of an initiative; `anyway`: the day of which its writer was told what it collides with."""

    occasion = forms.ChoiceField(label=mark("What is it?"), widget=forms.RadioSelect)
    anyway = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, words: PageLanguage, *args: Any, **kwargs: Any) -> None:
        """Offer the occasions."""
        super().__init__(words, *args, **kwargs)
        self.offer("occasion", spoken_choices(words, OCCASION_WORDS))
        self.fields["start"] = day_field(words.say("Day, or first day"))
        self.fields["end"] = day_field(words.say("Last day"), required=False)


class MessageForm(MapForm):
    """What an initiative says in public on an issue."""

    issue = forms.ChoiceField(label=mark("On which issue"))
    stance = forms.ChoiceField(label=mark("What it says in public"), widget=forms.RadioSelect)

    def __init__(self, words: PageLanguage, picture: Picture, *args: Any, **kwargs: Any) -> None:
        """Offer the issues."""
        super().__init__(words, *args, **kwargs)
        self.offer("issue", named(words, picture.issues.items()))
        self.offer("stance", spoken_choices(words, STANCE_WORDS))


class LinkForm(MapForm, Once):
    """A link that is proposed."""

    mode = forms.ChoiceField(label=mark("What you would do together"), widget=forms.RadioSelect)
    said = forms.CharField(
        label=mark("What you mean, in words that the other reads"), widget=forms.Textarea, required=False, strip=False
    )

    def __init__(self, words: PageLanguage, modes: Sequence[str], *args: Any, **kwargs: Any) -> None:
        """Offer the modes that are possible here, the lightest first."""
        super().__init__(words, *args, **kwargs)
        told = {str(key): text for key, text in MODE_WORDS.items()}
        self.offer("mode", [(mode, str(words.say(told[mode]))) for mode in MODES if mode in modes])

    def given(self) -> LinkText:
        """Return what was written."""
        return LinkText(self.cleaned_data["mode"], self.cleaned_data["said"])


class MoveForm(MapForm):
    """A step that somebody takes by one of several buttons; `step`: how it stood on the page."""

    move = forms.ChoiceField(widget=forms.HiddenInput)
    step = forms.CharField(widget=forms.HiddenInput, required=False, max_length=12)

    def __init__(self, words: PageLanguage, moves: Sequence[str], *args: Any, **kwargs: Any) -> None:
        """Offer the steps that are possible now."""
        super().__init__(words, *args, **kwargs)
        self.offer("move", [(move, move) for move in moves])
