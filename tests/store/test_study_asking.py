"""Who asks: written by an evaluator until somebody has answered, before what Sulh promises, and read everywhere."""

from __future__ import annotations

import io

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from sulh.access import Refused
from sulh.formats.study_form import StudyForm, study_form
from sulh.instruments import questionnaire
from sulh.model.questionnaire import ASKER, AskerPart
from sulh.store.errors import Conflict, Invalid
from sulh.store.models import Study
from sulh.store.reads import studies as reads
from sulh.store.writes import study_plans, study_questions
from sulh.store.writes.study_asking import say_who
from tests.cast import Cast
from tests.store.studied import studied
from tests.web.people import sign_in
from tests.web.test_change_pages import text

PROMISED = questionnaire("short").consent
WHO: dict[AskerPart, dict[str, str]] = {
    "who": {"en": "The valley school asks.", "fr": "L’école demande.", "ar": "تسأل مدرسة الوادي."},
    "why": {"en": "To see what a year changed.", "fr": "Pour voir.", "ar": "لنرى ما تغير."},
    "whom": {"en": "Ask at the school.", "fr": "À l’école.", "ar": "اسألوا في المدرسة."},
}


def test_it_stands_first_and_what_is_promised_stands_below(cast: Cast) -> None:
    """Three paragraphs before those that stand anyway, also after new words and another choice of questions."""
    made = studied(cast)
    assert not reads.shown(made.evaluator, made.study, "en").asked.asker
    say_who(made.evaluator, made.study, WHO)
    say_who(made.evaluator, made.study, WHO | {"who": WHO["who"] | {"en": "The hill school asks."}})
    study_questions.choose(made.evaluator, made.study, ["trust_most", "done_talk"], {"adverse": "Asked last month"})
    asked = reads.shown(made.evaluator, made.study, "en").asked

    assert ["The hill school asks.", "To see what a year changed.", "Ask at the school."] == [
        one["en"] for one in asked.consent[:3]
    ]
    assert PROMISED[1:] == asked.promises[1:] == asked.consent[4:]
    assert ["about 6 minutes", "about 4 minutes"] == [
        one[0]["en"].partition(" takes ")[2].rstrip(".") for one in (PROMISED, asked.promises)
    ], "as long as so many questions take"


def test_it_is_on_the_telephone_and_on_paper(cast: Cast) -> None:
    """A form and a sheet begin with it, in their own language; the page of the study says where it is missing."""
    made = studied(cast)
    reader = sign_in(Client(), cast, "facilitator")
    before = text(reader, "study", made.study)
    say_who(made.evaluator, made.study, WHO)
    asked = reads.shown(made.evaluator, made.study, "en").asked
    book = load_workbook(io.BytesIO(study_form(StudyForm("s_1", "Neighbours", ("en", "ar"), asked, {1: "Hill"}))))
    labels = [row[2] for row in book["survey"].iter_rows(min_row=2, max_row=8, values_only=True)]
    paper, after = text(reader, "study-paper", made.study, "ar"), text(reader, "study", made.study)

    assert [*(WHO[part]["en"] for part in ASKER), *(one["en"] for one in PROMISED)] == labels
    assert paper.index("تسأل مدرسة الوادي.") < paper.index("كيف يرى الناس بعضهم بعضًا")
    assert [True, False] == ["does not say who asks" in page for page in (before, after)]
    assert "The valley school asks." in after


def test_every_language_has_it(cast: Cast) -> None:
    """Whoever reads Arabic is told as much as whoever reads English."""
    made = studied(cast)
    with pytest.raises(Invalid, match="who_ar: empty"):
        say_who(made.evaluator, made.study, WHO | {"who": {"en": "The school", "fr": "L’école"}})

    assert not reads.shown(made.evaluator, made.study, "en").asked.asker


def test_whoever_answered_agreed_to_what_stood_there(cast: Cast) -> None:
    """A plan fixes what is looked at and nothing of this; the first answer fixes it, and its page shows it still."""
    made = studied(cast)
    study_plans.freeze(made.evaluator, made.study, {("trust_most", "2"): "primary:up"}, ())
    say_who(made.evaluator, made.study, WHO)
    made.bring(after=False)
    with pytest.raises(Conflict, match="study-has-answers"):
        say_who(made.evaluator, made.study, WHO)
    shown = text(sign_in(Client(), cast, "evaluator"), "study-asker", made.study)

    assert "what they agreed to stands" in shown
    assert "The valley school asks." in shown
    assert "<textarea" not in shown


def test_evaluators_alone_write_it(cast: Cast) -> None:
    """A facilitator and somebody of a side write nothing; the form keeps what an evaluator writes and leads back."""
    made = studied(cast)
    for who in (cast.principal("facilitator"), cast.principal("hill")):
        with pytest.raises(Refused):
            say_who(who, made.study, WHO)
    at = reverse("study-asker", args=[made.study])
    typed = {f"{part}_{tag}": said for part, texts in WHO.items() for tag, said in texts.items()}
    one = sign_in(Client(), cast, "evaluator")

    assert 422 == one.post(at, typed | {"why_fr": ""}).status_code
    assert reverse("study", args=[made.study]) + "#asker" == one.post(at, typed).headers["Location"]
    assert 7 == len(reads.shown(made.evaluator, Study.objects.get().id, "en").asked.consent)
