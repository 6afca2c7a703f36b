"""Files that come into the map: looked at first, made at once, taken back as long as nobody built on them."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import msgspec
import pytest

from sulh.access import Principal, Refused
from sulh.coordination.leaving import leaving
from sulh.formats.calendar_file import CalendarWords
from sulh.formats.map_in import Wanted
from sulh.formats.map_out import ready, written
from sulh.formats.ucdp import read_dyadic
from sulh.formats.ucdp_conflicts import COLUMNS
from sulh.model.initiatives import Card, Message, Offer
from sulh.model.picture import Picture
from sulh.store import clock
from sulh.store.models import Actor, AgendaItem, ImportBatch, Initiative, OfficialRound, Place, Seat, Tie
from sulh.store.models import Offer as MadeOffer
from sulh.store.reads.ground import TiesOf
from sulh.store.reads.map_files import imports, waiting
from sulh.store.reads.pictures import seen_by
from sulh.store.reads.principals import of_seat
from sulh.store.reads.sources import actor_sources, tie_sources
from sulh.store.writes import cards, ground_changes, map_files, map_making, map_undoing, owner_codes
from tests.cast import Cast
from tests.formats.test_ucdp import table
from tests.store.mapped import Mapped, mapped

SOURCE = re.compile(r"dyad (\d+), conflict \d+")
YEAR = "3.0,1990.0,900.0,5.0,,,territory,2.0,II,-1.0,2.0,7485.0,5.0,1.0,7670.0"
WORDS = CalendarWords("Meeting", "Event", "Round")
ACTORS = (
    b"id,name,kind,ucdp,place,source\nb1,Bakers of the valley,organisation,,The mill,A directory\n"
    b"b2,Council of elders,organisation,,,\n"
)
TIES = "id,one,other,kind,confidence,source\nt1,{one},{other},works with,high,Press\n"


@pytest.fixture
def on_map(cast: Cast) -> Mapped:
    """Return the map of the cast's process."""
    return mapped(cast)


def seen(who: Principal, on_map: Mapped) -> Picture:
    """Return the map as somebody sees it, with ties."""
    return seen_by(who, on_map.process).picture


def brought(who: Principal, on_map: Mapped, data: bytes, name: str = "a.csv") -> UUID:
    """Return a file that waits."""
    return map_files.bring(who, on_map.process, data, name, seen(who, on_map))


def made(who: Principal, on_map: Mapped, batch: UUID, **same: str) -> None:
    """Put a file on the map."""
    map_making.make(who, batch, seen(who, on_map), same)


def told(who: Principal, on_map: Mapped, last: int) -> set[tuple[str, int, int]]:
    """Return the years that ties tell of, as somebody who keeps the map reads them."""
    known_from = tie_sources(who, on_map.process)
    found = set()
    for tie in seen(who, on_map).ties:
        said = SOURCE.search(known_from[tie.id])
        assert said is not None
        assert tie.start is not None
        if tie.kind == "hostile":
            years = range(tie.start.year, (tie.end.year if tie.end else last) + 1)
            found |= {(said[1], year, {"minor": 1, "war": 2}[tie.intensity or ""]) for year in years}
    return found


