"""What waits for somebody: each kind of thing, for those it concerns and nobody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from sulh.access import STRANGER, Refused
from sulh.store import clock
from sulh.store.models import (
    Commitment,
    Epoch,
    HarmCheck,
    KeptPublication,
    Membership,
    Session,
    Statement,
    StatementText,
    WorkingPaper,
)
from sulh.store.reads.home import Home, home
from tests.cast import Cast


def waiting(cast: Cast, who: str = "facilitator") -> list[tuple[str, int]]:
    """Return sort and number of what waits for somebody."""
    return [(one.sort, one.count) for one in home(cast.principal(who), "en").waiting]


def proposal(cast: Cast, number: int, *, days: int = 0, state: str = "proposed") -> Statement:
    """Return one more statement without a text."""
    return Statement.objects.create(
        dialogue=cast.dialogue,
        number=number,
        source="proposal",
        asks="need",
        state=state,
        on=clock.today() - timedelta(days=days),
    )


def test_nothing_waits_where_all_is_done(cast: Cast) -> None:
    """A complete dialogue asks for nothing, and its process is listed with the role held there."""
    shown = home(cast.principal("facilitator"), "en")

    assert () == shown.waiting
    assert [("Valley talks", ("facilitator",))] == [(line.name, line.roles) for line in shown.processes]


def test_proposals_wait_since_the_oldest(cast: Cast) -> None:
    """Proposals of one dialogue are one line, as old as the oldest; decided ones wait for nobody."""
    for number, days in ((10, 2), (11, 9)):
        proposal(cast, number, days=days)
    proposal(cast, 12, days=30, state="rejected")

    (one,) = home(cast.principal("facilitator"), "fr").waiting
    assert ("proposals", 2, clock.today() - timedelta(days=9), "Parler de l’eau") == (
        one.sort,
        one.count,
        one.on,
        one.dialogue,
    )
    assert [] == waiting(cast, "translator")


def test_a_statement_waits_for_its_missing_language(cast: Cast) -> None:
    """Whoever translates sees it, and whoever facilitates; once the language is there, nobody."""
    StatementText.objects.filter(statement=cast.statements[0], language="ar").delete()
    assert [("translations", 1)] == waiting(cast) == waiting(cast, "translator")

    text = StatementText(statement=cast.statements[0], language="ar")
    cast.sealer.put(text, text="ماء")
    text.save()
    assert [] == waiting(cast, "translator")


def test_a_harm_check_waits_until_its_newest_decision_is_go(cast: Cast) -> None:
    """A no-go after a go waits again; a check of another phase decides nothing."""
    for number, phase, go in ((2, 1, False), (3, 2, True)):
        HarmCheck.objects.create(
            dialogue=cast.dialogue, phase=phase, go=go, by=cast.staff["facilitator"], on=clock.today(), number=number
        )
    assert [("harm-check", 1)] == waiting(cast)


def test_a_round_waits_when_it_ends_within_two_days(cast: Cast, at: Callable[..., None]) -> None:
    """The end of a round is told two days ahead, with the hours that are left, and not once it is over."""
    cast.round(hours=60)
    assert [] == waiting(cast)

    at(hours=55)
    (one,) = home(cast.principal("facilitator"), "en").waiting
    assert ("ends", 5) == (one.sort, one.hours)
    at(hours=61)
    assert [] == waiting(cast)


def test_a_working_paper_waits_until_something_is_published_from_it(cast: Cast) -> None:
    """An epoch that has ended is told until its results have left the room."""
    epoch = Epoch.objects.get(round=cast.round(state="closed"))
    assert [] == waiting(cast)
    paper = WorkingPaper.objects.create(epoch=epoch, held=True)
    assert [] == waiting(cast)  # it says nothing
    WorkingPaper.objects.filter(pk=paper.pk).update(held=False)
    assert [("paper", 1)] == waiting(cast)

    KeptPublication.objects.create(
        dialogue=cast.dialogue, epoch=epoch, number=1, by=cast.staff["facilitator"], on=clock.today()
    )
    assert [] == waiting(cast)


@pytest.mark.parametrize(("due", "done", "told"), [(-3, False, 1), (6, False, 1), (8, False, 0), (-3, True, 0)])
def test_a_commitment_waits_from_a_week_before_its_day(cast: Cast, due: int, done: bool, told: int) -> None:
    """What was promised is told a week ahead and until it is done."""
    session = Session.objects.create(dialogue=cast.dialogue, number=1, on=clock.today())
    today = clock.today()
    Commitment.objects.create(
        session=session, side=cast.sides["hill"], due=today + timedelta(days=due), done=today if done else None
    )
    assert told == len(waiting(cast))


def test_nothing_of_another_process_waits(both: Cast) -> None:
    """What waits elsewhere is nobody's here."""
    assert both.other is not None
    proposal(both.other, 10)

    assert [] == waiting(both)
    assert [("proposals", 1)] == waiting(both.other)


def test_an_account_without_a_role_sees_an_empty_page(cast: Cast) -> None:
    """Whoever works nowhere has nothing waiting; an administrator is known as one, and sees no process either."""
    assert ((), (), False) == _parts(home(cast.principal("nobody"), "en"))
    assert ((), (), True) == _parts(home(cast.principal("administrator"), "en"))


def _parts(shown: Home) -> tuple[Any, ...]:
    return shown.waiting, shown.processes, shown.administrator


def test_a_role_that_ended_leaves_nothing_behind(cast: Cast) -> None:
    """With the role, its process and what waited there are gone."""
    proposal(cast, 10)
    Membership.objects.filter(staff=cast.staff["facilitator"]).update(ended=clock.today())

    assert ((), (), False) == _parts(home(cast.principal("facilitator"), "en"))


@pytest.mark.parametrize("who", ["hill", "hill-reader", "assistant", "owner"])
def test_whoever_came_with_an_entry_number_has_no_such_page(cast: Cast, who: str) -> None:
    """The page is for accounts."""
    with pytest.raises(Refused):
        home(cast.principal(who), "en")
    with pytest.raises(Refused):
        home(STRANGER, "en")


def test_the_number_of_queries_does_not_grow(both: Cast, django_assert_max_num_queries: Any) -> None:
    """Ten queries do, however many processes and dialogues there are."""
    assert both.other is not None
    for number in range(10, 40):
        proposal(both, number)
    Membership.objects.create(staff=both.staff["facilitator"], process=both.other.process, role="facilitator")
    principal = both.principal("facilitator")

    with django_assert_max_num_queries(16):
        assert 2 == len(home(principal, "en").processes)
