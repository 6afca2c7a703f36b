"""A sounding: clauses as support, can live with, cannot live with; why not; and what may be said of it to all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from sulh.access import Refused
from sulh.store import clock
from sulh.store.errors import Conflict, Invalid
from sulh.store.models import Announcement, Criticism, Round, Statement, Vote, WorkingPaper
from sulh.store.reads import circulating, statements
from sulh.store.reads.beside_clause import sounded_last
from sulh.store.reads.composing import shelf
from sulh.store.reads.one_text import concerns, text
from sulh.store.reads.principals import of_seat
from sulh.store.reads.publications import preview
from sulh.store.reads.put_text import put_text
from sulh.store.reads.soundings import sounded
from sulh.store.writes import criticisms, leaving, one_text, rounds, soundings, votes
from sulh.store.writes.papers import run_due
from sulh.store.writes.publishing import publish
from tests.cast import Cast
from tests.store.drafted import BECAUSE, put
from tests.store.sounded import CANNOT, LIVE, SUPPORT, Sounding, accept_newest, sounding

At = Callable[..., None]
NEED = "Children walk here"


def ended(at: At) -> None:
    """Let the epoch end, and its paper be made."""
    at(hours=2)
    run_due()


def said_of(made: Sounding, who: str = "facilitator") -> list[tuple[str, bool]]:
    """Return what a facilitator reads of the text: each need, and whether it came with an answer."""
    found = concerns(made.made.cast.principal(who), made.made.text, "en")
    return [(one.text, one.objection) for one in found.rows]


def test_each_clause_is_one_statement_and_stands_apart(cast: Cast) -> None:
    """A clause is one statement however often it is put, and stands in no list of statements."""
    made = put(cast)
    ends, wordings = [clock.now() + timedelta(hours=1)], [one.id for one in made.wordings]
    first = soundings.put_clauses(made.facilitator, made.text, None, wordings, ends)
    assert first == soundings.put_clauses(made.facilitator, made.text, None, wordings, ends)
    other = soundings.put_clauses(made.facilitator, made.text, cast.sides["hill"].id, wordings[:1], ends)
    assert first != other
    assert 2 == Statement.objects.filter(source="clause").count()
    listed = statements.shelf(made.facilitator, cast.dialogue.id, "en")
    assert {one.number for one in cast.statements} == {one.number for one in (*listed.lacking, *listed.circulating)}
    clause = Statement.objects.filter(source="clause").latest("number")
    with pytest.raises(Refused):
        statements.moderated(made.facilitator, clause.id)
    with pytest.raises(Refused):
        rounds.change(made.facilitator, first, [one.id for one in cast.statements], ends)


@pytest.mark.parametrize("who", ["translator", "administrator", "nobody", "hill", "hill-reader", "owner"])
def test_nobody_else_puts_clauses(cast: Cast, who: str) -> None:
    """Whoever does not facilitate is refused, and no round is made."""
    made = put(cast)
    with pytest.raises(Refused):
        soundings.put_clauses(
            cast.principal(who), made.text, None, [made.wordings[0].id], [clock.now() + timedelta(hours=1)]
        )
    assert not Round.objects.exists()


def test_only_clauses_that_are_put_are_put_to_people(cast: Cast) -> None:
    """No clause of a draft, nothing foreign, one end; and a version that is put no longer is not opened."""
    made = put(cast)
    wording, end = made.wordings[0].id, clock.now() + timedelta(hours=1)
    for wrong, ends in (([], [end]), ([cast.dialogue.id], [end]), ([wording], [end, end + timedelta(hours=1)])):
        with pytest.raises(Invalid):
            soundings.put_clauses(made.facilitator, made.text, None, wrong, ends)
    round_id = soundings.put_clauses(made.facilitator, made.text, None, [wording], [end])
    one_text.redraft(made.facilitator, made.text)
    with pytest.raises(Conflict, match="text-not-put"):
        rounds.open_(made.facilitator, round_id)
    with pytest.raises(Conflict, match="text-not-put"):
        soundings.put_clauses(made.facilitator, made.text, None, [wording], [end])


def test_cannot_live_with_it_needs_a_need(cast: Cast) -> None:
    """Without the need that a clause fails neither the answer nor anything else is kept; with it both are."""
    made = sounding(cast)
    seat = made.people["hill"][0]
    with pytest.raises(Invalid) as refused:
        made.answer(seat, CANNOT, need="  ")
    assert {"need": "empty"} == refused.value.faults
    assert not Vote.objects.exists()
    made.answer(seat, CANNOT, need=NEED)
    assert [-1] == list(Vote.objects.values_list("value", flat=True))
    assert [True] == list(Criticism.objects.filter(seat=seat).values_list("objection", flat=True))
    made.answer(seat, CANNOT, need="A flood takes it")
    assert 1 == Criticism.objects.count()
    made.answer(seat, LIVE)
    assert not Criticism.objects.exists()


def test_what_waited_on_a_phone_is_no_answer_to_a_sounding(cast: Cast) -> None:
    """A need in somebody's own words never waits on a telephone, so nothing of a sounding comes from there."""
    made = sounding(cast)
    person = of_seat(made.people["hill"][0].id)
    at = circulating.at(person, made.round)
    assert not at.kept_on_phone
    with pytest.raises(Refused):
        votes.answer(person, at, at.puts[0].statement_id, 1, token=cast.dialogue.id)


