"""The coordinator's week, weaknesses and strengths, phase and readiness as pages, and who finds nothing there."""

from __future__ import annotations

import io
from datetime import timedelta
from unittest.mock import patch

import docx
import pytest
from django.test import Client
from django.urls import reverse

from sulh.access import Role
from sulh.store import clock
from sulh.store.models import (
    Actor,
    Initiative,
    Link,
    Look,
    MeetingDecision,
    Membership,
    PhaseEstimate,
    Process,
    ReadinessJudgement,
    Staff,
    WeeklyMeeting,
)
from sulh.store.writes import cards, weekly
from tests.cast import Cast
from tests.store.mapped import Mapped, mapped
from tests.web.people import enter, sign_in

NOWHERE = ("map-strengths", "map-week", "map-week-new", "map-phase", "map-estimate", "map-readiness", "map-rate")


@pytest.fixture
def on_map(cast: Cast) -> Mapped:
    """Return the map of the cast's process, with two initiatives on one matter that staff see."""
    found = mapped(cast)
    for name in ("coordinator", "funder", "desk-of-water"):
        cast.staff[name] = Staff.objects.get(account=name)
    for owner, title in ((found.owner, "Elders for water"), (found.second, "Farmers for water")):
        found.shown(owner, found.owned(owner, title), coordinators="detail", facilitators="detail", funders="existence")
    return found


@pytest.fixture
def coordinator(cast: Cast, on_map: Mapped) -> Client:
    """Return a coordinator, signed in."""
    assert on_map.process == cast.process.id
    return sign_in(Client(), cast, "coordinator")


def test_home_and_digest_count_what_waits_on_a_map(cast: Cast, on_map: Mapped) -> None:
    """A coordinator is told of decisions that are due, a desk of links that wait for it, each in numbers alone."""
    today = clock.today()
    meeting = weekly.prepare(on_map.coordinator, on_map.process, today - timedelta(days=9), "Who goes first")
    for late in (2, -6, -8):
        weekly.decide(
            on_map.coordinator, meeting, f"Ask the mill {late}", "the coordinator", today - timedelta(days=late)
        )
    done = weekly.decide(on_map.coordinator, meeting, "Ask the bridge", "the coordinator", today)
    weekly.finish(on_map.coordinator, done, today)
    card = Initiative.objects.earliest("id")
    proposed = {"process_id": on_map.process, "one": card, "desk_id": on_map.ids["desk"], "proposed_by": card.id}
    for days in (3, 31):
        Link.objects.create(**proposed, mode="information", since=today - timedelta(days=days))
    told = {
        "coordinator": ("2 decisions of the week due", "2 days late"),
        "desk-of-water": ("1 proposed link waits for an answer", "for 3 days"),
    }
    for name, sentences in told.items():
        staff = sign_in(Client(), cast, name)
        for address in ("staff-home", "digest"):
            shown = staff.get(reverse(address)).content.decode()
            assert [True, True] == [one in shown for one in sentences], (name, address)
            assert "the mill" not in shown
    assert "decisions of the week" not in sign_in(Client(), cast, "funder").get(reverse("staff-home")).content.decode()


def at(on_map: Mapped, name: str, *ids: object) -> str:
    """Return an address of the map."""
    return reverse(name, args=[on_map.process, *ids])


def text(client: Client, address: str) -> str:
    """Return a page that opens."""
    answer = client.get(address)
    assert (200, address) == (answer.status_code, address)
    return str(answer.content.decode())


def test_a_coordinator_prepares_holds_and_closes_a_meeting(coordinator: Client, on_map: Mapped) -> None:
    """What presses is filled in; what was decided stands first at the next meeting, and in a document."""
    today = clock.today()
    cards.register(on_map.coordinator, on_map.process, on_map.given("Bakers for water"))
    first = text(coordinator, at(on_map, "map-week-new"))
    assert "Bakers for water" in text(coordinator, at(on_map, "map-findings"))
    assert "Bakers for water" not in first  # others who coordinate read it, and may not know
    assert "Farmers for water" in first
    assert "Hours of the canal" in first.split("<textarea")[1]
    assert "Nothing is open." in text(coordinator, at(on_map, "map-week"))
    kept = {"on": today.isoformat(), "agenda": "Two on one canal.\nA stall."}
    made = coordinator.post(at(on_map, "map-week-new"), kept)
    meeting = WeeklyMeeting.objects.get()
    assert at(on_map, "map-meeting", meeting.id) == made["Location"]
    assert (
        "too-long"
        not in (again := coordinator.post(at(on_map, "map-week-new"), {**kept, "agenda": "B"})).content.decode()
    )
    assert "A meeting has been prepared for this day." in again.content.decode()

    wrong = coordinator.post(at(on_map, "map-decide", meeting.id), {"what": "", "next_actor": "", "due": ""})
    assert "This was not saved yet." in wrong.content.decode()
    decided = {"what": "Ask both owners.", "next_actor": "the coordinator", "due": today.isoformat()}
    assert 302 == coordinator.post(at(on_map, "map-decide", meeting.id), decided).status_code
    stamp = (
        text(coordinator, at(on_map, "map-meeting-write", meeting.id)).split('name="stamp" value="')[1].split('"')[0]
    )
    said = {"stamp": stamp, "agenda": "Two on one canal.", "minutes": "We spoke."}
    assert 302 == coordinator.post(at(on_map, "map-meeting-write", meeting.id), said).status_code
    assert 409 == coordinator.post(at(on_map, "map-meeting-write", meeting.id), said).status_code

    coordinator.post(at(on_map, "map-week-new"), {"on": (today + timedelta(days=7)).isoformat(), "agenda": ""})
    assert "Ask both owners." in text(coordinator, at(on_map, "map-meeting", WeeklyMeeting.objects.latest("on").id))
    decision = MeetingDecision.objects.get()
    coordinator.post(at(on_map, "map-decision", decision.id), {"on": today.isoformat()})
    assert "Nothing is open." in text(coordinator, at(on_map, "map-week"))
    coordinator.post(at(on_map, "map-decision-open", decision.id))
    assert "Ask both owners." in text(coordinator, at(on_map, "map-week"))

    paper = coordinator.get(at(on_map, "map-minutes", meeting.id, "en"))
    assert f"-{meeting.on.isoformat()}-en.docx" in paper.headers["Content-Disposition"]
    read = docx.Document(io.BytesIO(paper.content))
    assert {"We spoke.", "Two on one canal."} <= {paragraph.text for paragraph in read.paragraphs}
    assert 404 == coordinator.get(at(on_map, "map-minutes", meeting.id, "xx")).status_code


