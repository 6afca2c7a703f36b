"""
Closing a process, and deleting it at once.

Both ask for the password again. Deleting asks for the name of the process as well, signs everybody out, and answers
with the report: there is no second page of it, because whoever comes back finds nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from markupsafe import Markup

from sulh.access import Principal
from sulh.papers.page import PageLanguage
from sulh.store.errors import Invalid
from sulh.store.reads import ending as reads
from sulh.store.writes import ending as writes
from sulh.store.writes.ending import Gone
from sulh.web.jinja import page, words_of
from sulh.web.setup.around import around_process, done, shown
from sulh.web.setup.forms import Spoken
from sulh.words.language import mark

NOT_THE_NAME = mark("This is not the name of the process. Nothing was deleted.")
_ask_again: Callable[[HttpRequest], None] = reauthentication_required(lambda _: None)


class Name(Spoken):
    """The name of the process, typed by hand: nobody deletes by a slip of the finger."""

    typed = forms.CharField(
        label=mark("Name of the process"),
        strip=True,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false", "dir": "auto"}),
    )


def close(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Say what a closure closes, what is kept until when and what stays; then close."""
    found = reads.closing(principal, process_id)
    _ask_again(request)
    if request.method == "POST":
        writes.close(principal, process_id)
        return done("process", process_id=process_id)
    words = words_of(request)
    here, _ = around_process(request, principal, process_id, "")
    return shown(request, "ending/close.html.j2", {"title": words.say("Close the process"), "found": found}, here=here)


def purge(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Say what is deleted and what stays; delete after the name was typed, and show the report, once."""
    found = reads.purging(principal, process_id)
    _ask_again(request)
    words = words_of(request)
    form = Name(words, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            gone = writes.purge(principal, process_id, form.cleaned_data["typed"])
        except Invalid:
            form.add_error("typed", str(words.say(NOT_THE_NAME)))
        else:
            return _report(request, gone)
    here, _ = around_process(request, principal, process_id, "")
    values = {"title": words.say("Delete the process at once"), "found": found}
    return shown(request, "ending/purge.html.j2", values, here=here, form=form)


def _report(request: HttpRequest, gone: Gone) -> HttpResponse:
    """Sign out whoever asked for it, and tell what is gone and what stays."""
    words = words_of(request)
    language = words.tag
    logout(request)
    request.session.flush()
    request.session["language"] = language
    values: dict[str, Any] = {"title": words.say("The process is deleted"), "gone": gone, "lines": _lines(words, gone)}
    return page(request, "ending/gone.html.j2", values)


def _lines(words: PageLanguage, gone: Gone) -> list[tuple[Markup, Markup | str]]:
    """Return what is gone, as terms and numbers; what there was none of is left out."""
    counted = [(words.say(called), sum(gone.counts.get(table, 0) for table in tables)) for called, tables in PARTS]
    return [(called, words.number(number)) for called, number in counted if number]


PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (mark("Answers"), ("Vote",)),
    (mark("Statements and proposals"), ("Statement",)),
    (mark("Translations of statements"), ("StatementText",)),
    (mark("Slips with entry numbers"), ("Seat",)),
    (mark("Locked names"), ("Identity",)),
    (mark("Dialogues"), ("Dialogue",)),
    (mark("Rounds"), ("Round",)),
    (mark("Working papers"), ("WorkingPaper",)),
    (mark("Publications kept here"), ("KeptPublication",)),
    (mark("Meetings"), ("Session",)),
    (mark("Notes and commitments"), ("Note", "Commitment")),
    (mark("Clauses, concerns and replies"), ("Wording", "Criticism", "Reply")),
    (mark("Packages kept here"), ("TransferPackage",)),
)
