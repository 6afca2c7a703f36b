"""Forms of a study: how it is set up, what will be looked at, answers that come in; the writes say what can be kept."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django import forms
from markupsafe import Markup

from sulh.instruments import TEMPLATES, questionnaire, template
from sulh.measurement.attitudes.words import GROUPS, WAVES
from sulh.model.questionnaire import Question
from sulh.model.studies import NEEDED, Needed
from sulh.papers.page import PageLanguage
from sulh.store.reads.studies import StudyShown
from sulh.store.sealing import in_language
from sulh.store.writes.studies import StudyText
from sulh.store.writes.study_groups import GroupText
from sulh.store.writes.study_questions import QuestionText
from sulh.store.writes.study_waves import WaveText
from sulh.web.jinja import OWN_NAMES
from sulh.web.meetings.forms import day_field
from sulh.web.setup.faults import FAULTS as COMMON
from sulh.web.setup.forms import Once, Spoken, spoken_choices
from sulh.words.language import mark

ONE_BASELINE: Final = mark("A study begins with one wave before anything is done, and has no second one.")
FAULTS: dict[str, str] = COMMON | {
    "before-it-opens": mark("This lies before its first day."),
    "one-baseline": ONE_BASELINE,
    "before-the-baseline": mark("This lies before the first wave."),
    "after-the-others": mark("A later wave begins before this one."),
    "over-a-year-ago": mark("This lies more than a year back. Is the year right?"),
    "too-far": mark("This lies more than ten years ahead. Is the year right?"),
    "gone-at-once": mark(
        "This lies 90 days back or more: answers are deleted 90 days after the last wave, so these would go at once."
    ),
    "days-are-past": mark(
        "These days are past: nobody can answer here any more. Is that right, and do answers come from paper or a file?"
    ),
    "waves-overlap": mark("Another wave is asked on some of these days. One can begin when the other has ended."),
    "group-named": mark("Another group of this study is called so. Files know groups by their names."),
    "only-a-number": mark("A name has letters: in files a number alone stands for the group with this number."),
    "no-primary": mark("Choose one primary outcome at least: the study stands or falls with it."),
    "not-the-name": mark("This is not the name of the study."),
    "no-groups": mark("Give one number at least: of how many groups there are, of one side and kind."),
    "two-thermometers": mark("Warmth takes both questions: for one’s own people and for the others."),
}
ASSIGNED_WORDS: Final = {
    "not_by_lot": mark("Not by lot"),
    "groups_by_lot": mark("A lot decided which groups take part"),
    "people_by_lot": mark("A lot decided which people take part"),
}
LOOKED_AT: Final = {
    "": mark("Not in the plan"),
    "primary:up": mark("Primary, expected to rise"),
    "primary:down": mark("Primary, expected to fall"),
    "primary:either": mark("Primary, either way"),
    "other:up": mark("Secondary, expected to rise"),
    "other:down": mark("Secondary, expected to fall"),
    "other:either": mark("Secondary, either way"),
}
ADJUSTED_TOO: Final = mark("Each planned effect also adjusted for where people began, beside the difference")
BETTER_WORDS: Final = {
    "higher": mark("More agreement"),
    "lower": mark("Less agreement"),
    "neither": mark("Neither"),
}
REASONS: Final[Mapping[Needed, str]] = {
    "adverse": mark("Why nothing is asked that could show harm"),
    "behaviour": mark("Why nothing is asked of what people did"),
}
Choices = Sequence[tuple[str, str]]


class StudiesForm(Spoken):
    """A form of these pages: it has the words for what can be at fault here."""

    faults = FAULTS


class NewStudy(StudiesForm, Once):
    """A study: its name, what it begins with, in which languages it asks."""

    title = forms.CharField(label=mark("What the study is called, also on forms for telephones"), strip=False)

    def __init__(self, words: PageLanguage, *args: Any, **kwargs: Any) -> None:
        """Offer the templates and languages."""
        super().__init__(words, *args, **kwargs)
        offered = [(key, in_language(dict(template(key).name), words.tag)) for key in TEMPLATES]
        self.fields["template"] = forms.ChoiceField(
            label=words.say("Questions"), choices=offered, widget=forms.RadioSelect, initial=TEMPLATES[0]
        )
        self.fields["languages"] = forms.MultipleChoiceField(
            label=words.say("Languages"),
            choices=OWN_NAMES,
            widget=forms.CheckboxSelectMultiple,
            initial=[tag for tag, _ in OWN_NAMES],
        )
        self.fields["assigned"] = forms.ChoiceField(
            label=words.say("How it came about who takes part"),
            choices=spoken_choices(words, ASSIGNED_WORDS),
            widget=forms.RadioSelect,
            initial="not_by_lot",
        )

    def given(self) -> StudyText:
        """Return what was written."""
        data = self.cleaned_data
        return StudyText(data["title"], data["template"], data["languages"], data["assigned"])


class QuestionsForm(StudiesForm):
    """Which questions of a template are asked."""

    def __init__(self, words: PageLanguage, found: StudyShown, *args: Any, **kwargs: Any) -> None:
        """Offer the questions of its template, those that are asked chosen."""
        super().__init__(words, *args, **kwargs)
        own = [one for one in found.asked.questions if one.item.kind == "own"]
        every = [*questionnaire(found.asked.template).questions, *own]
        self.fields["questions"] = forms.MultipleChoiceField(
            label=words.say("What is asked"),
            choices=[(one.item.key, in_language(dict(one.item.texts), words.tag)) for one in every],
            widget=forms.CheckboxSelectMultiple,
            initial=[one.item.key for one in found.asked.questions],
        )
        for kind in NEEDED:
            self.fields[f"without_{kind}"] = forms.CharField(
                label=words.say(REASONS[kind]),
                initial=found.asked.without.get(kind, ""),
                required=False,
                strip=False,
            )

    def reasons(self) -> dict[Needed, str]:
        """Return why a kind of question is left out."""
        return {kind: self.cleaned_data[f"without_{kind}"] for kind in NEEDED}


class OwnQuestion(StudiesForm, Once):
    """A question in one's own words, in every language of the study; one that stands is worded anew."""

    def __init__(
        self, words: PageLanguage, tags: Sequence[str], *args: Any, stands: Question | None = None, **kwargs: Any
    ) -> None:
        """Ask for both texts in every language."""
        super().__init__(words, *args, **kwargs)
        texts, names = (dict(stands.item.texts), dict(stands.name)) if stands else ({}, {})
        self.add_texts("texts", tags, texts, called=mark("How it is put"), rows=3, needed=tags)
        self.add_texts("names", tags, names, called=mark("In a few words"), needed=tags)
        self.fields["better"] = forms.ChoiceField(
            label=words.say("Which way would be better"),
            choices=spoken_choices(words, BETTER_WORDS),
            initial=stands.item.better if stands else None,
        )
        for name, label in (("adverse", mark("Could show harm")), ("behaviour", mark("What was done"))):
            before = stands is not None and bool(getattr(stands.item, name))
            self.fields[name] = forms.BooleanField(label=words.say(label), required=False, initial=before)

    def given(self) -> QuestionText:
        """Return what was written."""
        data = self.cleaned_data
        return QuestionText(
            self.texts("names"), self.texts("texts"), data["better"], data["adverse"], data["behaviour"]
        )


