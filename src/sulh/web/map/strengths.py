"""Weaknesses and strengths: a page that goes through them, each with what this process shows of it and a next step."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from markupsafe import Markup

from sulh.access import Principal, Refused
from sulh.coordination.detect import TIES as OF_FINDINGS
from sulh.coordination.strength_codes import NEXT_STEPS, OFTEN_SAID, STRENGTHS, TOPIC_WORDS
from sulh.coordination.strengths import TIES, Line
from sulh.papers.page import PageLanguage
from sulh.store.reads.ground import TiesOf
from sulh.store.reads.strengths import strengths_for
from sulh.store.writes.looks import look
from sulh.web.jinja import page, words_of
from sulh.web.map.around import around
from sulh.web.map.telling import Telling


@dataclass(frozen=True)
class TopicShown:
    """A topic in words; without a sentence nothing here speaks to it, and it has no next step."""

    name: Markup
    often: Markup
    sentences: tuple[Markup, ...]
    next: Markup


def strengths(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Go through weaknesses and strengths, out of what the reader sees."""
    words = words_of(request)
    shown = around(request, principal, process_id, "map-strengths")
    if not shown.frame.keeps:
        raise Refused  # before it is written down that somebody looked
    seen = look(principal, process_id, ties=TiesOf(kinds={*OF_FINDINGS, *TIES}))
    telling = Telling(words, seen.picture)
    lines = strengths_for(principal, seen)
    values = {
        "title": words.say("Weaknesses and strengths"),
        "held": shown.frame,
        "process_id": process_id,
        "weak": [_shown(words, telling, line) for line in lines if line.topic not in STRENGTHS],
        "strong": [_shown(words, telling, line) for line in lines if line.topic in STRENGTHS],
    }
    return page(request, "map/strengths.html.j2", values, here=shown.here)


def _shown(words: PageLanguage, telling: Telling, line: Line) -> TopicShown:
    return TopicShown(
        name=words.say(TOPIC_WORDS[line.topic]),
        often=words.say(OFTEN_SAID[line.topic]),
        sentences=tuple(telling.sentence(one) for one in line.evidence),
        next=words.say(NEXT_STEPS[line.next]) if line.next else Markup(),
    )
