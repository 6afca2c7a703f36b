"""Two facilitators at the same moment at one session, on a database that lets both in."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from sulh.access import Principal
from sulh.store import clock
from sulh.store.errors import Conflict
from sulh.store.models import Commitment, Note, Session, Statement
from sulh.store.writes import commitments, meetings, notes
from tests.cast import Cast, make_cast
from tests.settings import ON_POSTGRES
from tests.store.held import SAID, held, noted, promised

pytestmark = [
    pytest.mark.skipif(not ON_POSTGRES, reason="SQLite lets one writer in at a time"),
    pytest.mark.django_db(transaction=True),
]
WHO = ("facilitator", "cofacilitator")


def _at_once(cast: Cast, verb: Callable[[Principal], object]) -> list[str]:
    """Let both do the same at the same moment; return what each was told."""
    start = Barrier(2)

    def act(who: str) -> str:
        person, told = cast.principal(who), "done"
        start.wait(timeout=20)
        try:
            verb(person)
        except Conflict as refusal:
            told = refusal.code
        finally:
            connection.close()
        return told

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(act, WHO))


def test_one_session_is_written_down_once() -> None:
    """Of two who write down the same session one is told, and there is one."""
    cast, day = make_cast(), clock.today()
    told = _at_once(cast, lambda person: meetings.hold(person, cast.dialogue.id, day, number=1))

    assert (["done", "session-made-meanwhile"], 1) == (told, Session.objects.count())


def test_two_notes_get_two_numbers() -> None:
    """Two who note at the same moment leave two notes, one after the other."""
    cast = make_cast()
    session = held(cast)
    told = _at_once(cast, lambda person: notes.add(person, session.id, f"Said in front of {person.id[:4]}"))

    assert (["done", "done"], [1, 2]) == (told, sorted(Note.objects.values_list("number", flat=True)))


def test_the_same_statement_is_drawn_once() -> None:
    """Two who draw the same words from one note leave one statement."""
    cast = make_cast()
    note = noted(cast, held(cast))
    told = _at_once(cast, lambda person: notes.draw(person, note.id, "need", SAID, language="en"))

    assert (["done", "done"], 1) == (told, Statement.objects.filter(note=note).count())


def test_a_commitment_is_done_once() -> None:
    """Of two who say that a commitment is done one is told."""
    cast, day = make_cast(), clock.today()
    one = promised(cast, held(cast))
    told = _at_once(cast, lambda person: commitments.finish(person, one, day))

    assert (["done", "somebody-was-quicker"], day) == (told, Commitment.objects.get().done)
