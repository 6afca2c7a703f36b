from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from sulh.access import Refused
from sulh.store import clock
from sulh.store.errors import Conflict, Invalid
from sulh.store.models import Delivery, Epoch, Round, Seat, Sitting, Statement, Vote, WorkingPaper
from sulh.store.reads import circulating
from sulh.store.reads.circulating import At, NotAgreed
from sulh.store.writes import votes
from tests.cast import Cast


def _at(cast: Cast, name: str = "hill", round_id: UUID | None = None) -> At:
    return circulating.at(cast.principal(name), round_id)


def _put(cast: Cast, name: str, place: int, value: int) -> At:
    return votes.answer(cast.principal(name), _at(cast, name), cast.statements[place].id, value)


def _kept(cast: Cast, name: str = "hill") -> dict[int, int]:
    return dict(Vote.objects.filter(seat=cast.seats[name]).values_list("statement__number", "value"))


def test_an_answer_is_kept_once_and_can_be_changed(cast: Cast) -> None:
    """The same answer twice is one row; another answer takes its place while the round is open."""
    cast.round()
    _put(cast, "hill", 0, 1)
    _put(cast, "hill", 0, 1)
    _put(cast, "hill", 1, 0)
    assert {1: 1, 2: 0} == _kept(cast)
    _put(cast, "hill", 0, -1)
    assert {1: -1, 2: 0} == _kept(cast)


def test_the_first_answer_begins_a_sitting_and_the_last_ends_it(cast: Cast, at: Callable[..., None]) -> None:
    """A sitting begins with the first answer, in its second, and is finished when every statement has one."""
    opened = cast.round()
    at(seconds=5)
    began = int(clock.now().timestamp())
    _put(cast, "hill", 0, 1)
    at(seconds=50)
    _put(cast, "hill", 1, 1)
    assert [(began, False)] == list(Sitting.objects.filter(round=opened).values_list("began", "finished"))
    _put(cast, "hill", 2, 0)
    assert [(began, True)] == list(Sitting.objects.filter(round=opened).values_list("began", "finished"))


def test_who_is_done_for_now_has_finished(cast: Cast) -> None:
    """With an answer the sitting is finished; without any there is none."""
    cast.round()
    votes.finish(cast.principal("hill"), _at(cast))
    assert not Sitting.objects.exists()
    _put(cast, "hill", 0, 1)
    votes.finish(cast.principal("hill"), _at(cast))
    assert [True] == list(Sitting.objects.values_list("finished", flat=True))


def test_an_answer_of_the_next_epoch_leaves_the_one_before_as_it_was(cast: Cast, at: Callable[..., None]) -> None:
    """A change after the end of an epoch is a row of its own, and what holds is the later one."""
    opened = cast.round(hours=1)
    Epoch.objects.create(round=opened, number=2, ends=clock.now() + timedelta(hours=2))
    _put(cast, "hill", 0, 1)
    at(hours=1.5)
    _put(cast, "hill", 0, -1)
    rows = Vote.objects.order_by("epoch__number").values_list("epoch__number", "value")
    assert [(1, 1), (2, -1)] == list(rows)
    assert [-1] == [one.mine for one in circulating.at(cast.principal("hill")).puts if one.mine is not None]


@pytest.mark.parametrize(("state", "hours", "code"), [("paused", 1, "round-paused"), ("closed", 1, "round-closed")])
def test_a_round_that_is_not_open_takes_nothing(cast: Cast, state: str, hours: float, code: str) -> None:
    """A paused or closed round refuses with its reason."""
    opened = cast.round(state=state, hours=hours)
    with pytest.raises(Conflict, match=code):
        _at(cast, round_id=opened.id)


def test_an_open_round_whose_time_is_over_takes_nothing(cast: Cast, at: Callable[..., None]) -> None:
    """The clock decides, not the state: nobody has to press anything at the end."""
    opened = cast.round(hours=1)
    at(minutes=59)
    _put(cast, "hill", 0, 1)
    at(minutes=61)
    with pytest.raises(Conflict, match="round-closed"):
        circulating.at(cast.principal("hill"), opened.id)
    with pytest.raises(Conflict, match="no-open-round"):
        circulating.at(cast.principal("hill"))


