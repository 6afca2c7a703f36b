"""What participants and readers see of the process log: public acts of their own dialogue, nothing of anybody."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from sulh.access import Principal, Refused
from sulh.papers.page import page_language
from sulh.store.models import Acceptance, Dialogue, LogRecord, Round
from sulh.store.reads.public_record import OF_ALL, OF_THE_DIALOGUE, public_record
from sulh.store.writes import log
from sulh.store.writes.checkpoints import checkpoint
from sulh.vault.log import read_checkpoint, short_code
from sulh.web.answering.record import ACTS
from sulh.web.setup.acts import ACTS as LOGGED
from tests.cast import Cast, accept
from tests.web.people import enter

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
MOST_QUERIES = 12


def noted(cast: Cast, act: str, **refs: str | int) -> None:
    """Enter an act of the facilitator."""
    log.enter(cast.process.id, act, cast.principal("facilitator"), **refs)


def about(round_: Round) -> dict[str, str | int]:
    """Return what a record says of a round."""
    return {"round": str(round_.id), "number": round_.number}


@pytest.fixture
def told(cast: Cast) -> Cast:
    """A dialogue in which something public, and much that is not, has been done."""
    joint, caucus = cast.round(state="closed"), cast.round(side="river")
    inside = {"dialogue": str(cast.dialogue.id)}
    noted(cast, "dialogue-created", **inside, level=60, k=5)
    noted(cast, "text-version", **inside, text="consent", version=1)
    noted(cast, "harm-check", **inside, decision="go", number=1)
    noted(cast, "seats-made", role="participant", count=7)
    noted(cast, "statement-accepted", **inside, statement=91)
    noted(cast, "round-opened", **about(joint), scope="joint", statements=3, epochs=1)
    noted(cast, "round-opened", **about(caucus), scope="caucus", statements=3, epochs=1)
    noted(cast, "published", round=str(caucus.id), epoch=1, number=1, k=5, publication="ca" * 32)
    noted(cast, "published", round=str(joint.id), epoch=1, number=2, k=5, publication="01" * 32)
    noted(cast, "identity-opened", shown=3)
    accept_all(cast)
    return cast


def accept_all(cast: Cast) -> None:
    """Let the readers have accepted the texts, as the participants have."""
    for reader in ("hill-reader", "river-reader"):
        accept(cast.dialogue, cast.seats[reader])


def page(cast: Cast, who: str, language: str = "en") -> str:
    """Return the page as somebody sees it, without the token of the quick exit."""
    answer: Any = enter(Client(), cast, who, language=language).get("/record")
    assert 200 == answer.status_code
    return TOKEN.sub("", answer.content.decode())


def items(text: str) -> list[str]:
    """Return the sentences of the list, oldest first."""
    return [one.strip() for one in reversed(re.findall(r"<li>(.*?) <span", text))]


def test_the_page_lists_the_public_acts_in_everyday_words(told: Cast) -> None:
    """What concerns all sides, in its order; no caucus, no slip, no statement."""
    assert [
        "This dialogue was set up.",
        "A text to agree to was written or changed: the consent text.",
        "It was asked whether going on could harm anybody. The decision: to go on.",
        "Questions were opened to all sides.",
        "Results were shared with everybody here.",
        "A facilitator opened names that are kept locked.",
    ] == items(page(told, "hill"))


def test_the_page_is_the_same_for_everybody_of_the_dialogue(told: Cast) -> None:
    """Either side reads the same bytes, whatever it was asked alone; a reader has fewer other pages at the foot."""
    assert 1 == len({page(told, who) for who in ("hill", "river")})
    assert 1 == len({page(told, who) for who in ("hill-reader", "river-reader")})
    assert 1 == len({page(told, who).partition("</main>")[0] for who in ("hill", "river-reader")})


def test_no_number_of_people_and_no_hash_of_a_caucus_stands_there(told: Cast) -> None:
    """Of a hash only its beginning, of people nothing, of who did it nothing."""
    text = page(told, "river")

    assert "0101 0101 0101 0101" in text
    assert "caca" not in text
    assert told.staff["facilitator"].account not in text.lower().replace("a facilitator", "")


def test_what_was_done_elsewhere_is_not_told(told: Cast) -> None:
    """Another dialogue of the same process leaves no trace on the page."""
    before = page(told, "hill")
    other = Dialogue.objects.create(
        initiative=told.initiative,
        process=told.process,
        kind="workshop",
        population="room",
        languages="en",
        k=5,
        phase=1,
        began=told.dialogue.began,
    )
    noted(told, "dialogue-created", dialogue=str(other.id), level=60, k=5)
    noted(told, "phase-changed", dialogue=str(other.id), before=1, after=2)
    noted(told, "reader-appointed", dialogue=str(other.id), side=str(told.sides["hill"].id), number=1)
    noted(told, "round-opened", **about(Round.objects.create(dialogue=other, number=1, state="open")))

    assert before == page(told, "hill")


def test_the_newest_checkpoint_can_be_held(told: Cast) -> None:
    """Its short code stands there for a pencil and its text in a picture for a camera, once there is one."""
    assert "Hold them to it" not in page(told, "hill-reader")
    kept = checkpoint(told.process.id)
    text = page(told, "hill-reader")

    assert short_code(read_checkpoint(kept.body)[0]) in text
    assert "<svg" in text


def test_every_public_act_is_an_act_of_the_log_and_has_words_in_three_languages(told: Cast) -> None:
    """None is listed that does not exist, none without words, and the page stands in each language."""
    assert set(ACTS) == set(OF_THE_DIALOGUE) | OF_ALL
    assert set(ACTS) <= set(LOGGED)
    for text in ACTS.values():
        assert 3 == len({page_language(tag).say(text, text="x", decision="x") for tag in ("ar", "en", "fr")})
    assert 'dir="rtl"' in page(told, "hill", "ar")


def test_whoever_is_no_participant_or_reader_finds_nothing(told: Cast) -> None:
    """Staff have the log itself; an assistant and a stranger have none of it."""
    for who in ("facilitator", "administrator", "assistant", "owner"):
        with pytest.raises(Refused):
            public_record(told.principal(who))
    with pytest.raises(Refused):
        public_record(Principal())
    assert 404 == Client().get("/record").status_code


def test_before_the_texts_are_accepted_they_come_first(told: Cast) -> None:
    """As with everything else that is shown inside."""
    Acceptance.objects.all().delete()
    assert "/agree" == enter(Client(), told, "hill").get("/record")["Location"]


def test_it_is_found_where_one_looks_for_what_was_shared(told: Cast, client: Client) -> None:
    """A link leads there from the page of what was shared, also before anything was."""
    assert 'href="/record"' in enter(client, told, "hill").get("/shared").content.decode()


def test_the_number_of_queries_does_not_grow(
    told: Cast, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """As many for a long record as for a short one."""
    enter(client, told, "hill")
    for _ in range(40):
        noted(told, "harm-check", dialogue=str(told.dialogue.id), decision="no-go", number=2)
    with django_assert_max_num_queries(MOST_QUERIES):
        assert 40 < len(items(client.get("/record").content.decode()))
    assert 50 <= LogRecord.objects.count()
