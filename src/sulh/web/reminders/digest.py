"""
One line of the digest in words, and where it leads: a facilitator to their own page of it, a desk to its own.

Of what waits on a map, how much, how long, and the page of the map.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from markupsafe import Markup

from sulh.papers.page import PageLanguage
from sulh.store.reads.digest import Line, Part
from sulh.store.reads.map_waits import MapWait
from sulh.web.desk.words import ACTORS, PACKAGE_STATES, QUESTION_STATES

HANDED_OVER = ("sent", "opened")


@dataclass(frozen=True)
class Told:
    """A line as it is shown; `href` is empty where there is no page of it."""

    what: Markup
    title: str
    href: str
    state: Markup
    actor: Markup
    age: Markup
    stale: bool


def told(words: PageLanguage, part: Part) -> list[Told]:
    """Return the lines of a part in words."""
    return [
        Told(
            what=_what(words, one),
            title=one.title,
            href=_of_desk(one) if part.desk else _of_facilitator(one),
            state=_state(words, one),
            actor=words.say(ACTORS[one.actor]),
            age=_age(words, one.days, late=one.sort == "item"),
            stale=one.stale,
        )
        for one in part.lines
    ]


def told_of_map(words: PageLanguage, one: MapWait, today: date) -> tuple[Markup, str, Markup, Markup]:
    """Return how much of a sort waits on a map, where, and how long."""
    age = _age(words, (today - one.on).days, late=one.sort == "decisions")
    return on_map(words, one.sort, one.count), of_map(one.sort, one.process), age, Markup()


def on_map(words: PageLanguage, sort: str, count: int) -> Markup:
    """Return how much of a sort waits on a map, in words."""
    if sort == "decisions":
        return words.count("{n} decision of the week due", "{n} decisions of the week due", count)
    return words.count("{n} proposed link waits for an answer", "{n} proposed links wait for an answer", count)


def of_map(sort: str, process_id: object) -> str:
    """Return the page of the map on which it is."""
    return reverse("map-week" if sort == "decisions" else "map-offers", args=[process_id])


def _what(words: PageLanguage, one: Line) -> Markup:
    n = words.number(one.number)
    if one.sort == "item":
        return words.say("Item {n}", n=n)
    if one.sort == "question":
        return words.say("Question {n}", n=n)
    if one.dialogue:
        return words.say("Dialogue {d}, package {n}", d=words.number(one.dialogue), n=n)
    return words.say("Package {n}", n=n)


def _state(words: PageLanguage, one: Line) -> Markup:
    if one.wanted_by is not None:
        return words.say("Wanted by {day}", day=words.when(one.wanted_by.isoformat()))
    return words.say((PACKAGE_STATES if one.sort == "package" else QUESTION_STATES)[one.state])


def _age(words: PageLanguage, days: int, *, late: bool) -> Markup:
    if late and days > 0:
        return words.count("{n} day late", "{n} days late", days)
    if days < 0:
        return words.count("in {n} day", "in {n} days", -days)
    return words.count("for {n} day", "for {n} days", days) if days else words.say("today")


def _of_facilitator(one: Line) -> str:
    if one.sort == "package":
        name = "package-became" if one.state in HANDED_OVER else "package"
        return reverse(name, kwargs={"package_id": one.id})
    return reverse(one.sort, kwargs={f"{one.sort}_id": one.id})


def _of_desk(one: Line) -> str:
    if one.sort == "question":
        return ""
    at = ("desk-package", {"package_id": one.id}) if one.sort == "package" else ("item", {"item_id": one.id})
    return reverse(at[0], kwargs=at[1])
