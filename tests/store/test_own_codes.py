"""A spare code and a new first one: made by the owner alone, and what each of them ends."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sulh.access import STRANGER, Over, Principal, Refused
from sulh.store.errors import Conflict
from sulh.store.models import LogRecord, Seat
from sulh.store.reads.own_codes import own_codes
from sulh.store.reads.principals import of_seat
from sulh.store.writes import cards, entry
from sulh.store.writes import own_codes as writes
from sulh.store.writes.entry import Entered
from sulh.store.writes.leaving import replay
from tests.cast import Cast
from tests.store.mapped import Mapped, mapped


@pytest.fixture
def on_map(cast: Cast) -> Mapped:
    """Return the map of the cast's process."""
    return mapped(cast)


def inside(code: str) -> Entered:
    """Return what a code opens."""
    found = entry.enter(STRANGER, code)
    assert found is not None
    return found


def goes_on(came: Entered) -> bool:
    """Whether a session that began with a code is still of somebody."""
    return of_seat(came.seat_id, came.generation, by_spare=came.by_spare) != STRANGER


def spare_of(owner: Principal) -> str:
    """Return a spare code that an owner makes."""
    return writes.new_spare(owner, stamp=own_codes(owner).stamp).code


def test_each_new_code_ends_what_it_takes_the_place_of(on_map: Mapped) -> None:
    """A spare opens the same seat until there is another; a new first code ends the old one, and any other spare."""
    first = inside(cards.invite(on_map.coordinator, on_map.process).code)
    owner = of_seat(first.seat_id, first.generation)
    one = spare_of(owner)
    by_one = inside(one)
    assert (first.seat_id, True, False) == (by_one.seat_id, by_one.by_spare, first.by_spare)

    other = spare_of(owner)
    by_other = inside(other)
    assert entry.enter(STRANGER, one) is None
    assert (True, False, True) == tuple(goes_on(came) for came in (first, by_one, by_other))

    made = writes.new_first(owner, stamp=own_codes(owner).stamp, by_spare=True)
    anew = inside(made.code)
    assert (False, True, True) == tuple(goes_on(came) for came in (first, by_other, anew))

    last = writes.new_first(owner, stamp=own_codes(owner).stamp, by_spare=False)
    assert entry.enter(STRANGER, other) is None
    assert (False, False) == tuple(goes_on(came) for came in (by_other, anew))
    assert (last.generation, False) == (inside(last.code).generation, own_codes(owner).spare_on is not None)
    assert not LogRecord.objects.filter(body__contains=str(first.seat_id)).exists()


def test_nobody_makes_a_code_for_another(cast: Cast, on_map: Mapped) -> None:
    """Not whoever coordinates, facilitates, takes part, pays or sits at a desk; another owner makes only their own."""
    entered, _ = cards.register(on_map.coordinator, on_map.process, on_map.given())
    seat = Seat.objects.get(owned__initiative=entered)
    facilitator, hill = cast.principal("facilitator"), cast.principal("hill")
    others = (on_map.coordinator, on_map.funder, on_map.desk, facilitator, hill, cast.principal("assistant"), STRANGER)
    for who in (*others, replace(on_map.coordinator, id=str(seat.id))):
        for made in (own_codes, spare_of):
            with pytest.raises(Refused):
                made(who)
        with pytest.raises(Refused):
            writes.new_first(who, stamp="0-0", by_spare=False)
    spare_of(on_map.second)
    before = {"pk": seat.pk, "code": seat.code, "spare": None, "generation": 0, "spare_generation": 0}
    assert Seat.objects.filter(**before).exists()


def test_a_form_sent_twice_makes_one_code(on_map: Mapped) -> None:
    """The second is told; so is whoever had the page open when a code was made elsewhere."""
    stamp = own_codes(on_map.owner).stamp
    made = writes.new_spare(on_map.owner, stamp=stamp)
    with pytest.raises(Conflict, match="own-code-made"):
        writes.new_spare(on_map.owner, stamp=stamp)
    with pytest.raises(Conflict, match="own-code-made"):
        writes.new_first(on_map.owner, stamp=stamp, by_spare=False)
    assert UUID(on_map.owner.id) == inside(made.code).seat_id


def test_whoever_asks_while_their_code_ends_makes_none_that_outlives_it(on_map: Mapped) -> None:
    """Somebody who found a code is inside for a moment still, and may guess the stamp of the next page."""
    found = inside(cards.invite(on_map.coordinator, on_map.process).code)
    owner = of_seat(found.seat_id, found.generation)
    spare = inside(spare_of(owner))
    writes.new_first(owner, stamp=own_codes(owner).stamp, by_spare=True)
    with pytest.raises(Refused):
        writes.new_spare(owner, stamp=own_codes(owner).stamp, generation=found.generation)
    with pytest.raises(Refused):
        writes.new_first(owner, stamp=own_codes(owner).stamp, generation=found.generation, by_spare=False)
    held = spare.generation
    assert held + 1 == writes.new_spare(owner, stamp=own_codes(owner).stamp, generation=held, by_spare=True).generation


def test_every_code_is_looked_up_alike(on_map: Mapped) -> None:
    """One and the same query, whether it is a first code, a spare one or none."""
    codes = [cards.invite(on_map.coordinator, on_map.process).code, spare_of(on_map.owner), "0000 0000 0000 0000"]
    asked = []
    for code in codes:
        with CaptureQueriesContext(connection) as queries:
            entry.enter(STRANGER, code)
        asked.append([query["sql"].partition("WHERE")[0] for query in queries])
    assert [1] == sorted({len(one) for one in asked})
    assert asked[0] == asked[1] == asked[2]


def test_what_was_left_comes_back_with_neither_code(on_map: Mapped) -> None:
    """A seat on the list beside the keys is empty after a restore; in a closed process no code is made."""
    spare = spare_of(on_map.owner)
    replay([UUID(on_map.owner.id)])
    assert entry.enter(STRANGER, spare) is None

    over = Principal(on_map.second.id, tuple(replace(grant, over=True) for grant in on_map.second.grants))
    with pytest.raises(Over):
        spare_of(over)
