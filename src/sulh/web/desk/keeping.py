"""The facilitators' pages of the official table: what waits and for whom, desks, items, what was carried."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from sulh.access import Principal
from sulh.store.errors import Invalid
from sulh.store.reads import approving
from sulh.store.reads import desks as reads
from sulh.store.writes import desks as writes
from sulh.web.desk import words as of
from sulh.web.desk.forms import DeskForm, Handing, ItemForm, Letting, tell
from sulh.web.jinja import Here, Link, page, words_of
from sulh.web.navigation import in_process
from sulh.web.release.packages import around


def table(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Show what waits and for whom, the items of the official agenda, and the desks."""
    words = words_of(request)
    found = reads.table(principal, process_id, words.tag)
    here, _ = in_process(request, principal, process_id, "official-table")
    answered = [one for one in found.lines if (one.sort, one.state) == ("package", "answered")]
    values = {
        "title": words.say("Official table"),
        "process_id": process_id,
        "found": found,
        "under_way": [one for one in found.lines if one not in answered],
        "answered": answered,
        "of": of,
    }
    return page(request, "desk/table.html.j2", values, here=here)


def new_desk(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Write a desk down; it may be only a name."""
    words = words_of(request)
    reads.may_keep(principal, process_id)
    here = below_table(request, principal, process_id)
    form = DeskForm(words, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            writes.add_desk(principal, process_id, form.texts())
            return _back(process_id)
        except Invalid as refusal:
            form.told(refusal)
    values = {
        "title": words.say("A new desk"),
        "form": form,
        "prefix": "names",
        "action": reverse("desk-new", args=[process_id]),
    }
    return _form(request, "desk/desk.html.j2", values, here)


def account(request: HttpRequest, principal: Principal, desk_id: UUID) -> HttpResponse:
    """Let an account sign in for a desk."""
    words = words_of(request)
    process_id = reads.process_of_desk(principal, desk_id)
    form = Letting(words, request.POST or None)
    if request.method == "POST" and form.is_valid():
        writes.give_account(principal, desk_id, form.cleaned_data["account"])
        return _back(process_id)
    values = {
        "title": words.say("Let an account sign in"),
        "form": form,
        "action": reverse("desk-account", args=[desk_id]),
    }
    return _form(request, "desk/account.html.j2", values, below_table(request, principal, process_id))


def new_item(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Write an item of the official agenda down."""
    words = words_of(request)
    found = reads.table(principal, process_id, words.tag)
    form = ItemForm(words, _desks(found), request.POST or None, initial={"state": "not-raised"})
    if request.method == "POST" and form.is_valid():
        try:
            writes.add_item(principal, process_id, form.given())
            return _back(process_id)
        except Invalid as refusal:
            tell(form, refusal)
    values = {"title": words.say("A new item"), "form": form, "action": reverse("item-new", args=[process_id])}
    return _form(request, "desk/item_form.html.j2", values, below_table(request, principal, process_id))


def change_item(request: HttpRequest, principal: Principal, item_id: UUID) -> HttpResponse:
    """Change an item."""
    words = words_of(request)
    edit = reads.item_to_change(principal, item_id)
    process_id = UUID(edit.process_id)
    found = reads.table(principal, process_id, words.tag)
    first: dict[str, Any] = {
        "stamp": edit.stamp,
        "state": edit.state,
        "since": edit.since,
        "wanted_by": edit.wanted_by,
        "source": edit.source,
        "desk": edit.desk,
        **{f"titles_{tag}": text for tag, text in edit.titles.items()},
        **{f"wanted_{tag}": text for tag, text in edit.wanted.items()},
    }
    form = ItemForm(words, _desks(found), request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            writes.change_item(principal, item_id, form.given(), stamp=form.cleaned_data["stamp"])
            return _back(process_id)
        except Invalid as refusal:
            tell(form, refusal)
    values = {"title": words.say("Change this item"), "form": form, "action": reverse("item-change", args=[item_id])}
    return _form(request, "desk/item_form.html.j2", values, below_table(request, principal, process_id))


def became(request: HttpRequest, principal: Principal, package_id: UUID) -> HttpResponse:
    """Show what became of a package after it was sent."""
    words = words_of(request)
    sheet = approving.package(principal, package_id, words.tag)
    values = {
        "title": words.say("What became of package {n}", n=words.number(sheet.row.number)),
        "sheet": sheet,
        "found": reads.carried(principal, package_id, words.tag),
        "of": of,
    }
    return page(request, "desk/became.html.j2", values, here=around(request, principal, sheet))


def hand_over(request: HttpRequest, principal: Principal, package_id: UUID) -> HttpResponse:
    """Record that a package was carried, or told in a briefing."""
    words = words_of(request)
    sheet = approving.package(principal, package_id, words.tag)
    form = Handing(words, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            writes.hand_over(principal, package_id, given["kind"], given["words"])
            return HttpResponseRedirect(reverse("package-became", args=[package_id]))
        except Invalid as refusal:
            tell(form, refusal)
    values = {"title": words.say("Record a handover"), "form": form, "action": reverse("handover", args=[package_id])}
    return _form(request, "desk/handover.html.j2", values, around(request, principal, sheet))


def _desks(found: reads.Table) -> list[tuple[str, str]]:
    return [(one.id, one.name) for one in found.desks]


def _back(process_id: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse("official-table", args=[process_id]))


def below_table(request: HttpRequest, principal: Principal, process_id: UUID) -> Here:
    """Return what stands around a page that lies below the official table."""
    here, _ = in_process(request, principal, process_id, "official-table")
    crumb = Link(words_of(request).say("Official table"), reverse("official-table", args=[process_id]))
    return replace(here, crumbs=(crumb,))


def _form(request: HttpRequest, template: str, values: dict[str, Any], here: Here) -> HttpResponse:
    return page(request, template, values, here=here, status=422 if request.method == "POST" else 200)
