"""What is filled in about agreements. What cannot be kept is told by the writes, beside its field."""

from __future__ import annotations

from typing import Any

from django import forms

from sulh.papers.page import PageLanguage
from sulh.store.errors import Invalid
from sulh.store.models.chain import CONFIDENCES
from sulh.store.reads.close_passages import ToConfirm
from sulh.store.reads.origins import Origin
from sulh.web.chain import words as of
from sulh.web.desk.words import ANSWERS
from sulh.web.meetings.forms import day_field
from sulh.web.release.forms import MORE_FAULTS
from sulh.web.statements.forms import Spoken
from sulh.web.statements.words import FAULTS
from sulh.words.language import mark

SHORT = 70  # letters of a clause in a list
FIELDS = {"passage": "paragraph"}  # faults of a write that belong to a field of another name


def told(form: Spoken, refusal: Invalid) -> None:
    """Put the faults of a write where their fields are."""
    for field, code in refusal.faults.items():
        sentence = of.READING.get(code) or MORE_FAULTS.get(code) or FAULTS.get(code, FAULTS["no-choice"])
        named = "file" if field == "text" and form.files else FIELDS.get(field, field)
        form.add_error(named if named in form.fields else None, str(form.words.say(sentence)))


class AgreementForm(Spoken):
    """An agreement: what it is called, where it is from, and its text as a file or pasted."""

    one_of_two = ("file", "text")
    title = forms.CharField(strip=False, label=mark("What it is called"))
    source = forms.CharField(strip=False, label=mark("Where this text is from"))
    file = forms.FileField(required=False, allow_empty_file=True, max_length=200, label=mark("File"))
    text = forms.CharField(
        required=False, strip=False, widget=forms.Textarea(attrs={"rows": 8}), label=mark("Or its text, pasted")
    )

    def __init__(self, words: PageLanguage, *args: Any, **kwargs: Any) -> None:
        """Offer a day and the encodings."""
        super().__init__(words, *args, **kwargs)
        self.fields["on"] = day_field(words.say("Day that it bears"))
        known = [(one, words.say(name)) for one, name in of.ENCODINGS.items()]
        self.fields["encoding"] = forms.ChoiceField(
            required=False,
            choices=[("", words.say("Found out from the file")), *known],
            label=words.say("Letters of a TXT file"),
        )
        self.order_fields(("title", "on", "source", "file", "encoding", "text"))


class ListForm(Spoken):
    """A list of agreements that somebody has taken from elsewhere."""

    file = forms.FileField(allow_empty_file=True, max_length=200, label=mark("File (CSV or XLSX)"))


class PassageForm(Spoken):
    """A passage, who is to act on it, and what contributed to it."""

    start = forms.IntegerField(required=False, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, widget=forms.HiddenInput)
    paragraph = forms.IntegerField(required=False, label=mark("Number of the paragraph"))
    first = forms.CharField(required=False, label=mark("Words with which the passage begins"))
    last = forms.CharField(required=False, label=mark("Words with which it ends"))
    authority = forms.CharField(strip=False, label=mark("Who is to act on it"))

    def __init__(self, words: PageLanguage, found: ToConfirm, *args: Any, **kwargs: Any) -> None:
        """Offer what can have contributed, three confidences, and the items of the official agenda."""
        super().__init__(words, *args, **kwargs)
        known = [(f"{kind} {one.id}", named(words, one)) for (kind, _), one in found.origins.items()]
        self.fields["origin"] = forms.ChoiceField(choices=known, label=words.say("What contributed to it"))
        levels = [(one, words.say(of.CONFIDENCES[one])) for one in CONFIDENCES]
        self.fields["confidence"] = forms.ChoiceField(
            choices=levels, widget=forms.RadioSelect, label=words.say("How sure you are")
        )
        self.fields["source"] = forms.CharField(strip=False, label=words.say("Why it is thought so"))
        if found.items:
            offered = [(one, f"{words.number(number)}. {title}") for one, number, title in found.items]
            self.fields["agenda_item"] = forms.ChoiceField(
                required=False,
                choices=[("", words.say("None")), *offered],
                label=words.say("Item of the official agenda that it bears on"),
            )


def named(words: PageLanguage, one: Origin) -> str:
    """Return what can have contributed in one line, as plain text."""
    text = of.short(one.text, SHORT)
    number = words.number(one.number)
    if one.kind == "clause":
        said = words.say("Clause {n}: {text}", n=number, text=text)
    elif one.kind == "package":
        said = words.say("Package {n}: {text}", n=number, text=text)
    else:
        day = words.when(one.on.isoformat()) if one.on else ""
        answer = words.say(ANSWERS[one.answer])
        said = words.say("Answer to package {n}: {answer}, {day}", n=number, answer=answer, day=day)
    return said.unescape()
