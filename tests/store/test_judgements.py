"""Judgements of phase and readiness: by a rater on a day, for coordinators alone, and in nothing that leaves."""

from __future__ import annotations

from uuid import UUID

import msgspec
import pytest

from sulh.access import Principal, Refused, Role
from sulh.store.errors import Conflict, Invalid
from sulh.store.models import Actor, LogRecord, Process, ReadinessJudgement, Side
from sulh.store.reads import judgements as reads
from sulh.store.reads.pictures import seen_by
from sulh.store.writes import judgements
from tests.cast import Cast
from tests.store.mapped import Mapped, account, mapped


def rate(who: Principal, on_map: Mapped, actor: str, *, motivation: float = 0.8, dissent: str = "") -> UUID:
    """Return a judgement."""
    return judgements.rate(
        who, on_map.process, actor, motivation=motivation, optimism=0.5, source="A talk", dissent=dissent
    )


def council(cast: Cast, on_map: Mapped) -> str:
    """Return an actor that belongs to the first side."""
    found = Actor.objects.get(pk=on_map.ids["council"])
    found.sides.set(Side.objects.filter(process=cast.process)[:1])
    return str(found.id)


def test_readiness_is_off_until_a_coordinator_switches_it_on_and_gone_when_it_is_off_again(cast: Cast) -> None:
    """Two raters stand side by side with their dissent; the log tells the switch and nothing of what was judged."""
    on_map = mapped(cast)
    actor, second = council(cast, on_map), account("second", Process.objects.get(pk=on_map.process), Role.COORDINATOR)
    with pytest.raises(Conflict):
        rate(on_map.coordinator, on_map, actor)
    judgements.switch_on(on_map.coordinator, on_map.process)
    with pytest.raises(Conflict):
        judgements.switch_on(second, on_map.process)
    before = msgspec.json.encode([seen_by(who, on_map.process).picture for who in (second, on_map.funder)])

    rate(on_map.coordinator, on_map, actor, motivation=0.2)
    rate(on_map.coordinator, on_map, actor, dissent="His deputy says otherwise.")
    rate(second, on_map, actor, motivation=0.1)
    found = reads.readiness_page(second, on_map.process)
    assert {("Coordinator", 0.8, "His deputy says otherwise."), ("Second", 0.1, "")} == {
        (one.who, one.judgement.motivation, one.dissent) for one in found.rated
    }
    assert before == msgspec.json.encode([seen_by(who, on_map.process).picture for who in (second, on_map.funder)])
    assert not LogRecord.objects.filter(process_id=on_map.process, body__contains=actor).exists()

    judgements.switch_off(second, on_map.process)
    assert (False, ()) == ((off := reads.readiness_page(second, on_map.process)).on, off.rated)
    assert not ReadinessJudgement.objects.filter(process=on_map.process).exists()


def test_only_actors_of_a_side_that_everybody_sees_are_judged_with_numbers_between_none_and_all(cast: Cast) -> None:
    """Nobody is judged who is on no side, whom a card alone names, or who is not there; no number beyond its ends."""
    on_map = mapped(cast)
    actor = council(cast, on_map)
    Actor.objects.get(pk=on_map.ids["quiet"]).sides.set(Side.objects.filter(process=cast.process)[:1])
    judgements.switch_on(on_map.coordinator, on_map.process)
    for wrong in (str(on_map.ids["fund"]), str(on_map.ids["quiet"]), "nobody"):
        with pytest.raises(Invalid) as refused:
            rate(on_map.coordinator, on_map, wrong)
        assert {"actor": "no-choice"} == refused.value.faults
    for number in (-0.1, 1.1, float("nan")):
        with pytest.raises(Invalid):
            rate(on_map.coordinator, on_map, actor, motivation=number)
    with pytest.raises(Invalid) as bare:
        judgements.estimate(on_map.coordinator, on_map.process, "peace", reasons="", source="")
    assert {"stage": "no-choice", "reasons": "empty", "source": "empty"} == bare.value.faults


def test_nobody_but_a_coordinator_finds_a_judgement(cast: Cast) -> None:
    """Whoever facilitates, owns, pays, receives or runs the machine reads none and makes none."""
    on_map = mapped(cast)
    actor = council(cast, on_map)
    judgements.switch_on(on_map.coordinator, on_map.process)
    judgements.estimate(on_map.coordinator, on_map.process, "segregation", reasons="Shots", source="News")
    judgements.estimate(on_map.coordinator, on_map.process, "polarisation", reasons="Talks", source="News")
    assert [("polarisation", "Coordinator", "Talks")] == [
        (one.stage, one.who, one.reasons) for one in reads.estimates(on_map.coordinator, on_map.process)
    ]
    others = [cast.principal(name) for name in ("facilitator", "administrator", "nobody", "hill")]
    for who in (*others, on_map.owner, on_map.desk, on_map.funder):
        for act in (
            lambda who: reads.estimates(who, on_map.process),
            lambda who: reads.readiness_page(who, on_map.process),
            lambda who: judgements.estimate(who, on_map.process, "discussion", reasons="A", source="B"),
            lambda who: judgements.switch_on(who, on_map.process),
            lambda who: judgements.switch_off(who, on_map.process),
            lambda who: rate(who, on_map, actor),
        ):
            with pytest.raises(Refused):
                act(who)
