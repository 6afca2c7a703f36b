"""
Initiatives as activities of IATI 2.03, for public registers.

    cards at tier "detail" ──iati──▶ Written(data, remarks)

Only what may be public is handed over: an initiative that is not is left out by the caller, never blanked, and a card
cut to a lower tier is refused here. Times that must not be disturbed, offers and needs, and why a piece of work stays
apart are no matter for a register and are not written. What IATI has no element for stands in tags of our own
vocabularies ("urn:sulh:levels"), so that it comes back. An activity needs a title, a status, a day and an organisation:
a card without them is named among the remarks. Files are read in `sulh.formats.iati_reading`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from sulh.errors import DisclosureError
from sulh.formats.known import Known, RefKind
from sulh.formats.map_cells import LANGUAGE
from sulh.formats.remarks import NOTICE, Remark, shown
from sulh.formats.xml_door import HEAD, block, element, text
from sulh.model.actors import Actor, ActorKind, Name, Place, PlaceKind
from sulh.model.findings import Value
from sulh.model.initiatives import Card, WorkPhase
from sulh.words.language import mark

VERSION: Final = "2.03"
PEACE: Final = "15220"  # civilian peace-building, conflict prevention and resolution
FUNDING, ACCOUNTABLE, EXTENDING, IMPLEMENTING = "1", "2", "3", "4"
GENERAL, OTHER = "1", "4"  # kinds of description
OWN: Final = "urn:sulh:"
LANG: Final = "xml:lang"
WGS84: Final = "http://www.opengis.net/def/crs/EPSG/0/4326"
STATUSES: Final[Mapping[WorkPhase, str]] = {"planned": "1", "running": "2", "ended": "4", "paused": "6"}
ORGANISATIONS: Final[Mapping[ActorKind, str]] = {"state": "10", "international": "40", "business": "70"}
FEATURES: Final[Mapping[PlaceKind, str]] = {"country": "PCLI", "region": "ADM1", "district": "ADM2", "site": "LCTY"}
# Fields of a card that go into tags, and what they refer to.
TAGS: Final[Mapping[str, RefKind | None]] = {
    "sectors": None,
    "levels": None,
    "quadrants": None,
    "changes": None,
    "issues": "issues",
    "sides": "sides",
    "items": "items",
    "actors": "actors",
    "regions": "places",
}


class Reporter(Value, frozen=True):
    """
    Who publishes: the organisation that answers for the file.

    Attributes:
        ref: Its identifier in IATI; those of activities begin with it.
        type: Its kind, as a code of IATI, such as "21" for an international organisation of civil society.
        name: Its name, and its language ("" where that is not known).
    """

    ref: str
    type: str
    name: Name


@dataclass(frozen=True)
class Written:
    """A file, empty if nothing could be written, and a remark for each card that IATI cannot hold."""

    data: bytes
    remarks: tuple[Remark, ...]


def iati(
    cards: Iterable[Card],
    *,
    reporter: Reporter,
    now: datetime,
    actors: Iterable[Actor] = (),
    places: Iterable[Place] = (),
    known: Known | None = None,
    results: Mapping[str, Sequence[str]] | None = None,
) -> Written:
    """
    Return the activities of these cards.

    Args:
        cards: Those that may be public, in full.
        reporter: Who publishes.
        now: When this is written, with its zone.
        actors: The owners and funders.
        places: The places, with coordinates only where they may be shown.
        known: Names of issues, sides, items and actors.
        results: Results of these cards, by id, as `sulh.formats.iati_results` writes them.

    Raises:
        DisclosureError: If a card is not in full: whoever may not see it all must not publish it.
    """
    chosen = list(cards)
    if any(card.tier != "detail" for card in chosen):
        raise DisclosureError("Nothing was written: IATI is public, and an initiative here is not shared in full.")
    writing = _Writing(reporter, {one.id: one for one in actors}, {one.id: one for one in places}, known or Known())
    there = {card.id for card in chosen}
    lacking = {card.id: lack for card in chosen if (lack := _lacking(card))}
    remarks = tuple(Remark(None, field, shown(id_), expected, "row") for id_, (field, expected) in lacking.items())
    more = results or {}
    activities = [writing.activity(card, there, more.get(card.id, ())) for card in chosen if card.id not in lacking]
    if not activities:
        return Written(b"", remarks)
    head = {"version": VERSION, "generated-datetime": f"{now.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"}
    content = block("iati-activities", head, activities)
    return Written(f"{HEAD}\n<!-- {NOTICE} -->\n{content}\n".encode(), remarks)


def _lacking(card: Card) -> tuple[str, str] | None:
    """Return what IATI needs of a card and it has not: the field, and a message id."""
    if not card.titles:
        return "title", mark("a title")
    if card.phase is None:
        return "phase", mark("whether it is planned, runs or has ended")
    if card.start is None and card.end is None:
        return "start", mark("a day on which it begins or ends")
    return None if card.owner or card.funders else ("owner", mark("who owns it or pays for it"))


def narrative(words: str, language: str = "") -> str:
    """
    Return a narrative.

    >>> narrative("Des puits", "fr")
    '<narrative xml:lang="fr">Des puits</narrative>'
    """
    return element("narrative", {LANG: language} if LANGUAGE.fullmatch(language) else None, text(words))


class _Writing:
    """Activities of one file."""

    def __init__(
        self, reporter: Reporter, actors: Mapping[str, Actor], places: Mapping[str, Place], known: Known
    ) -> None:
        self._reporter, self._actors, self._places, self._known = reporter, actors, places, known

    def activity(self, card: Card, there: set[str], results: Sequence[str]) -> str:
        """Return an activity, its elements in the order that the schema fixes."""
        parts = [
            element("iati-identifier", None, text(self._identifier(card.id))),
            self._reporting(),
            element("title", None, *(narrative(words, tag) for tag, words in sorted(card.titles.items()))),
            *_descriptions(card),
            *self._organisations(card),
            element("activity-status", {"code": STATUSES[card.phase]} if card.phase else None),
            *_dates(card),
            *(self._location(id_) for id_ in card.places),
            element("sector", {"vocabulary": "1", "code": PEACE}),
            *self._tags(card, there),
            *results,
        ]
        confirmed = f"{card.confirmed.isoformat()}T00:00:00Z" if card.confirmed else None
        return block("iati-activity", {"last-updated-datetime": confirmed} if confirmed else None, parts)

    def _identifier(self, id_: str) -> str:
        return f"{self._reporter.ref}-{id_}"

    def _reporting(self) -> str:
        name = self._reporter.name
        head = {"ref": self._reporter.ref, "type": self._reporter.type}
        return element("reporting-org", head, narrative(name.text, name.language))

    def _organisations(self, card: Card) -> Iterator[str]:
        if card.owner:
            yield self._organisation(card.owner, ACCOUNTABLE)
        for id_ in card.funders:
            yield self._organisation(id_, FUNDING)

    def _organisation(self, id_: str, role: str) -> str:
        actor = self._actors.get(id_)
        if actor is None:
            return element("participating-org", {"ref": id_, "role": role}, narrative(self._known.name("actors", id_)))
        head = {"ref": actor.keys.get("iati", id_), "role": role}
        kind = {"type": ORGANISATIONS[actor.kind]} if actor.kind in ORGANISATIONS else {}
        return element("participating-org", head | kind, *_names(actor.names))

    def _location(self, id_: str) -> str:
        place = self._places.get(id_)
        if place is None:
            return element("location", {"ref": id_}, element("name", None, narrative(self._known.name("places", id_))))
        parts = [element("name", None, *_names(place.names))]
        if place.latitude is not None and place.longitude is not None:
            where = element("pos", None, text(f"{place.latitude!r} {place.longitude!r}"))
            exact = {"code": "1" if place.kind == "site" else "2"}
            parts += [element("point", {"srsName": WGS84}, where), element("exactness", exact)]
        return element("location", {"ref": id_}, *parts, element("feature-designation", {"code": FEATURES[place.kind]}))

    def _tags(self, card: Card, there: set[str]) -> Iterator[str]:
        for field, kind in TAGS.items():
            for code in getattr(card, field):
                yield _tag(field, code, self._known.name(kind, code) if kind else "")
        for message in card.messages:
            yield _tag("messages", f"{message.stance} {message.issue}")
        for id_ in card.depends_on:
            if id_ in there:
                yield _tag("depends_on", self._identifier(id_))


def _tag(field: str, code: str, name: str = "") -> str:
    head = {"vocabulary": "99", "vocabulary-uri": f"{OWN}{field}", "code": code}
    return element("tag", head, *([narrative(name)] if name and name != code else []))


def _descriptions(card: Card) -> Iterator[str]:
    if card.aim:
        yield element("description", {"type": GENERAL}, narrative(card.aim))
    yield element("description", {"type": OTHER}, narrative(NOTICE, "en"))


def _dates(card: Card) -> Iterator[str]:
    begun, over = card.phase != "planned", card.phase == "ended"
    if card.start:
        yield element("activity-date", {"iso-date": card.start.isoformat(), "type": "2" if begun else "1"})
    if card.end:
        yield element("activity-date", {"iso-date": card.end.isoformat(), "type": "4" if over else "3"})


def _names(names: Iterable[Name]) -> list[str]:
    """Return one name for each language, the first there is: an alias is no translation."""
    by_language = {name.language: name.text for name in reversed(list(names))}
    firsts = [name for name in names if by_language.get(name.language) == name.text]
    return [narrative(name.text, name.language) for name in dict.fromkeys(firsts)]