def test_actors_come_in_once_and_go_again_unless_somebody_built_on_them(cast: Cast, on_map: Mapped) -> None:
    """A file makes nothing before it is said; one that a person calls the same is joined; what was used stays."""
    keeper = cast.principal("facilitator")
    before = (Actor.objects.count(), Tie.objects.count())
    batch = brought(keeper, on_map, ACTORS)
    found = waiting(keeper, batch, seen(keeper, on_map))
    assert before == (Actor.objects.count(), Tie.objects.count())
    assert [("b2", str(on_map.ids["council"]))] == [(one.one, one.other) for one in found.plan.hints]
    assert {"actors": 2} == found.plan.counts()

    with pytest.raises(Refused):
        made(keeper, on_map, batch, b1=str(on_map.ids["quiet"]))
    for _ in range(2):
        made(keeper, on_map, batch, b2=str(on_map.ids["council"]))
    names = {name.text: one.id for one in seen(keeper, on_map).actors for name in one.names}
    known_from = actor_sources(keeper, on_map.process)
    assert ("A directory", "") == (known_from[names["Bakers of the valley"]], known_from[str(on_map.ids["fund"])])
    travels = ready(leaving(seen(keeper, on_map), sources=known_from), words=WORDS, now=clock.now())
    assert b"A directory" in written("actors.csv", travels)
    for name in ("network.graphml", "places.geojson", "actors.xlsx"):
        back = brought(keeper, on_map, written(name, travels), name)
        assert {} == waiting(keeper, back, seen(keeper, on_map)).plan.counts()
    assert (before[0] + 2, str(on_map.ids["council"])) == (Actor.objects.count(), names["Council of elders"])
    assert {""} == {bytes(ImportBatch.objects.get(pk=batch).file).decode()}

    ties = TIES.format(one="Bakers of the valley", other=f"Bridge Fund [{on_map.ids['fund']}]").encode()
    second = brought(keeper, on_map, ties)
    made(keeper, on_map, second)
    map_undoing.undo(keeper, batch)
    assert [({"actors": 1}, "undone")] == [
        (one.counts, one.state) for one in imports(keeper, on_map.process) if one.id == batch
    ]
    assert before[0] + 1 == Actor.objects.count()
    map_undoing.undo(keeper, second)
    assert (before[0] + 1, before[1]) == (Actor.objects.count(), Tie.objects.count())


def test_what_somebody_changed_since_stays(on_map: Mapped) -> None:
    """A tie whose end somebody wrote down is no longer of the file; places in a ring lie nowhere, and all go again."""
    who = on_map.coordinator
    ties = TIES.format(one=f"[{on_map.ids['council']}]", other=f"[{on_map.ids['fund']}]").encode()
    batch = brought(who, on_map, ties)
    made(who, on_map, batch)
    tie = Tie.objects.get()
    ground_changes.end_tie(who, on_map.process, tie.id, date(2026, 1, 1))
    map_undoing.undo(who, batch)
    assert [tie.id] == list(Tie.objects.values_list("id", flat=True))

    there = Place.objects.count()
    ring = b"id,kind,name,within\np1,district,North,p2\np2,district,South,p1\np3,site,Ford,p1\n"
    batch = brought(who, on_map, ring)
    made(who, on_map, batch)
    assert (there + 3, 1) == (Place.objects.count(), Place.objects.filter(within=None, batch=batch).count())
    map_undoing.undo(who, batch)
    assert there == Place.objects.count()


def test_agenda_and_rounds_come_in_with_a_source_and_not_without(cast: Cast, on_map: Mapped) -> None:
    """An entry without a source is refused; with one it is counted on and entered in the log, as by hand."""
    keeper = cast.principal("facilitator")
    agenda = b"number,state,title (en)\n7,open,Return of the families\n1,open,Hours of the canal\n"
    batch = brought(keeper, on_map, agenda)
    plan = waiting(keeper, batch, seen(keeper, on_map)).plan
    assert ({}, {"items": 1}) == (plan.counts(), plan.there())
    map_files.read_again(keeper, batch, Wanted(source="Joint statement"), seen(keeper, on_map))
    made(keeper, on_map, batch)
    assert [1, 2] == list(AgendaItem.objects.order_by("number").values_list("number", flat=True))
    rounds = brought(keeper, on_map, b"number,start,source\n4,2026-02-01,Press\n5,2026-03-01,\n")
    made(keeper, on_map, rounds)
    assert [1] == list(OfficialRound.objects.values_list("number", flat=True))
    for one in (batch, rounds):
        map_undoing.undo(keeper, one)
    assert (1, 0) == (AgendaItem.objects.count(), OfficialRound.objects.count())


