"""The results room: working papers by epoch, for the facilitators of the process alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from sulh.access import Principal, Refused
from sulh.figures.house import direction, headline
from sulh.model.findings import Findings, Standing
from sulh.opinion.analyse import STAGES
from sulh.papers.asked import gaps
from sulh.papers.method import how_to_read, how_to_read_limits
from sulh.papers.page import FIRST_LINE, PageLanguage
from sulh.papers.patterns import Patterns
from sulh.papers.report import report_html
from sulh.papers.standings import Section, Statements
from sulh.store.errors import Incomplete
from sulh.store.reads import results as reads
from sulh.store.reads.soundings import Sounded, sounded
from sulh.store.writes.papers import make_small
from sulh.web.jinja import Here, Link, page, words_of
from sulh.web.moments import moment
from sulh.web.navigation import in_dialogue
from sulh.web.reasons import sentences
from sulh.web.results.shown import changes, marked, with_marks_on_the_map
from sulh.words.language import mark
from sulh.words.limits import STANDING_WORDS

SOUNDED_AS: dict[Standing, str] = {
    "firm": mark("Most on every side can live with it"),
    "likely": mark("Likely most on every side can live with it"),
    "not-yet-known": mark("Not yet known whether most on every side can live with it"),
    "refused": mark("On a side too few can live with it"),
}
INLINE = ' style="fill:none;stroke:none"'  # said by results.css instead: a page allows no style of its own


def results(request: HttpRequest, principal: Principal, dialogue_id: UUID) -> HttpResponse:
    """Show which epochs have ended, each with its working paper."""
    words = words_of(request)
    found = reads.papers(principal, dialogue_id, words.tag)
    here, _ = in_dialogue(request, principal, dialogue_id, "results")
    values = {"title": words.say("Results"), "papers": found, "moment": moment, "first_line": words.say(FIRST_LINE)}
    return page(request, "results/results.html.j2", values, here=here)


def result(request: HttpRequest, principal: Principal, epoch_id: UUID) -> HttpResponse:
    """Show the working paper of an epoch."""
    words, found, here = _found(request, principal, epoch_id)
    if found.findings is None:
        return _not_yet(request, found, here)
    if found.row.sounding:
        return _sounding(request, principal, found, here)
    return page(request, "results/result.html.j2", _values(found, found.findings, words), here=here)


def _sounding(request: HttpRequest, principal: Principal, found: reads.Result, here: Here) -> HttpResponse:
    """Show what came of clauses that were put."""
    words = words_of(request)
    rows = sounded(principal, UUID(found.row.epoch_id), words.tag)
    values = {
        "title": _title(found.row, words),
        "found": found,
        "first_line": words.say(FIRST_LINE),
        "sounded": rows,
        "together": _in_the_way_of_all(rows),
        "standing": {standing: words.say(said) for standing, said in SOUNDED_AS.items()},
        "reasons": {one.obstacle: sentences(Incomplete([one.obstacle]), words)[0] for one in rows if one.obstacle},
        "marks": {side.name: side.mark for side in found.sides},
        "moment": moment,
    }
    return page(request, "results/sounding.html.j2", values, here=here)


def _in_the_way_of_all(rows: Sequence[Sounded]) -> str:
    """Return what keeps every clause from being spoken of to all, if it is one thing; it is said once."""
    codes = {one.obstacle for one in rows}
    return codes.pop() if len(codes) == 1 else ""


def without(request: HttpRequest, principal: Principal, epoch_id: UUID) -> HttpResponse:
    """Show the standings without those whose pattern of answers deserves a look."""
    words, found, here = _found(request, principal, epoch_id)
    if found.findings is None:
        return _not_yet(request, found, here)
    if found.row.sounding:
        raise Refused
    findings = found.findings
    rest = [] if findings.integrity is None else findings.integrity.without
    values = _values(found, findings, words) | {
        "standing": {one.id: words.opening(words.say(STANDING_WORDS[one.standing])) for one in findings.statements},
        "rest": {one.id: words.opening(words.say(STANDING_WORDS[one.standing])) for one in rest},
    }
    return page(request, "results/without.html.j2", values, here=here)


def paper(request: HttpRequest, principal: Principal, epoch_id: UUID) -> HttpResponse:
    """Hand over the working paper as one file that needs no other and no network."""
    words, found, here = _found(request, principal, epoch_id)
    if found.findings is None:
        return _not_yet(request, found, here)
    if found.row.sounding:  # the words of that paper are about statements
        raise Refused
    response = HttpResponse(report_html(found.findings, lang=words.tag), content_type="text/html; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="working-paper.html"'
    return response


def _found(request: HttpRequest, principal: Principal, epoch_id: UUID) -> tuple[PageLanguage, reads.Result, Here]:
    """Return the working paper; one that is due and small is made while its reader waits."""
    words = words_of(request)
    found = reads.result(principal, epoch_id, words.tag)
    if found.findings is None and make_small(epoch_id):
        found = reads.result(principal, epoch_id, words.tag)
    dialogue_id = UUID(found.dialogue_id)
    here, _ = in_dialogue(request, principal, dialogue_id, "results")
    crumbs = (Link(words.say("Results"), reverse("results", kwargs={"dialogue_id": dialogue_id})),)
    return words, found, replace(here, crumbs=crumbs)


def _title(row: reads.PaperRow, words: PageLanguage) -> str:
    return words.say("Round {round}, epoch {epoch}", round=words.number(row.round), epoch=words.number(row.epoch))


def _not_yet(request: HttpRequest, found: reads.Result, here: Here) -> HttpResponse:
    words = words_of(request)
    values = {"title": _title(found.row, words), "row": found.row, "stages": len(STAGES)}
    return page(request, "results/not_yet.html.j2", values, here=here)


def _values(found: reads.Result, findings: Findings, words: PageLanguage) -> dict[str, Any]:
    statements = Statements(findings, words)
    patterns = Patterns(with_marks_on_the_map(findings, found.sides), words)
    drawing = patterns.drawing()
    return {
        "title": _title(found.row, words),
        "found": found,
        "findings": findings,
        "first_line": words.say(FIRST_LINE),
        "headline": headline(findings, words),
        "gaps": gaps(findings, words),
        "statements": statements,
        "sections": [_marked(section, found, statements) for section in statements.sections()],
        "divides": [marked(row, found.sides, statements.axis) for row in statements.divides()],
        "reading": words.together(
            [how_to_read(findings.inputs.population, words), direction(statements.axis, words)]
            + ([how_to_read_limits(words)] if findings.sides else [])
        ),
        "changes": None if found.before is None else changes(findings, found.before, words),
        "before_title": None if found.before_row is None else _title(found.before_row, words),
        "patterns": patterns,
        "map": None if drawing is None else replace(drawing, inner=drawing.inner.replace(INLINE, "")),
        "marks": {side.name: side.mark for side in found.sides},
        "moment": moment,
    }


def _marked(section: Section, found: reads.Result, statements: Statements) -> Section:
    rows, folded = (
        [marked(row, found.sides, statements.axis) for row in part] for part in (section.rows, section.folded)
    )
    return replace(section, rows=rows, folded=folded)