def test_nobody_sees_an_objection_before_its_epoch_has_ended(cast: Cast, at: At) -> None:
    """While people answer nothing of it is read, counted or in the way; then it is read and replied to."""
    made = sounding(cast)
    before = text(made.facilitator, made.made.text, "en")
    made.answer(made.people["hill"][0], CANNOT, need=NEED)
    hidden = Criticism.objects.get()
    assert [] == said_of(made)
    assert before == text(made.facilitator, made.made.text, "en")
    for move in (one_text.redraft, one_text.call):
        with pytest.raises(Conflict, match="sounding-open"):
            move(made.facilitator, made.made.text)
    ended(at)
    assert [(NEED, True)] == said_of(made)
    assert 1 == text(made.facilitator, made.made.text, "en").waiting
    one_text.redraft(made.facilitator, made.made.text)
    one_text.reply(made.facilitator, made.made.text, [hidden.id], "kept", BECAUSE)


def test_an_objection_goes_with_its_answer_and_with_its_seat(cast: Cast) -> None:
    """It is not taken back beside the answer; whoever leaves takes both along."""
    made = sounding(cast)
    seat = made.people["hill"][0]
    person = of_seat(seat.id)
    made.answer(seat, CANNOT, need=NEED)
    with pytest.raises(Refused):
        criticisms.take_back(person, Criticism.objects.get().id)
    shown = put_text(person, "en")
    assert shown is not None
    assert [(NEED, True)] == [(one.text, one.objection) for one in shown.clauses[0].own]
    leaving.leave(person)
    assert not Criticism.objects.exists()
    assert not Vote.objects.exists()


def test_counts_are_of_what_each_side_said(cast: Cast, at: At) -> None:
    """Support, can live with and cannot live with are counted apart for the facilitator; either of the first agrees."""
    made = sounding(cast)
    for name, people in made.people.items():
        for place, seat in enumerate(people):
            value = CANNOT if name == "river" and place == 0 else (SUPPORT, LIVE)[place % 2]
            made.answer(seat, value, need=NEED)
    assert () == sounded(made.facilitator, made.epoch.id, "en")
    assert sounded_last(made.facilitator, made.wordings[0].clause_id, "en") is None
    ended(at)
    first = sounded(made.facilitator, made.epoch.id, "en")[0]
    told = {side.name: counts for side, counts in first.sides}
    assert {"Hill": (3, 3, 0), "River": (2, 3, 1)} == told
    beside = sounded_last(made.facilitator, made.wordings[0].clause_id, "en")
    assert beside is not None
    assert (1, 1, first) == (beside.version, beside.round, beside.of)
    with pytest.raises(Refused):
        sounded(cast.principal("hill"), made.epoch.id, "en")
    with pytest.raises(Refused):
        sounded_last(cast.principal("hill"), made.wordings[0].clause_id, "en")
    with pytest.raises(Conflict, match="sounding-once"):
        rounds.reopen(made.facilitator, made.round, [clock.now() + timedelta(hours=1)])


def test_no_numbers_of_a_sounding_ever_leave(cast: Cast, at: At) -> None:
    """However many answer, a sounding goes out in words, and no part of a package is made of it."""
    made = sounding(cast, people=40)
    for place, seat in enumerate(seat for people in made.people.values() for seat in people):
        made.answer(seat, (SUPPORT, LIVE, CANNOT)[place % 3], need=NEED)
        made.answer(seat, LIVE, place=2)
    ended(at)
    found = preview(made.facilitator, made.epoch.id, "en")
    assert found.sounding
    assert {"word", "nothing"} >= {one.outcome for one in found.explained}
    assert [None, None] == [one.numbers for one in found.publication.statements]
    publish(made.facilitator, made.epoch.id, found.digest)
    assert () == shelf(cast.dialogue).ideas


