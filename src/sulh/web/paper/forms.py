"""What facilitators fill in about paper; faults of the writes come back to the fields by `told`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms

from sulh.papers.page import PageLanguage
from sulh.store.errors import Invalid
from sulh.store.reads.paper import OnPaper, PaperRound
from sulh.store.writes.criticisms import NEED
from sulh.store.writes.paper import MOST_AT_ONCE, Batch
from sulh.web.jinja import OWN_NAMES
from sulh.words.language import mark

FAULTS = {
    "number": mark("So many cannot be made at once."),
    "no-choice": mark("Choose one."),
    "no-such-ballot": mark("No ballot of this round has this number. Look at the paper once more, digit by digit."),
}
VALUES = {"agree": 1, "disagree": -1, "pass": 0}
SOUNDED = {"support": 1, "live": 0, "cannot": -1}
NO_NEED = mark("Copy the need or concern from the paper. Where none stands there, leave this clause empty.")
MEANT = mark("Please put the mark, so that nothing is erased by mistake.")
TOO_LARGE = mark("Choose a file of at most 2.9 MB.")
MOST_BYTES = 2_900_000  # of a file, below what the server takes in one request
Given = Mapping[str, Any]


class Spoken(forms.Form):
    """A form whose labels are said by its template, and whose faults in the reader's language."""

    use_required_attribute = False

    def told(self, refusal: Invalid, words: PageLanguage) -> None:
        """Put the faults of a write where their fields are."""
        for name, code in refusal.faults.items():
            sentence = str(words.say(FAULTS.get(code, FAULTS["no-choice"])))
            self.add_error(name if name in self.fields else None, sentence)


class OfSide(Spoken):
    """A side that answers in a round, and a language of the dialogue."""

    def __init__(
        self, words: PageLanguage, round_: PaperRound, languages: Sequence[str], data: Given | None = None, **more: Any
    ) -> None:
        """Offer the sides of the round and the languages of the dialogue."""
        super().__init__(data, auto_id=f"{type(self).__name__.lower()}-{round_.number}-%s", **more)
        sides = [(one.side.id, words.name(one.side.name)) for one in round_.sides]
        own = [(tag, name) for tag, name in OWN_NAMES if tag in languages]
        self.fields["side"] = forms.ChoiceField(choices=sides, widget=forms.RadioSelect)
        self.fields["language"] = forms.ChoiceField(choices=own, widget=forms.RadioSelect)


class NewBallots(OfSide):
    """So many ballots. `seen` is how many there were when the page was opened."""

    seen = forms.IntegerField(min_value=0, max_value=1_000_000, widget=forms.HiddenInput)
    count = forms.IntegerField(min_value=1, max_value=MOST_AT_ONCE)

    def batch(self) -> Batch:
        """Return for whom, in which language, and how many."""
        given = self.cleaned_data
        return Batch(UUID(given["side"]), given["language"], given["count"])


class BallotsAgain(OfSide):
    """The same ballots once more: all of them, or the one whose paper was spoilt."""

    number = forms.CharField(max_length=40, required=False)


class Number(Spoken):
    """The number of a ballot as somebody reads it off the paper."""

    ballot = forms.CharField(max_length=40)


class TakenBack(Number):
    """A ballot whose owner takes it back; it has to be meant."""

    sure = forms.BooleanField()

    def __init__(self, words: PageLanguage, data: Given | None = None) -> None:
        """Ask for both."""
        super().__init__(data, auto_id="back-%s")
        self.fields["sure"].error_messages["required"] = str(words.say(MEANT))


class Marks(Number):
    """A whole ballot: for each statement one of the three words, or nothing; in a sounding the need beside a clause."""

    replaces = forms.BooleanField(required=False, widget=forms.HiddenInput)
    blank = forms.BooleanField(required=False)

    def __init__(self, words: PageLanguage, paper: OnPaper, data: Given | None = None, **more: Any) -> None:
        """Offer the statements of the round in the order of the paper; nothing is marked beforehand."""
        super().__init__(data, **more)
        self.fields["ballot"].widget = forms.HiddenInput()
        self._words, self._values = words, SOUNDED if paper.sounding else VALUES
        said = {"agree": words.say("Agree"), "disagree": words.say("Disagree"), "pass": words.say("Pass")}
        if paper.sounding:
            said = {
                "support": words.say("I support it"),
                "live": words.say("I can live with it"),
                "cannot": words.say("I cannot live with it"),
            }
        choices = [*said.items(), ("", words.say("Empty"))]
        self.places = {put.place: put for put in paper.puts}
        for put in paper.puts:
            self.fields[f"a{put.place}"] = forms.ChoiceField(
                choices=choices, widget=forms.RadioSelect, required=False, initial="", label=str(put.place)
            )
            if paper.sounding:
                self.fields[f"n{put.place}"] = forms.CharField(
                    required=False, max_length=NEED, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"})
                )

    def answers(self) -> dict[UUID, int]:
        """Return what is marked: statement -> vote."""
        marked = {place: self.cleaned_data.get(f"a{place}", "") for place in self.places}
        return {self.places[place].statement_id: self._values[said] for place, said in marked.items() if said}

    def needs(self) -> dict[UUID, str]:
        """Return the need that stands beside each clause, where one does."""
        given = {place: self.cleaned_data.get(f"n{place}", "") for place in self.places}
        return {self.places[place].statement_id: need for place, need in given.items() if need}

    def clean(self) -> dict[str, Any]:
        """Refuse "cannot live with it" without a need."""
        for place in self.places:
            if self.cleaned_data.get(f"a{place}") == "cannot" and not self.cleaned_data.get(f"n{place}", "").strip():
                self.add_error(f"n{place}", str(self._words.say(NO_NEED)))
        return self.cleaned_data


class Table(Spoken):
    """A file, and what it is. `digest` stands for the file whose faults were shown."""

    file = forms.FileField(max_length=200, allow_empty_file=True)
    digest = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    leave_out = forms.BooleanField(required=False)

    def __init__(self, words: PageLanguage, data: Given | None = None, files: Any = None, **more: Any) -> None:
        """Offer the two kinds of files."""
        super().__init__(data, files, **more)
        self._too_large = str(words.say(TOO_LARGE))
        self.fields["file"].error_messages["required"] = self._too_large
        kinds = [
            ("table", words.say("A table of ballots, CSV or XLSX: a number and the answers in each row")),
            ("form", words.say("Answers to the form, as the program that collected them exports them")),
        ]
        self.fields["kind"] = forms.ChoiceField(choices=kinds, widget=forms.RadioSelect)
        self.order_fields(("kind", "file", "digest", "leave_out"))

    def clean_file(self) -> Any:
        """Refuse what is larger than one request may be."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(self._too_large)
        return file
