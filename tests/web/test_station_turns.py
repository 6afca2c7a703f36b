"""What the next person at a shared device can come back to: nothing of the person before, by whatever way."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from sulh.store.models import Acceptance, Seat, Sitting, Vote
from tests.cast import Cast, make_cast
from tests.web.people import enter

HAND = "Hand the device to the next person"
TAKEN_BACK = 'http-equiv="refresh"'
BACK = "/station/back"


@pytest.fixture
def device(client: Client, cast: Cast) -> Client:
    """A device that an assistant has opened, in a dialogue with an open round."""
    cast.round()
    return enter(client, cast, "assistant")


def sit_down(device: Client, cast: Cast, who: str) -> None:
    """Let a person type their own number."""
    assert 302 == device.post("/station", {"code": cast.codes[who]}).status_code


def answer(device: Client, cast: Cast) -> None:
    """Let a person agree to the first statement."""
    statement, round_ = cast.statements[0], cast.dialogue.rounds.get()
    given = {"round": str(round_.id), "statement": str(statement.id), "answer": "agree"}
    assert 200 == device.post("/answer", given).status_code


@pytest.mark.parametrize("page", ["/answer", "/own", "/propose", "/shared", "/agree"])
def test_going_back_leads_to_the_hand_over(device: Client, cast: Cast, page: str) -> None:
    """A page of the person before, asked for again after the device was handed back, is the page between two people."""
    sit_down(device, cast, "hill")
    answer(device, cast)
    before = device.get(page)
    assert "no-store" in before["Cache-Control"]
    device.post(BACK)

    again = device.get(page, follow=True).content.decode()

    assert HAND in again
    assert cast.statements[0].id.hex not in again.replace("-", "")


def test_a_form_sent_again_after_the_hand_over_changes_nothing(device: Client, cast: Cast) -> None:
    """An answer of the person before cannot be sent once more by the next one: it is nobody's."""
    sit_down(device, cast, "hill")
    answer(device, cast)
    device.post(BACK)
    statement, round_ = cast.statements[0], cast.dialogue.rounds.get()

    sent = device.post("/answer", {"round": str(round_.id), "statement": str(statement.id), "answer": "disagree"})

    assert 404 == sent.status_code
    assert [1] == list(Vote.objects.values_list("value", flat=True))


def test_whoever_hands_back_has_finished(device: Client, cast: Cast) -> None:
    """With an answer the sitting is finished, as with "I am done for now"; without one there is none."""
    sit_down(device, cast, "river")
    device.post(BACK)
    assert not Sitting.objects.exists()
    sit_down(device, cast, "hill")
    answer(device, cast)
    device.post(BACK)

    assert [(cast.seats["hill"].id, True)] == list(Sitting.objects.values_list("seat_id", "finished"))


def test_every_page_before_the_questions_is_taken_back_too(device: Client, cast: Cast) -> None:
    """Language and texts have the way back and the refresh on a shared device, and neither on a device of one's own."""
    Seat.objects.update(language="")
    Acceptance.objects.all().delete()
    sit_down(device, cast, "hill")

    pages = [device.get(page).content.decode() for page in ("/language", "/agree")]
    assert [True, True] == [TAKEN_BACK in page and BACK in page and "/s/station." in page for page in pages]

    own = enter(Client(), cast, "river")
    pages = [own.get(page).content.decode() for page in ("/language", "/agree", "/answer")]
    assert not any(TAKEN_BACK in page or BACK in page for page in pages)


def test_the_language_of_one_is_not_the_language_of_the_next(device: Client, cast: Cast) -> None:
    """The page between two people is in the assistant's language again."""
    Seat.objects.filter(pk=cast.seats["hill"].pk).update(language="ar")
    sit_down(device, cast, "hill")
    assert 'lang="ar"' in device.get("/answer").content.decode()
    device.post(BACK)

    assert '<html lang="en"' in device.get("/station").content.decode()


def test_leaving_for_good_ends_the_turn_and_not_the_device(device: Client, cast: Cast) -> None:
    """Who leaves at a shared device is erased, and the next person can sit down."""
    sit_down(device, cast, "hill")
    answer(device, cast)

    left = device.post("/leave")

    assert "Everything was erased" in left.content.decode()
    assert not Vote.objects.exists()
    sit_down(device, cast, "river")
    assert cast.statements[0].id.hex in device.get("/own").content.decode().replace("-", "")


def test_quick_exit_ends_everything(device: Client, cast: Cast) -> None:
    """Who has to get away ends the device as well: nothing that was open is left open."""
    sit_down(device, cast, "hill")
    device.post("/away")

    assert "/" == device.get("/home")["Location"]
    assert 404 == device.get("/station").status_code


def test_every_turn_has_a_session_of_its_own(device: Client, cast: Cast) -> None:
    """Each hand-over changes the key of the session, in both directions."""
    keys = [device.cookies["s"].value]
    for _ in range(2):
        sit_down(device, cast, "hill")
        keys.append(device.cookies["s"].value)
        device.post(BACK)
        keys.append(device.cookies["s"].value)

    assert 5 == len(set(keys))


def test_turns_do_not_lengthen_the_stay_of_the_assistant(device: Client, cast: Cast, at: Callable[..., None]) -> None:
    """However many people sit down, the stay ends when its longest time is over."""
    for minutes in range(20, 12 * 60, 20):
        at(minutes=minutes)
        sit_down(device, cast, "hill")
        device.post(BACK)
    at(hours=12.1)

    assert 404 == device.get("/station").status_code


@pytest.mark.django_db
def test_it_is_the_same_at_high_risk(client: Client) -> None:
    """A shared device works in the high profile, where nothing is shown back and nothing is kept on a device anyway."""
    cast = make_cast(profile="high")
    cast.round()
    device = enter(client, cast, "assistant")
    sit_down(device, cast, "hill")
    answer(device, cast)
    assert "queue.js" not in device.get("/answer").content.decode()
    device.post(BACK)

    assert HAND in device.get("/answer", follow=True).content.decode()
