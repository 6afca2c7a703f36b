"""Forms of the weekly meeting and of judgements; whether what was written can be kept, the writes say."""

from __future__ import annotations

from typing import Any

from django import forms

from sulh.negotiation.contingency import STAGE_MEANS, STAGE_WORDS
from sulh.papers.page import PageLanguage
from sulh.web.map.choices import Choices
from sulh.web.map.forms import FAULTS as OF_THE_MAP
from sulh.web.meetings.forms import day_field
from sulh.web.setup.forms import Spoken, Stamped
from sulh.words.language import mark

FAULTS: dict[str, str] = OF_THE_MAP | {
    "meeting-there": mark("A meeting has been prepared for this day. Write into that one, or choose another day."),
    "no-day": mark("Please give a day."),
    "in-the-future": mark("This day has not come yet."),
    "too-early": mark("This day lies too far back."),
    "too-long-ago": mark("This lies more than ten years back. Is the year right?"),
    "too-far": mark("This lies more than ten years ahead. Is the year right?"),
}
TENTHS = 10


class WeekForm(Spoken):
    """A form of these pages: it has the words for what can be at fault here."""

    faults = FAULTS


class Preparing(WeekForm):
    """A meeting: its day, and an agenda that was filled in and can be changed."""

    on = day_field(mark("Day of the meeting"))
    agenda = forms.CharField(label=mark("Agenda, one line a point"), widget=forms.Textarea, required=False, strip=False)


class Writing(WeekForm, Stamped):
    """Agenda and minutes."""

    agenda = forms.CharField(label=mark("Agenda, one line a point"), widget=forms.Textarea, required=False, strip=False)
    minutes = forms.CharField(label=mark("Minutes"), widget=forms.Textarea, required=False, strip=False)


class Deciding(WeekForm):
    """What was decided, who acts next, until when."""

    what = forms.CharField(label=mark("What was decided"), widget=forms.Textarea, strip=False)
    next_actor = forms.CharField(label=mark("Who acts next"))
    due = day_field(mark("Until when"), required=False)


class Finishing(WeekForm):
    """The day on which something was done."""

    on = day_field(mark("Done on"))


class Estimating(WeekForm):
    """In which stage somebody sees the conflict, and why."""

    stage = forms.ChoiceField(label=mark("In which stage you see the conflict"), widget=forms.RadioSelect)
    reasons = forms.CharField(label=mark("Why you see it so"), widget=forms.Textarea, strip=False)
    source = forms.CharField(label=mark("What it rests on"))

    def __init__(self, words: PageLanguage, *args: Any, **kwargs: Any) -> None:
        """Offer the four stages, each with what it means."""
        super().__init__(words, *args, **kwargs)
        means = {key: str(words.say(text)) for key, text in STAGE_MEANS.items()}
        self.offer("stage", [(key, f"{words.say(text)}. {means[key]}") for key, text in STAGE_WORDS.items()])


class Rating(WeekForm):
    """How far an actor wants an end, and believes that talks can work."""

    actor = forms.ChoiceField(label=mark("Who"))
    motivation = forms.ChoiceField(label=mark("How much they want the conflict to end, from none to all"))
    optimism = forms.ChoiceField(label=mark("How much they believe that talks can work, from none to all"))
    source = forms.CharField(label=mark("What it rests on"))
    dissent = forms.CharField(
        label=mark("What speaks against this judgement"), widget=forms.Textarea, required=False, strip=False
    )

    def __init__(self, words: PageLanguage, actors: Choices, *args: Any, **kwargs: Any) -> None:
        """Offer the actors of a side, and eleven steps from none to all."""
        super().__init__(words, *args, **kwargs)
        steps = [(str(tenth), str(words.decimal(tenth / TENTHS))) for tenth in range(TENTHS + 1)]
        self.offer("actor", actors)
        self.offer("motivation", [("", "–"), *steps])
        self.offer("optimism", [("", "–"), *steps])

    def number(self, field: str) -> float:
        """Return what was chosen, from 0 to 1."""
        return int(self.cleaned_data[field]) / TENTHS
