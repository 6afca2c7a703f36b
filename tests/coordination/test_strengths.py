"""Weaknesses and strengths, each with what the reader's own picture shows of it and nothing more."""

from __future__ import annotations

import re
from datetime import date
from itertools import chain

import pytest

from sulh.coordination.detect import detect
from sulh.coordination.findings import Ref
from sulh.coordination.strength_codes import CODES, NEXT_STEPS, OFTEN_SAID, STRENGTHS, TOPIC_WORDS, TOPICS, WHOLE
from sulh.coordination.strengths import EVIDENCE, NEXT, Line, strengths
from sulh.model.actors import Actor, Name, Tie
from sulh.model.initiatives import Card, Link, Message, Moment, Offer
from sulh.model.picture import Item, OfficialRound, Picture
from tests.coordination.drawn import drawn

TODAY, LONG_AGO, SOON = date(2026, 11, 27), date(2026, 3, 1), date(2026, 12, 3)
NAME = (Name("A name"),)


def valley() -> Picture:
    """Return a small process in which something can be said of every topic."""
    elders = Card(
        "a",
        quarter="2026-Q1",
        sectors=("religion",),
        sides=("north",),
        levels=("top",),
        issues=("water",),
        owner="abbot",
        confirmed=LONG_AGO,
        messages=(Message("water", "for"),),
        moments=(Moment("delicate", SOON, SOON),),
        depends_on=("e",),
        offers=(Offer("o1", "a", "offer", "access", ("chief",)), Offer("o2", "a", "need", "deniability")),
    )
    farmers = Card(
        "b",
        quarter="2026-Q1",
        sectors=("business",),
        sides=("south",),
        levels=("grassroots",),
        issues=("water",),
        owner="f",
    )
    return Picture(
        TODAY,
        cards=(
            elders,
            farmers,
            Card("c", tier="existence", sectors=("media",)),
            Card("d", phase="paused", owner="abbot"),
            Card("e", phase="ended", owner="abbot"),
            Card("f", tier="actors", independent="They fear it."),
        ),
        links=(Link("l1", "b", "desk", "information", "accepted"), Link("l2", "a", "c", "information", "accepted")),
        actors=(
            Actor("chief", "person", NAME, side="north"),
            Actor("cousin", "person", NAME, side="north"),
            Actor("rival", "person", NAME, side="south"),
        ),
        ties=(
            Tie("t1", "chief", "rival", "hostile", "high"),
            Tie("t2", "chief", "rival", "talks_with", "low"),
            Tie("t3", "chief", "cousin", "hostile", "high"),
            Tie("t4", "cousin", "rival", "hostile", "high", end=LONG_AGO),
        ),
        sides={"north": {}, "south": {}},
        desks={"desk": {}},
        items=(
            Item("i1", 1, "stalled", {}, since=date(2026, 6, 1), released=3, answered=2),
            Item("i2", 2, "stalled", {}, since=date(2026, 5, 1), released=0, answered=0),
        ),
        rounds=(OfficialRound("r1", 1, None, None, date(2026, 6, 1), "News"),),
    )


def told(picture: Picture) -> dict[str, Line]:
    """Return the lines of a picture by topic."""
    return {line.topic: line for line in strengths(picture, detect(picture))}


def test_every_topic_shows_what_this_process_has_of_it() -> None:
    """In the valley each of eleven topics has its evidence, counted, and the step that belongs to it."""
    lines = told(valley())
    found = {topic: [(one.code, one.number) for one in line.evidence] for topic, line in lines.items()}

    assert {
        "influence": [
            ("packages-released", 3),
            ("packages-answered", 2),
            ("packages-waiting", 1),
            ("linked-to-desk", 1),
            ("without-link", 1),
        ],
        "resources": [("needs-unmet", 1)],
        "pace": [("stalled-longest", None), ("talks-stand-still", None), ("confirmed-long-ago", 1)],
        "open_war": [("hostile-across", 1), ("paused-now", 1), ("delicate-ahead", 1)],
        "authoritarian": [("shown-little", 1), ("need-deniability", 1)],
        "accountability": [("nobody-answers", 1), ("say-why-apart", 1)],
        "coordination": [("pairs-unlinked", 1), ("links-accepted", 1)],
        "access": [("offers-of-access", 1), ("talks-across", 1)],
        "free_speech": [("outside-government", 3), ("speak-in-public", 1)],
        "excluded": [("absent", 7), ("level-of-side-absent", 2)],
        "continuity": [("rests-on-stopped", 1), ("ended-without-hand-over", 1)],
    } == found
    assert "ask-for-answer" == lines["influence"].next
    assert (Ref("item", "i2"),) == lines["pace"].evidence[0].refs


def test_where_nothing_speaks_to_a_topic_nothing_is_said_of_it() -> None:
    """An empty process has eleven lines without evidence and without a step: no number stands for a judgement."""
    assert [Line(topic, (), "") for topic in TOPICS] == list(strengths(Picture(TODAY), ()))


@pytest.mark.parametrize("seed", range(6))
def test_every_line_fills_its_sentences(seed: int) -> None:
    """Whatever a sentence has room for, the evidence brings, and each line with evidence has a step in words."""
    picture = drawn(seed)
    for line in strengths(picture, detect(picture)):
        assert (not line.evidence) == (not line.next)
        for one in line.evidence:
            rooms = set(re.findall(r"{(\w+)}", CODES[one.code]))
            has = {"number": one.number is not None, "cards": one.cards, "refs": one.refs, "days": one.days}
            assert all(has[room] for room in rooms), one


def test_every_topic_and_step_has_its_words() -> None:
    """Each topic has a name, what is often said and a source of evidence; each step that may come is worded."""
    assert set(TOPICS) == set(TOPIC_WORDS) == set(OFTEN_SAID) == set(EVIDENCE) == set(NEXT)
    assert set(NEXT_STEPS) == {step for steps in NEXT.values() for _, step in steps}
    assert {code for steps in NEXT.values() for code, _ in steps if code} <= set(CODES)
    assert set(STRENGTHS) < set(TOPICS)
    assert set(WHOLE) == {code for code, sentence in CODES.items() if "Among them" in sentence}
    for sentence in chain(CODES.values(), NEXT_STEPS.values(), OFTEN_SAID.values()):
        assert sentence.endswith("."), sentence
        assert not any(word in sentence.lower() for word in ("duplicat", "!", "certified", "must", "fault", "score"))
