"""
Many ballots at once: a table, or what was collected with the form of the round.

    file ──read──▶ faultless ──▶ entered, all in one transaction
                └▶ faults, line by line; nothing is entered ──▶ the same file again, with the mark "leave them out"

The file is kept nowhere. Its digest stands in the page that shows its faults: what is left out is what was seen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from sulh.access import Principal
from sulh.errors import SettingError
from sulh.formats.ballots import read_ballots
from sulh.formats.media import XLSX
from sulh.formats.xlsform import answers_from_form, round_form
from sulh.model.ballots import BallotAnswer, BallotSheet, SheetFault
from sulh.papers.page import PageLanguage
from sulh.store.errors import Conflict, Incomplete
from sulh.store.reads import paper as reads
from sulh.store.reads.paper import OnPaper
from sulh.store.writes import paper as writes
from sulh.store.writes.paper import Ballot
from sulh.web.downloads import download
from sulh.web.jinja import page, words_of
from sulh.web.navigation import in_dialogue
from sulh.web.paper.entry import below, open_paper
from sulh.web.paper.forms import Table
from sulh.web.paper.views import NOT_KEPT
from sulh.words.language import mark

MOST_SHOWN = 200


@dataclass(frozen=True)
class Shown:
    """What is wrong with a file, as the page shows it; `more` faults are counted and not listed."""

    rows: Sequence[tuple[object, object, object]]
    faults: int
    more: int
    answers: int
    ballots: int


def form(request: HttpRequest, principal: Principal, round_id: UUID) -> HttpResponse:
    """Return the round as a form for telephones without a network."""
    _of_statements(open_paper(principal, round_id, words_of(request).tag))
    try:
        made = round_form(reads.form_of(principal, round_id))
    except SettingError:
        raise Incomplete(["text-missing"]) from None
    return download(made, XLSX, "form.xlsx")


def table(request: HttpRequest, principal: Principal, round_id: UUID) -> HttpResponse:
    """Take a file of many ballots: all of it, or all of it but the faults that were shown."""
    words = words_of(request)
    paper = _of_statements(open_paper(principal, round_id, words.tag))
    if request.method != "POST":
        return _page(request, principal, paper, Table(words, initial={"kind": "table"}))
    asked = Table(words, request.POST, request.FILES)
    if not asked.is_valid():
        return _page(request, principal, paper, asked)
    file = asked.cleaned_data["file"]
    data = file.read()
    sheet = _read(principal, paper, data, str(file.name), kind=asked.cleaned_data["kind"])
    digest = sha256(data).hexdigest()
    seen = asked.cleaned_data["leave_out"] and asked.cleaned_data["digest"] == digest
    if sheet.answers and (seen or not sheet.faults):
        count = writes.enter(principal, round_id, _ballots(paper, sheet.answers))
        to_paper = reverse("paper", kwargs={"dialogue_id": paper.dialogue_id})
        return HttpResponseRedirect(f"{to_paper}?entered={count}")
    once_more = Table(words, initial={"kind": asked.cleaned_data["kind"], "digest": digest})
    return _page(request, principal, paper, once_more, _shown(sheet, words))


def _of_statements(paper: OnPaper) -> OnPaper:
    """Let pass a round of statements; beside a clause may stand a need, and files have no place for one."""
    if paper.sounding:
        raise Conflict("sounding-by-hand")
    return paper


def _read(principal: Principal, paper: OnPaper, data: bytes, name: str, *, kind: str) -> BallotSheet:
    """Read a file; an answer to a statement that was withdrawn since is a fault."""
    numbers = reads.numbers_in(principal, paper.round_id)
    places = {str(put.place) for put in paper.puts}
    if kind == "table":
        return read_ballots(data, name, statements=[str(put.place) for put in paper.puts], ballots=numbers)
    found = answers_from_form(data, name, reads.form_of(principal, paper.round_id), ballots=numbers)
    late = sorted({one.statement for one in found.answers} - places, key=int)
    gone = [
        SheetFault(1, "unknown-statement", mark("a statement of this round"), f"'{statement}'") for statement in late
    ]
    kept = [one for one in found.answers if one.statement in places]
    return BallotSheet(kept, [*gone, *found.faults], found.rows)


def _ballots(paper: OnPaper, answers: list[BallotAnswer]) -> list[Ballot]:
    ids = {str(put.place): put.statement_id for put in paper.puts}
    by_number: dict[str, dict[UUID, int]] = defaultdict(dict)
    for one in answers:
        by_number[one.ballot][ids[one.statement]] = one.vote
    return [Ballot(number, marked) for number, marked in by_number.items()]


def _shown(sheet: BallotSheet, words: PageLanguage) -> Shown:
    rows = [
        (
            words.number(fault.line) if fault.line is not None else words.say("the whole file"),
            words.name(fault.found) if fault.found.startswith("'") else words.say(fault.found),
            words.say(fault.expected),
        )
        for fault in sheet.faults[:MOST_SHOWN]
    ]
    ballots = len({one.ballot for one in sheet.answers})
    return Shown(rows, len(sheet.faults), max(0, len(sheet.faults) - MOST_SHOWN), len(sheet.answers), ballots)


def _page(
    request: HttpRequest, principal: Principal, paper: OnPaper, asked: Table, shown: Shown | None = None
) -> HttpResponse:
    words = words_of(request)
    here, _ = in_dialogue(request, principal, paper.dialogue_id, "paper")
    values = {
        "title": words.say("Many ballots at once: round {number}", number=words.number(paper.number)),
        "paper": paper,
        "form": asked,
        "shown": shown,
    }
    status = NOT_KEPT if shown or asked.is_bound else 200
    return page(request, "paper/table.html.j2", values, here=below(request, here, paper.dialogue_id), status=status)
