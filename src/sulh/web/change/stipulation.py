"""
One stipulation to read: its words, what stands of it as of which day, and what that rests on.

    GET w/stipulations/<id>/read

Sources stand there without which coder said which (`sulh.store.reads.score_sources`). Facilitators change it from here
as long as its words can be changed.
"""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from markupsafe import Markup, escape

from sulh.access import Principal, Refused
from sulh.formats.implementation_words import ACT_WORDS, THEME_WORDS
from sulh.papers.page import PageLanguage
from sulh.store.reads import implementation as reads
from sulh.store.reads.implementation import Standing, StipulationRead
from sulh.web.change.implementation import below_agreement
from sulh.web.change.telling import owed_by, stands
from sulh.web.jinja import page, words_of


def stipulation(request: HttpRequest, principal: Principal, stipulation_id: UUID) -> HttpResponse:
    """Show one stipulation."""
    words = words_of(request)
    found = reads.standing(principal, reads.agreement_of(principal, stipulation_id), words.tag)
    one = next((one for one in found.stipulations if one.value.id == str(stipulation_id)), None)
    if one is None:
        raise Refused
    edit = reads.stipulation_to_change(principal, stipulation_id) if found.keeps and not found.coding else None
    fixed = edit is None or edit.scored or edit.asked
    values = {
        "title": words.say("Stipulation {n}", n=words.number(one.value.number)),
        "one": one,
        "facts": _facts(words, found, one),
        "scored": bool(found.points),
        "alike": one.coded.counts and len(one.sources) == 1,
        "why": _why(words, found, edit) if found.keeps and fixed else None,
        "change": None if fixed else reverse("stipulation-change", args=[stipulation_id]),
        "acts": [(words.say(ACT_WORDS[act.kind]), act) for act in found.acts if act.stipulation == one.value.number],
    }
    return page(request, "change/stipulation.html.j2", values, here=below_agreement(request, principal, found).here)


def _facts(words: PageLanguage, found: Standing, one: StipulationRead) -> list[tuple[Markup, Markup]]:
    """Return what is known of it beside its words; what stands of it comes with the day as of which it was scored."""
    due = escape(words.when(one.value.due.isoformat())) if one.value.due else words.say("no day")
    facts = [
        (words.say("About"), words.say(THEME_WORDS[one.value.theme])),
        (words.say("Who"), owed_by(words, found, one)),
        (words.say("By when"), due),
    ]
    if found.points:
        day = words.when(found.points[-1].on.isoformat())
        facts.append((words.say("What stands, as of {day}", day=day), stands(words, one.coded)))
    return facts


def _why(words: PageLanguage, found: Standing, edit: reads.StipulationEdit | None) -> Markup:
    """Return why its words stay as they are."""
    if edit is None or found.coding:
        return words.say("It is being scored: nothing of it is changed meanwhile.")
    if edit.scored:
        return words.say("It was scored already: its words stay, since the scores belong to them.")
    return words.say("The sides were asked about it: its words stay, since their answers belong to them.")
