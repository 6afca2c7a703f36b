"""
Agreements: the list, a text that comes in, its page, the passages close to a clause, and the confirming of one.

    list ─▶ add (file or text) ─▶ the agreement ─▶ close to a clause ─▶ confirm ─▶ the agreement, the passage marked
                                              └──▶ mark by hand ──────────┘

A file is read in a process of its own, for half a minute at most, and kept nowhere; its text is kept sealed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from markupsafe import Markup

from sulh.access import Principal
from sulh.errors import EngineError, InputError
from sulh.formats.agreement_text import AgreementText, agreement_text
from sulh.formats.implementation_tables import PaxAgreement, read_pax
from sulh.formats.implementation_words import AGREEMENT_WORDS, STAGE_WORDS
from sulh.formats.plain_text import Encoding
from sulh.formats.remarks import Read
from sulh.negotiation.passages import paragraphs
from sulh.papers.page import PageLanguage
from sulh.store.errors import Invalid
from sulh.store.reads import agreements as reads
from sulh.store.reads import close_passages
from sulh.store.reads.ground import code
from sulh.store.writes import agreements as writes
from sulh.store.writes.agreements import AgreementGiven, Confirmed
from sulh.store.writes.known_agreements import add_known
from sulh.web.chain import words as of
from sulh.web.chain.forms import AgreementForm, ListForm, PassageForm, named, told
from sulh.web.jinja import Here, Link, page, words_of
from sulh.web.map.came import WITHOUT_IT, lines
from sulh.web.navigation import in_process
from sulh.web.uploads import most, say_size

FIRST_LINES = 3  # of a text, by which somebody sees whether its letters are right
NOT_KEPT = 422
MOST_LINES = 200  # of what was not understood


def listing(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Show the agreements of a process."""
    rows = reads.listing(principal, process_id)
    here, _ = in_process(request, principal, process_id, "agreements")
    values = {"title": words_of(request).say("Agreements"), "rows": rows, "process_id": process_id}
    return page(request, "chain/agreements.html.j2", values, here=here)


