"""What facilitators fill in about a session. They read what was typed; whether it can be kept, the writes say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms

from sulh.designs import ELEMENTS
from sulh.formats.meeting_words import CAPACITY_WORDS
from sulh.model.tracks import CAPACITIES, Capacities
from sulh.papers.page import PageLanguage
from sulh.store.models.sessions import UNDECLARED
from sulh.store.reads.frames import NamedSide
from sulh.store.writes.meetings import MOST, Place, field_of
from sulh.web.setup.faults import FAULTS as COMMON
from sulh.web.setup.forms import Spoken
from sulh.web.statements import words as of
from sulh.words.language import mark

ALL_SIDES = "all"
FAULTS: dict[str, str] = COMMON | {
    "no-day": mark("Please give a day."),
    "in-the-future": mark("This day has not come yet."),
    "too-early": mark("This lies before the day of the session."),
    "too-long-ago": mark("This lies more than ten years back. Is the year right?"),
    "too-far": mark("This lies more than ten years ahead. Is the year right?"),
    "count": mark("Please give a whole number of people, from 0 to 1,000."),
    "one-or-two-sides": mark("Choose one side, or two that do it together."),
    "one-element": mark("Describe one element at least."),
    "day-is-taken": mark("This day has been described already. Correct it there, or choose another day."),
}


class MeetingForm(Spoken):
    """A form of this area: it has the words for what can be at fault here."""

    faults = FAULTS


def day_field(label: str, *, required: bool = True) -> forms.DateField:
    """Return a field for a day; the browser shows it in its own way and sends it in one."""
    box = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=box, input_formats=["%Y-%m-%d"])


class NewSession(MeetingForm):
    """A session: its day. The number is the next one."""

    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=10_000)
    on = day_field(mark("Day of the session"))


class Counts(MeetingForm):
    """How many were present in each capacity."""

    stamp = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, words: PageLanguage, *args: Any, counted: Capacities, **kwargs: Any) -> None:
        """Offer a number a capacity, for the parties and the third party, and one for those who have not said."""
        super().__init__(words, *args, **kwargs)
        self.places: dict[str, Place] = {}
        for third, counts in ((False, counted.party), (True, counted.third_party)):
            for capacity in CAPACITIES:
                self._offer((capacity, third), str(words.say(CAPACITY_WORDS[capacity])), counts.get(capacity, 0))
        self._offer((UNDECLARED, False), str(words.say("Have not said")), counted.undeclared)

    def _offer(self, place: Place, label: str, count: int) -> None:
        box = forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})
        name = field_of(place)
        self.places[name] = place
        self.fields[name] = forms.IntegerField(
            label=label, required=False, min_value=0, max_value=MOST, widget=box, initial=count or None
        )

    def counts(self) -> dict[Place, int]:
        """Return what was typed; an empty field counts nobody."""
        return {place: self.cleaned_data[name] or 0 for name, place in self.places.items()}

    def group(self, start: str) -> Iterator[forms.BoundField]:
        """Return the fields of the capacities of one group: "party" or "third"."""
        return (self[f"{start}_{capacity}"] for capacity in CAPACITIES)


class NoteForm(MeetingForm):
    """What was said."""

    stamp = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    hinted = forms.CharField(widget=forms.HiddenInput, required=False, max_length=3)
    text = forms.CharField(label=mark("What was said"), widget=forms.Textarea, strip=False)


class DrawForm(MeetingForm):
    """A statement drawn from a note, in one language."""

    hinted = forms.CharField(widget=forms.HiddenInput, required=False, max_length=3)
    text = forms.CharField(label=mark("The statement"), widget=forms.Textarea, strip=False)
    language = forms.ChoiceField(label=mark("Language"), widget=forms.RadioSelect)
    asks = forms.ChoiceField(label=mark("What it is about"), widget=forms.RadioSelect)
    side = forms.ChoiceField(label=mark("Who may hear it"), widget=forms.RadioSelect)

    def __init__(
        self,
        words: PageLanguage,
        *args: Any,
        tags: Sequence[str],
        admitted: Sequence[str],
        sides: Sequence[NamedSide],
        **kwargs: Any,
    ) -> None:
        """Offer the languages and sides of the dialogue, and what its phase admits."""
        super().__init__(words, *args, **kwargs)
        self.offer("language", [(tag, of.language_name(tag)) for tag in tags])
        self.offer("asks", [(one, str(words.say(of.ASKS[one]))) for one in admitted])
        self.offer(
            "side",
            [(ALL_SIDES, str(words.say("All sides"))), *((one.id, words.name(one.name)) for one in sides)],
        )

    @property
    def side_id(self) -> UUID | None:
        """Return the one side that may hear it; None for all."""
        chosen = self.cleaned_data["side"]
        return None if chosen == ALL_SIDES else UUID(chosen)


class CommitmentForm(MeetingForm):
    """What a side, or two together, took upon them."""

    hinted = forms.CharField(widget=forms.HiddenInput, required=False, max_length=3)
    what = forms.CharField(label=mark("What will be done"), widget=forms.Textarea, strip=False)
    sides = forms.MultipleChoiceField(label=mark("By whom"), widget=forms.CheckboxSelectMultiple)
    due = day_field(mark("By when"), required=False)

    def __init__(self, words: PageLanguage, *args: Any, sides: Sequence[NamedSide], **kwargs: Any) -> None:
        """Offer the sides of the dialogue."""
        super().__init__(words, *args, **kwargs)
        self.offer("sides", [(one.id, words.name(one.name)) for one in sides])

    @property
    def side_ids(self) -> list[UUID]:
        """Return the sides that were chosen."""
        return [UUID(one) for one in self.cleaned_data["sides"]]


class DoneForm(MeetingForm):
    """The day on which a commitment was found done."""

    on = day_field(mark("Done on"))


class ElementsForm(MeetingForm):
    """The five elements of a relationship, on a day; without a field for the day where it is given."""

    stamp = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    hinted = forms.CharField(widget=forms.HiddenInput, required=False, max_length=3)

    def __init__(
        self, words: PageLanguage, *args: Any, texts: Mapping[str, str], new: bool = True, **kwargs: Any
    ) -> None:
        """Offer a text for each element, with the question to ask."""
        super().__init__(words, *args, **kwargs)
        if new:
            self.fields["on"] = day_field(str(words.say("As it is on")))
        for one in ELEMENTS:
            self.fields[one.key] = forms.CharField(
                label=one.name[words.tag],
                help_text=one.question[words.tag],
                widget=forms.Textarea,
                strip=False,
                required=False,
                initial=texts.get(one.key, ""),
            )

    def described(self) -> dict[str, str]:
        """Return what was typed, by element."""
        return {one.key: str(self.cleaned_data[one.key]) for one in ELEMENTS}

    def elements(self) -> Iterator[forms.BoundField]:
        """Return the fields of the elements."""
        return (self[one.key] for one in ELEMENTS)
