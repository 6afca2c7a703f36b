from __future__ import annotations

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from sulh.formats.hxl import hxl_csv, hxl_xlsx
from sulh.formats.hxl_reading import read_hxl
from sulh.formats.known import Known
from sulh.formats.remarks import NOTICE
from sulh.model.initiatives import Card
from tests.formats import mapped
from tests.formats.sent import workbook
from tests.formats.test_map_tables import KNOWN, few


def held(card: Card) -> Card:
    """What a sheet can hold of an initiative."""
    names = (
        *("id", "sectors", "regions", "titles", "issues", "places", "owner", "actors", "funders", "start", "end"),
        *("phase", "aim"),
    )
    return Card(**{name: getattr(card, name) for name in names})


@settings(max_examples=20)
@given(few(mapped.cards()))
def test_a_sheet_loses_nothing_that_it_can_hold(drawn: list[Card]) -> None:
    """Who does what where comes back as it went, as CSV and as a workbook."""
    cards = [held(replace(card, titles={tag[:2]: text for tag, text in card.titles.items()})) for card in drawn]

    for data, name in ((hxl_csv(cards), "a.csv"), (hxl_xlsx(cards), "a.xlsx")):
        read = read_hxl(data, name)
        assert (tuple(cards), ()) == (read.cards.values, read.cards.remarks)


def test_a_sheet_by_hand() -> None:
    """A sheet says first that it binds nobody; an initiative has a row for each place; nobody can be called by it."""
    data = hxl_csv([mapped.CARD, mapped.SECOND], places=mapped.PLACES, known=KNOWN)
    lines = data.decode("utf-8-sig").splitlines()
    read = read_hxl(data, "a.csv", known=KNOWN)

    assert NOTICE == lines[0]
    assert '"#activity+code","#activity+name+i_ar","#activity+name+i_en","#org","#org+code"' in lines[2]
    assert 6 == len(lines)
    assert '"Mill","p3","site","33.51","36.2"' in lines[4]
    assert "contact" not in data.decode().lower()
    assert [held(mapped.CARD), held(mapped.SECOND)] == list(read.cards.values)
    assert "North" not in hxl_csv([replace(mapped.CARD, regions=())], places=mapped.PLACES, known=KNOWN).decode()
    assert [("p1", None), ("p2", 33.5), ("p3", 33.51)] == [(one.id, one.latitude) for one in read.places.values]


def test_a_sheet_of_others() -> None:
    """The order of columns and attributes is free; a contact is never read, and all that is not read is told of."""
    rows = [
        ["A plan; of five offices"],
        ["Who", "What", "Where", "Call", "Beds", "Since", "Note"],
        ["#org +lead", "#activity + i_fr +name", "#adm1+name", "#contact+name", "#capacity", "#date+start", ""],
        ["Water board", "Des puits", "North", "Ann", "7", "2026-05-01", "see below"],
        ["Bakers", "Du pain", "East", "", "", "May", ""],
    ]
    for data, name in ((workbook(rows), "a.xlsx"), ("\n".join(";".join(row) for row in rows).encode(), "a.csv")):
        read = read_hxl(data, name, known=KNOWN)
        assert [({"fr": "Des puits"}, "a1", ("p1",)), ({"fr": "Du pain"}, None, ())] == [
            (card.titles, card.owner, card.regions) for card in read.cards.values
        ]
        assert [
            (3, "#contact+name", "no contact: none is kept"),
            (3, "#capacity", "a tag of the map"),
            (3, "", "a tag of the map"),
            (5, "owner", "an id or a name that the map holds once"),
            (5, "regions", "an id or a name that the map holds once"),
            (5, "start", "a day such as 2026-05-01"),
        ] == [(one.line, one.field, one.expected) for one in read.cards.remarks]
        assert {"actors": ("Bakers",), "places": ("East",)} == read.cards.unknown
        assert [("region", "North"), ("region", "East")] == [
            (one.kind, one.names[0].text) for one in read.places.values
        ]


def test_two_words_on_one_thing_are_told_of() -> None:
    """Rows of one id are one initiative; where they contradict one another the first stands and the other is told."""
    data = b"#activity+code,#status,#loc\nc,running,p\nc,ended,q\nd,ended,q\n"
    read = read_hxl(data, "a.csv", known=Known())

    assert [("running", ("p", "q")), ("ended", ("q",))] == [(card.phase, card.places) for card in read.cards.values]
    assert [(3, "phase", "ended")] == [(one.line, one.field, one.found) for one in read.cards.remarks]


def test_a_place_may_be_a_region_too() -> None:
    """A place that stands as a region in one row and as a place in another is one place, and not within itself."""
    data = b"#activity+code,#adm1+code,#loc+code,#loc+type\nc,p,p,\nd,,p,\ne,p,q,\nf,,r,country\n"
    read = read_hxl(data, "a.csv")

    assert () == read.cards.remarks
    assert [("p", "region", None), ("q", "district", "p"), ("r", "country", None)] == [
        (one.id or one.names[0].text, one.kind, one.within) for one in read.places.values
    ]


@pytest.mark.parametrize("data", [b"", b"who,what\nAra,Wells\n", b"\xff\xfe\x00", b"PK\x03\x04"])
def test_what_is_no_sheet(data: bytes) -> None:
    """A file without a row of tags gives no values and says what was expected."""
    read = read_hxl(data, "a.csv")

    assert ((), ()) == (read.cards.values, read.places.values)
    assert read.cards.remarks[0].lost == "file"
