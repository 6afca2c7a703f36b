"""Advice at each stage of escalation, as its source is understood."""

from __future__ import annotations

import pytest

from sulh.negotiation.contingency import METHOD_MEANS, METHODS, STAGE_MEANS, STAGES, TABLE, Stage, advice

LEADS: dict[Stage, set[str]] = {
    "discussion": {"conciliation"},
    "polarisation": {"consultation"},
    "segregation": {"arbitration", "power_mediation"},
    "destruction": {"peacekeeping"},
}


@pytest.mark.parametrize("stage", STAGES)
def test_each_stage_has_its_leading_methods_and_reasons(stage: Stage) -> None:
    """Every stage names what leads, what may follow, and why, and nothing leads and follows at once."""
    found = advice(stage)
    leading, following = ({step.method for step in steps} for steps in (found.lead, found.follow))

    assert LEADS[stage] == leading
    assert set() == leading & following
    assert all(step.why.endswith(".") for step in (*found.lead, *found.follow))
    assert found.here.endswith(".")


def test_consultation_follows_where_hostility_has_to_be_held_first() -> None:
    """At both higher stages a workshop comes after what holds hostility, and it is advised at three of four stages."""
    for stage in STAGES[2:]:
        assert "consultation" in {step.method for step in advice(stage).follow}
    assert set(METHODS) == {step.method for one in TABLE.values() for step in (*one.lead, *one.follow)}
    assert (set(STAGES), set(METHODS)) == (set(STAGE_MEANS), set(METHOD_MEANS))
