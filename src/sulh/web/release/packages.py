"""The facilitators' pages of packages: the list, composing one, what it says, and the next step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from sulh.access import Principal, Refused
from sulh.formats.media import JSON
from sulh.negotiation.package import read
from sulh.papers.transfer.blocks import Block
from sulh.papers.transfer.full import full
from sulh.papers.transfer.phrases import ATTRIBUTION_WORDS
from sulh.papers.transfer.seal import sealed
from sulh.store.errors import Invalid
from sulh.store.reads import approving as reads
from sulh.store.reads.approving import Row, Sheet
from sulh.store.sealing import in_language
from sulh.store.writes import release as writes
from sulh.web.downloads import download
from sulh.web.jinja import Here, page, words_of
from sulh.web.navigation import in_dialogue
from sulh.web.release.forms import OFFERS, TEXTS, Composing, again, first, tell
from sulh.web.statements.views import below
from sulh.web.statements.words import language_name
from sulh.words.language import language, mark

STATES = {
    "composed": mark("Composed. A second facilitator confirms it."),
    "confirmed": mark("Confirmed. It can be put before the readers of every side."),
    "asked": mark("Waiting for the sides."),
    "approved": mark("Approved by every side. It can be sent."),
    "not-released": mark("Not released."),
    "sent": mark("Sent."),
    "opened": mark("Sent, and opened by the desk."),
    "recalled": mark("Recalled."),
    "dropped": mark("Dropped before anybody was asked."),
}
BY_CONSENT = {
    "confirmed": mark("Confirmed. It can go as each person agreed at entry."),
    "approved": mark("It may go as each person agreed at entry. It can be sent."),
}
EMPTY = "0" * 64


@dataclass(frozen=True)
class Step:
    """A step that a facilitator can take: what it is called, what happens, the button and its weight."""

    title: str
    happens: tuple[str, ...]
    button: str
    write: Callable[..., None]
    kind: str = "main"


STEPS = {
    "confirm": Step(
        mark("Confirm this package"),
        (
            mark("You have read every line of it, and it may go before the sides as it stands."),
            mark("Your name and the fingerprint of these words enter the log."),
        ),
        mark("Confirm it"),
        writes.confirm,
    ),
    "ask": Step(
        mark("Put it before the sides"),
        (
            mark(
                "The readers of every side are asked whether exactly this may leave. One changed letter asks them anew."
            ),
            mark("Nobody sees who has answered, nor that all have. A no reads like silence until its day is over."),
            mark("With two sides, one that said yes knows in the end that the other did not. Tell them first."),
        ),
        mark("Ask the sides"),
        writes.ask,
    ),
    "consent": Step(
        mark("Let it go as people agreed at entry"),
        (
            mark("No side has readers here, so nobody is asked now: what each person accepted when they came decides."),
            mark("It is checked against that: addressee, what is in it, what it tells of its origin, and until when."),
            mark("Then it can be sent. That it goes so enters the log, and its papers say so."),
        ),
        mark("Let it go"),
        writes.consent,
    ),
    "send": Step(
        mark("Send this package"),
        (
            mark("The desk can read it from now on, or it leaves by the carrier you chose."),
            mark("It can be recalled. Once it was opened, recall ends access and fetches no copy back."),
        ),
        mark("Send it"),
        partial(writes.send, marked=True),
    ),
    "recall": Step(
        mark("Recall this package"),
        (
            mark("Nobody can open it here any more."),
            mark("If it was opened or handed over already, copies stay where they are. Recall fetches none back."),
        ),
        mark("Recall it"),
        writes.recall,
        "danger",
    ),
    "drop": Step(
        mark("Drop this package"),
        (mark("It goes before nobody. That it was composed stays in the log, without a word of it."),),
        mark("Drop it"),
        writes.drop,
        "danger",
    ),
}


def packages(request: HttpRequest, principal: Principal, dialogue_id: UUID) -> HttpResponse:
    """Show the packages of a dialogue, newest first."""
    words = words_of(request)
    rows = reads.packages(principal, dialogue_id, words.tag)
    here, _ = in_dialogue(request, principal, dialogue_id, "packages")
    told = [(row, words.say(_state(row))) for row in rows]
    values = {"title": words.say("Packages"), "dialogue_id": dialogue_id, "rows": told}
    return page(request, "release/packages.html.j2", values, here=here)


def compose(request: HttpRequest, principal: Principal, dialogue_id: UUID) -> HttpResponse:
    """Compose a package from what was published and put."""
    words = words_of(request)
    on, more = reads.choices(principal, dialogue_id, words.tag)
    form = Composing(words, on, more, request.POST or None, initial=first(on))
    if request.method == "POST" and form.is_valid():
        try:
            made = writes.compose(principal, dialogue_id, form.draft())
            return HttpResponseRedirect(reverse("package", args=[made]))
        except Invalid as refusal:
            tell(form, refusal)
    here, _ = in_dialogue(request, principal, dialogue_id, "packages")
    around = below(here, words.say("Packages"), dialogue_id, "packages")
    values = {
        "title": words.say("Compose a package"),
        "dialogue_id": dialogue_id,
        "action": reverse("package-new", args=[dialogue_id]),
    }
    return _form(request, form, values, around)


def change(request: HttpRequest, principal: Principal, package_id: UUID) -> HttpResponse:
    """Compose a package anew; whatever was said of it before is void."""
    words = words_of(request)
    sheet = reads.package(principal, package_id, words.tag)
    on, more = reads.choices(principal, UUID(sheet.dialogue_id), words.tag)
    links = {"desk": sheet.desk_id, "agenda_item": sheet.agenda_item_id, "question": sheet.question_id}
    begun = again(sheet.package, on, sheet.digest, links)
    form = Composing(words, on, more, request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        try:
            writes.change(principal, package_id, form.draft(), seen=form.cleaned_data["seen"])
            return HttpResponseRedirect(reverse("package", args=[package_id]))
        except Invalid as refusal:
            tell(form, refusal)
    values = {
        "title": words.say("Change this package"),
        "dialogue_id": sheet.dialogue_id,
        "action": reverse("package-change", args=[package_id]),
        "void": sheet.row.state != "composed",
    }
    return _form(request, form, values, around(request, principal, sheet))


def package(request: HttpRequest, principal: Principal, package_id: UUID) -> HttpResponse:
    """Show exactly what a package says, how it stands, and what can be done."""
    words = words_of(request)
    sheet = reads.package(principal, package_id, words.tag)
    values = {
        "title": words.say("Package {n}", n=words.number(sheet.row.number)),
        "sheet": sheet,
        "state": words.say(_state(sheet.row)),
        "steps": {step: words.say(one.title) for step, one in STEPS.items()},
        "blocks": blocks(sheet.content, words.tag, mark_of=sheet.mark),
        "own_name": language_name,
    }
    return page(request, "release/package.html.j2", values, here=around(request, principal, sheet))


def move(request: HttpRequest, principal: Principal, package_id: UUID, step: str) -> HttpResponse:
    """Take the next step, after one page that says what happens."""
    words = words_of(request)
    sheet = reads.package(principal, package_id, words.tag)
    taken = STEPS.get(step)
    if taken is None:
        raise Refused
    if request.method == "POST":
        taken.write(principal, package_id, seen=request.POST.get("seen", EMPTY))
        return HttpResponseRedirect(reverse("package", args=[package_id]))
    values = {
        "title": words.say(taken.title),
        "sheet": sheet,
        "step": step,
        "happens": [words.say(line) for line in taken.happens],
        "button": words.say(taken.button),
        "kind": taken.kind,
        "alone": step == "confirm" and sheet.mine,
        "desk": in_language(dict(sheet.package.desk or {}), words.tag),
    }
    return page(request, "release/next.html.j2", values, here=around(request, principal, sheet))


def as_json(request: HttpRequest, principal: Principal, package_id: UUID) -> HttpResponse:
    """
    Hand over the canonical bytes: what was approved, to the letter.

    Before that they are needed too, to check them and to make papers of. They can bear no mark: it would be another
    hash. So the name of the file says it.
    """
    sheet = reads.package(principal, package_id, words_of(request).tag)
    name = "package.json" if sheet.approved else "package-not-approved.json"
    return download(sheet.content, JSON, name)


def blocks(content: bytes, tag: str, *, mark_of: str = "") -> list[Block]:
    """Return what canonical bytes say in a language, piece by piece, as their documents say it."""
    return [one for one in full(read(content), language(tag), sealed(content, mark_of)) if one.kind != "turn"]


def around(request: HttpRequest, principal: Principal, sheet: Sheet) -> Here:
    """Return what stands around a page of one package."""
    here, _ = in_dialogue(request, principal, UUID(sheet.dialogue_id), "packages")
    return below(here, words_of(request).say("Packages"), sheet.dialogue_id, "packages")


def _state(row: Row) -> str:
    return (BY_CONSENT if row.by_consent else STATES).get(row.state, STATES[row.state])


def _form(request: HttpRequest, form: Composing, values: dict[str, Any], here: Here) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    values = {
        "form": form,
        "void": False,
        "texts": TEXTS,
        "own_name": language_name,
        "offers": range(1, OFFERS + 1),
        "attribution": ATTRIBUTION_WORDS,
        **values,
    }
    return page(request, "release/compose.html.j2", values, here=here, status=status)
