"""
One wave of a study as an XLSForm, to be filled on a telephone without a network; and as a table, for answers on paper.

    StudyForm ──study_form──▶ XLSX ─┬─ survey     consent, group, code, then the questions: nothing without consent
                                    ├─ choices    groups, and what answers are called, in every language
                                    └─ settings   title, id, first language
              ──study_table──▶ XLSX     a header, and a sheet that says what may stand below it

The form asks for no name, device, place or time. In a list experiment the telephone draws who reads the statement that
matters. Answers are read back in `sulh.formats.study_rows`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from sulh.errors import SettingError
from sulh.formats.study_ends import ends_told
from sulh.formats.workbooks import workbook
from sulh.formats.xlsform import FORM_ID, LANGUAGE_NAMES, columns_of, harmless
from sulh.model.findings import Value
from sulh.model.questionnaire import Question, Questionnaire, Texts
from sulh.words.language import language

CONSENT, GROUP, CODE, YES, NO = "consent", "group", "code", "yes", "no"
WITHOUT, WITH = "_a", "_b"  # of a list experiment: the short list, the long one
HALF: Final = "_half"
STEPS: Final = 7
CONSENT_TEXT: Final = {
    "ar": "هل توافقون على المشاركة؟",
    "en": "Do you agree to take part?",
    "fr": "Acceptez-vous de participer ?",
}
GROUP_TEXT: Final = {
    "ar": "إلى أي مجموعة تنتمون؟",
    "en": "Which group are you in?",
    "fr": "Dans quel groupe êtes-vous ?",
}
CODE_TEXT: Final = {"ar": "رمزكم الخاص", "en": "Your own code", "fr": "Votre propre code"}
FORMERLY: Final = {  # as forms put it that may still be out
    CONSENT: "هل توافق على المشاركة؟",
    GROUP: "إلى أي مجموعة تنتمي؟",
    CODE: "رمزك الخاص",
}
CONSENT_ANSWERS: Final = (
    (YES, {"ar": "نعم", "en": "Yes", "fr": "Oui"}),
    (NO, {"ar": "لا", "en": "No", "fr": "Non"}),
)
AGREED: Final = f"${{{CONSENT}}} = '{YES}'"


class StudyForm(Value, frozen=True):
    """
    What goes out for one wave.

    Attributes:
        form_id: How servers tell forms apart: it names neither the process nor the wave's people.
        groups: Number -> what a group is called.
    """

    form_id: str
    title: str
    languages: tuple[str, ...]
    asked: Questionnaire
    groups: Mapping[int, str]


def picture(step: int) -> str:
    """Return the name of the file with one of the seven drawings, beside the form."""
    return f"circles-{step}.png"


def study_form(form: StudyForm) -> bytes:
    """
    Write a wave as an XLSForm, the same bytes for the same wave.

    Raises:
        SettingError: If the id is none, a language is not spoken here, or nothing is asked of nobody.
    """
    _check(form)
    named = _lists(form.asked)
    survey = [
        [
            "type",
            "name",
            *columns_of("label", form.languages),
            *columns_of("hint", form.languages),
            "required",
            "relevant",
            "constraint",
            "calculation",
        ]
    ]
    survey += [
        *(_row(form, "note", f"note_{at}", text) for at, text in enumerate(form.asked.consent, 1)),
        _row(form, f"select_one {CONSENT}", CONSENT, CONSENT_TEXT, required=YES),
        _row(form, f"select_one {GROUP}", GROUP, GROUP_TEXT, required=YES, relevant=AGREED),
        _row(form, "text", CODE, CODE_TEXT, form.asked.code, required=YES, relevant=AGREED),
    ]
    for question in form.asked.questions:
        survey += _asked(form, question, named)
    choices = [
        ["list_name", "name", *columns_of("label", form.languages), *columns_of("image", form.languages)],
        *_choices(form, named),
    ]
    settings = [
        ["form_title", "form_id", "default_language"],
        [harmless(form.title), form.form_id, LANGUAGE_NAMES[form.languages[0]]],
    ]
    return workbook({"survey": survey, "choices": choices, "settings": settings})


def study_table(form: StudyForm) -> bytes:
    """Write an empty table for a wave that is answered on paper, and what may stand in each of its columns."""
    _check(form)
    tag = form.languages[0]
    heads = [CONSENT, GROUP, CODE, *(name for question in form.asked.questions for name in names(question))]
    agree = "; ".join(f"{name} = {texts[tag]}" for name, texts in CONSENT_ANSWERS)
    told = [["column", "question", "answers"], [CONSENT, CONSENT_TEXT[tag], agree]]
    told += [[GROUP, GROUP_TEXT[tag], _of_groups(form)], [CODE, CODE_TEXT[tag], ""]]
    for question in form.asked.questions:
        told += [
            [name, harmless(question.item.texts[tag]), _may(question, tag, longer=name.endswith(WITH))]
            for name in names(question)
        ]
    return workbook({"answers": [heads], "columns": told})


def names(question: Question) -> tuple[str, ...]:
    """Return the columns of a question: a list experiment has one for each of its two lists."""
    key = question.item.key
    return (key + WITHOUT, key + WITH) if question.item.kind == "list" else (key,)


def _check(form: StudyForm) -> None:
    if not FORM_ID.fullmatch(form.form_id):
        raise SettingError("The id of a form begins with a letter and holds letters, digits, hyphens and underscores.")
    if not form.languages or set(form.languages) - set(LANGUAGE_NAMES):
        raise SettingError(f"A form is written in one or more of {', '.join(sorted(LANGUAGE_NAMES))}.")
    if not form.asked.questions or not form.groups:
        raise SettingError("A form needs a question and a group at least.")


def _row(
    form: StudyForm,
    kind: str,
    name: str,
    text: Texts,
    hint: Texts | None = None,
    **more: str,
) -> list[str]:
    labels = [harmless(text.get(tag, "")) for tag in form.languages]
    hints = [harmless((hint or {}).get(tag, "")) for tag in form.languages]
    rest = [more.get(one, "") for one in ("required", "relevant", "constraint", "calculation")]
    return [kind, name, *labels, *hints, *rest]


def _asked(form: StudyForm, question: Question, named: Mapping[str, str]) -> Iterator[list[str]]:
    item = question.item
    if item.kind == "list":
        yield _row(form, "calculate", item.key + HALF, {}, calculation="once(if(random() < 0.5, 'a', 'b'))")
        for end in (WITHOUT, WITH):
            relevant = f"{AGREED} and ${{{item.key}{HALF}}} = '{end[-1]}'"
            most = len(question.statements) + (end == WITH)
            texts = _list_texts(question, longer=end == WITH)
            yield _row(form, "integer", item.key + end, texts, relevant=relevant, constraint=f". >= 0 and . <= {most}")
    elif item.key in named:
        yield _row(form, f"select_one {named[item.key]}", item.key, item.texts, relevant=AGREED)
    else:
        constraint = f". >= {item.low:g} and . <= {item.high:g}"
        yield _row(form, "integer", item.key, item.texts, _ends(question), relevant=AGREED, constraint=constraint)


def _ends(question: Question) -> Texts:
    return {tag: ends_told(language(tag), question) for tag in (question.ends[0] if question.ends else ())}


def _list_texts(question: Question, *, longer: bool) -> Texts:
    """Return a list experiment as one text: the question, then its statements, the one that matters second."""
    found = {}
    for tag, text in question.item.texts.items():
        said = [one[tag] for one in question.statements]
        if longer:
            said.insert(1, question.hidden[tag])
        found[tag] = " — ".join([text, *said])
    return found


def _lists(asked: Questionnaire) -> dict[str, str]:
    """Return key of a question -> the list its answers are chosen from; questions that answer alike share one."""
    met: dict[tuple[str, ...], str] = {}
    named = {}
    for question in asked.questions:
        if question.item.kind == "inclusion":
            named[question.item.key] = "circles"
        elif question.labels:
            words = tuple(one["en"] for one in question.labels)
            named[question.item.key] = met.setdefault(words, f"answers_{len(met) + 1}")
    return named


def _choices(form: StudyForm, named: Mapping[str, str]) -> Iterator[list[str]]:
    nothing = [""] * len(form.languages)
    for name, texts in CONSENT_ANSWERS:
        yield [CONSENT, name, *(texts[tag] for tag in form.languages), *nothing]
    for number, called in form.groups.items():
        yield [GROUP, str(number), *[harmless(called)] * len(form.languages), *nothing]
    done: set[str] = set()
    for question in form.asked.questions:
        list_ = named.get(question.item.key)
        if list_ is None or list_ in done:
            continue
        done.add(list_)
        if list_ == "circles":
            for step in range(1, STEPS + 1):
                yield [list_, str(step), *[str(step)] * len(form.languages), *[picture(step)] * len(form.languages)]
        for at, said in enumerate(question.labels):
            yield [list_, f"{question.item.low + at:g}", *(said[tag] for tag in form.languages), *nothing]


def _of_groups(form: StudyForm) -> str:
    return "; ".join(f"{number} = {harmless(called)}" for number, called in form.groups.items())


def _may(question: Question, tag: str, *, longer: bool) -> str:
    item = question.item
    if question.labels:
        return "; ".join(f"{item.low + at:g} = {one[tag]}" for at, one in enumerate(question.labels))
    high = item.high - (item.kind == "list" and not longer)
    return f"{item.low:g} – {high:g}"
