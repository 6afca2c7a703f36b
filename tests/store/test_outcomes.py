"""Outcomes and what others say of them, theories, indicators, reflections: who writes, who judges, what stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from sulh.access import Refused, Role
from sulh.measurement.outcomes import doubts
from sulh.store.errors import Conflict, Invalid
from sulh.store.models import (
    Assumption,
    Indicator,
    InitiativeTier,
    LogRecord,
    OutcomeStatement,
    Ownership,
    Session,
    Substantiation,
    TheoryOfChange,
)
from sulh.store.reads import outcomes as reads
from sulh.store.reads.reflections import reflection
from sulh.store.reflections import ReflectionText
from sulh.store.writes import indicators, outcomes, reflections, theories
from sulh.store.writes.indicators import IndicatorText
from sulh.store.writes.outcomes import OutcomeText, Said
from sulh.store.writes.theories import TheoryText
from tests.cast import DAY, Cast
from tests.store.mapped import account

OPENED = OutcomeText("authority", "Roads office", "policy", "Opens the road by day", "political_legal", DAY)
DENIED = Said("denies", "A clerk of the district", "It was open before")
CROSSED = IndicatorText("outcome", "structures", "Carts that cross", "carts", "Count at the bridge")


def test_who_writes_an_outcome_does_not_judge_it_and_a_denial_stays(cast: Cast) -> None:
    """Sent twice it is one; what lacks evidence is kept and told; once it is denied it neither changes nor goes."""
    desk, evaluator = cast.principal("facilitator"), account("judge", cast.process, Role.EVALUATOR)
    new_id = uuid4()
    (made,) = {outcomes.add(desk, cast.process.id, OPENED, new_id=new_id) for _ in range(2)}
    found = reads.outcome(evaluator, made, "en")
    outcomes.change(desk, made, replace(OPENED, sides=[str(cast.sides["hill"].id)]), stamp=found.stamp)
    for who in (desk, cast.principal("cofacilitator"), cast.principal("hill")):
        with pytest.raises(Refused):
            outcomes.judge(who, made, DENIED)
    with pytest.raises(Invalid):
        outcomes.judge(evaluator, made, replace(DENIED, who=" "))
    judged = outcomes.judge(evaluator, made, DENIED)
    outcomes.judge(evaluator, made, Said("agrees", "A driver", "Since spring"))
    stamp = reads.outcome(desk, made, "en").stamp
    for verb in (
        partial(outcomes.change, desk, made, OPENED, stamp=stamp),
        partial(outcomes.remove, desk, made),
    ):
        with pytest.raises(Conflict, match="judged-already"):
            verb()
    told = reads.outcome(desk, made, "en")

    assert new_id == made
    assert ("no-evidence", "no-contribution", "nobody-independent") == doubts(found.value)
    assert ("no-evidence", "no-contribution", "disputed") == doubts(told.value)
    assert (False, frozenset()) == (told.judges, told.own)
    assert reads.outcome(evaluator, made, "en").judges
    with pytest.raises(Refused):
        outcomes.take_back(account("second", cast.process, Role.EVALUATOR), judged)
    outcomes.take_back(evaluator, judged)
    assert ["agrees"] == [one.verdict for one in Substantiation.objects.all()]
    acts = "".join(record.body for record in LogRecord.objects.filter(process_id=cast.process.id))
    assert ("outcome-unjudged" in acts, "clerk" in acts) == (True, False)


def test_whoever_wrote_an_outcome_does_not_become_independent_of_it(cast: Cast) -> None:
    """Not in the role of an evaluator either, held beside or after that of a facilitator."""
    made = outcomes.add(cast.principal("facilitator"), cast.process.id, OPENED)
    evaluator = account("judge", cast.process, Role.EVALUATOR)
    OutcomeStatement.objects.update(by=evaluator.id)

    assert not reads.outcome(evaluator, made, "en").judges
    with pytest.raises(Refused):
        outcomes.judge(evaluator, made, DENIED)


def test_what_cannot_be_kept_of_an_outcome_is_told_by_field(cast: Cast) -> None:
    """Nothing is kept of it."""
    wrongs: list[dict[str, Any]] = [
        *({"actor": ""}, {"who": "nobody"}, {"family": ""}, {"kind": "best"}, {"sides": ["x"]}, {"initiative": "x"}),
        *({"on": None}, {"on": date(2030, 1, 1)}, {"evidence": f"{cast.seats['hill'].label} saw it"}),
    ]
    for wrong in wrongs:
        with pytest.raises(Invalid) as refusal:
            outcomes.add(cast.principal("facilitator"), cast.process.id, replace(OPENED, **wrong))
        assert list(wrong) == list(refusal.value.faults)
    assert not OutcomeStatement.objects.exists()


def test_a_theory_keeps_its_failed_assumptions(cast: Cast) -> None:
    """One an initiative that facilitators hold; looks are dated, and one of a day is written over."""
    desk, evaluator = cast.principal("facilitator"), account("judge", cast.process, Role.EVALUATOR)
    given = TheoryText(str(cast.initiative.id), "If they meet, they trade, because prices meet", ["economy"])
    new_id = uuid4()
    (made,) = {theories.add(desk, cast.process.id, given, new_id=new_id) for _ in range(2)}
    with pytest.raises(Invalid, match="has-a-theory"):
        theories.add(desk, cast.process.id, replace(given, domains=[]))
    held = theories.assume(desk, made, "The road stays open")
    for state, on in (("holds", date(2026, 5, 1)), ("in_doubt", DAY), ("failed", DAY)):
        theories.look(desk, held, state, "Seen", on=on)
    for wrong in (("perhaps", "Seen", DAY), ("holds", "", DAY), ("holds", "Seen", None)):
        with pytest.raises(Invalid):
            theories.look(desk, held, wrong[0], wrong[1], on=wrong[2])
    with pytest.raises(Refused):
        theories.assume(evaluator, made, "Nobody is threatened")
    (found,) = reads.theories(evaluator, cast.process.id, "en").found
    theories.change(desk, made, replace(given, words="If they meet, prices fall"), stamp=found.stamp)
    with pytest.raises(Conflict):
        theories.change(desk, made, given, stamp=found.stamp)

    assert ["holds", "failed"] == [one.state for one in found.value.assumptions[0].looks]
    assert ("economy",) == found.value.domains
    Ownership.objects.create(initiative=cast.initiative, seat=cast.seats["owner"])
    after = reads.theories(evaluator, cast.process.id, "en")
    assert ({}, 1, 1) == (after.around.initiatives, TheoryOfChange.objects.count(), Assumption.objects.count())


def test_numbers_by_a_declared_cut_stay_once_found(cast: Cast) -> None:
    """Whole and parts, zero beside what is missing; not of a day to come, but of one aimed at; none without a part."""
    desk, evaluator = cast.principal("facilitator"), account("judge", cast.process, Role.EVALUATOR)
    halves: list[dict[str, Any]] = [{"cut": "side"}, {"parts": ["Hill", "River"]}, {"cut": "a", "parts": ["b", "b"]}]
    for wrong in halves:
        with pytest.raises(Invalid):
            indicators.add(desk, cast.process.id, replace(CROSSED, **wrong))
    cut = replace(CROSSED, cut="side", parts=["Hill", "River"], initiative=str(cast.initiative.id))
    made = indicators.add(desk, cast.process.id, cut)
    put = partial(indicators.put, desk, made)
    put("baseline", {0: Decimal(12), 1: Decimal(0), 2: None}, on=date(2026, 1, 1))
    put("target", {0: Decimal(40)}, on=date(2027, 1, 1))
    put("actual", {0: Decimal("9.5")}, on=DAY)
    put("actual", {0: Decimal("8.5")}, on=DAY)
    wrongs: list[Mapping[int, Decimal | None]] = [
        {},
        *({part: Decimal(number)} for part, number in ((3, "1"), (0, "NaN"), (0, "0.0001"), (0, "1e12"))),
    ]
    for numbers in wrongs:
        with pytest.raises(Invalid):
            put("actual", numbers, on=DAY)
    with pytest.raises(Invalid):
        put("actual", {0: Decimal(1)}, on=date(2027, 1, 1))
    with pytest.raises(Refused):
        indicators.put(evaluator, made, "actual", {0: Decimal(1)}, on=DAY)
    with pytest.raises(Conflict, match="found-already"):
        indicators.remove(desk, made)
    (found,) = reads.indicators(evaluator, cast.process.id, "en").found

    assert [("baseline", 0, 12), ("baseline", 1, 0), ("actual", 0, Decimal("8.5")), ("target", 0, 40)] == [
        (one.role, one.part, one.number) for one in found.readings
    ]
    assert () == reads.public_results(evaluator, cast.process.id).cards
    InitiativeTier.objects.update_or_create(initiative=cast.initiative, audience="public", defaults={"tier": "detail"})
    shown = reads.public_results(evaluator, cast.process.id)
    assert [str(made)] == [one.id for one in shown.indicators[str(cast.initiative.id)]]
    indicators.remove(desk, indicators.add(desk, cast.process.id, CROSSED))
    assert 1 == Indicator.objects.count()


def test_a_reflection_is_the_facilitators_alone(cast: Cast) -> None:
    """Once a session; it names no label of a slip; of two who write it the second is told; an evaluator reads none."""
    desk, other = cast.principal("facilitator"), cast.principal("cofacilitator")
    session = Session.objects.create(dialogue=cast.dialogue, number=1, on=DAY, phase=1)
    label = cast.seats["hill"].label
    said = ReflectionText("They spoke of the bridge", harm="Somebody was seen at the door")
    with pytest.raises(Invalid, match="names-somebody"):
        reflections.keep(desk, session.id, replace(said, harm=f"{label} was seen"), stamp="")
    with pytest.raises(Invalid):
        reflections.keep(desk, session.id, ReflectionText(" "), stamp="")
    for _ in range(2):
        reflections.keep(desk, session.id, said, stamp="")
    with pytest.raises(Conflict, match="changed-meanwhile"):
        reflections.keep(other, session.id, ReflectionText("Nothing happened"), stamp="")
    found = reflection(other, session.id)

    assert said == (found.text if found else None)
    for who in (account("judge", cast.process, Role.EVALUATOR), cast.principal("hill")):
        with pytest.raises(Refused):
            reflection(who, session.id)
        with pytest.raises(Refused):
            reflections.keep(who, session.id, said, stamp="")


def test_reading_takes_as_many_queries_however_much_there_is(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """One outcome, indicator and theory, or many."""
    desk, evaluator = cast.principal("facilitator"), account("judge", cast.process, Role.EVALUATOR)
    theory = theories.add(desk, cast.process.id, TheoryText(str(cast.initiative.id), "If, then"))
    for count in (1, 3):
        for _ in range(count):
            outcomes.judge(evaluator, outcomes.add(desk, cast.process.id, OPENED), DENIED)
            theories.look(desk, theories.assume(desk, theory, "It holds"), "holds", "Seen", on=DAY)
            indicators.put(desk, indicators.add(desk, cast.process.id, CROSSED), "actual", {0: Decimal(1)}, on=DAY)
        with django_assert_num_queries(17):
            assert len(reads.logframe_of(evaluator, cast.process.id, "en").outcomes)
