"""Nobody coordinates and convenes in one process, unless it is declared and everybody there is told."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from sulh.store.errors import Conflict
from sulh.store.models import LogRecord, Membership
from sulh.store.reads.declared import declared_in
from sulh.store.writes import desks, processes
from tests.cast import Cast
from tests.store.desked import desked
from tests.web.people import enter, sign_in

TOLD = "coordinates and convenes in this process"


@pytest.mark.parametrize(("first", "second"), [("facilitator", "coordinator"), ("coordinator", "facilitator")])
def test_both_roles_at_once_are_refused_until_they_are_declared(cast: Cast, first: str, second: str) -> None:
    """Whichever role came first, the other is refused; declared it holds, and a single role needs no declaration."""
    who, process = cast.principal("facilitator"), cast.process.id
    processes.give_role(who, process, account="nobody", role=first, declared=True)
    assert () == declared_in(process)
    with pytest.raises(Conflict, match="coordinates-and-convenes"):
        processes.give_role(who, process, account="nobody", role=second)
    assert 1 == Membership.objects.filter(staff=cast.staff["nobody"], ended=None).count()

    processes.give_role(who, process, account="nobody", role=second, declared=True)
    assert ("Nobody",) == declared_in(process)
    processes.end_role(who, Membership.objects.get(staff=cast.staff["nobody"], role=second).id)
    assert () == declared_in(process)
    with pytest.raises(Conflict):
        processes.give_role(who, process, account="nobody", role=second)


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ("funder", "coordinator", "pays-and-coordinates"),
        ("coordinator", "funder", "pays-and-coordinates"),
        ("evaluator", "funder", "pays-and-evaluates"),
    ],
)
def test_whoever_pays_does_not_coordinate_or_evaluate(cast: Cast, first: str, second: str, reason: str) -> None:
    """What coordinators and evaluators are told never goes to who pays for the work, not even if it is declared."""
    who, process = cast.principal("facilitator"), cast.process.id
    processes.give_role(who, process, account="nobody", role=first)
    with pytest.raises(Conflict, match=reason):
        processes.give_role(who, process, account="nobody", role=second, declared=True)
    processes.end_role(who, Membership.objects.get(staff=cast.staff["nobody"], role=first).id)
    processes.give_role(who, process, account="nobody", role=second)


def test_whoever_sits_at_the_official_table_does_not_evaluate(cast: Cast) -> None:
    """In both orders: they would read what people tell of outcomes, with names, before anything was released."""
    desk, who = desked(cast).desk, cast.principal("facilitator")
    desks.give_account(who, desk, "nobody")
    with pytest.raises(Conflict, match="sits-and-evaluates"):
        processes.give_role(who, cast.process.id, account="nobody", role="evaluator", declared=True)
    processes.end_role(who, Membership.objects.get(staff=cast.staff["nobody"], ended=None).id)
    processes.give_role(who, cast.process.id, account="nobody", role="evaluator")
    with pytest.raises(Conflict, match="sits-and-evaluates"):
        desks.give_account(who, desk, "nobody")
    refused = sign_in(Client(), cast, "facilitator").post(reverse("desk-account", args=[desk]), {"account": "nobody"})
    assert 409 == refused.status_code
    assert "before it was released to that desk" in refused.content.decode()
    assert ["evaluator"] == list(cast.staff["nobody"].memberships.filter(ended=None).values_list("role", flat=True))


def test_what_is_declared_stands_on_the_process_on_the_map_and_in_the_record_that_everybody_reads(cast: Cast) -> None:
    """A box has to be ticked; then staff read the name, and whoever answers or reads for a side reads that it is so."""
    client = sign_in(Client(), cast, "facilitator")
    address = reverse("process-staff", args=[cast.process.id])
    given = {"account": "cofacilitator", "role": "coordinator"}
    refused = client.post(address, given)
    assert 422 == refused.status_code
    assert "only if that is declared and shown to all" in refused.content.decode()
    assert TOLD not in client.get(reverse("process", args=[cast.process.id])).content.decode()

    assert 302 == client.post(address, {**given, "declared": "on"}).status_code
    for name in ("process", "map", "map-findings"):
        assert TOLD in client.get(reverse(name, args=[cast.process.id])).content.decode()
    assert LogRecord.objects.filter(process_id=cast.process.id, body__contains="roles-declared").exists()
    record = enter(Client(), cast, "hill").get("/record").content.decode()
    assert "brings it together with other efforts" in record
    assert "cofacilitator" not in record.lower()
