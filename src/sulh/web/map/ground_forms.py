"""
Forms of what the map rests on: actors with several names, ties, places, issues, rounds of the official process.

What can be chosen comes from what their writer sees; whether it can be kept, the writes say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms

from sulh.formats.meeting_words import LEVEL_WORDS, SECTOR_WORDS
from sulh.formats.track_words import ACTOR_WORDS, CONFIDENCE_WORDS, PLACE_WORDS, TIE_WORDS
from sulh.model.actors import Actor, Name
from sulh.model.picture import Picture
from sulh.papers.page import PageLanguage
from sulh.store.writes.ground import MOST_NAMES, ActorText, TieText
from sulh.store.writes.ground_changes import RoundText
from sulh.web.jinja import OWN_NAMES
from sulh.web.map.choices import MOST_BOXES, Choices, place_choices, side_choices
from sulh.web.map.forms import OWN, MapForm
from sulh.web.meetings.forms import day_field
from sulh.web.setup.forms import Once, Stamped, spoken_choices
from sulh.words.language import mark

FIRST_NAMES, SPARE = 3, 2  # names that can be written at first; and beside those that there are
EAST, NORTH = 180, 90  # degrees


@dataclass(frozen=True)
class NameBoxes:
    """The two fields of one name."""

    text: forms.BoundField
    language: forms.BoundField


class NamesForm(MapForm):
    """Something with several names; the first is its own name for itself."""

    def add_names(self, names: Sequence[Name]) -> None:
        """Add fields for the names that there are, and some more."""
        self.rows = min(max(FIRST_NAMES, len(names) + SPARE), MOST_NAMES)
        tags = [("", str(self.words.say("Another, or not known"))), *OWN_NAMES]
        for place in range(self.rows):
            name = names[place] if place < len(names) else Name("")
            label = self.words.say("Its own name for itself") if not place else self.words.say("Another name")
            box = forms.TextInput({"dir": "auto"})
            self.fields[f"name_{place}"] = forms.CharField(
                label=label, widget=box, required=not place, strip=False, initial=name.text
            )
            self.fields[f"language_{place}"] = forms.ChoiceField(
                label=self.words.say("Language"), choices=tags, required=False, initial=name.language
            )

    def name_boxes(self) -> Iterator[NameBoxes]:
        """Return the fields of the names, two and two."""
        return (NameBoxes(self[f"name_{place}"], self[f"language_{place}"]) for place in range(self.rows))

    def others(self) -> Iterator[forms.BoundField]:
        """Return all other fields."""
        return (bound for bound in self if not bound.name.startswith(("name_", "language_")))

    def names(self) -> list[tuple[str, str]]:
        """Return the names that were written."""
        data = self.cleaned_data
        return [(data[f"name_{place}"], data[f"language_{place}"]) for place in range(self.rows)]


class ActorForm(NamesForm, Once, Stamped):
    """An actor."""

    kind = forms.ChoiceField(label=mark("Kind"))
    level = forms.ChoiceField(label=mark("Level"), required=False)
    abroad = forms.BooleanField(label=mark("It belongs outside the zone of the conflict"), required=False)
    source = forms.CharField(label=mark("Where this is known from"), required=False, strip=False)

    def __init__(
        self, words: PageLanguage, picture: Picture, actor: Actor | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Offer what the writer sees of the map; with an actor, what it holds now."""
        self._actor = actor
        kwargs.setdefault("initial", {} if actor is None else _held(actor))
        super().__init__(words, *args, **kwargs)
        self.offer("kind", spoken_choices(words, ACTOR_WORDS))
        self.offer("level", [("", str(words.say("Not said"))), *spoken_choices(words, LEVEL_WORDS)])
        if picture.sides:
            self._choice("side", str(words.say("Side")), side_choices(words, picture))
        self.several("sectors", str(words.say("Sector tracks")), spoken_choices(words, SECTOR_WORDS))
        places = place_choices(words, picture)
        if 0 < len(places) <= MOST_BOXES:
            self.several("places", str(words.say("Places")), places)
        self.add_names(actor.names if actor else ())

    def _choice(self, name: str, label: str, choices: Choices) -> None:
        none = ("", str(self.words.say("Not said")))
        self.fields[name] = forms.ChoiceField(label=label, choices=[none, *choices], required=False)

    def given(self) -> ActorText:
        """Return what was written; what no field asks for stays as it is."""
        data, actor = self.cleaned_data, self._actor
        return ActorText(
            kind=data["kind"],
            names=self.names(),
            sectors=data["sectors"],
            level=data["level"],
            side=data.get("side", ""),
            places=data.get("places", actor.places if actor else ()),
            abroad=data["abroad"],
            keys=actor.keys if actor else {},
            source=data["source"],
        )


class UnlistedForm(NamesForm, Once):
    """Somebody who is named on a card and nowhere else."""

    kind = forms.ChoiceField(label=mark("Kind"))

    def __init__(self, words: PageLanguage, *args: Any, **kwargs: Any) -> None:
        """Offer the kinds."""
        super().__init__(words, *args, **kwargs)
        self.offer("kind", spoken_choices(words, ACTOR_WORDS))
        self.add_names(())

    def given(self) -> ActorText:
        """Return what was written."""
        return ActorText(kind=self.cleaned_data["kind"], names=self.names())