class WaveForm(StudiesForm, Once):
    """A wave: when it is asked. The first one is the one before anything is done; no later one is."""

    def __init__(self, words: PageLanguage, found: StudyShown, *args: Any, **kwargs: Any) -> None:
        """Offer the kinds that are left; ask about days that are past, once some were sent."""
        super().__init__(words, *args, **kwargs)
        first = all(one.kind != "baseline" for one in found.waves)
        kinds = [(key, text) for key, text in spoken_choices(words, WAVES) if first == (key == "baseline")]
        self.fields["kind"] = forms.ChoiceField(
            label=words.say("Which wave"),
            choices=kinds,
            initial="baseline" if first else "end",
            widget=forms.HiddenInput if first else forms.Select,
            error_messages={"invalid_choice": str(words.say(ONE_BASELINE))},
        )
        self.fields["opens"] = day_field(words.say("First day"))
        self.fields["closes"] = day_field(words.say("Last day"))
        if self._past(found.today):
            label = words.say("These days are past; answers come from paper or a file")
            self.fields["past"] = forms.BooleanField(label=label, required=False)

    def given(self) -> WaveText:
        """Return what was written."""
        data = self.cleaned_data
        return WaveText(data["kind"], data["opens"], data["closes"], past=data.get("past", False))

    def _past(self, today: date) -> bool:
        """Whether the last day that was sent is over."""
        try:
            return date.fromisoformat(self.data.get("closes", "")) < today
        except ValueError:
            return False


