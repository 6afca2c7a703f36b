"""Slips for readers who approve on paper: a sheet to print, and a form that two facilitators fill in from it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from sulh.access import Principal, Refused
from sulh.papers.transfer.blocks import Block
from sulh.store.errors import Invalid
from sulh.store.reads import approving as reads
from sulh.store.writes import approvals
from sulh.web.jinja import page, words_of
from sulh.web.release.forms import SlipForm, tell
from sulh.web.release.packages import around, blocks
from sulh.words.language import Language, language, mark

TOLD = ("waits", "counts", "differs")
LINES = (
    mark("May exactly this leave, for my side?"),
    mark("Yes"),
    mark("No"),
    mark("Letters on the slip by which I came in:"),
)


def sheets(request: HttpRequest, principal: Principal, package_id: UUID) -> HttpResponse:
    """Print what is asked about, in every language, each with a slip to tick; nothing on it says for which side."""
    words = words_of(request)
    sheet = reads.package(principal, package_id, words.tag)
    if sheet.row.state != "asked":
        raise Refused
    values = {
        "sheet": sheet,
        "papers": [_paper(sheet.content, tag) for tag in sheet.package.languages],
        "back": reverse("package", args=[package_id]),
    }
    return page(request, "release/slips.html.j2", values)


def _paper(content: bytes, tag: str) -> tuple[Language, list[Block], list[str]]:
    """Return one sheet: its language, what the bytes say, and the lines of the slip."""
    spoken = language(tag)
    return spoken, blocks(content, tag), [spoken.say(line) for line in LINES]


def enter(request: HttpRequest, principal: Principal, package_id: UUID) -> HttpResponse:
    """Enter one slip; it counts once a second facilitator has read the same from it."""
    words = words_of(request)
    sheet = reads.package(principal, package_id, words.tag)
    form = SlipForm(words, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            told = approvals.slip(principal, package_id, given["label"], given["code"], yes=given["said"] == "yes")
            return HttpResponseRedirect(f"{reverse('package-slip', args=[package_id])}?told={told}")
        except Invalid as refusal:
            tell(form, refusal)
    before = request.GET.get("told", "")
    values = {
        "title": words.say("Enter a slip"),
        "sheet": sheet,
        "form": form,
        "told": before if before in TOLD and request.method != "POST" else "",
    }
    status = 422 if request.method == "POST" else 200
    return page(request, "release/slip.html.j2", values, here=around(request, principal, sheet), status=status)
