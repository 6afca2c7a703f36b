"""The demonstration: made through the same verbs as pages use, complete, and never twice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from sulh.store.demo.people import ACCOUNTS, entry_number, password
from sulh.store.demo.seed import CONSULTED, plant
from sulh.store.models import (
    Agreement,
    Criticism,
    Epoch,
    KeptPublication,
    LogRecord,
    Process,
    Seat,
    Staff,
    Statement,
    Vote,
)
from sulh.store.reads.asked_stipulations import said
from sulh.store.reads.principals import of_staff
from sulh.store.reads.results import result
from sulh.vault import log

pytestmark = pytest.mark.usefixtures("planted", "db")


@pytest.fixture(scope="module")
def planted(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demonstration, made once for all tests of this file, in a transaction that is taken back after them."""
    del django_db_setup
    with django_db_blocker.unblock(), transaction.atomic():
        assert plant()
        yield
        transaction.set_rollback(True)


def test_it_holds_what_a_visitor_should_see() -> None:
    """A visitor finds a caucus, a joint round of some hundreds of answers, a workshop, a sounding, publications."""
    assert len(ACCOUNTS) == Staff.objects.count()
    assert 1 == Process.objects.count()
    assert sum(CONSULTED.values()) < Seat.objects.count()
    assert 300 < Vote.objects.filter(epoch__round__side=None).count()
    assert {1, 2} == set(Epoch.objects.values_list("number", flat=True))
    assert 3 == KeptPublication.objects.count()
    assert 3 == Statement.objects.filter(state="proposed").count()
    assert 3 == Criticism.objects.filter(objection=True, epoch__round__state="closed").count()
    facilitator = of_staff(Staff.objects.get(account="grey-heron").id)
    (asked,) = [one for row in Agreement.objects.all() for one in said(facilitator, row.id, "en")]
    words = {one.id: one.word for one in asked.publication.statements}
    assert {"1": "most-on-one-side", "6": "no-majority", "8": "most-on-each-side"} == words


def test_planting_it_twice_does_no_harm() -> None:
    """Where it is planted already, nothing more is made."""
    before = (Process.objects.count(), Seat.objects.count(), Vote.objects.count())

    assert not plant()
    assert before == (Process.objects.count(), Seat.objects.count(), Vote.objects.count())


def test_its_log_is_whole() -> None:
    """What was done while it was planted is in a chain that the verifier accepts."""
    kept = "".join(f"{record.body}\n" for record in LogRecord.objects.order_by("number"))
    records, faults = log.read_log(kept.encode())
    assert ([], []) == (faults, log.verify(records))
    assert {"process-founded", "round-opened", "published"} <= {record.act for record in records}


def test_its_secrets_work() -> None:
    """What is printed is what lets one in."""
    assert Staff.objects.get(account="grey-heron").check_password(password("grey-heron"))
    assert 16 == len(entry_number("workshop", 0))


def test_its_results_say_something() -> None:
    """In the joint round some statements are firm on both sides and some divide: there is something to look at."""
    facilitator = of_staff(Staff.objects.get(account="grey-heron").id)
    epoch = Epoch.objects.filter(ended=True, round__side=None).order_by("ends").last()
    assert epoch is not None

    findings = result(facilitator, epoch.id, "en").findings
    assert findings is not None
    assert {"firm", "refused"} <= {statement.standing for statement in findings.statements}
