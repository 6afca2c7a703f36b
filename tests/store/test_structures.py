"""What ties show: listed actors alone, nothing few to an evaluator, names to those who see ties and to nobody else."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sulh.access import Principal, Refused, Role
from sulh.store import clock
from sulh.store.models import Actor, Process, Tie
from sulh.store.reads import structures as reads
from sulh.store.reads.beside import went_on
from sulh.store.reads.structures import Between
from sulh.store.writes.ground import ActorText, add_actor
from tests.cast import Cast
from tests.store.mapped import account, actor
from tests.store.tied import ACROSS, INSIDE, on_a_day, tied


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    on_a_day(monkeypatch)


def _year(of: int = 365) -> Between:
    return Between(clock.today(), clock.today() - timedelta(of))


def _queries(who: Principal, cast: Cast) -> int:
    with CaptureQueriesContext(connection) as asked:
        reads.standing(who, cast.process.id, _year())
    return len(asked)


def test_what_ties_show_is_told_as_far_as_each_may_know(cast: Cast) -> None:
    """Nine listed ties, neither one of somebody unlisted; two entries are one actor; an evaluator reads "few"."""
    evaluator = account("judge", cast.process, Role.EVALUATOR)
    facilitator = cast.principal("facilitator")
    assert "one-side" == reads.standing(evaluator, cast.process.id, _year()).found.index.unsaid
    ids = tied(cast)

    whole, told = (reads.standing(who, cast.process.id, _year()) for who in (facilitator, evaluator))
    every, across, inside = whole.fates
    hill = str(cast.sides["hill"].id)
    index = whole.found.index
    assert (len(ACROSS), len(INSIDE), -0.111111) == (index.external, index.internal, index.value)
    assert ({hill: 4, str(cast.sides["river"].id): 4}, 1) == (whole.found.basis.sides, whole.found.basis.without_side)
    assert 0 == whole.found.basis.left_out
    assert (8, 1, 1, 0) == (every.kept, every.new, every.ended, every.not_observed)
    assert ((3, 1, 1), (5, 0, 0)) == ((across.kept, across.new, across.ended), (inside.kept, inside.new, inside.ended))
    assert (1, None, True, False) == (whole.bodies, told.bodies, whole.exact, told.exact)
    assert (-0.25, None) == (told.found.index.value, told.found.basis.without_side)
    assert ((8, None), None) == ((told.fates[0].not_observed, told.fates[0].new), told.fates[1].new)
    assert [(None, ())] * 2 == [(one.found.restricted, one.found.bodies) for one in (whole, told)]

    over_time = reads.over_time(evaluator, cast.process.id)
    assert ["hill", "river"] == [side.names["en"].lower().split()[0] for side in over_time.sides]
    last, exact = over_time.days[-1], whole.over_time.days[-1]
    assert (8, -0.25, over_time) == (len(over_time.days), last.index.value, told.over_time)
    assert (9, -0.111111) == (len(whole.over_time.days), exact.index.value)
    assert (["few", "few"], ["", ""]) == ([one.unsaid for one in last.sides], [one.unsaid for one in exact.sides])
    once = _queries(evaluator, cast)
    more = tied(cast)
    assert once == _queries(evaluator, cast)
    assert 2 == Tie.objects.filter(one__in=(ids["h1"], more["h1"]), other__listed=False).count()


def test_an_evaluator_who_looks_every_day_sees_no_single_tie_come(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever day they ask for, and whenever they ask, figures move at ends of quarters with all that one brought."""
    evaluator, facilitator = account("judge", cast.process, Role.EVALUATOR), cast.principal("facilitator")
    ids = tied(cast)
    today = clock.today()
    asked = [Between(today - timedelta(back), today - timedelta(400)) for back in range(120)]
    steps = {who.id: [reads.standing(who, cast.process.id, one) for one in asked] for who in (evaluator, facilitator)}
    moved = {
        who: [later.between.day for later, earlier in pairwise(found) if later.found.index != earlier.found.index]
        for who, found in steps.items()
    }
    assert [today - timedelta(30), today - timedelta(99)] == moved[facilitator.id]
    assert {date(2026, 9, 30)} == set(moved[evaluator.id])
    assert {date(2026, 9, 30), date(2026, 6, 30)} == {one.between.day for one in steps[evaluator.id]}

    before = reads.standing(evaluator, cast.process.id, asked[0])
    Tie.objects.create(one_id=ids["h4"], other_id=ids["r3"], kind="trusts", confidence="high", on=today)
    assert before == reads.standing(evaluator, cast.process.id, asked[0])
    of_the_hill = ActorText(kind="organisation", names=[("New", "")], side=str(cast.sides["hill"].id))
    new = add_actor(facilitator, cast.process.id, of_the_hill)
    Tie.objects.create(one_id=new, other_id=ids["r4"], kind="trusts", confidence="high", on=date(2026, 9, 1))
    assert before == reads.standing(evaluator, cast.process.id, asked[0])
    assert 5 == reads.standing(facilitator, cast.process.id, asked[0]).found.basis.sides[of_the_hill.side]
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 12, 31, 23, tzinfo=UTC))
    assert before.found == reads.standing(evaluator, cast.process.id, asked[0]).found
    monkeypatch.setattr(clock, "now", lambda: datetime(2027, 1, 1, tzinfo=UTC))
    told = reads.standing(evaluator, cast.process.id, Between(clock.today(), clock.today() - timedelta(90)))
    assert (date(2026, 12, 31), 6, 5) == (told.between.day, told.found.index.external, told.found.index.internal)


