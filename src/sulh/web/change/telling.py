"""
How far an agreement is carried out, in words and as a figure: an index never stands without its band and its count.

    told          an index: the band that coders leave open, and of how many stipulations it is told
    reliability   how far coders agree, with its interval or why there is none; over_days: of all days together
    row, late     a stipulation as a row of a table; one that is overdue
    owed_by, stands   who owes a stipulation; what coders gave
    drawn, dot_of  the index over time, with what authorities did meanwhile
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.urls import reverse
from markupsafe import Markup, escape

from sulh.figures.drawn import Drawn
from sulh.figures.panels import Dot, Panel, Series, Sign, panels
from sulh.formats.implementation_words import STATE_WORDS, THEME_WORDS
from sulh.measurement.implementation.coded import Coded
from sulh.measurement.implementation.index import Index
from sulh.measurement.implementation.overdue import Overdue
from sulh.measurement.implementation.reliability import Reliability
from sulh.papers.page import PageLanguage
from sulh.store import clock
from sulh.store.reads.implementation import Standing, StipulationRead
from sulh.words.language import mark

TO_NAME: Mapping[str, str] = {  # with which a coding waits
    "third": mark("A third coder has to be named"),
    "coder": mark("A coder left: name another"),
}
SIGNS = 8  # acts that stand in the figure; all of them stand below it


def told(words: PageLanguage, index: Index | None) -> tuple[Markup, Markup]:
    """Return an index in words, the band first, and of how many it is told."""
    if index is None or index.low is None or index.high is None:
        of = words.number(0 if index is None else index.of)
        return words.say("Nothing is counted yet"), words.say("none of {of}", of=of)
    band = words.between(float(index.low), float(index.high))
    counted = words.say("{n} of {of} counted", n=words.number(index.counted), of=words.number(index.of))
    return escape(band), counted


def reliability(words: PageLanguage, found: Reliability) -> Markup:
    """Return how far coders agree in a sentence, with its interval or why there is none."""
    if found.value is None and found.units:
        return words.say("Nothing can be said: everything was scored alike.")
    if found.value is None:
        return words.say("Nothing can be said: nothing was scored twice.")
    value = words.decimal(found.value)
    if found.low is None or found.high is None:
        return words.say(
            "{value}, on too few stipulations for an interval ({n})", value=value, n=words.number(found.units)
        )
    return words.say(
        "{value}, between {low} and {high}, on {n} stipulations",
        value=value,
        low=words.decimal(found.low),
        high=words.decimal(found.high),
        n=words.number(found.units),
    )


def over_days(words: PageLanguage, found: Reliability) -> Markup:
    """Return how far the coders of all days agree, and how many scorings of how many stipulations that is told of."""
    told = reliability(words, found)
    if found.value is None:
        return told
    over = words.count(
        "{told}; {n} pair of scores over all days.",
        "{told}; {n} pairs of scores over all days.",
        found.times,
        told=told,
    )
    if found.low is None:
        return over
    return words.together([over, words.say("The interval takes all days of a stipulation together.")])


def row(words: PageLanguage, found: Standing, one: StipulationRead) -> tuple[Markup, ...]:
    """Return a stipulation as a row: number, words, who owes it, by when, what stands of it."""
    due = escape(words.when(one.value.due.isoformat())) if one.value.due else words.say("no day")
    at = reverse("stipulation", args=[one.value.id])
    number = Markup('<a href="{}">{}</a>').format(at, words.number(one.value.number))
    about = words.say(THEME_WORDS[one.value.theme])
    return number, words.name(one.words), about, owed_by(words, found, one), due, stands(words, one.coded)


def owed_by(words: PageLanguage, found: Standing, one: StipulationRead) -> Markup:
    """Return which authority is to carry a stipulation out, and which sides owe it."""
    names = {side.id: side.name for side in found.sides}
    owes = words.listing([words.name(names[side]) for side in one.value.sides if side in names])
    return Markup("{} ({})").format(words.name(one.authority), owes) if owes else words.name(one.authority)


def stands(words: PageLanguage, found: Coded) -> Markup:
    """Return what coders gave, and how that came about; no number where nothing counts."""
    state = words.say(STATE_WORDS[found.state])
    if found.low is None or found.high is None:
        return state
    low, high = words.number(found.low), words.number(found.high)
    return Markup("<strong>{}</strong> · {}").format(low if low == high else f"{low}–{high}", state)


def late(words: PageLanguage, found: Standing, due: Overdue) -> tuple[Markup, Markup, Markup]:
    """Return what is overdue: what, since how long, and what is known of it."""
    one = next(one for one in found.stipulations if one.value.id == due.stipulation)
    what, standing = words.name(f"{words.number(one.value.number)} · {one.words}"), stands(words, due.coded)
    if due.looked:
        return what, words.count("{n} day", "{n} days", due.days), standing
    past = words.count(
        "{n} day past its day, and nobody has looked since",
        "{n} days past its day, and nobody has looked since",
        due.days,
    )
    if due.coded.on is None:
        return what, past, standing
    before = words.say("as of {day}, before its day", day=words.when(due.coded.on.isoformat()))
    return what, past, Markup("{} · {}").format(standing, before)


def drawn(words: PageLanguage, found: Standing) -> Drawn | None:
    """Return the index over time as a figure; None before anything was coded."""
    if not found.points:
        return None
    ends = (str(words.say("nothing")), str(words.say("everything")))
    dots = tuple(dot for point in found.points if (dot := dot_of(words, point.on, point.index)) is not None)
    series = Series(str(words.say("All stipulations")), dots, (0.0, 1.0), ends)
    panel = Panel(str(words.say("Carried out")), (series,), str(words.say("Nothing is counted yet")))
    acts = sorted(found.acts, key=lambda one: one.day)[-SIGNS:]
    signs = [Sign(one.words, one.day, one.day) for one in acts]
    return panels([panel], signs, clock.today(), words, str(words.say("How far it is carried out, by day")))


def dot_of(words: PageLanguage, on: date, index: Index) -> Dot | None:
    """Return an index as a mark of a figure: a point where coders agree, a band where they do not."""
    if index.low is None or index.high is None:
        return None
    low, high = float(index.low), float(index.high)
    band, counted = told(words, index)
    text = words.say("{band}, {counted}", band=band, counted=counted).striptags()
    return Dot(on, low, high, low if low == high else None, text)
