"""What waits for somebody, put into words with its age, and where it leads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from markupsafe import Markup

from sulh.access import STRANGER, Principal
from sulh.papers.page import PageLanguage
from sulh.store.reads import home as reads
from sulh.store.reads import implementation
from sulh.store.reads.coders import CodingWait, waits
from sulh.store.reads.home import ProcessLine, Waiting
from sulh.web.account.views import first_page
from sulh.web.change.telling import TO_NAME
from sulh.web.jinja import page, words_of
from sulh.web.navigation import for_staff
from sulh.web.reminders.digest import of_map, on_map
from sulh.web.routes import place
from sulh.words.language import mark

Item = tuple[Markup, str, Markup, Markup]

PLACES = {
    "ends": "rounds",
    "harm-check": "harm-check",
    "proposals": "statements",
    "paper": "results",
    "translations": "translations",
    "commitments": "sessions",
}
ROLES = {
    "facilitator": mark("You facilitate"),
    "translator": mark("You translate"),
    "coordinator": mark("You coordinate"),
    "funder": mark("You fund work here"),
    "evaluator": mark("You evaluate"),
}


def home(request: HttpRequest, principal: Principal) -> HttpResponse:
    """Show what waits, oldest and soonest first; whoever has not signed in is led there."""
    if principal == STRANGER:
        return HttpResponseRedirect(first_page(request))
    words = words_of(request)
    shown = reads.home(principal, words.tag)
    values = {
        "title": words.say("What waits for you"),
        "items": [
            *(_item(words, one, shown.today) for one in shown.waiting),
            *_to_score(words, principal, shown.processes),
            *(_to_name(words, one, shown.today) for one in waits(principal)),
        ],
        "processes": [
            (one, [words.say(ROLES[role]) for role in one.roles if role in ROLES]) for one in shown.processes
        ],
        "administrator": shown.administrator,
        "desk": shown.desk,
    }
    return page(request, "home/home.html.j2", values, here=for_staff(request, principal))


def _item(words: PageLanguage, one: Waiting, today: date) -> Item:
    """Return what, where to, how old, and in which dialogue."""
    if one.sort == "table":
        return _what(words, one), reverse("digest"), _age(words, one, today), words.say("Official table")
    if one.process_id:
        href = of_map(one.sort, one.process_id)
        return on_map(words, one.sort, one.count), href, _age(words, one, today), _map(words, one)
    at = {"dialogue_id": one.dialogue_id}
    href = place(PLACES[one.sort], **at) or reverse("dialogue", kwargs=at)
    return _what(words, one), href, _age(words, one, today), words.name(one.dialogue)


def _to_score(words: PageLanguage, principal: Principal, processes: Iterable[ProcessLine]) -> Iterator[Item]:
    """Yield the agreements that wait for the reader's scores; only evaluators have any."""
    for process in processes:
        if "evaluator" not in process.roles or process.ends:
            continue
        for one in implementation.to_score(principal, UUID(process.id)):
            day = words.say("as of {day}", day=words.when(one.on.isoformat()))
            settles = words.say("Waits for you to settle what two coders see differently")
            yield (
                settles if one.settles else words.say("Waits for your scores"),
                reverse("scores", args=[one.coder_id]),
                day,
                words.name(one.agreement),
            )


def _to_name(words: PageLanguage, one: CodingWait, today: date) -> Item:
    """Return a coding that cannot go on before somebody is named, without a score."""
    href = reverse("carried-out", args=[one.agreement_id])
    age = _days(words, (today - one.since).days, late=False)
    return words.say(TO_NAME[one.sort]), href, age, words.name(one.agreement)


def _map(words: PageLanguage, one: Waiting) -> Markup:
    return words.name(one.process) if one.process else words.say("Your desk")


def _what(words: PageLanguage, one: Waiting) -> Markup:
    told = {
        "ends": words.say("A round ends soon"),
        "harm-check": words.say("The harm check has no go yet"),
        "proposals": words.count("{n} proposal to decide", "{n} proposals to decide", one.count),
        "paper": words.count("{n} working paper to look at", "{n} working papers to look at", one.count),
        "translations": words.count("{n} statement to translate", "{n} statements to translate", one.count),
        "table": words.count("{n} thing waits for you", "{n} things wait for you", one.count),
        "commitments": words.count("{n} commitment due", "{n} commitments due", one.count),
    }
    return told[one.sort]


def _age(words: PageLanguage, one: Waiting, today: date) -> Markup:
    """Return how long it has waited, or how long there still is."""
    if one.hours is not None:
        return words.count("in {n} hour", "in {n} hours", one.hours) if one.hours else words.say("within the hour")
    if one.on is None:
        return words.say("before the next round")
    return _days(words, (today - one.on).days, late=one.sort in ("commitments", "decisions"))


def _days(words: PageLanguage, days: int, *, late: bool) -> Markup:
    if days < 0:
        return words.count("in {n} day", "in {n} days", -days)
    if days == 0:
        return words.say("today")
    if late:
        return words.count("{n} day late", "{n} days late", days)
    return words.count("waiting for {n} day", "waiting for {n} days", days)
