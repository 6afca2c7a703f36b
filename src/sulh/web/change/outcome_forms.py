"""
Forms of outcomes, of what others say of them, of theories and of indicators; the writes say what can be kept.

Whether something is for the worse, and whether it was aimed at, is asked of every outcome and has no answer beforehand.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from django import forms

from sulh.formats.outcome_words import (
    CHANGED_WORDS,
    COUNTED_WORDS,
    DOMAIN_WORDS,
    HOLDS_WORDS,
    KIND_WORDS,
    LEVEL_WORDS,
    ROLE_WORDS,
    VERDICT_WORDS,
    WHO_WORDS,
)
from sulh.formats.track_words import CHANGE_WORDS, QUADRANT_WORDS
from sulh.model.outcomes import Indicator, Outcome
from sulh.papers.page import PageLanguage
from sulh.store.models.outcomes import DECIMALS, DIGITS
from sulh.store.reads.outcomes import Around
from sulh.store.writes.indicators import IndicatorText
from sulh.store.writes.outcomes import OutcomeText, Said
from sulh.store.writes.theories import TheoryText
from sulh.web.change.forms import FAULTS as COMMON
from sulh.web.change.forms import ChangeForm
from sulh.web.meetings.forms import day_field
from sulh.web.setup.forms import Once, Stamped, spoken_choices
from sulh.words.language import mark

FAULTS: Final[dict[str, str]] = COMMON | {
    "no-number": mark("Please give a number with at most three decimals."),
    "two-parts": mark("Name two parts or more, each another one."),
    "too-many-parts": mark("Twelve parts are the most that can be told apart here."),
    "has-a-theory": mark("This initiative has a theory already. Change that one."),
}
BETTER, WORSE = "better", "worse"
AIMED, BESIDE = "aimed", "beside"
BEARINGS: Final = {BETTER: mark("For the better"), WORSE: mark("For the worse")}
INTENTS: Final = {AIMED: mark("It was aimed at"), BESIDE: mark("It was not aimed at")}
DIRECTIONS: Final = {"more": mark("More of it"), "less": mark("Less of it")}
NOT_SAID: Final = mark("Not said")
Choices = list[tuple[str, str]]


class OutcomesForm(ChangeForm):
    """A form of these pages: it has the words for what can be at fault here."""

    faults = FAULTS

    def choose(
        self,
        name: str,
        label: str,
        choices: Choices,
        *,
        radio: bool = False,
        needed: bool = True,
        help_text: str = "",
    ) -> None:
        """Add a choice; `label` and `help_text` are messages."""
        self.fields[name] = forms.ChoiceField(
            label=self.words.say(label),
            help_text=self.words.say(help_text) if help_text else "",
            choices=choices,
            widget=forms.RadioSelect if radio else forms.Select,
            required=needed,
        )

    def choose_some(self, name: str, label: str, choices: Choices, help_text: str = "") -> None:
        """Add a choice of none, one or several."""
        self.fields[name] = forms.MultipleChoiceField(
            label=self.words.say(label),
            help_text=self.words.say(help_text) if help_text else "",
            choices=choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    def write(self, name: str, label: str, help_text: str = "", *, long: bool = False, needed: bool = True) -> None:
        """Add a text; `long` for one of several lines."""
        self.fields[name] = forms.CharField(
            label=self.words.say(label),
            help_text=self.words.say(help_text) if help_text else "",
            widget=forms.Textarea if long else forms.TextInput,
            required=needed,
            strip=False,
        )

    def optional(self, words: Mapping[Any, str]) -> Choices:
        """Return choices with "not said" before them."""
        return [("", str(self.words.say(NOT_SAID))), *spoken_choices(self.words, words)]

    def initiatives(self, around: Around, *, none: str = "") -> Choices:
        """Return the initiatives that can be chosen; `none` is the message for none of them."""
        first = [("", str(self.words.say(none)))] if none else []
        return [*first, *around.initiatives.items()]


class OutcomeForm(OutcomesForm, Once, Stamped):
    """Who changed what, when, with what part of ours, and what that rests on."""

    def __init__(self, words: PageLanguage, around: Around, *args: Any, **kwargs: Any) -> None:
        """Ask first what changed, then what it rests on, then where it belongs."""
        super().__init__(words, *args, **kwargs)
        self.choose("who", mark("Who changed"), spoken_choices(words, WHO_WORDS), radio=True)
        self.write("actor", mark("Which one"), mark("An authority, a group or a network; no person by name."))
        self.write("what", mark("What changed"), mark("What is otherwise than before, in a few sentences."), long=True)
        self.choose("changed", mark("What kind of thing"), spoken_choices(words, CHANGED_WORDS), radio=True)
        self.choose("family", mark("Which of the three changes"), spoken_choices(words, CHANGE_WORDS), radio=True)
        self.fields["on"] = day_field(words.say("By which day it had changed"))
        self.choose("bearing", mark("For the better or for the worse"), spoken_choices(words, BEARINGS), radio=True)
        self.choose("intent", mark("Was it aimed at"), spoken_choices(words, INTENTS), radio=True)
        help_text = mark("What the work had to do with it, beside what others did. Left empty, that is told.")
        self.write("contribution", mark("Our contribution"), help_text, long=True, needed=False)
        help_text = mark("Where it can be seen: a document, a count, who saw it. Left empty, that is told.")
        self.write("evidence", mark("What that rests on"), help_text, long=True, needed=False)
        sides = [(side.id, side.name) for side in around.sides]
        self.choose_some(
            "sides", mark("Of which sides whoever changed is"), sides, mark("None, for a body of no side.")
        )
        self.choose("kind", mark("Kind of change"), self.optional(KIND_WORDS), needed=False)
        self.choose("quadrant", mark("People and kind of change"), self.optional(QUADRANT_WORDS), needed=False)
        whole = self.initiatives(around, none=mark("The process as a whole"))
        self.choose("initiative", mark("Whose work"), whole, needed=False)

    def given(self) -> OutcomeText:
        """Return what was written."""
        data = self.cleaned_data
        return OutcomeText(
            who=data["who"],
            actor=data["actor"],
            changed=data["changed"],
            words=data["what"],
            family=data["family"],
            on=data["on"],
            contribution=data["contribution"],
            evidence=data["evidence"],
            intended=data["intent"] == AIMED,
            negative=data["bearing"] == WORSE,
            kind=data["kind"],
            quadrant=data["quadrant"],
            sides=data["sides"],
            initiative=data["initiative"],
        )


def as_written(outcome: Outcome, stamp: str) -> dict[str, object]:
    """Return what a form holds of an outcome that is there."""
    return {
        "who": outcome.who,
        "actor": outcome.actor,
        "what": outcome.words,
        "changed": outcome.changed,
        "family": outcome.family,
        "on": outcome.on,
        "bearing": WORSE if outcome.negative else BETTER,
        "intent": AIMED if outcome.intended else BESIDE,
        "contribution": outcome.contribution,
        "evidence": outcome.evidence,
        "sides": outcome.sides,
        "kind": outcome.kind or "",
        "quadrant": outcome.quadrant or "",
        "initiative": outcome.initiative or "",
        "stamp": stamp,
    }


class VerdictForm(OutcomesForm, Once):
    """What somebody independent says of an outcome."""

    def __init__(self, words: PageLanguage, *args: Any, **kwargs: Any) -> None:
        """Ask who, what, and in which words."""
        super().__init__(words, *args, **kwargs)
        self.write(
            "who",
            mark("Who was asked, by what they are"),
            mark("Such as: a teacher of the valley. No name, and nobody who took part in the work."),
        )
        self.choose("verdict", mark("What they say of it"), spoken_choices(words, VERDICT_WORDS), radio=True)
        self.write("what", mark("In their words, or as near as can be"), long=True)

    def given(self) -> Said:
        """Return what was taken down."""
        data = self.cleaned_data
        return Said(data["verdict"], data["who"], data["what"])


class TheoryForm(OutcomesForm, Once, Stamped):
    """Why an initiative should bring a change about; of one that is there, the initiative stays."""

    def __init__(self, words: PageLanguage, around: Around | None, *args: Any, **kwargs: Any) -> None:
        """Offer initiatives for a new one."""
        super().__init__(words, *args, **kwargs)
        if around is not None:
            self.choose("initiative", mark("Initiative"), self.initiatives(around))
        self.write("what", mark("The theory"), mark("If we do this, then that changes, because."), long=True)
        domains = spoken_choices(words, DOMAIN_WORDS)
        self.choose_some("domains", mark("To which part of the wider peace it should add"), domains)

    def given(self) -> TheoryText:
        """Return what was written."""
        data = self.cleaned_data
        return TheoryText(data.get("initiative", ""), data["what"], data["domains"])


class AssumptionForm(OutcomesForm, Once):
    """What has to hold."""

    what = forms.CharField(label=mark("What has to hold"), widget=forms.Textarea, strip=False)


class LookForm(OutcomesForm):
    """Whether an assumption holds."""

    def __init__(self, words: PageLanguage, *args: Any, **kwargs: Any) -> None:
        """Ask how it stands, on which day, and what that rests on."""
        super().__init__(words, *args, **kwargs)
        self.choose("state", mark("How it stands"), spoken_choices(words, HOLDS_WORDS), radio=True)
        self.fields["on"] = day_field(words.say("On which day"))
        self.write("what", mark("What that rests on"), long=True)


class IndicatorForm(OutcomesForm, Once):
    """What is counted, and how it is told apart."""

    def __init__(self, words: PageLanguage, around: Around, *args: Any, **kwargs: Any) -> None:
        """Ask what, in what, from where, and by which cut."""
        super().__init__(words, *args, **kwargs)
        self.write("what", mark("What is counted or measured"))
        self.write("unit", mark("In what"), mark("Such as: people, meetings, per cent."))
        of_whom = mark("In a file stand no numbers of few people, and of shares and means of people the whole alone.")
        counted = spoken_choices(words, COUNTED_WORDS)
        self.choose("counted", mark("Of what it tells"), counted, radio=True, help_text=of_whom)
        self.write("source", mark("Where the number comes from"))
        self.choose("level", mark("Level"), spoken_choices(words, LEVEL_WORDS), radio=True)
        self.choose("family", mark("Which of the three changes"), spoken_choices(words, CHANGE_WORDS), radio=True)
        self.choose("rises", mark("What is the better"), spoken_choices(words, DIRECTIONS), radio=True)
        help_text = mark("Such as: side. Declared now, before anything is counted.")
        self.write("cut", mark("How it is told apart"), help_text, needed=False)
        self.write("parts", mark("Its parts, one a line"), long=True, needed=False)
        self.choose("kind", mark("Kind of change"), self.optional(KIND_WORDS), needed=False)
        whole = self.initiatives(around, none=mark("The process as a whole"))
        self.choose("initiative", mark("Whose work"), whole, needed=False)

    def given(self) -> IndicatorText:
        """Return what was written."""
        data = self.cleaned_data
        as_said = ("level", "family", "unit", "counted", "source", "kind", "initiative", "cut")
        same = {name: data[name] for name in as_said}
        return IndicatorText(
            words=data["what"], rises=data["rises"] == "more", parts=data["parts"].splitlines(), **same
        )


class NumbersForm(OutcomesForm):
    """Numbers of one day: of the whole and of each part; what is left empty stays as it is."""

    def __init__(self, words: PageLanguage, indicator: Indicator, *args: Any, **kwargs: Any) -> None:
        """Offer a field for the whole and for each part."""
        super().__init__(words, *args, **kwargs)
        self.choose("role", mark("What these numbers are"), spoken_choices(words, ROLE_WORDS), radio=True)
        self.fields["on"] = day_field(words.say("Of which day"))
        for part, name in enumerate(("", *indicator.parts)):
            self.fields[f"part_{part}"] = forms.DecimalField(
                label=words.name(name) if name else words.say("All together"),
                required=False,
                max_digits=DIGITS,
                decimal_places=DECIMALS,
                widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}),
            )
        self._count = len(indicator.parts) + 1

    def numbers(self) -> dict[int, Decimal | None]:
        """Return what was typed, by the place of the part."""
        return {part: self.cleaned_data[f"part_{part}"] for part in range(self._count)}
