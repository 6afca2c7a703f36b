"""What was found of the statements that a clause stems from stands beside it, for facilitators alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from sulh.access import Refused
from sulh.store.reads.beside_clause import beside_clause
from sulh.store.writes import chain
from sulh.store.writes.papers import run_due
from tests.cast import Cast
from tests.store.drafted import Drafted, draft
from tests.store.test_papers import answered
from tests.web.people import sign_in

At = Callable[..., None]


@pytest.fixture
def made(cast: Cast) -> Drafted:
    """A text whose first clause stems from the third statement."""
    text = draft(cast)
    clause = text.wordings[0].clause_id
    chain.link(text.facilitator, cast.statements[2].id, clause, confidence="high", source="Said in both rooms")
    return text


def test_nothing_stands_beside_a_clause_before_anything_was_found(made: Drafted) -> None:
    """While no epoch of all sides has ended there is no word of it."""
    answered(made.cast, made.cast.round(hours=1))

    assert () == beside_clause(made.facilitator, made.wordings[0].clause_id, "en")


def test_each_side_stands_beside_the_clause_that_stems_from_it(made: Drafted, at: At, client: Client) -> None:
    """The statement, its standing and what each side said of it; beside another clause, nothing."""
    answered(made.cast, made.cast.round(hours=1))
    at(hours=2)
    run_due()
    (one,) = beside_clause(made.facilitator, made.wordings[0].clause_id, "en")
    sign_in(client, made.cast, "facilitator")
    page = client.get(f"/w/clause/{made.wordings[0].id}").content.decode()

    assert (3, [("Hill", 4, 5), ("River", 4, 5)]) == (one.number, [(side.name, *rest) for side, *rest in one.sides])
    assert () == beside_clause(made.facilitator, made.wordings[1].clause_id, "en")
    assert "4 of 5 agree" in page
    assert "Working paper of the facilitator." in page


@pytest.mark.parametrize("who", ["hill", "hill-reader", "translator", "administrator"])
def test_it_is_for_facilitators_alone(made: Drafted, who: str) -> None:
    """Whoever has no right to working papers gets none beside a clause."""
    with pytest.raises(Refused):
        beside_clause(made.cast.principal(who), made.wordings[0].clause_id, "en")
