"""
Activities of IATI 2.03 as initiatives, organisations and places.

    bytes ──(no document type, bounds)──▶ elements ──(schema)──▶ read_iati ──▶ Read of initiatives, actors, places

An activity that the schema does not allow is told of and not read. Elements for which the map has no place, such as
budgets and results, are told of once an activity, with how many there are; contacts are never read. Who extends or
implements an activity is read as engaged in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sulh.formats.actors_table import ACTORS, PLACES
from sulh.formats.grids import Grid
from sulh.formats.guards import joined, named, settled
from sulh.formats.iati import (
    ACCOUNTABLE,
    FEATURES,
    FUNDING,
    GENERAL,
    ORGANISATIONS,
    OTHER,
    OWN,
    PEACE,
    STATUSES,
    TAGS,
    VERSION,
)
from sulh.formats.iati_schema import faults_of
from sulh.formats.initiatives_table import INITIATIVES
from sulh.formats.known import Known
from sulh.formats.map_cells import name_text
from sulh.formats.map_rows import read_grid
from sulh.formats.remarks import NOTICE, Read, Remark, UnfitError, of_file, shown, told
from sulh.formats.xml_door import Element, parsed
from sulh.model.actors import Actor, Name, Place
from sulh.model.initiatives import Card
from sulh.words.language import mark

Row = dict[str, str]
PHASES: Final[Mapping[str, str]] = {code: phase for phase, code in STATUSES.items()} | {"3": "running", "5": "ended"}
NEAR: Final[Mapping[str, str]] = {"3": mark("read as running"), "5": mark("read as ended")}
DAYS: Final[Mapping[str, str]] = {"1": "start", "2": "start", "3": "end", "4": "end"}
ACTUAL: Final = ("2", "4")
KINDS: Final[Mapping[str, str]] = {code: kind for kind, code in ORGANISATIONS.items()} | {
    **dict.fromkeys(("11", "15"), "state"),
    **dict.fromkeys(("71", "72", "73"), "business"),
}
PLACE_KINDS: Final[Mapping[str, str]] = {code: kind for kind, code in FEATURES.items()}
READ: Final = frozenset(
    {
        *("iati-identifier", "reporting-org", "title", "description", "participating-org", "activity-status"),
        *("activity-date", "location", "sector", "tag"),
    }
)


@dataclass(frozen=True)
class IatiRead:
    """What a file holds; what of it has no place on the map is told of among the remarks on initiatives."""

    cards: Read[Card]
    actors: Read[Actor]
    places: Read[Place]


def read_iati(data: bytes, *, known: Known | None = None, language: str = "en", own: str = "") -> IatiRead:
    """
    Read a file of activities.

    Args:
        data: The file.
        known: What the map holds; without it every reference is taken for an id.
        language: Of texts that do not say in which language they are.
        own: The identifier of an organisation whose activities lose it from theirs: that of this installation.

    Returns:
        What fits and a remark for everything else, whatever the bytes.

    Raises:
        EngineError: If the library that knows schemas is not installed.
    """
    try:
        root = parsed(data)
        activities = _allowed(root, data)
    except UnfitError as unfit:
        return IatiRead(Read(remarks=(of_file(unfit.expected),)), Read(), Read())
    reading = _Reading(language, own)
    rows = [(one.line, reading.activity(one)) for one, faults in activities if not faults]
    remarks = reading.remarks
    for one, faults in activities:
        expected = mark("what the schema of IATI 2.03 allows")
        remarks += [Remark(one.line, "", shown(fault), expected, "row") for fault in faults]
    cards = read_grid(INITIATIVES, _grid(rows), known=known) if rows else Read[Card]()
    actors = read_grid(ACTORS, _grid(reading.actors)) if reading.actors else Read[Actor]()
    places = read_grid(PLACES, _grid(reading.places)) if reading.places else Read[Place]()
    return IatiRead(Read(cards.values, told([*remarks, *cards.remarks]), cards.unknown), actors, places)


def _allowed(root: Element, data: bytes) -> list[tuple[Element, list[str]]]:
    """Return each activity with what the schema says against it."""
    if root.name != "iati-activities" or root.space:
        raise UnfitError(mark("a file of IATI activities"))
    if root.attributes.get("version") != VERSION:
        raise UnfitError(mark("IATI in version 2.03"))
    activities = [one for one in root.all("iati-activity") if not one.space]
    try:
        faults = faults_of(data)
    except ValueError as error:
        raise UnfitError(mark("XML that is whole")) from error
    if not activities or len(faults) != len(activities):
        raise UnfitError(mark("a file of IATI activities"))
    return list(zip(activities, faults, strict=True))


def _grid(rows: list[tuple[int, Row]]) -> Grid:
    names = list(dict.fromkeys(name for _, row in rows for name in row))
    numbers = {name: at for at, name in enumerate(names)}
    cells = [(line, {numbers[name]: settled(words) for name, words in row.items() if words}) for line, row in rows]
    return Grid(dict(enumerate(names)), cells)


class _Reading:
    """What comes of the activities while they are read."""

    def __init__(self, language: str, own: str) -> None:
        self._language, self._own = language, f"{own}-" if own else ""
        self._line = 0
        self.remarks: list[Remark] = []
        self.actors: list[tuple[int, Row]] = []
        self.places: list[tuple[int, Row]] = []
        self._met: set[str] = set()

    def activity(self, one: Element) -> Row:
        """Return the fields of a card."""
        self._line, self._spoken = one.line, one.attributes.get("lang", self._language)
        row = {"id": self._identifier(self._text(one, "iati-identifier"))}
        row |= {f"title ({tag})": words for tag, words in self._narratives(one.first("title"))}
        row |= {"aim": self._aim(one), "phase": self._phase(one)} | self._days(one) | self._organisations(one)
        row |= {"places": joined(self._location(place) for place in one.all("location"))} | self._tags(one)
        row["confirmed"] = one.attributes.get("last-updated-datetime", "")
        self._told_of(one)
        return row

    def _lost(self, line: int, field: str, found: str, expected: str) -> None:
        self.remarks.append(Remark(line, field, shown(found), expected, "field"))

    def _identifier(self, text: str) -> str:
        return text.removeprefix(self._own)

    @staticmethod
    def _text(one: Element, name: str) -> str:
        child = one.first(name)
        return child.text if child else ""

    def _narratives(self, one: Element | None) -> Iterator[tuple[str, str]]:
        """Give the texts of an element with their languages; a second one in a language is told of."""
        met = set()
        for child in one.all("narrative") if one else ():
            tag = child.attributes.get("lang") or self._spoken
            if not child.text:
                continue
            if tag in met:
                self._lost(child.line, "narrative", child.text, mark("one text for each language"))
                continue
            met.add(tag)
            yield tag, child.text

    def _aim(self, one: Element) -> str:
        texts = []
        for description in one.all("description"):
            said = list(self._narratives(description))
            kind = description.attributes.get("type", GENERAL)
            if kind == OTHER and [NOTICE] == [words for _, words in said]:
                continue
            texts += [(description.line, kind == GENERAL, tag == self._language, words) for tag, words in said]
        texts.sort(key=lambda text: (not text[1], not text[2]))
        for line, _, _, words in texts[1:]:
            self._lost(line, "description", words, mark("one text in one language"))
        return texts[0][3] if texts else ""

    def _phase(self, one: Element) -> str:
        status = one.first("activity-status")
        code = status.attributes.get("code", "") if status else ""
        if code in NEAR:
            self.remarks.append(Remark(self._line, "activity-status", code, NEAR[code], "nothing"))
        elif code not in PHASES:
            self._lost(self._line, "activity-status", code, mark("a status of IATI"))
        return PHASES.get(code, "")

    def _days(self, one: Element) -> Row:
        row: Row = {}
        dates = sorted(one.all("activity-date"), key=lambda date: date.attributes.get("type", "") not in ACTUAL)
        for date in dates:
            field, day = DAYS.get(date.attributes.get("type", "")), date.attributes.get("iso-date", "")
            if field is None or field in row:
                self._lost(date.line, "activity-date", day, mark("one beginning and one end"))
            else:
                row[field] = day
        return row

    def _organisations(self, one: Element) -> Row:
        by_role: dict[str, list[str]] = {"owner": [], "funders": [], "actors": []}
        for organisation in one.all("participating-org"):
            role = {ACCOUNTABLE: "owner", FUNDING: "funders"}.get(organisation.attributes.get("role", ""), "actors")
            by_role[role].append(self._organisation(organisation))
        for text in by_role["owner"][1:]:
            self._lost(self._line, "participating-org", text, mark("one owner"))
        return {"owner": next(iter(by_role["owner"]), "")} | {
            role: joined(dict.fromkeys(by_role[role])) for role in ("funders", "actors")
        }

    def _organisation(self, one: Element) -> str:
        """Return how a card names an organisation, and keep it as an actor."""
        ref, names = one.attributes.get("ref", ""), list(self._narratives(one))
        kind = KINDS.get(one.attributes.get("type", ""), "organisation")
        self._keep(self.actors, one.line, ref, names, {"kind": kind} | ({"other_ids": f"iati={ref}"} if ref else {}))
        return _label(ref, names)

    def _location(self, one: Element) -> str:
        ref, names = one.attributes.get("ref", ""), list(self._narratives(one.first("name")))
        point, feature = one.first("point"), one.first("feature-designation")
        kind = PLACE_KINDS.get(feature.attributes.get("code", "") if feature else "", "site")
        latitude, _, longitude = (self._text(point, "pos") if point else "").partition(" ")
        more = {"kind": kind, "latitude": latitude, "longitude": longitude}
        self._keep(self.places, one.line, ref, names, more)
        return _label(ref, names)

    def _keep(self, kept: list[tuple[int, Row]], line: int, ref: str, names: list[tuple[str, str]], more: Row) -> None:
        key = f"{id(kept)} {_label(ref, names)}"
        if not names or key in self._met:
            return
        self._met.add(key)
        first, *others = (name_text(Name(words, tag)) for tag, words in names)
        further = "aliases" if kept is self.actors else "other_names"
        kept.append((line, {"id": ref, "name": first, further: joined(others)} | more))

    def _tags(self, one: Element) -> Row:
        row: dict[str, list[str]] = {}
        for tag in one.all("tag"):
            uri, code = tag.attributes.get("vocabulary-uri", ""), tag.attributes.get("code", "")
            field = uri.removeprefix(OWN) if uri.startswith(OWN) else ""
            if field == "depends_on":
                code = self._identifier(code)
            if field in TAGS or field in ("messages", "depends_on"):
                row.setdefault(field, []).append(code)
            else:
                self._lost(tag.line, "tag", code, mark("a tag of the map"))
        return {field: joined(codes) for field, codes in row.items()}

    def _told_of(self, one: Element) -> None:
        """Tell of what has no place on the map."""
        for sector in one.all("sector"):
            code = sector.attributes.get("code", "")
            if code != PEACE:
                self._lost(sector.line, "sector", code, mark("a field of the map"))
        others = Counter(child.name for child in one.children if child.name not in READ or child.space)
        for name, count in others.items():
            contact = name == "contact-info"
            expected = mark("no contact: none is kept") if contact else mark("a field of the map")
            self._lost(self._line, name, str(count), expected)


def _label(ref: str, names: list[tuple[str, str]]) -> str:
    return named(ref, names[0][1]) if ref and names else ref or (names[0][1] if names else "")
