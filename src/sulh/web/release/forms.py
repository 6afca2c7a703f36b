"""What a facilitator composes a package from, and what is entered from a slip."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from markupsafe import Markup

from sulh.model.package import OFFER_KINDS, ROUTES, USES, Package
from sulh.model.publication import Word
from sulh.papers.page import PageLanguage
from sulh.papers.transfer.phrases import FOUND_WORDS, OFFER_WORDS, ROUTE_WORDS, USE_WORDS
from sulh.store import clock
from sulh.store.errors import Invalid
from sulh.store.reads.approving import Choices
from sulh.store.reads.composing import Draft, Shelf
from sulh.store.sealing import in_language
from sulh.web.meetings.forms import day_field
from sulh.web.onetext.forms import called
from sulh.web.statements.forms import Spoken
from sulh.web.statements.words import FAULTS, language_name
from sulh.words.language import mark

OFFERS = 3  # that a form has room for
USUAL_TIME = timedelta(days=30)  # until a package is over, if nobody says otherwise
TEXTS = ("title", "summary", "addressee", "use_words", "missing")  # in every language
LONG = {"summary": 5, "missing": 2, "use_words": 2}  # lines
MORE_FAULTS = {
    "date-past": mark("Choose a day that is still to come."),
    "too-many": mark("These are more than there is room for."),
    "other-code": mark("These are not the letters of the package that the sides are asked about."),
    "no-reader": mark("No reader of this dialogue came in with such letters."),
}


def tell(form: Spoken, refusal: Invalid) -> None:
    """Put the faults of a write where their fields are."""
    for field, code in refusal.faults.items():
        sentence = form.words.say(MORE_FAULTS.get(code) or FAULTS.get(code, FAULTS["no-choice"]))
        form.add_error(field if field in form.fields else None, str(sentence))


class Composing(Spoken):
    """A package: what is in it, and in which words."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)

    def __init__(self, words: PageLanguage, on: Shelf, more: Choices, *args: Any, **kwargs: Any) -> None:
        """Offer what is on the shelf, in the reader's language, and a text for each language."""
        super().__init__(words, *args, **kwargs)
        self.on = on
        tag = words.tag
        ideas = [(one.key, _said(words, in_language(one.texts, tag), one.word)) for one in on.ideas]
        self._choose("ideas", ideas, words.say("What was published to all sides"))
        clauses = [
            (one.key, called(one.number, in_language(one.texts, tag), words, of=len(on.clauses))) for one in on.clauses
        ]
        self._choose("clauses", clauses, words.say("Clauses of the text"))
        for name in TEXTS:
            for language in on.languages:
                self._text(f"{name}_{language}", language, rows=LONG.get(name, 1))
        for place in range(1, OFFERS + 1):
            kinds = [("", words.say("None")), *((one, words.say(OFFER_WORDS[one])) for one in OFFER_KINDS)]
            self.fields[f"kind{place}"] = forms.ChoiceField(choices=kinds, required=False, label=words.say("Kind"))
            for language in on.languages:
                self._text(f"offer{place}_{language}", language, rows=2)
        self._one("use", [(one, words.say(USE_WORDS[one])) for one in USES], words.say("Meant as"))
        self._one("route", [(one, words.say(ROUTE_WORDS[one])) for one in ROUTES], words.say("Way"))
        self._maybe("desk", more.desks, words.say("Desk"))
        self._maybe("agenda_item", more.agenda_items, words.say("Item of the official agenda that it bears on"))
        self._maybe("question", more.questions, words.say("Question that it answers"))
        self.fields["expires"] = day_field(str(words.say("To be approved and sent by")))
        self._choose("authentic", [(one, language_name(one)) for one in on.languages], words.say("Authentic languages"))

    def draft(self) -> Draft:
        """Return what was composed."""
        given = self.cleaned_data
        return Draft(
            **{name: self._texts(name) for name in TEXTS},
            route=given["route"],
            use=given["use"],
            expires=given["expires"],
            authentic=tuple(given["authentic"]),
            ideas=tuple(given["ideas"]),
            clauses=tuple(given["clauses"]),
            offers=tuple(self._offers()),
            desk=_an_id(given.get("desk")),
            agenda_item=_an_id(given.get("agenda_item")),
            question=_an_id(given.get("question")),
        )

    def _offers(self) -> Iterator[tuple[str, dict[str, str]]]:
        for place in range(1, OFFERS + 1):
            texts = self._texts(f"offer{place}")
            if self.cleaned_data[f"kind{place}"] or any(texts.values()):
                yield self.cleaned_data[f"kind{place}"], texts

    def _texts(self, name: str) -> dict[str, str]:
        return {tag: str(self.cleaned_data.get(f"{name}_{tag}", "")) for tag in self.on.languages}

    def _text(self, name: str, language: str, *, rows: int) -> None:
        widget = forms.Textarea(attrs={"lang": language, "rows": rows})
        needed = name.startswith(TEXTS)
        self.fields[name] = forms.CharField(required=needed, strip=False, widget=widget, label=language_name(language))

    def _choose(self, name: str, choices: Sequence[tuple[str, Any]], label: Markup) -> None:
        self.fields[name] = forms.MultipleChoiceField(
            choices=choices, required=False, widget=forms.CheckboxSelectMultiple, label=label
        )

    def _one(self, name: str, choices: Sequence[tuple[str, Any]], label: Markup) -> None:
        self.fields[name] = forms.ChoiceField(choices=choices, widget=forms.RadioSelect, label=label)

    def _maybe(self, name: str, rows: Sequence[tuple[str, str]], label: Markup) -> None:
        if rows:
            choices = [("", self.words.say("None")), *((one, self.words.name(shown)) for one, shown in rows)]
            self.fields[name] = forms.ChoiceField(choices=choices, required=False, label=label)


