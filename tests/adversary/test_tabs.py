"""
What browsers do to honest people: a form sent twice, two tabs, two telephones, an old page after everything moved on.

What single pages do about it is tested beside them; here every form of every route is sent twice, and the tabs that
cross from one round into another.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse

from sulh.store import clock
from sulh.store.models import Epoch, Statement, Vote
from tests.adversary.ground import stand
from tests.cast import Cast, make_cast
from tests.store.moderated import acts, propose


def test_two_tabs_of_one_person_are_one_answer(cast: Cast) -> None:
    """Two pages of the same statement, answered one after the other: both are saved, the later one holds."""
    round_ = cast.round()
    one, other = stand(cast, "hill"), stand(cast, "hill")
    form = {"round": str(round_.id), "statement": str(cast.statements[0].id)}

    saved = [one.post("/answer", form | {"answer": "agree"}), other.post("/answer", form | {"answer": "disagree"})]

    assert [200, 200] == [page.status_code for page in saved]
    assert [-1] == list(Vote.objects.values_list("value", flat=True))


def test_an_old_tab_of_an_earlier_round_is_counted_in_no_later_one(cast: Cast) -> None:
    """The statement is put again in the next round; the page of the closed one still answers nothing."""
    closed = cast.round(state="closed", hours=-1)
    cast.round()
    door = stand(cast, "hill")
    old = {"round": str(closed.id), "statement": str(cast.statements[0].id), "answer": "agree"}

    pages = [door.post("/answer", old), door.post("/own", old), door.post("/deliver", old | {"token": str(closed.id)})]

    assert {404, 409} >= {page.status_code for page in pages}
    assert not Vote.objects.exists()


def test_a_tab_that_was_open_over_the_end_of_an_epoch_answers_in_the_next(cast: Cast, at: Callable[..., None]) -> None:
    """What was found stays as it was: the answer belongs to the epoch in which it is given."""
    round_ = cast.round(hours=1)
    Epoch.objects.create(round=round_, number=2, ends=clock.now() + timedelta(hours=9))
    form = {"round": str(round_.id), "statement": str(cast.statements[0].id)}
    door = stand(cast, "hill")
    door.post("/answer", form | {"answer": "agree"})
    at(hours=2)
    stand(cast, "hill").post("/answer", form | {"answer": "disagree"})

    assert [(1, 1), (2, -1)] == list(Vote.objects.order_by("epoch__number").values_list("epoch__number", "value"))


@pytest.mark.parametrize("second", ["accept", "reject", "reword", "merge"])
@pytest.mark.parametrize("first", ["accept", "reject", "reword"])
def test_of_two_facilitators_on_one_queue_the_second_is_told(cast: Cast, first: str, second: str) -> None:
    """
    Both have the same page open. Whoever is second decides nothing, and reads that somebody was quicker.

    What was rejected has no page any more, and somebody of another process learns nothing of it.
    """
    other = make_cast("other-", number=2)
    statement = propose(cast)
    forms = {
        "accept": {},
        "reject": {"reason": "It names a house"},
        "reword": {"text": "We waited at the bridge", "language": "en", "reason": "Milder", "hinted": "yes"},
        "merge": {"into": str(cast.statements[0].id)},
    }
    pages = [
        stand(cast, who).post(reverse(f"statement-{verb}", args=[statement.id]), forms[verb] | {"seen": "0"})
        for who, verb in (("facilitator", first), ("cofacilitator", second))
    ]

    stranger = stand(other, "facilitator").post(reverse(f"statement-{second}", args=[statement.id]), forms[second])

    assert [302, 409] == [page.status_code for page in pages]
    assert "Somebody else was quicker" in pages[1].content.decode()
    assert 404 == stranger.status_code
    if first == "reject":
        assert 404 == stand(cast, "cofacilitator").get(reverse("statement", args=[statement.id])).status_code
    assert 1 == len(acts(statement))
    assert {"accept": "accepted", "reject": "rejected", "reword": "proposed"}[first] == (
        Statement.objects.get(pk=statement.pk).state
    )
