"""A row by its id: what is refused and what is absent are the same."""

from __future__ import annotations

from uuid import UUID

import pytest

from sulh.access import CHANGE, SEE, STRANGER, Refused
from sulh.store import asking
from sulh.store.models import Dialogue
from tests.cast import Cast


def test_a_facilitator_finds_a_dialogue_of_their_process(both: Cast) -> None:
    """Whoever runs a process finds its dialogue by the id."""
    found = asking.get(both.principal("facilitator"), "dialogue", CHANGE, Dialogue, both.dialogue.id)

    assert both.dialogue == found


@pytest.mark.parametrize("who", ["hill", "hill-reader", "assistant", "translator", "administrator", "nobody"])
def test_others_find_nothing_to_change(both: Cast, who: str) -> None:
    """Whoever does not run the process finds nothing there to change."""
    with pytest.raises(Refused):
        asking.get(both.principal(who), "dialogue", CHANGE, Dialogue, both.dialogue.id)


def test_another_process_and_no_process_are_the_same(both: Cast) -> None:
    """A facilitator learns from the answer nothing of what exists elsewhere."""
    assert both.other is not None
    principal = both.principal("facilitator")
    told = []
    for row_id in (both.other.dialogue.id, UUID(int=7)):
        with pytest.raises(Refused) as refusal:
            asking.get(principal, "dialogue", SEE, Dialogue, row_id)
        told.append(str(refusal.value))

    assert told[0] == told[1]


def test_a_stranger_finds_nothing(cast: Cast) -> None:
    """Who holds nothing sees nothing."""
    with pytest.raises(Refused):
        asking.get(STRANGER, "dialogue", SEE, Dialogue, cast.dialogue.id)
