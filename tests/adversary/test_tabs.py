"""
What browsers do to honest people: a form sent twice, two tabs, two telephones, an old page after everything moved on.

What single pages do about it is tested beside them; here every form of every route is sent twice, and the tabs that
cross from one round into another.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.apps import apps
from django.urls import reverse

from sulh.store import clock
from sulh.store.models import Epoch, LogRecord, Statement, Vote
from tests.adversary.ground import Ground, lay, stand
from tests.adversary.test_hostile_input import WORKING, Attack, attacks, found_forms
from tests.cast import Cast, make_cast
from tests.store.moderated import acts, propose

WORDS = "The well by the mill is dry"
TYPED = {"date": "2026-11-03", "numeric": "7", "text": WORDS, "password": "kettle orbit maple nine"}
NAMED = {
    "step": "create",
    "language": "en",
    "ends_1": "2027-01-01T10:00",
    "due": "2027-11-03",
    "phase": "2",
    "first": "facilitator",
    "second": "cofacilitator",
    "account": "quiet-fern",
    "role": "facilitator",
    "count": "2",
}
# Of these the test has to have seen that they make something, else it would say nothing of them.
MAKE = {
    "accounts",
    "answer",
    "commitment-new",
    "deliver",
    "initiative-new",
    "note-draw",
    "note-new",
    "process-new",
    "propose",
    "publish",
    "relationship-new",
    "round-new",
    "round-new-caucus",
    "seats-make",
    "session-new",
    "side-new",
    "statement-new",
}


@pytest.fixture
def ground(cast: Cast) -> Ground:
    """A process with a row of every kind."""
    return lay(cast)


def counts() -> dict[str, int]:
    """Return how many rows each table of data has; the log, in which an act may stand twice, is left out."""
    tables = {model._meta.db_table: model for model in apps.get_models() if model is not LogRecord}
    return {table: model._default_manager.count() for table, model in tables.items() if table not in WORKING}


def filled(attack: Attack) -> dict[str, list[str]]:
    """Return a form as a careful person would send it."""
    form = dict(attack.base)
    for name, kind in attack.kinds.items():
        if form.get(name) in ([""], ["\n"], None) and kind in TYPED:
            form[name] = [TYPED[kind]]
    return form | {name: [value] for name, value in NAMED.items() if name in form and form[name] != [value]}


def test_a_form_that_is_sent_twice_makes_one_thing(ground: Ground) -> None:
    """A second press, or a page that is loaded again, adds no row that the first did not."""
    made, twice = set(), []
    before = counts()
    for route, attack in attacks(ground, found_forms(ground)):
        with attack.door.undone():
            form = filled(attack)
            attack.door.post(attack.path, form)
            once = counts()
            attack.door.post(attack.path, form)
            again = counts()
        made |= {route.name} if once != before else set()
        twice += [route.name] if again != once else []

    assert [] == twice
    assert set() == MAKE - made


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