class GroupForm(StudiesForm, Once):
    """A group of people who are asked."""

    label = forms.CharField(label=mark("What the group is called on the form"), strip=False)

    def __init__(self, words: PageLanguage, sides: Choices, *args: Any, **kwargs: Any) -> None:
        """Offer the sides of the process."""
        super().__init__(words, *args, **kwargs)
        self.fields["arm"] = forms.ChoiceField(label=words.say("Who they are"), choices=spoken_choices(words, GROUPS))
        self.fields["side"] = forms.ChoiceField(label=words.say("Side"), choices=sides)
        self.fields["together"] = forms.BooleanField(
            label=words.say("They are one group in life too: a dialogue group, a class, a village"),
            required=False,
            initial=True,
        )
        self.fields["asked"] = how_many(words)

    def given(self) -> GroupText:
        """Return what was written."""
        data = self.cleaned_data
        return GroupText(data["arm"], data["side"], data["label"], data["together"], data["asked"] or 0)


class AskedForm(StudiesForm):
    """How many people of a group are asked; while nobody has answered also what it is called."""

    def __init__(self, words: PageLanguage, asked: int, label: str | None, *args: Any, **kwargs: Any) -> None:
        """Show what was said before; None for a name that stands."""
        super().__init__(words, *args, **kwargs)
        if label is not None:
            called = words.say("What the group is called on the form")
            self.fields["label"] = forms.CharField(label=called, strip=False, initial=label)
        self.fields["asked"] = how_many(words, asked or None)


def how_many(words: PageLanguage, asked: int | None = None, *, label: Markup | None = None) -> forms.IntegerField:
    """Return the field for how many people of a group, or of each of several, are asked."""
    return forms.IntegerField(
        label=label or words.say("How many people of it are asked"),
        help_text=words.say("So that a report can say which share of them answered."),
        required=False,
        initial=asked,
    )


class Looked(forms.ChoiceField):
    """Whether a measure is in a plan: the first choice says that it is not, so nothing says that it may stay empty."""

    unmarked = True


@dataclass(frozen=True)
class PlanChoices:
    """What a plan can be made of: measures, later waves, kinds of groups that there are, whether a lot decided."""

    measured: Choices
    waves: Choices
    there: Collection[str]
    by_lot: bool = False


class PlanForm(StudiesForm):
    """What will be looked at, in which waves, compared with whom."""

    def __init__(self, words: PageLanguage, offered: PlanChoices, *args: Any, **kwargs: Any) -> None:
        """Offer all that is measured, what exists chosen already; where a lot decided, the baseline taken out too."""
        super().__init__(words, *args, **kwargs)
        measured, waves = offered.measured, offered.waves
        self.measured = [key for key, _ in measured]
        self.fields["waves"] = forms.MultipleChoiceField(
            label=words.say("In which waves"),
            choices=waves,
            widget=forms.CheckboxSelectMultiple,
            initial=[key for key, _ in waves] if len(waves) == 1 else [],
        )
        compared = [(key, text) for key, text in spoken_choices(words, GROUPS) if key != "participants"]
        self.fields["compared"] = forms.MultipleChoiceField(
            label=words.say("Compared with"),
            choices=compared,
            widget=forms.CheckboxSelectMultiple,
            initial=[key for key, _ in compared if key in offered.there],
            required=False,
        )
        if offered.by_lot:
            self.fields["adjusted"] = forms.BooleanField(label=words.say(ADJUSTED_TOO), required=False)
        for key, called in measured:
            self.fields[f"look_{key}"] = Looked(label=called, choices=spoken_choices(words, LOOKED_AT), required=False)

    def outcomes(self) -> dict[tuple[str, str], str]:
        """Return what was chosen, by measure and wave."""
        data = self.cleaned_data
        return {
            (key, wave): data[f"look_{key}"] for key in self.measured if data[f"look_{key}"] for wave in data["waves"]
        }


class EndForm(StudiesForm):
    """That all answers are to go: the name of the study, typed by hand."""

    typed = forms.CharField(label=mark("Type the name of the study"), strip=False, max_length=400)


class ForgetForm(StudiesForm):
    """The code of somebody who withdraws."""

    code = forms.CharField(label=mark("Their code, as they made it"), strip=False, max_length=200)
