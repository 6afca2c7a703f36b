"""
Answers come in, and columns that are called otherwise there are told what they are here, one select each.

    a file ──▶ columns that were not known ──▶ the same page, a select each ──▶ the file again, read by what was chosen

Nothing of the file is kept in between: the page carries names of columns and what they stand for, and the person
chooses the file once more. What was chosen in an earlier step comes along, so that many columns take several steps and
no page grows long. Where what heads a column may be an answer it is told by its letter (`sulh.formats.study_head`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from django import forms
from django.http import QueryDict
from markupsafe import Markup

from sulh.formats.grids import LONGEST_CELL
from sulh.formats.remarks import shown
from sulh.formats.study_form import CODE, CONSENT, GROUP, WITH, names
from sulh.formats.study_head import letter_of
from sulh.formats.study_rows import StudyRead
from sulh.model.questionnaire import Questionnaire
from sulh.papers.page import PageLanguage
from sulh.store.sealing import in_language
from sulh.web.change.study_forms import StudiesForm
from sulh.words.language import mark

A_STEP: Final = 16  # columns with a select each on one page
MOST: Final = 400  # columns of which a page carries what they stand for
FIXED: Final = {
    GROUP: mark("The group"),
    CODE: mark("The code"),
    CONSENT: mark("Whether they agreed to take part"),
}
AWAY: Final = "-"  # a column of the file that is left out
FEW: Final = mark(
    "This study knows few of the cells in the first row, so answers may stand there: none is shown, and columns are "
    "told by their letter. If they are names, say of each column what it is, or leave it out, and choose the file once "
    "more: nothing of it was kept. If they are answers, put a row of names above them first: else whoever stands in "
    "the first row is lost."
)
SOME: Final = mark(
    "What heads some columns looks like an answer or stands there twice. It is not shown: these columns are told by "
    "their letter."
)
# Of a column: by its letter, by its name.
_THERE: Final = (mark("Column {letter} of the file is"), mark("“{name}” in the file is"))
_READ: Final = (mark("Column {letter} is read as “{ours}”."), mark("“{name}” is read as “{ours}”."))
_AWAY: Final = (mark("Column {letter} is left out."), mark("“{name}” is left out."))
Choices = Sequence[tuple[str, str]]


class BringForm(StudiesForm):
    """
    A file of answers to one wave.

    Args:
        waves: Those that take answers.
        ours: Our columns, in words.
        chosen: Column of the file -> what it stands for here, chosen in earlier steps; empty to leave it out.
        asked: Columns of the file that are to be chosen now.
    """

    file = forms.FileField(label=mark("File (CSV or XLSX)"), allow_empty_file=True, max_length=200)
    rest = forms.BooleanField(label=mark("Keep what is understood, although something is not"), required=False)

    def __init__(
        self,
        words: PageLanguage,
        waves: Choices,
        ours: Mapping[str, str],
        *args: Any,
        chosen: Mapping[str, str] | None = None,
        asked: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        """Offer the waves, carry what was chosen, and ask for the rest."""
        super().__init__(words, *args, **kwargs)
        self.fields["wave"] = forms.ChoiceField(label=words.say("Which wave"), choices=waves)
        self.asked = list(asked)
        self.chosen = {theirs: its if its in ours else "" for theirs, its in (chosen or {}).items()}
        every = [(AWAY, str(words.say("Leave it out"))), *((ours_, str(text)) for ours_, text in ours.items())]
        taken = set(self.chosen.values()) - {""}
        for at, (theirs, its) in enumerate(self.chosen.items()):
            self.fields[f"was_{at}"] = _carried(theirs)
            self.fields[f"is_{at}"] = _carried(its)
        for at, theirs in enumerate(self.asked):
            self.fields[f"named_{at}"] = _carried(theirs)
            self.fields[f"column_{at}"] = forms.ChoiceField(
                label=_called(words, theirs, _THERE),
                choices=[one for one in every if one[0] not in taken],
            )
        self.order_fields(("wave", "file", *(f"column_{at}" for at in range(len(self.asked))), "rest"))

    def mapping(self) -> dict[str, str]:
        """Return what columns are called there -> here, in all steps."""
        now = {theirs: self.cleaned_data[f"column_{at}"] for at, theirs in enumerate(self.asked)}
        return self.chosen | {theirs: "" if its == AWAY else its for theirs, its in now.items()}


def posted(data: QueryDict) -> tuple[dict[str, str], list[str]]:
    """Return what was chosen in earlier steps, and which columns were asked for on the page that comes in."""
    chosen = dict(zip(_row(data, "was"), _row(data, "is"), strict=False))
    return chosen, list(_row(data, "named"))[:A_STEP]


def in_words(words: PageLanguage, asked: Questionnaire) -> dict[str, str]:
    """Return our columns in words, in their order."""
    found = {name: str(words.say(text)) for name, text in FIXED.items()}
    for one in asked.questions:
        said = in_language(dict(one.name), words.tag)
        for name in names(one):
            if one.item.kind == "list":
                text = mark("{name}, the longer list") if name.endswith(WITH) else mark("{name}, the shorter list")
                found[name] = words.say(text, name=Markup("{}").format(said)).striptags()
            else:
                found[name] = said
    return found


def said(words: PageLanguage, ours: Mapping[str, str], chosen: Mapping[str, str]) -> list[Markup]:
    """Return what columns were chosen to be, as sentences."""
    return [
        _called(words, theirs, _READ, ours=words.name(ours[its])) if its else _called(words, theirs, _AWAY)
        for theirs, its in chosen.items()
    ]


def standing(chosen: Mapping[str, str], read: StudyRead) -> dict[str, str]:
    """Return what was chosen, but for letters of another first row than that of the file which was read."""
    return {theirs: its for theirs, its in chosen.items() if not letter_of(theirs) or theirs in read.lettered}


def hidden(words: PageLanguage, read: StudyRead) -> Markup:
    """Say why columns are told by their letter, and what to do; empty where none is."""
    if not read.lettered:
        return Markup()
    return words.say(FEW if read.few else SOME)


def _called(words: PageLanguage, theirs: str, said: tuple[str, str], **more: Markup) -> Markup:
    """Say something of a column, by its letter or by its name."""
    letter = letter_of(theirs)
    if letter:
        return words.say(said[0], letter=words.name(letter), **more)
    return words.say(said[1], name=words.name(shown(theirs)), **more)


def _row(data: QueryDict, start: str) -> Iterator[str]:
    for at in range(MOST):
        if f"{start}_{at}" not in data:
            return
        yield str(data[f"{start}_{at}"])[:LONGEST_CELL]


def _carried(value: str) -> forms.CharField:
    return forms.CharField(widget=forms.HiddenInput, initial=value, required=False, strip=False)
