"""Forms of what an agreement obliges to, who scores it, and what authorities did; the writes say what can be kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import UUID

from django import forms

from sulh.formats.implementation_words import ACT_WORDS, SCORE_WORDS, THEME_WORDS
from sulh.papers.page import PageLanguage
from sulh.store.reads.own_scores import ToScore
from sulh.store.writes.coding import Scored
from sulh.store.writes.stipulations import ActText, StipulationText
from sulh.web.meetings.forms import day_field
from sulh.web.setup.faults import FAULTS as COMMON
from sulh.web.setup.forms import Once, Spoken, Stamped, spoken_choices
from sulh.words.language import mark

FAULTS: dict[str, str] = COMMON | {
    "day-to-come": mark("This day is still to come."),
    "the-same-coder": mark("Two different people have to score."),
}
CANNOT = "none"  # what the choice "cannot be told" sends
Choices = Sequence[tuple[str, str]]


class ChangeForm(Spoken):
    """A form of these pages: it has the words for what can be at fault here."""

    faults = FAULTS
    instead: ClassVar[dict[str, str]] = {"words": "what"}  # a form has words of its own, those of the reader


class StipulationForm(ChangeForm, Once, Stamped):
    """One commitment: what, who owes it, by when."""

    what = forms.CharField(label=mark("What is to be done"), widget=forms.Textarea, strip=False)

    def __init__(self, words: PageLanguage, sides: Choices, *args: Any, **kwargs: Any) -> None:
        """Offer themes and the sides of the process."""
        super().__init__(words, *args, **kwargs)
        self.fields["authority"] = forms.CharField(label=words.say("Which official body is to do it"), strip=False)
        self.fields["sides"] = forms.MultipleChoiceField(
            label=words.say("Which sides owe it"),
            help_text=words.say("None, where a body of no side does."),
            choices=sides,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["theme"] = forms.ChoiceField(
            label=words.say("What it is about"), choices=spoken_choices(words, THEME_WORDS)
        )
        self.fields["due"] = day_field(words.say("Owed by"), required=False)

    def given(self) -> StipulationText:
        """Return what was written."""
        data = self.cleaned_data
        return StipulationText(data["what"], data["authority"], data["theme"], data["sides"], data["due"])


class TableForm(ChangeForm):
    """A table of stipulations."""

    file = forms.FileField(label=mark("File (CSV or XLSX)"), allow_empty_file=True, max_length=200)


class ActForm(ChangeForm, Once):
    """What an authority did."""

    authority = forms.CharField(label=mark("Which authority"), strip=False)
    what = forms.CharField(label=mark("What it did: the instrument, in a few words"), strip=False)
    source = forms.CharField(label=mark("Source"), strip=False)

    def __init__(self, words: PageLanguage, stipulations: Choices, *args: Any, **kwargs: Any) -> None:
        """Offer the kinds of acts, and the stipulations of an agreement."""
        super().__init__(words, *args, **kwargs)
        self.fields["kind"] = forms.ChoiceField(label=words.say("Kind"), choices=spoken_choices(words, ACT_WORDS))
        self.fields["day"] = day_field(words.say("Day"))
        none = ("", str(words.say("None of them")))
        self.fields["stipulation"] = forms.ChoiceField(
            label=words.say("Which stipulation it carries out"), choices=[none, *stipulations], required=False
        )
        self.order_fields(("kind", "authority", "what", "day", "source", "stipulation"))

    def given(self) -> ActText:
        """Return what was written."""
        data = self.cleaned_data
        of = UUID(data["stipulation"]) if data["stipulation"] else None
        return ActText(data["kind"], data["authority"], data["what"], data["source"], data["day"], of)


class NamingForm(ChangeForm):
    """A form that names evaluators: nobody is chosen before somebody chooses."""

    named: tuple[tuple[str, str], ...] = ()

    def __init__(self, words: PageLanguage, evaluators: Choices, *args: Any, **kwargs: Any) -> None:
        """Offer some evaluators of the process."""
        super().__init__(words, *args, **kwargs)
        self.offered = bool(evaluators)
        nobody = ("", str(words.say("Choose somebody")))
        for name, label in self.named:
            self.fields[name] = forms.ChoiceField(label=words.say(label), choices=[nobody, *evaluators])


class CodingForm(NamingForm, Once):
    """As of which day is scored, and by whom."""

    named = (("first", mark("First coder")), ("second", mark("Second coder")))

    def __init__(self, words: PageLanguage, evaluators: Choices, *args: Any, **kwargs: Any) -> None:
        """Ask for the day before the two."""
        super().__init__(words, evaluators, *args, **kwargs)
        self.fields["on"] = day_field(words.say("As of which day"))
        self.order_fields(("on",))


class ThirdForm(NamingForm):
    """Who settles what two people see differently."""

    named = (("third", mark("Who settles it")),)


class InsteadForm(NamingForm):
    """Who scores in the place of somebody else."""

    named = (("instead", mark("Who scores instead")),)
    gone = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)


class SourceField(forms.CharField):
    """What a score rests on: what cannot be told rests on nothing, so a form is whole without it."""

    when_needed = mark("needed with a score")


class ScoreForm(ChangeForm):
    """A page of stipulations, each with a score and what it rests on; what is left out stays as it is."""

    def __init__(self, words: PageLanguage, rows: Sequence[ToScore], *args: Any, **kwargs: Any) -> None:
        """Offer four scores and "cannot be told" for each."""
        super().__init__(words, *args, **kwargs)
        self.rows = rows
        named = [(str(key), f"{words.number(key)} · {words.say(text)}") for key, text in SCORE_WORDS.items()]
        choices = [*named, (CANNOT, str(words.say("Cannot be told from what can be known")))]
        for row in rows:
            held = (CANNOT if row.value is None else str(row.value)) if row.given else None
            self.fields[f"value_{row.id}"] = forms.ChoiceField(
                label=words.say("How far it was carried out"),
                choices=choices,
                initial=held,
                required=False,
                widget=forms.RadioSelect,
            )
            self.fields[f"source_{row.id}"] = SourceField(
                label=words.say("Source"), initial=row.source, required=False, strip=False
            )

    def given(self) -> dict[UUID, Scored]:
        """Return the scores that were given on this page."""
        found = {}
        for row in self.rows:
            value = self.cleaned_data[f"value_{row.id}"]
            if value:
                kept = None if value == CANNOT else int(value)
                found[UUID(row.id)] = Scored(kept, self.cleaned_data[f"source_{row.id}"])
        return found
