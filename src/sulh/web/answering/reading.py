"""What was published for a seat, newest first, and in the standard profile where they stand beside it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from sulh.access import Principal, Role
from sulh.store.errors import Conflict
from sulh.store.reads import circulating, publications
from sulh.store.reads.circulating import SEATED_IN_DIALOGUE
from sulh.store.reads.publications import Row
from sulh.store.reads.put_text import latest_put
from sulh.web.incoming import an_id
from sulh.web.jinja import page, words_of
from sulh.web.results.shown import told


def shared(request: HttpRequest, principal: Principal) -> HttpResponse:
    """Show one publication, the newest by itself, and lead to the others by their place in the list."""
    words = words_of(request)
    now = circulating.situation(principal, *SEATED_IN_DIALOGUE)
    if not now.agreed:
        return redirect("agree")
    rows = publications.shared(principal, words.tag)
    text = latest_put(UUID(str(now.grant.dialogue))) is not None
    if not rows:
        return page(request, "answering/nothing_shared.html.j2", {"text": text})
    place = _place(request.GET.get("n", ""), len(rows))
    shown = publications.publication(principal, an_id(rows[-place].id), words.tag)
    values = told(shown.publication, shown.sides, words) | {
        "others": [(one, rows[-one].on) for one in range(len(rows), 0, -1) if one != place],
        "found": shown,
        "mine": _mine(principal, rows[-place]),
        "text": text,
    }
    return page(request, "answering/shared.html.j2", values)


def _place(asked: str, count: int) -> int:
    """Return which publication is meant, from 1, the oldest; the newest where none is."""
    place = int(asked) if asked.isdecimal() and len(asked) <= len(str(count)) else count
    return place if 1 <= place <= count else count


def _mine(principal: Principal, row: Row) -> dict[str, int]:
    """Return what the reader answered, by number, while the round of a publication is open and it is shown back."""
    if not principal.holds(Role.PARTICIPANT):
        return {}
    try:
        at = circulating.at(principal)
    except Conflict:
        return {}
    if not at.situation.shown_back or at.term.number != row.round:
        return {}
    return {str(put.number): put.mine for put in at.puts if put.mine is not None}
