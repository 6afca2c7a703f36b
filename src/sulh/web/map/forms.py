"""
Forms of the map. What can be chosen comes from what their writer sees; whether it can be kept, the writes say.

    EightFields     what registering asks: five minutes
    CardForm        everything that a card holds, but for what is chosen out of thousands
    TiersForm       who sees how much of it
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django import forms

from sulh.formats.meeting_words import LEVEL_WORDS, SECTOR_WORDS
from sulh.formats.track_words import AUDIENCE_WORDS, CHANGE_WORDS, PHASE_WORDS, QUADRANT_WORDS, TIER_WORDS
from sulh.model.initiatives import AUDIENCES, TIERS, Audience, Card, Tier
from sulh.model.picture import Picture
from sulh.papers.page import PageLanguage
from sulh.store.writes.cards import CardText
from sulh.web.jinja import OWN_NAMES
from sulh.web.map.choices import MOST_BOXES, Choices, named, place_choices, side_choices
from sulh.web.meetings.forms import day_field
from sulh.web.setup.faults import FAULTS as COMMON
from sulh.web.setup.forms import TITLE, Once, Spoken, Stamped, spoken_choices
from sulh.words.language import mark

OWN = dict(OWN_NAMES)
FAULTS: dict[str, str] = COMMON | {
    "end-before-start": mark("The end lies before the beginning."),
    "enough-offers": mark("There are many already. Take something away first."),
    "enough-days": mark("There are many days already. Take some away that are over first."),
}


class MapForm(Spoken):
    """A form of this area: it has the words for what can be at fault here."""

    faults = FAULTS

    def several(self, name: str, label: str, choices: Choices) -> None:
        """Add a field in which several can be chosen, or none."""
        self.fields[name] = forms.MultipleChoiceField(
            label=label, choices=choices, widget=forms.CheckboxSelectMultiple, required=False
        )


class PuttingAside(MapForm):
    """Why a finding is put aside."""

    reason = forms.CharField(label=mark("Why it needs nothing now"), widget=forms.Textarea, strip=False)


class CodeForm(MapForm, Once):
    """A code for an owner: nothing is asked, and pressing twice makes one."""


class EightFields(MapForm, Once):
    """What registering asks; everything else can wait."""

    in_one = ("titles",)
    aim = forms.CharField(label=mark("Aim"), widget=forms.Textarea, strip=False)
    sectors = forms.MultipleChoiceField(label=mark("Sector tracks"), widget=forms.CheckboxSelectMultiple)
    levels = forms.MultipleChoiceField(label=mark("Level"), widget=forms.CheckboxSelectMultiple)

    def __init__(
        self, words: PageLanguage, picture: Picture, card: Card | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Offer what the reader sees of the map; with a card, what it holds now."""
        kwargs.setdefault("initial", {} if card is None else _held(card))
        super().__init__(words, *args, **kwargs)
        self.add_texts("titles", list(OWN), {} if card is None else card.titles, called=TITLE)
        sectors = spoken_choices(words, SECTOR_WORDS)
        numbered = [(key, f"{words.number(n)}. {text}") for n, (key, text) in enumerate(sectors, 1)]
        self.offer("sectors", numbered)
        self.offer("levels", spoken_choices(words, LEVEL_WORDS))
        for name, label, choices in _of_map(words, picture):
            if 0 < len(choices) <= MOST_BOXES:
                self.several(name, str(words.say(label)), choices)
        self.fields["start"] = day_field(words.say("Since when, or from when"), required=False)
        self.order_fields([name for name in self.fields if name.startswith("titles_")])

    def given(self) -> CardText:
        """Return what was written."""
        data = self.cleaned_data
        return CardText(
            titles=self.texts("titles"),
            aim=data["aim"],
            sectors=data["sectors"],
            levels=data["levels"],
            issues=data.get("issues", ()),
            places=data.get("places", ()),
            sides=data.get("sides", ()),
            start=data["start"],
        )


class CardForm(EightFields, Stamped):
    """What a card holds, but for what is chosen out of thousands (`sulh.web.map.engaged`)."""

    independent = forms.CharField(
        label=mark("Why it is better without a link to the official process"),
        widget=forms.Textarea,
        required=False,
        strip=False,
    )

    def __init__(self, words: PageLanguage, picture: Picture, card: Card, *args: Any, **kwargs: Any) -> None:
        """Offer the rest of it."""
        super().__init__(words, picture, card, *args, **kwargs)
        self.fields["end"] = day_field(words.say("Until when"), required=False)
        self.fields["phase"] = forms.ChoiceField(
            label=words.say("How it stands"),
            choices=spoken_choices(words, PHASE_WORDS),
            widget=forms.RadioSelect,
            required=card.phase is not None,  # what nobody has said yet may stay unsaid
        )
        self.several("changes", str(words.say("Kind of change it works for")), spoken_choices(words, CHANGE_WORDS))
        self.several(
            "quadrants", str(words.say("With whom, and where change shows")), spoken_choices(words, QUADRANT_WORDS)
        )
        items = named(words, ((one.id, one.titles) for one in picture.items))
        if items:
            self.several("items", str(words.say("Items of the official agenda it bears on")), items)

    def given(self) -> CardText:
        """Return what was written."""
        first, data = super().given(), self.cleaned_data
        return CardText(
            titles=first.titles,
            aim=first.aim,
            sectors=first.sectors,
            levels=first.levels,
            issues=data.get("issues"),
            places=data.get("places"),
            sides=first.sides,
            start=first.start,
            end=data["end"],
            phase=data["phase"],
            quadrants=data["quadrants"],
            changes=data["changes"],
            items=data.get("items", ()),
            actors=None,
            funders=None,
            depends_on=None,
            responsible=None,
            independent=data["independent"],
        )


class TiersForm(MapForm):
    """How much each audience sees, and whether work on the same matter is to be told."""

    matched = forms.BooleanField(
        label=mark("Tell me of work on the same matter, if its owner wants to know of mine too"), required=False
    )
    blind: Final = mark(
        "Only the issue, the item of the agenda, the region and the quarter are compared, and at most three new ones "
        "are told a week. First you each learn that there is something and of which kind; every further step needs you "
        "both. No coordinator and no funder learns of it. Whoever keeps the database of this machine could see it."
    )

    def __init__(self, words: PageLanguage, tiers: dict[Audience, Tier], *args: Any, **kwargs: Any) -> None:
        """Offer six tiers to each of six audiences."""
        super().__init__(words, *args, **kwargs)
        steps = [(tier, str(words.say(TIER_WORDS[tier]))) for tier in TIERS]
        self.fields["matched"].help_text = str(words.say(self.blind))
        for audience in AUDIENCES:
            self.fields[audience] = forms.ChoiceField(
                label=words.say(AUDIENCE_WORDS[audience]), choices=steps, initial=tiers[audience]
            )
        self.order_fields(AUDIENCES)

    def given(self) -> dict[str, str]:
        """Return the tier of each audience."""
        return {audience: self.cleaned_data[audience] for audience in AUDIENCES}


def _held(card: Card) -> dict[str, Any]:
    names = ("aim", "sectors", "levels", "issues", "places", "sides", "start", "end", "phase", "changes", "quadrants")
    return {name: getattr(card, name) for name in (*names, "items", "independent")}


def _of_map(words: PageLanguage, picture: Picture) -> Iterable[tuple[str, str, Choices]]:
    yield "issues", mark("Issues"), named(words, picture.issues.items())
    yield "places", mark("Places"), place_choices(words, picture)
    yield "sides", mark("Sides it works with"), side_choices(words, picture)