def first(on: Shelf) -> dict[str, Any]:
    """Return what a new package begins with: nothing chosen from the shelf, everything authentic, thirty days."""
    return {
        "authentic": list(on.languages),
        "use": "option_to_test",
        "route": "desk",
        "expires": clock.today() + USUAL_TIME,
        **{f"missing_{tag}": on.missing.get(tag, "") for tag in on.languages},
    }


def again(package: Package, on: Shelf, seen: str, links: dict[str, str | None]) -> dict[str, Any]:
    """Return a package as the form holds it, to be changed."""
    ideas = {(tuple(sorted(one.texts.items())), one.publication) for one in package.ideas}
    clauses = {(one.number, one.version) for one in package.clauses}
    texts = {
        "title": package.title,
        "summary": package.summary,
        "addressee": package.addressee,
        "use_words": package.use_words,
        "missing": package.about.missing,
        **{f"offer{place}": offer.texts for place, offer in enumerate(package.offers, 1)},
    }
    return {
        "seen": seen,
        "ideas": [one.key for one in on.ideas if (tuple(sorted(one.texts.items())), one.digest) in ideas],
        "clauses": [one.key for one in on.clauses if (one.number, one.version) in clauses],
        "authentic": list(package.authentic),
        "use": package.use,
        "route": package.route,
        "expires": package.expires,
        **{f"kind{place}": offer.kind for place, offer in enumerate(package.offers, 1)},
        **{f"{name}_{tag}": text for name, by_tag in texts.items() for tag, text in by_tag.items()},
        **{name: chosen or "" for name, chosen in links.items()},
    }


class SlipForm(Spoken):
    """A slip as it is read: whose, which text, what is ticked."""

    label = forms.CharField(max_length=12, label=mark("Letters on the slip by which the reader came in"))
    code = forms.CharField(max_length=40, label=mark("Sixteen letters on the slip"))

    def __init__(self, words: PageLanguage, *args: Any, **kwargs: Any) -> None:
        """Offer yes and no, of equal weight."""
        super().__init__(words, *args, **kwargs)
        answers = [("yes", words.say("Yes")), ("no", words.say("No"))]
        self.fields["said"] = forms.ChoiceField(
            choices=answers, widget=forms.RadioSelect, label=words.say("What is ticked")
        )


def _said(words: PageLanguage, text: str, word: Word | None) -> Markup:
    """Return a finding with what was published of it."""
    return Markup('{} <span class="aside">{}</span>').format(words.name(text), words.say(FOUND_WORDS[word]))


def _an_id(chosen: str | None) -> UUID | None:
    return UUID(chosen) if chosen else None
