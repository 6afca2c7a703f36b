"""
The list of steps before a round opens: what is complete, what comes next, what is missing.

What is missing is decided by `sulh.store.reads.readiness`; here its codes become the state of a step.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from sulh.papers.page import PageLanguage
from sulh.store.reads.dialogues import DialoguePage, TextShown
from sulh.store.reads.seats import SideSeats
from sulh.store.writes.dialogues import WHO
from sulh.web.routes import place
from sulh.web.setup.forms import OWN
from sulh.words.language import mark

KINDS_OF_TEXT = {"consent": mark("Consent text"), "rules": mark("Ground rules")}
ROUTES_OF_TEXT = {"consent": "consent-text", "rules": "ground-rules"}


class Step(NamedTuple):
    """One thing to do before a round opens, as the list of steps shows it."""

    label: Markup
    state: str
    href: str | None
    note: Markup | None


class _Look(NamedTuple):
    label: Markup
    complete: bool
    route: str
    note: Markup | None = None


def steps(words: PageLanguage, found: DialoguePage, seats: Sequence[SideSeats] = ()) -> list[Step]:
    """
    Return the steps: the first that is not complete comes next, the round only after all.

    Args:
        words: The reader's language.
        found: The dialogue.
        seats: How many slips each side has; none for whoever may not see them. A round can open without slips.
    """
    looks = list(_looks(words, found))
    first = next((place for place, look in enumerate(looks) if not look.complete), len(looks))
    steps = [
        Step(
            look.label,
            "done" if look.complete else "next" if place == first else "missing",
            _href(look.route, found),
            look.note,
        )
        for place, look in enumerate(looks)
    ]
    ready = first == len(looks)
    opened = Step(
        words.say("Open a round"),
        "done" if found.frozen else "next" if ready else "later",
        place("rounds", dialogue_id=found.id),
        None if ready or found.frozen else words.say("Possible once all above is complete."),
    )
    return [*steps, *_numbers(words, found, seats), opened]


def _numbers(words: PageLanguage, found: DialoguePage, seats: Sequence[SideSeats]) -> Iterator[Step]:
    """Say how many of each side have an entry number; it holds nothing up, for some dialogues are on paper alone."""
    if not seats:
        return
    parts = [
        words.say("{side}: {n}", side=words.name(one.side.name), n=words.number(one.participants))
        if one.invited is None
        else words.say(
            "{side}: {n} of {of}",
            side=words.name(one.side.name),
            n=words.number(one.participants),
            of=words.number(one.invited),
        )
        for one in seats
    ]
    enough = all(one.participants >= (one.invited or 1) for one in seats)
    told = Markup(" · ").join(parts)
    if not enough:
        told = words.say("{slips}. A round can open without them, but nobody comes in without one.", slips=told)
    state = "done" if enough else "missing"
    yield Step(words.say("Entry numbers"), state, place("seats", dialogue_id=found.id), told)


def _href(route: str, found: DialoguePage) -> str | None:
    name, _, part = route.partition(":")
    return place(name, **{"dialogue_id": found.id} | ({"part": part} if part else {}))


def _looks(words: PageLanguage, found: DialoguePage) -> Iterator[_Look]:
    codes = {gap.partition(":")[0] for gap in found.gaps}
    yield _Look(words.say("Title and question"), complete=True, route="dialogue-name")
    yield _Look(
        words.say("Sides and numbers") if found.population == "room" else words.say("Sides"),
        complete="no-sides" not in codes,
        route="dialogue-sides",
        note=_invited(words, found),
    )
    yield _who(words, found)
    for kind, label in KINDS_OF_TEXT.items():
        yield _text(words, found.texts[kind], words.say(label))
    yield _Look(
        words.say("Harm check"), complete="harm-check" not in codes, route="harm-check", note=_decided(words, found)
    )
    note = words.count("{n} accepted", "{n} accepted", found.statements)
    if found.came:
        note = words.say("{accepted}; came with the kind: {n}", accepted=note, n=words.number(found.came))
    yield _Look(words.say("Statements"), complete="no-statements" not in codes, route="statements", note=note)


def _invited(words: PageLanguage, found: DialoguePage) -> Markup | None:
    taking = [side for side in found.taking_part if side.takes_part]
    if not taking:
        return None
    parts = [
        words.name(side.name)
        if side.invited is None
        else words.say("{side}: {n} invited", side=words.name(side.name), n=words.number(side.invited))
        for side in taking
    ]
    return Markup(" · ").join(parts)


def _who(words: PageLanguage, found: DialoguePage) -> _Look:
    """Say what of the three parts is there; a language without them is told, for they are printed beside results."""
    label = words.say("Who is asked, how they are chosen, who is missing")
    empty = [part for part in WHO if not found.who[part]]
    if empty:
        return _Look(label, complete=False, route=f"who-is-asked:{empty[0]}")
    short = [tag for tag in found.languages if any(tag not in found.who[part] for part in WHO)]
    note = (
        words.say("Not yet whole in: {languages}", languages=words.listing([OWN[tag] for tag in short]))
        if short
        else None
    )
    first = next((part for part in WHO if set(found.languages) - set(found.who[part])), WHO[0])
    return _Look(label, complete=True, route=f"who-is-asked:{first}", note=note)


def _text(words: PageLanguage, text: TextShown, label: Markup) -> _Look:
    complete = not text.missing and not text.open
    if text.missing:
        note = words.say("Missing in: {languages}", languages=words.listing([OWN[tag] for tag in text.missing]))
    elif text.open:
        note = words.say("Fill in the places marked […]. Only you know what belongs there.")
    else:
        note = words.say("Version {n}, {day}", n=words.number(text.version), day=words.when(text.on))
    return _Look(label, complete=complete, route=ROUTES_OF_TEXT[text.kind], note=note)


def _decided(words: PageLanguage, found: DialoguePage) -> Markup | None:
    check = found.check
    if check is None:
        return None
    if check.go:
        return words.say("Go, {day}", day=words.when(check.on))
    return words.say("No-go, {day}", day=words.when(check.on))
