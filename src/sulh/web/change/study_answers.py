"""
Answers of a study: forms that go out, tables that come in unseen, what was found of whole groups, and how it ends.

    GET  w/study-waves/<id>/form.zip, table.xlsx       for telephones, with the drawings; for answers on paper
    GET  w/studies/<id>/paper/<language>               a sheet to print
    POST w/studies/<id>/answers                        a table comes in: a line for what was not understood, no answer
    POST w/studies/<id>/analyse, withdraw, end
    GET  w/study-reports/<id>, <id>.docx, <id>.xlsx
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from markupsafe import Markup

from sulh.access import Principal, Refused
from sulh.formats.media import DOCX, XLSX
from sulh.formats.packages import FIRST_DAY
from sulh.formats.remarks import Remark
from sulh.formats.study_form import CODE, CONSENT, GROUP, StudyForm, names, picture, study_form, study_table
from sulh.formats.study_report import study_docx, study_xlsx
from sulh.instruments import circles_png
from sulh.measurement.attitudes.words import WAVES
from sulh.papers.page import PageLanguage
from sulh.store import clock
from sulh.store.reads import studies as reads
from sulh.store.reads import study_reports
from sulh.store.reads.studies import StudyShown
from sulh.store.writes import study_answers as writes
from sulh.store.writes import study_ending as ending
from sulh.store.writes import study_reports as reports
from sulh.store.writes.study_answers import Brought
from sulh.web.change.around import below
from sulh.web.change.studies import AREA, setting_up
from sulh.web.change.study_beside import apart, attrition, balance, cumulative, leaving, listed
from sulh.web.change.study_columns import A_STEP, MOST, BringForm, hidden, in_words, posted, said, standing
from sulh.web.change.study_figures import drawn
from sulh.web.change.study_first import about, first
from sulh.web.change.study_forms import EndForm, ForgetForm
from sulh.web.change.study_origin import again, reproduced
from sulh.web.change.study_plan import HASHED, PLAN, letters, terms
from sulh.web.change.study_scales import ELSE, HEADS, LEVELS, scales
from sulh.web.change.study_taken import taken
from sulh.web.change.study_telling import common_doubts, told
from sulh.web.downloads import download
from sulh.web.jinja import NOT_KEPT, Link, page, words_of
from sulh.web.map.came import LOST, NOTHING_YET, lines
from sulh.web.map.drawings import picture_of
from sulh.web.uploads import say_size

MOST_LINES: Final = 200
STEPS: Final = 7
ZIP: Final = "application/zip"
WRITTEN: Final = {"docx": (study_docx, DOCX), "xlsx": (study_xlsx, XLSX)}


def form_file(request: HttpRequest, principal: Principal, wave_id: UUID, sheet: str) -> HttpResponse:
    """Give a wave as a form for telephones with its drawings, or as an empty table for answers on paper."""
    number, found = reads.of_wave(principal, wave_id, words_of(request).tag)
    if sheet not in ("form", "table") or not found.groups or not found.evaluates:
        raise Refused
    out = StudyForm(
        f"study_{found.id[:8]}_{number}",
        found.title,
        found.languages,
        found.asked,
        {one.number: one.label for one in found.groups},
    )
    if sheet == "table":
        return download(study_table(out), XLSX, "answers.xlsx")
    return download(_package(out), ZIP, "form.zip")


def bring(request: HttpRequest, principal: Principal, study_id: UUID) -> HttpResponse:
    """Take answers of a wave; no answer is shown, and none is told in what could not be read."""
    words = words_of(request)
    found, shown = setting_up(request, principal, study_id)
    waves, ours = _open_waves(words, found), in_words(words, found.asked)
    chosen, asked = posted(request.POST)
    form = BringForm(words, waves, ours, request.POST or None, request.FILES or None, chosen=chosen, asked=asked)
    say_size(request, words, form)
    brought: Brought | None = None
    if request.method == "POST" and form.is_valid():
        data, file = form.cleaned_data, form.cleaned_data["file"]
        wave = next(UUID(one.id) for one in found.waves if str(one.number) == data["wave"])
        brought = writes.bring(principal, wave, (str(file.name), file.read()), called=form.mapping(), rest=data["rest"])
        if not brought.read.remarks and brought.kept:
            return HttpResponseRedirect(reverse("study", args=[study_id]) + "#waves")
        form = _next(words, form, brought, waves, ours)
    kept = brought is not None and brought.kept > 0
    remarks = _beside(form, brought) if brought else []
    values = {
        "title": words.say("Bring answers in"),
        "form": form,
        "action": request.path,
        "brought": brought,
        "kept": kept,
        "lines": _told(words, remarks[:MOST_LINES], kept=kept),
        "more": len(remarks) - MOST_LINES,
        "said": said(words, ours, form.chosen),
        "hidden": hidden(words, brought.read) if brought else "",
        "few": brought is not None and brought.read.few,
        "columns": [GROUP, CODE, CONSENT, *(name for one in found.asked.questions for name in names(one))],
    }
    return page(
        request,
        "change/study_answers.html.j2",
        values,
        here=shown.here,
        status=NOT_KEPT if request.method == "POST" and not kept else 200,
    )


def _told(words: PageLanguage, remarks: Sequence[Remark], *, kept: bool) -> list[tuple[Markup, ...]]:
    """Return what became of places in a file, without what stood there: an answer is never shown, only a column."""
    told = lines(words, remarks, LOST if kept else NOTHING_YET)
    return [(Markup(" · ").join(filter(None, (where, stood))), wanted, became) for where, stood, wanted, became in told]


def _next(
    words: PageLanguage, form: BringForm, brought: Brought, waves: list[tuple[str, str]], ours: dict[str, str]
) -> BringForm:
    """Ask for the columns that were not known; what was chosen already comes along, the file does not."""
    chosen = standing(form.mapping(), brought.read)
    unknown = [name for name in brought.read.unknown if name not in chosen][: min(A_STEP, MOST - len(chosen))]
    there = {name: text for name, text in ours.items() if name in brought.read.missing or name in chosen.values()}
    kept = {"wave": form.cleaned_data["wave"], "rest": form.cleaned_data["rest"]}
    return BringForm(words, waves, there, initial=kept, chosen=chosen, asked=unknown)


def _beside(form: BringForm, brought: Brought) -> list[Remark]:
    """Return what could not be read, but for columns of another name, where the form itself asks what they are."""
    return [
        one
        for one in brought.read.remarks
        if not form.asked or one.line or (one.lost != "field" and one.field not in brought.read.missing)
    ]


def forget(request: HttpRequest, principal: Principal, study_id: UUID) -> HttpResponse:
    """Take out the answers of somebody who withdraws."""
    words = words_of(request)
    _, shown = setting_up(request, principal, study_id, withdrawal=True)
    form = ForgetForm(words, request.POST or None)
    if request.method == "POST" and form.is_valid():
        writes.forget(principal, study_id, form.cleaned_data["code"])
        return HttpResponseRedirect(reverse("study", args=[study_id]) + "#waves")
    values = {"title": words.say("Take somebody’s answers out"), "form": form, "action": request.path}
    return page(request, "change/study_forget.html.j2", values, here=shown.here)


def analyse(request: HttpRequest, principal: Principal, study_id: UUID) -> HttpResponse:
    """Find out what changed, and freeze it; what takes long is left to the machine, and the study says so."""
    wanted = request.POST.get("new_id", "")
    made = reports.ask(principal, study_id, new_id=_id(wanted))
    return HttpResponseRedirect(reverse("study-report", args=[made]) if made else reverse("study", args=[study_id]))


def end(request: HttpRequest, principal: Principal, study_id: UUID) -> HttpResponse:
    """Delete all answers at once and for good, after saying what that means."""
    words = words_of(request)
    found, shown = setting_up(request, principal, study_id, withdrawal=True)
    if not found.ending:
        raise Refused
    form = EndForm(words, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.telling():
            ending.end_answers(principal, study_id, form.cleaned_data["typed"])
            return HttpResponseRedirect(reverse("study", args=[study_id]))
    values = {"title": words.say("Delete all answers"), "found": found, "form": form, "action": request.path}
    return page(request, "change/study_end.html.j2", values, here=shown.here)


def report(request: HttpRequest, principal: Principal, report_id: UUID) -> HttpResponse:
    """Show what was found: first what a reader has to know, then each measure with its doubts."""
    words = words_of(request)
    found = study_reports.report(principal, report_id, words.tag)
    crumb = Link(words.name(found.title), reverse("study", args=[found.study_id]))
    shown = below(request, principal, UUID(found.process_id), AREA, crumb)
    common = common_doubts(found.findings)
    results = sorted(found.findings.results, key=lambda one: (not one.primary, not one.planned))
    values = {
        "title": words.say("{title}: what was found", title=words.name(found.title)),
        "found": found,
        "about": about(words, found),
        "first": first(words, found),
        "drawn": drawn(words, found),
        "picture_of": picture_of,
        "results": [told(words, found, one, common) for one in results],
        "scales": scales(words, found),
        "scale_heads": [words.say(one) for one in HEADS],
        "levels": words.say(LEVELS),
        "lists": listed(words, found),
        "attrition": attrition(words, found),
        "leaving": leaving(words, found),
        "balance": balance(words, found),
        "apart": apart(words),
        "cumulative": cumulative(words, found),
        "doubts_beside": [words.say(one) for one in ELSE],
        "reproduced": reproduced(words, found),
        "again": again(words, found),
        "planned": (PLAN, terms(words, found), HASHED, letters(found)),
    }
    return page(request, "change/study_report.html.j2", values, here=shown.here)


def report_file(request: HttpRequest, principal: Principal, report_id: UUID, form: str) -> HttpResponse:
    """Give what was found as a document or a workbook: what to read first, every number with its doubts, all beside."""
    words = words_of(request)
    found = study_reports.report(principal, report_id, words.tag)
    if form not in WRITTEN:
        raise Refused
    write, kind = WRITTEN[form]
    return download(write(taken(words, found), lang=words.tag), kind, f"study-{found.on.isoformat()}.{form}")


def _package(out: StudyForm) -> bytes:
    """Return a form and its drawings as one file, the same bytes for the same wave."""
    parts = {"form.xlsx": study_form(out)}
    if any(one.item.kind == "inclusion" for one in out.asked.questions):
        parts |= {f"media/{picture(step)}": circles_png(step) for step in range(1, STEPS + 1)}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name, FIRST_DAY), data)
    return target.getvalue()


def _open_waves(words: PageLanguage, found: StudyShown) -> list[tuple[str, str]]:
    return [
        (
            str(one.number),
            str(words.say("{wave}, {day}", wave=words.say(WAVES[one.kind]), day=words.when(one.opens.isoformat()))),
        )
        for one in found.waves
        if not one.analysed and one.opens <= clock.today()
    ]


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