def test_nobody_cannot_live_with_it_is_said_where_everybody_allowed_it(cast: Cast, at: At) -> None:
    """It is shared of a clause nobody objects to, stays when somebody leaves, and that clause is put no more."""
    made = sounding(cast, announces=True)
    made.answer_all(LIVE)
    made.answer_all(CANNOT, place=2)
    with pytest.raises(Conflict, match="epoch-open"):
        soundings.announce(made.facilitator, made.epoch.id, made.wordings[0].id)
    ended(at)
    first, second = sounded(made.facilitator, made.epoch.id, "en")
    assert ("", "somebody-objects") == (first.obstacle, second.obstacle)
    assert ("firm", "refused") == (first.standing, second.standing)
    with pytest.raises(Conflict, match="somebody-objects"):
        soundings.announce(made.facilitator, made.epoch.id, made.wordings[1].id)
    for _ in range(2):
        soundings.announce(made.facilitator, made.epoch.id, made.wordings[0].id)
    assert 1 == Announcement.objects.count()
    leaving.leave(of_seat(made.people["hill"][1].id))
    shown = put_text(cast.principal("river"), "en")
    assert shown is not None
    assert [True, False] == [clause.announced for clause in shown.clauses]
    with pytest.raises(Invalid):
        soundings.put_clauses(
            made.facilitator, made.made.text, None, [made.wordings[0].id], [clock.now() + timedelta(hours=1)]
        )


@pytest.mark.parametrize(
    "why", ["rules-do-not-allow", "not-everybody-accepted", "too-few-for-announcing", "paper-held"]
)
def test_nothing_is_said_where_somebody_has_not_allowed_it(cast: Cast, at: At, why: str) -> None:
    """Without the rule, with one person who did not accept it, or with fewer than k of a side, nothing is shared."""
    made = sounding(cast, announces=why != "rules-do-not-allow", people=4 if why == "paper-held" else 6)
    made.answer_all(SUPPORT, place=2 if why == "too-few-for-announcing" else 1)
    if why == "too-few-for-announcing":
        for people in made.people.values():
            for seat in people[:4]:
                made.answer(seat, SUPPORT)
    if why == "not-everybody-accepted":
        made.people["river"][2].acceptances.all().delete()
    ended(at)
    assert [why] == [one.obstacle for one in sounded(made.facilitator, made.epoch.id, "en")][:1] or "paper-held" == why
    with pytest.raises(Conflict, match=why):
        soundings.announce(made.facilitator, made.epoch.id, made.wordings[0].id)
    assert not Announcement.objects.exists()


def test_a_sounding_closed_after_the_first_person_says_nothing_of_them(cast: Cast, at: At) -> None:
    """Whoever saw somebody answer and closes learns no count of it."""
    made = sounding(cast)
    made.answer(made.people["hill"][0], LIVE)
    ended(at)
    assert WorkingPaper.objects.get().held
    assert () == sounded(made.facilitator, made.epoch.id, "en")


def test_of_one_side_nothing_is_said_to_all(cast: Cast, at: At) -> None:
    """What one side was asked by itself is not announced; and whoever does not facilitate announces nothing."""
    made = sounding(cast, announces=True, side="hill")
    made.answer_all(SUPPORT)
    ended(at)
    with pytest.raises(Conflict, match="sounding-of-one-side"):
        soundings.announce(made.facilitator, made.epoch.id, made.wordings[0].id)
    accept_newest(cast, cast.seats["hill-reader"])
    for who in ("hill", "hill-reader", "translator", "nobody"):
        with pytest.raises(Refused):
            soundings.announce(cast.principal(who), made.epoch.id, made.wordings[0].id)


def test_support_and_can_live_with_are_looked_at_apart(cast: Cast, at: At) -> None:
    """A paper of a sounding is kept sealed with its counts, and is the same findings whatever kind of yes it was."""
    made = sounding(cast)
    made.answer_all(SUPPORT)
    ended(at)
    paper = WorkingPaper.objects.get()
    assert [[6, 0, 0]] * 2 == list(cast.sealer.get(paper, "sounded")["4"].values())
