"""
A sheet of a study on paper, in one of its languages: what it promises is true of paper.

    consent    who asks, as on a telephone; then what becomes of a sheet that somebody types in
    group      a line for its number, written before the sheet is given out
    code       as on a telephone, so that the same person is known again; it stands on the sheet as it is written

Paper is read by whoever types it in, which no program can undo: the sheet says so, and the guide what evaluators owe.
"""

from __future__ import annotations

from functools import partial
from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from markupsafe import Markup, escape

from sulh.access import Principal, Refused
from sulh.formats.study_ends import ends_told
from sulh.instruments import circles
from sulh.instruments.reading import STEPS
from sulh.model.questionnaire import ASKER, Questionnaire
from sulh.papers.page import PageLanguage, page_language
from sulh.store.reads import studies as reads
from sulh.web.jinja import page
from sulh.words.language import mark

PROMISES: Final = (
    mark("Nobody has to answer. Leave out what you like, and stop when you like: it has no consequence for you."),
    mark("No name is asked: write none. One person types this sheet in and so reads it; then the sheet is destroyed."),
    mark("What was typed in is read by a program and shown to nobody, and deleted 90 days after the last time we ask."),
    mark("Until then you can have your answers taken out, without a reason: tell your code to whoever gave you this."),
)
GROUP, AGREE = mark("Group (written before it is given out):"), mark("I have read this, and agree to take part.")
CODED, MADE_UP = mark("Your own code"), mark("A demonstration. All of it is made up.")
STANDS: Final = mark("It stands here as you write it, until the sheet is destroyed.")
OF_A_TELEPHONE: Final = (  # what the text on the code ends with elsewhere, and what is untrue of paper
    "It is not kept as you write it.",
    "Il n’est pas conservé tel que vous l’écrivez.",
    "لا يُحفظ كما تكتبونه.",
    "لا يُحفظ كما تكتبه.",
)


def paper(request: HttpRequest, principal: Principal, study_id: UUID, language: str) -> HttpResponse:
    """Show a sheet to print, in one of the languages of the study; what the study is called stands on none."""
    found = reads.shown(principal, study_id, language)
    if language not in found.languages:
        raise Refused
    own = page_language(language)
    values = {
        "found": found,
        "own": own,
        "consent": [*_asker(own, found.asked), _asked(own, found.asked), *(own.say(text) for text in PROMISES)],
        "group": own.say(GROUP),
        "agree": own.say(AGREE),
        "coded": own.say(CODED),
        "code": _code(own, found.asked),
        "made_up": own.say(MADE_UP),
        "ends_told": partial(ends_told, own),
        "versions": ("A", "B") if any(one.item.kind == "list" for one in found.asked.questions) else ("",),
        "pictures": [(Markup(circles(step)), own.number(step)) for step in range(1, STEPS + 1)],
    }
    return page(request, "change/study_paper.html.j2", values)


def _asker(own: PageLanguage, asked: Questionnaire) -> list[Markup]:
    return [escape(asked.asker[part][own.tag]) for part in ASKER if part in asked.asker]


def _asked(own: PageLanguage, asked: Questionnaire) -> Markup:
    return own.count(
        "You are asked how people see one another. It takes about {n} minute.",
        "You are asked how people see one another. It takes about {n} minutes.",
        asked.minutes,
    )


def _code(own: PageLanguage, asked: Questionnaire) -> Markup:
    text = asked.code[own.tag]
    for said in OF_A_TELEPHONE:
        text = text.removesuffix(said)
    return Markup("{} {}").format(text.strip(), own.say(STANDS))