@pytest.mark.parametrize("state", ["paused", "closed"])
def test_a_round_that_closes_between_reading_and_writing_takes_nothing(cast: Cast, state: str) -> None:
    """The transaction looks once more: what was open when the page was read may be closed now."""
    opened = cast.round()
    read = _at(cast)
    Round.objects.filter(pk=opened.pk).update(state=state)
    with pytest.raises(Conflict, match=f"round-{state}"):
        votes.answer(cast.principal("hill"), read, cast.statements[0].id, 1)
    assert {} == _kept(cast)


def test_an_epoch_that_ends_between_reading_and_writing_takes_nothing(cast: Cast, at: Callable[..., None]) -> None:
    """What was found of a closed epoch never moves, not even by an answer on its way."""
    cast.round(hours=1)
    read = circulating.at(cast.principal("hill"))
    at(minutes=61)
    with pytest.raises(Conflict, match="epoch-over"):
        votes.answer(cast.principal("hill"), read, cast.statements[0].id, 1)
    assert {} == _kept(cast)


def test_a_seat_that_leaves_between_reading_and_writing_leaves_nothing(cast: Cast) -> None:
    """An answer on its way to a seat that was left is refused: nothing comes back after leaving."""
    cast.round()
    principal, read = cast.principal("hill"), _at(cast)
    Seat.objects.filter(pk=cast.seats["hill"].pk).update(left=True)
    with pytest.raises(Refused):
        votes.answer(principal, read, cast.statements[0].id, 1)
    assert {} == _kept(cast)


def test_a_caucus_comes_first_and_is_of_one_side(cast: Cast) -> None:
    """Where a caucus and the joint round are open, a side is asked its caucus first; the other side only jointly."""
    joint, caucus = cast.round(), cast.round(side="hill")
    assert (caucus.id, joint.id) == (_at(cast, "hill").term.round_id, _at(cast, "river").term.round_id)
    assert joint.id == _at(cast, "hill", round_id=joint.id).term.round_id
    with pytest.raises(Refused):
        _at(cast, "river", round_id=caucus.id)


def test_what_is_not_theirs_is_not_there(both: Cast) -> None:
    """Another dialogue's round, a draft, a statement that was not put: the same as nothing."""
    assert both.other is not None
    both.round()
    foreign, draft = both.other.round(), both.round(state="draft")
    for one in (foreign.id, draft.id, uuid4()):
        with pytest.raises(Refused):
            _at(both, round_id=one)
    stray = Statement.objects.create(
        dialogue=both.dialogue, number=9, source="seed", asks="need", state="accepted", on=clock.today()
    )
    for statement_id in (both.other.statements[0].id, stray.id, uuid4()):
        with pytest.raises(Refused):
            votes.answer(both.principal("hill"), _at(both), statement_id, 1)
    assert not Vote.objects.exists()


def test_a_statement_that_was_withdrawn_is_no_longer_put(cast: Cast) -> None:
    """It is neither shown nor answered, and the rest is enough to have finished."""
    cast.round()
    Statement.objects.filter(pk=cast.statements[0].pk).update(state="withdrawn")
    with pytest.raises(Refused):
        _put(cast, "hill", 0, 1)
    _put(cast, "hill", 1, 1)
    _put(cast, "hill", 2, 1)
    assert [True] == list(Sitting.objects.values_list("finished", flat=True))


@pytest.mark.parametrize("value", [2, -2, 100])
def test_only_three_answers_exist(cast: Cast, value: int) -> None:
    """Any other number is refused before it comes near the database."""
    cast.round()
    with pytest.raises(Invalid):
        _put(cast, "hill", 0, value)
    assert {} == _kept(cast)


