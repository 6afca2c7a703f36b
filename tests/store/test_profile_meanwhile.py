"""A process is raised to the high profile while a dialogue is created in it, on a database that lets both in."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection

from sulh.store.kinds import HIGH, K_OF_PROFILE
from sulh.store.models import AgreedText, Dialogue
from sulh.store.writes import agreed_texts, dialogues, processes
from tests.cast import make_cast
from tests.settings import ON_POSTGRES
from tests.store.test_dialogues import QUESTION, TITLES

A_MOMENT = 1.0  # seconds; so long the raising is waited for, which has to wait itself


@pytest.mark.skipif(not ON_POSTGRES, reason="SQLite lets one writer in at a time")
@pytest.mark.django_db(transaction=True)
def test_no_dialogue_slips_through_with_the_smaller_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """However the two meet, every dialogue of a high process has the count and the consent of the high profile."""
    cast = make_cast()
    created, raised = Event(), Event()
    begin = agreed_texts.begin

    def begin_slowly(dialogue: Dialogue, profile: str) -> None:
        begin(dialogue, profile)
        created.set()
        raised.wait(A_MOMENT)

    def create() -> None:
        new = dialogues.NewDialogue("caucus", TITLES, QUESTION, ("ar", "en", "fr"), {str(cast.sides["hill"].id): 9})
        dialogues.create(cast.principal("facilitator"), cast.initiative.id, new)
        connection.close()

    def rise() -> None:
        created.wait(20)
        processes.raise_profile(cast.principal("cofacilitator"), cast.process.id)
        raised.set()
        connection.close()

    monkeypatch.setattr(agreed_texts, "begin", begin_slowly)
    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(create), pool.submit(rise)]:
            done.result()
    newest = AgreedText.objects.filter(dialogue__in=Dialogue.objects.exclude(pk=cast.dialogue.id), kind="consent")

    assert [K_OF_PROFILE[HIGH]] * 2 == list(Dialogue.objects.values_list("k", flat=True))
    assert [1, 2] == sorted(newest.values_list("version", flat=True))