def test_initiatives_come_in_through_a_coordinator_and_wait_for_their_owners(cast: Cast, on_map: Mapped) -> None:
    """Nobody else sees them or the file; there is no code before the coordinator asks for one, and none after."""
    who, other = on_map.coordinator, cast.principal("facilitator")
    says = (Message("WATER", "for"), Message("Bread", "against"))
    card = Card(
        "c1", titles={"en": "Wells"}, sectors=("business",), issues=("water", "Roads"), aim="Dig.", messages=says
    )
    file = written("initiatives.csv", ready(Picture(clock.today(), cards=(card,)), words=WORDS, now=clock.now()))
    refused = brought(other, on_map, file)
    assert {} == waiting(other, refused, seen(other, on_map)).plan.counts()
    before = (len(imports(other, on_map.process)), seen(other, on_map))

    batch = brought(who, on_map, file)
    assert {"issues": ("Roads",)} == waiting(who, batch, seen(who, on_map)).brought.unknown
    map_files.read_again(who, batch, Wanted(new_issues=True), seen(who, on_map))
    with pytest.raises(Refused):
        waiting(other, batch, seen(other, on_map))
    made(who, on_map, batch)
    row = Initiative.objects.get(batch=batch)
    told_others = seen(other, on_map)
    assert before[0] == len(imports(other, on_map.process))
    assert before[1] == msgspec.structs.replace(told_others, issues=before[1].issues)
    assert {str(row.id)} == seen_by(who, on_map.process).unconfirmed
    assert row.ownership.seat.code is None
    held = on_map.card(who, row.id)
    assert held is not None
    assert ("Dig.", {"en": "Wells"}, None) == (held.aim, dict(held.titles), held.confirmed)
    assert ({"Water", "Roads"}, [str(on_map.ids["water"])]) == (
        {name for one in held.issues for name in seen(who, on_map).issues[one].values()},
        [one.issue for one in held.messages],
    )

    with pytest.raises(Refused):
        owner_codes.new_code(other, on_map.process, row.id)
    first, second = (owner_codes.new_code(who, on_map.process, row.id) for _ in range(2))
    assert first.code != second.code
    map_undoing.undo(who, batch)
    assert Initiative.objects.filter(pk=row.id).exists()
    owner = of_seat(Seat.objects.get(label=second.label).id)
    with pytest.raises(Refused):
        owner_codes.new_code(owner, on_map.process, row.id)
    cards.confirm(owner, row.id)
    with pytest.raises(Refused):
        owner_codes.new_code(who, on_map.process, row.id)

    again = brought(who, on_map, file)
    made(who, on_map, again)
    seats = Seat.objects.count()
    map_undoing.undo(who, again)
    assert seats - 1 == Seat.objects.count()


def test_offers_come_in_for_initiatives_that_their_bringer_writes_for(cast: Cast, on_map: Mapped) -> None:
    """A coordinator brings those of what they wrote down and nobody confirmed; once it is the owner's, it stays so."""
    who, keeper = on_map.coordinator, cast.principal("facilitator")
    held = on_map.owned(on_map.owner, "Theirs")
    on_map.shown(on_map.owner, held, coordinators="detail", facilitators="detail")
    waits = on_map.owned(who, "Wells")
    says = (
        Offer("o1", str(waits), "offer", "access", (str(on_map.ids["mill"]),), "The keys"),
        Offer("o2", str(waits), "need", "money", (str(on_map.ids["fund"]), str(on_map.ids["mill"]))),
        Offer("o3", str(held), "need", "time"),
        Offer("o4", str(on_map.ids["desk"]), "need", "place"),
    )
    card = Card(str(waits), titles={"en": "Wells"}, offers=says[:3])
    picture = msgspec.structs.replace(seen(who, on_map), cards=(card,), offers=says[3:])
    file = written("offers.csv", ready(picture, words=WORDS, now=clock.now()))
    assert f"Wells [{waits}]" in file.decode()

    assert {} == waiting(keeper, brought(keeper, on_map, file), seen(keeper, on_map)).plan.counts()
    batch = brought(who, on_map, file)
    found = waiting(who, batch, seen(who, on_map)).plan
    assert ({"offers": 2}, ["about", "holder", "holder"]) == (found.counts(), [one.field for one in found.remarks])
    for _ in range(2):
        made(who, on_map, batch)
    wells = on_map.card(who, waits)
    assert wells is not None
    assert {("access", (str(on_map.ids["mill"]),), "The keys"), ("money", (str(on_map.ids["fund"]),), "")} == {
        (one.resource, one.about, one.words) for one in wells.offers
    }
    with pytest.raises(Refused):
        waiting(keeper, batch, seen(keeper, on_map))
    again = brought(who, on_map, file)
    plan = waiting(who, again, seen(who, on_map)).plan
    assert ({}, {"offers": 2}) == (plan.counts(), plan.there())
    map_undoing.undo(who, batch)
    assert 0 == MadeOffer.objects.count()

    made(who, on_map, again)
    Initiative.objects.filter(pk=waits).update(confirmed=clock.today())
    map_undoing.undo(who, again)
    assert [None, None] == list(MadeOffer.objects.values_list("batch", flat=True))


