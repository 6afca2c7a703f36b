"""What those who run a dialogue have done: the public part of the log in everyday words, and its newest checkpoint."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from markupsafe import Markup

from sulh.access import Principal
from sulh.papers.page import PageLanguage
from sulh.store.reads import circulating
from sulh.store.reads.circulating import SEATED_IN_DIALOGUE
from sulh.store.reads.public_record import PublicAct, public_record
from sulh.web.jinja import page, words_of
from sulh.web.pictures import picture
from sulh.words.language import mark

GROUP = 4  # digits of a hash that stand together
ACTS: dict[str, str] = {
    "dialogue-created": mark("This dialogue was set up."),
    "text-version": mark("A text to agree to was written or changed: {text}."),
    "harm-check": mark("It was asked whether going on could harm anybody. The decision: {decision}."),
    "phase-changed": mark("Another phase began."),
    "reader-appointed": mark("A reader was appointed for a side."),
    "round-opened": mark("Questions were opened to all sides."),
    "round-paused": mark("The questions were paused."),
    "round-resumed": mark("The questions went on after a pause."),
    "round-closed": mark("The questions were closed."),
    "round-reopened": mark("The questions were opened again."),
    "epoch-ended": mark("A part of the questions ended. What had been answered by then was counted."),
    "published": mark("Results were shared with everybody here."),
    "nobody-objects": mark("It was shared that nobody who answered cannot live with a clause of the text."),
    "attribution-set": mark("What a text for the official table may tell of where it comes from was changed."),
    "package-approved": mark("Every side approved one text for the official table."),
    "package-consented": mark("A text may go to the official table, as everybody here agreed at entry."),
    "package-sent": mark("A text that may leave was sent to the official table."),
    "package-recalled": mark("A text that had been sent to the official table was recalled."),
    "profile-raised": mark("Stricter protection began. It is never taken back."),
    "roles-declared": mark(
        "It was declared that one of those who run this also brings it together with other efforts."
    ),
    "identity-opened": mark("A facilitator opened names that are kept locked."),
    "identities-exported": mark("A facilitator took their locked list of names to another machine."),
    "process-closed": mark("Everything here was closed. It is deleted when its time is over."),
    "process-purged": mark("Everything here was deleted at once."),
    "key-destroyed": mark("The key was destroyed, and with it all that it protected."),
}
VALUES = {
    "consent": mark("the consent text"),
    "rules": mark("the ground rules"),
    "go": mark("to go on"),
    "no-go": mark("not to go on"),
}


def record(request: HttpRequest, principal: Principal) -> HttpResponse:
    """Show the public acts, newest first: the same page to everybody of the dialogue."""
    words = words_of(request)
    if not circulating.situation(principal, *SEATED_IN_DIALOGUE).agreed:
        return redirect("agree")
    found = public_record(principal)
    values = {
        "acts": [(sentence(words, one), words.when(one.day), grouped(one.hash)) for one in found.acts],
        "checkpoint": found.checkpoint,
        "picture": picture(found.checkpoint.text.strip()) if found.checkpoint else None,
    }
    return page(request, "answering/record.html.j2", values)


def sentence(words: PageLanguage, one: PublicAct) -> Markup:
    """Return what was done, in the reader's language."""
    return words.say(ACTS[one.act], **{key: words.say(VALUES[code]) for key, code in one.said.items()})


def grouped(digits: str) -> str:
    """
    Return the beginning of a hash so that it can be read aloud.

    >>> grouped("0123456789abcdef")
    '0123 4567 89ab cdef'
    """
    return " ".join(digits[place : place + GROUP] for place in range(0, len(digits), GROUP))
