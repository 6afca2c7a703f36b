"""
Choosing out of thousands: a search by name, and few enough of those that were found to stand on a page.

    Picked ─┬─ rows    id, name, and what stands beside it; at most `MOST`
            └─ more    how many others are meant, too: a longer name finds fewer
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from markupsafe import Markup

from sulh.coordination.searching import sought
from sulh.figures.drawn import name_in
from sulh.formats.track_words import ACTOR_WORDS, PLACE_WORDS
from sulh.model.actors import Name
from sulh.model.picture import Picture
from sulh.papers.page import PageLanguage

MOST: Final = 20
FEW: Final = 40  # things among which one is chosen; of more, one is looked for by name
Row = tuple[str, tuple[Name, ...], Markup, Markup]  # id, names, what it is called, what stands beside it


@dataclass(frozen=True)
class Picked:
    """See the head of the module; `asked` is what was looked for."""

    asked: str
    rows: tuple[tuple[str, Markup, Markup], ...]
    more: int


def picked(request: HttpRequest, rows: Iterable[Row], without: Collection[str] = ()) -> Picked:
    """Return those that `?q=` means; nobody where nothing is looked for."""
    asked = request.GET.get("q", "").strip()
    every = {key: (names, called, beside) for key, names, called, beside in rows if key not in without}
    order = sorted(every, key=lambda key: (str(every[key][1]).casefold(), key))
    found = sought(((key, every[key][0]) for key in order), asked) if asked else []
    return Picked(asked, tuple((key, *every[key][1:]) for key in found[:MOST]), max(0, len(found) - MOST))


def actor_rows(words: PageLanguage, picture: Picture) -> list[Row]:
    """Return the actors that a reader sees, to be looked for."""
    tag, kinds = words.tag, {kind: words.say(text) for kind, text in ACTOR_WORDS.items()}
    return [(one.id, one.names, words.name(name_in(one.names, tag)), kinds[one.kind]) for one in picture.actors]


def place_rows(words: PageLanguage, picture: Picture) -> list[Row]:
    """Return the places that a reader sees, to be looked for."""
    tag = words.tag
    return [
        (one.id, one.names, words.name(name_in(one.names, tag)), words.say(PLACE_WORDS[one.kind]))
        for one in picture.places
    ]