def test_a_file_waits_no_longer_than_a_day_and_for_nobody_else(
    cast: Cast, on_map: Mapped, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Funders, owners, desks bring nothing; one file of a person waits; on the second day it is gone."""
    keeper = cast.principal("facilitator")
    for who in (on_map.funder, on_map.owner, on_map.desk):
        with pytest.raises(Refused):
            brought(who, on_map, ACTORS)
    first, again = brought(keeper, on_map, ACTORS), uuid4()
    for _ in range(2):
        map_files.bring(keeper, on_map.process, ACTORS, "a.csv", seen(keeper, on_map), new_id=again)
    assert ([again], False) == (list(ImportBatch.objects.values_list("id", flat=True)), first == again)
    with pytest.raises(Refused):
        map_files.drop(on_map.coordinator, again)
    map_files.forget()
    assert 1 == ImportBatch.objects.count()
    later = clock.today().fromordinal(clock.today().toordinal() + 2)
    monkeypatch.setattr(clock, "today", lambda: later)
    map_files.forget()
    assert 0 == ImportBatch.objects.count()


def test_a_table_of_conflicts_meets_the_states_that_the_dyadic_table_named(cast: Cast, on_map: Mapped) -> None:
    """What is fought over and how hard is seen with the tie and travels; a territory becomes an issue if it is said."""
    who = cast.principal("facilitator")
    dyads = brought(who, on_map, table({"territory_name": "Wells"}))
    map_files.read_again(who, dyads, Wanted(form="ucdp", new_issues=True), seen(who, on_map))
    made(who, on_map, dyads)
    conflicts = brought(who, on_map, f"{','.join(COLUMNS.names)}\n{YEAR}\n".encode())
    found = waiting(who, conflicts, seen(who, on_map))
    assert ("ucdp-conflicts", {"actors": 2, "ties": 2}, {"actors": 1}) == (
        found.brought.form,
        found.plan.counts(),
        found.plan.there(),
    )
    made(who, on_map, conflicts)

    state = next(one for one in seen(who, on_map).actors if "ucdp" in one.keys and "gwno" in one.keys)
    picture = seen_by(on_map.owner, on_map.process, ties=TiesOf(ends=(state.id,), about=True)).picture
    assert {("territory: Wells", "minor"), ("territory", "war")} == {(one.about, one.intensity) for one in picture.ties}
    assert "Wells" in {name for names in picture.issues.values() for name in names.values()}
    travels = ready(leaving(picture), words=WORDS, now=clock.now())
    assert b"territory: Wells" in written("ties.csv", travels)
    for one in (conflicts, dyads):
        map_undoing.undo(who, one)
    assert (0, 0) == (Tie.objects.count(), Actor.objects.exclude(batch=None).count())
    assert "Wells" not in str(seen(who, on_map).issues)


@pytest.mark.skipif("SULH_DATA" not in os.environ, reason="needs the shared data")
def test_every_year_of_the_dyadic_table_is_on_the_map(on_map: Mapped) -> None:
    """All 3,357 years in which two sides fought stand in the ties; the same file again makes nothing; it goes again."""
    who = on_map.coordinator
    data = Path(os.environ["SULH_DATA"], "peace", "ucdp", "Dyadic_v24_1.csv").read_bytes()
    before = (Actor.objects.count(), Place.objects.count())
    batch = brought(who, on_map, data)
    made(who, on_map, batch)

    rows = read_dyadic(data).values
    assert 3357 == len(rows)
    assert {(row.dyad, row.year, row.intensity) for row in rows} == told(who, on_map, max(row.year for row in rows))
    again = brought(who, on_map, data)
    plan = waiting(who, again, seen(who, on_map)).plan
    assert {} == plan.counts()
    map_undoing.undo(who, batch)
    assert (*before, 0) == (Actor.objects.count(), Place.objects.count(), Tie.objects.count())