def new(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Take the text of an agreement, from a file or pasted."""
    words = words_of(request)
    reads.may_keep(principal, process_id)
    form = AgreementForm(words, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            read = _read(request, form)
            made = writes.add(principal, process_id, _given(form, read))
            return HttpResponseRedirect(f"{reverse('agreement', args=[made])}?{_how(read)}")
        except Invalid as refusal:
            told(form, refusal)
    values = {"title": words.say("Add an agreement"), "form": form, "process_id": process_id}
    status = NOT_KEPT if request.method == "POST" else 200
    here = _below(request, principal, process_id)
    return page(request, "chain/agreement_form.html.j2", values, here=here, status=status)


def bring(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Take agreements from a PA-X file: all of it or nothing, and a line for what was not understood."""
    words = words_of(request)
    reads.may_keep(principal, process_id)
    form = ListForm(words, request.POST or None, request.FILES or None)
    say_size(request, words, form)
    read: Read[PaxAgreement] = Read()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        read = read_pax(file.read(), str(file.name))
        if read.values and not any(one.lost in ("file", "row") for one in read.remarks):
            try:
                add_known(principal, process_id, read.values)
                return HttpResponseRedirect(reverse("agreements", args=[process_id]))
            except Invalid as refusal:
                number = words.number(int(refusal.faults["row"]))
                form.add_error("file", str(words.say("Row {n} cannot be kept.", n=number)))
    values = {
        "title": words.say("Bring a list of agreements"),
        "form": form,
        "action": request.path,
        "lines": lines(words, read.remarks[:MOST_LINES], WITHOUT_IT),
        "more": len(read.remarks) - MOST_LINES,
    }
    status = NOT_KEPT if request.method == "POST" else 200
    here = _below(request, principal, process_id)
    return page(request, "chain/agreements_bring.html.j2", values, here=here, status=status)


def _read(request: HttpRequest, form: AgreementForm) -> AgreementText:
    """
    Return the text that came in.

    Raises:
        Invalid: For a file that cannot be read, with its kind, and for a file and a text at once.
    """
    given = form.cleaned_data
    file, text = given["file"], given["text"]
    if file is None:
        if int(request.META.get("CONTENT_LENGTH") or 0) > most(request):
            raise Invalid({"file": "too-large"})
        return AgreementText(text, "txt")
    if text.strip():
        raise Invalid({"file": "one-of-both"})
    encoding = cast("Encoding | None", given["encoding"] or None)
    try:
        return agreement_text(file.read(), file=str(file.name), encoding=encoding)
    except InputError as refusal:
        raise Invalid({"file": refusal.kind}) from None
    except EngineError:
        raise Invalid({"file": "not-read-now"}) from None


def _given(form: AgreementForm, read: AgreementText) -> AgreementGiven:
    given = form.cleaned_data
    return AgreementGiven(given["title"], given["source"], given["on"], paragraphs(read.text))


def _how(read: AgreementText) -> str:
    return urlencode({"read": read.encoding or read.form})


def agreement(request: HttpRequest, principal: Principal, agreement_id: UUID) -> HttpResponse:
    """Show an agreement with the passages that were confirmed in it."""
    words = words_of(request)
    found = reads.agreement(principal, agreement_id, words.tag, page=_number(request, "page"))
    read = request.GET.get("read", "")
    values = {
        "title": words.say("Agreement"),
        "found": found,
        "of": of,
        "named": named,
        "known": _known(words, found),
        "encoding": of.ENCODINGS.get(read),
        "fresh": bool(read),
        "first": found.paragraphs[:FIRST_LINES],
    }
    here = _below(request, principal, UUID(found.process_id))
    return page(request, "chain/agreement.html.j2", values, here=here)


def _known(words: PageLanguage, found: reads.AgreementRead) -> list[tuple[Markup, Markup]]:
    """Return the stage and the kind of an agreement in words, as far as they are known."""
    said = (
        (words.say("Stage"), STAGE_WORDS.get(code(found.stage))),
        (words.say("Between whom"), AGREEMENT_WORDS.get(code(found.kind))),
    )
    return [(called, words.say(text)) for called, text in said if text is not None]


def remove(request: HttpRequest, principal: Principal, agreement_id: UUID) -> HttpResponse:
    """Delete an agreement, after a page that says what goes with it."""
    words = words_of(request)
    found = reads.agreement(principal, agreement_id, words.tag)
    reads.may_keep(principal, UUID(found.process_id))
    if request.method == "POST":
        return HttpResponseRedirect(reverse("agreements", args=[writes.remove(principal, agreement_id)]))
    values = {"title": words.say("Delete this agreement"), "found": found}
    here = _inside(request, principal, UUID(found.process_id), agreement_id)
    return page(request, "chain/agreement_remove.html.j2", values, here=here)


def close(request: HttpRequest, principal: Principal, agreement_id: UUID) -> HttpResponse:
    """Show passages that are close to some clauses."""
    words = words_of(request)
    found = close_passages.close(principal, agreement_id, words.tag, first=_number(request, "from"))
    values = {
        "title": words.say("Passages close to a clause"),
        "found": found,
        "of": of,
        "named": named,
        "size": close_passages.AT_A_TIME,
    }
    here = _inside(request, principal, UUID(found.process_id), agreement_id)
    return page(request, "chain/close.html.j2", values, here=here)


def passage(request: HttpRequest, principal: Principal, agreement_id: UUID) -> HttpResponse:
    """Confirm a passage and what contributed to it: one that was found, or one that is marked by hand."""
    words = words_of(request)
    at, clause = _at(request), _an_id(request.GET.get("clause", ""))
    found = close_passages.to_confirm(principal, agreement_id, words.tag, at=at, clause=clause)
    form = PassageForm(words, found, request.POST or None, initial=_initial(found, at, clause))
    if request.method == "POST" and form.is_valid():
        try:
            writes.confirm(principal, agreement_id, _confirmed(form, found))
            return HttpResponseRedirect(reverse("agreement", args=[agreement_id]))
        except Invalid as refusal:
            told(form, refusal)
    values = {"title": words.say("Confirm a passage"), "found": found, "form": form, "clause": clause}
    here = _inside(request, principal, UUID(found.process_id), agreement_id)
    status = NOT_KEPT if request.method == "POST" else 200
    return page(request, "chain/passage.html.j2", values, here=here, status=status)


def _initial(found: close_passages.ToConfirm, at: tuple[int, int] | None, clause: UUID | None) -> dict[str, Any]:
    first: dict[str, Any] = {"origin": f"clause {clause}" if clause else None}
    if at is not None and found.passage is not None:
        first |= {"start": at[0], "end": at[1]}
    known = found.provision
    return first if known is None else first | {"authority": known.authority, "agenda_item": found.item}


def _confirmed(form: PassageForm, found: close_passages.ToConfirm) -> Confirmed:
    """
    Return what a form confirms.

    Raises:
        Invalid: For a passage that does not stand where it is said to.
    """
    given = form.cleaned_data
    at = (given["start"], given["end"])
    if None in at:
        placed = close_passages.place_of(found.paragraphs, given["paragraph"] or 0, given["first"], given["last"])
        if isinstance(placed, str):
            raise Invalid({placed: placed})
        at = placed
    kind, _, origin = given["origin"].partition(" ")
    item = given.get("agenda_item")
    return Confirmed(
        start=at[0],
        end=at[1],
        authority=given["authority"],
        agenda_item=UUID(item) if item else None,
        earlier_kind=kind,
        earlier=UUID(origin),
        confidence=given["confidence"],
        source=given["source"],
    )


def unlink(request: HttpRequest, principal: Principal, link_id: UUID) -> HttpResponse:
    """Take back that something contributed to a passage."""
    del request
    return HttpResponseRedirect(reverse("agreement", args=[writes.unlink(principal, link_id)]))


def withdraw(request: HttpRequest, principal: Principal, provision_id: UUID) -> HttpResponse:
    """Take a passage back."""
    del request
    return HttpResponseRedirect(reverse("agreement", args=[writes.withdraw(principal, provision_id)]))


def _number(request: HttpRequest, name: str) -> int:
    """Return a small number from an address; 1 for whatever is none."""
    given = request.GET.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < len("1000000") else 1


def _at(request: HttpRequest) -> tuple[int, int] | None:
    """Return the places of a passage from an address, None where there are none."""
    given = request.GET if request.method == "GET" else request.POST
    start, end = (given.get(name, "") for name in ("start", "end"))
    told = all(one.isascii() and one.isdigit() and len(one) < len("100000000") for one in (start, end))
    return (int(start), int(end)) if told else None


def _an_id(given: str) -> UUID | None:
    """Return an id from an address, None for whatever is none."""
    try:
        return UUID(given)
    except ValueError:
        return None


def _below(request: HttpRequest, principal: Principal, process_id: UUID) -> Here:
    here, _ = in_process(request, principal, process_id, "agreements")
    crumb = Link(words_of(request).say("Agreements"), reverse("agreements", args=[process_id]))
    return replace(here, crumbs=(crumb,))


def _inside(request: HttpRequest, principal: Principal, process_id: UUID, agreement_id: UUID) -> Here:
    here = _below(request, principal, process_id)
    crumb = Link(words_of(request).say("Agreement"), reverse("agreement", args=[agreement_id]))
    return replace(here, crumbs=(*here.crumbs, crumb))