class TieForm(MapForm, Once):
    """A tie, as one source tells it: between an actor and one of those who were found by name."""

    other = forms.ChoiceField(label=mark("With whom"), widget=forms.RadioSelect)
    kind = forms.ChoiceField(label=mark("Tie"))
    way = forms.ChoiceField(label=mark("Which way"), widget=forms.RadioSelect, initial="out")
    confidence = forms.ChoiceField(label=mark("How sure it is"), widget=forms.RadioSelect, initial="medium")
    source = forms.CharField(label=mark("Where this is known from"), strip=False)

    def __init__(self, words: PageLanguage, name: str, others: Choices, *args: Any, **kwargs: Any) -> None:
        """Offer those who were found, and both ways by the actor's name."""
        super().__init__(words, *args, **kwargs)
        self.offer("other", others)
        self.offer("kind", spoken_choices(words, TIE_WORDS))
        ways = (("out", mark("{name}, then the other")), ("in", mark("the other, then {name}")))
        self.offer("way", [(key, words.say(text, name=words.name(name))) for key, text in ways])
        self.offer("confidence", spoken_choices(words, CONFIDENCE_WORDS))
        self.fields["start"] = day_field(words.say("Since"), required=False)
        self.fields["end"] = day_field(words.say("Until when"), required=False)
        self.fields["about"] = forms.CharField(label=words.say("About what"), required=False, strip=False)

    def given(self, actor_id: UUID) -> TieText:
        """Return what was written of an actor."""
        data = self.cleaned_data
        both = (actor_id, UUID(data["other"]))
        one, other = both if data["way"] == "out" else both[::-1]
        dated = {"start": data["start"], "end": data["end"]}
        return TieText(one, other, data["kind"], data["confidence"], data["source"], about=data["about"], **dated)


class EndForm(MapForm):
    """When a tie ended."""

    def __init__(self, words: PageLanguage, *args: Any, **kwargs: Any) -> None:
        """Ask for the day."""
        super().__init__(words, *args, **kwargs)
        self.fields["end"] = day_field(words.say("Until when"), required=False)


class MergeForm(MapForm):
    """Which of two entries stands for both."""

    stands = forms.ChoiceField(label=mark("Which entry stands for both"), widget=forms.RadioSelect)

    def __init__(self, words: PageLanguage, both: Choices, *args: Any, **kwargs: Any) -> None:
        """Offer the two."""
        super().__init__(words, *args, **kwargs)
        self.offer("stands", both)


class PlaceForm(NamesForm, Once):
    """A place."""

    kind = forms.ChoiceField(label=mark("Kind"), widget=forms.RadioSelect)
    latitude = forms.FloatField(
        label=mark("Degrees north"), required=False, min_value=-NORTH, max_value=NORTH, widget=forms.TextInput
    )
    longitude = forms.FloatField(
        label=mark("Degrees east"), required=False, min_value=-EAST, max_value=EAST, widget=forms.TextInput
    )

    def __init__(self, words: PageLanguage, around: Choices, *args: Any, **kwargs: Any) -> None:
        """Offer the places that may lie around it."""
        super().__init__(words, *args, **kwargs)
        self.offer("kind", spoken_choices(words, PLACE_WORDS))
        for name in ("latitude", "longitude"):
            self.fields[name].error_messages |= dict.fromkeys(
                ("invalid", "min_value", "max_value"), str(words.say("Please give degrees, such as 33.5 or -1.25."))
            )
        if around:
            none = ("", str(words.say("None")))
            self.fields["within"] = forms.ChoiceField(
                label=words.say("Lies in"), choices=[none, *around], required=False
            )
        self.add_names(())

    def clean(self) -> dict[str, Any]:
        """Ask for both coordinates, or none."""
        data = super().clean() or self.cleaned_data
        given = [data.get(name) is not None for name in ("latitude", "longitude")]
        if not self.errors and any(given) and not all(given):
            missing = "longitude" if given[0] else "latitude"
            self.add_error(missing, str(self.words.say("Please give both, or none.")))
        return data

    def position(self) -> tuple[float, float] | None:
        """Return where it lies; None where nobody said."""
        data = self.cleaned_data
        return None if data["latitude"] is None else (data["latitude"], data["longitude"])

    def within(self) -> UUID | None:
        """Return the place around it."""
        return UUID(self.cleaned_data["within"]) if self.cleaned_data.get("within") else None


class IssueForm(MapForm):
    """What the conflict is about, in a few words."""

    def __init__(self, words: PageLanguage, *args: Any, **kwargs: Any) -> None:
        """Ask in every language; one is enough."""
        super().__init__(words, *args, **kwargs)
        self.add_texts("names", list(OWN), {}, called=mark("Issue"))


class RoundForm(MapForm, Once, Stamped):
    """A round of the official process."""

    source = forms.CharField(label=mark("Where this is known from"), strip=False)

    def __init__(self, words: PageLanguage, *args: Any, **kwargs: Any) -> None:
        """Ask for its days."""
        super().__init__(words, *args, **kwargs)
        for name, label in (
            ("start", mark("Began on")),
            ("end", mark("Ended on")),
            ("stalled_since", mark("Stands still since")),
        ):
            self.fields[name] = day_field(words.say(label), required=False)
        self.order_fields(["start", "end", "stalled_since", "source"])

    def given(self) -> RoundText:
        """Return what was written."""
        data = self.cleaned_data
        return RoundText(data["source"], data["start"], data["end"], data["stalled_since"])


def _held(actor: Actor) -> dict[str, Any]:
    names = ("kind", "sectors", "places", "abroad", "source")
    return {name: getattr(actor, name) for name in names} | {"level": actor.level or "", "side": actor.side or ""}
