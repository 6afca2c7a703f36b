"""The steps that prepare a dialogue: who is asked, harm check, texts, entry numbers."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from sulh.designs import design
from sulh.web.setup.faults import FAULTS
from tests.cast import LANGUAGES, Cast
from tests.web.people import sign_in
from tests.web.test_setup import at, text_of


def test_entry_numbers_are_a_step_that_holds_nothing_up(client: Client, cast: Cast) -> None:
    """The steps say how many of each side have a number; a round can open without, and all is complete with them."""
    sign_in(client, cast, "facilitator")

    before = text_of(client.get(at(cast, "dialogue")))
    for side, invited in (("hill", 6), ("river", 5)):
        cast.more(side, invited - 1)
    after = text_of(client.get(at(cast, "dialogue")))

    assert "Entry numbers Missing" in before
    assert "Hill: 1 of 6 · River: 1 of 5. A round can open without them, but nobody comes in without one." in before
    assert "Open a round Next" in before
    assert re.search(r"Entry numbers ✓ Complete ?Hill: 6 of 6 · River: 5 of 5", after)
    assert "without them" not in after


def test_a_harm_check_goes_part_by_part_and_keeps_nothing_before_the_end(client: Client, cast: Cast) -> None:
    """Answers travel from page to page; a gap leads back to its page; the decision is recorded once all is there."""
    sign_in(client, cast, "facilitator")
    address = at(cast, "harm-check-new")
    first = client.get(address)
    keys = re.findall(r'name="answer_(\w+)" value="yes"', first.content.decode())
    assert 4 == len(keys)
    given: dict[str, Any] = {"number": "1", "phase": "1", "part": "0", "step": "1"}
    gap = client.post(address, given)
    assert (422, True) == (gap.status_code, f'id="id_answer_{keys[0]}"'.encode() in gap.content)

    every = [question.key for question in design("workshop").harm_check]
    given |= {f"answer_{key}": "yes" for key in every}
    second = client.post(address, given | {f"note_{keys[0]}": "We asked the elders"})
    assert b'type="hidden" name="note_' in second.content
    assert 1 == cast.dialogue.harm_checks.count()

    stopped = client.post(address, given | {"answer_leak": "no", "go": "go", "step": "finish"})
    assert 422 == stopped.status_code
    assert FAULTS["stopped"] in text_of(stopped)
    done = client.post(address, given | {"go": "go", "step": "finish"}, follow=True)
    assert "Number 2" in text_of(done)
    assert "Go on with the next step" in text_of(done)
    assert "Go on with the next step" not in text_of(client.get(at(cast, "harm-check")))
    assert 2 == cast.dialogue.harm_checks.count()


def test_who_is_asked_goes_from_part_to_part(client: Client, cast: Cast) -> None:
    """Three small pages follow one another and end at the list of steps, which tells the languages still missing."""
    sign_in(client, cast, "facilitator")
    address = at(cast, "who-is-asked", part="asked")
    stamp = re.search(rb'name="stamp" value="(\w+)"', client.get(address).content)
    assert stamp is not None

    response = client.post(address, {"stamp": stamp[1].decode(), "text_en": "Families", "text_fr": "", "text_ar": ""})

    assert at(cast, "who-is-asked", part="chosen") in response["Location"]
    assert "Not yet whole in:" in text_of(client.get(at(cast, "dialogue")))


def test_what_is_needed_is_not_said_to_be_free_to_stay_empty(client: Client, cast: Cast) -> None:
    """Of a text in several languages one is needed, and the page says so; an empty one leads on to nothing."""
    sign_in(client, cast, "facilitator")
    address = at(cast, "who-is-asked", part="asked")
    page = client.get(address)
    stamp = re.search(rb'name="stamp" value="(\w+)"', page.content)
    assert stamp is not None
    kept = {f"text_{tag}": text for tag, text in cast.sealer.texts(cast.dialogue, "asked").items()}
    given = {"stamp": stamp[1].decode()}

    for one in (address, at(cast, "side-new"), reverse("statement-new", kwargs={"dialogue_id": cast.dialogue.id})):
        told = text_of(client.get(one))
        assert (3, 0) == (told.count("(one language at least)"), told.count("(may stay empty)")), one
    empty = client.post(address, given)
    assert (422, True) == (empty.status_code, FAULTS["one-language"] in text_of(empty))
    assert at(cast, "who-is-asked", part="chosen") == client.post(address, given | kept)["Location"]
    changed = client.post(address, given | kept | {"text_en": "Others"})
    assert at(cast, "who-is-asked", part="chosen") + "?saved=1" == changed["Location"]


def test_the_decision_of_a_harm_check_is_needed_on_its_page(client: Client, cast: Cast) -> None:
    """On the last page the notes may stay empty, the decision may not; nothing is chosen beforehand."""
    sign_in(client, cast, "facilitator")
    every = {f"answer_{question.key}": "yes" for question in design("workshop").harm_check}
    pages = -(-len(every) // 4)
    last = client.post(at(cast, "harm-check-new"), every | {"number": "1", "part": str(pages - 1), "step": str(pages)})

    assert "Record the decision" in text_of(last)
    assert "(may stay empty)" not in text_of(last)
    assert not re.search(rb'name="go"[^>]* checked', last.content)


def test_the_sentences_that_wait_for_words_stand_above_the_field(client: Client, cast: Cast) -> None:
    """Whoever fills in a consent text need not look for the place; once it is filled in nothing is listed."""
    sign_in(client, cast, "facilitator")
    address = at(cast, "consent-text")
    given = {"version": "1"} | {f"text_{tag}": f"Begin {tag}.\n\nThey go to […]." for tag in LANGUAGES}
    client.post(address, given)

    waiting = client.get(address).content.decode()
    client.post(address, {key: text.replace("[…]", "us") for key, text in given.items()} | {"version": "2"})
    filled = client.get(address).content.decode()

    assert [f'<li lang="{tag}" dir="auto">They go to […].</li>' in waiting for tag in LANGUAGES] == [True] * 3
    assert not re.search(r"<li[^>]*>Begin", waiting)
    assert ("wait for your words" in filled, "[…]" in filled) == (False, False)


def test_a_text_is_changed_as_a_new_version(client: Client, cast: Cast) -> None:
    """The newest version is shown with its number, and a missing language is told at its field."""
    sign_in(client, cast, "facilitator")
    address = at(cast, "ground-rules")
    given = {"version": "1"} | {f"text_{tag}": f"Rule {tag}" for tag in LANGUAGES}

    assert 422 == client.post(address, given | {"text_fr": " "}).status_code
    assert 302 == client.post(address, given).status_code
    assert "Version 2" in text_of(client.get(address))
    assert 409 == client.post(address, given | {"text_en": "Another"}).status_code


def test_a_phase_follows_its_harm_check(client: Client, cast: Cast) -> None:
    """The page offers the check first; a form sent all the same is told what is missing."""
    sign_in(client, cast, "facilitator")
    address = at(cast, "dialogue-phase")
    assert "Harm check first" in text_of(client.get(address))

    refused = client.post(address, {"phase": "2", "seen": "1"})
    assert (409, True) == (refused.status_code, "The harm check of this phase is missing" in text_of(refused))
    assert 302 == client.post(address, {"phase": "0", "seen": "1"}).status_code
    for odd in ("", "x", "99", "²", "-1"):
        assert 409 == client.post(address, {"phase": odd, "seen": "0"}).status_code
    cast.dialogue.refresh_from_db()
    assert 0 == cast.dialogue.phase
