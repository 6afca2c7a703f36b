"""
What of a file fits a map: each kind of thing gone through, with what there is already and what cannot be kept.

    Fitting(picture, source) ── places, actors, ties, issues, cards, items, rounds, offers    in this order
                             ── stands, remarks                                               what was found on the way

What a plan is, and whom it is shown to: `sulh.coordination.incoming`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal, TypeVar, get_args

import msgspec

from sulh.formats.cells import plain
from sulh.formats.known import known_of
from sulh.formats.remarks import Lost, Remark, shown
from sulh.model.actors import DIRECTED, Actor, Name, Place, Tie
from sulh.model.initiatives import Card, Message, Offer
from sulh.model.picture import Item, OfficialRound, Picture
from sulh.words.language import mark
from sulh.words.text import DIRECTION_MARKS, FORBIDDEN, UNSEEN

Kind = Literal["places", "actors", "ties", "issues", "cards", "items", "rounds", "offers"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
LONGEST_NAME, LONGEST_TEXT, MOST_NAMES, MOST_DAYS = 240, 1_000, 40, 120
MOST_OFFERS: Final = 40  # of one initiative or desk: more is a list that nobody reads
T = TypeVar("T")
KEYS: Final = frozenset(
    {"paax", "ucdp", "iso3", "iati", "gwno", "ucdp-conflict"}
)  # lists that give an actor one id of its own


class Fitting:
    """What is found while a file is gone through."""

    def __init__(self, picture: Picture, source: str) -> None:
        """Begin with what the map has."""
        self._picture, self._source, self._names_of = picture, source, known_of(picture)
        self.stands: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
        self.remarks: list[Remark] = []
        self._known: dict[str, set[str]] = {
            "places": {one.id for one in picture.places},
            "actors": {one.id for one in picture.actors},
            "cards": {one.id for one in picture.cards},
            "issues": set(picture.issues),
            "sides": set(picture.sides),
            "items": {one.id for one in picture.items},
        }

    def lose(self, field: str, found: str, expected: str, *, lost: Lost = "row") -> None:
        """Say that something cannot be kept."""
        self.remarks.append(Remark(None, field, shown(found), expected, lost))

    def most(self, brought: Sequence[T], most: int) -> Sequence[T]:
        """Return the first of very many, and say so."""
        if len(brought) > most:
            self.lose("", f"{len(brought):,}", mark("a file that brings less at once"))
        return brought[:most]

    def issues(self, brought: Mapping[str, str]) -> dict[str, str]:
        """Return names of issues that are to be written down."""
        found = {id_: name for id_, name in brought.items() if self._fits("issues", name, LONGEST_NAME)}
        self._known["issues"] |= found.keys()
        return found

    def places(self, brought: Iterable[Place]) -> tuple[Place, ...]:
        """Return new places, each within one that there is or will be."""
        there = self.stands["places"]
        new: dict[str, Place] = {}
        by_name: defaultdict[tuple[str, str, str | None], list[str]] = defaultdict(list)
        for one in self._picture.places:
            by_name[one.kind, plain(one.names[0].text), one.within].append(one.id)
        waiting = {one.id: one for one in brought}
        for one in _outer_first(waiting):
            if one.id in self._known["places"]:
                there[one.id] = one.id
                continue
            within = there.get(one.within or "", one.within)
            if within is not None and within not in new and within not in self._known["places"]:
                self.lose("within", one.names[0].text, mark("a place around it that is on the map"), lost="field")
                within = None
            same = by_name.get((one.kind, plain(one.names[0].text), within), [])
            if len(same) == 1:
                there[one.id] = same[0]
            elif names := self._names(one.names):
                new[one.id] = msgspec.structs.replace(one, names=names, within=within)
        self._known["places"] |= new.keys()
        return tuple(new.values())

    def actors(self, brought: Iterable[Actor]) -> tuple[Actor, ...]:
        """Return new actors."""
        there = self.stands["actors"]
        by_key: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
        for one in self._picture.actors:
            for scheme, key in one.keys.items():
                by_key[one.kind, scheme, key].add(one.id)
        new = []
        for one in brought:
            same = self._keyed(one, by_key)
            if one.id in self._known["actors"]:
                there[one.id] = one.id
            elif same is not None:
                there[one.id] = same
            elif names := self._names(one.names):
                places = self._refs(one.places, "places")
                source = one.source or self._source
                if source and not self._fits("source", source, LONGEST_TEXT, lost="field"):
                    source = ""
                new.append(msgspec.structs.replace(one, names=names, places=places, source=source))
        self._known["actors"] |= {one.id for one in new}
        return tuple(new)

    @staticmethod
    def _keyed(one: Actor, by_key: Mapping[tuple[str, str, str], set[str]]) -> str | None:
        """Return the one actor that has the same id in a list of others; persons are never taken for one."""
        if one.kind == "person":
            return None
        found = set().union(*(by_key.get((one.kind, *key), set()) for key in one.keys.items() if key[0] in KEYS))
        return found.pop() if len(found) == 1 else None

    def ties(self, brought: Iterable[Tie]) -> tuple[Tie, ...]:
        """Return new ties between actors that there are or will be."""
        ids = {one.id for one in self._picture.ties}
        same = {_what(one): one.id for one in self._picture.ties}
        new = []
        for one in brought:
            ends = self._refs((one.one, one.other), "actors")
            told = f"{one.one} – {one.other}"
            if len(ends) < len(("one", "other")):
                self.lose("ties", told, mark("a tie between two actors that are on the map or in the file"))
                continue
            tie = msgspec.structs.replace(one, one=ends[0], other=ends[1], source=one.source or self._source)
            if tie.id in ids:
                self.stands["ties"][one.id] = tie.id
            elif _what(tie) in same:
                self.stands["ties"][one.id] = same[_what(tie)]
            elif self._fits("source", tie.source, LONGEST_NAME):
                lost = tie.about and not self._fits("about", tie.about, LONGEST_NAME, lost="field")
                new.append(msgspec.structs.replace(tie, about="") if lost else tie)
        return tuple(new)

    def cards(self, brought: Iterable[Card]) -> tuple[Card, ...]:
        """Return new initiatives; what the map says of them by itself is not taken from a file."""
        waiting = [one for one in brought if one.id not in self._known["cards"]]
        self.stands["cards"] = {one.id: one.id for one in brought if one.id in self._known["cards"]}
        known = self._known["cards"] | {one.id for one in waiting}
        return tuple(card for one in waiting if (card := self._card(one, known)) is not None)

    def _card(self, one: Card, known: Collection[str]) -> Card | None:
        titles = {
            tag: text for tag, text in one.titles.items() if self._fits("title", text, LONGEST_NAME, lost="field")
        }
        if not titles:
            self.lose("title", one.id, mark("a title"))
            return None
        around = one.places or one.regions
        texts = {
            name: text if not text or self._fits(name, text, LONGEST_TEXT, lost="field") else ""
            for name, text in (("aim", one.aim), ("independent", one.independent))
        }
        if len(one.moments) > MOST_DAYS:
            self.lose("moments", next(iter(titles.values())), mark("at most 120 days"), lost="field")
        owner = self._refs((one.owner,) if one.owner else (), "actors")
        return msgspec.structs.replace(
            one,
            titles=titles,
            **texts,
            places=self._refs(around, "places"),
            owner=owner[0] if owner else None,
            actors=self._refs(one.actors, "actors"),
            funders=self._refs(one.funders, "actors"),
            issues=self._refs(one.issues, "issues"),
            sides=self._refs(one.sides, "sides"),
            items=self._refs(one.items, "items"),
            moments=one.moments[:MOST_DAYS],
            messages=tuple(self._messages(one)),
            depends_on=tuple(id_ for id_ in one.depends_on if id_ in known and id_ != one.id),
        )

    def _messages(self, one: Card) -> Iterator[Message]:
        """Give what an initiative says in public, each on an issue that there is."""
        for said in one.messages:
            issue = self._names_of.find("issues", said.issue)
            if issue is None:
                self.lose("messages", said.issue, mark("an id or a name that the map holds once"), lost="field")
            else:
                yield msgspec.structs.replace(said, issue=issue)

    def items(self, brought: Iterable[Item]) -> tuple[Item, ...]:
        """Return new points of the agenda; without a source none is kept."""
        by_title = {text: one.id for one in self._picture.items for text in one.titles.values()}
        by_id = {one.id: one.id for one in self._picture.items}
        new = []
        for one in brought:
            same = by_id.get(one.id) or next((by_title[text] for text in one.titles.values() if text in by_title), None)
            titles = {tag: text for tag, text in one.titles.items() if self._fits("title", text, LONGEST_NAME)}
            if same is not None:
                self.stands["items"][one.id] = same
            elif not titles:
                self.lose("title", f"{one.number}", mark("a title"))
            elif self._fits("source", self._source, LONGEST_NAME):
                new.append(msgspec.structs.replace(one, titles=titles))
        return tuple(new)

    def rounds(self, brought: Iterable[OfficialRound]) -> tuple[OfficialRound, ...]:
        """Return new rounds of the official process."""
        by_id = {one.id: one.id for one in self._picture.rounds}
        same = {(one.start, one.end, one.stalled_since): one.id for one in self._picture.rounds}
        new = []
        for one in brought:
            there = by_id.get(one.id) or same.get((one.start, one.end, one.stalled_since))
            if there is not None:
                self.stands["rounds"][one.id] = there
            elif one.start is None and one.stalled_since is None:
                self.lose("start", f"{one.number}", mark("a day on which it begins, or since when it stands still"))
            elif self._fits("source", one.source, LONGEST_NAME):
                new.append(one)
        return tuple(new)

    def offers(self, brought: Iterable[Offer], holders: Collection[str]) -> tuple[Offer, ...]:
        """Return new offers and needs of these holders, each about one thing that is on the map, or about nothing."""
        there = {_offered(one): one.id for one in self._offers()}
        many = Counter(one.holder for one in self._offers())
        new: dict[tuple[str, ...], Offer] = {}
        for one in brought:
            about = [
                id_ for id_ in one.about if any(id_ in self._known[kind] for kind in ("actors", "sides", "places"))
            ]
            if len(about) > 1:
                self.lose("about", one.id, mark("at most one about whom or where"), lost="field")
            offer = msgspec.structs.replace(one, about=tuple(about[:1]))
            if offer.holder not in holders:
                self.lose("holder", one.holder, mark("an initiative or a desk for which you write"))
            elif _offered(offer) in there:
                self.stands["offers"][one.id] = there[_offered(offer)]
            elif _offered(offer) in new or many[offer.holder] >= MOST_OFFERS:
                self.lose("", one.id, mark("each offer once, and at most 40 of one initiative or desk"))
            else:
                lost = one.words and not self._fits("words", one.words, LONGEST_NAME, lost="field")
                new[_offered(offer)] = msgspec.structs.replace(offer, words="") if lost else offer
                many[offer.holder] += 1
        return tuple(new.values())

    def _offers(self) -> Iterator[Offer]:
        yield from self._picture.offers
        for card in self._picture.cards:
            yield from card.offers

    def _refs(self, ids: Iterable[str], kind: str) -> tuple[str, ...]:
        """Return ids, those of the map in place of those of the file; what there is not and will not be is left out."""
        there = self.stands.get(kind, {})
        stands = (there.get(id_, id_) for id_ in ids)
        return tuple(dict.fromkeys(id_ for id_ in stands if id_ in self._known[kind]))

    def _names(self, names: tuple[Name, ...]) -> tuple[Name, ...]:
        kept = tuple(one for one in names if self._fits("name", one.text, LONGEST_NAME, lost="field"))
        if len(kept) > MOST_NAMES:
            self.lose("name", kept[0].text, mark("at most 40 names"), lost="field")
        if not kept:
            self.lose("name", names[0].text, mark("a name"))
        return kept[:MOST_NAMES]

    def _fits(self, field: str, text: str, most: int, *, lost: Lost = "row") -> bool:
        """Whether a text can be kept; if not, that is said."""
        odd = FORBIDDEN.search(text) or UNSEEN.search(text) or DIRECTION_MARKS.search(text)
        if text and not odd and len(text) <= most:
            return True
        expected = mark("a text without signs that nobody sees") if odd else mark("a text that is not so long")
        self.lose(field, text, expected if text else mark("where it is known from"), lost=lost)
        return False


def _offered(one: Offer) -> tuple[str, ...]:
    """Return what an offer says but for its words: of one holder it stands once."""
    return one.holder, one.direction, one.resource, *one.about


def _what(tie: Tie) -> tuple[object, ...]:
    """Return what a tie says: the order of the two counts only where it means something."""
    ends = (tie.one, tie.other) if tie.kind in DIRECTED else tuple(sorted((tie.one, tie.other)))
    return (*ends, tie.kind, tie.confidence, tie.start, tie.end)


def _outer_first(places: Mapping[str, Place]) -> list[Place]:
    """Return places, each after the one around it; where some lie within one another in a ring, one comes first."""
    ordered: dict[str, Place] = {}
    for first in places.values():
        way: dict[str, Place] = {}
        one: Place | None = first
        while one is not None and one.id not in ordered and one.id not in way:
            way[one.id] = one
            one = places.get(one.within or "")
        ordered |= {outer.id: outer for outer in reversed(way.values())}
    return list(ordered.values())
