from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from sulh.store.errors import Conflict
from sulh.store.models import ModerationAct, Statement
from sulh.store.writes import moderation
from tests.cast import make_cast
from tests.settings import ON_POSTGRES
from tests.store.moderated import propose


@pytest.mark.skipif(not ON_POSTGRES, reason="SQLite lets one writer in at a time")
@pytest.mark.django_db(transaction=True)
def test_two_facilitators_at_the_same_moment_are_one_after_the_other() -> None:
    """Of two who decide at the same moment on the same page one wins, and the other is told."""
    cast = make_cast()
    statement, start = propose(cast), Barrier(2)

    def decide(who: str) -> str:
        person, done = cast.principal(who), "done"
        start.wait(timeout=20)
        try:
            if who == "facilitator":
                moderation.accept(person, statement.id, seen=0)
            else:
                moderation.reject(person, statement.id, "It names a family.", seen=0)
        except Conflict as refusal:
            done = refusal.code
        finally:
            connection.close()
        return done

    with ThreadPoolExecutor(2) as pool:
        told: list[Any] = sorted(pool.map(decide, ("facilitator", "cofacilitator")))
    assert ["done", "somebody-was-quicker"] == told
    act = ModerationAct.objects.get(statement=statement).act
    assert act == Statement.objects.get(pk=statement.pk).state
