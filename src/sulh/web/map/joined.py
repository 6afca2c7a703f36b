"""
What joins initiatives, put into words: links and matches as lines of a list, each end by the name its reader knows.

    Naming(words, seen) ── called(id)      an initiative or a desk; one that is hidden, and one known from a match
    theirs(request, ...)                   what stands around such a page; not for who is here to pay
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final
from uuid import UUID

import msgspec
from django.http import HttpRequest
from django.urls import reverse
from markupsafe import Markup

from sulh.access import Principal, Refused
from sulh.formats.track_words import LINK_WORDS, MODE_WORDS
from sulh.model.initiatives import Card
from sulh.papers.page import PageLanguage
from sulh.store.reads.links import LinkShown, met
from sulh.store.reads.map_frames import map_frame
from sulh.store.reads.matching import MatchLine
from sulh.store.reads.pictures import Seen
from sulh.web.map.around import Around, around, below
from sulh.web.map.telling import Telling
from sulh.words.language import mark

KIND_WORDS: Final = {
    "issue": mark("an issue"),
    "item": mark("an item of the official agenda"),
    "place": mark("a region"),
}
STEP_WORDS: Final = {
    "kind": mark("Waits for both"),
    "theme": mark("Both know the theme"),
    "contact": mark("Both know who it is"),
    "declined": mark("You did not go on"),
    "ended": mark("Has ended"),
}


@dataclass(frozen=True)
class Line:
    """A link or a match in a list: where it is, what it says, how it stands, since when."""

    href: str
    text: Markup
    state: Markup
    since: str
    answers: bool


class Naming:
    """
    What both ends of a link are called.

    Args:
        words: The reader's language.
        seen: What the reader sees.
    """

    def __init__(self, words: PageLanguage, seen: Seen) -> None:
        """Keep both; who is known from a match is read when it is first asked for."""
        self.words, self._seen = words, seen

    @cached_property
    def telling(self) -> Telling:
        """Names of the reader's picture, and of those that their own came into contact with."""
        picture = self._seen.picture
        known = {card.id for card in picture.cards}
        more = (Card(key, "theme_area", titles=titles) for key, titles in met(self._seen).items() if key not in known)
        return Telling(self.words, msgspec.structs.replace(picture, cards=(*picture.cards, *more)))

    def called(self, key: str) -> Markup:
        """Return what an initiative or a desk is called; words that say so where its owner does not show it."""
        if key in self._seen.picture.desks:
            return self.telling.name_of("desk", key)
        if self.telling.knows("card", key):
            return self.telling.name_of("card", key)
        return self.words.say("An initiative that its owner does not show to you")


def theirs(request: HttpRequest, principal: Principal, process_id: UUID, *, is_below: bool = False) -> Around:
    """
    Return what stands around a page of what joins initiatives.

    Raises:
        Refused: For whoever is here to pay: what joins initiatives goes to those who do the work.
    """
    if map_frame(principal, process_id).pays:
        raise Refused
    return (below if is_below else around)(request, principal, process_id, "map-offers")


def line_of_link(naming: Naming, process_id: UUID, link: LinkShown) -> Line:
    """Return a link as a line of a list."""
    words = naming.words
    ends = {"one": naming.called(link.one), "other": naming.called(link.other)}
    return Line(
        href=reverse("map-link", args=[process_id, link.id]),
        text=words.say("{mode}: {one} and {other}", mode=words.say(MODE_WORDS[link.mode]), **ends),
        state=words.say(LINK_WORDS[link.state]),
        since=link.since.isoformat(),
        answers=link.answers,
    )


def line_of_match(naming: Naming, process_id: UUID, match: MatchLine) -> Line:
    """Return a match as a line of a list: that there is something and of which kind, and nothing else."""
    words = naming.words
    kinds = words.listing([words.say(KIND_WORDS[kind]) for kind in match.kinds])
    own = naming.called(str(match.initiative))
    return Line(
        href=reverse("map-match", args=[process_id, match.initiative, match.id]),
        text=words.say("There is work on the same matter as {own}. It shares {kinds}.", own=own, kinds=kinds),
        state=words.say("You agreed") if match.consents else words.say(STEP_WORDS[match.state]),
        since=match.since.isoformat(),
        answers=match.waits,
    )
