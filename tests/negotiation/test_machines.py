"""Every state machine: what the table has can be done, and nothing else."""

from __future__ import annotations

from itertools import product

import pytest

from sulh.model.machine import Forbidden, Machine
from sulh.negotiation.package_states import PACKAGE
from sulh.negotiation.question_states import QUESTION
from sulh.negotiation.text_states import TEXT

MACHINES = (TEXT, PACKAGE, QUESTION)
FORBIDDEN = [
    (machine, state, act)
    for machine in MACHINES
    for state, act in product(machine.states, machine.acts)
    if (state, act) not in machine.moves
]


@pytest.mark.parametrize(("machine", "state", "act"), FORBIDDEN)
def test_what_the_table_does_not_have_is_refused(machine: Machine, state: str, act: str) -> None:
    """A forbidden move says what moves, where it stands, what was tried, and what can be done instead."""
    with pytest.raises(Forbidden) as refused:
        machine.after(state, act)
    assert (state, act, machine.possible(state)) == (refused.value.state, refused.value.move, refused.value.possible)
    assert str(refused.value).startswith(f"A {machine.name} that is {state} cannot {act}; it can ")


@pytest.mark.parametrize("machine", MACHINES)
def test_every_state_is_reached_from_the_first(machine: Machine) -> None:
    """No state of a table is out of reach."""
    reached, edge = {machine.first}, [machine.first]
    while edge:
        state = edge.pop()
        for act in machine.possible(state):
            after = machine.after(state, act)
            edge += [after] * (after not in reached)
            reached.add(after)
    assert set(machine.states) == reached


@pytest.mark.parametrize("machine", MACHINES)
def test_before_is_the_inverse_of_possible(machine: Machine) -> None:
    """A move can be made in the states that name it, and in no others."""
    for act in machine.acts:
        assert [state for state in machine.states if act in machine.possible(state)] == sorted(
            machine.before(act), key=machine.states.index
        )


def test_nothing_is_sent_that_was_not_approved() -> None:
    """Only one state leads to sent, and only approval or the consent given at entry lead to that one."""
    assert ("approved",) == PACKAGE.before("send")
    ways = {(state, act) for (state, act), after in PACKAGE.moves.items() if after == "approved"}
    assert {("asked", "approve"), ("confirmed", "consent")} == ways


def test_a_change_never_keeps_an_approval() -> None:
    """Whatever is changed is composed again, and what was approved can no longer be changed."""
    assert {"composed"} == {PACKAGE.after(state, "change") for state in PACKAGE.before("change")}
    assert not {"approved", "sent", "opened"} & set(PACKAGE.before("change"))


def test_what_is_under_way_can_be_recalled_at_any_time() -> None:
    """From the first question to the sides until after the desk has opened it."""
    assert ("asked", "approved", "sent", "opened") == PACKAGE.before("recall")


def test_a_refusal_is_no_move() -> None:
    """Only the clock brings a package to "not released": not even the day tells a refusal from silence."""
    ends = {(state, move) for (state, move), to in PACKAGE.moves.items() if to == "not-released"}
    assert {("asked", "lapse"), ("approved", "lapse")} == ends
