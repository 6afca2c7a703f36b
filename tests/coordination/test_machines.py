"""Links and blind matches: what the table has can be done, and nothing else."""

from __future__ import annotations

from itertools import product

import pytest

from sulh.coordination.link_states import LINK, moves_responsibility
from sulh.coordination.match_states import MATCH, SHOWS
from sulh.model.initiatives import MODES
from sulh.model.machine import Forbidden, Machine

MACHINES = (LINK, MATCH)
FORBIDDEN = [
    (machine, state, act)
    for machine in MACHINES
    for state, act in product(machine.states, machine.acts)
    if (state, act) not in machine.moves
]


@pytest.mark.parametrize(("machine", "state", "act"), FORBIDDEN)
def test_what_the_table_does_not_have_is_refused(machine: Machine, state: str, act: str) -> None:
    """A forbidden move says what could be done instead."""
    with pytest.raises(Forbidden) as refused:
        machine.after(state, act)
    assert machine.possible(state) == refused.value.possible


def test_responsibility_moves_when_a_hand_off_is_accepted_and_at_no_other_time() -> None:
    """An unaccepted hand-off leaves the owner, and no other mode moves anything."""
    moving = {(mode, act) for mode, act in product(MODES, LINK.acts) if moves_responsibility(mode, act)}
    assert {("hand_off", "accept")} == moving
    assert ("proposed",) == LINK.before("accept")


def test_a_match_shows_what_both_agreed_to_and_nothing_after_a_no() -> None:
    """Each step shows a little more; a match that was declined or has ended shows nothing."""
    assert set(MATCH.states) == set(SHOWS)
    assert ["none", "theme_area", "actors"] == [SHOWS[state] for state in ("kind", "theme", "contact")]
    assert {"none"} == {SHOWS[state] for state in MATCH.states if not MATCH.possible(state)}
