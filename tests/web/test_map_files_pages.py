"""Files of the map as pages: what leaves is what its reader sees, what comes in is looked at first."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sulh.formats.card_file import read_source
from sulh.formats.map_out import FILES
from sulh.store import clock
from sulh.store.models import Actor, Initiative, Look
from sulh.store.writes import moments
from tests.cast import Cast
from tests.store.mapped import Mapped, mapped
from tests.web.test_map_offers import at, seated, signed, text

ONCE = re.compile(rb'name="(?:csrfmiddlewaretoken|new_id)" value="[\w-]+"')  # what is drawn anew for each page

PUBLISHER = {"ref": "XM-DAC-7", "name": "Valley Fund", "language": "en", "kind": "21"}


@pytest.fixture
def on_map(cast: Cast) -> Mapped:
    """Return the map of the cast's process."""
    return mapped(cast)


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the clock stand still, so that two files of one map are the same bytes."""
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now)


def everybody(cast: Cast, on_map: Mapped) -> dict[str, Client]:
    """Return one of each who sees the map and is not the owner."""
    staff = {
        "coordinator": on_map.coordinator,
        "facilitator": cast.principal("facilitator"),
        "desk": on_map.desk,
        "funder": on_map.funder,
    }
    return {"owner": seated(on_map.second)} | {name: signed(one) for name, one in staff.items()}


def files_of(who: str) -> Collection[str]:
    """Return which files somebody asks for: all, or one of each way in which they are made."""
    if who == "funder":
        return FILES
    return ("initiatives.csv", "initiatives-hxl.csv", "offers.csv", "network.graphml", "places.geojson", "days.ics")


def taken(client: Client, on_map: Mapped, files: Collection[str]) -> dict[str, tuple[int, bytes, int]]:
    """Return files as somebody is answered who asks for them: status, bytes, and how many queries it took."""
    found = {}
    for name in files:
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(reverse("map-file", args=[on_map.process, name]))
        found[name] = (answer.status_code, ONCE.sub(b"", answer.content), len(queries))
    answer = client.post(at(on_map, "map-register-file"), PUBLISHER)
    return found | {"iati": (answer.status_code, ONCE.sub(b"", answer.content), 0)}


@pytest.mark.usefixtures("still")
def test_every_file_is_the_same_with_and_without_what_is_hidden(cast: Cast, on_map: Mapped) -> None:
    """A hidden initiative changes no byte of any file, not even of one that its owner shows to the public alone."""
    people = everybody(cast, on_map)
    shared = on_map.owned(on_map.second, "Seen", actors=[str(on_map.ids["council"])])
    on_map.shown(
        on_map.second, shared, coordinators="timing", desks="actors", funders="theme_area", facilitators="detail"
    )
    for client in people.values():  # a session that is used for the first time is written once, and so is a look
        client.get(reverse("map-file", args=[on_map.process, "initiatives.csv"]))
    before = {name: taken(client, on_map, files_of(name)) for name, client in people.items()}

    hidden = on_map.owned(
        on_map.owner, "Hidden", actors=[str(on_map.ids["council"])], responsible=str(on_map.ids["council"])
    )
    moments.add_day(on_map.owner, hidden, "session", clock.today() + timedelta(days=3))
    on_map.shown(on_map.owner, hidden, public="detail")

    assert before == {name: taken(client, on_map, files_of(name)) for name, client in people.items()}
    none = {"offers.csv", "offers.xlsx", "ties.csv", "ties.xlsx", "network.graphml"}
    assert none == {name for name, (status, _, _) in before["funder"].items() if status == 404}
    assert {200, 422} == {status for status, _, _ in before["coordinator"].values()}


def test_a_file_holds_what_its_reader_sees_and_its_owner_learns_who_looked(on_map: Mapped) -> None:
    """Days are told by the week below the tier of times; only what everybody may see goes to a register."""
    made = on_map.owned(on_map.owner, responsible=str(on_map.ids["council"]))
    moments.add_day(on_map.owner, made, "session", clock.today() + timedelta(days=3))
    coordinator, owner = signed(on_map.coordinator), seated(on_map.owner)
    confirmed, monday = clock.today(), clock.today() - timedelta(days=clock.today().weekday())

    def file(name: str, client: Client = coordinator) -> str:
        return text(client, reverse("map-file", args=[on_map.process, name]))

    on_map.shown(on_map.owner, made, coordinators="theme_area")
    assert f'"{monday.isoformat()}"' in file("initiatives.csv")
    assert "BEGIN:VEVENT" not in file("days.ics")
    on_map.shown(on_map.owner, made, coordinators="timing")
    assert f'"{confirmed.isoformat()}"' in file("initiatives.csv")
    assert "BEGIN:VEVENT" in file("days.ics")
    assert ["theme_area", "timing"] == sorted(Look.objects.filter(initiative=made).values_list("tier", flat=True))

    assert 422 == coordinator.post(at(on_map, "map-register-file"), PUBLISHER).status_code
    on_map.shown(on_map.owner, made, coordinators="detail")
    assert 422 == coordinator.post(at(on_map, "map-register-file"), PUBLISHER).status_code
    on_map.shown(on_map.owner, made, coordinators="detail", public="detail")
    answer = coordinator.post(at(on_map, "map-register-file"), PUBLISHER)
    assert (200, True) == (answer.status_code, b"Elders for water" in answer.content)
    assert 422 == coordinator.post(at(on_map, "map-register-file"), PUBLISHER | {"ref": "no id"}).status_code

    card = owner.get(at(on_map, "map-card-file", made))
    assert {"en": "Water"} in read_source(card.content, "card.json").names.values()
    assert 404 == coordinator.get(at(on_map, "map-card-file", made)).status_code
    assert 404 == coordinator.get(reverse("map-file", args=[on_map.process, "votes.csv"])).status_code


def test_a_file_is_looked_at_corrected_brought_in_and_taken_back(on_map: Mapped) -> None:
    """What a list calls things is put right by a person; a form sent twice does it once; the page says what became."""
    client, before = signed(on_map.coordinator), Actor.objects.count()
    sent = SimpleUploadedFile("list.csv", b"Who,Sort\nCouncil of Elders,NGO\n=Bakers,guild\n")
    once = {"file": sent, "new_id": str(uuid4())}
    assert 422 == client.post(at(on_map, "map-bring"), {"new_id": str(uuid4())}).status_code
    large = client.post(at(on_map, "map-bring"), {"file": SimpleUploadedFile("x.csv", b"x" * 20_300_000)})
    assert (422, True) == (large.status_code, b"larger than 20 MB" in large.content)
    came = client.post(at(on_map, "map-bring"), once)["Location"]
    assert "Nothing that the map reads" in text(client, came)

    taken_for = {"form": "actors", "language": "en", "source": ""}
    client.post(came, taken_for)
    columns = {"actors_0": "name", "actors_1": "-", "days": "day_first", "actors_all_kind": "organisation"}
    assert 302 == client.post(came, taken_for | columns).status_code
    page = text(client, came)
    assert "2 actors" in page
    (same,) = re.findall(r'name="(same_\w+)" value="' + str(on_map.ids["council"]), page)
    assert 422 == client.post(f"{came}/make", {same: str(on_map.ids["quiet"])}).status_code
    for _ in range(2):
        client.post(f"{came}/make", {same: str(on_map.ids["council"])})
    assert before + 2 == Actor.objects.count()
    assert "On the map: 2 actors." in text(client, came)
    assert "Brought in" in text(client, at(on_map, "map-files"))
    for _ in range(2):
        client.post(f"{came}/undo")
    assert before == Actor.objects.count()
    assert "Taken back, all of it." in text(client, came)


def test_a_coordinator_gives_the_owner_of_what_came_in_a_code(on_map: Mapped) -> None:
    """Initiatives of a file have no code; one is made on the page of each, and shown once."""
    client = signed(on_map.coordinator)
    rows = b"title (en),sector,level\nWells for both banks,Business,grassroots\n"
    came = client.post(at(on_map, "map-bring"), {"file": SimpleUploadedFile("w.csv", rows), "new_id": ""})["Location"]
    client.post(f"{came}/make")
    made = Initiative.objects.get(batch__isnull=False)
    assert "Make a code for its owner" in text(client, at(on_map, "map-card", made.id))
    assert re.search(rb">\d{4} \d{4} \d{4} \d{4}<", client.post(at(on_map, "map-card-code", made.id)).content)
    assert Initiative.objects.get(pk=made.id).ownership.seat.code
