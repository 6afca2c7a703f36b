from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from lxml import etree
from msgspec.structs import replace

from sulh.errors import DisclosureError
from sulh.formats.iati import Reporter, iati
from sulh.formats.iati_reading import IatiRead, read_iati
from sulh.formats.iati_schema import SCHEMA, faults_of
from sulh.formats.remarks import NOTICE
from sulh.model.actors import Actor, Name
from sulh.model.initiatives import Card
from tests.formats import mapped
from tests.formats.test_graphml import LIAR
from tests.formats.test_map_tables import KNOWN, few

NOW = datetime(2026, 11, 27, 2, 30, tzinfo=UTC)
REPORTER = Reporter("XX-1", "21", Name("Peace office", "en"))
SCHEME = etree.XMLSchema(etree.parse(str(SCHEMA)))
OTHERS = b"""<iati-activities version="2.03">
<iati-activity xml:lang="fr"><iati-identifier>GB-7</iati-identifier>
<reporting-org ref="GB" type="22"><narrative>Office</narrative></reporting-org>
<title><narrative>Des puits</narrative><narrative>Encore</narrative></title>
<description><narrative>But</narrative><narrative xml:lang="en">Aim</narrative></description>
<participating-org role="2"><narrative>Water board</narrative></participating-org>
<participating-org role="2"><narrative>Fund</narrative></participating-org>
<participating-org role="4" ref="A-9" type="70"><narrative>Bakers</narrative></participating-org>
<activity-status code="3"/>
<activity-date type="1" iso-date="2026-01-01"/><activity-date type="2" iso-date="2026-02-01"/>
<contact-info><email>a@b</email></contact-info>
<sector code="15130"/><budget><period-start iso-date="2026-01-01"/><period-end iso-date="2026-12-31"/>
<value value-date="2026-01-01">7</value></budget>
</iati-activity>
<iati-activity><iati-identifier>GB-8</iati-identifier></iati-activity>
</iati-activities>"""


def held(card: Card) -> Card:
    """What IATI can hold of an initiative."""
    return replace(card, quarter=None, moments=(), offers=(), independent="")


def publishable(card: Card) -> Card:
    """An initiative with all that IATI asks for."""
    start, end = card.start or mapped.CARD.start, card.end if card.start else None
    whole = replace(card, titles=card.titles or {"en": "One"}, owner=card.owner or "o", depends_on=())
    return replace(whole, phase=card.phase or "running", start=start, end=end)


def told(read: IatiRead) -> set[tuple[int | None, str, str]]:
    """Line, field and what stood there of each remark on initiatives."""
    return {(one.line, one.field, one.found) for one in read.cards.remarks}


@settings(max_examples=20)
@given(few(mapped.cards()))
def test_activities_lose_nothing_that_iati_can_hold(drawn: list[Card]) -> None:
    """Whatever is written is valid by the schema of the standard, and comes back as it went."""
    cards = [publishable(card) for card in drawn]
    data = iati(cards, reporter=REPORTER, now=NOW).data
    read = read_iati(data, own="XX-1")

    SCHEME.assertValid(etree.fromstring(data))
    assert (tuple(map(held, cards)), ()) == (read.cards.values, read.cards.remarks)


def test_activities_by_hand() -> None:
    """A file is valid, says that it binds nobody, and tells of no delicate time, offer or reason to stay apart."""
    cards = [mapped.CARD, mapped.SECOND]
    data = iati(cards, reporter=REPORTER, now=NOW, actors=mapped.ACTORS, places=mapped.PLACES, known=KNOWN).data
    text = data.decode()
    read = read_iati(data, known=KNOWN, own="XX-1")

    SCHEME.assertValid(etree.fromstring(data))
    assert NOTICE in text.splitlines()[1]
    assert '<sector vocabulary="1" code="15220"/>' in text
    assert '<participating-org ref="XM-DAC-41114" role="1" type="40"><narrative>Fund</narrative>' in text
    assert not re.search("2026-07-01|disowned|disown|We know|needs?\\b", text)
    assert [held(card) for card in cards] == list(read.cards.values)
    assert [("p2", "district", 33.5), ("p3", "site", 33.51)] == [
        (one.id, one.kind, one.latitude) for one in read.places.values
    ]
    assert (Name("Water board", "en"), Name("مجلس المياه", "ar")) == read.actors.values[0].names


def test_what_may_not_be_public_is_not_written() -> None:
    """A card that is not in full is refused; nobody learns from a file that one depends on something left out."""
    with pytest.raises(DisclosureError):
        iati([mapped.CARD, replace(mapped.SECOND, tier="timing")], reporter=REPORTER, now=NOW)

    assert b"c2" not in iati([mapped.CARD], reporter=REPORTER, now=NOW).data


def test_what_iati_asks_for_is_said() -> None:
    """An initiative without title, status, day or organisation is named, and the others are written."""
    lacking = [
        replace(mapped.SECOND, id="a", titles={}),
        replace(mapped.SECOND, id="b", phase=None),
        replace(mapped.SECOND, id="c", start=None),
        replace(mapped.SECOND, id="d", owner=None),
    ]
    written = iati([*lacking, mapped.SECOND], reporter=REPORTER, now=NOW)

    assert [("a", "title"), ("b", "phase"), ("c", "start"), ("d", "owner")] == [
        (one.found, one.field) for one in written.remarks
    ]
    assert [[]] == faults_of(written.data)
    assert b"" == iati(lacking, reporter=REPORTER, now=NOW).data


def test_activities_of_others() -> None:
    """What the map has no place for is told of, a contact is never read, and an activity that is not valid is left."""
    read = read_iati(OTHERS, known=KNOWN)
    card = read.cards.values[0]

    assert 1 == len(read.cards.values)
    assert ({"fr": "Des puits"}, "a1", "Aim", "running") == (card.titles, card.owner, card.aim, card.phase)
    assert mapped.CARD.start is not None
    assert "2026-02-01" == str(card.start)
    assert {
        (4, "narrative", "Encore"),
        (5, "description", "But"),
        (2, "participating-org", "Fund"),
        (2, "activity-status", "3"),
        (10, "activity-date", "2026-01-01"),
        (2, "contact-info", "1"),
        (12, "sector", "15130"),
        (2, "budget", "1"),
        (2, "actors", "Bakers [A-9]"),
    } <= told(read)
    assert [15] == [one.line for one in read.cards.remarks if one.lost == "row"]
    assert {"actors": ("Bakers [A-9]",)} == read.cards.unknown
    assert Actor("A-9", "business", (Name("Bakers", "fr"),), keys={"iati": "A-9"}) == read.actors.values[2]
    assert "a@b" not in repr(read)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "XML that is whole"),
        (LIAR + OTHERS, "XML without a document type or entities of its own"),
        (OTHERS.replace(b"2.03", b"1.05"), "IATI in version 2.03"),
        (b'<iati-activities version="2.03"/>', "a file of IATI activities"),
        (b'<a:iati-activities xmlns:a="b" version="2.03"/>', "a file of IATI activities"),
        (b"<gexf/>", "a file of IATI activities"),
        (b"<a>" * 300, "XML of at most 500,000 elements, 40 deep"),
    ],
    ids=range(7),
)
def test_no_activities_are_trusted(data: bytes, expected: str) -> None:
    """Entities, other versions and what is no IATI are refused with one remark on the file."""
    assert [expected] == [one.expected for one in read_iati(data).cards.remarks]
