from __future__ import annotations

from collections.abc import Sequence
from threading import Semaphore, Thread
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, OperationalError, connection

from sulh.access import Principal
from sulh.errors import SulhError
from sulh.store.errors import Conflict
from sulh.store.models import Vote
from sulh.store.reads import circulating
from sulh.store.reads.principals import of_seat
from sulh.store.writes import votes
from sulh.store.writes.committer import Committer, NotSaved
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)


class Heard(list[Any]):
    """A list that tells when something was added."""

    def __init__(self, heard: Semaphore) -> None:
        """Begin empty."""
        super().__init__()
        self.heard = heard

    def append(self, item: Any) -> None:
        """Add it, then tell."""
        super().append(item)
        self.heard.release()


class Crowd:
    """Many threads that come while the first one writes: what they were told, and which batches were written."""

    def __init__(self, others: int) -> None:
        """Have so many come behind the first one."""
        self.others = others
        self.batches: list[list[int]] = []
        self.told: dict[int, str] = {}
        self.threads: list[Thread] = []
        self.committer: Committer[int] = Committer(self.write)

    def write(self, items: Sequence[int]) -> Sequence[SulhError | None]:
        """Note the batch; while the first one is written, let the others come."""
        self.batches.append(list(items))
        if len(self.batches) == 1:
            self.gather()
        return self.outcomes(items)

    def outcomes(self, items: Sequence[int]) -> Sequence[SulhError | None]:
        """Say of each that it was written."""
        return [None] * len(items)

    def gather(self) -> None:
        """Start the others one by one, each once the one before waits."""
        heard = Semaphore(0)
        self.committer._waiting = Heard(heard)
        for item in range(1, self.others + 1):
            thread = Thread(target=self.save, args=(item,))
            self.threads.append(thread)
            thread.start()
            heard.acquire()

    def save(self, item: int) -> None:
        """Save one, and note what its thread was told."""
        try:
            self.committer.save(item)
        except (SulhError, NotSaved, SystemExit) as error:
            self.told[item] = type(error).__name__
        else:
            self.told[item] = "saved"
        finally:
            if item:
                connection.close()

    def run(self) -> None:
        """Let all of them be told."""
        self.save(0)
        for thread in self.threads:
            thread.join()


def test_what_waits_goes_together() -> None:
    """Seven that come while one is written are one transaction, in the order in which they came."""
    crowd = Crowd(7)
    crowd.run()
    assert [[0], [1, 2, 3, 4, 5, 6, 7]] == crowd.batches
    assert dict.fromkeys(range(8), "saved") == crowd.told


def test_a_batch_has_a_bound() -> None:
    """However many wait, a transaction holds 64 of them, and the rest is the next one."""
    crowd = Crowd(70)
    crowd.run()
    assert [1, 64, 6] == [len(batch) for batch in crowd.batches]
    assert set(range(71)) == set(crowd.told)


def test_one_that_is_refused_is_told_so_alone() -> None:
    """The reason of one item goes to its own thread; the others are saved."""

    class OneRefused(Crowd):
        def outcomes(self, items: Sequence[int]) -> Sequence[SulhError | None]:
            return [Conflict("round-closed") if item == 2 else None for item in items]

    crowd = OneRefused(3)
    crowd.run()
    assert {0: "saved", 1: "saved", 2: "Conflict", 3: "saved"} == crowd.told


def test_one_bad_item_does_not_sink_the_others() -> None:
    """A batch that fails for what is in it is written one by one; only the bad one is not saved."""

    class OneBad(Crowd):
        def outcomes(self, items: Sequence[int]) -> Sequence[SulhError | None]:
            if 2 in items:
                raise IntegrityError
            return super().outcomes(items)

    crowd = OneBad(3)
    crowd.run()
    assert {0: "saved", 1: "saved", 2: "NotSaved", 3: "saved"} == crowd.told
    assert [[0], [1, 2, 3], [1], [2], [3]] == crowd.batches


def test_a_database_that_is_away_saves_nobody_and_is_not_asked_again() -> None:
    """A fault of all is told to all at once: no retry one by one against a locked or full database."""

    class Away(Crowd):
        def outcomes(self, items: Sequence[int]) -> Sequence[SulhError | None]:
            del items
            raise OperationalError

    crowd = Away(3)
    crowd.run()
    assert dict.fromkeys(range(4), "NotSaved") == crowd.told
    assert [[0], [1, 2, 3]] == crowd.batches


def test_a_leader_that_is_stopped_leaves_nobody_waiting() -> None:
    """If the writing thread is told to exit in the middle, those it took along hear that they were not saved."""

    class Stopped(Crowd):
        def outcomes(self, items: Sequence[int]) -> Sequence[SulhError | None]:
            if 1 in items:
                raise SystemExit
            return super().outcomes(items)

    crowd = Stopped(3)
    crowd.run()
    assert ["NotSaved", "NotSaved", "SystemExit", "saved"] == sorted(crowd.told.values())


def test_nobody_is_told_saved_before_the_commit(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """When COMMIT itself fails, as on a full disk, the answer is not saved, and nothing is there."""
    cast.round()
    principal = cast.principal("hill")
    read = circulating.at(principal)

    def full() -> None:
        raise OperationalError("database or disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(connection, "commit", full)
        with pytest.raises(NotSaved):
            votes.answer(principal, read, cast.statements[0].id, 1)
    assert not Vote.objects.exists()
    votes.answer(principal, read, cast.statements[0].id, 1)
    assert 1 == Vote.objects.count()


def test_answers_of_many_threads_are_all_kept(cast: Cast) -> None:
    """Nine seats answer three statements, nine threads at a time: twenty-seven rows, nine finished sittings."""
    cast.round()
    seats = cast.more("hill", 9)
    for statement in cast.statements:
        principals = [of_seat(seat.id) for seat in seats]
        threads = [
            Thread(target=_answer, args=(principal, circulating.at(principal), statement.id))
            for principal in principals
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert 27 == Vote.objects.count()
    assert 9 == sum(seat.sittings.get().finished for seat in seats)


def _answer(principal: Principal, read: circulating.At, statement_id: UUID) -> None:
    try:
        votes.answer(principal, read, statement_id, 1)
    finally:
        connection.close()