@pytest.mark.parametrize("name", ["hill-reader", "assistant", "owner", "facilitator", "administrator"])
def test_only_participants_answer(cast: Cast, name: str) -> None:
    """Readers, assistants, owners and above all facilitators have no answer to give, with the values of one at hand."""
    cast.round()
    read = _at(cast, "hill")
    with pytest.raises(Refused):
        circulating.at(cast.principal(name))
    with pytest.raises(Refused):
        votes.answer(cast.principal(name), read, cast.statements[0].id, 1)
    with pytest.raises(Refused):
        votes.finish(cast.principal(name), read)
    assert not Vote.objects.exists()


def test_who_has_not_accepted_does_not_answer(cast: Cast) -> None:
    """The store itself asks, not only the page."""
    cast.round()
    cast.seats["hill"].acceptances.all()[:1].get().delete()
    with pytest.raises(NotAgreed):
        _at(cast)


def test_an_answer_kept_on_a_phone_counts_once(cast: Cast) -> None:
    """Delivered again after it was changed on the page, it changes nothing any more."""
    cast.round()
    token = uuid4()
    principal, one = cast.principal("hill"), cast.statements[0].id
    votes.answer(principal, _at(cast), one, 1, token=token)
    _put(cast, "hill", 0, -1)
    votes.answer(principal, _at(cast), one, 1, token=token)
    assert {1: -1} == _kept(cast)
    assert [token] == list(Delivery.objects.values_list("token", flat=True))


def test_the_order_is_each_seats_own_and_stays(cast: Cast) -> None:
    """A seat sees the statements in one order each time; among twenty seats there are several orders."""
    cast.round()
    orders = [[put.number for put in _at_of(cast, seat).puts] for seat in cast.more("hill", 20)]
    assert [1, 2, 3] == sorted(orders[0])
    assert orders == [[put.number for put in _at_of(cast, seat).puts] for seat in cast.extra["hill"]]
    assert len({tuple(order) for order in orders}) > 3


def _at_of(cast: Cast, seat: Seat) -> At:
    cast.seats["more"] = seat
    return _at(cast, "more")


def test_the_working_paper_of_the_last_epoch_decides_what_comes_first(cast: Cast, at: Callable[..., None]) -> None:
    """A statement with nearly all of the weight comes first for nearly all seats of that side, and only there."""
    opened = cast.round(hours=1)
    Epoch.objects.create(round=opened, number=2, ends=clock.now() + timedelta(hours=2))
    paper = WorkingPaper(epoch=opened.epochs.get(number=1))
    side = cast.sides["hill"].id
    routes = f'{{"other": 1, "routing": [{{"side": "{side}", "weights": {{"1": 0.0, "2": 1.0, "3": 0.0}}}}]}}'
    cast.sealer.put(paper, findings=routes)
    paper.save()
    at(hours=1.5)
    hill = [_at_of(cast, seat).puts for seat in cast.more("hill", 40)]
    river = [_at_of(cast, seat).puts for seat in cast.more("river", 40)]
    assert sum(puts[0].number == 2 for puts in hill) > 32
    assert sum(puts[0].number == 2 for puts in river) < 28
    assert {1, 2, 3} == {put.number for put in hill[0]}


def test_another_goes_round(cast: Cast) -> None:
    """Behind the last statement without an answer comes the first; one that is answered is passed over."""
    cast.round()
    read = _at(cast)
    first, second, third = (one.statement_id for one in read.puts)
    assert [first, second, third] == [read.following(None)[0].statement_id, *_next(read, first, second)]
    assert [first] == _next(read, third)
    answered = replace(read, puts=(read.puts[0], replace(read.puts[1], mine=1), read.puts[2]))
    assert [third, first] == _next(answered, first, third)


def _next(read: At, *after: UUID) -> list[UUID]:
    return [read.following(one)[0].statement_id for one in after]


def test_an_answer_costs_few_queries(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    """Two to read where a seat stands, three to write, beside the savepoint of the test and the sitting's row."""
    cast.round()
    _put(cast, "hill", 0, 1)
    principal = cast.principal("hill")
    with django_assert_num_queries(2):
        read = circulating.at(principal)
    with django_assert_num_queries(3 + 2):
        votes.answer(principal, read, cast.statements[1].id, 1)
