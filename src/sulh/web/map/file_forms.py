"""
Forms of files that leave the map and come into it.

    RegisterForm     which organisation answers for a public register
    BringForm        a file that comes in
    ReadForm         how it is to be read: which column holds what, and what a file does not say
    MakeForm         which of its entries are actors of the map already
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, Final

from django import forms
from django.core.validators import RegexValidator

from sulh.formats.map_forms import TABLES
from sulh.formats.map_in import IN_FORMS, Columns, InForm, Part, Wanted
from sulh.formats.map_table import Column, ColumnMapping
from sulh.formats.track_words import ACTOR_WORDS, CONFIDENCE_WORDS, DIRECTION_WORDS, PLACE_WORDS, TIE_WORDS
from sulh.model.actors import PLACE_KINDS
from sulh.papers.page import PageLanguage
from sulh.store.reads.map_files import Waiting
from sulh.store.texts import NAME, SENTENCE
from sulh.web.desk.words import ITEM_STATES
from sulh.web.jinja import OWN_NAMES
from sulh.web.map.forms import FAULTS, MapForm
from sulh.web.setup.forms import Once, spoken_choices
from sulh.words.language import mark
from sulh.words.text import DIRECTION_MARKS, UNSEEN

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
FORM_WORDS: Final[dict[InForm | str, str]] = {
    "": mark("Nothing that the map reads"),
    "initiatives": mark("A table of initiatives"),
    "actors": mark("A table of actors"),
    "ties": mark("A table of ties between actors"),
    "places": mark("A table of places"),
    "agenda": mark("The official agenda"),
    "rounds": mark("Rounds of the official talks"),
    "hxl": mark("Who does what where, with HXL tags"),
    "iati": mark("Activities of IATI 2.03"),
    "graphml": mark("A graph of actors and ties (GraphML)"),
    "geojson": mark("Places (GeoJSON)"),
    "ucdp": mark("The dyadic table of UCDP"),
    "ucdp-conflicts": mark("The table of armed conflicts of UCDP and PRIO"),
    "offers": mark("A table of offers and needs"),
}
DAY_ORDERS: Final = {"day_first": mark("The day first: 3 April"), "month_first": mark("The month first: 4 March")}
# What can be said once for every row of a table that has no column for it.
FIXED: Final[dict[tuple[Part, str], Mapping[Any, str]]] = {
    ("actors", "kind"): ACTOR_WORDS,
    ("places", "kind"): PLACE_WORDS,
    ("ties", "kind"): TIE_WORDS,
    ("ties", "confidence"): CONFIDENCE_WORDS,
    ("agenda", "state"): ITEM_STATES,
    ("offers", "direction"): DIRECTION_WORDS,
}
# What countries are to a table of UCDP.
COUNTRIES: Final[dict[InForm, str]] = {
    "ucdp": mark("Only what was fought in these countries, by their numbers"),
    "ucdp-conflicts": mark("Only conflicts of these states, by their numbers"),
}
MOST_COLUMNS, SHOWN = 60, 60  # columns that are asked for; letters of their names
NONE: Final = "-"  # chosen for nothing
ODD_SIGN: Final = FAULTS["control"]
NUMBER: Final = re.compile(r"[0-9]{1,9}")
Offered = tuple[str, Sequence[tuple[str, str]]]  # what an entry is called, and (id, name) of those it may be
IDENTIFIER: Final = RegexValidator(r"\A[A-Za-z0-9][A-Za-z0-9.-]{2,60}\Z")


class RegisterForm(MapForm):
    """The organisation that publishes."""

    ref = forms.CharField(label=mark("Identifier in IATI of who publishes it"))
    name = forms.CharField(label=mark("Name of who publishes it"))
    language = forms.ChoiceField(label=mark("Language of the name"), choices=OWN_NAMES)
    kind = forms.ChoiceField(label=mark("What kind of organisation that is"))

    def __init__(self, words: PageLanguage, *args: Any, **kwargs: Any) -> None:
        """Offer kinds of organisations."""
        super().__init__(words, *args, initial={"language": words.tag}, **kwargs)
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

    file = forms.FileField(allow_empty_file=True, max_length=200, label=mark("File"))


class ReadForm(MapForm):
    """
    How a file is to be read.

    What each column holds is asked for the first of them: whoever has more takes columns out of the table first.
    """

    form = forms.ChoiceField(label=mark("What the file is"))
    source = forms.CharField(label=mark("Where it is known from, for what does not say it"), required=False)

    def __init__(self, words: PageLanguage, held: Waiting, *args: Any, **kwargs: Any) -> None:
        """Offer what this file can be asked."""
        self._held = held
        brought, wanted = held.brought, held.wanted
        initial = {"form": brought.form or "", "source": wanted.source, "language": wanted.language}
        super().__init__(words, *args, initial=initial, **kwargs)
        self.offer("form", spoken_choices(words, FORM_WORDS))
        self.fields["language"] = forms.ChoiceField(
            label=words.say("Language of texts that do not say it"), choices=OWN_NAMES, initial=wanted.language
        )
        if brought.columns:
            self._add("days", mark("How days such as 3/4/2026 are written"), DAY_ORDERS, self._first().days)
        if brought.form == "hxl":
            self._add("place_kind", mark("What places are that do not say it"), PLACE_WORDS, wanted.place_kind)
        if brought.form in COUNTRIES:
            for name, label, numbers in (
                ("conflicts", mark("Only these conflicts, by their numbers"), wanted.conflicts),
                ("countries", COUNTRIES[brought.form], wanted.countries),
            ):
                self.fields[name] = forms.CharField(
                    label=words.say(label), required=False, max_length=2_000, initial=" ".join(numbers)
                )
        if brought.issues or brought.unknown.get("issues") or brought.form == "ucdp":
            self.fields["new_issues"] = forms.BooleanField(
                label=words.say("Write down issues that the map does not hold: everybody on the map sees them"),
                required=False,
                initial=wanted.new_issues,
            )
        for one in brought.columns:
            self._columns(one)

    def _first(self) -> ColumnMapping:
        return self._held.brought.columns[0].mapping

    def _add(self, name: str, label: str, choices: Mapping[Any, str], initial: str) -> None:
        self.fields[name] = forms.ChoiceField(
            label=self.words.say(label), choices=spoken_choices(self.words, choices), initial=initial
        )

    def _columns(self, held: Columns) -> None:
        """Ask what each column holds, and what stands for every row where no column says it."""
        names = [name for column in TABLES[held.part].columns for name in _spoken(column)]
        choices = [(NONE, str(self.words.say("not read"))), *((name, name) for name in names)]
        for at, called in list(held.header.items())[:MOST_COLUMNS]:
            now = held.mapping.columns.get(at, "")
            more = [(now, now)] if now and now not in names else []
            self.fields[f"{held.part}_{at}"] = forms.ChoiceField(
                label=self.words.say("Column “{name}”", name=self.words.name(called[:SHOWN])),
                choices=[*choices, *more],
                initial=now or NONE,
            )
        for (part, name), texts in FIXED.items():
            if part == held.part and name not in held.mapping.columns.values():
                self.fields[f"{part}_all_{name}"] = forms.ChoiceField(
                    label=self.words.say("In every row, {field}", field=self.words.name(name)),
                    choices=[(NONE, str(self.words.say("not said"))), *spoken_choices(self.words, texts)],
                    initial=held.mapping.fixed.get(name, NONE),
                )

    def clean_source(self) -> str:
        """Take a sentence of one line."""
        given = " ".join(str(self.cleaned_data["source"]).split())
        if len(given) > SENTENCE:
            raise forms.ValidationError(str(self.words.say("This is too long. Please make it shorter.")))
        if not given.isprintable() or DIRECTION_MARKS.search(given) or UNSEEN.search(given):
            raise forms.ValidationError(str(self.words.say(ODD_SIGN)))
        return given

    def given(self) -> Wanted:
        """Return what was chosen; columns only as long as the file is taken for what it was."""
        data, brought = self.cleaned_data, self._held.brought
        same = data["form"] == (brought.form or "")
        return Wanted(
            form=next((one for one in IN_FORMS if one == data["form"]), None),
            mappings={one.part: self._mapping(one) for one in brought.columns} if same else {},
            language=data["language"],
            place_kind=next((one for one in PLACE_KINDS if one == data.get("place_kind")), "district"),
            conflicts=_numbers(data.get("conflicts", "")),
            countries=_numbers(data.get("countries", "")),
            source=data["source"],
            new_issues=bool(data.get("new_issues")),
        )

    def _mapping(self, held: Columns) -> ColumnMapping:
        data = self.cleaned_data
        columns = {at: data.get(f"{held.part}_{at}", held.mapping.columns.get(at, "")) for at in held.header}
        fixed = {name: data.get(f"{part}_all_{name}", NONE) for part, name in FIXED if part == held.part}
        return ColumnMapping(
            {at: name for at, name in columns.items() if name not in ("", NONE)},
            language=data["language"],
            days="month_first" if data["days"] == "month_first" else "day_first",
            fixed={name: text for name, text in fixed.items() if text != NONE},
        )


class MakeForm(MapForm):
    """Which entries of a file are actors of the map already; unless somebody says so, none is."""

    def __init__(self, words: PageLanguage, offered: Mapping[str, Offered], *args: Any, **kwargs: Any) -> None:
        """Ask of each entry that may be one of the map; `offered`: id in the file -> (name, who it may be)."""
        super().__init__(words, *args, **kwargs)
        self._ids: dict[str, str] = {}
        for id_, (called, likely) in offered.items():
            name = f"same_{sha256(id_.encode()).hexdigest()[:12]}"
            self._ids[name] = id_
            anew = (NONE, words.say("Somebody else: make a new entry"))
            same = [(other, words.say("The same as {name}", name=words.name(text))) for other, text in likely]
            self.fields[name] = forms.ChoiceField(
                label=words.name(called), choices=[anew, *same], widget=forms.RadioSelect, initial=NONE
            )

    def given(self) -> dict[str, str]:
        """Return id in the file -> actor of the map."""
        return {id_: self.cleaned_data[name] for name, id_ in self._ids.items() if self.cleaned_data[name] != NONE}


def _spoken(column: Column) -> list[str]:
    """Return what a column can be taken for: a text by language, for each language."""
    return [f"{column.name} ({tag})" for tag, _ in OWN_NAMES] if column.by_language else [column.name]


def _numbers(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(NUMBER.findall(text)))
