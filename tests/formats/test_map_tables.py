from __future__ import annotations

import csv
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.formats.actors_table import ACTORS, PLACES, TIES
from sulh.formats.initiatives_table import INITIATIVES, OFFERS, offers_of, with_offers
from sulh.formats.known import Known, known_names, known_of
from sulh.formats.map_rows import read_table
from sulh.formats.map_table import ColumnMapping, Layout, guess_mapping, header_of, table_csv, table_xlsx
from sulh.formats.official_table import ITEMS, ROUNDS
from sulh.formats.remarks import NOTICE, Read
from sulh.model.actors import Actor, Name
from sulh.model.initiatives import Card
from sulh.model.picture import Item, Picture
from tests.formats import mapped
from tests.formats.sent import workbook

KNOWN = known_names(
    actors=mapped.ACTORS, places=mapped.PLACES, cards=mapped.CARDS, issues=mapped.ISSUES, sides=mapped.SIDES
)
CASES: list[tuple[Layout[Any], Any]] = [
    (INITIATIVES, mapped.cards()),
    (OFFERS, mapped.offers),
    (ACTORS, mapped.actors()),
    (TIES, mapped.ties()),
    (PLACES, mapped.places),
]


def few(values: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    """Draw some values, no two with one id."""
    return st.lists(values, unique_by=lambda value: value.id, max_size=2, min_size=1)


def told(read: Read[Any]) -> list[tuple[int | None, str, str]]:
    """Line, field and what came of each remark."""
    return [(one.line, one.field, one.found) for one in read.remarks]


@settings(max_examples=25)
@given(st.sampled_from(CASES).flatmap(lambda case: st.tuples(st.just(case[0]), few(case[1]))))
def test_tables_lose_nothing(case: tuple[Layout[Any], list[Any]]) -> None:
    """What was written as CSV or as a workbook is read again as it was, without a remark."""
    layout, values = case

    for data, name in ((table_csv(layout, values), "a.csv"), (table_xlsx(layout, values), "a.xlsx")):
        read = read_table(layout, data, name)
        assert ((), tuple(values)) == (read.remarks, read.values)


def test_a_table_of_initiatives_by_hand() -> None:
    """A table says first that it binds nobody, shows names beside ids, and no cell of it is a formula."""
    cards = [mapped.CARD, mapped.SECOND]
    data = table_csv(INITIATIVES, cards, known=KNOWN)
    text = data.decode("utf-8-sig")
    read = read_table(INITIATIVES, data, "map.csv", known=KNOWN)
    offers = read_table(OFFERS, table_csv(OFFERS, offers_of(cards)), "offers.csv").values

    assert NOTICE == text.splitlines()[0]
    assert '"Water board [a1]"' in text
    assert "\"'=Elders of both valleys agree on wells; '-and on whose turn it is.\"" in text
    assert () == read.remarks
    assert cards == with_offers(read.values, offers)


def test_a_file_calls_things_as_its_reader_does_and_is_read_back_the_same() -> None:
    """Names of the reader's language come first, else a thing's own; whoever reads the file back, nothing changes."""
    board = Actor("a1", "organisation", (Name("Water board", "en"), Name("مجلس المياه", "ar")))
    elders = Actor("a2", "community", (Name("Elders", "en"),))
    card = Card("c1", titles={"en": "Wells", "fr": "Puits"}, owner="a1", issues=("w",))
    picture = Picture(date(2026, 11, 27), (card,), actors=(board, elders), issues={"w": {"en": "Water", "fr": "Eau"}})
    arabic, french = known_of(picture, "ar"), known_of(picture, "fr")
    actors = table_csv(ACTORS, picture.actors, known=arabic, called="actors")
    cards = {tag: table_csv(INITIATIVES, [card], known=known) for tag, known in (("ar", arabic), ("fr", french))}

    called = [row["called"] for row in csv.DictReader(actors.decode().splitlines()[1:])]
    assert ["مجلس المياه", "Elders"] == called
    assert [True, False] == ["مجلس المياه [a1]" in text.decode() for text in cards.values()]
    assert [False, True] == ["Eau [w]" in text.decode() for text in cards.values()]
    assert '"id","tier","title (fr)","title (en)"' in cards["fr"].decode()
    assert ((), picture.actors) == taken(read_table(ACTORS, actors, "a.csv", known=arabic))
    assert [((), (card,))] * 2 == [
        taken(read_table(INITIATIVES, data, "a.csv", known=french)) for data in cards.values()
    ]


def taken(read: Read[Any]) -> tuple[Any, ...]:
    """Return what was told of a file, and what was read."""
    return read.remarks, read.values


def test_agenda_and_rounds_by_hand() -> None:
    """Points and rounds of the official process come back as they went; a round without a source is not read."""
    item = Item("i1", 1, "stalled", {"en": "Prisoners", "fr": "Prisonniers"}, date(2026, 1, 1), None, "d1", 2, 1)
    no_source = table_csv(ROUNDS, [mapped.ROUND]).replace(b"Joint statement", b"")

    assert (item,) == read_table(ITEMS, table_csv(ITEMS, [item]), "a.csv").values
    assert (mapped.ROUND,) == read_table(ROUNDS, table_csv(ROUNDS, [mapped.ROUND]), "a.csv").values
    assert [(3, "source", "")] == told(read_table(ROUNDS, no_source, "a.csv"))


def test_a_table_of_others() -> None:
    """Somebody else's table is mapped by the names of its columns, and each cell that is not read is told of."""
    data = (
        "Project title;Titre (fr);Organisation;Sector Track;Status;Start date;Budget\n"
        "Wells;Des puits;مجلس المياة;Faith in action;ongoing;1/5/2026;9\n"
        "Roads;;Bakers;Religion;2;soon;\n"
        ";;Fund;7;closed;2026-02-30;;more\n"
    ).encode()
    mapping = guess_mapping(INITIATIVES, header_of(data, "a.csv"))
    read = read_table(INITIATIVES, data, "a.csv", mapping=mapping, known=KNOWN)

    assert {0: "title", 1: "title (fr)", 2: "owner", 3: "sectors", 4: "phase", 5: "start"} == mapping.columns
    assert [
        (1, "", "Budget"),
        (2, "sectors", "Faith in action"),
        (3, "owner", "Bakers"),
        (3, "phase", "2"),
        (3, "start", "soon"),
        (4, "sectors", "7"),
        (4, "start", "2026-02-30"),
        (4, "", "more"),
    ] == told(read)
    assert [("new-1", "a1", date(2026, 5, 1)), ("new-2", None, None), ("new-3", "a4", None)] == [
        (card.id, card.owner, card.start) for card in read.values
    ]
    assert {"actors": ("Bakers",)} == read.unknown
    assert {"en": "Wells", "fr": "Des puits"} == read.values[0].titles


def test_rows_that_cannot_stand_are_told_of() -> None:
    """An id used twice, an end before its beginning, a tie to oneself and half a place on earth are left out."""
    twice = b"id,title\na,One\na,Two\n"
    backwards = b"title,start,end\nOne,2026-02-01,2026-01-01\n"
    alone = b"one,other,kind,confidence\na,a,trusts,low\n,b,trusts,low\n"
    half = b"kind,name,lat\nsite,Mill,33.5\nsite,Well,95\n"

    assert [(3, "id", "a")] == told(read_table(INITIATIVES, twice, "a.csv"))
    assert [(2, "", "")] == told(read_table(INITIATIVES, backwards, "a.csv"))
    assert [(2, "", ""), (3, "one", "")] == told(read_table(TIES, alone, "a.csv"))
    assert [(2, "", ""), (3, "latitude", "95")] == told(read_table(PLACES, half, "a.csv"))
    assert ["Well"] == [place.names[0].text for place in read_table(PLACES, half, "a.csv").values]


def test_what_a_list_does_not_say_can_be_said_once() -> None:
    """An actor list without kinds is refused as a whole until a person says of what kind all of them are."""
    data = b"id_paax,Actor name\n12,Front\n13,\n"
    mapping = guess_mapping(ACTORS, header_of(data, "a.csv"))
    said = ColumnMapping(mapping.columns, fixed={"kind": "armed_group"})

    assert [(None, "kind", "")] == told(read_table(ACTORS, data, "a.csv"))
    assert [("armed_group", {"paax": "12"})] == [
        (one.kind, one.keys) for one in read_table(ACTORS, data, "a.csv", mapping=said).values
    ]
    assert [(3, "name", "")] == told(read_table(ACTORS, data, "a.csv", mapping=said))


def test_days_are_read_as_a_person_says() -> None:
    """3/4/2026 is in April or in March as the reader was told; the count that a workbook keeps is a day too."""
    data = b"title,start\nOne,3/4/2026\n"
    book = workbook([["title", "start"], ["One", 46143]])
    month = ColumnMapping({0: "title", 1: "start"}, days="month_first")

    assert date(2026, 4, 3) == read_table(INITIATIVES, data, "a.csv").values[0].start
    assert date(2026, 3, 4) == read_table(INITIATIVES, data, "a.csv", mapping=month).values[0].start
    assert date(2026, 5, 1) == read_table(INITIATIVES, book, "a.xlsx").values[0].start


def test_a_name_of_two_names_neither() -> None:
    """Where two actors share a name, the name is told of and the id still works."""
    known = Known({"actors": {"a": ("Front",), "b": ("Front",)}})
    read = read_table(INITIATIVES, b"title,owner\nOne,Front\nTwo,b\n", "a.csv", known=known)

    assert [None, "b"] == [card.owner for card in read.values]
    assert [(2, "owner", "Front")] == told(read)


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", "a table"),
        (b"\xff\xfe\x00", "text in UTF-8 or UTF-16"),
        (b"caf\xe9,b\n", "text in UTF-8 or UTF-16"),
        (b"\xd0\xcf\x11\xe0", "a table saved as CSV or XLSX"),
        (b"PK\x03\x04", "an XLSX workbook that can be opened"),
        (b"title\n" + b"x" * 10_000_000, "a file of at most 10 MB"),
        (b"title\n" + b"x" * 30_000, "shorter cells"),
        (workbook([["title"], ["=1+1"]]), "values only"),
    ],
    ids=range(8),
)
def test_no_file_is_trusted(data: bytes, found: str) -> None:
    """Nothing, wrong encodings, endless lines, damaged packages and formulas are told of and never read."""
    read = read_table(INITIATIVES, data, "a.csv")

    assert () == read.values
    assert read.remarks[0].expected.startswith(found)


@settings(max_examples=50)
@given(st.binary(max_size=200))
def test_whatever_the_bytes_there_is_an_answer(data: bytes) -> None:
    """No bytes make a reader of tables fail."""
    read = read_table(ACTORS, b"kind,name\n" + data, "a.csv")

    assert len(read.values) <= data.count(b"\n") + data.count(b"\r") + 1