def test_who_stands_where_is_read_by_those_who_see_ties(cast: Cast) -> None:
    """A coordinator and a facilitator read brokers by name; an evaluator and a coordinator of nothing here do not."""
    ids = tied(cast)
    coordinator = account("coordinator", cast.process, Role.COORDINATOR)
    evaluator = account("judge", cast.process, Role.EVALUATOR)
    found, _ = reads.brokers(coordinator, cast.process.id, clock.today())

    assert found.restricted
    assert found == reads.brokers(cast.principal("facilitator"), cast.process.id, clock.today())[0]
    assert {str(ids["h3"])} == {one.actor for one in found.restricted.brokers}
    assert [(str(ids["board"]), [1, 1])] == [(one.id, list(one.members.values())) for one in found.bodies]
    named = reads.called(coordinator, cast.process.id, [one.actor for one in found.restricted.brokers])
    assert {"Hill 3"} == {one.names[0].text for one in named.values()}
    for who in (evaluator, cast.principal("owner")):
        with pytest.raises(Refused):
            reads.brokers(who, cast.process.id, clock.today())
        with pytest.raises(Refused):
            reads.called(who, cast.process.id, [str(ids["h1"])])
    for who in (coordinator, cast.principal("owner")):
        with pytest.raises(Refused):
            reads.standing(who, cast.process.id, _year())
        with pytest.raises(Refused):
            reads.over_time(who, cast.process.id)


def test_fighting_with_somebody_on_another_map_alone_is_told_on_that_map_alone(cast: Cast) -> None:
    """An actor of two processes fights one of each: of the fight elsewhere not even the day is read."""
    elsewhere = Process.objects.create(profile="standard", began=clock.today())
    shared, here, there = (actor(cast.process, name) for name in ("Shared", "Here", "There"))
    Actor.objects.get(pk=shared).processes.add(elsewhere)
    Actor.objects.get(pk=there).processes.set([elsewhere])
    today = clock.today()
    for of, days in ((here, 30), (there, 60)):
        made = {"kind": "fights", "confidence": "high", "intensity": "minor", "start": today - timedelta(days)}
        Tie.objects.create(one_id=shared, other_id=of, on=today, **made)

    found = went_on(cast.principal("facilitator"), cast.process.id, "en")
    assert [today - timedelta(30)] == [one.start for one in found if one.sort == "violence"]
