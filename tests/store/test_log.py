"""The process log as it is kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from django.db import DatabaseError, transaction

from sulh.store.models import LogRecord
from sulh.store.writes.log import enter
from sulh.vault import log
from tests.cast import Cast


def test_records_follow_one_another(cast: Cast) -> None:
    """What was entered is a chain that the offline verifier accepts."""
    for number in range(3):
        enter(cast.process.id, "round-opened", cast.principal("facilitator"), round=number)

    kept = "".join(f"{record.body}\n" for record in LogRecord.objects.order_by("number"))
    records, faults = log.read_log(kept.encode())
    assert ([], []) == (faults, log.verify(records))
    assert [1, 2, 3] == [record.number for record in records]


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_itself_refuses_to_alter_it(cast: Cast, act: str) -> None:
    """Nobody who reaches the table can change or take away a record unseen: the database refuses."""
    enter(cast.process.id, "round-opened", None)

    records = LogRecord.objects.all()
    alter: dict[str, Callable[[], object]] = {
        "update": partial(records.update, body="{}"),
        "delete": partial(records._raw_delete, "default"),
    }
    with pytest.raises(DatabaseError), transaction.atomic():
        alter[act]()
    assert 1 == LogRecord.objects.count()
