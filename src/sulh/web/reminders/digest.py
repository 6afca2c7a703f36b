"""One line of the digest in words, and where it leads: a facilitator to their own page of it, a desk to its own."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from markupsafe import Markup

from sulh.papers.page import PageLanguage
from sulh.store.reads.digest import Line, Part
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
            age=_age(words, one),
            stale=one.stale,
        )
        for one in part.lines
    ]


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


def _age(words: PageLanguage, one: Line) -> Markup:
    if one.sort == "item" and one.days > 0:
        return words.count("{n} day late", "{n} days late", one.days)
    if one.days < 0:
        return words.count("in {n} day", "in {n} days", -one.days)
    return words.count("for {n} day", "for {n} days", one.days) if one.days else words.say("today")


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
