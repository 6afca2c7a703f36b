"""What a desk sees: its items of the agenda, what was sent to it, its answers and questions."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from sulh.access import Principal, Refused
from sulh.formats.media import JSON
from sulh.negotiation.package import read
from sulh.store.errors import Invalid
from sulh.store.reads import desks as reads
from sulh.store.reads.links import waiting
from sulh.store.writes import desk_answers as writes
from sulh.web.desk import words as of
from sulh.web.desk.forms import AnswerForm, tell
from sulh.web.downloads import download
from sulh.web.incoming import an_id
from sulh.web.jinja import page, words_of
from sulh.web.navigation import for_staff
from sulh.web.release.packages import blocks
from sulh.web.statements.words import language_name


def desk(request: HttpRequest, principal: Principal) -> HttpResponse:
    """Show the items of the agenda, what was sent, what was asked, of one of the desks of an account."""
    words = words_of(request)
    chosen = request.GET.get("of")
    found = reads.own_desk(principal, words.tag, None if chosen is None else an_id(chosen))
    process_id = next(UUID(grant.process) for grant in principal.grants if grant.process and grant.desk == found.id)
    values = {
        "title": words.say("Your desk"),
        "found": found,
        "of": of,
        "kept": request.GET.get("kept") == "1",
        "process_id": process_id,
        "waits": waiting(principal, process_id),
    }
    return page(request, "desk/own.html.j2", values, here=for_staff(request, principal))


def item(request: HttpRequest, principal: Principal, item_id: UUID) -> HttpResponse:
    """Show one item on one sheet: what is wanted by when, what was released, what was answered, what is missing."""
    words = words_of(request)
    sheet = reads.item(principal, item_id, words.tag)
    values = {
        "title": words.say("Item {n}", n=words.number(sheet.line.number)),
        "sheet": sheet,
        "of": of,
        "desk": sheet.own,
    }
    return page(request, "desk/item.html.j2", values, here=for_staff(request, principal))


def package(request: HttpRequest, principal: Principal, package_id: UUID) -> HttpResponse:
    """Show a package that was sent: first that it is there, and once it was opened what it says."""
    words = words_of(request)
    found = reads.desk_package(principal, package_id, words.tag)
    values = {
        "title": words.say("Package {n}", n=words.number(found.line.number)),
        "found": found,
        "blocks": blocks(found.content, words.tag, mark_of=found.mark) if found.content else [],
        "tags": read(found.content).languages if found.content else (),
        "own_name": language_name,
        "of": of,
    }
    return page(request, "desk/package.html.j2", values, here=for_staff(request, principal))


def open_(request: HttpRequest, principal: Principal, package_id: UUID) -> HttpResponse:
    """Open a package: the facilitators see that it was read."""
    del request
    writes.open_(principal, package_id)
    return HttpResponseRedirect(reverse("desk-package", args=[package_id]))


def as_json(request: HttpRequest, principal: Principal, package_id: UUID) -> HttpResponse:
    """Hand over the bytes of a package that was opened."""
    found = reads.desk_package(principal, package_id, words_of(request).tag)
    if not found.content:
        raise Refused
    return download(found.content, JSON, "package.json")


def answer(request: HttpRequest, principal: Principal, package_id: UUID) -> HttpResponse:
    """Answer a package with reasons; a facilitator writes down an oral answer as understood."""
    words = words_of(request)
    found = reads.answerable(principal, package_id, words.tag)
    back = reverse("desk-package" if found.own else "package-became", args=[package_id])
    form = AnswerForm(words, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            writes.answer(
                principal, package_id, given["answer"], reasons=given["reasons"], acceptable=given["acceptable"]
            )
            return HttpResponseRedirect(back)
        except Invalid as refusal:
            tell(form, refusal)
    values = {
        "title": words.say("Answer package {n}", n=words.number(found.number)),
        "form": form,
        "found": found,
        "back": back,
        "action": reverse("package-answer", args=[package_id]),
    }
    status = 422 if request.method == "POST" else 200
    return page(request, "desk/answer.html.j2", values, here=for_staff(request, principal), status=status)