def test_phase_and_readiness_are_judged_by_coordinators_once_they_are_switched_on(
    cast: Cast, coordinator: Client, on_map: Mapped
) -> None:
    """An estimate brings advice with its source; readiness explains itself first, and switching it off deletes it."""
    Actor.objects.get(pk=on_map.ids["council"]).sides.add(cast.sides["hill"])
    told = {"stage": "segregation", "reasons": "Shots at the dam", "source": "News"}
    assert 302 == coordinator.post(at(on_map, "map-estimate"), told).status_code
    page = text(coordinator, at(on_map, "map-phase"))
    assert "Arbitration" in page
    assert "is not confirmed from the source" in page
    assert 1 == PhaseEstimate.objects.count()

    assert "a label that can fulfil itself" in text(coordinator, at(on_map, "map-readiness"))
    judged = {"actor": str(on_map.ids["council"]), "motivation": "8", "optimism": "5", "source": "A talk"}
    assert 409 == coordinator.post(at(on_map, "map-rate"), judged).status_code
    assert 400 == coordinator.post(at(on_map, "map-readiness-switch"), {}).status_code
    coordinator.post(at(on_map, "map-readiness-switch"), {"to": "on"})
    assert "Council of elders" in text(coordinator, at(on_map, "map-rate"))
    with patch("sulh.web.map.judging.FEW", 0):  # of many, nobody stands there who was not looked for
        assert "Council of elders" not in text(coordinator, at(on_map, "map-rate"))
        assert "Council of elders" in text(coordinator, found := f"{at(on_map, 'map-rate')}?q=elders")
        assert 302 == coordinator.post(found, {**judged, "dissent": "The son doubts"}).status_code
    page = text(coordinator, at(on_map, "map-readiness"))
    assert "Council of elders" in page
    assert "1 of 1" in page
    assert "The son doubts" in page
    assert "not known: of one side nobody was judged" in page
    assert "is deleted" in text(coordinator, at(on_map, "map-readiness-switch"))
    coordinator.post(at(on_map, "map-readiness-switch"), {"to": "off"})
    assert (0, False) == (ReadinessJudgement.objects.count(), Process.objects.get(pk=on_map.process).rates_readiness)


def test_weaknesses_and_strengths_stand_on_what_the_reader_sees(
    cast: Cast, coordinator: Client, on_map: Mapped
) -> None:
    """Coordinators and facilitators go through eleven topics, each out of what they see themselves."""
    page = text(coordinator, at(on_map, "map-strengths"))
    assert 11 == page.count("Often said: ")
    assert "Pairs that work on the same matter without an accepted link: 1." in page
    assert "Nothing here says anything on it." in page
    other = text(sign_in(Client(), cast, "facilitator"), at(on_map, "map-strengths"))
    assert "Pairs that work on the same matter" not in other


@pytest.mark.parametrize("name", ["facilitator", "funder", "desk-of-water", "owner", "translator"])
def test_whoever_does_not_coordinate_finds_nothing_there_and_no_way_to_it(
    cast: Cast, on_map: Mapped, name: str
) -> None:
    """The pages of the week and of judgements are not there for others, and nothing on their map leads to them."""
    client = enter(Client(), cast, name) if name in cast.seats else sign_in(Client(), cast, name)
    for page in NOWHERE[name == "facilitator" :]:
        assert 404 == client.get(at(on_map, page)).status_code
    assert not Look.objects.filter(audience="funders").exists()
    home = client.get(at(on_map, "map")).content.decode()
    assert not any(at(on_map, page) in home for page in NOWHERE[name == "facilitator" :])


def test_a_meeting_of_another_process_is_not_found_under_this_one(both: Cast) -> None:
    """Whoever coordinates two processes finds a meeting and a decision under the address of their own process alone."""
    assert both.other is not None
    on_map, other = mapped(both), both.other.process
    both.staff["coordinator"] = Staff.objects.get(account="coordinator")
    Membership.objects.create(staff=both.staff["coordinator"], process=other, role=Role.COORDINATOR)
    made = weekly.prepare(on_map.coordinator, on_map.process, clock.today(), "")
    decided = weekly.decide(on_map.coordinator, made, "Ask.", "the coordinator")
    client = sign_in(Client(), both, "coordinator")
    for name, row in (("map-meeting", made), ("map-decide", made), ("map-decision", decided)):
        assert 200 == client.get(at(on_map, name, row)).status_code
        assert 404 == client.get(reverse(name, args=[other.id, row])).status_code
    assert 404 == client.post(reverse("map-decision-open", args=[other.id, decided])).status_code
