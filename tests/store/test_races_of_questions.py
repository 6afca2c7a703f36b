"""Two desks that ask at once, on a database that lets two write at once."""

from __future__ import annotations

from functools import partial

import pytest
from django.db import connection

from sulh.store.models import Question
from sulh.store.writes import desks, questions
from tests.cast import Cast
from tests.store.desked import desked
from tests.store.packaged import texts
from tests.store.test_races_of_papers import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("sqlite" in str(connection.vendor), reason="SQLite lets one write at a time"),
]


def test_two_desks_that_ask_at_once_are_both_heard(cast: Cast) -> None:
    """Their questions are counted one after the other; neither meets an error."""
    at = desked(cast)
    second = desks.add_desk(at.facilitator, cast.process.id, texts("The water board"))
    for turn in range(5):
        asks = [
            partial(questions.ask, at.facilitator, desk, "question", texts(f"{turn} of {place}"))
            for place, desk in enumerate((at.desk, second))
        ]
        at_once(*asks)
    assert list(range(1, 11)) == sorted(Question.objects.values_list("number", flat=True))
