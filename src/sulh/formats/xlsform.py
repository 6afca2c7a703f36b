"""
A round as an XLSForm, to be filled on a phone without a network, and its answers back.

    RoundForm ──round_form──▶ XLSX ─┬─ survey     number, then q1 ... qn: agree / disagree / pass
                                    ├─ choices    vote: the three, in every language
                                    └─ settings   title, id and first language, as the operator chose them
    export of the server ──answers_from_form──▶ BallotSheet, the same as from a table of ballots

The form asks for no device, place, person or time. A server adds such columns by itself: they are left unread. How
exports are told apart: names or labels in the header, `group/q1` or `group-q1`, commas or semicolons, CSV or XLSX.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from sulh.errors import SettingError
from sulh.formats.ballots import Entries, shown
from sulh.formats.cells import plain
from sulh.formats.grids import grid
from sulh.formats.vote_words import NAMES, VOTE_LABELS, VOTES
from sulh.formats.workbooks import workbook
from sulh.model.ballots import BallotSheet, RoundForm, SheetFault
from sulh.words.language import mark
from sulh.words.text import DIRECTION_MARKS, clean

LANGUAGE_NAMES = {"ar": "Arabic (ar)", "en": "English (en)", "fr": "French (fr)"}
NUMBER_LABELS = {"ar": "رقم الدخول", "en": "Entry number", "fr": "Numéro d’entrée"}
NUMBER_HINTS = {
    "ar": "الرقم المكتوب على الورقة، بالأرقام فقط.",
    "en": "The number on the slip, digits only.",
    "fr": "Le numéro inscrit sur le papier, en chiffres seulement.",
}
NUMBER, CHOICES = "number", "vote"
ONLY_DIGITS = "regex(., '^[0-9\u0660-\u0669\u06f0-\u06f9]{1,12}$')"
FORM_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,63}")
# What servers and programs add to every answer: when, where, on which device, by whom, in which version.
ADDED = frozenset(
    plain(name)
    for name in (
        *("start", "end", "today", "deviceid", "username", "phonenumber", "subscriberid", "simserial", "email"),
        *("devicephonenum", "audit", "background-audio", "geolocation", "KEY", "instanceID", "instanceName", "uuid"),
        *("SubmissionDate", "SubmitterID", "SubmitterName", "AttachmentsPresent", "AttachmentsExpected", "Status"),
        *("ReviewState", "Edits", "FormVersion", "version", "rootUuid", "deprecatedID", "PARENT_KEY", "SET-OF"),
    )
)
ADDED_GROUPS = ("_", "meta/", "meta-", "formhub/")


def round_form(form: RoundForm) -> bytes:
    """
    Write a round as an XLSForm.

    Args:
        form: The round; every statement has a text in every language.

    Returns:
        A workbook, the same bytes for the same round.

    Raises:
        SettingError: If the id is none, a language is not spoken here, or a text is missing.
    """
    _check(form)
    survey = [_survey_header(form), _number_row(form)]
    for at, statement in enumerate(form.statements, 1):
        texts = [harmless(statement.texts[tag]) for tag in form.languages]
        survey.append([f"select_one {CHOICES}", f"q{at}", *texts])
    choices = [["list_name", "name", *columns_of("label", form.languages)]]
    choices += [[CHOICES, NAMES[vote], *(VOTE_LABELS[tag][vote] for tag in form.languages)] for vote in VOTES]
    settings = [
        ["form_title", "form_id", "default_language"],
        [harmless(form.title), form.form_id, LANGUAGE_NAMES[form.languages[0]]],
    ]
    return workbook({"survey": survey, "choices": choices, "settings": settings})


def _check(form: RoundForm) -> None:
    if not FORM_ID.fullmatch(form.form_id):
        raise SettingError("The id of a form begins with a letter and holds letters, digits, hyphens and underscores.")
    strange = [tag for tag in form.languages if tag not in LANGUAGE_NAMES]
    if strange or not form.languages or len(set(form.languages)) < len(form.languages):
        raise SettingError(f"A form is written in one or more of {', '.join(sorted(LANGUAGE_NAMES))}, each once.")
    if not form.statements or not clean(form.title):
        raise SettingError("A form needs a title and at least one statement.")
    if len({statement.id for statement in form.statements}) < len(form.statements):
        raise SettingError("A form puts each statement once.")
    if any(not clean(statement.texts.get(tag, "")) for statement in form.statements for tag in form.languages):
        raise SettingError("A statement goes into a form only when it has a text in every language of the form.")


def columns_of(name: str, languages: Iterable[str]) -> list[str]:
    """Return what the columns of a text are called, one a language."""
    return [f"{name}::{LANGUAGE_NAMES[tag]}" for tag in languages]


def _survey_header(form: RoundForm) -> list[str]:
    rest = ["required", "appearance", "constraint"]
    return [
        "type",
        "name",
        *columns_of("label", form.languages),
        *rest,
        *columns_of("constraint_message", form.languages),
    ]


def _number_row(form: RoundForm) -> list[str]:
    labels = [NUMBER_LABELS[tag] for tag in form.languages]
    return ["text", NUMBER, *labels, "yes", "numbers", ONLY_DIGITS, *(NUMBER_HINTS[tag] for tag in form.languages)]


def harmless(text: str) -> str:
    """Return a text in which a form sees no reference to another question."""
    return DIRECTION_MARKS.sub("", clean(text)).replace("${", "$ {")


def answers_from_form(data: bytes, filename: str, form: RoundForm, *, ballots: Collection[str]) -> BallotSheet:
    """
    Read what a server exports of a form, CSV or XLSX.

    Args:
        data: The export.
        filename: Its name; only its ending is looked at.
        form: The form that was filled.
        ballots: Entry numbers there are.

    Returns:
        What counts, and what is wrong; never an error, whatever the bytes.
    """
    table = grid(data, filename, breaks=True)
    entries = Entries([statement.id for statement in form.statements], ballots)
    known = _known(form)
    numbers: list[int] = []
    statements: dict[int, str] = {}
    for at, name in table.header.items():
        meaning = next((known[key] for key in _spellings(name) if key in known), None)
        if meaning is None:
            entries.faults += _unknown(name)
        elif meaning == NUMBER:
            numbers.append(at)
        else:
            statements[at] = form.statements[int(meaning[1:]) - 1].id
    if table.header and len(numbers) != 1:
        found = mark("more than one") if numbers else mark("no such column")
        entries.faults.append(SheetFault(1, "missing-column", mark("one column with the entry number"), found))
    elif table.header:
        entries.wide(table, numbers[0], entries.once(statements))
    return entries.sheet(table)


def _known(form: RoundForm) -> dict[str, str]:
    """Return what a column may be called -> the name of its question; a label of two questions names neither."""
    questions = {f"q{at}": statement.texts.values() for at, statement in enumerate(form.statements, 1)}
    questions[NUMBER] = NUMBER_LABELS.values()
    labels: dict[str, set[str]] = {}
    for name, texts in questions.items():
        for text in texts:
            labels.setdefault(plain(harmless(text)), set()).add(name)
    named = {label: next(iter(names)) for label, names in labels.items() if len(names) == 1}
    return named | {name: name for name in questions}


def _spellings(header: str) -> Iterator[str]:
    """Give a header and what is left of it without the groups before, the longest first."""
    yield plain(header)
    rest = header
    while "/" in rest:
        rest = rest.partition("/")[2]
        yield plain(rest)
    yield plain(rest.rpartition("-")[2])


def _unknown(name: str) -> list[SheetFault]:
    last = plain(re.split("[/]", name)[-1])
    if name.startswith(ADDED_GROUPS) or last.startswith("_") or last in ADDED:
        return []
    expected = mark("the questions of this form, and what a server adds")
    return [SheetFault(1, "unknown-column", expected, shown(name, mark("another column")))]
