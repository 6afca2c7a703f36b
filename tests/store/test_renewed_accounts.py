"""An administrator who renews an account could sign in with it: the processes it works in have that in their logs."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from sulh.access import Refused
from sulh.store import clock
from sulh.store.errors import Conflict
from sulh.store.models import LogRecord, Membership, Process, Staff
from sulh.store.reads.renewals import Renewal, renewals
from sulh.store.writes import staff as writes
from tests.cast import Cast


def entered(cast: Cast) -> list[tuple[str, str | None, dict[str, str]]]:
    """Return what stands in the log of a process: act, who did it, and what it concerns."""
    bodies = LogRecord.objects.filter(process_id=cast.process.id).order_by("number").values_list("body", flat=True)
    records = [msgspec.json.decode(body) for body in bodies]
    return [(one["act"], one["staff"], one["refs"]) for one in records]


@pytest.mark.parametrize(("act", "verb"), [("account-renewed", writes.renew), ("account-closed", writes.close)])
def test_what_an_administrator_does_with_an_account_stands_in_each_log(
    both: Cast, act: str, verb: Callable[..., object]
) -> None:
    """Every process in which the account works has a record of it, closed ones too; no other process has one."""
    other = both.other
    assert other is not None
    keeper, held = both.staff["administrator"], both.staff["facilitator"]
    closed = Process.objects.create(began=clock.today(), closed=clock.today())
    for process, ended in ((closed, None), (other.process, clock.today())):
        Membership.objects.create(staff=held, process=process, role="facilitator", ended=ended)
    verb(both.principal("administrator"), held.id)

    record = (act, str(keeper.id), {"account": str(held.id)})
    assert [record] == entered(both)
    assert 1 == LogRecord.objects.filter(process_id=closed.id).count()
    assert [] == entered(other)


def test_whoever_alone_runs_a_process_that_goes_on_stays(cast: Cast) -> None:
    """Not so where the process is over, or once another one runs it too."""
    keeper, held = cast.principal("administrator"), cast.staff["facilitator"]
    Membership.objects.filter(staff=cast.staff["cofacilitator"]).update(ended=clock.today())
    with pytest.raises(Conflict, match="last-facilitator-closed"):
        writes.close(keeper, held.id)
    assert (True, []) == (Staff.objects.get(pk=held.id).is_active, entered(cast))
    Membership.objects.create(staff=cast.staff["nobody"], process=cast.process, role="facilitator")
    writes.close(keeper, held.id)
    with pytest.raises(Conflict, match="last-facilitator-closed"):
        writes.close(keeper, cast.staff["nobody"].id)
    Process.objects.filter(pk=cast.process.pk).update(closed=clock.today())
    writes.close(keeper, cast.staff["nobody"].id)
    assert not Membership.objects.filter(process=cast.process, role="facilitator", ended=None).exists()


def test_an_account_with_two_roles_in_a_process_makes_one_record(cast: Cast) -> None:
    """A facilitator who also translates is one account: it was renewed once."""
    Membership.objects.create(staff=cast.staff["facilitator"], process=cast.process, role="translator")
    writes.renew(cast.principal("administrator"), cast.staff["facilitator"].id)

    assert ["account-renewed"] == [act for act, _, _ in entered(cast)]


def test_who_works_beside_a_renewed_account_is_told_for_a_month(both: Cast, at: Callable[..., None]) -> None:
    """The co-facilitator is told of the last renewal; of an account that has gone nothing is told any more."""
    writes.renew(both.principal("administrator"), both.staff["facilitator"].id)
    at(days=2)
    writes.renew(both.principal("administrator"), both.staff["facilitator"].id)
    writes.renew(both.principal("administrator"), both.staff["translator"].id)
    Membership.objects.filter(staff=both.staff["translator"]).update(ended=clock.today())
    told, day = renewals(both.principal("cofacilitator"), both.process.id), clock.today()
    at(days=33)

    assert (Renewal("Facilitator", day),) == told
    assert () == renewals(both.principal("cofacilitator"), both.process.id)


@pytest.mark.parametrize("who", ["translator", "administrator", "hill", "nobody"])
def test_nobody_else_is_told(both: Cast, who: str) -> None:
    """Who works in a process is for its facilitators to see."""
    with pytest.raises(Refused):
        renewals(both.principal(who), both.process.id)
