"""
What the map holds already: ids with the names people know them by, for writing and for reading.

    Known ── label(kind, id)     "Water board [a17]"                        what goes into a cell
          ── find(kind, text)    the id that a cell means, or None          what comes out of one

A text names something by its id, by "name [id]", or by a name (or an id elsewhere) that only one thing of that kind
has; capitals, accents, blanks and forms of Arabic letters make no difference. Nothing is guessed beyond that: two of
one name are named by neither. Of a kind that nobody told it about, every text is taken for an id.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Literal

from sulh.formats.cells import plain
from sulh.formats.guards import named, named_id
from sulh.model.actors import Actor, Name, Place
from sulh.model.initiatives import Card
from sulh.model.picture import Picture

RefKind = Literal["actors", "places", "issues", "sides", "items", "cards", "desks"]
Names = Mapping[str, tuple[str, ...]]
NOBODYS = "-"  # no language: names stand as they were given, also those of which nobody said the language


class Known:
    """
    Names by id, for each kind of thing.

    Args:
        names: Kind -> id -> names, the one to be shown first.
        tag: The language of whoever reads what is written; NOBODYS where it is for no one reader.

    >>> known = Known({"actors": {"a17": ("Water board", "مجلس المياه")}})
    >>> known.label("actors", "a17"), known.find("actors", "مجلس المياة"), known.find("actors", "Bakers")
    ('Water board [a17]', 'a17', None)
    >>> known.find("issues", "water")
    'water'
    """

    def __init__(self, names: Mapping[RefKind, Names] | None = None, *, tag: str = NOBODYS) -> None:
        """Learn the names; one that two things of a kind share names neither."""
        self.tag = tag
        self._names: Mapping[RefKind, Names] = names or {}
        self._by_name: dict[RefKind, dict[str, str]] = {}  # of a kind once it is looked for: files that go out ask none

    def label(self, kind: RefKind, id_: str) -> str:
        """Return an id as a cell shows it."""
        texts = self._names.get(kind, {}).get(id_, ())
        return named(id_, texts[0] if texts else "")

    def name(self, kind: RefKind, id_: str) -> str:
        """Return the name that is shown of an id; the id itself where it has none."""
        texts = self._names.get(kind, {}).get(id_, ())
        return texts[0] if texts else id_

    def find(self, kind: RefKind, text: str) -> str | None:
        """Return the id that a text means; None if the map holds no such thing, or two."""
        of = self._names.get(kind)
        id_ = named_id(text)
        if of is None or id_ in of:
            return id_
        name = text.removesuffix(f"[{id_}]")
        found = (self._alone(kind).get(plain(one)) for one in (text, id_, name))
        return next((one for one in found if one is not None), None)

    def called(self, kind: RefKind) -> tuple[str, ...]:
        """Return what things of a kind are called, each by the first of its names."""
        return tuple(names[0] for names in self._names.get(kind, {}).values() if names)

    def _alone(self, kind: RefKind) -> Mapping[str, str]:
        if kind not in self._by_name:
            self._by_name[kind] = _alone(self._names[kind])
        return self._by_name[kind]

    def find_among(self, kinds: Collection[RefKind], text: str) -> str | None:
        """Return the id that a text means among things of several kinds: an id before a name, a name of one alone."""
        id_ = named_id(text)
        if any(id_ in self._names.get(kind, ()) for kind in kinds):
            return id_
        ids = {self.find(kind, text) for kind in kinds} - {None}
        return ids.pop() if len(ids) == 1 else None


def _alone(of: Names) -> dict[str, str]:
    """Return plain name -> id, without the names of two."""
    found: dict[str, str] = {}
    shared: set[str] = set()
    for id_, texts in of.items():
        for name in {plain(text) for text in texts}:
            if found.setdefault(name, id_) != id_:
                shared.add(name)
    return {name: id_ for name, id_ in found.items() if name and name not in shared}


def known_names(
    *,
    actors: Iterable[Actor] = (),
    places: Iterable[Place] = (),
    cards: Iterable[Card] = (),
    issues: Mapping[str, Mapping[str, str]] | None = None,
    sides: Mapping[str, Mapping[str, str]] | None = None,
) -> Known:
    """
    Return what a picture of the map holds, to read and write with.

    >>> from sulh.model.actors import Actor, Name
    >>> known_names(actors=[Actor("a", "party", (Name("Ara"),))]).find("actors", "ARA")
    'a'
    """
    return Known(
        {
            "actors": {one.id: (*(name.text for name in one.names), *one.keys.values()) for one in actors},
            "places": {one.id: tuple(name.text for name in one.names) for one in places},
            "cards": {one.id: tuple(one.titles.values()) for one in cards},
            "issues": _spoken(issues or {}),
            "sides": _spoken(sides or {}),
        }
    )


def known_of(picture: Picture, tag: str = NOBODYS) -> Known:
    """
    Return everything that a reader's map holds, to read and write with; in their language what has a name in it.

    >>> from datetime import date
    >>> known_of(Picture(date(2026, 11, 27), issues={"w": {"en": "Water"}})).find("issues", "WATER")
    'w'
    >>> known_of(Picture(date(2026, 11, 27), issues={"w": {"en": "Water", "fr": "Eau"}}), "fr").name("issues", "w")
    'Eau'
    """
    return Known(names_in(picture, tag), tag=tag)


def names_in(picture: Picture, tag: str = NOBODYS) -> Mapping[RefKind, Names]:
    """Return the names of everything that a reader's map holds, those of a language first: kind -> id -> names."""
    return {
        "actors": {one.id: (*_names(one.names, tag), *one.keys.values()) for one in picture.actors},
        "places": {one.id: _names(one.names, tag) for one in picture.places},
        "cards": {one.id: _texts(one.titles, tag) for one in picture.cards},
        "items": {one.id: _texts(one.titles, tag) for one in picture.items},
        "issues": _spoken(picture.issues, tag),
        "sides": _spoken(picture.sides, tag),
        "desks": _spoken(picture.desks, tag),
    }


def _spoken(names: Mapping[str, Mapping[str, str]], tag: str = NOBODYS) -> Names:
    return {id_: _texts(texts, tag) for id_, texts in names.items()}


def _texts(texts: Mapping[str, str], tag: str) -> tuple[str, ...]:
    return tuple(texts[one] for one in sorted(texts, key=lambda one: one != tag))


def _names(names: Iterable[Name], tag: str) -> tuple[str, ...]:
    """Return names, those in a language before its own for itself."""
    return tuple(name.text for name in sorted(names, key=lambda one: one.language != tag))
