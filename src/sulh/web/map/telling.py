"""
Findings of the map put into words, each thing by its name in the reader's language.

    Telling(words, picture) ── name_of(kind, id)       a card, an issue, a place, a side, an actor ...
                            ── heading(finding)        what it is, in a few words
                            ── sentences(finding)      what it rests on
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final

from markupsafe import Markup

from sulh.coordination.codes import CODES
from sulh.coordination.findings import Evidence, Finding, Ref
from sulh.coordination.strength_codes import CODES as OF_STRENGTHS
from sulh.coordination.strength_codes import WHOLE
from sulh.figures.drawn import name_in
from sulh.formats.meeting_words import LEVEL_WORDS, SECTOR_WORDS
from sulh.formats.track_words import CHANGE_WORDS, QUADRANT_WORDS, RESOURCE_WORDS
from sulh.model.initiatives import Card
from sulh.model.picture import Item, OfficialRound, Picture
from sulh.papers.page import PageLanguage
from sulh.store.sealing import in_language
from sulh.words.language import language, mark

HEADINGS: Final[Mapping[str, str]] = {
    "same_matter": mark("Work on the same matter"),
    "clash": mark("Days that collide"),
    "asked_too_often": mark("Somebody is asked too often"),
    "contrary_messages": mark("Contrary messages in public"),
    "crowding": mark("Many work side by side"),
    "distrust": mark("Distrust between those who work on the same matter"),
    "gap": mark("Nobody that you can see works on this"),
    "dependency": mark("Something rests on what has stopped"),
    "one_track": mark("All rests on one track"),
    "one_quadrant": mark("All rests on one kind of change"),
    "no_link": mark("No link to the official process"),
    "opening": mark("A stall is an opening"),
}
_SENTENCES: Final[Mapping[str, str]] = {**CODES, **OF_STRENGTHS}
_LISTS: Final[Mapping[str, Mapping[str, str]]] = {
    "level": {str(key): text for key, text in LEVEL_WORDS.items()},
    "sector": {str(key): text for key, text in SECTOR_WORDS.items()},
    "change": {str(key): text for key, text in CHANGE_WORDS.items()},
    "quadrant": {str(key): text for key, text in QUADRANT_WORDS.items()},
    "resource": {str(key): text for key, text in RESOURCE_WORDS.items()},
}


class Telling:
    """
    What things are called for one reader.

    Args:
        words: The reader's language.
        picture: What the reader sees.
    """

    def __init__(self, words: PageLanguage, picture: Picture) -> None:
        """Keep both; names are looked up when they are first asked for."""
        self._words = words
        self._plain = language(words.tag)  # for what is escaped when it is shown
        self._picture = picture

    @cached_property
    def _names(self) -> dict[tuple[str, str], str]:
        picture, tag = self._picture, self._words.tag
        names = {("card", card.id): self._card(card) for card in picture.cards}
        names |= {("actor", one.id): name_in(one.names, tag) for one in picture.actors}
        names |= {("place", one.id): name_in(one.names, tag) for one in picture.places}
        names |= {("item", one.id): self._item(one) for one in picture.items}
        names |= {("round", one.id): self._round(one) for one in picture.rounds}
        for kind, texts in (("issue", picture.issues), ("side", picture.sides), ("desk", picture.desks)):
            names |= {(kind, key): in_language(dict(one), tag) for key, one in texts.items()}
        return names

    def _card(self, card: Card) -> str:
        title = in_language(dict(card.titles), self._plain.tag)
        return title or self._plain.say("An initiative whose owner shows that it exists")

    def _item(self, one: Item) -> str:
        number, title = self._plain.number(one.number), in_language(dict(one.titles), self._plain.tag)
        return self._plain.say("Item {n}, {title}", n=number, title=title)

    def _round(self, one: OfficialRound) -> str:
        return self._plain.say("Round {n} of the official talks", n=self._plain.number(one.number))

    def name_of(self, kind: str, key: str) -> Markup:
        """Return what something is called; words that say so where it has no name for this reader."""
        if kind in _LISTS and key in _LISTS[kind]:
            return self._words.say(_LISTS[kind][key])
        found = self._names.get((kind, key))
        return self._words.say("not named here") if not found else self._words.name(found)

    def knows(self, kind: str, key: str) -> bool:
        """Whether something has a name for this reader."""
        return (kind, key) in self._names

    def any_name(self, key: str) -> Markup:
        """Return what an actor, a side or a place is called: an offer says of which it is about."""
        kind = next((kind for kind in ("actor", "side", "place") if (kind, key) in self._names), "actor")
        return self.name_of(kind, key)

    def names(self, refs: Iterable[Ref]) -> Markup:
        """Return several names as one phrase."""
        return self._words.listing([self.name_of(ref.kind, ref.id) for ref in refs])

    def listed(self, kind: str, ids: Iterable[str]) -> Markup:
        """Return the names of several things of one kind as one phrase; empty for none."""
        return self._words.listing([self.name_of(kind, one) for one in ids])

    def heading(self, finding: Finding) -> Markup:
        """Return what a finding is, in a few words."""
        return self._words.say(HEADINGS[finding.kind])

    def sentences(self, finding: Finding) -> list[Markup]:
        """Return what a finding rests on, a sentence each."""
        return [self.sentence(one) for one in finding.evidence]

    def sentence(self, evidence: Evidence) -> Markup:
        """Return one thing that a finding rests on."""
        cards = [self.name_of("card", one) for one in evidence.cards]
        refs = [self.name_of(ref.kind, ref.id) for ref in evidence.refs]
        listing, said = self._words.listing, _SENTENCES[evidence.code]
        all_named = evidence.number == len(evidence.cards or evidence.refs)
        return self._words.say(
            WHOLE.get(evidence.code, said) if all_named else said,
            cards=listing(cards),
            refs=listing(refs),
            first=_at(cards, 0),
            second=_at(cards, 1),
            one=_at(refs, 0),
            other=_at(refs, 1),
            days=self._days(evidence),
            number="" if evidence.number is None else self._words.number(evidence.number),
        )

    def _days(self, evidence: Evidence) -> Markup:
        days = [self._words.when(day.isoformat()) for day in sorted(set(evidence.days))]
        if len(days) <= 1:
            return Markup("").join(Markup("{}").format(day) for day in days)
        return self._words.say("{first} to {last}", first=days[0], last=days[-1])


def _at(names: list[Markup], place: int) -> Markup:
    return names[place] if place < len(names) else Markup()
